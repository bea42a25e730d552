"""The seven quiet marks of a week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QPaintEvent, QPen

from mobility_timer.ui.shell.theme import Text, font, tokens
from mobility_timer.ui.widgets.controls.buttons import FlatButton
from mobility_timer.ui.widgets.paint import focus_ring, smooth
from mobility_timer.words import progress as words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from mobility_timer.personal import Week

_DAY_PX, _HEIGHT_PX = 40, 52


class WeekMarks(FlatButton):
    """A mark a day, filled where something was done; a press opens the page, but where
    `leads_on` is false it is only looked at."""

    def __init__(self, parent: QWidget | None = None, *, leads_on: bool = True) -> None:
        super().__init__(words.TITLE, parent)
        if not leads_on:
            self.accessible_role = QAccessible.Role.Graphic
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.days: tuple[bool, ...] = (False,) * 7
        self._today = 0

    def show_week(self, week: Week, today: int) -> None:
        """Show a week; `today` counts from 0 for Monday."""
        self.days, self._today = week.days, today
        told = (words.day(name, done) for name, done in zip(words.DAYS, week.days, strict=True))
        self.setAccessibleName(words.TITLE)
        self.setAccessibleDescription(", ".join(told))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(7 * _DAY_PX * self.scale), round(_HEIGHT_PX * self.scale))

    def paintEvent(self, _event: QPaintEvent) -> None:
        s, colours = self.scale, tokens(self)
        with smooth(self) as painter:
            for place, (name, done) in enumerate(zip(words.DAYS, self.days, strict=True)):
                middle = (place + 0.5) * _DAY_PX * s
                today = place == self._today
                painter.setPen(Qt.PenStyle.NoPen if done else QPen(QColor(colours.line), 2 * s))
                painter.setBrush(QColor(colours.ink) if done else Qt.BrushStyle.NoBrush)
                radius = (7 if done else 6) * s
                painter.drawEllipse(QPointF(middle, 11 * s), radius, radius)
                painter.setFont(font(Text.SMALL_STRONG if today else Text.SMALL, s))
                painter.setPen(QColor(colours.ink if today else colours.muted))
                room = QRectF(middle - _DAY_PX * s / 2, 24 * s, _DAY_PX * s, 24 * s)
                painter.drawText(room, Qt.AlignmentFlag.AlignCenter, name)
            focus_ring(self, painter, QRectF(self.rect()), 12 * s)
