"""A machine that is only described, for dev.py to set up."""

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

CHECKOUT = Path(__file__).resolve().parent.parent
LOCKED = "E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 7 (apt)\n"


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

    programs: set[str] = field(default_factory=lambda: {"apt-get"})
    release: dict[str, str] = field(default_factory=lambda: {"ID": "debian"})
    libraries: set[str] = field(default_factory=set)
    answers: dict[str, tuple[int, str]] = field(default_factory=dict)
    on_install: set[str] = field(default_factory=set)
    lock_held_for: int = 0  # calls of apt-get
    ensurepip_comes_with: str = ""
    called: list[str] = field(default_factory=list)
    handed_over: list[tuple[list[str], dict[str, str]]] = field(default_factory=list)

    def call(self, command: Sequence[str], **_: object) -> subprocess.CompletedProcess[str]:
        line = " ".join(command)
        self.called.append(line)
        if "apt-get -qq install" in line and not self.lock_held_for:
            self.libraries |= self.on_install
        code, said = next((say for part, say in self.answers.items() if part in line), (0, ""))
        if "-m ensurepip" in line and self.ensurepip_comes_with:
            code = 0 if self.ran(self.ensurepip_comes_with) else 1
        if self.lock_held_for and "apt-get" in line:
            self.lock_held_for -= 1
            return subprocess.CompletedProcess(list(command), 100, "", LOCKED)
        return subprocess.CompletedProcess(list(command), code, said, "")

    def ran(self, part: str) -> list[str]:
        return [line for line in self.called if part in line]


def make_current(dev: Any, purpose: str = "test") -> None:
    dev.PYTHON.parent.mkdir(parents=True)
    dev.PYTHON.touch()
    dev.STAMP.write_text(dev.stamp(purpose))
