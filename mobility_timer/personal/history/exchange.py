"""The record out of the database and back: as JSON, as CSV, or deleted."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from typing import Any

from mobility_timer.words import kept

SESSION = ("token", "routine", "name", "occasion", "day", "began", "ended", "played_ms", "state",
           "planned", "plan", "place")  # fmt: skip
SET = ("round", "place", "repeat", "side", "variant", "day", "at", "drill", "name", "unit", "done",
       "asked", "state", "why")  # fmt: skip
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
    return json.dumps({"format": _FORMAT, "sessions": said}, indent=1, ensure_ascii=False) + "\n"


def as_csv(connection: sqlite3.Connection) -> str:
    """One line a set, with the session it belongs to; for a spreadsheet."""
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
    return out.getvalue()


def from_json(connection: sqlite3.Connection, text: str) -> int:
    """Add the sessions of an export that are not there yet; how many that were.

    Raises NotARecord, and then nothing was added.
    """
    try:
        said = json.loads(text)
        if said["format"] != _FORMAT:
            raise NotARecord(kept.another_format(_FORMAT, said["format"]))
        return sum(_add(connection, session) for session in said["sessions"])
    except (KeyError, TypeError, ValueError, RecursionError, sqlite3.IntegrityError) as error:
        raise error if isinstance(error, NotARecord) else NotARecord(str(error)) from None


def delete_all(connection: sqlite3.Connection) -> None:
    """Delete every session, every set, and what was chosen for today."""
    for table in ("sets", "sessions", "today"):
        connection.execute(f"DELETE FROM {table}")


def _add(connection: sqlite3.Connection, session: dict[str, Any]) -> int:
    columns, marks = ", ".join(SESSION), ", ".join("?" * len(SESSION))
    added = connection.execute(
        f"INSERT INTO sessions ({columns}) VALUES ({marks}) ON CONFLICT (token) DO NOTHING",
        [session[name] for name in SESSION],
    )
    if not added.rowcount:
        return 0
    columns, marks = ", ".join(SET), ", ".join("?" * (len(SET) + 1))
    connection.executemany(
        f"INSERT INTO sets (session, {columns}) VALUES ({marks})",
        [[added.lastrowid, *(row[name] for name in SET)] for row in session["sets"]],
    )
    return 1


def _rows(connection: sqlite3.Connection, sql: str) -> list[dict[str, Any]]:
    found = connection.execute(sql)
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found]
