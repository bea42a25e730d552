"""What is to be heard. Each meaning is one class with its words, rank, tone and stand-in.

A new meaning is a subclass of `Meaning` here, its words in `words.spoken`, and the place in the
compiler where it is due.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import ClassVar

from mobility_timer.routine import (
    Breath,
    Counts,
    Drill,
    Ends,
    Phase,
    Position,
    Routine,
    Side,
    Sides,
    Variant,
)
from mobility_timer.words import numbers, spoken


class Tone(Enum):
    COUNTDOWN = "countdown"
    GO = "go"
    TICK = "tick"
    CHANGE = "change"
    DONE = "done"


class Meaning:
    """What a cue tells.

    Where two lines would overlap, the one with the lower `rank` is said.
    """

    rank: ClassVar[int]

    @property
    def phrasings(self) -> tuple[str, ...]:
        """The words, longest first; a shorter one is said where the longer does not fit."""
        return ()

    @property
    def tone(self) -> Tone | None:
        """The tone that sounds with the words, or in place of words."""
        return None

    @property
    def stand_in(self) -> Tone | None:
        """The tone that is heard where the words cannot be."""
        return None


@dataclass(frozen=True)
class Welcomes(Meaning):
    routine: Routine
    minutes: int

    rank = 80

    @property
    def phrasings(self) -> tuple[str, ...]:
        return spoken.welcome(self.routine.name, self.minutes)


@dataclass(frozen=True)
class NamesDrill(Meaning):
    """The drill that comes now. `moves` says that the position changes, `brings` what is new."""

    drill: Drill
    first: bool
    moves: bool
    brings: tuple[str, ...] = ()

    rank = 40
    stand_in = Tone.CHANGE

    @property
    def tone(self) -> Tone | None:
        return None if self.first else Tone.CHANGE

    @property
    def phrasings(self) -> tuple[str, ...]:
        seated = self.drill.position is Position.SITTING and not self.drill.on_floor
        goes_to = ("seated" if seated else self.drill.position.value) if self.moves else ""
        return spoken.drill(
            self.drill.spoken, first=self.first, goes_to=goes_to, brings=self.brings
        )


@dataclass(frozen=True)
class SetsUp(Meaning):
    drill: Drill
    side: Side | None
    variant: Variant | None
    again: bool = False

    rank = 50

    @property
    def phrasings(self) -> tuple[str, ...]:
        where = _side_and_variant(self.drill, self.side, self.variant)
        full = "" if self.again else " ".join(filter(None, (self.drill.stance, where)))
        return spoken.different(full, where)


@dataclass(frozen=True)
class OpensEnd(Meaning):
    """That the set is done until the person stops, and how it is ended; `amount` is the most."""

    drill: Drill
    amount: int

    rank = 42

    @property
    def phrasings(self) -> tuple[str, ...]:
        dose = self.drill.dose
        if dose.counts is Counts.METRES:
            return spoken.distance(self.amount)
        if dose.ends is Ends.TIME:
            return spoken.as_many_in(self.amount)
        return spoken.until_you_stop(held=self.drill.is_hold)


@dataclass(frozen=True)
class Warns(Meaning):
    """The rule for when to stop, of a drill or a routine."""

    text: str

    rank = 48

    @property
    def phrasings(self) -> tuple[str, ...]:
        return spoken.different(spoken.sentence(self.text))


@dataclass(frozen=True)
class SetBegins(Meaning):
    """A repeated set, from 2; `amount` where its dose is another than that of the set before."""

    drill: Drill
    number: int
    side: Side | None
    variant: Variant | None
    amount: int | None = None

    rank = 45
    stand_in = Tone.CHANGE

    @property
    def phrasings(self) -> tuple[str, ...]:
        where = ""
        if self.drill.sides is not Sides.BOTH or self.variant is not None:
            where = _side_and_variant(self.drill, self.side, self.variant)
        dose = _dose(self.drill, self.amount)
        return spoken.set_begins(self.number, self.drill.rounds, dose, where)


@dataclass(frozen=True)
class PhaseBegins(Meaning):
    """A phase that takes long enough to be told, or that ends one; a short one is ticked.

    `first` in the first rep, `early` in those that tell the breath too. `side` where it changes.
    """

    phase: Phase
    first: bool = False
    early: bool = False
    side: Side | None = None

    rank = 115
    stand_in = Tone.TICK

    @property
    def tone(self) -> Tone | None:
        return Tone.CHANGE if self.side is not None and not self.first else None

    @property
    def phrasings(self) -> tuple[str, ...]:
        breath = self.phase.breath.value if self.phase.breath and self.early else ""
        cue = self.phase.cue if self.first else ""
        side = self.side.value if self.side else ""
        return spoken.phase(self.phase.name, cue=cue, breath=breath, side=side)


@dataclass(frozen=True)
class Coaches(Meaning):
    text: str

    rank = 150

    @property
    def phrasings(self) -> tuple[str, ...]:
        return spoken.different(self.text)


@dataclass(frozen=True)
class SideChanges(Meaning):
    drill: Drill
    side: Side
    variant: Variant | None = None
    amount: int | None = None
    """Where the dose is another than that of the other side."""

    rank = 20
    tone = Tone.CHANGE
    stand_in = Tone.CHANGE

    @property
    def phrasings(self) -> tuple[str, ...]:
        where = _side_and_variant(self.drill, self.side, self.variant)
        dose = _dose(self.drill, self.amount)
        return spoken.switch(self.drill.switch, where, spoken.SIDES[self.side.value], dose)


@dataclass(frozen=True)
class VariantChanges(Meaning):
    variant: Variant

    rank = 30
    stand_in = Tone.CHANGE

    @property
    def phrasings(self) -> tuple[str, ...]:
        return spoken.different(spoken.sentence(self.variant.says))


@dataclass(frozen=True)
class CountsDown(Meaning):
    """A beep so many seconds before zero; `spoken` where no other line is still in the air."""

    seconds: int
    spoken: bool = True

    rank = 100
    tone = Tone.COUNTDOWN

    @property
    def phrasings(self) -> tuple[str, ...]:
        return (spoken.count(self.seconds),) if self.spoken else ()


@dataclass(frozen=True)
class Starts(Meaning):
    """The zero after the countdown."""

    rank = 90
    tone = Tone.GO


@dataclass(frozen=True)
class CountsRep(Meaning):
    """The rep that begins now, from 1; `last_two` when this one and one more are left.

    The first rep begins with the tone of the start, so it is neither said nor ticked.
    """

    number: int
    of: int
    last_two: bool = False

    rank = 110

    @property
    def stand_in(self) -> Tone | None:
        return Tone.TICK if self.number > 1 else None

    @property
    def phrasings(self) -> tuple[str, ...]:
        if self.number == 1:
            return ()
        return (spoken.LAST_TWO if self.last_two else spoken.count(self.number),)


@dataclass(frozen=True)
class Breathes(Meaning):
    breath: Breath

    rank = 120

    @property
    def phrasings(self) -> tuple[str, ...]:
        return (spoken.BREATHE[self.breath.value],)


@dataclass(frozen=True)
class Halfway(Meaning):
    rank = 140
    phrasings = (spoken.HALFWAY,)


@dataclass(frozen=True)
class TimeLeft(Meaning):
    seconds: int

    rank = 130

    @property
    def phrasings(self) -> tuple[str, ...]:
        return (spoken.time_left(self.seconds),)


@dataclass(frozen=True)
class Rests(Meaning):
    seconds: int

    rank = 70
    tone = Tone.CHANGE
    stand_in = Tone.CHANGE

    @property
    def phrasings(self) -> tuple[str, ...]:
        return spoken.rest(self.seconds)


@dataclass(frozen=True)
class RoundBegins(Meaning):
    number: int
    of: int

    rank = 60
    stand_in = Tone.CHANGE

    @property
    def phrasings(self) -> tuple[str, ...]:
        return (spoken.round_begins(self.number, self.of),)


@dataclass(frozen=True)
class Finishes(Meaning):
    minutes: int
    drills: int

    rank = 10
    tone = Tone.DONE

    @property
    def phrasings(self) -> tuple[str, ...]:
        return spoken.finish(self.minutes, self.drills)


@dataclass(frozen=True)
class Cue:
    """A meaning at a time: `line` is what is said from `at` on and over by `until`.

    Times are milliseconds of the timeline. Before the lines are chosen, `until` is the latest end
    that the author left room for, 0 where there is none. `line` is empty where only the tone
    sounds.
    """

    at: int
    meaning: Meaning
    line: str = ""
    tone: Tone | None = None
    until: int = 0


def _side_and_variant(drill: Drill, side: Side | None, variant: Variant | None) -> str:
    parts = []
    if side is not None:
        usual = spoken.FIRST_SIDE if drill.sides is Sides.ALTERNATE else spoken.WORKING_SIDE
        names = {"side": spoken.SIDES[side.value], "other": spoken.SIDES[side.other.value]}
        parts.append((drill.side_says or usual).format(**names))
    if variant is not None:
        parts.append(variant.says)
    return spoken.sentence(", ".join(parts))


def _dose(drill: Drill, amount: int | None) -> str:
    if amount is None:
        return ""
    if drill.dose.ends is Ends.YOU and drill.dose.counts is not Counts.METRES:
        return ""
    noun = "second" if drill.is_hold else spoken.COUNTED[drill.dose.counts.value]
    return numbers.counted_in_words(amount, noun)
