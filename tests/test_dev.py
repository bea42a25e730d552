"""What dev.py decides, with commands that only say they ran."""

import os
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent


def load_dev() -> ModuleType:
    spec = spec_from_file_location("dev", CHECKOUT / "dev.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@dataclass
class Machine:
    """A machine with some programs and libraries, and what was called on it."""

    programs: set[str] = field(default_factory=lambda: {"apt-get", "apt-cache"})
    libraries: set[str] = field(default_factory=set)
    answers: dict[str, tuple[int, str]] = field(default_factory=dict)
    on_install: set[str] = field(default_factory=set)
    called: list[str] = field(default_factory=list)
    handed_over: list[tuple[list[str], dict[str, str]]] = field(default_factory=list)

    def call(self, command: Sequence[str], **_: object) -> subprocess.CompletedProcess[str]:
        line = " ".join(command)
        self.called.append(line)
        if "apt-get -qq install" in line:
            self.libraries |= self.on_install
        code, said = next((say for part, say in self.answers.items() if part in line), (0, ""))
        return subprocess.CompletedProcess(list(command), code, said, "")

    def ran(self, part: str) -> list[str]:
        return [line for line in self.called if part in line]


@pytest.fixture
def dev(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    module = load_dev()
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "ENVIRONMENT", tmp_path / ".venv")
    monkeypatch.setattr(module, "STAMP", tmp_path / ".venv/dev-stamp")
    monkeypatch.setattr(module, "PYTHON", tmp_path / ".venv/bin/python")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.chdir(tmp_path)
    return module


@pytest.fixture
def machine(dev: Any, monkeypatch: pytest.MonkeyPatch) -> Machine:
    machine = Machine(libraries=set(dev.LIBRARIES | dev.WINDOW_LIBRARIES))

    def which(name: str) -> str | None:
        return f"/bin/{name}" if name in machine.programs else None

    def become(command: list[str], environment: dict[str, str]) -> int:
        machine.handed_over.append((command[1:], environment))
        return 5

    monkeypatch.setattr(dev, "call", machine.call)
    monkeypatch.setattr(dev, "become", become)
    monkeypatch.setattr(dev, "loads", lambda name: name in machine.libraries)
    monkeypatch.setattr(dev.shutil, "which", which)
    monkeypatch.setattr(dev.os, "geteuid", lambda: 0, raising=False)
    return machine


def make_current(dev: Any) -> None:
    dev.PYTHON.parent.mkdir(parents=True)
    dev.PYTHON.touch()
    dev.STAMP.write_text(dev.stamp())


@pytest.fixture
def current(dev: Any, machine: Machine) -> Machine:
    make_current(dev)
    return machine


def test_when_all_is_there_nothing_is_called(dev: Any, current: Machine) -> None:
    assert dev.main(["test"]) == 5
    assert current.called == []


def test_run_passes_every_word_through(dev: Any, current: Machine) -> None:
    assert dev.main(["run", "play", "ankles", "--speed", "20", "--help"]) == 5
    [(command, _)] = current.handed_over
    assert command == ["-m", "mobility_timer", "play", "ankles", "--speed", "20", "--help"]


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


@pytest.mark.parametrize("display", ["DISPLAY", "WAYLAND_DISPLAY", None])
def test_window_libraries_are_wanted_only_where_a_window_can_open(
    dev: Any, current: Machine, monkeypatch: pytest.MonkeyPatch, display: str | None
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    if display:
        monkeypatch.setenv(display, ":0")
    current.libraries -= {"libxcb-cursor.so.0"}
    current.on_install = {"libxcb-cursor.so.0"}
    dev.main(["test"])
    assert current.called == []
    dev.main(["run"])
    installed = [line.split()[-1] for line in current.ran(" install ")]
    assert installed == (["libxcb-cursor0"] if display else [])


def test_root_installs_just_what_is_missing(dev: Any, current: Machine) -> None:
    current.libraries -= {"libEGL.so.1", "libpulse.so.0"}
    current.on_install = {"libEGL.so.1", "libpulse.so.0"}
    assert dev.main(["test"]) == 5
    apt = "env DEBIAN_FRONTEND=noninteractive apt-get -qq"
    assert current.ran("apt-get") == [
        f"{apt} update",
        f"{apt} install -y --no-install-recommends libegl1 libpulse0",
    ]


@pytest.mark.parametrize(
    "trouble", [{"libEGL.so.1": "libegl1"}, {"libglib-2.0.so.0": "libglib2.0-0"}]
)
def test_a_failed_install_is_told_with_the_command(
    dev: Any, current: Machine, capsys: pytest.CaptureFixture[str], trouble: dict[str, str]
) -> None:
    current.libraries -= set(trouble)
    assert dev.main(["test"]) == 1
    said = capsys.readouterr().err
    [library], [package] = trouble.keys(), trouble.values()
    assert f"still missing: {library}" in said
    assert said.endswith(f"apt-get -qq install -y --no-install-recommends {package}\n")
    assert current.handed_over == []


def test_a_user_who_may_call_sudo_need_do_nothing(
    dev: Any, current: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000, raising=False)
    current.programs |= {"sudo"}
    current.libraries -= {"libGL.so.1"}
    current.on_install = {"libGL.so.1"}
    assert dev.main(["test"]) == 5
    assert all(line.startswith("sudo -n ") for line in current.ran("apt-get"))


@pytest.mark.parametrize("has_sudo", [True, False])
def test_a_user_without_rights_is_told_the_one_command(
    dev: Any,
    current: Machine,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    has_sudo: bool,
) -> None:
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000, raising=False)
    current.programs |= {"sudo"} if has_sudo else set()
    current.answers["sudo -n true"] = (1, "")
    current.libraries -= {"libGL.so.1", "libEGL.so.1"}
    assert dev.main(["test"]) == 1
    assert capsys.readouterr().err.endswith(
        "  sudo apt-get update && sudo apt-get install -y --no-install-recommends libegl1 libgl1\n"
    )
    assert current.ran("apt-get") == []


def test_another_kind_of_linux_is_told_the_names_of_the_libraries(
    dev: Any, current: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    current.programs.clear()
    current.libraries -= {"libGL.so.1"}
    assert dev.main(["run"]) == 1
    assert "libGL.so.1" in capsys.readouterr().err


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_other_systems_bring_their_libraries_themselves(
    dev: Any, current: Machine, monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    current.libraries.clear()
    assert dev.main(["run"]) == 5


def test_a_package_that_changed_its_name_is_found_by_the_library(
    dev: Any, machine: Machine
) -> None:
    machine.answers["apt-cache show"] = (100, "")
    machine.answers["apt-cache search"] = (0, "libglib2.0-0t64 - GLib library of C routines\n")
    assert dev.package("libglib-2.0.so.0", "libglib2.0-0") == "libglib2.0-0t64"
    [search] = machine.ran("search")
    assert search.endswith(r"^libglib-?2\.0-?0(t64)?$")


def test_a_package_that_is_unknown_here_keeps_its_usual_name(dev: Any, machine: Machine) -> None:
    machine.answers["apt-cache show"] = (100, "")
    assert dev.package("libGL.so.1", "libgl1") == "libgl1"


@pytest.mark.parametrize("change", ["project", "place", "python"])
def test_the_stamp_tells_when_the_environment_is_out_of_date(
    dev: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    before = dev.stamp()
    assert dev.stamp() == before
    if change == "project":
        (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    elif change == "place":
        moved = (tmp_path / "elsewhere").resolve()
        moved.mkdir()
        (tmp_path / "pyproject.toml").rename(moved / "pyproject.toml")
        monkeypatch.setattr(dev, "ROOT", moved)
    else:
        monkeypatch.setattr(dev, "python_version", lambda: "3.99")
    assert dev.stamp() != before


def test_a_new_environment_is_made_without_pip_and_filled_from_outside(
    dev: Any, machine: Machine
) -> None:
    machine.answers["pip --version"] = (0, "pip 23.0.1 from somewhere (python 3.11)\n")
    dev.install_environment()
    outside, inside = sys.executable, str(dev.PYTHON)
    assert machine.called == [
        f"{outside} -m venv --clear --without-pip {dev.ENVIRONMENT}",
        f"{outside} -m pip --version",
        f"{outside} -m pip --python {inside} install -q -e {dev.ROOT}[test]",
    ]


def test_uv_is_used_where_it_is(dev: Any, machine: Machine) -> None:
    machine.programs |= {"uv"}
    dev.install_environment()
    assert len(machine.ran("/bin/uv pip install -q --python")) == 1
    assert machine.ran("-m pip") == []


def test_where_uv_fails_pip_takes_over(dev: Any, machine: Machine) -> None:
    machine.programs |= {"uv"}
    machine.answers |= {"uv pip": (2, ""), "pip --version": (0, "pip 24.0 from x\n")}
    dev.install_environment()
    assert len(machine.ran("pip --python")) == 1


def test_a_pip_too_old_to_reach_into_an_environment_puts_one_there(
    dev: Any, machine: Machine
) -> None:
    machine.answers |= {"pip --version": (0, "pip 22.0.2 from x\n"), "purelib": (0, "/site\n")}
    dev.install_environment()
    assert machine.called[-2:] == [
        f"{sys.executable} -m pip install -q --target /site pip",
        f"{dev.PYTHON} -m pip install -q -e {dev.ROOT}[test]",
    ]


def test_without_pip_pythons_own_copy_is_tried_and_then_the_command_told(
    dev: Any, machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.answers |= {"pip --version": (1, ""), "ensurepip": (0, "")}
    dev.install_environment()
    assert machine.called[-1].startswith(f"{dev.PYTHON} -m pip install")

    machine.answers["ensurepip"] = (1, "")
    assert dev.main(["test"]) == 1
    assert capsys.readouterr().err.endswith("sudo apt-get install -y python3-pip\n")


def test_an_environment_of_this_python_is_kept_and_filled(dev: Any, machine: Machine) -> None:
    make_current(dev)
    machine.answers |= {"version_info": (0, dev.python_version()), "--version": (0, "pip 24.0")}
    dev.install_environment()
    assert machine.ran(" venv ") == []


@pytest.mark.parametrize("answer", [(0, "3.9"), (1, "")])
def test_an_environment_of_another_python_is_made_anew(
    dev: Any, machine: Machine, answer: tuple[int, str]
) -> None:
    make_current(dev)
    machine.answers |= {"version_info": answer, "--version": (0, "pip 24.0")}
    dev.install_environment()
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


@pytest.mark.skipif(sys.platform != "linux", reason="shared libraries of Linux")
def test_a_library_is_found_by_loading_it() -> None:
    dev = load_dev()
    assert dev.missing_libraries(["libc.so.6", "libnone.so.0"]) == ["libnone.so.0"]
