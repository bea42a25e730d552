"""What is to sound, as the program says it and the audio host hears it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

LATE_S = 0.25
SAME_WITHIN_S = 0.1


@dataclass(frozen=True)
class Play:
    """A clip and when it begins. It has to be over at `until` (None: when it ends).

    Voices never overlap. What could only begin more than `late` seconds late is dropped. `line` is
    what a voice says, whichever voice has made the clip.
    """

    clip: str
    at: float
    until: float | None = None
    voice: bool = False
    late: float = LATE_S
    line: str = ""

    def as_json(self) -> dict[str, object]:
        return asdict(self)

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Play:
        at, until, late = said["at"], said.get("until"), said.get("late", LATE_S)
        times = (at, late) if until is None else (at, late, until)
        if not all(isinstance(time, (int, float)) for time in times):
            raise TypeError(said)
        voice, line = bool(said.get("voice")), str(said.get("line", ""))
        return cls(str(said["clip"]), at, until, voice, late, line)

    def is_same(self, other: Play) -> bool:
        """The same clip a little earlier or later is the same play, planned anew; so is the same
        line by another voice, which takes over while the first one is heard."""
        same_words = self.clip == other.clip or (self.line != "" and self.line == other.line)
        return same_words and abs(self.at - other.at) < SAME_WITHIN_S
