"""A routine with comments, to start from: it can be read, and nothing is written over."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mobility_timer import files
from mobility_timer.__main__ import BAD_INPUT, OK, main
from mobility_timer.app.commands import new_routine
from mobility_timer.library.reading.opening import open_library


@pytest.fixture
def user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    folder = tmp_path / "routines"
    monkeypatch.setattr(files, "user_routines", lambda: folder)
    return folder


@pytest.mark.parametrize(
    ("name", "file", "title"),
    [
        ("My hips", "my-hips.yaml", "My hips"),
        ("  Knee:  phase 1 ", "knee-phase-1.yaml", "Knee: phase 1"),
        ("日本語", "日本語.yaml", "日本語"),
        ('Say "ah"', "say-ah.yaml", 'Say "ah"'),
    ],
)
def test_a_name_gives_a_file_among_ones_own(user: Any, name: Any, file: Any, title: Any) -> None:
    path = new_routine.write(name)
    assert path == user / file
    library = open_library(files.routines(), user)
    assert library.broken == ()
    assert library.routines[path.stem].name == title


@pytest.mark.parametrize("name", ["my-hips.yaml", "my-hips.YML", "sub/my_hips", "./my-hips"])
def test_a_path_is_taken_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sub").mkdir()
    path = new_routine.write(name)
    assert path.is_file()
    assert path.stem in ("my-hips", "my_hips")
    assert 'name: "My hips"' in path.read_text(encoding="utf-8")


def test_no_folder_is_made_for_a_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new", "routnies/my-hips.yaml"]) == BAD_INPUT
    assert capsys.readouterr() == ("", "there is no folder routnies\n")
    assert [*tmp_path.iterdir()] == []


@pytest.mark.usefixtures("user")
def test_the_first_line_names_the_schema() -> None:
    line = new_routine.write("Mine").read_text(encoding="utf-8").splitlines()[0]
    assert line.startswith("# yaml-language-server: $schema=file://")
    assert line.endswith("/schemas/routine.schema.json")


def test_every_line_that_is_commented_out_can_be_used(user: Any) -> None:
    path = new_routine.write("Mine")
    lines = path.read_text(encoding="utf-8").splitlines()
    used = [line.replace("# ", "", 1) if _is_a_line(line) else line for line in lines[3:]]
    path.write_text("\n".join(used), encoding="utf-8")
    library = open_library(files.routines(), user)
    assert [str(fault) for broken in library.broken for fault in broken.faults] == []
    assert len(library.routines["mine"].drills) == 6


def _is_a_line(line: Any) -> Any:
    """Whether it is a comment that holds a key or an entry."""
    said = line.strip().removeprefix("# ")
    first = said.split(":")[0].removeprefix("- ").strip()
    return (
        line.strip().startswith("# ") and first.isidentifier() and ":" in said and first.islower()
    )


def test_a_file_that_is_there_stays(user: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "Mine"]) == OK
    path = user / "mine.yaml"
    assert str(path) in capsys.readouterr().out
    path.write_text("name: Kept\n", encoding="utf-8")
    assert main(["new", "Mine"]) == BAD_INPUT
    assert "already exists and was left as it is" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == "name: Kept\n"


@pytest.mark.usefixtures("user")
@pytest.mark.parametrize("name", ["", "  ", "...", "/.yaml", "./.yaml"])
def test_a_name_without_a_letter_is_refused(capsys: pytest.CaptureFixture[str], name: Any) -> None:
    assert main(["new", name]) == BAD_INPUT
    assert "try a name with a letter in it" in capsys.readouterr().err


def test_a_name_that_windows_keeps_gets_a_file_of_another(user: Any) -> None:
    assert main(["new", "Con"]) == OK
    assert 'name: "Con"' in (user / "con-1.yaml").read_text(encoding="utf-8")


def test_a_file_that_windows_keeps_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", str(tmp_path / "nul.yaml")]) == BAD_INPUT
    assert "nul.yaml is a name that Windows keeps" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
