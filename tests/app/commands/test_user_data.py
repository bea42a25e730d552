from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path

import pytest

from mobility_timer import files
from mobility_timer.app.commands import user_data


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    folders = {
        "settings": tmp_path / "config" / files.APP,
        "yours": tmp_path / "share" / files.APP,
        "cache": tmp_path / "share" / files.APP / "Cache",
        "log": tmp_path / "state" / files.APP / "log",
    }
    monkeypatch.setattr(files, "user_folders", lambda: folders)
    for folder, size in zip(folders.values(), (12, 3_400, 56_000_000, 0), strict=True):
        folder.mkdir(parents=True, exist_ok=True)
        if size:
            with (folder / "file").open("wb") as file:
                file.truncate(size)
    (tmp_path / "share" / "other").mkdir()
    return tmp_path


def test_each_folder_is_told_with_its_size_and_none_is_counted_twice(home: Path) -> None:
    out = io.StringIO()
    assert user_data.show(out, io.StringIO()) == 0
    sizes = [line.removeprefix(str(home)).split("  ", 1)[1].split() for line in lines(out)]
    assert [" ".join(words[:-1]) for words in sizes] == ["12 bytes", "3 kB", "56 MB", "nothing"]


def test_a_folder_where_nothing_can_be_kept_is_told_once(home: Path) -> None:
    err, place = io.StringIO(), home / "share" / files.APP
    shutil.rmtree(place)
    place.touch()
    assert user_data.show(io.StringIO(), err) == 0
    assert lines(err) == [f"Nothing can be kept there: {place} is not a folder."]


def lines(out: io.StringIO) -> list[str]:
    return out.getvalue().splitlines()


def test_all_of_it_is_removed_and_nothing_else(home: Path) -> None:
    out = io.StringIO()
    assert user_data.remove(lambda _: " Yes ", out) == 0
    assert lines(out)[-1] == "Removed."
    assert [path.name for path in home.rglob("*") if path.name != "other"] == [
        "config",
        "share",
        "state",
    ]
    assert (home / "share" / "other").is_dir()


@pytest.mark.parametrize("answer", ["", "y", "no"])
def test_nothing_is_removed_without_a_clear_yes(home: Path, answer: str) -> None:
    out = io.StringIO()
    assert user_data.remove(lambda _: answer, out) == 1
    assert lines(out)[-1] == "Nothing was removed."
    assert (home / "config" / files.APP / "file").is_file()


def test_where_nobody_can_answer_nothing_is_removed(home: Path) -> None:
    def nobody(_: str) -> None:
        raise EOFError

    assert user_data.remove(nobody, io.StringIO()) == 1
    assert (home / "config" / files.APP / "file").is_file()


def test_a_folder_elsewhere_that_a_link_points_to_is_left_alone(home: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (home / "config" / files.APP).rename(elsewhere)
    (home / "config" / files.APP).symlink_to(elsewhere)
    assert user_data.remove(lambda _: "yes", io.StringIO()) == 0
    assert not (home / "config" / files.APP).exists()
    assert (elsewhere / "file").is_file()


def test_what_cannot_be_removed_is_named(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(folder: Path) -> None:
        raise PermissionError(13, "Permission denied", str(folder))

    monkeypatch.setattr(shutil, "rmtree", fail)
    out = io.StringIO()
    assert user_data.remove(lambda _: "yes", out) == 1
    assert f"{home / 'config' / files.APP}: Permission denied" in lines(out)
    assert lines(out)[-1] == "Not all could be removed."


@pytest.mark.skipif(sys.platform != "linux", reason="folders of Linux")
def test_the_folders_are_those_that_the_program_writes_to(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for kind in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind))
    folders = set(files.user_folders().values())
    written = (files.config_file(), files.state_file("x"), files.cache("x"), files.log_file())
    assert {path.parent for path in written} == folders
    assert files.user_routines().parent in folders
