"""Each change of the user's files is noticed within a second, and nothing else is."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from mobility_timer import files
from mobility_timer.library.library import Library
from mobility_timer.ui.home import reader as home_reader
from mobility_timer.ui.home.reader import LibraryReader

WITHIN_MS = 5_000
TEXT = "name: Mine"


def make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(TEXT, encoding="utf-8")


@dataclass(frozen=True)
class Changed:
    """Makes a change and waits until files are read again; `asked` is how often they were."""

    wait_for: Callable[[Callable[[], object]], None]
    reader: LibraryReader
    asked: list[bool]

    def __call__(self, change: Callable[[], object]) -> None:
        self.wait_for(change)


@pytest.fixture
def user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(files, "user_motions", lambda: tmp_path / "data" / "motions")
    return tmp_path / "data" / "routines"


@pytest.fixture
def changed(user: Path, qtbot: QtBot) -> Iterator[Changed]:
    """What a change, made once the folders are watched, leads to: reading again or not."""
    reader = LibraryReader()
    asked: list[bool] = []
    reader._settled.timeout.disconnect()
    reader._settled.timeout.connect(lambda: asked.append(True))

    def changed(change: Callable[[], object]) -> None:
        asked.clear()
        change()
        qtbot.waitUntil(lambda: bool(asked), timeout=WITHIN_MS)

    reader.watch(Library({}, {}, user=user))
    yield Changed(changed, reader, asked)
    reader.stop()


def test_folders_made_after_the_start_are_noticed_and_then_watched(
    user: Path, changed: Changed
) -> None:
    mine = user / "mine.yaml"
    changed(lambda: make(mine))
    changed(lambda: mine.write_text(f"{TEXT} too", encoding="utf-8"))
    changed(lambda: make(user / "drills" / "mine.yaml"))
    changed(lambda: make(files.user_motions() / "mine.yaml"))


def test_a_file_edited_in_place_is_noticed_each_time(user: Path, changed: Changed) -> None:
    motion = files.user_motions() / "mine.yaml"
    for path in (user / "mine.yaml", user / "drills" / "mine.yaml", motion):
        changed(partial(make, path))
    for number in range(3):
        changed(partial(motion.write_text, f"{TEXT} {number}", encoding="utf-8"))


def test_a_file_that_is_replaced_is_watched_on(user: Path, changed: Changed) -> None:
    mine = user / "mine.yaml"
    changed(lambda: make(mine))
    for number in range(2):
        files.write_atomic(mine, f"{TEXT} {number}")
        changed(partial(mine.write_text, f"{TEXT} +{number}", encoding="utf-8"))


def test_a_folder_deleted_and_made_again_is_noticed(user: Path, changed: Changed) -> None:
    mine = user / "mine.yaml"
    changed(lambda: make(mine))
    changed(lambda: shutil.rmtree(user))
    changed(lambda: make(mine))
    changed(lambda: (shutil.rmtree(user), make(mine)))
    changed(lambda: mine.write_text(f"{TEXT} too", encoding="utf-8"))


def test_what_happens_beside_the_folders_is_not_read(
    user: Path, changed: Changed, qtbot: QtBot
) -> None:
    user.parent.mkdir()
    changed(lambda: user.mkdir())
    changed.asked.clear()
    (user.parent / "other.yaml").write_text(TEXT, encoding="utf-8")
    qtbot.wait(2 * home_reader._SETTLED_MS)
    assert not changed.asked


def test_without_a_users_folder_nothing_is_watched(changed: Changed) -> None:
    changed.reader.watch(Library({}, {}))
    assert not changed.reader._watcher.directories()


@pytest.mark.parametrize("change", ["nothing", "more", "less"])
def test_what_came_or_went_since_the_library_was_read_is_noticed(
    user: Path, qapp: object, change: str
) -> None:
    assert qapp
    mine = user / "mine.yaml"
    make(mine)
    read = Library({}, {}, user=user, paths={"routine mine": mine})
    if change == "more":
        make(user / "inside" / "more.yml")
    elif change == "less":
        mine.unlink()
    reader = LibraryReader()
    reader.watch(read)
    assert reader._settled.isActive() is (change != "nothing")
    reader.stop()


@pytest.mark.parametrize("name", ["mine.YAML", "mine.yml", "mine.yaml.txt"])
def test_other_endings_are_noticed(user: Path, changed: Callable[..., Any], name: Any) -> None:
    changed(lambda: make(user / "first.yaml"))
    changed(lambda: make(user / name))
    changed(lambda: (user / name).write_text(f"{TEXT} too", encoding="utf-8"))


def test_folders_inside_are_watched_too(user: Path, changed: Callable[..., Any]) -> None:
    changed(lambda: make(user / "knee" / "mine.yaml"))
    changed(lambda: (user / "knee" / "mine.yaml").write_text(f"{TEXT} too", encoding="utf-8"))
    changed(lambda: make(user / "knee" / "drills" / "own.yaml"))
    changed(lambda: shutil.rmtree(user / "knee"))
