"""The small texts of the player: the line at the top and the caption of what was last said."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from mobility_timer.timeline import minutes_seconds
from mobility_timer.ui.player.layout import Places
from mobility_timer.ui.player.parts import Part
from mobility_timer.ui.player.view_model import Header
from mobility_timer.ui.shell.theme import scale, tokens
from mobility_timer.ui.widgets import fonts
from mobility_timer.words import player

_APART_PX = 16
_LEAST_NOTICE_PX = 280
_MOST_LARGER_TIMES = 1.2
"""Notices shrink less than the player does: in a tiny window they are taller than the header."""


@dataclass(frozen=True)
class _Ends:
    """Where the texts of the header stand, in pixels: the name to `name`, the place from there to
    `place`, the time that is left from `left`, the total from `total`."""

    shown: str
    name: float
    place: float
    left: float
    total: float


class HeaderPart(Part[Header]):
    """Routine and place at the left, the time that is left at the right.

    `notices` is the room between them, where a line of the window's hides nothing; where there is
    too little, `below`.
    """

    def __init__(self, parent: QWidget, below: QWidget) -> None:
        super().__init__(parent)
        self._below = below
        self._second_over_at = 0
        self._found: tuple[tuple[object, ...], _Ends] | None = None
        self.notices = QWidget(parent)
        self.notices.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_value(self, value: Header) -> None:
        moved = self.value is None or value.place != self.value.place
        super().show_value(value)
        self._second_over_at = 0
        if moved:
            self._make_room()

    def show_at(self, at: int) -> None:
        """The time that is left, later in the same session."""
        if self.value is not None and at >= self._second_over_at:
            left_ms = self.value.length - at
            self.show_value(replace(self.value, left=minutes_seconds(left_ms)))
            self._second_over_at = at + (left_ms % 1000 or 1000)

    def set_places(self, places: Places, rect: QRectF) -> None:
        super().set_places(places, rect)
        self._make_room()

    def _make_room(self) -> None:
        if self.value is None or self.places is None:
            return
        apart = round(_APART_PX * self.places.scale)
        ends = self._ends(self.value, self.places)
        room = self.geometry().adjusted(round(ends.place) + apart, 0, 0, 0)
        room.setRight(self.x() + round(ends.left) - apart)
        notices = scale(self.window().width(), self.window().height())
        room.moveTop(room.top() - round(10 * notices))
        wide = room.width() >= _LEAST_NOTICE_PX * self.places.scale
        fits = wide and notices <= _MOST_LARGER_TIMES * self.places.scale
        self.notices.setGeometry(room if fits else self._below.geometry())

    def _ends(self, value: Header, places: Places) -> _Ends:
        """Found once for all times of as many digits: these are all equally wide."""
        left = len(value.left)
        of = value.routine, value.place, left, value.total, places, self.width()
        if self._found is None or self._found[0] != of:
            self._found = of, self._measured(value, places)
        return self._found[1]

    def _measured(self, value: Header, places: Places) -> _Ends:
        s = places.scale
        plain, strong = places.header_face.metrics, places.strong_header_face.metrics
        total = self.width() - plain.horizontalAdvance(player.left_of(value.total))
        left = total - strong.horizontalAdvance(value.left)
        place = plain.horizontalAdvance(_after_name(value.place))
        room = left - place - 40 * s
        shown = strong.elidedText(value.routine, Qt.TextElideMode.ElideRight, room)
        name = strong.horizontalAdvance(shown)
        return _Ends(shown, name, name + place, left, total)

    def changed(self, before: Header, now: Header, places: Places) -> QRect:
        """At most seconds only the time that is left."""
        if self._ends(before, places) is not (ends := self._ends(now, places)):
            return self.rect()
        return QRectF(ends.left, 0, ends.total - ends.left, self.height()).toAlignedRect()

    def told(self, value: Header) -> str:
        return player.listed(value.routine, value.place, value.left + player.left_of(value.total))

    def draw(self, painter: QPainter, value: Header, places: Places, due: QRect) -> None:
        colours = tokens(self)
        plain, strong = places.header_face.font, places.strong_header_face.font
        y = self.height() / 2 + 0.36 * plain.pixelSize()
        ends = self._ends(value, places)
        texts = (
            (ends.total, self.width(), plain, player.left_of(value.total)),
            (ends.name, ends.place, plain, _after_name(value.place)),
            (ends.left, ends.total, strong, value.left),
            (0, ends.name, strong, ends.shown),
        )
        for x, end, face, text in texts:
            if x < due.right() and due.left() <= end:
                painter.setFont(face)
                painter.setPen(QColor(colours.ink if face is strong else colours.muted))
                painter.drawText(QPointF(x, y), text)


def _after_name(place: str) -> str:
    return f"  ·  {place}"


_LINE_SHARE_OF_ASCENT = 1.28  # from one line to the next, with the descenders between


class CaptionPart(Part[str]):
    """What was last said, in at most two lines."""

    def told(self, value: str) -> str:
        return value

    def draw(self, painter: QPainter, value: str, places: Places, _due: QRect) -> None:
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
