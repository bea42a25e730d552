"""What is to be heard: cues carry a meaning; `phrases` gives them words and tones."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from mobility_timer.routine import Breath, Drill, Routine, Side, Variant


class Tone(Enum):
    COUNTDOWN = "countdown"
    GO = "go"
    TICK = "tick"
    CHANGE = "change"
    DONE = "done"


@dataclass(frozen=True)
class Welcomes:
    routine: Routine
    minutes: int


@dataclass(frozen=True)
class NamesDrill:
    """The drill that comes now. `moves` says that the position changes, `brings` what is new."""

    drill: Drill
    first: bool
    moves: bool
    brings: tuple[str, ...] = ()


@dataclass(frozen=True)
class SetsUp:
    drill: Drill
    side: Side | None
    variant: Variant | None
    again: bool = False


@dataclass(frozen=True)
class Coaches:
    text: str


@dataclass(frozen=True)
class SideChanges:
    drill: Drill
    side: Side
    variant: Variant | None = None


@dataclass(frozen=True)
class VariantChanges:
    variant: Variant


@dataclass(frozen=True)
class CountsDown:
    """A beep so many seconds before zero; `spoken` where no other line is still in the air."""

    seconds: int
    spoken: bool = True


@dataclass(frozen=True)
class Starts:
    """The zero after the countdown."""


@dataclass(frozen=True)
class CountsRep:
    """The rep that begins now, from 1; `last_two` when this one and one more are left."""

    number: int
    of: int
    last_two: bool = False


@dataclass(frozen=True)
class Breathes:
    breath: Breath


@dataclass(frozen=True)
class Halfway:
    pass


@dataclass(frozen=True)
class TimeLeft:
    seconds: int


@dataclass(frozen=True)
class Rests:
    seconds: int


@dataclass(frozen=True)
class RoundBegins:
    number: int
    of: int


@dataclass(frozen=True)
class Finishes:
    minutes: int
    drills: int


Meaning = (
    Welcomes
    | NamesDrill
    | SetsUp
    | Coaches
    | SideChanges
    | VariantChanges
    | CountsDown
    | Starts
    | CountsRep
    | Breathes
    | Halfway
    | TimeLeft
    | Rests
    | RoundBegins
    | Finishes
)


@dataclass(frozen=True)
class Cue:
    """A meaning at a time: `line` is what is said from `at` on and over by `until`.

    Times are milliseconds of the timeline. `line` is empty where only the tone sounds.
    """

    at: int
    meaning: Meaning
    line: str = ""
    tone: Tone | None = None
    until: int = 0
