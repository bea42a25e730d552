"""The steps that lead from an empty database to the present one, by name and in order.

A step that has been released is never changed; what is new is a new step.
"""

from __future__ import annotations

MIGRATIONS: tuple[tuple[str, str], ...] = (
    (
        "0001-sessions",
        """
        CREATE TABLE sessions (
            id INTEGER PRIMARY KEY,
            token TEXT NOT NULL UNIQUE,
            routine TEXT NOT NULL,
            name TEXT NOT NULL,
            occasion TEXT NOT NULL,
            day TEXT NOT NULL,
            began TEXT NOT NULL,
            ended TEXT NOT NULL,
            played_ms INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('open', 'left', 'finished', 'dismissed')),
            planned INTEGER NOT NULL,
            plan TEXT NOT NULL,
            place TEXT NOT NULL
        );
        CREATE INDEX sessions_by_day ON sessions (day);
        CREATE TABLE sets (
            session INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
            round INTEGER NOT NULL,
            place INTEGER NOT NULL,
            repeat INTEGER NOT NULL,
            side TEXT NOT NULL,
            variant TEXT NOT NULL,
            day TEXT NOT NULL,
            at TEXT NOT NULL,
            drill TEXT NOT NULL,
            name TEXT NOT NULL,
            unit TEXT NOT NULL CHECK (unit IN ('reps', 'seconds')),
            done INTEGER NOT NULL CHECK (done >= 0),
            asked INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('done', 'skipped', 'left out')),
            why TEXT NOT NULL,
            PRIMARY KEY (session, round, place, repeat, side, variant)
        ) WITHOUT ROWID;
        CREATE INDEX sets_by_day ON sets (day, drill, side, unit, done);
        CREATE INDEX sets_that_hurt ON sets (drill, at) WHERE why = 'hurts';
        """,
    ),
    (
        "0002-today",
        """
        CREATE TABLE today (
            routine TEXT PRIMARY KEY,
            day TEXT NOT NULL,
            changes TEXT NOT NULL
        );
        """,
    ),
    ("0003-drills-ever-done", "CREATE INDEX sets_by_drill ON sets (drill)"),
    (
        "0004-days-with-their-time",
        """
        DROP INDEX sessions_by_day;
        CREATE INDEX sessions_by_day ON sessions (day, played_ms)
        """,
    ),
    (
        "0005-measures",
        """
        CREATE TABLE measures (
            id INTEGER PRIMARY KEY,
            token TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL,
            day TEXT NOT NULL,
            at TEXT NOT NULL
        );
        CREATE TABLE trials (
            measure INTEGER NOT NULL REFERENCES measures ON DELETE CASCADE,
            side TEXT NOT NULL CHECK (side IN ('left', 'right')),
            trial INTEGER NOT NULL,
            tenths INTEGER NOT NULL CHECK (tenths >= 0),
            PRIMARY KEY (measure, side, trial)
        ) WITHOUT ROWID;
        CREATE TABLE self_checks (
            day TEXT PRIMARY KEY,
            at TEXT NOT NULL,
            answers TEXT NOT NULL
        );
        """,
    ),
    (
        "0006-measures-begun",
        """
        CREATE TABLE measures_begun (
            kind TEXT PRIMARY KEY,
            day TEXT NOT NULL,
            trials TEXT NOT NULL
        );
        """,
    ),
)
