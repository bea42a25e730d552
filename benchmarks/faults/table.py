"""The rows of the table, and what trying them needs."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.simulation.program import World, world

GOOD = "name: Mine\ndrills: [calf-stretch]\n"


@dataclass(frozen=True)
class Tried:
    """How often it was tried, how often it failed, and what was told, or measured."""

    tries: int
    failures: int
    told: str = ""


ROWS: dict[str, tuple[str, Callable[[], Tried]]] = {}


def row(name: str, before: str) -> Callable[[Callable[[], Tried]], Callable[[], Tried]]:
    def add(tries: Callable[[], Tried]) -> Callable[[], Tried]:
        ROWS[name] = before, tries
        return tries

    return add


@contextmanager
def opened(before: Callable[[World], object] = lambda _made: None) -> Iterator[World]:
    """A program that is open on Home, in a home of its own."""
    with tempfile.TemporaryDirectory() as folder, world(Path(folder) / "home", 1) as made:
        before(made)
        made.start()
        made.pass_time(500)
        made.settle()
        yield made


def press(made: World, key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget() or made.window, key)
    made.settle()


def shown(made: World) -> str:
    """The line that the window shows."""
    assert made.window is not None
    return made.window.notice.text()


def program(*words: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mobility_timer", *words]
    return subprocess.run(
        command, env=env, capture_output=True, text=True, errors="replace", timeout=60, check=False
    )


def without_screen() -> dict[str, str]:
    """This environment, without its screen."""
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return {name: value for name, value in os.environ.items() if name not in screens}
