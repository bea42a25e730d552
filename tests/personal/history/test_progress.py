from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from mobility_timer.personal.history import exchange
from mobility_timer.personal.history.database import open_database
from mobility_timer.personal.history.progress import nothing_done, progress, this_week

FRIDAY = date(2026, 5, 8)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = open_database(tmp_path / "sessions.db")
    yield connection
    connection.close()


def add(
    connection: sqlite3.Connection,
    days_ago: int,
    minutes: int = 10,
    done: int = 8,
    drill: str = "calf-stretch",
) -> None:
    day = (FRIDAY - timedelta(days=days_ago)).isoformat()
    token = f"{days_ago}-{drill}-{minutes}"
    added = connection.execute(
        "INSERT INTO sessions (token, routine, name, occasion, day, began, ended, played_ms, state,"
        " planned, plan, place) VALUES (?, 'r', 'R', '', ?, ?, ?, ?, 'finished', 2, '', '')",
        (token, day, day, day, minutes * 60_000),
    )
    for side, number in (("left", done), ("right", done - 2)):
        connection.execute(
            "INSERT INTO sets VALUES (?, 1, 0, 1, ?, '', ?, ?, ?, 'Drill', 'reps', ?, 10, 'done',"
            " '')",
            (added.lastrowid, side, day, day, drill, number),
        )


def test_nothing_is_twelve_empty_weeks(database: sqlite3.Connection) -> None:
    assert progress(database, FRIDAY) == nothing_done(FRIDAY)
    assert nothing_done(FRIDAY).week.monday == date(2026, 5, 4)


def test_weeks_days_sides_and_drills_are_summed_up(database: sqlite3.Connection) -> None:
    add(database, 0)
    add(database, 0, minutes=5, drill="hip-cars")
    add(database, 4)
    add(database, 5)
    add(database, 200, drill="old")
    found = progress(database, FRIDAY)
    assert found.week.days == (True, False, False, False, True, False, False)
    assert (found.week.sessions, found.week.minutes) == (3, 25)
    assert [week.sessions for week in found.weeks[-3:]] == [0, 1, 3]
    assert (found.left, found.right) == (32, 24)
    assert [(id, number) for id, _, number in found.drills] == [
        ("calf-stretch", 6),
        ("hip-cars", 2),
    ]
    assert found.ever == {"calf-stretch", "hip-cars", "old"}
    assert this_week(database, FRIDAY).days == found.week.days


def test_what_was_saved_is_read_back_once(database: sqlite3.Connection, tmp_path: Path) -> None:
    add(database, 0)
    add(database, 3)
    text = exchange.as_json(database)
    other = open_database(tmp_path / "other.db")
    assert exchange.from_json(other, text) == 2
    assert exchange.from_json(other, text) == 0
    assert exchange.as_json(other) == text
    other.close()


def test_a_table_has_a_line_a_set(database: sqlite3.Connection) -> None:
    add(database, 0)
    head, first, second, *rest = exchange.as_csv(database).splitlines()
    assert head.startswith("day,routine,occasion")
    assert first.startswith("2026-05-08,r,,finished,calf-stretch,left,")
    assert ",right," in second
    assert rest == []


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"format": "other"}', '{"format": 1' * 9])
def test_what_is_no_export_is_refused(database: sqlite3.Connection, text: str) -> None:
    with pytest.raises(exchange.NotARecord):
        exchange.from_json(database, text)


def test_all_of_it_can_be_deleted(database: sqlite3.Connection) -> None:
    add(database, 0)
    exchange.delete_all(database)
    assert progress(database, FRIDAY) == nothing_done(FRIDAY)
