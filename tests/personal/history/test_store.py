import sqlite3
import threading

import pytest

from mobility_timer.personal.history import store as module
from mobility_timer.personal.history.database import open_database
from mobility_timer.personal.history.store import HistoryStore


@pytest.fixture
def path(tmp_path):
    return tmp_path / "sessions.db"


@pytest.fixture
def store(path):
    made = HistoryStore(path)
    yield made
    made.close()


def insert(routine):
    sql = "INSERT INTO today VALUES (?, '2026-05-04', '')"
    return lambda connection: connection.execute(sql, (routine,))


def routines(connection):
    return [name for (name,) in connection.execute("SELECT routine FROM today ORDER BY rowid")]


def test_what_is_read_has_all_that_was_written_before(store):
    for name in "abc":
        store.write(insert(name))
    assert store.read(routines, []) == ["a", "b", "c"]


def test_nothing_is_opened_before_it_is_needed(store, path):
    assert store.trouble == ""
    store.close()
    assert not path.exists()


@pytest.mark.usefixtures("expected_log")
def test_a_write_is_done_as_a_whole_or_not_at_all(store):
    def half(connection):
        insert("half")(connection)
        raise ValueError("in the middle")

    with pytest.raises(ValueError, match="in the middle"):
        store.write(half).result()
    store.write(insert("whole")).result()
    assert store.read(routines, []) == ["whole"]


@pytest.mark.usefixtures("expected_log")
def test_what_cannot_be_written_is_said_and_written_later(store, path, monkeypatch):
    monkeypatch.setattr("mobility_timer.personal.history.database._BUSY_S", 0.01)
    other = open_database(path)
    other.execute("BEGIN IMMEDIATE")
    store.write(insert("first")).result()
    assert store.trouble == "Your sessions could not be written down: database is locked."
    other.execute("COMMIT")
    other.close()
    store.write(insert("second")).result()
    assert store.read(routines, []) == ["first", "second"]
    assert store.trouble == ""


@pytest.mark.usefixtures("expected_log")
def test_a_damaged_database_is_set_aside_and_a_new_one_begins(store, path):
    path.write_bytes(b"nothing like a database" * 200)
    store.write(insert("new")).result()
    assert store.read(routines, []) == ["new"]
    aside = path.with_name("sessions.db.broken")
    assert aside.exists()
    assert str(aside) in store.trouble


@pytest.mark.usefixtures("expected_log")
def test_one_that_is_damaged_in_the_middle_is_set_aside_as_well(store, path):
    for number in range(120):
        store.write(insert(f"routine {number:>80}"))
    store.close()
    whole = bytearray(path.read_bytes())
    whole[4096 * 3 :] = b"\xff" * len(whole[4096 * 3 :])
    path.write_bytes(bytes(whole))
    assert store.read(routines, []) == []
    store.write(insert("new")).result()
    assert store.read(routines, []) == ["new"]
    assert path.with_name("sessions.db.broken").read_bytes()[:4096] == bytes(whole)[:4096]


def test_a_newer_database_is_refused_in_words(store, path):
    connection = open_database(path)
    connection.execute("INSERT INTO migrations VALUES ('9999-tomorrow')")
    connection.close()
    store.write(insert("lost"))
    assert store.read(routines, ["default"]) == ["default"]
    assert "newer version" in store.trouble


def test_a_slow_disk_holds_nobody_up(store, monkeypatch):
    monkeypatch.setattr(module, "PATIENCE_S", 0.02)
    go = threading.Event()
    store.write(lambda _connection: go.wait(5))
    assert store.read(routines, ["unknown"]) == ["unknown"]
    assert "slow" in store.trouble
    go.set()
    assert store.read_patiently(routines, ["unknown"]) == []


def test_two_programs_write_into_one_database(path):
    stores = HistoryStore(path), HistoryStore(path)
    written = [stores[n % 2].write(insert(f"{n:03}")) for n in range(40)]
    for one in written:
        one.result()
    for one in stores:
        one.close()
    connection = sqlite3.connect(path)
    assert len(routines(connection)) == 40
    connection.close()


@pytest.mark.usefixtures("expected_log")
def test_a_row_that_cannot_be_read_is_told_and_stops_nothing(store):
    def damaged(_connection):
        raise TypeError("'<=' not supported")

    assert store.read(damaged, ["nothing"]) == ["nothing"]
    assert store.trouble == "Some of your sessions could not be read: '<=' not supported."
    store.write(insert("new")).result()
    assert store.read(routines, []) == ["new"]
    assert store.trouble == ""


def test_a_byte_that_is_no_text_hides_no_session(store, path):
    store.write(insert("damaged")).result()
    store.close()
    path.write_bytes(path.read_bytes().replace(b"damaged", b"dam\xffged"))
    assert store.read(routines, []) == ["dam\ufffdged"]
    assert store.trouble == ""


@pytest.mark.usefixtures("expected_log")
def test_a_schema_that_is_no_text_is_damage(store, path):
    store.write(insert("old")).result()
    store.close()
    path.write_bytes(path.read_bytes().replace(b"TABLE sessions", b"TABLE\xc7\xffessions"))
    store.write(insert("new")).result()
    assert store.read(routines, []) == ["new"]
    assert path.with_name("sessions.db.broken").exists()


@pytest.mark.usefixtures("expected_log")
def test_a_write_that_fails_is_told(store):
    def fails(_connection):
        raise ValueError("no such set")

    store.write(fails)
    store.read(routines, [])
    assert store.trouble == "Your sessions could not be written down: no such set."
