"""The record out of the database and back: as JSON, as CSV, or deleted."""

from __future__ import annotations

import io
import json
import sqlite3
from typing import Any

from mobility_timer.words import kept

SESSION = ("token", "routine", "name", "occasion", "day", "began", "ended", "played_ms", "state",
           "planned", "plan", "place")  # fmt: skip
SET = ("round", "place", "repeat", "side", "variant", "day", "at", "drill", "name", "unit", "done",
       "asked", "state", "why")  # fmt: skip
MEASURE = ("token", "kind", "day", "at")
TRIAL = ("side", "trial", "tenths")
CHECK = ("day", "at", "answers")
_FORMAT = "mobility-timer sessions 1"


class NotARecord(ValueError):
    """What was to be read back is no export of this program; the text says why."""


def as_json(connection: sqlite3.Connection) -> str:
    """All sessions with their sets; it can be read back."""
    sessions = _rows(connection, f"SELECT id, {', '.join(SESSION)} FROM sessions ORDER BY id")
    by_session: dict[int, list[dict[str, Any]]] = {}
    for row in _rows(connection, f"SELECT session, {', '.join(SET)} FROM sets"):
        by_session.setdefault(row.pop("session"), []).append(row)
    said = [{**row, "sets": by_session.get(row.pop("id"), [])} for row in sessions]
    measures = _rows(connection, f"SELECT id, {', '.join(MEASURE)} FROM measures ORDER BY id")
    trials: dict[int, list[dict[str, Any]]] = {}
    for row in _rows(connection, f"SELECT measure, {', '.join(TRIAL)} FROM trials"):
        trials.setdefault(row.pop("measure"), []).append(row)
    whole = {
        "format": _FORMAT,
        "sessions": said,
        "measures": [{**row, "trials": trials.get(row.pop("id"), [])} for row in measures],
        "self_checks": _rows(connection, f"SELECT {', '.join(CHECK)} FROM self_checks"),
    }
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def as_csv(connection: sqlite3.Connection) -> str:
    """One line a set, with the session it belongs to, then one a measured trial."""
    import csv  # here: the start does without it

    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    head = ("day", "routine", "occasion", "session_state", "drill", "side", "variant", "round",
            "repeat", "unit", "done", "asked", "state", "why", "at")  # fmt: skip
    table.writerow(head)
    table.writerows(
        connection.execute(
            "SELECT sessions.day, routine, occasion, sessions.state, drill, side, variant, round,"
            " repeat, unit, done, asked, sets.state, why, at FROM sets"
            " JOIN sessions ON sessions.id = sets.session ORDER BY session, at"
        )
    )
    table.writerows(
        connection.execute(
            "SELECT day, '', '', '', kind, side, '', 0, trial, CASE kind WHEN 'knee-to-wall'"
            " THEN 'cm' ELSE 'degrees' END, tenths / 10.0, '', 'measured', '', at FROM trials"
            " JOIN measures ON measures.id = trials.measure ORDER BY at, measure, side, trial"
        )
    )
    return out.getvalue()


def from_json(connection: sqlite3.Connection, text: str) -> int:
    """Add the sessions of an export that are not there yet; how many that were.

    Raises NotARecord, and then nothing was added.
    """
    try:
        said = json.loads(text)
        if said["format"] != _FORMAT:
            raise NotARecord(kept.another_format(_FORMAT, said["format"]))
        for measure in said.get("measures", ()):
            _add(connection, "measures", MEASURE, measure, ("trials", "measure", TRIAL))
        for check in said.get("self_checks", ()):
            _insert(connection, "self_checks", CHECK, check)
        return sum(
            _add(connection, "sessions", SESSION, session, ("sets", "session", SET))
            for session in said["sessions"]
        )
    except (KeyError, TypeError, ValueError, RecursionError, sqlite3.IntegrityError) as error:
        raise error if isinstance(error, NotARecord) else NotARecord(str(error)) from None


def delete_all(connection: sqlite3.Connection) -> None:
    """Delete every session, every set, every measure, and what was chosen for today."""
    for table in (
        "sets",
        "sessions",
        "trials",
        "measures",
        "self_checks",
        "today",
        "measures_begun",
    ):
        connection.execute(f"DELETE FROM {table}")


def _add(
    connection: sqlite3.Connection,
    table: str,
    columns: tuple[str, ...],
    said: dict[str, Any],
    parts: tuple[str, str, tuple[str, ...]],
) -> int:
    """Add one thing with its parts, unless it is there; 1 where it was added."""
    added = _insert(connection, table, columns, said)
    if not added.rowcount:
        return 0
    part, owner, names = parts
    marks = ", ".join("?" * (len(names) + 1))
    connection.executemany(
        f"INSERT INTO {part} ({owner}, {', '.join(names)}) VALUES ({marks})",
        [[added.lastrowid, *(row[name] for name in names)] for row in said[part]],
    )
    return 1


def _insert(
    connection: sqlite3.Connection, table: str, columns: tuple[str, ...], said: dict[str, Any]
) -> sqlite3.Cursor:
    marks = ", ".join("?" * len(columns))
    return connection.execute(
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks}) ON CONFLICT DO NOTHING",
        [said[name] for name in columns],
    )


def _rows(connection: sqlite3.Connection, sql: str) -> list[dict[str, Any]]:
    found = connection.execute(sql)
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found]
