"""Measures and answers of the self-check in the database; each function is one piece of work."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mobility_timer.personal.measures import Measure, MeasureKind

_TENTHS = 10


@dataclass(frozen=True)
class SelfCheck:
    """The answers of one day, by the id of the sign."""

    day: date
    answers: Mapping[str, bool]


def add_measure(connection: sqlite3.Connection, at: str, measure: Measure) -> None:
    """Write down what was measured, in tenths of centimetres or of degrees."""
    added = connection.execute(
        "INSERT INTO measures (token, kind, day, at) VALUES (?, ?, ?, ?)",
        (os.urandom(8).hex(), measure.kind.value, measure.day.isoformat(), at),
    )
    connection.executemany(
        "INSERT INTO trials (measure, side, trial, tenths) VALUES (?, ?, ?, ?)",
        [
            (added.lastrowid, side, number, round(value * _TENTHS))
            for side, values in (("left", measure.left), ("right", measure.right))
            for number, value in enumerate(values, start=1)
        ],
    )


def measures(connection: sqlite3.Connection) -> tuple[Measure, ...]:
    """All measures with trials of both sides, oldest first."""
    rows = connection.execute(
        "SELECT measures.id, kind, day, side, tenths FROM measures"
        " JOIN trials ON trials.measure = measures.id ORDER BY at, measures.id, side, trial"
    )
    found: dict[int, tuple[str, str, dict[str, list[float]]]] = {}
    for id, kind, day, side, tenths in rows:
        sides = found.setdefault(id, (kind, day, {"left": [], "right": []}))[2]
        sides[side].append(tenths / _TENTHS)
    known = {kind.value for kind in MeasureKind}
    return tuple(
        Measure(
            MeasureKind(kind), date.fromisoformat(day), tuple(sides["left"]), tuple(sides["right"])
        )
        for kind, day, sides in found.values()
        if kind in known and sides["left"] and sides["right"]
    )


def note_begun(
    connection: sqlite3.Connection, day: str, kind: MeasureKind, trials: Sequence[float]
) -> None:
    """Keep the trials of a measure that is not ended yet, in the order in which they are made."""
    connection.execute("DELETE FROM measures_begun WHERE kind = ? OR day <> ?", (kind.value, day))
    if trials:
        connection.execute(
            "INSERT INTO measures_begun (kind, day, trials) VALUES (?, ?, ?)",
            (kind.value, day, json.dumps(list(trials))),
        )


def begun(connection: sqlite3.Connection, day: str, kind: MeasureKind) -> tuple[float, ...]:
    """The trials of this day's measure that is not ended yet."""
    row = connection.execute(
        "SELECT trials FROM measures_begun WHERE kind = ? AND day = ?", (kind.value, day)
    ).fetchone()
    return tuple(float(value) for value in json.loads(row[0])) if row else ()


def take_measure_back(connection: sqlite3.Connection, kind: MeasureKind) -> None:
    """Forget the last measure of this kind."""
    connection.execute(
        "DELETE FROM measures WHERE id = (SELECT id FROM measures WHERE kind = ?"
        " ORDER BY at DESC, id DESC LIMIT 1)",
        (kind.value,),
    )


def note_self_check(connection: sqlite3.Connection, at: str, check: SelfCheck) -> None:
    """Keep the answers; those of the same day before them give way."""
    row = (check.day.isoformat(), at, json.dumps(dict(check.answers), sort_keys=True))
    connection.execute(
        "INSERT OR REPLACE INTO self_checks (day, at, answers) VALUES (?, ?, ?)", row
    )


def last_self_check(connection: sqlite3.Connection) -> SelfCheck | None:
    row = connection.execute("SELECT day, answers FROM self_checks ORDER BY day DESC LIMIT 1")
    found = row.fetchone()
    if found is None:
        return None
    return SelfCheck(date.fromisoformat(found[0]), json.loads(found[1]))
