"""Routines are given away and taken in by commands."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from mobility_timer import files, sharing
from mobility_timer.__main__ import main
from mobility_timer.app.commands.sharing_files import BAD_INPUT, OK, import_files, share
from mobility_timer.library.library import Library
from mobility_timer.library.reading.opening import open_library
from mobility_timer.sharing.package import Package, packed


def library() -> Library:
    return open_library(files.routines(), files.user_routines())


def taken(*paths: Any, replace: Any = False) -> Any:
    out, errors = io.StringIO(), io.StringIO()
    result = import_files(library(), paths, out, errors, replace=replace)
    return result, out.getvalue(), errors.getvalue()


def test_what_is_shared_is_imported_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, out = tmp_path / "rest.mobility", io.StringIO()
    rest_day = library().paths["routine rest-day"]
    assert share(library(), rest_day, path, out, out) == OK
    assert str(path) in out.getvalue()
    monkeypatch.setattr(files, "user_routines", lambda: tmp_path / "routines")
    result, said, errors = taken(path)
    assert (result, errors) == (0, "")
    assert said.splitlines()[-1] == f"Added {tmp_path / 'routines' / 'rest-day.yaml'}"


def test_a_picture_that_is_lacking_is_told_on_either_side(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, path, out = tmp_path / "mine.yaml", tmp_path / "mine.mobility", io.StringIO()
    mine.write_text(
        "name: Mine\ndrills:\n  - name: Own\n    position: standing\n"
        "    dose: {hold: 10}\n    pictures: [a.png]\n"
    )
    assert share(library(), mine, path, out, out) == OK
    assert f"{mine}:6:16: note: there is no picture a.png" in out.getvalue()
    monkeypatch.setattr(files, "user_routines", lambda: tmp_path / "routines")
    result, said, _ = taken(path)
    assert result == OK
    assert f"{path}: note: Mine: there is no picture a.png" in said


def test_another_programs_export_is_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "user_routines", lambda: tmp_path / "routines")
    path = tmp_path / "export.json"
    exercises = [{"name": "Plank", "duration": 30}, {"name": "Blink", "duration": 1}]
    sets = [{"repetitions": 1, "exercises": exercises}]
    path.write_text(json.dumps({"title": "Core", "sets": sets}))
    result, said, _ = taken(path)
    assert result == 0
    assert "Blink lasts 1 s" in said
    assert (tmp_path / "routines" / "core.yaml").is_file()


def test_what_cannot_be_taken_is_told_in_one_line_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "user_routines", lambda: tmp_path / "routines")
    path = tmp_path / "x.mobility"
    path.write_bytes(b"MZ")
    result, said, errors = taken(path)
    assert (result, said) == (2, "")
    assert errors == "x.mobility was not taken: it is damaged or not a .mobility file.\n"
    assert not (tmp_path / "routines").exists()


def test_a_package_with_mistakes_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "user_routines", lambda: tmp_path / "routines")
    path = tmp_path / "x.mobility"
    held = {
        "routines/good.yaml": b"name: Good\ndrills: [hip-cars]\n",
        "routines/mine.yaml": b"name: Mine\ndrils: []\nrounds: 99\nrest: soon\n",
    }
    path.write_bytes(packed(Package(held)))
    result, said, errors = taken(path)
    assert (result, said, errors.count("\n")) == (2, "", 1)
    assert errors.startswith(f"{path}: routines/mine.yaml:2:1: ")
    assert errors.endswith(" (and 2 more)\n")
    assert not (tmp_path / "routines").exists()


def test_a_fault_of_the_program_is_not_told_as_one_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "user_routines", lambda: tmp_path / "routines")

    def broken(*_: Any) -> None:
        raise KeyError("drills")

    monkeypatch.setattr(sharing, "read_incoming", broken)
    with pytest.raises(KeyError):
        taken(tmp_path / "x.mobility")


def test_a_file_that_windows_keeps_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["share", "rest-day", "-o", str(tmp_path / "con.mobility")]) == BAD_INPUT
    assert "con.mobility is a name that Windows keeps" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_routine_file_anywhere_is_shared_with_the_drills_beside_it(tmp_path: Path) -> None:
    (tmp_path / "drills").mkdir()
    own = "name: Plank\nposition: lying\ndose: {hold: 30}\n"
    (tmp_path / "drills" / "plank.yaml").write_text(own)
    (tmp_path / "core.yaml").write_text("name: Core\ndrills:\n  - plank\n")
    out = tmp_path / "core.mobility"
    assert main(["share", str(tmp_path / "core.yaml"), "-o", str(out)]) == OK
    assert set(sharing.unpacked(out).files) == {"routines/core.yaml", "drills/plank.yaml"}


def test_the_help_tells_what_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["share", "--help"])
    assert "the file to write" in " ".join(capsys.readouterr().out.split())
