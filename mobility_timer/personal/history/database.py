"""The database file: opened, brought up to date, or said why not."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from threading import Event

from mobility_timer import files
from mobility_timer.personal.history.migrations import MIGRATIONS
from mobility_timer.words import kept

_BUSY_S, _AGAIN_S = 5.0, 0.02
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_Migrations = Sequence[tuple[str, str]]


class NewerDatabase(Exception):
    """The file was written by a newer version; it is left as it is."""


def open_database(path: Path, migrations: _Migrations = MIGRATIONS) -> sqlite3.Connection:
    """A connection in WAL mode that syncs each commit, with every migration applied.

    Raises NewerDatabase before anything in the file is touched, sqlite3.Error where it cannot be
    read or is damaged, OSError where its folder cannot be made.
    """
    files.make_folder(path.parent)
    _refuse_newer(path, migrations)
    # One thread at a time uses it, and whichever lets go of it last closes it.
    connection = sqlite3.connect(
        path, timeout=_BUSY_S, isolation_level=None, check_same_thread=False
    )
    connection.text_factory = _text  # one damaged byte does not hide the rest
    try:
        _switch_to_wal(connection)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        _migrate(connection, path, migrations)
    except BaseException:
        connection.close()
        raise
    return connection


def _switch_to_wal(connection: sqlite3.Connection) -> None:
    """SQLite does not wait for another program that switches at the same moment; so it is here."""
    pause = Event()
    for tries_left in reversed(range(round(_BUSY_S / _AGAIN_S))):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or not tries_left:
                raise
            pause.wait(_AGAIN_S)
        else:
            return


def _text(stored: bytes) -> str:
    return stored.decode(errors="replace")


def is_damaged(error: sqlite3.Error | UnicodeDecodeError) -> bool:
    """Whether the error says that the file is no database, or no longer a whole one.

    What SQLite says of a damaged schema names it, and may be no text.
    """
    if isinstance(error, UnicodeDecodeError):
        return True
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in _DAMAGED


def set_damaged_aside(path: Path) -> Path:
    """Move a damaged database with what belongs to it to a free name, which is returned."""
    aside = files.set_aside(path)
    for ending in ("-wal", "-shm"):
        part = path.with_name(path.name + ending)
        if part.exists():
            part.rename(aside.with_name(aside.name + ending))
    return aside


def _refuse_newer(path: Path, migrations: _Migrations) -> None:
    if not path.exists() or not path.stat().st_size:
        return
    quoted = "".join(f"%{byte:02x}" for byte in os.fsencode(path.resolve()))  # without urllib
    connection = sqlite3.connect(f"file:{quoted}?mode=ro", uri=True, timeout=_BUSY_S)
    try:
        unknown = _applied(connection) - {name for name, _ in migrations}
    finally:
        connection.close()
    if unknown:
        raise NewerDatabase(kept.sessions_newer(str(path)))


def _applied(connection: sqlite3.Connection) -> set[str]:
    known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'migrations'").fetchone()
    if not known:
        return set()
    return {name for (name,) in connection.execute("SELECT name FROM migrations")}


def _migrate(connection: sqlite3.Connection, path: Path, migrations: _Migrations) -> None:
    applied = _applied(connection)
    for name, script in migrations:
        if name in applied:
            continue
        if applied:  # there is something to lose
            _back_up(connection, path.with_name(f"{path.name}.before-{name}"))
        _apply(connection, name, script)


def _back_up(connection: sqlite3.Connection, path: Path) -> None:
    copy = sqlite3.connect(path)
    try:
        connection.backup(copy)
    finally:
        copy.close()


def _apply(connection: sqlite3.Connection, name: str, script: str) -> None:
    """One migration as a whole or not at all; another program may have been quicker."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute("CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY)")
        if name not in _applied(connection):
            for statement in script.split(";"):
                if statement.strip():
                    connection.execute(statement)
            connection.execute("INSERT INTO migrations VALUES (?)", (name,))
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
