"""What is to sound, as the program says it and the audio host hears it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LATE_S = 0.25
SAME_WITHIN_S = 0.1


@dataclass(frozen=True)
class Play:
    """A clip and when it begins. It has to be over at `until` (None: when it ends).

    Voices never overlap. What could only begin more than `late` seconds late is dropped.
    """

    clip: str
    at: float
    until: float | None = None
    voice: bool = False
    late: float = LATE_S

    def as_json(self) -> dict[str, object]:
        return vars(self).copy()

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Play:
        at, until, late = said["at"], said.get("until"), said.get("late", LATE_S)
        times = (at, late) if until is None else (at, late, until)
        if not all(isinstance(time, (int, float)) for time in times):
            raise TypeError(said)
        return cls(str(said["clip"]), at, until, bool(said.get("voice")), late)

    def is_same(self, other: Play) -> bool:
        """The same clip a little earlier or later is the same play, planned anew."""
        return self.clip == other.clip and abs(self.at - other.at) < SAME_WITHIN_S

    def is_said_by(self, other: Play) -> bool:
        """Whether `other`, once heard, has said what this was to say: another voice's clip of it,
        or the same place of a routine that was changed meanwhile."""
        return self.voice and other.voice and abs(self.at - other.at) < SAME_WITHIN_S
