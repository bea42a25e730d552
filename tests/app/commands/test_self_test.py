from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest

from mobility_timer import files, system_libraries
from mobility_timer.app.commands import self_test

pytestmark = pytest.mark.usefixtures("qapp")


def test_every_part_is_tried_and_told() -> None:
    out = io.StringIO()
    assert self_test.run(out) == 0
    lines = out.getvalue().splitlines()
    names = [line.split("  ")[0].strip() for line in lines]
    assert names == [
        "folders",
        "settings",
        "routines",
        "first minute",
        "figure",
        "window",
        "voice",
        "sound",
    ]
    assert "BROKEN" not in out.getvalue()


def test_a_broken_part_ends_with_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise RuntimeError("no bones")

    monkeypatch.setattr(self_test, "_figure", broken)
    monkeypatch.setattr(self_test, "_voice", lambda: "")
    monkeypatch.setattr(self_test, "_sound", lambda: "")
    out = io.StringIO()
    assert self_test.run(out) == 1
    assert "BROKEN   RuntimeError: no bones" in out.getvalue()


def test_what_is_only_missing_does_not_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise self_test.Missing("no voice here")

    for part in ("_settings", "_routines", "_first_minute", "_figure", "_window", "_sound"):
        monkeypatch.setattr(self_test, part, lambda: "")
    monkeypatch.setattr(self_test, "_voice", missing)
    out = io.StringIO()
    assert self_test.run(out) == 0
    assert "missing  no voice here" in out.getvalue()


def test_each_mistake_in_the_users_files_is_told_in_a_line_of_its_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings, own = tmp_path / "settings.yaml", tmp_path / "routines"
    settings.write_text("theme: blue\nvolume: loud\n")
    own.mkdir()
    for name in "ab":
        (own / f"{name}.yaml").write_text("name: 1\nids: 2\n")
    monkeypatch.setattr(files, "config_file", lambda: settings)
    monkeypatch.setattr(files, "user_routines", lambda: own)
    for part in ("_first_minute", "_figure", "_window", "_voice", "_sound"):
        monkeypatch.setattr(self_test, part, lambda: "")
    out = io.StringIO()
    assert self_test.run(out) == 0
    wrong = [line.split(":")[0] for line in out.getvalue().splitlines() if "  wrong    " in line]
    assert len([line for line in wrong if "a.yaml" in line]) > 1
    wrong = list(dict.fromkeys(wrong))
    places = (settings, own / "a.yaml", own / "b.yaml")
    assert [line.split()[-1] for line in wrong] == [str(place) for place in places]
    assert " missing  " not in out.getvalue()


def test_a_folder_that_cannot_be_written_to_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "data").write_text("hi")
    monkeypatch.setattr(
        files, "user_folders", lambda: {"yours": tmp_path / "data", "again": tmp_path / "cache"}
    )
    with pytest.raises(self_test.Wrong) as told:
        self_test._folders()
    why = f"{tmp_path / 'data'} is not a folder"
    assert told.value.mistakes == [f"Nothing can be kept there: {why}."]


def test_a_bundled_drill_that_has_lost_its_motion_is_broken(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shutil.copytree(files.assets() / "motions", tmp_path / "motions")
    (tmp_path / "motions" / "hip-cars.yaml").unlink()
    monkeypatch.setattr(files, "assets", lambda: tmp_path)
    with pytest.raises(AssertionError, match=r'hip-cars.yaml:.* no motion "hip-cars"'):
        self_test._figure()


def test_a_drill_of_the_users_that_has_none_is_only_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    own = tmp_path / "drills"
    own.mkdir()
    text = (files.routines() / "drills" / "hip-cars.yaml").read_text(encoding="utf-8")
    (own / "mine.yaml").write_text(text.replace("motion: hip-cars", "motion: hop-cars"))
    monkeypatch.setattr(files, "user_routines", lambda: tmp_path)
    with pytest.raises(self_test.Wrong, match="try hip-cars"):
        self_test._figure()


def test_a_library_that_is_missing_is_told_with_the_way_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(system_libraries, "missing", lambda libraries: tuple(libraries)[:1])
    for part in ("_settings", "_routines", "_first_minute", "_figure", "_voice", "_sound"):
        monkeypatch.setattr(self_test, part, lambda: "")
    out = io.StringIO()
    assert self_test.run(out) == 0
    assert "missing  The window needs libEGL.so.1, which is missing. " in out.getvalue()


def test_a_kind_of_picture_that_cannot_be_read_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "PICTURE_ENDINGS", (".png", ".xyz"))
    with pytest.raises(AssertionError, match=r"pictures that end in \.xyz cannot be read"):
        self_test._window()
