"""Cues become plays: which clips and tones sound in the next seconds, and when in real time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mobility_timer.playback import Update, count_in_cues
from mobility_timer.settings import Count
from mobility_timer.sound.device.schedule import LATE, Play
from mobility_timer.sound.speech.cache import Clip
from mobility_timer.timeline import (
    CountsRep,
    Cue,
    NamesDrill,
    Rests,
    RoundBegins,
    SideChanges,
    Tone,
    VariantChanges,
)

AHEAD = 2.0
BREATH = 0.1
LONG_LINE = 1.0
LATE_LONG_LINE = 1.5
LEAD = {Tone.CHANGE: 0.25, Tone.DONE: 0.6}
"""Seconds that a tone is heard alone before the line of the same cue."""
STANDS_IN: dict[type, Tone] = {
    CountsRep: Tone.TICK,
    NamesDrill: Tone.CHANGE,
    Rests: Tone.CHANGE,
    RoundBegins: Tone.CHANGE,
    SideChanges: Tone.CHANGE,
    VariantChanges: Tone.CHANGE,
}
"""What is heard in the place of a line that has no clip."""


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
        first = max(transport.anchor, position - self._ms(LATE_LONG_LINE))
        end = position + self._ms(AHEAD) - transport.count_in(update.now)
        if update.waits:
            gate = bisect_right(timeline.gates, position)
            end = min([end, *timeline.gates[gate : gate + 1]])
        shift, now = transport.since - transport.anchor, self._real(update.now)
        plays = [
            play
            for cue in timeline.cues_between(first, end)
            for play in self.plays_of(cue, self._real(shift + cue.at))
            if now <= play.at + play.late
        ]
        if update.count_in:
            for ms, cue in count_in_cues(transport.anchor):
                plays += self.plays_of(cue, self._real(transport.since - ms))
        return tuple(sorted(dict.fromkeys(plays), key=lambda play: play.at))

    def plays_of(self, cue: Cue, at: float) -> Iterator[Play]:
        """The tone and the line of a cue that is due at `at` seconds."""
        if isinstance(cue.meaning, CountsRep) and self.count is Count.SILENT:
            return
        clip = self.clip(cue.line) if cue.line and self._is_spoken(cue) else None
        tone = self._tone(cue, clip)
        if tone is not None:
            yield Play(tone_clip(tone), at)
        if clip is not None:
            room = (cue.until - cue.at) / 1000 / self.speed
            lead = LEAD.get(tone, 0.0) if tone else 0.0
            spare = room - clip.seconds - BREATH
            start = at + max(0.0, min(lead, spare))
            late = LATE
            if clip.seconds >= LONG_LINE:
                late = max(LATE, min(LATE_LONG_LINE, at + spare - start))
            yield Play(str(clip.path), start, at + room, voice=True, late=late)

    def _is_spoken(self, cue: Cue) -> bool:
        meaning = cue.meaning
        if not isinstance(meaning, CountsRep) or self.count is Count.SPOKEN:
            return True
        return meaning.last_two

    def _tone(self, cue: Cue, clip: Clip | None) -> Tone | None:
        match cue.meaning:
            case CountsRep(number=1):
                return cue.tone
            case CountsRep() if self.count is Count.TICKED:
                return Tone.TICK
        return cue.tone or (None if clip else STANDS_IN.get(type(cue.meaning)))

    def _ms(self, seconds: float) -> int:
        return round(seconds * 1000 * self.speed)

    def _real(self, ms: int) -> float:
        return ms / 1000 / self.speed
