"""What was done in the last twelve weeks, summed up for a page."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import NamedTuple

WEEKS = 12


class Week(NamedTuple):
    """One week: `monday` its first day, `done` the reps and the seconds of holds by drill."""

    monday: date
    sessions: int = 0
    ms: int = 0
    days: tuple[bool, ...] = (False,) * 7
    drills: Mapping[str, int] = MappingProxyType({})

    @property
    def minutes(self) -> int:
        return round(self.ms / 60_000)


class Progress(NamedTuple):
    """The weeks, oldest first, the present one last.

    `sides` are the sets' reps done on the left and on the right, `drills` the sets by drill id,
    most first, with the name they had, `ever` the ids of all drills that were ever done.
    """

    today: date
    weeks: tuple[Week, ...]
    left: int = 0
    right: int = 0
    drills: tuple[tuple[str, str, int], ...] = ()
    ever: frozenset[str] = frozenset()

    @property
    def week(self) -> Week:
        return self.weeks[-1]


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def nothing_done(today: date) -> Progress:
    first = monday_of(today) - timedelta(weeks=WEEKS - 1)
    return Progress(today, tuple(Week(first + timedelta(weeks=n)) for n in range(WEEKS)))


def progress(connection: sqlite3.Connection, today: date) -> Progress:
    """The last twelve weeks up to today; a day counts on which something was done."""
    blank = nothing_done(today)
    first, last = blank.weeks[0].monday.isoformat(), today.isoformat()
    days = connection.execute(
        "SELECT day, count(*), sum(played_ms) FROM sessions WHERE day BETWEEN ? AND ? GROUP BY day",
        (first, last),
    ).fetchall()
    sets = connection.execute(
        "SELECT day, drill, side, unit, count(*), sum(done) FROM sets"
        " WHERE day BETWEEN ? AND ? AND done > 0 GROUP BY day, drill, side, unit",
        (first, last),
    ).fetchall()
    names = dict(
        connection.execute(
            "SELECT drill, name FROM sets WHERE day BETWEEN ? AND ? GROUP BY drill", (first, last)
        ).fetchall()
    )
    counts: dict[str, int] = {}
    for _day, drill, _side, _unit, number, _done in sets:
        counts[drill] = counts.get(drill, 0) + number
    most = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return Progress(
        today,
        tuple(_week(week.monday, days, sets) for week in blank.weeks),
        left=_reps(sets, "left"),
        right=_reps(sets, "right"),
        drills=tuple((drill, names[drill], number) for drill, number in most),
        ever=frozenset(_ever(connection)),
    )


def this_week(connection: sqlite3.Connection, today: date) -> Week:
    """The week of today without its drills."""
    monday = monday_of(today)
    days = connection.execute(
        "SELECT day, count(*), sum(played_ms) FROM sessions WHERE day BETWEEN ? AND ? GROUP BY day",
        (monday.isoformat(), today.isoformat()),
    ).fetchall()
    return _week(monday, days, [])


def _week(
    monday: date, days: list[tuple[str, int, int]], sets: list[tuple[str, str, str, str, int, int]]
) -> Week:
    dates = [(monday + timedelta(days=n)).isoformat() for n in range(7)]
    here = [row for row in days if row[0] in dates]
    drills: dict[str, int] = {}
    for day, drill, _side, _unit, number, _done in sets:
        if dates[0] <= day <= dates[6]:
            drills[drill] = drills.get(drill, 0) + number
    done = {day for day, _, _ in here}
    return Week(
        monday,
        sum(number for _, number, _ in here),
        sum(ms for _, _, ms in here),
        tuple(day in done for day in dates),
        drills,
    )


def _reps(sets: list[tuple[str, str, str, str, int, int]], side: str) -> int:
    return sum(done for _, _, where, unit, _, done in sets if where == side and unit == "reps")


def _ever(connection: sqlite3.Connection) -> list[str]:
    """Every drill ever done, by leaps through the index instead of a walk along it."""
    rows = connection.execute(
        "WITH RECURSIVE leap(drill) AS (SELECT min(drill) FROM sets UNION ALL"
        " SELECT (SELECT min(drill) FROM sets WHERE drill > leap.drill) FROM leap"
        " WHERE leap.drill IS NOT NULL) SELECT drill FROM leap WHERE drill IS NOT NULL"
    )
    return [drill for (drill,) in rows]
