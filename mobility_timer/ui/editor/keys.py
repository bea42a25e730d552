"""The keys that every page has on which something is edited."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton

from mobility_timer.ui.shell.pages import Page


def bind_keys(
    page: Page, undo: QAbstractButton, redo: QAbstractButton, save: QAbstractButton
) -> None:
    """Let the keys press these buttons, whichever child of the page has the focus."""

    def save_all() -> None:
        page.settle_typed()
        save.click()

    for keys, does in (
        ("Ctrl+Z", undo.click),
        ("Ctrl+Shift+Z", redo.click),
        ("Ctrl+Y", redo.click),
        ("Ctrl+S", save_all),
    ):
        shortcut = QShortcut(QKeySequence(keys), page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(does)
