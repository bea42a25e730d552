"""Cues become plays: which clips and tones sound in the next seconds, and when in real time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mobility_timer.playback import Update
from mobility_timer.settings import Count
from mobility_timer.sound.device.play import LATE_S, Play
from mobility_timer.sound.speech.cache import Clip
from mobility_timer.timeline import PAUSE_MS, CountsLastTwo, CountsRep, Cue, Tone, count_in_cues

AHEAD_S = 2.0
LONG_LINE_S = 1.0
LATE_LONG_LINE_S = 1.5
LEAD_S = {Tone.CHANGE: 0.25, Tone.DONE: 0.6}
"""Seconds that a tone is heard alone before the line of the same cue."""


def lines_of(cue: Cue) -> tuple[str, ...]:
    """All that may be said for a cue, however the reps are counted."""
    breath = cue.meaning.uncounted if isinstance(cue.meaning, CountsRep) else ""
    return cue.line, breath


def tone_clip(tone: Tone) -> str:
    """The name by which the audio host knows a tone."""
    return f"tone:{tone.value}"


@dataclass(frozen=True)
class SoundChoices:
    """How a cue is to be heard. `clip` finds the clip of a line, None where there is none."""

    clip: Callable[[str], Clip | None]
    count: Count = Count.SPOKEN
    speed: float = 1.0

    def plays_ahead(self, update: Update) -> tuple[Play, ...]:
        """What sounds in the next 2 s, or until the next gate, and what is a little late."""
        transport, timeline = update.transport, update.timeline
        position = transport.position(update.now)
        first = max(transport.anchor, position - self._ms(LATE_LONG_LINE_S))
        end = position + self._ms(AHEAD_S) - transport.count_in(update.now)
        gate = timeline.gate_after(position, waits=update.waits)
        end = end if gate is None else min(end, gate)
        shift, now = transport.since - transport.anchor, self._real(update.now)
        plays = [
            play
            for cue in timeline.cues_between(first, end)
            for play in self.plays_of(cue, self._real(shift + cue.at))
            if now <= play.at + play.late
        ]
        if update.count_in:
            for ms, cue in count_in_cues(timeline, transport.anchor):
                plays += self.plays_of(cue, self._real(transport.since - ms))
        return tuple(sorted(dict.fromkeys(plays), key=lambda play: play.at))

    def plays_of(self, cue: Cue, at: float) -> Iterator[Play]:
        """The tone and the line of a cue that is due at `at` seconds."""
        line = self._line(cue)
        if not line and isinstance(cue.meaning, CountsRep) and self.count is Count.SILENT:
            return
        clip = self.clip(line) if line else None
        tone = self._tone(cue, clip)
        if tone is not None:
            yield Play(tone_clip(tone), at)
        if clip is not None:
            room = (cue.until - cue.at) / 1000 / self.speed
            lead = LEAD_S.get(tone, 0.0) if tone else 0.0
            spare = room - clip.seconds - PAUSE_MS / 1000
            start = at + max(0.0, min(lead, spare))
            late = LATE_S
            if clip.seconds >= LONG_LINE_S:
                late = max(LATE_S, min(LATE_LONG_LINE_S, at + spare - start))
            yield Play(str(clip.path), start, at + room, voice=True, late=late)

    def _line(self, cue: Cue) -> str:
        """The words of a cue; of a count that is not to be spoken, the breath alone."""
        meaning = cue.meaning
        if not isinstance(meaning, CountsRep) or self.count is Count.SPOKEN:
            return cue.line
        if isinstance(meaning, CountsLastTwo) and self.count is Count.TICKED:
            return cue.line
        return meaning.uncounted if cue.line else ""

    def _tone(self, cue: Cue, clip: Clip | None) -> Tone | None:
        meaning = cue.meaning
        if isinstance(meaning, CountsRep) and self.count is not Count.SPOKEN:
            return meaning.stand_in if self.count is Count.TICKED else None
        return cue.tone or (None if clip else meaning.stand_in)

    def _ms(self, seconds: float) -> int:
        return round(seconds * 1000 * self.speed)

    def _real(self, ms: int) -> float:
        return ms / 1000 / self.speed
