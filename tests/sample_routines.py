"""Routines for the tests, a clock that is moved by hand, and a follower that remembers."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from mobility_timer.routine.dose import Dose, Unit
from mobility_timer.routine.model import (
    Breath,
    Drill,
    Phase,
    Position,
    Routine,
    Side,
    Sides,
    Variant,
)

FORWARD = Variant("forward", "Forward circle", "forward circles")
REVERSE = Variant("reverse", "Reverse the circle", "reverse the circle")

CIRCLES = Drill(
    id="circles",
    name="Standing hip circles",
    short="Hip circles",
    spoken="standing hip circles",
    position=Position.STANDING,
    dose=Dose(Unit.REPS, 5, 3, 10),
    needs=("wall",),
    sides=Sides.EACH,
    side_says="{side} leg moves",
    switch="Switch legs",
    variants=(FORWARD, REVERSE),
    tempo=(Phase("lift", 1200), Phase("out", 1200), Phase("return", 1600)),
    stance="One hand on the wall.",
    cues=("Knee out, then back", "Chest tall"),
    coaching=("Slow and smooth.", "Keep your chest tall.", "Work on the sticky spots."),
)
SWITCHES = Drill(
    id="switches",
    name="Hip switches",
    short="Switches",
    spoken="hip switches",
    position=Position.SITTING,
    dose=Dose(Unit.REPS, 4, 4, 20),
    needs=("mat",),
    sides=Sides.ALTERNATE,
    tempo=(Phase("drop", 1000), Phase("pause", 500), Phase("lift", 1000)),
    stance="Feet wide, hands behind you.",
)
BOOKS = Drill(
    id="books",
    name="Open books",
    short="Open books",
    spoken="open books",
    position=Position.SIDE_LYING,
    dose=Dose(Unit.REPS, 3, 2, 12),
    needs=("mat",),
    sides=Sides.EACH,
    side_says="lie on your {other}, {side} arm opens",
    switch="Roll over",
    tempo=(Phase("open", 2000, Breath.OUT), Phase("close", 2000, Breath.IN)),
    side_gap_ms=9_000,
)
HOLD = Drill(
    id="quad",
    name="Quad stretch",
    short="Quad stretch",
    spoken="quad stretch",
    position=Position.STANDING,
    dose=Dose(Unit.SECONDS, 30, 20, 60),
    sides=Sides.EACH,
    order=(Side.RIGHT, Side.LEFT),
    side_says="{side} foot up",
    coaching=("Stand tall.", "Knees together.", "Breathe."),
)
MIXED = Routine("mixed", "Mixed", (CIRCLES, SWITCHES, BOOKS, HOLD))


@st.composite
def drills(draw: st.DrawFn) -> Drill:
    sides = draw(st.sampled_from(Sides))
    hold = draw(st.booleans()) and sides is not Sides.ALTERNATE
    variants = draw(st.sampled_from([(), (FORWARD,), (FORWARD, REVERSE)]))
    if hold:
        dose = Dose(Unit.SECONDS, draw(st.integers(1, 40)) * 5, 20, 60)
        tempo: tuple[Phase, ...] = ()
    else:
        amount = draw(st.integers(1, 6)) * (2 if sides is Sides.ALTERNATE else 1)
        dose = Dose(Unit.REPS, amount, 2, 20)
        lengths = draw(st.lists(st.integers(200, 4000), min_size=1, max_size=3))
        breaths = st.sampled_from([None, None, Breath.OUT, Breath.IN])
        tempo = tuple(Phase(f"p{i}", ms, draw(breaths)) for i, ms in enumerate(lengths))
    return Drill(
        id="any",
        name="Any drill",
        short="Any",
        spoken="any drill",
        position=draw(st.sampled_from(Position)),
        dose=dose,
        needs=draw(st.sampled_from([(), ("mat",), ("wall", "band")])),
        sides=sides,
        order=draw(st.permutations(list(Side)).map(tuple)),
        variants=variants,
        tempo=tempo,
        stance=draw(st.sampled_from(["", "Hands on the wall, arms straight."])),
        coaching=draw(st.sampled_from([(), ("Slow.",), ("Slow and smooth.", "Tall.", "Breathe.")])),
        rounds=draw(st.integers(1, 2)),
        rest_ms=draw(st.sampled_from([0, 0, 15_000])),
    )


routines = st.builds(
    Routine,
    id=st.just("any"),
    name=st.just("Any routine"),
    drills=st.lists(drills(), min_size=1, max_size=3).map(tuple),
    rounds=st.integers(1, 2),
    rest_ms=st.sampled_from([0, 20_000]),
)


class HandClock:
    """A clock that stands until it is moved, in milliseconds."""

    def __init__(self, speed: float = 1.0) -> None:
        self.speed = speed
        self.at = 1_000_000
        self.asleep = 0

    def now(self) -> int:
        return self.at

    def wall(self) -> int:
        return self.at + self.asleep

    def move(self, ms: int) -> None:
        self.at += ms

    def sleep(self, ms: int) -> None:
        """Time that only the wall clock sees."""
        self.asleep += ms


class Recorder:
    def __init__(self) -> None:
        self.updates: list[Any] = []
        self.frames: list[int] = []
        self.closed = False

    def follow(self, update: Any) -> None:
        self.updates.append(update)

    def frame(self, at: int) -> bool:
        self.frames.append(at)
        return True

    def close(self) -> None:
        self.closed = True

    @property
    def cues(self) -> Any:
        return [cue for update in self.updates for cue in update.cues]
