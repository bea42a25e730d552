"""The icon in the tray, on a desktop that has one and on one that has none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from mobility_timer.app.reminders.note import Answer, Note
from mobility_timer.app.reminders.tray import Tray
from mobility_timer.ui import application_icon

pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged")
NOTE = Note("Time to move", "Ankles and hips, 10 minutes.")


@pytest.fixture
def asked() -> Any:
    return []


@pytest.fixture
def tray(qapp: QApplication, asked: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    assert qapp
    monkeypatch.setattr(Tray, "is_possible", staticmethod(lambda: True))
    monkeypatch.setattr(
        QSystemTrayIcon, "showMessage", lambda _icon, title, body, *_: asked.append((title, body))
    )
    tray = Tray(application_icon(), lambda: asked.append("open"), lambda: asked.append("leave"))
    yield tray
    tray.close()


def entries(tray: Any) -> Any:
    return [action.text() for action in tray.menu.actions() if action.isVisible() and action.text()]


def test_it_opens_the_window_and_leaves(tray: Any, asked: Any) -> None:
    assert entries(tray) == ["Open", "Quit"]
    tray.menu.actions()[-2].trigger()
    tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    tray.menu.actions()[-1].trigger()
    assert asked == ["open", "open", "leave"]


def test_it_stands_there_while_it_is_wanted(tray: Any) -> None:
    assert not tray.icon.isVisible()
    tray.want(True)
    assert tray.icon.isVisible()
    tray.want(False)
    assert not tray.icon.isVisible()


@pytest.mark.parametrize(
    ("place", "answer"), [(0, Answer.START), (1, Answer.LATER), (2, Answer.NOT_TODAY)]
)
def test_a_message_is_answered_in_the_menu_once(
    tray: Any, asked: Any, place: Any, answer: Any
) -> None:
    answers: list[Any] = []
    told: list[Any] = []
    tray.offer(NOTE, answers.append, told.append)
    assert (told, asked) == ([True], [(NOTE.title, NOTE.body)])
    assert entries(tray)[:3] == ["Start", "In ten minutes", "Not today"]
    action = tray.menu.actions()[place]
    action.trigger()
    action.trigger()
    assert answers == [answer]
    assert entries(tray) == ["Open", "Quit"]
    assert not tray.icon.isVisible()


def test_a_press_on_the_message_starts(tray: Any) -> None:
    answers: list[Any] = []
    tray.offer(NOTE, answers.append, lambda _shown: None)
    tray.icon.messageClicked.emit()
    assert answers == [Answer.START]


def test_without_a_tray_there_is_no_message(
    tray: Any, asked: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Tray, "is_possible", staticmethod(lambda: False))
    told: list[Any] = []
    tray.offer(NOTE, lambda _answer: None, told.append)
    tray.want(True)
    assert (told, asked) == ([False], [])
    assert not tray.icon.isVisible()
