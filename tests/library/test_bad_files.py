"""What lies in a folder or is given to a command and is no sound file: told, and stops nothing."""

from __future__ import annotations

import os
import resource
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from mobility_timer import files
from mobility_timer.__main__ import BAD_INPUT, main
from mobility_timer.library.faults import FileFaults
from mobility_timer.library.folders import text_of
from mobility_timer.library.reading.opening import open_library
from mobility_timer.library.settings_file import load_settings, save_settings
from mobility_timer.library.tree.document import read_document
from mobility_timer.personal.adjustments_store import AdjustmentsStore
from mobility_timer.routine import Adjustments
from mobility_timer.settings import Settings, Theme

MARK = b"\xef\xbb\xbf"
GOOD = "name: Good\ndrills: [calf-stretch]\n"
needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with a name")


def fault_in(path: Path, data: bytes) -> tuple[int, int, str]:
    path.write_bytes(data)
    with pytest.raises(FileFaults) as caught:
        text_of(path)
    (fault,) = caught.value.faults
    return fault.line, fault.column, fault.what


@pytest.mark.parametrize("size", [1, 2, 3, 5, 6, 7, 9, 11])
def test_a_marked_file_may_end_inside_a_character(tmp_path: Path, size: int) -> None:
    line, column, what = fault_in(tmp_path / "a.yaml", MARK + b"ab" + ("🏃" * 3).encode()[:size])
    assert (line, column, what) == (1, 3 + size // 4, "not text in UTF-8")


@pytest.mark.parametrize("mark", [b"", MARK])
def test_a_broken_character_is_told_in_its_column(tmp_path: Path, mark: bytes) -> None:
    told = fault_in(tmp_path / "a.yaml", mark + "né: \xff".encode("latin-1"))
    assert told == (1, 2, "not text in UTF-8")
    told = fault_in(tmp_path / "a.yaml", mark + "a: é\r\nb:".encode() + b" \xff")
    assert told == (2, 4, "not text in UTF-8")


def place_of(text: str) -> list[tuple[int, int]]:
    _, faults = read_document(text, "a.yaml")
    return [(fault.line, fault.column) for fault in faults]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("name: x\ncue: 'y\ndrills: [a]\n", (2, 6)),
        ('name: x\ncue: "y\ndrills: [a]\n', (2, 6)),
        ("name: x\ndrills: [a, b\nnote: c\n", (2, 9)),
        ("name: x\ndrills: [a, b\n\n# c\n\nnote: c\n", (2, 9)),
        ("name: x\ndrills: [a, b\n", (2, 9)),
        ("name: x\ndose: {reps: 3\n", (2, 7)),
        ("drills:\n  - {drill: a, dose: {reps: 3}\n  - b\n", (2, 5)),
        ('drills: [\n  a,\n  "b" c,\n  d]\n', (3, 7)),
        ('drills: ["a" b]\n', (1, 14)),
        ("name: x\ndrills: [\n", (2, 9)),
        ("name: x\ndrills: [a,\n\n", (2, 9)),
        ("name: x\ndose: {\n", (2, 7)),
        ("name: x\ndrills:\n  - [\n  - b\n", (3, 5)),
        ("name: x\ndose: {reps: [\n", (2, 14)),
        ("name: ]\n", (1, 7)),
        ("name: x\rcue: a\x07b\r", (2, 7)),
        ("name: x\r\ncue: a\x07b\r\n", (2, 7)),
    ],
)
def test_what_is_not_closed_is_told_where_it_opens(text: str, place: tuple[int, int]) -> None:
    assert place_of(text) == [place]


def test_one_bad_entry_hides_no_other(tmp_path: Path) -> None:
    user = tmp_path / "user"
    user.mkdir()
    (user / "good.yaml").write_text(GOOD)
    (user / "itself.yaml").symlink_to("itself.yaml")
    (user / "gone.yaml").symlink_to("nowhere")
    (user / "folder.yaml").mkdir()
    expected = {"itself.yaml", "gone.yaml", "folder.yaml"}
    if hasattr(os, "mkfifo"):
        os.mkfifo(user / "pipe.yaml")
        expected.add("pipe.yaml")
    library = open_library(files.routines(), user)
    assert "good" in library.routines
    assert {broken.name for broken in library.broken} == expected
    assert all("cannot be opened" in broken.faults[0].what for broken in library.broken)


def closed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the folder be one that this user may not look into."""
    look = os.listdir

    def listdir(path: Path | str = ".") -> list[str]:
        if str(path) == str(folder):
            raise PermissionError(13, "Permission denied", str(path))
        return look(path)

    monkeypatch.setattr(os, "listdir", listdir)


@pytest.mark.parametrize("name", ["user", "user/drills"])
def test_a_folder_that_cannot_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (tmp_path / "user/drills").mkdir(parents=True)
    closed(tmp_path / name, monkeypatch)
    library = open_library(files.routines(), tmp_path / "user")
    (broken,) = library.broken
    assert str(broken.faults[0]) == (
        f"{tmp_path / name}:1:1: the file cannot be opened (Permission denied)"
    )
    assert library.routines


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "user").write_text("what?")
    library = open_library(files.routines(), tmp_path / "user")
    assert {broken.path.name for broken in library.broken} == {"user"}


def test_a_folder_of_motions_that_cannot_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "user_motions", lambda: tmp_path)
    closed(tmp_path, monkeypatch)
    library = open_library(files.routines(), None).with_agreement()
    (broken,) = library.broken
    assert broken.path == tmp_path
    assert "Permission denied" in broken.faults[0].what


def test_why_a_motion_is_not_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "user_motions", lambda: tmp_path)
    library = open_library(files.routines(), None)
    drill = next(drill for drill in library.drills.values() if drill.motion)
    assert library.motion_trouble(drill) == ""
    (tmp_path / f"{drill.motion}.yaml").write_text("name: x\nposes: [\n")
    told = open_library(files.routines(), None).motion_trouble(drill)
    assert told.startswith(f"{drill.motion}.yaml, line 2, ")
    assert library.motion_trouble(replace(drill, motion=None)) == ""
    assert library.motion_trouble(replace(drill, motion="gone")) == 'no motion "gone"'


@needs_pipes
def test_a_pipe_is_not_waited_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    assert main(["check", str(pipe)]) == BAD_INPUT
    assert "not a file" in capsys.readouterr().out
    settings, told = load_settings(pipe)
    assert settings == Settings()
    assert "not a file" in told[0]
    with pytest.raises(OSError, match="not a file"):
        save_settings(Settings(theme=Theme.DARK), Settings(), pipe)
    store = AdjustmentsStore(pipe)
    assert "not a file" in store.trouble
    store.keep("a", Adjustments())
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_huge_file_takes_no_memory(tmp_path: Path) -> None:
    huge = tmp_path / "huge.yaml"
    with huge.open("wb") as file:
        file.truncate(1_000_000_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(FileFaults, match="too large"):
        text_of(huge)
    store = AdjustmentsStore(huge)
    assert "kept as" in store.trouble
    aside = tmp_path / "huge.yaml.broken"
    _, told = load_settings(aside)
    assert "too large" in told[0]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 30_000
