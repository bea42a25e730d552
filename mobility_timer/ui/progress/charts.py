"""The pictures of the page: bars of weeks, and bars of shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mobility_timer.personal import Week
from mobility_timer.routine import Side
from mobility_timer.ui.shell.theme import Text, font, tokens
from mobility_timer.ui.widgets.paint import block, smooth
from mobility_timer.words import dates
from mobility_timer.words import progress as words

_WEEKS_PX, _ROW_PX = 206, 34
_MOST_DOTS = 7
_LEAST_MINUTES = 30
"""The scale of the weeks does not go below it, so that two minutes do not look like a mountain."""


class WeekBars(QWidget):
    """A bar a week: its minutes above it, its Monday below, and a dot for each session."""

    accessible_role: Final = QAccessible.Role.Chart

    def __init__(self) -> None:
        super().__init__()
        self._weeks: tuple[Week, ...] = ()
        self._scale = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words.TWELVE_WEEKS)

    def show_weeks(self, weeks: tuple[Week, ...]) -> None:
        self._weeks = weeks
        told = (
            f"{dates.short(week.monday)}: {words.week(week.minutes, week.sessions)}"
            for week in weeks
        )
        self.setAccessibleDescription(". ".join(told))
        self.update()

    def rescale(self, scale: float) -> None:
        self._scale = scale
        self.setFixedHeight(round(_WEEKS_PX * scale))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._weeks:
            return
        s, colours = self._scale, tokens(self)
        with smooth(self) as painter:
            most = max(_LEAST_MINUTES, *(week.minutes for week in self._weeks))
            step = self.width() / len(self._weeks)
            foot, room = self.height() - 42 * s, self.height() - 68 * s
            width = min(step * 0.62, 46 * s)
            for place, week in enumerate(self._weeks):
                middle = (place + 0.5) * step
                last = place == len(self._weeks) - 1
                height = max(4 * s, room * week.minutes / most)
                bar = QRectF(middle - width / 2, foot - height, width, height)
                colour = colours.track if not week.ms else colours.ink if last else colours.muted
                block(painter, bar, min(8 * s, height / 2), colour)
                painter.setFont(font(Text.SMALL_STRONG if last else Text.SMALL, s))
                painter.setPen(QColor(colours.ink))
                flags = Qt.AlignmentFlag.AlignCenter
                if week.ms:
                    over = QRectF(middle - step / 2, bar.top() - 24 * s, step, 22 * s)
                    painter.drawText(over, flags, words.number(week.minutes))
                painter.setPen(QColor(colours.ink if last else colours.muted))
                under = QRectF(middle - step / 2, foot + 4 * s, step, 22 * s)
                painter.drawText(under, flags, dates.short(week.monday))
                dots = min(week.sessions, _MOST_DOTS)
                for dot in range(dots):
                    x = middle + (dot - (dots - 1) / 2) * 8 * s
                    square = QRectF(x - 2.5 * s, foot + 30 * s, 5 * s, 5 * s)
                    block(painter, square, 2.5 * s, colour)


@dataclass(frozen=True)
class Share:
    """One row: what it is, how much, and the side whose colour it wears."""

    name: str
    amount: int
    said: str
    side: Side | None = None


class ShareBars(QWidget):
    """Rows with a name, a bar as long as its amount, and the amount."""

    accessible_role: Final = QAccessible.Role.Chart

    def __init__(self, name: str) -> None:
        super().__init__()
        self._rows: tuple[Share, ...] = ()
        self._scale = 1.0
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: Sequence[Share]) -> None:
        self._rows = tuple(rows)
        self.setAccessibleDescription(". ".join(f"{row.name}, {row.said}" for row in rows))
        self.rescale(self._scale)
        self.update()

    def rescale(self, scale: float) -> None:
        self._scale = scale
        self.setFixedHeight(round(max(1, len(self._rows)) * _ROW_PX * scale))

    def paintEvent(self, _event: QPaintEvent) -> None:
        s, colours = self._scale, tokens(self)
        with smooth(self) as painter:
            most = max((row.amount for row in self._rows), default=0) or 1
            face = font(Text.SMALL, s)
            metrics = QFontMetricsF(face)
            painter.setFont(face)
            names = min(
                0.45 * self.width(),
                14 * s
                + max((metrics.horizontalAdvance(row.name) for row in self._rows), default=0),
            )
            said = 12 * s + max(
                (metrics.horizontalAdvance(row.said) for row in self._rows), default=0
            )
            for place, row in enumerate(self._rows):
                y = place * _ROW_PX * s
                line = QRectF(0, y, names - 10 * s, _ROW_PX * s)
                left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
                painter.setFont(face)
                painter.setPen(QColor(colours.ink))
                painter.drawText(
                    line,
                    left,
                    metrics.elidedText(row.name, Qt.TextElideMode.ElideRight, line.width()),
                )
                room = self.width() - names - said
                width = max(4 * s, room * row.amount / most)
                bar = QRectF(names, y + _ROW_PX * s / 2 - 6 * s, width, 12 * s)
                colour = colours.side(row.side) if row.side else QColor(colours.muted)
                block(painter, bar, 6 * s, colour if row.amount else colours.track)
                painter.setPen(QColor(colours.muted))
                after = QRectF(bar.right() + 10 * s, y, said, _ROW_PX * s)
                painter.drawText(after, left, row.said)
