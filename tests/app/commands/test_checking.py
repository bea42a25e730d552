"""What `check` says of files of every kind."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest

from mobility_timer import files
from mobility_timer.app.commands.checking import BAD_INPUT, check_files, watch_files
from mobility_timer.figure.checking.advice import advice
from mobility_timer.figure.checking.checks import check
from mobility_timer.figure.checking.finding import Finding
from mobility_timer.library.motion.files import read_motion_file
from mobility_timer.library.reading.opening import open_library
from mobility_timer.words.faults.findings import LOOK_AT_SHEET

MOTIONS = sorted((files.assets() / "motions").glob("*.yaml"))
CALF = (files.assets() / "motions" / "calf-stretch.yaml").read_text(encoding="utf-8")
LIBRARY = open_library(files.routines(), None)


def checked(*paths: Path) -> tuple[int, list[str]]:
    out = io.StringIO()
    return check_files(LIBRARY, paths, out), out.getvalue().splitlines()


@pytest.fixture
def motion(tmp_path: Path) -> Path:
    return tmp_path / "calf-stretch.yaml"


def test_a_sound_motion_is_known_as_one() -> None:
    code, [line] = checked(files.assets() / "motions" / "calf-stretch.yaml")
    assert code == 0
    assert "calf-stretch.yaml: a motion without mistakes, " in line


def test_a_row_that_fails_says_what_to_change(motion: Path) -> None:
    motion.write_text(CALF.replace("lift: 42", "lift: 75"), encoding="utf-8")
    code, lines = checked(motion)
    assert code == 1
    assert any(
        line.startswith(f"{motion}: toe extension right at 0.")
        and line.endswith("try: take 5 degrees off it in the keys near that phase")
        for line in lines
    )
    assert lines[-1].endswith(f"mobility-timer sheet {motion} -o sheet.png")


def test_a_motion_with_faults_is_read_as_a_motion(motion: Path) -> None:
    motion.write_text(CALF.replace("trace:", "trase:").replace("props:", "porps:"))
    assert checked(motion) == (
        2,
        [
            f'{motion}:8:1: "porps" is not a key: try props',
            f'{motion}:11:1: "trase" is not a key: try trace',
            f"{motion}:14:3: a hand on the wall: expected a wall among the props",
        ],
    )


def test_a_motion_must_agree_with_the_drill_that_has_it(motion: Path) -> None:
    motion.write_text(CALF.replace("pause:", "stay:"), encoding="utf-8")
    code, [line] = checked(motion)
    assert code == 2
    assert line == (
        f'{motion}:4:27: the drill calf-stretch has no phase "stay": '
        "expected lift, pause or lower, try pause"
    )


def test_a_drill_whose_motion_is_not_there_is_told(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        "name: Toe raises\nposition: standing\ndose: {reps: 10}\ntempo: {lift: 1, lower: 1}\n"
        "motion: toe-raise\n"
    )
    assert checked(path) == (
        2,
        [
            f'{path}:5:1: no motion "toe-raise": expected the name of a motion\'s file '
            "without .yaml, try calf-raises"
        ],
    )


def test_a_line_that_would_be_said_four_times_fails_the_check(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    drill = (
        "name: Toe raises\nposition: standing\ndose: {reps: 10}\ntempo: {lift: 2, lower: 2}\n"
        "coaching: [Toes up, Stay tall.]\n"
    )
    path.write_text(drill + "sets: 4\n")
    code, [line] = checked(path)
    assert code == 1
    assert line.startswith(f"{path}: Toe raises: “Stay tall.” would be said 4 times; ")
    path.write_text(drill)
    assert checked(path) == (0, [f"{path}: a drill without mistakes"])
    entry = drill.replace("\n", "\n    ")
    path.write_text(f"name: Feet\ndrills:\n  - {entry.strip()}\n    sets: 4\n")
    code, [line] = checked(path)
    assert (code, "would be said 4 times" in line) == (1, True)


def test_the_worst_file_decides_and_all_are_told(motion: Path, tmp_path: Path) -> None:
    motion.write_text(CALF.replace("lift: 42", "lift: 75"), encoding="utf-8")
    code, lines = checked(tmp_path / "none.yaml", motion)
    assert code == 2
    assert lines[0] == f"{tmp_path / 'none.yaml'}: No such file or directory"
    assert len(lines) > 2


@pytest.mark.parametrize("path", MOTIONS[::5], ids=lambda path: path.stem)
def test_there_is_advice_for_every_row_of_the_table(path: Path) -> None:
    findings = check(read_motion_file(path))
    assert [finding.name for finding in findings if advice(finding) == LOOK_AT_SHEET] == []


def test_a_check_without_advice_of_its_own_sends_to_the_sheet() -> None:
    assert advice(Finding("smile", 0.0, "at least 1", "", False)) == LOOK_AT_SHEET
    assert LOOK_AT_SHEET.startswith("look at")


class Saves:
    """Stands in for waiting: each wait is one thing that happens, and then Ctrl-C."""

    def __init__(self, *deeds: Any) -> None:
        self.deeds = iter(deeds)

    def __call__(self, _seconds: Any) -> None:
        deed = next(self.deeds, None)
        if deed is None:
            raise KeyboardInterrupt
        deed()


def test_the_file_of_the_settings_is_read_as_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "settings.yaml"
    monkeypatch.setattr(files, "config_file", lambda: path)
    path.write_text("volme: 5\ncount: loud\n")
    assert checked(path) == (
        2,
        [
            f'{path}:1:1: "volme" is not a setting: try volume',
            f'{path}:2:8: count: "loud" is not known here: expected spoken, ticked or silent',
        ],
    )
    path.write_text("volume: 5\n")
    assert checked(path) == (0, [f"{path}: settings without mistakes"])


def test_a_watched_file_is_checked_again_each_time_it_is_saved(tmp_path: Path) -> None:
    path, own = tmp_path / "mine.yaml", tmp_path / "drills" / "own.yaml"
    own.parent.mkdir()
    path.write_text("name: Mine\ndrills: [own]\n", encoding="utf-8")
    drill = "name: Own\nposition: standing\ndose: {hold: 60}\n"
    out = io.StringIO()
    saves = Saves(
        lambda: own.write_text(drill, encoding="utf-8"),
        lambda: None,
        path.unlink,
    )
    asked = []

    def library() -> Any:
        asked.append(True)
        return open_library(files.routines(), None)

    assert watch_files(library, [path], out, saves) == BAD_INPUT
    looks = re.split(r"^-- \d\d:\d\d:\d\d\n", out.getvalue(), flags=re.MULTILINE)[1:]
    assert len(looks) == len(asked) == 3
    assert 'no drill "own"' in looks[0]
    assert "a routine of" in looks[1]
    assert "No such file" in looks[2]
