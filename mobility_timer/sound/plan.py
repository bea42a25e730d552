"""Cues become plays: which clips and tones sound in the next seconds, and when in real time."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from mobility_timer.playback import Update
from mobility_timer.settings import Count, Settings, ToneSet
from mobility_timer.sound.device.play import LATE_S, Play
from mobility_timer.sound.speech.cache import Clip
from mobility_timer.timeline import (
    PAUSE_MS,
    CountsDown,
    CountsLastTwo,
    CountsRep,
    Cue,
    Timeline,
    Tone,
    Welcomes,
    count_in_cues,
    speaking_ms,
)

AHEAD_S = 2.0
LONG_LINE_S = 1.0
LATE_LONG_LINE_S = 6.0
"""The welcome is ready so late where the machine is busy and its voice has just been opened."""
LEAD_S = {Tone.CHANGE: 0.25, Tone.REST: 0.5, Tone.END: 0.6}
"""Seconds that a tone is heard alone before the line of the same cue."""


SAMPLED_TONES = (
    *((Tone.GO, 1.2), (Tone.REP, 0.7), (Tone.REP, 0.9), (Tone.PHASE, 0.9), (Tone.HALFWAY, 1.1)),
    *((Tone.CHANGE, 1.1), (Tone.REST, 2.0), (Tone.END, 2.0)),
)
"""The tones of a sample after its count-in, each with the seconds until the next."""


def lines_of(cue: Cue) -> tuple[str, ...]:
    """All that may be said for a cue, however the reps are counted, and however late it is."""
    breath = cue.meaning.uncounted if isinstance(cue.meaning, CountsRep) else ""
    return cue.line, breath, *_shorter_lines(cue)


def _shorter_lines(cue: Cue) -> tuple[str, ...]:
    """What is said of a welcome whose voice is ready too late for all of it."""
    if not isinstance(cue.meaning, Welcomes) or not cue.line:
        return ()
    phrasings = cue.meaning.phrasings
    return phrasings[phrasings.index(cue.line) + 1 : -1]


def lines_of_cues(cues: Iterable[Cue]) -> list[str]:
    return [line for cue in cues for line in lines_of(cue)]


def lines_from(timeline: Timeline, position: int) -> list[str]:
    """All that a timeline says, from `position` on first."""
    count_in = [cue for _, cue in count_in_cues(timeline, position)]
    upcoming = timeline.cues_between(position, timeline.length + 1)
    passed = timeline.cues_between(0, position)
    return lines_of_cues((*upcoming, *count_in, *passed))


def lines_behind(timeline: Timeline, at_ms: int) -> list[str]:
    """What is late at that time and still may be said, in fewer words where all are too many."""
    first = max(0, at_ms - round(1000 * LATE_LONG_LINE_S))
    behind = timeline.cues_between(first, at_ms)
    lines = ((line, speaking_ms(line), cue) for cue in behind for line in lines_of(cue))
    least = 1000 * LONG_LINE_S
    return [line for line, ms, cue in lines if least <= ms <= cue.until - at_ms]


def tone_clip(tone: Tone, tones: ToneSet = ToneSet.WARM) -> str:
    """The name by which the audio host knows a tone."""
    return f"tone:{tones.value}/{tone.value}"


def tone_samples(chosen: Settings, at: float, late: float) -> list[Play]:
    """The chosen tones one after the other from `at` on: how a set is counted in, led and ended."""
    beeps = 1 if chosen.single_beep else 3
    tones = [*((Tone.COUNTDOWN, 1.0) for _ in range(beeps)), *SAMPLED_TONES]
    plays = []
    for tone, lasts_s in tones:
        plays.append(Play(tone_clip(tone, chosen.tones), at, late=late))
        at += lasts_s
    return plays


@dataclass(frozen=True)
class Planned:
    """What sounds next, and until which time of the clock, in ms, no cue comes to it."""

    plays: tuple[Play, ...]
    until: float = math.inf


@dataclass(frozen=True)
class SoundChoices:
    """How a cue is to be heard. `clip` finds the clip of a line, None where there is none."""

    clip: Callable[[str], Clip | None]
    count: Count = Count.SPOKEN
    speed: float = 1.0
    tones: ToneSet = ToneSet.WARM
    single_beep: bool = False

    def ahead(self, update: Update) -> Planned:
        """What sounds in the next 2 s, or until the next gate, and what is a little late."""
        transport, timeline = update.transport, update.timeline
        position = transport.position(update.now)
        first = max(transport.anchor, position - self._ms(LATE_LONG_LINE_S))
        end = position + self._ms(AHEAD_S) - transport.count_in(update.now)
        gate = timeline.gate_after(position, waits=update.waits)
        end = end if gate is None else min(end, gate)
        now = self._real(update.now)
        plays = [
            play
            for cue in timeline.cues_between(first, end)
            for play in self.plays_of(cue, self._real(transport.clock_at(cue.at)), now)
            if now <= play.at + play.late
        ]
        if update.count_in:
            for ms, cue in count_in_cues(timeline, transport.anchor):
                plays += self.plays_of(cue, self._real(transport.since - ms))
        coming = timeline.cue_from(end)
        return Planned(
            tuple(sorted(dict.fromkeys(plays), key=lambda play: play.at)),
            math.inf if coming is None else transport.clock_at(coming) - self._ms(AHEAD_S),
        )

    def plays_of(self, cue: Cue, at: float, now: float = -math.inf) -> Iterator[Play]:
        """The tone and the line of a cue that is due at `at` seconds, as far as it can be in time.

        Of several lines it is the first that is not too late at `now`.
        """
        line = self._line(cue)
        if not line and isinstance(cue.meaning, CountsRep) and self.count is Count.SILENT:
            return
        clips = [self.clip(words) for words in (line, *_shorter_lines(cue)) if words]
        tone = self._tone(cue, spoken=any(clips))
        if tone is not None:
            yield Play(tone_clip(tone, self.tones), at)
        said = [self._said(cue, clip, at, tone) for clip in clips if clip is not None]
        in_time = (play for play in said if now <= play.at + play.late)
        if said:
            yield next(in_time, said[0])

    def _said(self, cue: Cue, clip: Clip, at: float, tone: Tone | None) -> Play:
        """The clip of a cue. Whatever its words, it begins where the whole line would."""
        room = (cue.until - cue.at) / 1000 / self.speed
        lead = LEAD_S.get(tone, 0.0) if tone else 0.0
        spare = room - clip.seconds - PAUSE_MS / 1000
        start = at + max(0.0, min(lead, spare))
        late = LATE_S
        if clip.seconds >= LONG_LINE_S:
            late = max(LATE_S, min(LATE_LONG_LINE_S, at + spare - start))
        return Play(str(clip.path), start, at + room, voice=True, late=late)

    def _line(self, cue: Cue) -> str:
        """The words of a cue; of a count that is not to be spoken, the breath alone."""
        meaning = cue.meaning
        if not isinstance(meaning, CountsRep) or self.count is Count.SPOKEN:
            return cue.line
        if isinstance(meaning, CountsLastTwo) and self.count is Count.TICKED:
            return cue.line
        return meaning.uncounted if cue.line else ""

    def _tone(self, cue: Cue, *, spoken: bool) -> Tone | None:
        meaning = cue.meaning
        if isinstance(meaning, CountsRep) and self.count is not Count.SPOKEN:
            return meaning.stand_in if self.count is Count.TICKED else None
        if isinstance(meaning, CountsDown) and self.single_beep and meaning.seconds > 1:
            return None
        return cue.tone or (None if spoken else meaning.stand_in)

    def _ms(self, seconds: float) -> int:
        return round(seconds * 1000 * self.speed)

    def _real(self, ms: int) -> float:
        return ms / 1000 / self.speed
