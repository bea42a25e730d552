import threading

import pytest
from PySide6.QtCore import QCoreApplication

from mobility_timer.ui.shell.latest import Latest


def test_only_the_latest_result_comes(qtbot):
    latest, go, came = Latest(), threading.Event(), []
    latest.done.connect(came.append)

    def first():
        go.wait(5)
        return "first"

    latest.ask(first)
    latest.ask(lambda: "second")
    latest.ask(lambda: "third")
    with qtbot.waitSignal(latest.done):
        go.set()
    assert came == ["third"]


def test_what_is_forgotten_does_not_come(qtbot):
    latest, came = Latest(), []
    latest.done.connect(came.append)
    latest.ask(lambda: "old")
    latest.forget()
    latest.wait()
    with qtbot.waitSignal(latest.done):
        latest.ask(lambda: "new")
    assert came == ["new"]


@pytest.mark.usefixtures("qapp")
def test_a_forgotten_result_does_not_come_though_nothing_else_is_asked():
    latest, came = Latest(), []
    latest.done.connect(came.append)
    latest.ask(lambda: "old")
    latest.forget()
    latest.wait()
    QCoreApplication.sendPostedEvents()
    assert not latest._busy
    assert came == []


@pytest.mark.usefixtures("qapp")
def test_what_waits_is_forgotten_too():
    latest, go, ran = Latest(), threading.Event(), []
    latest.ask(lambda: go.wait(5))
    latest.ask(lambda: ran.append("waiting"))
    latest.forget()
    go.set()
    latest.wait()
    QCoreApplication.sendPostedEvents()
    latest.wait()
    assert ran == []
