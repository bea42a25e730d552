"""Each change of the user's files is noticed within a second, and nothing else is."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from mobility_timer import files
from mobility_timer.ui.home import reader as home_reader
from mobility_timer.ui.home.reader import LibraryReader

WITHIN_MS = 5_000
TEXT = "name: Mine"


def make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(TEXT, encoding="utf-8")


@pytest.fixture
def user(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "user_motions", lambda: tmp_path / "data" / "motions")
    return tmp_path / "data" / "routines"


@pytest.fixture
def changed(user, qtbot):
    """What a change, made once the folders are watched, leads to: reading again or not."""
    reader = LibraryReader()
    asked = []
    reader._settled.timeout.disconnect()
    reader._settled.timeout.connect(lambda: asked.append(True))

    def changed(change: Callable[[], object]) -> None:
        asked.clear()
        change()
        qtbot.waitUntil(lambda: bool(asked), timeout=WITHIN_MS)

    reader.watch(user)
    changed.reader = reader
    changed.asked = asked
    yield changed
    reader.stop()


def test_folders_made_after_the_start_are_noticed_and_then_watched(user, changed):
    mine = user / "mine.yaml"
    changed(lambda: make(mine))
    changed(lambda: mine.write_text(f"{TEXT} too", encoding="utf-8"))
    changed(lambda: make(user / "drills" / "mine.yaml"))
    changed(lambda: make(files.user_motions() / "mine.yaml"))


def test_a_file_edited_in_place_is_noticed_each_time(user, changed):
    motion = files.user_motions() / "mine.yaml"
    for path in (user / "mine.yaml", user / "drills" / "mine.yaml", motion):
        changed(lambda path=path: make(path))
    for number in range(3):
        changed(lambda number=number: motion.write_text(f"{TEXT} {number}", encoding="utf-8"))


def test_a_file_that_is_replaced_is_watched_on(user, changed):
    mine = user / "mine.yaml"
    changed(lambda: make(mine))
    for number in range(2):
        files.write_atomic(mine, f"{TEXT} {number}")
        changed(lambda number=number: mine.write_text(f"{TEXT} +{number}", encoding="utf-8"))


def test_a_folder_deleted_and_made_again_is_noticed(user, changed):
    mine = user / "mine.yaml"
    changed(lambda: make(mine))
    changed(lambda: shutil.rmtree(user))
    changed(lambda: make(mine))
    changed(lambda: (shutil.rmtree(user), make(mine)))
    changed(lambda: mine.write_text(f"{TEXT} too", encoding="utf-8"))


def test_what_happens_beside_the_folders_is_not_read(user, changed, qtbot):
    user.parent.mkdir()
    changed(lambda: user.mkdir())
    changed.asked.clear()
    (user.parent / "other.yaml").write_text(TEXT, encoding="utf-8")
    qtbot.wait(2 * home_reader._SETTLED_MS)
    assert not changed.asked


def test_without_a_users_folder_nothing_is_watched(changed):
    changed.reader.watch(None)
    assert not changed.reader._watcher.directories()


@pytest.mark.parametrize("name", ["mine.YAML", "mine.yml", "mine.yaml.txt"])
def test_other_endings_are_noticed(user, changed, name):
    changed(lambda: make(user / "first.yaml"))
    changed(lambda: make(user / name))
    changed(lambda: (user / name).write_text(f"{TEXT} too", encoding="utf-8"))


def test_folders_inside_are_watched_too(user, changed):
    changed(lambda: make(user / "knee" / "mine.yaml"))
    changed(lambda: (user / "knee" / "mine.yaml").write_text(f"{TEXT} too", encoding="utf-8"))
    changed(lambda: make(user / "knee" / "drills" / "own.yaml"))
    changed(lambda: shutil.rmtree(user / "knee"))
