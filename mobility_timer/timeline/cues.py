"""What is to be heard. Each meaning is one class with its words, rank, tone and stand-in.

A new meaning is a subclass of `Meaning` here, its words in `words.spoken`, and the place in the
compiler where it is due.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from mobility_timer.routine import (
    Counts,
    Drill,
    Ends,
    Position,
    Routine,
    Side,
    Sides,
    Variant,
)
from mobility_timer.words import numbers, spoken


class Tone(Enum):
    """A tone by what it tells; a user's own file of it has this name."""

    COUNTDOWN = "countdown"
    GO = "go"
    REP = "rep"
    PHASE = "phase"
    HALFWAY = "halfway"
    CHANGE = "change"
    REST = "rest"
    END = "end"


class Meaning:
    """What a cue tells.

    Where two lines would overlap, the one with the lower `rank` is said.
    """

    @property
    def rank(self) -> int:
        raise NotImplementedError

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
        needs = self.routine.needs_first(0)
        later = self.routine.needs[len(needs) :]
        rule = "" if self.routine.pain else spoken.STOP_IF_IT_HURTS
        return spoken.welcome(self.routine.name, self.minutes, needs, later, rule)


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
class Warns(Meaning):
    """For whom a drill is not, or the rule for when to stop, of a drill or a routine."""

    text: str

    rank = 35

    @property
    def phrasings(self) -> tuple[str, ...]:
        return spoken.different(spoken.sentence(self.text))


@dataclass(frozen=True)
class SetsUp(Meaning):
    """How to stand. `turns` says that one stands the other way round still."""

    drill: Drill
    side: Side | None
    variant: Variant | None
    again: bool = False
    turns: bool = False

    rank = 50

    @property
    def phrasings(self) -> tuple[str, ...]:
        where = _side_and_variant(self.drill, self.side, self.variant)
        full = "" if self.again else " ".join(filter(None, (self.drill.stance, where)))
        turned = spoken.turned(self.drill.switch, full or where) if self.turns else ""
        return spoken.different(turned, full, where)


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
class AwaitsKey(Meaning):
    """That the set begins with a key, for something has to be set up."""

    rank = 43
    phrasings = (spoken.KEY_WHEN_READY,)


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
    """Another variant, told in short where it was done before."""

    variant: Variant
    known: bool = False

    rank = 30
    stand_in = Tone.CHANGE

    @property
    def phrasings(self) -> tuple[str, ...]:
        return spoken.variant(self.variant.says, known=self.known)


@dataclass(frozen=True)
class Rests(Meaning):
    seconds: int

    rank = 70
    tone = Tone.REST
    stand_in = Tone.REST

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
    """`whole` of the drills were done as a whole; `minutes` is 0 where nothing was done at all."""

    minutes: int
    drills: int
    whole: int

    rank = 10
    tone = Tone.END

    @property
    def phrasings(self) -> tuple[str, ...]:
        return spoken.finish(self.minutes, self.drills, self.whole)


class Cue(NamedTuple):
    """A meaning at a time: `line` is what is said from `at` on and over by `until`.

    Times are milliseconds. `line` is empty where only the tone sounds.
    """

    at: int
    meaning: Meaning
    line: str = ""
    tone: Tone | None = None
    until: int = 0

    def later(self, ms: int) -> Cue:
        return Cue(self.at + ms, self.meaning, self.line, self.tone, self.until + ms)


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
