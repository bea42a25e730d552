"""How dev.py makes the environment, with uv, with pip, and without either."""

import sys
from pathlib import Path
from typing import Any

import pytest

from tests.described_machine import Machine, make_current


@pytest.mark.parametrize("change", ["project", "place", "python"])
def test_the_stamp_tells_when_the_environment_is_out_of_date(
    dev: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    before = dev.stamp("run")
    assert dev.stamp("run") == before
    if change == "project":
        (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    elif change == "place":
        moved = (tmp_path / "elsewhere").resolve()
        moved.mkdir()
        (tmp_path / "pyproject.toml").rename(moved / "pyproject.toml")
        monkeypatch.setattr(dev, "ROOT", moved)
    else:
        monkeypatch.setattr(dev, "python_version", lambda: "3.99")
    assert dev.stamp("run") != before


def test_a_new_environment_is_made_without_pip_and_filled_from_outside(
    dev: Any, machine: Machine
) -> None:
    machine.answers["pip --version"] = (0, "pip 23.0.1 from somewhere (python 3.11)\n")
    dev.install_environment("test")
    outside, inside = sys.executable, str(dev.PYTHON)
    assert machine.called == [
        f"{outside} -m venv --clear --without-pip {dev.ENVIRONMENT}",
        f"{outside} -m pip --version",
        f"{outside} -m pip --python {inside} install -q -e {dev.ROOT}[voice,test]",
    ]


@pytest.mark.parametrize(
    ("made_for", "words", "asked"),
    [
        ("{} run", ["run"], None),
        ("{} run", ["test"], "[voice,test]"),
        ("{} test", ["run"], None),
        ("{} test", ["check"], None),
        ("older test", ["run"], "[voice,test]"),
        ("older run", ["run"], "[voice]"),
        ("{} bundle", ["run"], None),
        ("{} bundle", ["check"], None),
        ("", ["run"], "[voice]"),
        ("", ["check"], "[voice,test]"),
    ],
)
def test_running_installs_what_running_needs_and_testing_the_rest(
    dev: Any, machine: Machine, made_for: str, words: list[str], asked: str | None
) -> None:
    make_current(dev)
    dev.STAMP.write_text(made_for.format(dev.stamp("").strip()))
    machine.answers |= {"version_info": (0, dev.python_version()), "--version": (0, "pip 24.0")}
    dev.main(words)
    installed = [line.partition(" -e ")[2] for line in machine.ran("install -q -e")]
    assert installed == ([] if asked is None else [f"{dev.ROOT}{asked}"])


def test_a_bundle_needs_the_tools_that_pack_as_well(dev: Any, machine: Machine) -> None:
    make_current(dev)
    machine.answers |= {"version_info": (0, dev.python_version()), "--version": (0, "pip 24.0")}
    dev.set_up_environment("bundle")
    [installed] = machine.ran("install -q -e")
    assert installed.endswith(f"{dev.ROOT}[voice,test,packaging]")
    assert dev.STAMP.read_text() == dev.stamp("bundle")


def test_uv_is_used_where_it_is(dev: Any, machine: Machine) -> None:
    machine.programs |= {"uv"}
    dev.install_environment("test")
    assert len(machine.ran("/bin/uv pip install -q --python")) == 1
    assert machine.ran("-m pip") == []


def test_where_uv_fails_pip_takes_over(dev: Any, machine: Machine) -> None:
    machine.programs |= {"uv"}
    machine.answers |= {"uv pip": (2, ""), "pip --version": (0, "pip 24.0 from x\n")}
    dev.install_environment("test")
    assert len(machine.ran("pip --python")) == 1


@pytest.mark.parametrize("tool", ["uv", "pip"])
def test_where_the_neural_voice_has_no_wheel_set_up_goes_on(
    dev: Any, machine: Machine, capsys: pytest.CaptureFixture[str], tool: str
) -> None:
    machine.programs |= {"uv"} if tool == "uv" else set()
    machine.answers |= {"[voice": (1, ""), "pip --version": (0, "pip 24.0 from x\n")}
    dev.install_environment("run")
    installed = [line.partition(" -e ")[2] for line in machine.ran("install -q")]
    assert installed == [f"{dev.ROOT}[voice]", str(dev.ROOT)]
    assert "voice of the system speaks instead" in capsys.readouterr().out


def test_a_pip_too_old_to_reach_into_an_environment_puts_one_there(
    dev: Any, machine: Machine
) -> None:
    machine.answers |= {"pip --version": (0, "pip 22.0.2 from x\n"), "purelib": (0, "/site\n")}
    dev.install_environment("test")
    assert machine.called[-2:] == [
        f"{sys.executable} -m pip install -q --target /site pip",
        f"{dev.PYTHON} -m pip install -q -e {dev.ROOT}[voice,test]",
    ]


def test_without_pip_pythons_own_copy_is_tried(dev: Any, machine: Machine) -> None:
    machine.answers |= {"pip --version": (1, ""), "ensurepip": (0, "")}
    dev.install_environment("test")
    assert machine.called[-1].startswith(f"{dev.PYTHON} -m pip install")
    assert machine.ran("apt-get") == []


def test_root_installs_ensurepip_where_debian_left_it_out(dev: Any, machine: Machine) -> None:
    machine.answers |= {"pip --version": (1, "")}
    machine.ensurepip_comes_with = "python3-venv"
    dev.install_environment("test")
    assert [line.split()[-1] for line in machine.ran("apt-get")] == ["update", "python3-venv"]
    assert machine.called[-1].startswith(f"{dev.PYTHON} -m pip install")


def test_without_pip_and_rights_the_command_is_told(
    dev: Any,
    machine: Machine,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000, raising=False)
    machine.answers |= {"pip --version": (1, ""), "ensurepip": (1, "")}
    assert dev.main(["test"]) == 1
    said = capsys.readouterr().err
    assert said.endswith("(an administrator can):\n\n  apt-get install -y python3-venv\n")


def test_an_environment_of_this_python_is_kept_and_filled(dev: Any, machine: Machine) -> None:
    make_current(dev)
    machine.answers |= {"version_info": (0, dev.python_version()), "--version": (0, "pip 24.0")}
    dev.install_environment("test")
    assert machine.ran(" venv ") == []


@pytest.mark.parametrize("answer", [(0, "3.9"), (1, "")])
def test_an_environment_of_another_python_is_made_anew(
    dev: Any, machine: Machine, answer: tuple[int, str]
) -> None:
    make_current(dev)
    machine.answers |= {"version_info": answer, "--version": (0, "pip 24.0")}
    dev.install_environment("test")
    assert len(machine.ran(" venv --clear")) == 1


def test_what_pip_cannot_install_is_tried_again_the_next_time(
    dev: Any, machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.answers |= {"pip --version": (0, "pip 24.0"), "pip --python": (1, "")}
    assert dev.main(["test"]) == 1
    assert "pip could not install" in capsys.readouterr().err
    assert not dev.STAMP.exists()


def test_a_users_own_settings_do_not_lead_pip_astray(
    dev: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_USER", "1")
    monkeypatch.setenv("PIP_INDEX_URL", "mirror")
    environment = dev.pip_environment()
    assert environment["PIP_USER"] == "0"
    assert environment["PIP_INDEX_URL"] == "mirror"
