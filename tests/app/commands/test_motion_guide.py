"""The guide to motions: its example is followed command by command, and its tables are complete."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from mobility_timer import files
from mobility_timer.__main__ import main
from mobility_timer.figure.motion.model import GROUPS
from mobility_timer.figure.skeleton.bones import JOINTS
from mobility_timer.figure.skeleton.joint_limits import LIMITS
from mobility_timer.library.motion.keys import OPTIONAL, REQUIRED
from mobility_timer.library.motion.reader import MUSCLES, PARTS, PROPS
from mobility_timer.words.faults.findings import ADVICE

GUIDE = (files.assets().parent / "docs/motions.md").read_text(encoding="utf-8")
EXAMPLE = GUIDE[GUIDE.index("## From an empty file") : GUIDE.index("## Conventions")]
BLOCKS = re.findall(r"^```(yaml|sh|text)\n(.*?)^```$", EXAMPLE, re.MULTILINE | re.DOTALL)


def test_the_example_goes_from_an_empty_file_to_a_passing_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "mobility-timer"
    monkeypatch.setattr(files, "user_routines", lambda: home / "routines")
    monkeypatch.setattr(files, "user_motions", lambda: home / "motions")
    codes = []
    printed = ""
    for kind, text in BLOCKS:
        if kind == "yaml":
            path = home / text.splitlines()[0].removeprefix("# ")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text.partition("\n")[2], encoding="utf-8")
            monkeypatch.chdir(home)
        elif kind == "sh":
            codes.append(main(shlex.split(text.removeprefix("mobility-timer "))))
            printed = capsys.readouterr().out
        else:
            assert _without_count(printed) == _without_count(text)
    assert codes == [2, 0, 1, 0, 0]
    assert "FAILS" not in printed
    assert (home / "sheet.png").stat().st_size > 10_000
    assert main(["check", "routines/drills/knee-lifts.yaml"]) == 0


def _without_count(text: str) -> str:
    """How many checks there are is no matter of the guide."""
    return re.sub(r"\d+ checks pass", "checks pass", text)


def _named(names: str) -> list[str]:
    return [name for name in names.split() if f"`{name}`" not in GUIDE]


def _stems(names: tuple[str, ...]) -> str:
    return " ".join(re.sub(r"_(left|right)$", "", name) for name in names)


def test_every_name_that_a_motion_may_hold_is_told() -> None:
    assert _named(_stems(MUSCLES)) == []
    assert _named(_stems(tuple(JOINTS))) == []
    assert _named(" ".join((*REQUIRED, *OPTIONAL, *PROPS))) == []
    assert _named(" ".join({key for keys in PROPS.values() for key in keys} - {"at"})) == []
    assert _named(re.sub(r"_(left|right)\b", "_S", " ".join((*PARTS, *GROUPS)))) == []


def test_what_to_do_is_told_for_every_check_that_can_fail() -> None:
    assert [what for _, what in ADVICE if what not in GUIDE] == []


@pytest.mark.parametrize("joint", LIMITS)
def test_the_limits_of_the_joints_are_those_that_are_checked(joint: str) -> None:
    low, high = LIMITS[joint]
    assert f"| {joint} | {low:g} | {high:g} |" in GUIDE
