"""Every command of the README is run, and every file that it points to is there."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.running_program import LIMIT, Program

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line
    for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
]
RUN = "python3 dev.py run"


def program_words(command: str) -> list[str]:
    return shlex.split(command.removeprefix(RUN))


def opens_a_window(command: str) -> bool:
    words = program_words(command)
    return words[:1] in ([], ["open"], ["play"]) and "--no-window" not in words


RUNS = [command for command in COMMANDS if command.startswith(RUN)]


def test_the_two_commands_come_first() -> None:
    assert COMMANDS[:2] == ["python3 dev.py run", "python3 dev.py test"]
    others = [command for command in COMMANDS if not command.startswith("python3 dev.py ")]
    assert [command.split()[:2] for command in others] == [
        ["cp", "-rsf"],
        ["cp", "-rsf"],
        ["update-mime-database", "~/.local/share/mime"],
        ["update-desktop-database", "~/.local/share/applications"],
    ]


def test_what_is_put_where_the_desktop_looks_is_in_the_wheel() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    shared = project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    assert {target.partition("/")[0] for target in shared.values()} == {"share"}


def test_the_program_is_removed_by_the_name_it_is_installed_under() -> None:
    rows = re.findall(
        r"^\| \w+ \| `(.+) install(?: --user)? \"\.\[voice\]\"` \| `(.+) uninstall (.+)` \|$",
        README,
        re.M,
    )
    assert len(rows) == 3
    assert all(tool == other and name == "mobility-timer" for tool, other, name in rows)


@pytest.mark.parametrize("command", ["test --collect-only -q tests/test_readme.py", "--help"])
def test_dev_knows_its_words(command: str) -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "dev.py", *command.split()],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "test" in done.stdout


@pytest.mark.skipif(os.name != "posix", reason="ends the program with a signal")
@pytest.mark.parametrize("command", [c for c in RUNS if opens_a_window(c)])
def test_a_command_opens_the_window(command: str, tmp_path: Path) -> None:
    program = Program(tmp_path, *program_words(command))
    program.wait_for("window open")
    printed = program.end()
    assert (program.process.returncode, printed) == (0, "")


@pytest.mark.parametrize("command", [c for c in RUNS if not opens_a_window(c)])
def test_a_command_does_what_it_says(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = program_words(command)
    for place, word in enumerate(words[:-1]):
        if word == "-o":
            words[place + 1] = str(tmp_path / words[place + 1])
    monkeypatch.chdir(ROOT)
    program = Program(tmp_path / "home", *words)
    printed, _ = program.process.communicate(timeout=LIMIT)
    assert program.process.returncode == 0, printed
    assert printed or "-o" in words
    for picture in tmp_path.glob("*.png"):
        assert picture.stat().st_size > 10_000


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_what_it_points_to_is_there(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    targets = [t for t in re.findall(r"\]\(([^)#]+)\)", text) if not t.startswith("https:")]
    assert len(targets) > 4
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_the_map_leads_to_places_that_are_there() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = [row for row in text.splitlines() if row.startswith("| ")]
    places = [place for row in rows[1:] for place in re.findall(r"`([^`]+)`", row)]
    assert len(places) > 12
    assert [place for place in places if not (ROOT / place).exists()] == []
