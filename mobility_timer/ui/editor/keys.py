"""The keys that every page has on which something is edited."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton

from mobility_timer.ui.shell.keyboard.layouts import control_key
from mobility_timer.ui.shell.pages import Page


def bind_keys(
    page: Page, undo: QAbstractButton, redo: QAbstractButton, save: QAbstractButton
) -> None:
    """Let the keys press these buttons, whichever child of the page has the focus."""

    def save_all() -> None:
        page.settle_typed()
        save.click()

    presses = {
        "Ctrl+Z": undo.click,
        "Ctrl+Shift+Z": redo.click,
        "Ctrl+Y": redo.click,
        "Ctrl+S": save_all,
    }
    for keys, does in presses.items():
        shortcut = QShortcut(QKeySequence(keys), page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(does)
    page.installEventFilter(_ByPlace(page, presses))


class _ByPlace(QObject):
    """Finds the shortcuts by their places on a keyboard without Latin letters for Qt to find."""

    def __init__(self, page: Page, presses: Mapping[str, Callable[[], object]]) -> None:
        super().__init__(page)
        self._presses = presses

    def eventFilter(self, _page: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        does = self._presses.get(control_key(event))
        if does is not None:
            does()
        return does is not None
