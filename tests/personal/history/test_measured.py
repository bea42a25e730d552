"""Measures and self-checks in the database, exported and read back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from mobility_timer.personal.history.history import History
from mobility_timer.personal.history.measured import SelfCheck
from mobility_timer.personal.measures import Measure, MeasureKind

NOW = datetime.fromisoformat("2026-02-16T07:30:00+01:00")
TODAY = date(2026, 2, 16)
MEASURE = Measure(MeasureKind.KNEE_TO_WALL, TODAY, (9.5, 10.0, 10.2), (12.0, 12.5, 12.0))


@pytest.fixture
def open_history(tmp_path: Path) -> Iterator[Any]:
    opened = []

    def open_history(name: Any = "sessions.db") -> Any:
        opened.append(History(tmp_path / name, lambda: NOW))
        return opened[-1]

    yield open_history
    for history in opened:
        history.close()


@pytest.fixture
def history(open_history: Any) -> Any:
    made = open_history()
    made.add_measure(MEASURE.kind, MEASURE.left, MEASURE.right)
    made.add_measure(MeasureKind.HIP_ROTATION, (30.0,), (35.5,))
    made.note_self_check({"tight-calves": True, "same-side": False})
    return made


def test_what_was_measured_is_there_after_the_end(history: Any, open_history: Any) -> None:
    history.close()
    again = open_history()
    assert again.measures() == (MEASURE, Measure(MeasureKind.HIP_ROTATION, TODAY, (30.0,), (35.5,)))
    check = SelfCheck(TODAY, {"tight-calves": True, "same-side": False})
    assert again.last_self_check() == check


def test_answers_of_the_same_day_give_way(history: Any) -> None:
    history.note_self_check({"tight-calves": False})
    assert history.last_self_check() == SelfCheck(TODAY, {"tight-calves": False})


def test_all_of_it_goes_out_and_comes_back_once(history: Any, open_history: Any) -> None:
    other, text = open_history("other.db"), history.as_json()
    assert other.add_json(text) == 0
    assert other.add_json(text) == 0
    assert other.measures() == history.measures()
    assert other.last_self_check() == history.last_self_check()
    assert other.as_json() == text


def test_an_export_from_before_there_were_measures_is_read(open_history: Any) -> None:
    said = {"format": "mobility-timer sessions 1", "sessions": []}
    assert open_history().add_json(json.dumps(said)) == 0


def test_the_table_has_each_trial_with_its_unit(history: Any) -> None:
    lines = history.as_csv().splitlines()
    assert lines[1].startswith("2026-02-16,,,,knee-to-wall,left,,0,1,cm,9.5,,measured")
    assert any("hip-rotation,right,,0,1,degrees,35.5" in line for line in lines)


def test_delete_all_deletes_them(history: Any) -> None:
    history.delete_all()
    assert history.measures() == ()
    assert history.last_self_check() is None
