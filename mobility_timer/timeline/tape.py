"""What is laid down while a routine is compiled, and the sets still without a time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from mobility_timer.routine import Drill, Phase, Routine, Side, Sides, Variant
from mobility_timer.timeline.cues import Cue, Meaning
from mobility_timer.timeline.model import Kind, Segment, WorkSet


@dataclass(frozen=True)
class Plan:
    """One set still without a time; `block_round` is the round of the drill's block, from 0."""

    round: int
    block_round: int
    place: int
    drill: Drill
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


@dataclass
class Tape:
    """What has been laid down so far; `at` is its end.

    `coached` counts how often each line of coaching has been said, by the id of its drill.
    """

    routine: Routine
    at: int = 0
    segments: list[Segment] = field(default_factory=list)
    sets: list[WorkSet] = field(default_factory=list)
    cues: list[Cue] = field(default_factory=list)
    gates: list[int] = field(default_factory=list)
    stops: list[int] = field(default_factory=list)
    coached: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(
        self,
        length: int,
        kind: Kind,
        set: int,
        rep: int = 0,
        side: Side | None = None,
        phase: Phase | None = None,
    ) -> None:
        if length:
            self.segments.append(Segment(self.at, self.at + length, kind, set, rep, side, phase))
        self.at += length

    def cue(self, at: int, meaning: Meaning, until: int = 0) -> None:
        """`until` is the latest end of its words, where they must not go on as they like."""
        self.cues.append(Cue(at, meaning, until=until))
