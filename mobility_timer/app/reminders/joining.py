"""Reminders joined with the window: what is proposed, started, and how the program stays for it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QApplication

from mobility_timer.app.desktop.one_window import open_window
from mobility_timer.app.reminders.desktop import DesktopNotifier
from mobility_timer.app.reminders.note import Notifier
from mobility_timer.app.reminders.service import Reminders
from mobility_timer.app.reminders.tray import Tray
from mobility_timer.app.ui_thread import UiThread
from mobility_timer.personal import Reminder, SessionStart, effective_routine, remind_of
from mobility_timer.routine import Occasion, Routine, fit
from mobility_timer.settings import Settings
from mobility_timer.timeline import length_ms
from mobility_timer.ui import MainWindow, application_icon

DESK_MINUTES = 5


class WindowPerson:
    """The one at the window."""

    def __init__(self, main_window: MainWindow) -> None:
        self._window = main_window

    @property
    def settings(self) -> Settings:
        return self._window.context.settings.value

    @property
    def in_session(self) -> bool:
        return self._window.in_session

    def done_today(self) -> bool:
        history = self._window.context.history
        return history.this_week().days[history.weekday()]

    def routine(self, reminder: Reminder) -> tuple[str, int] | None:
        found = self._proposed(reminder)
        return (found[0].name, length_ms(found[0])) if found is not None else None

    def start(self, reminder: Reminder) -> None:
        found = self._proposed(reminder)
        self.open()
        if found is not None and not self.in_session:
            self._window.play(found[0], SessionStart(found[1]))

    def open(self) -> None:
        open_window(self._window)

    def _proposed(self, reminder: Reminder) -> tuple[Routine, Occasion] | None:
        """As it is done now; the break at the desk for five minutes."""
        context = self._window.context
        library = context.library
        found = remind_of(reminder, context.history.last_routines(), library.routines)
        if found is None:
            return None
        written, occasion = found
        changes = context.adjustments.now(written)
        routine = effective_routine(written, changes, self.settings, library.drills)
        if reminder is Reminder.DESK:
            routine = fit(routine, DESK_MINUTES, length_ms).routine
        return routine, occasion


@contextmanager
def reminding(application: QApplication, main_window: MainWindow) -> Iterator[Reminders]:
    """Reminders as long as the program runs, be it in the tray alone."""

    def leave() -> None:
        main_window.stays = lambda: False
        main_window.close()
        application.quit()

    def stays() -> bool:
        return main_window.context.settings.value.tray and Tray.is_possible()

    tray = Tray(application_icon(), lambda: open_window(main_window), leave)
    notifier: Notifier = tray
    if sys.platform == "linux":
        notifier = DesktopNotifier(UiThread().post, tray)
    service = Reminders(WindowPerson(main_window), notifier, parent=main_window)

    def refresh() -> None:
        tray.want(main_window.context.settings.value.tray)
        service.refresh()

    main_window.stays = stays
    main_window.settings_applied.connect(refresh)
    application.commitDataRequest.connect(lambda _session: leave())
    refresh()
    try:
        yield service
    finally:
        service.close()
