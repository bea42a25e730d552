"""dev.py, and a machine that is only described, for it to set up."""

import sys
from pathlib import Path
from typing import Any

import pytest

from tests.described_machine import Machine, load_dev, make_current


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
    everything = (*dev.needs.SOUND, *dev.needs.X11, *dev.needs.WAYLAND)
    machine = Machine(libraries={library.soname for library in everything})

    def which(name: str) -> str | None:
        return f"/bin/{name}" if name in machine.programs else None

    def become(command: list[str], environment: dict[str, str]) -> int:
        machine.handed_over.append((command[1:], environment))
        return 5

    monkeypatch.setattr(dev, "call", machine.call)
    monkeypatch.setattr(dev, "become", become)
    monkeypatch.setattr(dev.needs, "loads", lambda name: name in machine.libraries)
    monkeypatch.setattr(dev.needs.platform, "freedesktop_os_release", lambda: machine.release)
    monkeypatch.setattr(
        dev.time, "sleep", lambda seconds: machine.called.append(f"sleep {seconds}")
    )
    monkeypatch.setattr(dev.shutil, "which", which)
    monkeypatch.setattr(dev.os, "geteuid", lambda: 0, raising=False)
    return machine


@pytest.fixture
def current(dev: Any, machine: Machine) -> Machine:
    make_current(dev)
    return machine
