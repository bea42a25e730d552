"""Doses that the person ends, steps and ways, and drills of which one is drawn."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mobility_timer.library.faults import FileFaults
from mobility_timer.library.reading.reader import read_drill, read_routine
from mobility_timer.routine.dose import Counts, Ends, Unit
from mobility_timer.routine.model import Drill, Origin, Side
from tests.sample_drills import drills

DRILL = "name: Any\nposition: standing\ntempo: {up: 1, down: 1}\n"
ROUTINE = "name: R\ndrills:\n  - "


def drill(text: str, head: str = DRILL) -> Drill:
    return read_drill(f"{head}{text}", "any.yaml", Origin.USER)


def entry(text: str) -> Drill:
    return read_routine(f"{ROUTINE}{text}", "r.yaml", Origin.USER, drills()).drills[0]


def refused(read: Callable[..., Drill], text: str) -> str:
    with pytest.raises(FileFaults) as raised:
        read(text)
    (fault,) = raised.value.faults
    return fault.message


@pytest.mark.parametrize(
    ("text", "unit", "amount", "ends"),
    [
        ("{reps: max}", Unit.REPS, 30, Ends.YOU),
        ("{reps: max, range: [5, 12]}", Unit.REPS, 12, Ends.YOU),
        ("{hold: max}", Unit.SECONDS, 120, Ends.YOU),
        ("{hold: max, range: [20, 90]}", Unit.SECONDS, 90, Ends.YOU),
        ("{reps: max, in: 60}", Unit.SECONDS, 60, Ends.TIME),
        ("max", Unit.REPS, 30, Ends.YOU),
        ("as many as you can", Unit.REPS, 30, Ends.YOU),
        ("until you stop", Unit.REPS, 30, Ends.YOU),
        ("AMRAP in 60 s", Unit.SECONDS, 60, Ends.TIME),
        ("as many as you can in 1:30", Unit.SECONDS, 90, Ends.TIME),
        ("as many reps as possible in 1 min", Unit.SECONDS, 60, Ends.TIME),
        ("as long as you can", Unit.SECONDS, 120, Ends.YOU),
        ("hold as long as possible", Unit.SECONDS, 120, Ends.YOU),
    ],
)
def test_a_dose_that_the_person_ends(text: str, unit: Unit, amount: int, ends: Ends) -> None:
    dose = drill(f"dose: {text}").dose
    assert (dose.unit, dose.amount, dose.ends) == (unit, amount, ends)
    assert dose.is_open
    assert dose.in_range


@pytest.mark.parametrize("text", ["3 x max", "3xAMRAP", "{reps: 3 x max}", "{reps: max, sets: 3}"])
def test_it_may_have_sets(text: str) -> None:
    found = drill(f"dose: {text}")
    assert (found.rounds, found.dose.ends) == (3, Ends.YOU)


def test_an_entry_may_open_the_end_of_a_drill() -> None:
    found = entry("{drill: circles, reps: max}")
    assert (found.dose.amount, found.dose.low, found.dose.ends) == (10, 3, Ends.YOU)
    assert entry("{drill: circles, reps: max, range: [4, 6]}").dose.amount == 6
    assert entry("{drill: circles, reps: max, in: 0:30}").dose.ends is Ends.TIME
    assert entry("{drill: still, hold: max}").dose.amount == 60


@pytest.mark.parametrize(
    ("text", "counts", "amount"),
    [
        ("{steps: 20}", Counts.STEPS, 20),
        ("20 steps", Counts.STEPS, 20),
        ("{distance: 20}", Counts.METRES, 20),
        ("{distance: 20 m}", Counts.METRES, 20),
        ("20 m", Counts.METRES, 20),
        ("400 metres", Counts.METRES, 400),
    ],
)
def test_steps_and_ways_are_counted(text: str, counts: Counts, amount: int) -> None:
    dose = drill(f"dose: {text}").dose
    assert (dose.unit, dose.counts, dose.amount) == (Unit.REPS, counts, amount)


def test_a_way_takes_its_time() -> None:
    head = DRILL.replace("tempo: {up: 1, down: 1}\n", "")
    assert drill("dose: 20 m", head).rep_ms == 1000
    walk = drill("dose: {distance: 20 m, in: 0:30}", head)
    assert (walk.rep_ms, walk.dose.ends) == (1500, Ends.YOU)


def test_an_entry_takes_the_key_of_its_drill() -> None:
    assert "reps, as the drill is counted" in refused(entry, "{drill: circles, steps: 9}")
    assert "hold, as the drill is a hold" in refused(entry, "{drill: still, reps: max}")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("dose: {reps: 10, in: 60}", "reps: max beside it"),
        ("dose: {reps: max, in: 60, range: [5, 9]}", "both in and range"),
        ("dose: {reps: max}\nsets: [5, 3]", "a number of sets, as you stop when you like"),
        ("dose: {reps: most}", "a whole number from 1 to 100"),
        ("dose: {distance: 2 m}", "a whole number from 5 to 1000"),
        ("dose: {reps: {left: [8, 6], right: [12]}}", "as many sets left as right"),
    ],
)
def test_what_has_no_meaning_is_refused(text: str, message: str) -> None:
    head = f"{DRILL}sides: each\nside_means: the leg\n"
    assert message in refused(lambda it: drill(it, head), text)


def test_a_hold_in_turn_has_a_time() -> None:
    head = f"{DRILL}sides: alternate\nside_means: the leg\n"
    assert "seconds, as the sides alternate" in refused(
        lambda it: drill(it, head), "dose: {hold: max}"
    )


def test_each_set_of_each_side_may_have_its_dose() -> None:
    head = f"{DRILL}sides: each\nside_means: the leg\n"
    found = drill("dose: {reps: {left: [8, 6], right: [12, 10]}}", head)
    assert found.rounds == 2
    assert [found.amount_of(at, Side.LEFT) for at in range(2)] == [8, 6]
    assert [found.amount_of(at, Side.RIGHT) for at in range(2)] == [12, 10]
    more = found.with_amount(9)
    assert [more.amount_of(at, Side.RIGHT) for at in range(2)] == [13, 11]
    assert found.amount_in_all == 36


@pytest.mark.parametrize(
    ("text", "rounds", "low", "high"),
    [("dose: 3x8-12", 3, 8, 12), ("reps: 8-12", 1, 8, 12), ("dose: {reps: 9}", 1, 3, 10)],
)
def test_an_entry_may_say_its_dose_as_on_paper(text: str, rounds: int, low: int, high: int) -> None:
    found = entry(f"{{drill: circles, {text}}}")
    assert (found.rounds, found.dose.low, found.dose.high) == (rounds, low, high)


def test_each_side_of_an_entry_is_refused_with_what_to_write() -> None:
    said = refused(entry, "{drill: circles, dose: 3x10 each side}")
    assert "the number alone" in said
    assert said.endswith("try 10")


def test_one_of_several_drills() -> None:
    found = entry(
        "one_of: [circles, {drill: switches, reps: 4}, {name: Own, position: lying, dose: 9 s}]"
    )
    assert found.id == "circles"
    assert [one.id for one in found.drawn_from] == ["circles", "switches", "own"]
    assert found.drawn_from[1].dose.amount == 4


def test_what_is_wrong_in_a_list_of_drills_is_told_at_its_place() -> None:
    with pytest.raises(FileFaults) as raised:
        entry("one_of:\n      - circels\n      - {drill: still, reps: 3}")
    assert [(fault.line, fault.column) for fault in raised.value.faults] == [(4, 9), (5, 24)]
    assert "at least 2 entries" in refused(entry, "one_of: [circles]")


def test_notes_pain_and_how_often() -> None:
    text = (
        "name: R\nnotes: Slowly.\npain: Stop above 3 of 10\nper_week: 3-4\nper_day: 2\n"
        "drills:\n  - {drill: circles, notes: [One, Two], pain: Stop at once}\n"
    )
    routine = read_routine(text, "r.yaml", Origin.USER, drills())
    assert (routine.notes, routine.pain) == (("Slowly.",), "Stop above 3 of 10")
    assert (routine.per_week, routine.per_day) == ((3, 4), (2, 2))
    assert routine.drills[0].notes == ("One", "Two")
    assert routine.drills[0].pain == "Stop at once"


@pytest.mark.parametrize(
    "text", ["per_week: 8", "per_week: [4, 3]", "per_week: often", "per_day: 0"]
)
def test_how_often_is_a_number_or_two(text: str) -> None:
    with pytest.raises(FileFaults):
        read_routine(f"name: R\n{text}\ndrills: [circles]", "r.yaml", Origin.USER, drills())
