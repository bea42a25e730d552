from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from mobility_timer import files, system_libraries
from mobility_timer.__main__ import main
from mobility_timer.app import window
from mobility_timer.app.commands import options
from mobility_timer.library.reading.opening import installed
from mobility_timer.personal.adjustments_store import AdjustmentsStore
from mobility_timer.routine.adjustments import Adjustments
from mobility_timer.timeline.compiler import length_ms
from mobility_timer.timeline.score_text import minutes_seconds

BROKEN = """\
name: Broken
drils:
  - ankle-matrix
drills:
  - drill: hip-cars
    reps: 1000
"""


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    path = tmp_path / "broken.yaml"
    path.write_text(BROKEN, encoding="utf-8")
    return path


def test_list_names_every_routine_with_its_length(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) >= 13
    assert all(re.search(r"\s\d+:\d\d  ", line) for line in lines)
    assert any(line.startswith("ankles-and-hips ") and "on the floor" in line for line in lines)


def test_list_tells_a_broken_file_of_ones_own_after_all_others_and_ends_with_two(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, broken: Path
) -> None:
    main(["list"])
    bundled = capsys.readouterr().out
    (broken.parent / "mine.yaml").write_text("name: Mine\ndrills: [hip-cars]\n", encoding="utf-8")
    monkeypatch.setattr(files, "user_routines", lambda: broken.parent)
    assert main(["list"]) == 2
    said = capsys.readouterr()
    ids = [line.split()[0] for line in said.out.splitlines()]
    assert {*ids} == {*(line.split()[0] for line in bundled.splitlines()), "mine"}
    faults = said.err.splitlines()
    assert len(faults) == 2
    assert all(line.startswith(f"{broken}:") for line in faults)


def test_score_tells_a_routine_as_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", "ankles-and-hips"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("Ankles and hips 10:")
    assert "Switch legs. Right leg back" in printed
    assert "END TONE" in printed


@pytest.fixture
def adjusted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A person for whom Five minutes has one round more."""
    monkeypatch.setattr(files, "state_file", lambda name: tmp_path / name)
    AdjustmentsStore().keep("five-minutes", Adjustments(rounds=2))


@pytest.mark.usefixtures("adjusted")
def test_list_and_score_show_a_routine_as_this_person_does_it(
    capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    written = installed().routines["five-minutes"]
    longer = length_ms(replace(written, rounds=2))
    main(["list"])
    (line,) = (row for row in capsys.readouterr().out.splitlines() if "five-minutes" in row)
    assert f" {minutes_seconds(longer)}  " in line
    main(["score", "five-minutes"])
    assert f" {minutes_seconds(longer)}" in capsys.readouterr().out.splitlines()[0]
    main(["score", str(request.config.rootpath / "routines/five-minutes.yaml")])
    assert f" {minutes_seconds(length_ms(written))}" in capsys.readouterr().out.splitlines()[0]


@pytest.mark.parametrize(
    "words", [["list"], ["score", "desk-break"], ["play", "desk-break"], ["play", "nothing"]]
)
def test_no_command_leaves_the_database_open(
    words: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    class Connection(sqlite3.Connection):
        def close(self) -> None:
            super().close()
            opened.discard(id(self))

    def connect(*place: str | Path, **options: object) -> sqlite3.Connection:
        made = plainly(*place, factory=Connection, **options)
        opened.add(id(made))
        ever.append(made)
        return made

    opened: set[int] = set()
    ever: list[sqlite3.Connection] = []
    plainly: Callable[..., sqlite3.Connection] = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", connect)
    monkeypatch.setattr(files, "state_file", lambda name: tmp_path / name)
    monkeypatch.setattr(window, "has_screen", lambda: False)
    main(words)
    assert bool(ever) is (words[-1] != "nothing")
    assert not opened


@pytest.mark.usefixtures("expected_log")
@pytest.mark.parametrize("words", [["list"], ["score", "desk-break"]])
def test_a_data_folder_that_is_a_file_is_told_once_and_the_command_goes_on(
    words: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    data = tmp_path / "data"
    data.touch()
    monkeypatch.setattr(files, "state_file", lambda name: data / name)
    assert main(words) == 0
    assert capsys.readouterr().err.splitlines() == [
        f"Your changes and sessions can't be kept: {data} is not a folder."
    ]


def test_what_cannot_be_read_of_the_user_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(files, "state_file", lambda name: tmp_path / name)
    (tmp_path / "adjustments.json").write_text("oops")
    assert main(["score", "five-minutes"]) == 0
    assert "The file is kept as " in capsys.readouterr().err


@pytest.mark.parametrize("name", ["Ankles and hips", "ankles and hips", "routines/strength.yaml"])
def test_a_routine_is_found_by_name_and_by_file(
    name: str,
    capsys: pytest.CaptureFixture[str],
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(request.config.rootpath)
    assert main(["score", name]) == 0
    assert capsys.readouterr().out


def test_a_wrong_name_is_answered_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", "ankle-and-hip"]) == 2
    assert "did you mean ankles-and-hips" in capsys.readouterr().err


def test_a_missing_file_is_bad_input(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["score", str(tmp_path / "none.yaml")]) == 2
    assert "none.yaml" in capsys.readouterr().err


def test_check_tells_all_faults_with_their_places(
    broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(broken)]) == 2
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"{broken}:2:1: ")
    assert "drills" in lines[0]
    assert lines[1].startswith(f"{broken}:6:11: ")
    assert len(lines) == 2


def test_check_goes_on_after_a_bad_file(
    broken: Path, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    good = request.config.rootpath / "routines" / "ankles-and-hips.yaml"
    assert main(["check", str(broken), str(good)]) == 2
    assert "without mistakes" in capsys.readouterr().out.splitlines()[-2]


def test_check_is_content_with_every_bundled_file(
    capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    folder = request.config.rootpath / "routines"
    files = [str(path) for path in sorted(folder.rglob("*.yaml"))]
    assert main(["check", *files]) == 0
    assert capsys.readouterr().out.count("without mistakes") == len(files)


def test_check_remarks_on_the_floor_before_a_run(
    capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    good = request.config.rootpath / "routines" / "ankles-and-hips.yaml"
    assert main(["check", str(good)]) == 0
    assert "floor" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        ["play", "ankles-and-hips", "--speed", "fast"],
        ["picture", "ankles-and-hips", "--at", "90", "-o", "x.png"],
        ["picture", "ankles-and-hips", "--at", "1:40..1:30", "-o", "x.png"],
        ["picture", "ankles-and-hips", "--at", "1:2:30", "-o", "x.png"],
        ["picture", "ankles-and-hips", "--at", "99:99", "-o", "x.png"],
        ["picture", "ankles-and-hips", "--at", "1:60:00", "-o", "x.png"],
        ["picture", "ankles-and-hips", "--at", "1:30", "--every", "0", "-o", "x.png"],
        ["picture", "ankles-and-hips", "--size", "10x10", "-o", "x.png"],
        ["dance"],
    ],
)
def test_wrong_words_end_with_two_and_say_what_was_expected(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert "expected" in capsys.readouterr().err or words == ["dance"]


def test_a_range_that_ends_before_it_begins_is_told_as_that(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        main(["picture", "desk-break", "--at", "1:40..1:30", "-o", "x.png"])
    assert "a range that ends after it begins" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("at", "found"), [("9:00", "9:00"), ("0:00..1:00:00", "1:00:00"), ("3:01.1", "3:02")]
)
@pytest.mark.parametrize("page", ["player", "figure"])
def test_a_time_after_the_end_is_refused_with_the_length(
    at: str, found: str, page: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["picture", "desk-break", "--page", page, "--at", at, "-o", "x.png"]) == 2
    told = f"expected a time up to 3:01, the length of Desk break, found {found!r}\n"
    assert capsys.readouterr() == ("", told)


def test_up_to_the_length_as_it_is_shown_each_time_is_in_the_routine() -> None:
    routine = installed().routines["desk-break"]
    shown_ms = -(-length_ms(routine) // 1000) * 1000
    assert options.after_the_end(shown_ms, routine) == ""
    assert options.after_the_end(shown_ms + 1, routine) != ""


@pytest.mark.parametrize(
    "words", [["picture", "desk-break"], ["sheet", "calf-stretch"], ["share", "desk-break"]]
)
def test_no_folder_is_made_for_what_is_written(
    words: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = tmp_path / "x" / "y"
    with pytest.raises(SystemExit) as ended:
        main([*words, "-o", str(folder / "z")])
    assert ended.value.code == 2
    assert capsys.readouterr().err.endswith(f"there is no folder {folder}\n")
    assert [*tmp_path.iterdir()] == []


def test_a_strip_of_too_many_stills_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["picture", "ankles-and-hips", "--at", "0:00..9:00", "--every", "0.1", "-o", "x.png"]
    assert main(words) == 2
    assert "--every" in capsys.readouterr().err


def test_without_a_screen_the_window_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert main([]) == 2
    assert "--no-window" in capsys.readouterr().err


def test_a_drill_that_is_not_there_has_no_sheet(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["sheet", "hip-switch", "-o", str(tmp_path / "x.png")]) == 2
    assert "did you mean hip-switches" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["list"], ["score", "five-minutes"], ["--version"]])
def test_text_commands_start_without_qt_and_numpy(words: list[str]) -> None:
    code = (
        "import sys; from mobility_timer.__main__ import main\n"
        f"try: main({words})\n"
        "except SystemExit: pass\n"
        "heavy = {'PySide6', 'numpy', 'pyttsx3', 'soundfile'} & set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("words", [[], ["play", "desk-break"]])
def test_a_window_that_cannot_open_is_told_before_qt_ends_the_process(
    words: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(system_libraries, "loads", lambda soname: "xcb-cursor" not in soname)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    assert main(words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("The window needs libxcb-cursor.so.0, which is missing. ")
    assert said.err.endswith("mobility-timer play ROUTINE --no-window\n")


@pytest.mark.parametrize("words", [["sheet", "calf-stretch"], ["picture", "desk-break"]])
def test_a_picture_that_cannot_be_drawn_is_told(
    words: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(system_libraries, "loads", lambda _: False)
    output = tmp_path / "out.png"
    assert main([*words, "-o", str(output)]) == 2
    assert capsys.readouterr().err.startswith("Drawing a picture needs libEGL.so.1, libGL.so.1, ")
    assert not output.exists()


@pytest.mark.parametrize("words", [["list"], ["score", "desk-break"]])
def test_text_needs_no_library_of_the_system(
    words: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system_libraries, "loads", lambda _: False)
    assert main(words) == 0
    assert capsys.readouterr().err == ""


def test_ctrl_c_ends_any_command_without_a_traceback(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("mobility_timer.__main__._library", interrupted)
    assert main(["list"]) == 130
    assert capsys.readouterr() == ("", "")
