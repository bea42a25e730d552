"""What is laid down of a set, and the sets still without a time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from mobility_timer.routine import Drill, Phase, Routine, Side, Sides, Variant
from mobility_timer.timeline.cues import Meaning
from mobility_timer.timeline.model import Kind, Segment


class Plan(NamedTuple):
    """One set still without a time.

    `block_round` is the round of the drill's block, `number` the place of the set among those of
    its drill in a round, both from 0.
    """

    round: int
    block_round: int
    place: int
    drill: Drill
    number: int
    repeat: int
    side: Side | None
    variant: Variant | None

    @property
    def first_side(self) -> Side | None:
        """The side of the first rep."""
        return self.drill.order[0] if self.drill.sides is Sides.ALTERNATE else self.side

    @property
    def again(self) -> bool:
        """Whether the drill was done in an earlier round."""
        return self.round > 0 or self.block_round > 0

    @property
    def is_known(self) -> bool:
        """Whether its variant was done before, on the other side or in an earlier set."""
        return self.again or self.repeat > 0 or self.side is not self.drill.worked_sides[0]

    @property
    def amount(self) -> int:
        return self.drill.amount_of(self.repeat, self.side)

    @property
    def work_ms(self) -> int:
        return self.amount * (1000 if self.drill.is_hold else self.drill.rep_ms)


class Due(NamedTuple):
    """What is to be told at a time, and the latest end of its words, None where they may go on."""

    at: int
    meaning: Meaning
    until: int | None = None

    def later(self, ms: int) -> Due:
        return Due(self.at + ms, self.meaning, None if self.until is None else self.until + ms)


@dataclass
class Tape:
    """What has been laid down of one set, in ms from the end of the set before; `at` is its end.

    `coached` counts how often each form cue, as it is heard, has come in the routine, said or not.
    """

    routine: Routine
    at: int = 0
    segments: list[Segment] = field(default_factory=list)
    cues: list[Due] = field(default_factory=list)
    gates: list[int] = field(default_factory=list)
    stops: list[int] = field(default_factory=list)
    coached: Counter[str] = field(default_factory=Counter)

    def add(
        self,
        length: int,
        kind: Kind,
        rep: int = 0,
        side: Side | None = None,
        phase: Phase | None = None,
    ) -> None:
        if length:
            self.segments.append(Segment(self.at, self.at + length, kind, 0, rep, side, phase))
        self.at += length

    def cue(self, at: int, meaning: Meaning, until: int | None = None) -> None:
        """`until` is the latest end of its words, where they must not go on as they like."""
        self.cues.append(Due(at, meaning, until))
