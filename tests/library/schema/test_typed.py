"""Doses, times, tempos and names as people type them."""

from __future__ import annotations

from typing import Any

import pytest

from mobility_timer.library.faults import FileFaults
from mobility_timer.library.reading.reader import read_drill, read_routine
from mobility_timer.routine.dose import Unit
from mobility_timer.routine.model import Origin, Sides
from tests.sample_drills import drills

SIDES = {"both": "", "each": "side_means: the leg", "alternate": "side_means: the leg"}


def drill(dose: Any, tempo: Any = "{lift: 1}", sides: Any = "both", name: Any = "Raises") -> Any:
    text = f"name: {name}\nposition: standing\nsides: {sides}\n{SIDES[sides]}\n"
    return read_drill(f"{text}dose: {dose}\ntempo: {tempo}\n", "d.yaml", Origin.USER)


@pytest.mark.parametrize(
    ("dose", "unit", "sets", "amount", "low", "high"),
    [
        ("3x10", Unit.REPS, 3, 10, 10, 10),
        ("3 x 10", Unit.REPS, 3, 10, 10, 10),
        ("3 \u00d7 10 reps", Unit.REPS, 3, 10, 10, 10),
        ("3 sets of 10", Unit.REPS, 3, 10, 10, 10),
        ("2x10-12", Unit.REPS, 2, 10, 10, 12),
        ("{reps: 10-12}", Unit.REPS, 1, 10, 10, 12),
        ("{reps: 12 reps}", Unit.REPS, 1, 12, 12, 12),
        ("{reps: 3x8}", Unit.REPS, 3, 8, 8, 8),
        ("3x30s", Unit.SECONDS, 3, 30, 30, 30),
        ("3 x 30-45 sec", Unit.SECONDS, 3, 30, 30, 45),
        ("2 x 1:30", Unit.SECONDS, 2, 90, 90, 90),
        ("2 min", Unit.SECONDS, 1, 120, 120, 120),
        ("{hold: 30s}", Unit.SECONDS, 1, 30, 30, 30),
        ("{hold: 1 min}", Unit.SECONDS, 1, 60, 60, 60),
        ("{hold: 20-30}", Unit.SECONDS, 1, 20, 20, 30),
    ],
)
def test_a_dose_as_on_paper(
    dose: str, unit: Unit, sets: int, amount: int, low: int, high: int
) -> None:
    found = drill(dose)
    assert (found.dose.unit, found.rounds, found.dose.amount) == (unit, sets, amount)
    assert (found.dose.low, found.dose.high) == (low, high)


def test_each_side_is_what_the_sides_say() -> None:
    assert drill("3 x 10 each side", sides="each").dose.amount == 10
    assert drill("{reps: 10 each}", sides="alternate").dose.amount == 20
    assert drill("{reps: 10 per leg}", sides="each").sides is Sides.EACH
    with pytest.raises(FileFaults, match="sides: each and side_means beside it"):
        drill("3x10 each")


@pytest.mark.parametrize(
    ("time", "ms"),
    [("1.5s", 1500), ("1,5", 1500), ("2 sec", 2000), ("1 min", 60_000), ("0:04", 4000)],
)
def test_a_time_with_its_unit(time: str, ms: int) -> None:
    assert drill("10", tempo=f"\n  lift: {time}").tempo[0].ms == ms


@pytest.mark.parametrize("time", ["1,500", "1.5.2", "0:90", "5 h", "ten"])
def test_what_has_no_one_meaning_is_refused(time: str) -> None:
    with pytest.raises(FileFaults):
        drill("10", tempo=f"\n  lift: {time}")


def test_a_tempo_in_four_numbers() -> None:
    phases = [(phase.name, phase.ms) for phase in drill("10", tempo="3-1-1-0").tempo]
    assert phases == [("lower", 3000), ("pause", 1000), ("lift", 1000)]


@pytest.mark.parametrize("name", ["上げる", "ยกขึ้น", "हिलाना", "élan", "ramp20", "hoch"])
def test_a_phase_has_a_name_in_any_script(name: str) -> None:
    assert drill("10", tempo=f"{{{name}: 1}}").tempo[0].name == name


@pytest.mark.parametrize("name", ["20ramp", "two words", "a-b", "thirteenlette"])
def test_a_phase_is_one_short_word(name: str) -> None:
    with pytest.raises(FileFaults, match="one word of at most 12 letters"):
        drill("10", tempo=f"{{{name}: 1}}")


@pytest.mark.parametrize(
    ("name", "spoken"),
    [
        ("Calf raises", "calf raises"),
        ("IT band stretch", "IT band stretch"),
        ("PAILs", "PAILs"),
        ("McGill curl-up", "McGill curl-up"),
        ("Couch stretch, IT band", "couch stretch, IT band"),
        ("Heel Raises", "Heel Raises"),
        ("Nordic curls", "Nordic curls"),
        ("Thomas\u2019s stretch", "Thomas\u2019s stretch"),
        ("Child's pose", "child's pose"),
        ("90/90 switch", "90/90 switch"),
        ("T-spine CARs", "T-spine CARs"),
    ],
)
def test_a_name_keeps_its_capitals(name: str, spoken: str) -> None:
    assert drill("10", name=name).spoken == spoken


def test_rounds_may_have_their_word() -> None:
    routine = read_routine(
        "name: R\nrounds: 3x\nrest: 1 min\ndrills: [still]", "r.yaml", Origin.USER, drills()
    )
    assert (routine.rounds, routine.rest_ms) == (3, 60_000)


def test_sitting_on_a_chair_is_not_the_floor() -> None:
    text = "name: Breath\nposition: sitting\nneeds: [{}]\ndose: {{hold: 30}}\n"
    assert not read_drill(text.format("chair"), "d.yaml", Origin.USER).on_floor
    assert read_drill(text.format("mat"), "d.yaml", Origin.USER).on_floor
