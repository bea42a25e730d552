"""The small texts of the player: the line at the top and the caption of what was last said."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from mobility_timer.ui.player.layout import Places
from mobility_timer.ui.player.parts import Part
from mobility_timer.ui.player.view_model import Header
from mobility_timer.ui.shell.theme import tokens
from mobility_timer.ui.widgets import fonts
from mobility_timer.words import player


class HeaderPart(Part[Header]):
    """Routine and place at the left, the time that is left at the right."""

    def told(self, value: Header) -> str:
        return player.listed(value.routine, value.place, value.left + player.left_of(value.total))

    def draw(self, painter: QPainter, value: Header, places: Places) -> None:
        colours = tokens(self)
        s = places.scale
        strong = fonts.font(19 * s, QFont.Weight.DemiBold, tabular=True)
        plain = fonts.font(19 * s, QFont.Weight.Normal, tabular=True)
        y = self.height() / 2 + 0.36 * plain.pixelSize()
        total = player.left_of(value.total)
        plain_metrics, strong_metrics = QFontMetricsF(plain), QFontMetricsF(strong)
        right = self.width() - plain_metrics.horizontalAdvance(total)
        painter.setFont(plain)
        painter.setPen(QColor(colours.muted))
        painter.drawText(QPointF(right, y), total)
        right -= strong_metrics.horizontalAdvance(value.left)
        place = f"  ·  {value.place}"
        room = right - plain_metrics.horizontalAdvance(place) - 40 * s
        name = strong_metrics.elidedText(value.routine, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPointF(strong_metrics.horizontalAdvance(name), y), place)
        painter.setFont(strong)
        painter.setPen(QColor(colours.ink))
        painter.drawText(QPointF(right, y), value.left)
        painter.drawText(QPointF(0, y), name)


_LINE_SHARE_OF_ASCENT = 1.28  # from one line to the next, with the descenders between


class CaptionPart(Part[str]):
    """What was last said, in at most two lines."""

    def told(self, value: str) -> str:
        return value

    def draw(self, painter: QPainter, value: str, places: Places) -> None:
        if not value:
            return
        size = 19 * places.scale
        font = fonts.font(size, QFont.Weight.Normal)
        metrics = QFontMetricsF(font)
        text = f"“{value}”"
        width = float(self.width())
        lines = [text]
        if metrics.horizontalAdvance(text) > width:
            size *= 0.88
            ascent = QFontMetricsF(fonts.font(size, QFont.Weight.Normal)).ascent()
            tall = 2 * _LINE_SHARE_OF_ASCENT * ascent
            font = fonts.font(size * min(1.0, self.height() / tall), QFont.Weight.Normal)
            metrics = QFontMetricsF(font)
            lines = _two(text, metrics, width)
        painter.setFont(font)
        painter.setPen(QColor(tokens(self).muted))
        step = _LINE_SHARE_OF_ASCENT * metrics.ascent()
        y = self.height() / 2 - step * len(lines) / 2
        for line in lines:
            place = QRectF(0, y, width, step)
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(place, flags, line)
            y += step


def _two(text: str, metrics: QFontMetricsF, width: float) -> list[str]:
    """As much as fits into the first line, the rest into the second."""
    words = text.split(" ")
    first = ""
    while words and metrics.horizontalAdvance(f"{first} {words[0]}".strip()) <= width:
        first = f"{first} {words.pop(0)}".strip()
    rest = metrics.elidedText(" ".join(words), Qt.TextElideMode.ElideRight, width)
    return [first, rest] if rest else [first]
