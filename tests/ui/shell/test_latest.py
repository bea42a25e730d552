from __future__ import annotations

import subprocess
import sys
import threading
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from mobility_timer.ui.shell.latest import Latest


def test_only_the_latest_result_comes(qtbot: QtBot) -> None:
    latest = Latest()
    go = threading.Event()
    came: list[Any] = []
    latest.done.connect(came.append)

    def first() -> str:
        go.wait(5)
        return "first"

    latest.ask(first)
    latest.ask(lambda: "second")
    latest.ask(lambda: "third")
    with qtbot.waitSignal(latest.done):
        go.set()
    assert came == ["third"]


def test_what_is_forgotten_does_not_come(qtbot: QtBot) -> None:
    latest = Latest()
    came: list[Any] = []
    latest.done.connect(came.append)
    latest.ask(lambda: "old")
    latest.forget()
    latest.wait()
    with qtbot.waitSignal(latest.done):
        latest.ask(lambda: "new")
    assert came == ["new"]


@pytest.mark.usefixtures("qapp")
def test_a_forgotten_result_does_not_come_though_nothing_else_is_asked() -> None:
    latest = Latest()
    came: list[Any] = []
    latest.done.connect(came.append)
    latest.ask(lambda: "old")
    latest.forget()
    latest.wait()
    QCoreApplication.sendPostedEvents()
    assert not latest._busy
    assert came == []


@pytest.mark.usefixtures("qapp")
def test_what_waits_is_forgotten_too() -> None:
    latest, go, ran = Latest(), threading.Event(), []
    latest.ask(lambda: go.wait(5))
    latest.ask(lambda: ran.append("waiting"))
    latest.forget()
    go.set()
    latest.wait()
    QCoreApplication.sendPostedEvents()
    latest.wait()
    assert ran == []


GOES_WHILE_IT_WORKS = """
import threading
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from mobility_timer.ui.shell.latest import Latest
application = QApplication([])
page, window, began = QWidget(), QWidget(), threading.Event()
latest = Latest(page)
def work():
    began.set()
    for _ in range(1000):
        threading.Event().wait(0.0001)
latest.ask(work)
began.wait()
page.deleteLater()
window.show()
QTest.qWaitForWindowActive(window, 5000)
print("gone")
"""


def test_one_that_goes_while_it_works_holds_nothing_up() -> None:
    done = subprocess.run(
        [sys.executable, "-c", GOES_WHILE_IT_WORKS],
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    assert done.stdout == "gone\n"


GOES_AS_IT_ENDS = """
import sys, threading
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from mobility_timer.ui.shell.latest import Latest
sys.setswitchinterval(1e-6)
application = QCoreApplication([])
for _ in range(60):
    page, go = QObject(), threading.Event()
    for _ in range(40):
        Latest(page).ask(go.wait)
    go.set()
    page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
print("still here")
"""


def test_one_that_goes_as_its_work_ends_does_not_end_the_process() -> None:
    done = subprocess.run(
        [sys.executable, "-c", GOES_AS_IT_ENDS],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "still here\n")
