"""What is written down of one session; each function is one transaction's work."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from mobility_timer.routine import Counts

if TYPE_CHECKING:
    from mobility_timer.personal.history.recorder import SessionHead, SetRow
    from mobility_timer.playback import SetKey
    from mobility_timer.routine import Drill

OPEN, LEFT, FINISHED, DISMISSED = "open", "left", "finished", "dismissed"
DONE, SKIPPED, LEFT_OUT = "done", "skipped", "left out"
HURTS = "hurts"


class SessionPlace(NamedTuple):
    """Where in a session one is: a set, and the rep or the second of a hold, from 1; 0 before.

    `done` is what was done of the set by then.
    """

    key: SetKey
    rep: int = 0
    done: int = 0

    def to_text(self) -> str:
        return json.dumps([*self.key, self.rep, self.done])

    @staticmethod
    def from_text(text: str) -> SessionPlace | None:
        try:
            at_round, place, repeat, side, variant, rep, *done = json.loads(text)
        except (ValueError, TypeError):
            return None
        return SessionPlace((at_round, place, repeat, side, variant), rep, *done[:1])


def done_again(done: int, drill: Drill) -> int:
    """What was done of a set, from what was written down of it."""
    is_way = drill.dose.counts is Counts.METRES
    return round(1000 * done / drill.rep_ms) if is_way else done


def begin(connection: sqlite3.Connection, head: SessionHead) -> None:
    """Write down that a session began; one that goes on is open again."""
    connection.execute(
        "INSERT INTO sessions (token, routine, name, occasion, day, began, ended, played_ms,"
        " state, planned, plan, place) VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, '')"
        " ON CONFLICT (token) DO UPDATE SET state = excluded.state, plan = excluded.plan,"
        " planned = excluded.planned",
        (
            head.token,
            head.routine,
            head.name,
            head.occasion,
            head.day,
            head.began,
            head.began,
            OPEN,
            head.planned,
            head.plan,
        ),
    )


def note_set(connection: sqlite3.Connection, token: str, at: str, row: SetRow) -> None:
    """Write a set down. What is done again counts once, as the most that was done of it."""
    connection.execute(
        "INSERT INTO sets SELECT id, ?, ?, ?, ?, ?, day, ?, ?, ?, ?, ?, ?, ?, ?"
        " FROM sessions WHERE token = ?"
        " ON CONFLICT DO UPDATE SET at = excluded.at, asked = excluded.asked,"
        " done = max(done, excluded.done), why = excluded.why,"
        " state = CASE WHEN max(done, excluded.done) > 0 THEN 'done' ELSE excluded.state END",
        (
            *row.key,
            at,
            row.drill,
            row.name,
            row.unit,
            row.done,
            row.asked,
            row.state,
            row.why,
            token,
        ),
    )


def take_back(connection: sqlite3.Connection, token: str, key: SetKey) -> None:
    """Forget that a set was left out or skipped."""
    connection.execute(
        "DELETE FROM sets WHERE session = (SELECT id FROM sessions WHERE token = ?) AND round = ?"
        " AND place = ? AND repeat = ? AND side = ? AND variant = ? AND state <> 'done'",
        (token, *key),
    )


def note_place(
    connection: sqlite3.Connection, token: str, at: str, played_ms: int, place: SessionPlace
) -> None:
    """Where the session stands; `played_ms` is added to what was played of it."""
    connection.execute(
        "UPDATE sessions SET ended = ?, played_ms = played_ms + ?, place = ? WHERE token = ?",
        (at, played_ms, place.to_text(), token),
    )


def note_plan(connection: sqlite3.Connection, token: str, planned: int, plan: str) -> None:
    connection.execute(
        "UPDATE sessions SET planned = ?, plan = ? WHERE token = ?", (planned, plan, token)
    )


def end(connection: sqlite3.Connection, token: str, state: str) -> None:
    """Close the session; one in which nothing was done and nothing hurt leaves no trace."""
    connection.execute("UPDATE sessions SET state = ? WHERE token = ?", (state, token))
    connection.execute(
        "DELETE FROM sessions WHERE token = ? AND NOT EXISTS"
        " (SELECT 1 FROM sets WHERE session = sessions.id AND (done > 0 OR why <> ''))",
        (token,),
    )


class LeftSession(NamedTuple):
    """A session that was left, as it is written down."""

    token: str
    routine: str
    plan: str
    place: str
    occasion: str
    done: Mapping[SetKey, int]
    played_ms: int


def last_left(connection: sqlite3.Connection, day: str) -> LeftSession | None:
    """The last session of all, where it is of this day and was left or cut off."""
    row = connection.execute(
        "SELECT id, token, routine, plan, place, occasion, day, state, played_ms FROM sessions"
        " ORDER BY id DESC LIMIT 1"
    ).fetchone()
    if row is None or row[6] != day or row[7] not in (OPEN, LEFT):
        return None
    done = connection.execute(
        "SELECT round, place, repeat, side, variant, done FROM sets WHERE session = ?", (row[0],)
    )
    return LeftSession(
        row[1],
        row[2],
        row[3],
        row[4],
        row[5],
        {(a, b, c, d, e): amount for a, b, c, d, e, amount in done},
        row[8],
    )


def dismiss(connection: sqlite3.Connection, token: str) -> None:
    connection.execute("UPDATE sessions SET state = ? WHERE token = ?", (DISMISSED, token))


def hurts(connection: sqlite3.Connection, since: str) -> dict[str, int]:
    """For each drill that hurt when it was done last: in how many sessions in a row."""
    rows = connection.execute(
        "SELECT drill, max(why = ?) FROM sets WHERE day >= ? AND (done > 0 OR why = ?)"
        " GROUP BY drill, session ORDER BY session DESC",
        (HURTS, since, HURTS),
    )
    counts: dict[str, int] = {}
    ended = set()
    for drill, hurt in rows:
        if not hurt:
            ended.add(drill)
        elif drill not in ended:
            counts[drill] = counts.get(drill, 0) + 1
    return counts


def last_routines(connection: sqlite3.Connection) -> dict[str, str]:
    """For each occasion the routine of the last session that did half of its sets or more."""
    rows = connection.execute(
        "SELECT occasion, routine FROM sessions AS s WHERE occasion <> '' AND planned <= 2 *"
        " (SELECT count(*) FROM sets WHERE session = s.id AND done >= asked) ORDER BY id"
    )
    return dict(rows.fetchall())
