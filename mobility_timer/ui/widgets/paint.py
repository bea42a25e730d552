"""Strokes that several widgets share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from mobility_timer.ui.shell.theme import tokens

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def smooth(widget: QWidget) -> QPainter:
    """A painter on `widget` with smooth edges, and with the widget's `opacity` if it has one.

    Use it in a `with`: a painter that a fault leaves open makes Qt end the process later.
    """
    painter = QPainter(widget)
    painter.setOpacity(getattr(widget, "opacity", 1.0))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    return painter


def block(painter: QPainter, rect: QRectF, radius: float, colour: QColor | str) -> None:
    """A filled rectangle with round corners."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(rect, radius, radius)


def focus_ring(widget: QWidget, painter: QPainter, rect: QRectF, radius: float) -> None:
    """The ring round what the keyboard is on; nothing for a focus that came by pointer."""
    if not shows_focus(widget):
        return
    pen = QPen(QColor(tokens(widget).left), 2.0)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)


def shows_focus(widget: QWidget) -> bool:
    return widget.hasFocus() and widget.window().testAttribute(
        Qt.WidgetAttribute.WA_KeyboardFocusChange
    )


def mixed(a: QColor | str, b: QColor | str, share: float) -> QColor:
    """`a` with `share` of `b` in it."""
    one, two = QColor(a), QColor(b)
    return QColor(
        round(one.red() + (two.red() - one.red()) * share),
        round(one.green() + (two.green() - one.green()) * share),
        round(one.blue() + (two.blue() - one.blue()) * share),
    )
