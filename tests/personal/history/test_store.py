from __future__ import annotations

import gc
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from mobility_timer.personal.history import store as module
from mobility_timer.personal.history.database import open_database
from mobility_timer.personal.history.store import HistoryStore


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "sessions.db"


@pytest.fixture
def store(path: Path) -> Iterator[HistoryStore]:
    made = HistoryStore(path)
    yield made
    made.close()


def insert(routine: str) -> Callable[..., Any]:
    sql = "INSERT INTO today VALUES (?, '2026-05-04', '')"
    return lambda connection: connection.execute(sql, (routine,))


NOTHING: list[str] = []


def routines(connection: sqlite3.Connection) -> list[str]:
    return [name for (name,) in connection.execute("SELECT routine FROM today ORDER BY rowid")]


def test_what_is_read_has_all_that_was_written_before(store: HistoryStore) -> None:
    for name in "abc":
        store.write(insert(name))
    assert store.read(routines, NOTHING) == ["a", "b", "c"]


def test_nothing_is_opened_before_it_is_needed(store: HistoryStore, path: Path) -> None:
    assert store.trouble == ""
    store.close()
    assert not path.exists()


@pytest.mark.usefixtures("expected_log")
def test_a_write_is_done_as_a_whole_or_not_at_all(store: HistoryStore) -> None:
    def half(connection: sqlite3.Connection) -> None:
        insert("half")(connection)
        raise ValueError("in the middle")

    with pytest.raises(ValueError, match="in the middle"):
        store.write(half).result()
    store.write(insert("whole")).result()
    assert store.read(routines, NOTHING) == ["whole"]


@pytest.mark.usefixtures("expected_log")
def test_a_file_that_cannot_be_opened_is_told_once_to_whoever_asks_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("")
    path = tmp_path / "file" / "folder" / "sessions.db"
    store = HistoryStore(path)
    for _ in range(3):
        assert store.read(routines, NOTHING) == NOTHING
    store.close()
    told = f"Your changes and sessions can't be kept: {tmp_path / 'file'} is not a folder."
    assert store.trouble == told
    assert caplog.messages == [told]


@pytest.mark.usefixtures("expected_log")
def test_what_cannot_be_written_is_said_and_written_later(
    store: HistoryStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mobility_timer.personal.history.database._BUSY_S", 0.01)
    other = open_database(path)
    other.execute("BEGIN IMMEDIATE")
    store.write(insert("first")).result()
    assert store.trouble == "Your sessions could not be recorded: database is locked."
    other.execute("COMMIT")
    other.close()
    store.write(insert("second")).result()
    assert store.read(routines, NOTHING) == ["first", "second"]
    assert store.trouble == ""


@pytest.mark.usefixtures("expected_log")
def test_a_damaged_database_is_set_aside_and_a_new_one_begins(
    store: HistoryStore, path: Path
) -> None:
    path.write_bytes(b"nothing like a database" * 200)
    store.write(insert("new")).result()
    assert store.read(routines, NOTHING) == ["new"]
    aside = path.with_name("sessions.db.broken")
    assert aside.exists()
    assert str(aside) in store.trouble


@pytest.mark.usefixtures("expected_log")
def test_one_that_is_damaged_in_the_middle_is_set_aside_as_well(
    store: HistoryStore, path: Path
) -> None:
    for number in range(120):
        store.write(insert(f"routine {number:>80}"))
    store.close()
    whole = bytearray(path.read_bytes())
    whole[4096 * 3 :] = b"\xff" * len(whole[4096 * 3 :])
    path.write_bytes(bytes(whole))
    assert store.read(routines, NOTHING) == []
    store.write(insert("new")).result()
    assert store.read(routines, NOTHING) == ["new"]
    assert path.with_name("sessions.db.broken").read_bytes()[:4096] == bytes(whole)[:4096]


def test_a_newer_database_is_refused_in_words(store: HistoryStore, path: Path) -> None:
    connection = open_database(path)
    connection.execute("INSERT INTO migrations VALUES ('9999-tomorrow')")
    connection.close()
    store.write(insert("lost"))
    assert store.read(routines, ["default"]) == ["default"]
    assert "newer version" in store.trouble


def test_a_slow_disk_holds_nobody_up(store: HistoryStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE_S", 0.02)
    go = threading.Event()
    store.write(lambda _connection: go.wait(5))
    assert store.read(routines, ["unknown"]) == ["unknown"]
    assert "slow" in store.trouble
    go.set()
    assert store.read_patiently(routines, ["unknown"]) == []


def test_two_programs_write_into_one_database(path: Path) -> None:
    stores = HistoryStore(path), HistoryStore(path)
    written = [stores[n % 2].write(insert(f"{n:03}")) for n in range(40)]
    for one in written:
        one.result()
    for store in stores:
        store.close()
    connection = sqlite3.connect(path)
    assert len(routines(connection)) == 40
    connection.close()


def test_many_programs_may_open_a_new_database_at_once(tmp_path: Path) -> None:
    for number in range(20):
        stores = [HistoryStore(tmp_path / f"{number}.db") for _ in range(4)]
        for written in [store.write(insert(str(n))) for n, store in enumerate(stores)]:
            written.result()
        assert [store.trouble for store in stores] == [""] * 4
        for store in stores:
            store.close()


@pytest.mark.usefixtures("expected_log")
def test_a_row_that_cannot_be_read_is_told_and_stops_nothing(store: HistoryStore) -> None:
    def damaged(_connection: Any) -> None:
        raise TypeError("'<=' not supported")

    assert store.read(damaged, ["nothing"]) == ["nothing"]
    assert store.trouble == "Some of your sessions could not be read: '<=' not supported."
    store.write(insert("new")).result()
    assert store.read(routines, NOTHING) == ["new"]
    assert store.trouble == ""


def test_a_byte_that_is_no_text_hides_no_session(store: HistoryStore, path: Path) -> None:
    store.write(insert("damaged")).result()
    store.close()
    path.write_bytes(path.read_bytes().replace(b"damaged", b"dam\xffged"))
    assert store.read(routines, NOTHING) == ["dam\ufffdged"]
    assert store.trouble == ""


@pytest.mark.usefixtures("expected_log")
def test_a_schema_that_is_no_text_is_damage(store: HistoryStore, path: Path) -> None:
    store.write(insert("old")).result()
    store.close()
    path.write_bytes(path.read_bytes().replace(b"TABLE sessions", b"TABLE\xc7\xffessions"))
    store.write(insert("new")).result()
    assert store.read(routines, NOTHING) == ["new"]
    assert path.with_name("sessions.db.broken").exists()


@pytest.mark.usefixtures("expected_log")
def test_a_write_that_fails_is_told(store: HistoryStore) -> None:
    def fails(_connection: Any) -> None:
        raise ValueError("no such set")

    store.write(fails)
    store.read(routines, NOTHING)
    assert store.trouble == "Your sessions could not be recorded: no such set."


def test_threads_that_ask_at_once_share_one_of_ours(tmp_path: Path) -> None:
    for number in range(20):
        store = HistoryStore(tmp_path / f"{number}.db")
        together = threading.Barrier(4)

        def ask(store: HistoryStore = store, together: threading.Barrier = together) -> None:
            together.wait()
            store.read_patiently(lambda connection: connection.execute("SELECT 1").fetchone(), None)

        threads = [threading.Thread(target=ask) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        store.close()
        assert store.trouble == ""


def test_a_store_that_nobody_closes_lets_go_of_its_file(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[sqlite3.Connection] = []

    def open_noted(path: Path) -> sqlite3.Connection:
        opened.append(open_database(path))
        return opened[-1]

    monkeypatch.setattr(module, "open_database", open_noted)
    store = HistoryStore(path)
    store.write(insert("1")).result()
    store.close()
    store.write(insert("2")).result()
    del store
    gc.collect()
    assert len(opened) == 2
    for connection in opened:
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            connection.execute("SELECT 1")
