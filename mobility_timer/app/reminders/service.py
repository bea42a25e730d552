"""Looks twice a minute whether to remind, while reminders are on; asleep while they are off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer

from mobility_timer.app.reminders.note import Answer, Note, Notifier
from mobility_timer.personal import Reminder, ReminderTimes, Reminding, look
from mobility_timer.settings import Settings
from mobility_timer.words import reminders as words

LOOK_MS = 30_000


class Reminded(Protocol):
    """What is asked about the one who is reminded."""

    @property
    def settings(self) -> Settings: ...

    @property
    def in_session(self) -> bool: ...

    def done_today(self) -> bool: ...

    def routine(self, reminder: Reminder) -> tuple[str, int] | None:
        """The name of the routine to propose and its length in ms; None where there is none."""

    def start(self, reminder: Reminder) -> None: ...

    def open(self) -> None:
        """Bring the window to the front."""


class Reminders(QObject):
    """`now` is the local time without a zone, as a clock on the wall tells it."""

    def __init__(
        self,
        person: Reminded,
        notifier: Notifier,
        now: Callable[[], datetime] = datetime.now,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._person = person
        self._notifier = notifier
        self._now = now
        self._state = Reminding.beginning(now())
        self._is_offering = False
        self.timer = QTimer(self)
        self.timer.setTimerType(Qt.TimerType.CoarseTimer)
        self.timer.setInterval(LOOK_MS)
        self.timer.timeout.connect(self.look)
        self.refresh()

    @property
    def schedule(self) -> ReminderTimes:
        settings = self._person.settings
        return ReminderTimes(settings.reminders, settings.desk_reminder)

    def refresh(self) -> None:
        """The settings may be others: look from now on, or no more."""
        if self.schedule.is_off:
            self.timer.stop()
        elif not self.timer.isActive():
            self._state = Reminding.beginning(self._now())
            self.timer.start()

    def look(self) -> None:
        """Remind, if it is time."""
        if self._is_offering:
            return
        now = self._now()
        state, due = self._look(now, quiet=False, done=False)
        if due is Reminder.PLANNED and self._person.done_today():
            state, due = self._look(now, quiet=False, done=True)
        routine = self._person.routine(due) if due is not None else None
        if due is None or routine is None:
            self._state = state
            return
        self._is_offering = True
        self._notifier.offer(
            _note(due, *routine),
            lambda answer: self._answered(due, answer),
            lambda shown: self._offered(now, shown=shown),
        )

    def close(self) -> None:
        self.timer.stop()
        self._notifier.close()

    def _look(self, now: datetime, *, quiet: bool, done: bool) -> tuple[Reminding, Reminder | None]:
        busy = self._person.in_session
        return look(self.schedule, self._state, now, busy=busy, quiet=quiet, done=done)

    def _offered(self, now: datetime, *, shown: bool) -> None:
        self._is_offering = False
        self._state, _due = self._look(now, quiet=not shown, done=False)

    def _answered(self, reminder: Reminder, answer: Answer) -> None:
        now = self._now()
        if answer is Answer.LATER:
            self._state = self._state.put_off(reminder, now)
        elif answer is Answer.NOT_TODAY:
            self._state = self._state.not_today(now)
        elif answer is Answer.START:
            self._state = self._state.taken(now)
            self._person.start(reminder)
        else:
            self._person.open()


def _note(reminder: Reminder, routine: str, length_ms: int) -> Note:
    title = words.DESK if reminder is Reminder.DESK else words.PLANNED
    return Note(title, words.body(routine, max(1, round(length_ms / 60_000))))
