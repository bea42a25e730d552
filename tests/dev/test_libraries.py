"""Which system libraries dev.py installs, and what it says where it may not."""

from typing import Any

import pytest

from tests.described_machine import Machine


@pytest.mark.parametrize(
    ("words", "display", "installed"),
    [
        (["run"], True, ["libpulse0", "libxcb-cursor0"]),
        (["run", "play", "desk-break"], True, ["libpulse0", "libxcb-cursor0"]),
        (["run", "play", "desk-break", "--no-window"], True, ["libpulse0"]),
        (["run"], False, ["libpulse0"]),
        (["run", "list"], True, []),
        (["run", "score", "desk-break"], True, []),
        (["run", "check", "x.yaml"], True, []),
        (["run", "--help"], True, []),
        (["run", "sheet", "hip-cars"], False, ["libgl1", "libpulse0"]),
        (["run", "self-test"], False, ["libgl1", "libpulse0"]),
        (["test"], True, ["libpulse0"]),
        (["check"], True, []),
    ],
)
def test_only_what_the_words_need_is_installed(
    dev: Any,
    current: Machine,
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    display: bool,
    installed: list[str],
) -> None:
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.setenv("DISPLAY", ":0" if display else "")
    lacking = {"libxcb-cursor.so.0", "libpulse.so.0"}
    lacking |= {"libGL.so.1"} if "libgl1" in installed else set()
    current.libraries -= lacking
    current.on_install = lacking
    dev.main(words)
    packages = [line.partition("recommends ")[2] for line in current.ran(" install ")]
    assert packages == ([" ".join(installed)] if installed else [])


def test_root_installs_just_what_is_missing(dev: Any, current: Machine) -> None:
    current.libraries -= {"libEGL.so.1", "libpulse.so.0"}
    current.on_install = {"libEGL.so.1", "libpulse.so.0"}
    assert dev.main(["test"]) == 5
    apt = "env DEBIAN_FRONTEND=noninteractive LC_ALL=C apt-get -qq"
    assert current.ran("apt-get") == [
        f"{apt} update",
        f"{apt} install -y --no-install-recommends libegl1 libpulse0",
    ]


@pytest.mark.parametrize("held_for", [1, 4])
def test_another_apt_is_waited_for_with_a_word(
    dev: Any, current: Machine, capsys: pytest.CaptureFixture[str], held_for: int
) -> None:
    current.libraries -= {"libGL.so.1"}
    current.on_install = {"libGL.so.1"}
    current.lock_held_for = held_for
    assert dev.main(["test"]) == 5
    assert len(current.ran("sleep")) == held_for
    said = capsys.readouterr()
    assert said.out.count("Another program is installing packages") == 1
    assert "Could not get lock" not in said.err


def test_an_apt_that_never_ends_is_not_waited_for_for_ever(
    dev: Any, current: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    current.libraries -= {"libGL.so.1"}
    current.lock_held_for = 10_000
    assert dev.main(["test"]) == 1
    assert "Could not get lock" in capsys.readouterr().err


def test_a_failed_install_is_told_with_the_command(
    dev: Any, current: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    current.libraries -= {"libEGL.so.1"}
    current.answers["apt-get -qq install"] = (100, "no such package\n")
    assert dev.main(["test"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("no such package\n")
    assert "needs libEGL.so.1, which is missing. Install it: apt-get install " in said
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
def test_a_user_without_rights_is_told_whom_to_ask_and_can_run_what_runs(
    dev: Any,
    current: Machine,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    has_sudo: bool,
) -> None:
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(dev.os, "getgroups", list, raising=False)
    current.programs |= {"sudo"} if has_sudo else set()
    current.answers["sudo -n true"] = (1, "")
    current.libraries -= {"libGL.so.1", "libEGL.so.1"}
    assert dev.main(["test"]) == 1
    assert capsys.readouterr().err.endswith(
        "Ask an administrator to run: apt-get install -y --no-install-recommends libegl1 libgl1\n"
    )
    assert dev.main(["run", "self-test"]) == 5
    assert capsys.readouterr().err == ""
    assert current.ran("apt-get") == []


def test_another_kind_of_linux_is_told_its_own_command(
    dev: Any, current: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    current.programs.clear()
    current.release = {"ID": "fedora"}
    current.libraries -= {"libGL.so.1"}
    assert dev.main(["test"]) == 1
    assert "libGL.so.1, which is missing. Install it: dnf" in capsys.readouterr().err
