"""A dose for each set and each side, as it is written and as it is read."""

from __future__ import annotations

import pytest

from mobility_timer.library.reading.reader import read_drill, read_routine
from mobility_timer.routine.model import Breath, Drill, Origin, Side
from tests.sample_drills import drills

DRILL = """
name: Any
position: standing
sides: each
side_means: the leg
tempo: {lift: 1}
"""


def drill(text: str) -> Drill:
    return read_drill(DRILL + text, "any.yaml", Origin.USER)


def entry(text: str) -> Drill:
    routine = "name: R\ndrills:\n  - {drill: circles, " + text + "}"
    return read_routine(routine, "r.yaml", Origin.USER, drills()).drills[0]


def amounts(drill: Drill, side: Side | None = None) -> list[int]:
    return [drill.amount_of(repeat, side) for repeat in range(drill.rounds)]


PYRAMIDS = [
    "dose: {reps: 6}\nsets: [6, 4, 2]",
    "dose: {reps: [6, 4, 2]}",
    "dose: {reps: [6, 4, 2], sets: 3}",
    "dose: {reps: [6, 4, 2]}\nsets: 3",
    "dose: {reps: 8}\nsets: [6, 4, 2]",
]


@pytest.mark.parametrize("text", PYRAMIDS)
def test_a_pyramid_may_be_written_in_any_of_its_ways(text: str) -> None:
    assert amounts(drill(text)) == [6, 4, 2]
    assert drill(text).amount_in_all == 24


@pytest.mark.parametrize("text", ["sets: [6, 4, 2]", "reps: [6, 4, 2]"])
def test_so_may_an_entry(text: str) -> None:
    assert amounts(entry(text)) == [6, 4, 2]


@pytest.mark.parametrize(
    "text",
    [
        "dose: {hold: 30, sets: 3}",
        "dose: {hold: 30}\nsets: 3",
        "dose: {hold: 30}\nrounds: 3",
        "dose: {hold: [30, 30, 30]}",
    ],
)
def test_sets_of_one_dose_are_a_number(text: str) -> None:
    assert drill(text).rounds == 3
    assert drill(text).dose.offsets == ()


def test_each_side_may_have_its_dose() -> None:
    for found in (drill("dose: {reps: {left: 8, right: 12}}"), entry("reps: {left: 8, right: 12}")):
        assert amounts(found, Side.LEFT) == [8]
        assert amounts(found, Side.RIGHT) == [12]
        more = found.with_amount(found.dose.amount + 1)
        assert (amounts(more, Side.LEFT), amounts(more, Side.RIGHT)) == ([9], [13])


def test_an_entry_gives_one_dose_back_to_a_pyramid() -> None:
    assert entry("reps: 5").dose.offsets == ()


def test_a_held_breath_is_a_phase_like_others() -> None:
    text = "dose: {reps: 4}\n".replace("dose", "stance: Tall.\ndose")
    found = read_drill(
        DRILL.replace("{lift: 1}", "{in: 4, keep: {seconds: 7, breath: hold}}") + text,
        "any.yaml",
        Origin.USER,
    )
    assert found.tempo[1].breath is Breath.HOLD
