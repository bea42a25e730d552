"""The right half of the player, part by part; each repaints only when its own value changed."""

from __future__ import annotations

from math import ceil
from typing import Final, Generic, TypeVar

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from mobility_timer.routine import Drill, Side
from mobility_timer.ui.player.layout import CAPITAL_SHARE, Places
from mobility_timer.ui.player.view_model import Counter, Lines, Mood, Prompt, cues_of
from mobility_timer.ui.shell.theme import tokens
from mobility_timer.ui.widgets import accessible, fonts
from mobility_timer.ui.widgets.paint import block, smooth
from mobility_timer.words import player

Value = TypeVar("Value")


class Part(QWidget, Generic[Value]):
    """Paints one value at one place, of another value what `changed` says; the pointer goes
    through it.

    A screen reader finds it as text, if anything there is told by `told`.
    """

    accessible_role: Final = QAccessible.Role.StaticText

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.value: Value | None = None
        self.places: Places | None = None

    def show_value(self, value: Value) -> None:
        before = self.value
        if value != before:
            self.value = value
            if before is None or self.places is None:
                self.update()
            else:
                self.update(self.changed(before, value, self.places))
            if accessible.is_read():
                self.setAccessibleName(self.told(value))

    def told(self, _value: Value) -> str:
        """The value in words; nothing where another part has said it."""
        return ""

    def changed(self, _before: Value, _now: Value, _places: Places) -> QRect:
        """What of it another value makes look different."""
        return self.rect()

    def set_places(self, places: Places, rect: QRectF) -> None:
        self.places = places
        self.setGeometry(rect.toAlignedRect())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.value is not None and self.places is not None:
            with smooth(self) as painter:
                self.draw(painter, self.value, self.places, event.rect())

    def draw(self, painter: QPainter, value: Value, places: Places, due: QRect) -> None:
        """Paint the value, or what of it is `due`."""
        raise NotImplementedError


class CountPart(Part[Counter]):
    """The drill's name, the giant number and of how many."""

    def told(self, value: Counter) -> str:
        return player.number_of(value.heading, value.number, value.of)

    def changed(self, before: Counter, now: Counter, places: Places) -> QRect:
        """Under the same name only what is below it."""
        same = before.heading == now.heading
        return self.rect().adjusted(0, _name_height(places) if same else 0, 0, 0)

    def draw(self, painter: QPainter, value: Counter, places: Places, due: QRect) -> None:
        colours = tokens(self)
        if due.top() < _name_height(places):
            small, metrics = places.name_face
            painter.setFont(small)
            painter.setPen(QColor(colours.muted))
            width = self.width()
            name = metrics.elidedText(value.heading, Qt.TextElideMode.ElideRight, width)
            painter.drawText(QPointF(0, metrics.ascent()), name)
        giant, metrics = places.number_face(value.digits)
        y = places.baseline - places.count.top()
        painter.setFont(giant)
        painter.setPen(QColor(colours.muted if value.quiet else colours.ink))
        ink = metrics.tightBoundingRect(value.number)
        painter.drawText(QPointF(-ink.left(), y), value.number)
        if value.of:
            painter.setFont(places.of_face.font)
            painter.setPen(QColor(colours.muted))
            painter.drawText(QPointF(ink.width() + 24 * places.scale, y), value.of)


def _name_height(places: Places) -> int:
    return ceil(places.name_face.metrics.height())


class PromptPart(Part[Prompt]):
    """The side's pill, and the word of the phase: plain at work, in a frame in between."""

    def told(self, value: Prompt) -> str:
        side = player.SIDES[value.side.value] if value.side else ""
        return player.listed(side, value.word)

    def changed(self, before: Prompt, now: Prompt, places: Places) -> QRect:
        """Beside the same pill only the word."""
        if now.side is None or now.side is not before.side:
            return self.rect()
        return self.rect().adjusted(ceil(self._pill(now.side, places).right()), 0, 0, 0)

    def _pill(self, side: Side, places: Places) -> QRectF:
        width = places.side_face.metrics.horizontalAdvance(player.SIDES[side.value])
        return QRectF(0, 0, width + 58 * places.scale, self.height())

    def draw(self, painter: QPainter, value: Prompt, places: Places, due: QRect) -> None:
        colours = tokens(self)
        s = places.scale
        x = 0.0
        if value.side is not None:
            pill = self._pill(value.side, places)
            x = pill.right() + 22 * s
            if due.left() < pill.right():
                block(painter, pill, 24 * s, colours.ground(value.side))
                painter.setFont(places.side_face.font)
                painter.setPen(colours.side(value.side))
                middle = QPointF(29 * s, _middle(pill, places.side))
                painter.drawText(middle, player.SIDES[value.side.value])
        if not value.word:
            return
        font, metrics = places.word_face
        painter.setFont(font)
        width = metrics.horizontalAdvance(value.word)
        if value.mood is Mood.WORK:
            painter.setPen(QColor(colours.muted))
            row = QRectF(x, 0, width, self.height())
            painter.drawText(QPointF(x + 4 * s, _middle(row, places.word)), value.word)
            return
        sign = 54 * s if value.mood in (Mood.PAUSED, Mood.WAITING) else 0.0
        frame = QRectF(x, 10 * s, width + 48 * s + sign, self.height() - 20 * s)
        if frame.right() > self.width():
            frame.setRight(self.width())
            sign = max(0.0, min(sign, frame.width() - width - 30 * s))
        self._frame(painter, value.mood, frame, s)
        filled = value.mood in (Mood.PAUSED, Mood.WAITING)
        painter.setPen(QColor(colours.background if filled else colours.ink))
        start = frame.left() + (frame.width() - width - sign) / 2 + sign
        if sign:
            square = QRectF(start - 46 * s, frame.center().y() - 18 * s, 36 * s, 36 * s)
            self._sign(painter, value.mood, square)
        painter.setPen(QColor(colours.background if filled else colours.ink))
        painter.drawText(QPointF(start, _middle(frame, places.word)), value.word)

    def _frame(self, painter: QPainter, mood: Mood, frame: QRectF, s: float) -> None:
        """Rest is a soft block, paused and waiting are solid, get ready and switch an outline."""
        colours = tokens(self)
        round_ends = frame.height() / 2
        if mood is Mood.REST:
            block(painter, frame, 24 * s, colours.track)
        elif mood in (Mood.PAUSED, Mood.WAITING):
            block(painter, frame, round_ends, colours.ink)
        else:
            width = 3.5 * s
            inner = frame.adjusted(width / 2, width / 2, -width / 2, -width / 2)
            painter.setPen(QPen(QColor(colours.muted), width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inner, round_ends, round_ends)

    def _sign(self, painter: QPainter, mood: Mood, square: QRectF) -> None:
        colour = tokens(self).background
        if mood is Mood.PAUSED:
            width = square.width() * 0.28
            for x in (square.left() + width * 0.3, square.right() - width * 1.3):
                block(painter, QRectF(x, square.top(), width, square.height()), width / 3, colour)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        top, bottom, middle = square.top(), square.bottom(), square.center().y()
        left, right = square.left() + square.width() * 0.15, square.right()
        painter.drawPolygon([QPointF(left, top), QPointF(right, middle), QPointF(left, bottom)])


_COVERED_SHARE: Final = 0.55
"""The size of a cue's type as a share of its own, at which two lines stand in the height of one."""
_COVERED_MOST_SHARE: Final = 0.9


class LinesPart(Part[Lines]):
    """The cue in one or two lines, and at the foot of the column what comes next.

    Where something covers the foot for a while, the cue stands smaller above it.
    """

    _is_covered = False

    def set_covered(self, is_covered: bool) -> None:
        if is_covered is not self._is_covered:
            self._is_covered = is_covered
            self.update()

    def told(self, value: Lines) -> str:
        return player.listed(value.cue, f"{value.label} {value.next}".strip())

    def draw(self, painter: QPainter, value: Lines, places: Places, _due: QRect) -> None:
        colours = tokens(self)
        width = float(self.width())
        share = 1.0
        metrics = QFontMetricsF(cue_font(places))
        lines = broken(value.cue, metrics, width)
        if self._is_covered and len(lines) > 1:
            in_one_line = 0.96 * width / metrics.horizontalAdvance(value.cue)
            share = max(_COVERED_SHARE, min(_COVERED_MOST_SHARE, in_one_line))
            metrics = QFontMetricsF(cue_font(places, share))
            lines = broken(value.cue, metrics, width)
        widest = max(width, *map(metrics.horizontalAdvance, lines))
        painter.setFont(cue_font(places, share * width / widest))
        painter.setPen(QColor(colours.ink))
        step = 1.12 * share * places.cue
        y = (CAPITAL_SHARE + 0.2) * share * places.cue
        for line in lines:
            painter.drawText(QPointF(0, y), line)
            y += step
        if not value.next or y - step + 0.3 * places.cue > self.height() - 0.26 * places.next - (
            CAPITAL_SHARE * places.next
        ):
            return
        x = 0.0
        y = self.height() - 0.26 * places.next
        if value.label:
            font = fonts.font(places.next, QFont.Weight.Normal, display=False)
            painter.setFont(font)
            painter.setPen(QColor(colours.muted))
            painter.drawText(QPointF(0, y), value.label)
            x = QFontMetricsF(font).horizontalAdvance(value.label) + 16 * places.scale
        font = next_font(places)
        painter.setFont(font)
        painter.setPen(QColor(colours.ink if value.label else colours.muted))
        text = shortened(value.next, QFontMetricsF(font), width - x)
        painter.drawText(QPointF(x, y), text)


def cue_font(places: Places, share: float = 1.0) -> QFont:
    return fonts.font(share * places.cue, QFont.Weight.Bold, display=True)


def next_font(places: Places) -> QFont:
    return fonts.font(places.next, QFont.Weight.DemiBold, display=True)


def broken(text: str, metrics: QFontMetricsF, width: float) -> tuple[str, ...]:
    """The text in one line, or in two of nearly the same length; a text without spaces breaks
    between two characters, and what is still too long is cut."""
    if metrics.horizontalAdvance(text) <= width:
        return (text,)
    between = " " if " " in text else ""
    parts = text.split(" ") if between else list(text)
    halves = [(between.join(parts[:n]), between.join(parts[n:])) for n in range(1, len(parts))]
    two = min(halves, key=lambda two: max(map(metrics.horizontalAdvance, two)))
    return tuple(metrics.elidedText(half, Qt.TextElideMode.ElideRight, width) for half in two)


def shortened(text: str, metrics: QFontMetricsF, width: float) -> str:
    """The text; where it is too wide without its last part after a comma, else cut."""
    if metrics.horizontalAdvance(text) > width:
        text = text.rpartition(", ")[0] or text
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)


def _middle(rect: QRectF, em: float) -> float:
    """The baseline that puts capitals in the middle of `rect`."""
    return rect.center().y() + CAPITAL_SHARE * em / 2


def needs_room(drill: Drill, places: Places) -> bool:
    """Whether some cue of this drill takes two lines at these sizes."""
    metrics = QFontMetricsF(cue_font(places))
    width = places.lines.width()
    return any(metrics.horizontalAdvance(cue) > width for cue in cues_of(drill))
