"""What a screen reader is told beyond names: roles of our own widgets, and lines to announce."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from mobility_timer.words import told_apart

if TYPE_CHECKING:
    from PySide6.QtCore import QObject


@cache
def tell_roles() -> None:
    """Have every widget whose class names an `accessible_role` taken for that.

    Qt asks only while something reads the window."""
    QAccessible.installFactory(_interface)


def _interface(_class_name: str, widget: QObject) -> QAccessibleInterface | None:
    role = getattr(widget, "accessible_role", None)
    if role is None or not isinstance(widget, QWidget):
        return None
    return QAccessibleWidget(widget, role, widget.accessibleName())


def tell_apart(widgets: Sequence[QWidget]) -> None:
    """Number those that are called the same."""
    names = told_apart([widget.accessibleName() for widget in widgets])
    for widget, name in zip(widgets, names, strict=True):
        widget.setAccessibleName(name)


def is_read() -> bool:
    """Whether something such as a screen reader reads the window."""
    return bool(QAccessible.isActive())


def announce(widget: QWidget, line: str) -> None:
    """Have a screen reader say a line when it has finished its own."""
    if is_read():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, line))
