"""What is proposed and started through the window."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest

from mobility_timer import files
from mobility_timer.app.reminders import joining
from mobility_timer.app.reminders.joining import DESK_MINUTES, WindowPerson
from mobility_timer.library.reading.opening import open_library
from mobility_timer.personal.history.progress import Week
from mobility_timer.personal.history.start import SessionStart
from mobility_timer.personal.reminding import Reminder
from mobility_timer.routine.adjustments import Adjustments
from mobility_timer.routine.model import Occasion
from mobility_timer.settings import Settings

LIBRARY = open_library(files.routines(), None)


@dataclass
class Window:
    """The window, as reminders see it."""

    last: dict[Any, Any] = field(default_factory=dict[Any, Any])
    days: tuple[Any, ...] = (False,) * 7
    in_session: bool = False
    asked: list[Any] = field(default_factory=list[Any])

    @property
    def context(self) -> Any:
        history = SimpleNamespace(
            last_routines=lambda: self.last,
            this_week=lambda: Week(date(2026, 2, 16), days=self.days),
            weekday=lambda: 2,
        )
        return SimpleNamespace(
            history=history,
            library=LIBRARY,
            settings=SimpleNamespace(value=Settings()),
            adjustments=SimpleNamespace(now=lambda _routine: Adjustments()),
        )

    def play(self, routine: Any, start: Any) -> None:
        self.asked.append((routine.id, start))


@pytest.fixture(autouse=True)
def opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joining, "open_window", lambda window: window.asked.append("open"))


def test_the_planned_routine_is_the_one_of_a_rest_day() -> None:
    person = WindowPerson(cast(Any, Window()))
    assert person.routine(Reminder.PLANNED)[0] == LIBRARY.routines["ankles-and-hips"].name
    person = WindowPerson(cast(Any, Window(last={"rest day": "strength"})))
    assert person.routine(Reminder.PLANNED)[0] == LIBRARY.routines["strength"].name


def test_the_break_at_the_desk_takes_five_minutes() -> None:
    name, length = WindowPerson(cast(Any, Window())).routine(Reminder.DESK)
    assert name == LIBRARY.routines["desk-break"].name
    assert (DESK_MINUTES - 1) * 60_000 < length <= DESK_MINUTES * 60_000


def test_start_plays_it_for_its_occasion() -> None:
    window = Window()
    WindowPerson(cast(Any, window)).start(Reminder.DESK)
    assert window.asked == ["open", ("desk-break", SessionStart(Occasion.SITTING_LONG))]


def test_a_session_is_not_broken_off() -> None:
    window = Window(in_session=True)
    WindowPerson(cast(Any, window)).start(Reminder.PLANNED)
    assert window.asked == ["open"]


@pytest.mark.parametrize("done", [True, False])
def test_whether_something_was_done_today(done: Any) -> None:
    days = tuple(done if day == 2 else not done for day in range(7))
    assert WindowPerson(cast(Any, Window(days=days))).done_today() is done
