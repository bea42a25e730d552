from __future__ import annotations

import json
import os
import threading
from pathlib import Path
from typing import Any

import pytest

from mobility_timer import files
from mobility_timer.personal import replaced
from mobility_timer.personal.adjustments_store import AdjustmentsStore
from mobility_timer.routine.adjustments import Adjustments
from tests.sample_routines import MIXED

CHANGES = Adjustments(rounds=2).with_amount("hip-cars", 7)
OTHERS = Adjustments(rounds=3)
NOT_ROOT = pytest.mark.skipif(
    os.name != "posix" or os.geteuid() == 0, reason="nothing is forbidden to root"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "adjustments.json"


@pytest.fixture
def store(path: Path) -> AdjustmentsStore:
    return AdjustmentsStore(path)


def write(path: Path, content: bytes | dict[str, dict[str, Any]]) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())


def read(path: Path) -> dict[str, dict[str, Any]]:
    return json.loads(path.read_text(encoding="utf-8"))


def test_nothing_is_known_at_first_and_nothing_made(store: AdjustmentsStore, path: Path) -> None:
    assert store.recall("mine") == Adjustments()
    assert store.trouble == ""
    assert not path.parent.exists()


def test_what_was_adjusted_is_there_the_next_time(store: AdjustmentsStore, path: Path) -> None:
    store.keep("mine", CHANGES)
    again = AdjustmentsStore(path)
    assert again.recall("mine") == CHANGES
    assert again.recall("other") == Adjustments()


def test_the_original_comes_back_and_leaves_no_trace(store: AdjustmentsStore, path: Path) -> None:
    store.keep("mine", CHANGES)
    store.keep("other", OTHERS)
    store.keep("mine", Adjustments())
    assert read(path) == {"other": {"rounds": 3}}


def test_two_windows_do_not_erase_each_others_changes(path: Path) -> None:
    first, second = AdjustmentsStore(path), AdjustmentsStore(path)
    first.keep("mine", CHANGES)
    second.keep("other", OTHERS)
    first.keep("third", OTHERS)
    for store in (first, second, AdjustmentsStore(path)):
        assert store.recall("mine") == CHANGES
        assert store.recall("other") == store.recall("third") == OTHERS


def test_two_windows_that_write_at_once_wait_for_each_other(path: Path) -> None:
    def keep_many(name: str) -> None:
        store = AdjustmentsStore(path)
        for number in range(20):
            store.keep(f"{name}-{number}", CHANGES)

    writers = [threading.Thread(target=keep_many, args=(name,)) for name in ("first", "second")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(read(path)) == 40


def test_what_another_window_wrote_is_seen(store: AdjustmentsStore, path: Path) -> None:
    assert store.recall("mine") == Adjustments()
    AdjustmentsStore(path).keep("mine", CHANGES)
    assert store.recall("mine") == CHANGES


def test_nothing_is_written_where_nothing_changes(store: AdjustmentsStore, path: Path) -> None:
    store.keep("mine", CHANGES)
    before = path.stat()
    store.keep("mine", CHANGES)
    after = path.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_fields_of_a_newer_version_are_kept(store: AdjustmentsStore, path: Path) -> None:
    write(path, {"mine": {"pace": "calm", "drills": {"hip-cars": {"load_kg": 8}}}})
    store.keep("mine", CHANGES)
    assert read(path)["mine"] == {
        "pace": "calm",
        "rounds": 2,
        "drills": {"hip-cars": {"load_kg": 8, "amount": 7}},
    }
    store.keep("mine", Adjustments())
    assert read(path) == {"mine": {"pace": "calm", "drills": {"hip-cars": {"load_kg": 8}}}}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "line 1, column 1"),
        (b'{"mine":\n  oops}', "line 2, column 3"),
        (b"[1]", "expected routines"),
        (b'{"mine": 3}', "expected routines"),
        (b"\xff", "UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
        (b"1" * 10_000, "numbers too long"),
        (b" " * (4 * 1024 * 1024 + 1), "at most 4096 KiB"),
    ],
)
def test_a_file_that_is_not_understood_is_set_aside_and_that_is_said(
    path: Path, content: bytes, why: str
) -> None:
    write(path, content)
    store = AdjustmentsStore(path)
    assert store.recall("mine") == Adjustments()
    assert why in store.trouble
    assert f"({path.name}, " in store.trouble
    assert store.trouble.endswith(f"The file is kept as {path}.broken.")
    store.keep("mine", CHANGES)
    assert AdjustmentsStore(path).recall("mine") == CHANGES
    assert path.with_name("adjustments.json.broken").read_bytes() == content


def test_what_was_set_aside_before_is_not_replaced_either(
    store: AdjustmentsStore, path: Path
) -> None:
    for content in (b"first", b"second", b"third"):
        write(path, content)
        store.keep("mine", CHANGES)
    aside = sorted(path.parent.glob("*.broken*"))
    assert [file.read_bytes() for file in aside] == [b"first", b"second", b"third"]


def test_a_file_that_cannot_be_read_is_said_and_left_alone(path: Path) -> None:
    path.mkdir(parents=True)
    (path / "inside").touch()
    store = AdjustmentsStore(path)
    assert store.trouble.startswith("Your changes to routines could not be read: ")
    store.keep("mine", CHANGES)
    assert store.trouble.startswith("Your changes could not be saved: ")
    assert (path / "inside").exists()
    assert store.recall("mine") == CHANGES


def test_of_a_folder_that_is_none_the_folder_is_told_and_once(path: Path) -> None:
    path.parent.parent.mkdir(parents=True, exist_ok=True)
    path.parent.touch()
    store = AdjustmentsStore(path)
    told = f"Your changes and sessions can't be kept: {path.parent} is not a folder."
    assert store.trouble == told
    store.keep("mine", CHANGES)
    assert store.trouble == told
    path.parent.unlink()
    store.close()
    assert store.trouble == ""
    assert AdjustmentsStore(path).recall("mine") == CHANGES


@NOT_ROOT
def test_a_file_that_may_not_be_read_is_left_alone(path: Path) -> None:
    write(path, {"other": {"rounds": 3}})
    path.chmod(0)
    store = AdjustmentsStore(path)
    store.keep("mine", CHANGES)
    path.chmod(0o600)
    assert read(path) == {"other": {"rounds": 3}}


@NOT_ROOT
def test_in_a_read_only_folder_nothing_is_replaced(path: Path) -> None:
    write(path, b"not understood")
    path.parent.chmod(0o500)
    try:
        store = AdjustmentsStore(path)
        store.keep("mine", CHANGES)
        assert "cannot be written to" in store.trouble
        assert path.read_bytes() == b"not understood"
    finally:
        path.parent.chmod(0o700)


def refuse(*_: Path | str) -> None:
    raise OSError(28, "No space left on device")


def test_what_could_not_be_set_aside_is_not_replaced(
    store: AdjustmentsStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(path, b"not understood")
    monkeypatch.setattr(type(path), "rename", refuse)
    store.keep("mine", CHANGES)
    assert store.trouble.startswith("Your changes could not be saved: No space left on device (")
    assert path.read_bytes() == b"not understood"


def not_saved(path: Path) -> str:
    return f"Your changes could not be saved: No space left on device ({path})."


def test_what_could_not_be_kept_holds_meanwhile_and_is_kept_with_the_next(
    store: AdjustmentsStore, path: Path
) -> None:
    with pytest.MonkeyPatch.context() as full_disk:
        full_disk.setattr(files, "write_atomic", refuse)
        store.keep("mine", CHANGES)
        assert store.trouble == not_saved(path)
        assert store.recall("mine") == CHANGES
    store.keep("other", OTHERS)
    assert store.trouble == ""
    assert AdjustmentsStore(path).recall("mine") == CHANGES


def test_it_is_kept_among_the_users_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(files, "state_file", lambda name: tmp_path / name)
    AdjustmentsStore().keep("mine", CHANGES)
    assert (tmp_path / "adjustments.json").exists()


def test_each_trouble_is_told_when_it_comes_and_when_it_goes(
    store: AdjustmentsStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = []
    store.on_trouble = lambda: told.append(store.trouble)
    with monkeypatch.context() as full:
        full.setattr(files, "write_atomic", refuse)
        store.keep("mine", CHANGES)
        store.keep("mine", CHANGES)
        store.close()
    assert told == [not_saved(path)]
    assert not path.exists()
    store.close()
    assert told[1:] == [""]
    assert AdjustmentsStore(path).recall("mine") == CHANGES


def test_a_file_that_was_set_aside_is_told_after_the_next_one_is_written(
    store: AdjustmentsStore, path: Path
) -> None:
    write(path, b"not understood")
    store.keep("mine", CHANGES)
    assert store.trouble.endswith(f"The file is kept as {path}.broken.")


def test_a_routine_that_was_never_changed_is_not_compared_with_its_file(
    store: AdjustmentsStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replaced, "written_in", None)
    assert store.standing(MIXED) == Adjustments()
    store.keep("mixed", Adjustments().with_amount("circles", 7))
    with pytest.raises(TypeError):
        store.standing(MIXED)
