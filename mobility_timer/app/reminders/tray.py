"""The icon in the tray: a way back to the window, and messages where the desktop has no others."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from mobility_timer.app.reminders.note import Answer, Note
from mobility_timer.words import reminders as words
from mobility_timer.words import window

_SHOWN_MS = 20_000


class Tray:
    """Shown while it is wanted, or while a message of it stands there."""

    def __init__(
        self, icon: QIcon, show_window: Callable[[], object], leave: Callable[[], object]
    ) -> None:
        self.icon = QSystemTrayIcon(icon)
        self.icon.setToolTip(window.PROGRAM)
        self._wanted = False
        self._answered: Callable[[Answer], None] | None = None
        self.menu = QMenu()
        self.answers = [
            (self.menu.addAction(text), answer)
            for text, answer in (
                (words.START, Answer.START),
                (words.LATER, Answer.LATER),
                (words.NOT_TODAY, Answer.NOT_TODAY),
            )
        ]
        for action, answer in self.answers:
            action.triggered.connect(lambda _checked=False, answer=answer: self._answer(answer))
            action.setVisible(False)
        self.menu.addSeparator()
        self.menu.addAction(words.OPEN).triggered.connect(lambda _checked=False: show_window())
        self.menu.addAction(words.QUIT).triggered.connect(lambda _checked=False: leave())
        self.icon.setContextMenu(self.menu)
        self._show_window = show_window
        self.icon.activated.connect(self._activated)
        self.icon.messageClicked.connect(lambda: self._answer(Answer.START))

    @staticmethod
    def is_possible() -> bool:
        """Whether this desktop has a tray."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def want(self, wanted: bool) -> None:
        self._wanted = wanted
        self._show()

    def offer(
        self, note: Note, answered: Callable[[Answer], None], then: Callable[[bool], None]
    ) -> None:
        """Show a message; without a tray there is none."""
        if not self.is_possible():
            then(False)
            return
        self._set_answered(answered)
        self.icon.showMessage(note.title, note.body, self.icon.icon(), _SHOWN_MS)
        then(True)

    def close(self) -> None:
        self.icon.hide()
        self.icon.deleteLater()
        self.menu.deleteLater()

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self._show_window()

    def _answer(self, answer: Answer) -> None:
        answered = self._answered
        self._set_answered(None)
        if answered is not None:
            answered(answer)

    def _set_answered(self, answered: Callable[[Answer], None] | None) -> None:
        self._answered = answered
        for action, _answer in self.answers:
            action.setVisible(answered is not None)
        self._show()

    def _show(self) -> None:
        wanted = self._wanted or self._answered is not None
        self.icon.setVisible(wanted and self.is_possible())
