"""Other timers' exports become routines; what does not fit is named."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from mobility_timer import files
from mobility_timer.library.reading.opening import open_library
from mobility_timer.sharing.neighbours import NotKnown, foreign_routines, is_foreign
from mobility_timer.sharing.package import NotTaken

JUST_ANOTHER = {
    "title": "Morning",
    "version": 2,
    "position": -1,
    "sets": [
        {
            "repetitions": 3,
            "name": "Core",
            "id": "a",
            "exercises": [
                {"name": "Plank", "duration": 40, "id": "b"},
                {"name": "Rest", "duration": 20, "id": "c"},
                {"name": "Side plank", "duration": 30, "id": "d"},
                {"name": "Rest", "duration": 20, "id": "e"},
            ],
        },
        {"repetitions": 1, "id": "f", "exercises": [{"name": "Blink", "duration": 2, "id": "g"}]},
        {"repetitions": 1, "id": "h", "exercises": [{"name": "Bridge", "duration": 60, "id": "i"}]},
    ],
}
FEEEL: dict[str, Any] = {
    "feeelMetadataVersion": 6,
    "exerciseDbImport": "2023-01-01T00:00:00.000Z",
    "fullWorkout": {
        "workout": {
            "id": 3,
            "type": 1,
            "title": "Legs",
            "translationJson": None,
            "category": 0,
            "countdownDuration": 5,
            "exerciseDuration": 30,
            "breakDuration": 10,
            "cachedLastUse": None,
        },
        "workoutExercises": [
            {"orderPosition": 1, "exercise": 12, "exerciseDuration": 45, "breakDuration": None},
            {"orderPosition": 0, "exercise": 7, "exerciseDuration": None, "breakDuration": None},
        ],
    },
}
OPEN_HIIT: dict[str, Any] = {
    "id": "x",
    "name": "Tabata",
    "activities": ["Squats", "Lunges"],
    "activeIntervals": 4,
    "restarts": 1,
    "timeSettings": {
        "workTime": 20,
        "restTime": 10,
        "breakTime": 60,
        "warmupTime": 120,
        "cooldownTime": 0,
        "getReadyTime": 10,
    },
    "soundSettings": {},
}


@pytest.fixture(scope="module")
def library() -> Any:
    return open_library(files.routines(), None)


@pytest.fixture
def routine(tmp_path: Path, library: Any) -> Any:
    def routine(said: Any) -> Any:
        path = tmp_path / "export.json"
        path.write_text(json.dumps(said))
        (found,) = foreign_routines(path)
        return library.read_text(found.text, tmp_path / "x.yaml"), found.left_out

    return routine


def test_just_another_workout_timer(routine: Any) -> None:
    found, left_out = routine(JUST_ANOTHER)
    assert found.name == "Morning"
    assert [(d.name, d.dose.amount) for d in found.drills] == [
        ("Plank", 40), ("Side plank", 30), ("Bridge", 60)
    ]  # fmt: skip
    assert [d.block.rounds if d.block else 1 for d in found.drills] == [3, 3, 1]
    assert found.drills[0].rest_after_ms == 20_000
    assert found.drills[0].block.rest_ms == 20_000
    assert found.drills[1].rest_after_ms == 20_000
    assert left_out == ("Blink lasts 2 s; a drill lasts 5 s to 30 minutes.",)


def set_of(repetitions: int, **seconds: int) -> dict[str, Any]:
    exercises = [{"name": name.strip("_"), "duration": s} for name, s in seconds.items()]
    return {"repetitions": repetitions, "exercises": exercises}


def test_rests_at_the_ends_of_sets_stay_between_them(routine: Any) -> None:
    sets = [set_of(1, Plank=30, Rest=15), set_of(2, Rest=10, Bridge=20, Rest_=5)]
    sets += [set_of(1, Rest=60), set_of(1, Squat=40, Rest=30)]
    found, _ = routine({"title": "Rests", "sets": sets})
    assert [d.name for d in found.drills] == ["Plank", "Bridge", "Squat"]
    assert found.drills[0].rest_after_ms == 25_000
    assert (found.drills[1].block.rounds, found.drills[1].block.rest_ms) == (2, 15_000)
    assert found.drills[1].rest_after_ms == 65_000
    assert found.drills[2].rest_after_ms is None


def test_its_backup_of_several(tmp_path: Path) -> None:
    path = tmp_path / "Backup.json"
    path.write_text(json.dumps({"workouts": [JUST_ANOTHER, {**JUST_ANOTHER, "title": "Two"}]}))
    assert [one.name for one in foreign_routines(path)] == ["Morning", "Two"]


def test_feeel_has_its_exercises_by_number(routine: Any) -> None:
    found, left_out = routine(FEEEL)
    assert [(d.name, d.dose.amount) for d in found.drills] == [
        ("Exercise 7", 30), ("Exercise 12", 45)
    ]  # fmt: skip
    assert found.drills[0].rest_after_ms == 10_000
    assert found.get_ready_ms == 5_000
    assert "names" in left_out[0]


def test_open_hiit(routine: Any) -> None:
    found, _ = routine(OPEN_HIIT)
    assert [d.name for d in found.drills] == [
        "Warm-up", "Squats", "Lunges", "Exercise 3", "Exercise 4"
    ]  # fmt: skip
    assert [d.dose.amount for d in found.drills] == [120, 20, 20, 20, 20]
    assert (found.drills[1].block.rounds, found.drills[1].block.rest_ms) == (2, 60_000)
    assert found.drills[0].rest_after_ms == 10_000
    assert found.get_ready_ms == 10_000


def test_open_hiit_without_a_break_rests_between_its_rounds(routine: Any) -> None:
    times = {**OPEN_HIIT["timeSettings"], "breakTime": 0}
    found, _ = routine({**OPEN_HIIT, "timeSettings": times})
    assert found.drills[1].block.rest_ms == 10_000


def zipped(path: Path, held: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in held.items():
            archive.writestr(name, text)
    return path


def test_feeel_exports_all_of_its_own_as_a_zip(tmp_path: Path) -> None:
    arms = {**FEEEL["fullWorkout"], "workout": {**FEEEL["fullWorkout"]["workout"], "title": "Arms"}}
    held = {
        "Legs_3.feeel": json.dumps(FEEEL),
        "Arms_4.feeel": json.dumps({**FEEEL, "fullWorkout": arms}),
    }
    path = zipped(tmp_path / "workouts.zip", held)
    assert is_foreign(path)
    assert [one.name for one in foreign_routines(path)] == ["Legs", "Arms"]


@pytest.mark.parametrize(
    "held",
    [{"a.txt": "x"}, {"a.feeel": "{}"}, {"a.feeel": " " * 2_000_000}, {}],
)
def test_any_other_zip_is_refused_in_one_line(tmp_path: Path, held: dict[str, str]) -> None:
    with pytest.raises(NotTaken) as told:
        foreign_routines(zipped(tmp_path / "x.zip", held))
    assert "\n" not in str(told.value)


def test_a_hundred_rounds_are_as_many_as_there_may_be(routine: Any) -> None:
    sets = [{"repetitions": 100, "exercises": [{"name": "Plank", "duration": 10}]}]
    found, left_out = routine({"title": "Long", "sets": sets})
    assert found.drills[0].block.rounds == 10
    assert left_out == ("Long is done 10 times instead of 100.",)


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", "3", '"x"', "{", '{"sets": 3}', '{"title": "a", "sets": []}', "[" * 9000],
)
def test_anything_else_is_refused_in_one_line(tmp_path: Path, text: Any) -> None:
    path = tmp_path / "x.json"
    path.write_text(text)
    with pytest.raises(NotKnown) as told:
        foreign_routines(path)
    assert "\n" not in str(told.value)
