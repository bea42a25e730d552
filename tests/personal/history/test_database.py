from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from mobility_timer.personal.history.database import (
    NewerDatabase,
    is_damaged,
    open_database,
    set_damaged_aside,
)
from mobility_timer.personal.history.migrations import MIGRATIONS

FIRST = ("0001-first", "CREATE TABLE a (x INTEGER); INSERT INTO a VALUES (1)")
SECOND = ("0002-second", "CREATE TABLE b (y INTEGER)")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "sessions.db"


def names(connection: sqlite3.Connection) -> list[str]:
    return [name for (name,) in connection.execute("SELECT name FROM migrations ORDER BY name")]


def test_a_new_database_has_every_migration_and_is_synced_at_each_commit(path: Path) -> None:
    connection = open_database(path)
    assert names(connection) == [name for name, _ in MIGRATIONS]
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
    connection.close()
    assert [file.name for file in path.parent.iterdir()] == ["sessions.db"]


def test_a_migration_is_applied_once_after_a_backup(path: Path) -> None:
    open_database(path, [FIRST]).close()
    connection = open_database(path, [FIRST, SECOND])
    assert names(connection) == ["0001-first", "0002-second"]
    assert connection.execute("SELECT x FROM a").fetchall() == [(1,)]
    connection.close()
    backup = sqlite3.connect(path.with_name("sessions.db.before-0002-second"))
    assert names(backup) == ["0001-first"]
    assert backup.execute("SELECT x FROM a").fetchall() == [(1,)]
    backup.close()


def test_a_migration_that_fails_leaves_all_as_it_was(path: Path) -> None:
    open_database(path, [FIRST]).close()
    broken = ("0002-broken", "INSERT INTO a VALUES (2); INSERT INTO nowhere VALUES (1)")
    with pytest.raises(sqlite3.OperationalError):
        open_database(path, [FIRST, broken])
    connection = open_database(path, [FIRST])
    assert connection.execute("SELECT x FROM a").fetchall() == [(1,)]
    connection.close()


@pytest.mark.parametrize("folder", ["plain", "what? 50%3f #1", "Läufe"])
def test_a_newer_database_is_refused_in_words_and_not_touched(tmp_path: Path, folder: str) -> None:
    path = tmp_path / folder / "sessions.db"
    open_database(path, [FIRST, SECOND]).close()
    before = path.read_bytes()
    with pytest.raises(NewerDatabase, match="newer version"):
        open_database(path, [FIRST])
    assert path.read_bytes() == before


def test_what_is_no_database_is_known_as_damaged_and_set_aside(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"no database at all, only words" * 100)
    with pytest.raises(sqlite3.DatabaseError) as caught:
        open_database(path)
    assert is_damaged(caught.value)
    path.with_name("sessions.db-wal").write_bytes(b"left")
    aside = set_damaged_aside(path)
    assert aside.name == "sessions.db.broken"
    assert aside.with_name("sessions.db.broken-wal").read_bytes() == b"left"
    assert not path.exists()
