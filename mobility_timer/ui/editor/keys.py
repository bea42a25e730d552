"""The keys that every page has on which something is edited."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QWidget


def bind_keys(
    page: QWidget, undo: QAbstractButton, redo: QAbstractButton, save: QAbstractButton
) -> None:
    """Let the keys press these buttons, whichever child of the page has the focus."""
    for keys, button in (
        ("Ctrl+Z", undo),
        ("Ctrl+Shift+Z", redo),
        ("Ctrl+Y", redo),
        ("Ctrl+S", save),
    ):
        shortcut = QShortcut(QKeySequence(keys), page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(button.click)
