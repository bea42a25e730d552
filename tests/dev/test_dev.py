"""What dev.py decides, with commands that only say they ran."""

import os
import subprocess
import sys
import tomllib
from typing import Any

import pytest

from tests.described_machine import CHECKOUT, Machine, load_dev


def test_when_all_is_there_nothing_is_called(dev: Any, current: Machine) -> None:
    assert dev.main(["test"]) == 5
    assert current.called == []


def test_run_passes_every_word_through(dev: Any, current: Machine) -> None:
    assert dev.main(["run", "play", "ankles", "--speed", "20", "--help"]) == 5
    [(command, _)] = current.handed_over
    assert command == ["-m", "mobility_timer", "play", "ankles", "--speed", "20", "--help"]


@pytest.mark.parametrize("words", [["run"], ["test"]])
def test_compiled_modules_are_kept_whatever_is_set_outside(
    dev: Any, current: Machine, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    dev.main(words)
    assert "PYTHONDONTWRITEBYTECODE" not in current.handed_over[0][1]


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ([], ["-m", "pytest", "-n", "auto", "--dist", "loadfile"]),
        (
            ["--coverage"],
            ["-m", "pytest", "-n", "auto", "--dist", "loadfile", "--cov", "--cov-report="],
        ),
        (["-k", "name"], ["-m", "pytest", "-k", "name"]),
        (["--all"], ["-m", "pytest", "-m", ""]),
        (["tests/ui", "--all", "-x"], ["-m", "pytest", "-m", "", "tests/ui", "-x"]),
    ],
)
def test_test_passes_its_options_to_pytest(
    dev: Any, current: Machine, words: list[str], command: list[str]
) -> None:
    dev.main(["test", *words])
    assert current.handed_over[0][0] == command


@pytest.mark.parametrize(("said", "used"), [(None, "offscreen"), ("xcb", "xcb")])
def test_tests_run_off_screen_unless_told_otherwise(
    dev: Any,
    current: Machine,
    monkeypatch: pytest.MonkeyPatch,
    said: str | None,
    used: str,
) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    if said:
        monkeypatch.setenv("QT_QPA_PLATFORM", said)
    dev.main(["test"])
    assert current.handed_over[0][1]["QT_QPA_PLATFORM"] == used


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_other_systems_bring_their_libraries_themselves(
    dev: Any, current: Machine, monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    current.libraries.clear()
    assert dev.main(["run"]) == 5


def test_check_calls_every_tool_and_names_those_that_failed(
    dev: Any, current: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dev.main(["check"]) == 0
    assert [line.split()[2] for line in current.called[:3]] == ["ruff", "ruff", "mypy"]
    assert "lint_imports" in current.called[3]
    current.answers |= {"mypy": (1, ""), "format": (2, "")}
    assert dev.main(["check"]) == 1
    assert capsys.readouterr().out.endswith("failed: format, types\n")


@pytest.mark.parametrize(("words", "code"), [([], 2), (["fly"], 2), (["--help"], 0)])
def test_other_words_are_answered_with_what_there_is(
    dev: Any, capsys: pytest.CaptureFixture[str], words: list[str], code: int
) -> None:
    assert dev.main(words) == code
    assert "dev.py run" in capsys.readouterr().out


def test_an_older_python_is_told_so_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    with pytest.raises(SystemExit, match=r"^Mobility Timer needs Python 3\.11 .* is 3\.9\."):
        load_dev()


def test_the_oldest_python_is_the_one_the_project_names(monkeypatch: pytest.MonkeyPatch) -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    oldest = tuple(map(int, project["requires-python"].removeprefix(">=").split(".")))
    monkeypatch.setattr(sys, "version_info", (*oldest, 0))
    assert load_dev().python_version() == project["requires-python"].removeprefix(">=")


@pytest.mark.skipif(os.name == "nt", reason="a process becomes another only on POSIX")
@pytest.mark.parametrize("code", [0, 5, 42])
def test_an_exit_code_passes_through(code: int) -> None:
    script = f"import dev, os, sys; dev.become([sys.executable, '-c', 'exit({code})'], os.environ)"
    done = subprocess.run([sys.executable, "-c", script], cwd=CHECKOUT, check=False)
    assert done.returncode == code
