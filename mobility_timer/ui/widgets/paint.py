"""Strokes that several widgets share."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPaintDevice, QPainter, QPen
from PySide6.QtWidgets import QWidget

from mobility_timer.ui.shell.theme import tokens

_SMOOTH: Final = QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing


def smooth(widget: QWidget) -> QPainter:
    """A painter on `widget` with smooth edges, and with the widget's `opacity` if it has one.

    Use it in a `with`: a painter that a fault leaves open makes Qt end the process later.
    """
    painter = QPainter(widget)
    painter.setOpacity(vars(widget).get("opacity", 1.0))  # Qt takes long to miss an attribute
    painter.setRenderHints(_SMOOTH)
    return painter


def fill(painter: QPainter, rect: QRect, colour: QColor | str) -> None:
    """What `fillRect` does: for that one PySide6 makes all that has to do with gradients first."""
    painter.setBackground(QColor(colour))
    painter.eraseRect(rect)


def block(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    colour: QColor | str,
    of: QWidget | None = None,
) -> None:
    """A filled rectangle with round corners, in high contrast with an edge; `of` is the widget it
    is painted for, where it is not painted on that."""
    painter.setBrush(QColor(colour))
    edge = _edge(of or painter.device(), QColor(colour))
    if edge is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect, radius, radius)
    else:
        painter.setPen(QPen(edge, 1.0))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


_NEAR_SHARE = 0.25
"""A ground whose lightness differs by less is told from the page's own only by its edge: of cards,
buttons and the like, under the pointer too, not of what is filled with the colour of ink or line.
"""


def _edge(widget: QPaintDevice, ground: QColor) -> QColor | None:
    """The colour of the edge on a widget of high contrast, of a ground that is near its own."""
    if not isinstance(widget, QWidget):
        return None
    colours = tokens(widget)
    if not colours.edged:
        return None
    apart = abs(ground.lightnessF() - QColor(colours.background).lightnessF())
    return QColor(colours.line) if 0 < apart < _NEAR_SHARE else None


def focus_ring(widget: QWidget, painter: QPainter, rect: QRectF, radius: float) -> None:
    """The ring round what the keyboard is on; nothing for a focus that came by pointer."""
    if not shows_focus(widget):
        return
    pen = QPen(QColor(tokens(widget).left), 2.0)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)


def note_focus(widget: QWidget, reason: Qt.FocusReason) -> None:
    """Have the ring shown on what got the focus by a key of the page. Tab does so by itself, and
    its reason comes without a key too: where what had the focus was disabled."""
    if reason is Qt.FocusReason.ShortcutFocusReason:
        widget.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)


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
