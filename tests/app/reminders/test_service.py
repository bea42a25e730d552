"""Reminders on a clock that is moved by hand, with a desktop that answers as it is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from mobility_timer.app.reminders.note import Answer, Note
from mobility_timer.app.reminders.service import LOOK_MS, Reminders
from mobility_timer.personal.reminding import Reminder
from mobility_timer.settings import Settings

MONDAY = datetime(2026, 2, 16, 7, 0)


@dataclass
class Someone:
    settings: Settings = field(
        default_factory=lambda: Settings(reminders={"monday": "07:30"}, desk_reminder=True)
    )
    in_session: bool = False
    was_done: bool = False
    asked: list[Any] = field(default_factory=list[Any])

    def done_today(self) -> Any:
        return self.was_done

    def routine(self, reminder: Any) -> Any:
        return ("Desk break", 290_000) if reminder is Reminder.DESK else ("Ankles", 620_000)

    def start(self, reminder: Any) -> None:
        self.asked.append(("start", reminder))

    def open(self) -> None:
        self.asked.append("open")


@dataclass
class Desktop:
    quiet: bool = False
    shown: list[Note] = field(default_factory=list)
    closed: bool = False

    def offer(self, note: Any, answered: Any, then: Any) -> None:
        if not self.quiet:
            self.shown.append(note)
            self.answer = answered
        then(not self.quiet)

    def close(self) -> None:
        self.closed = True


class Stage:
    def __init__(self, **someone: Any) -> None:
        self.now = MONDAY
        self.someone, self.desktop = Someone(**someone), Desktop()
        self.reminders = Reminders(self.someone, self.desktop, lambda: self.now)

    def run(self, minutes: Any) -> Any:
        for _ in range(minutes * 60_000 // LOOK_MS):
            self.now += timedelta(milliseconds=LOOK_MS)
            self.reminders.timer.timeout.emit()
        return [note.title for note in self.desktop.shown]


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> QApplication:
    return qapp


def test_it_sleeps_while_reminders_are_off_and_wakes_when_they_are_set() -> None:
    stage = Stage(settings=Settings())
    assert not stage.reminders.timer.isActive()
    stage.someone.settings = Settings(desk_reminder=True)
    stage.reminders.refresh()
    assert stage.reminders.timer.isActive()
    stage.someone.settings = Settings()
    stage.reminders.refresh()
    assert not stage.reminders.timer.isActive()


def test_a_reminder_says_what_for_and_how_long() -> None:
    stage = Stage()
    assert stage.run(31) == ["Time to move"]
    assert stage.desktop.shown[0].body == "Ankles, 10 minutes."
    assert stage.run(60) == ["Time to move", "An hour at the desk"]
    assert stage.desktop.shown[1].body == "Desk break, 5 minutes."


def test_start_starts_it_and_a_press_on_the_message_opens_the_window() -> None:
    stage = Stage()
    stage.run(31)
    stage.desktop.answer(Answer.START)
    assert stage.someone.asked == [("start", Reminder.PLANNED)]
    stage.run(60)
    stage.desktop.answer(Answer.OPEN)
    assert stage.someone.asked[-1] == "open"


def test_in_ten_minutes_comes_once_more_and_not_today_is_the_last() -> None:
    stage = Stage()
    stage.run(30)
    stage.desktop.answer(Answer.LATER)
    assert len(stage.run(9)) == 1
    assert len(stage.run(1)) == 2
    stage.desktop.answer(Answer.NOT_TODAY)
    assert len(stage.run(10 * 60)) == 2


@pytest.mark.parametrize("why", ["in_session", "was_done"])
def test_none_in_a_session_and_none_for_what_was_done(why: Any) -> None:
    stage = Stage(settings=Settings(reminders={"monday": "07:30"}), **{why: True})
    assert stage.run(60) == []


def test_a_desktop_that_wants_quiet_is_asked_and_obeyed() -> None:
    stage = Stage(settings=Settings(reminders={"monday": "07:30"}))
    stage.desktop.quiet = True
    stage.run(40)
    stage.desktop.quiet = False
    assert stage.run(60) == []


def test_while_the_desktop_thinks_it_is_asked_no_second_time() -> None:
    stage = Stage()
    asked = []
    stage.desktop.offer = lambda *given: asked.append(given)
    stage.run(40)
    assert len(asked) == 1


def test_the_end_ends_all() -> None:
    stage = Stage()
    stage.reminders.close()
    assert stage.desktop.closed
    assert not stage.reminders.timer.isActive()
