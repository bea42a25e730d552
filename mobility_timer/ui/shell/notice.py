"""One quiet line over the page that is shown."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetricsF, QPaintEvent
from shiboken6 import isValid

from mobility_timer.ui.shell.messages import Messages
from mobility_timer.ui.shell.theme import Text, font, tokens
from mobility_timer.ui.widgets import icons
from mobility_timer.ui.widgets.accessible import announce
from mobility_timer.ui.widgets.controls.buttons import FlatButton
from mobility_timer.ui.widgets.label import breakable
from mobility_timer.ui.widgets.paint import block, focus_ring, smooth
from mobility_timer.words import window

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout, QWidget

PASSES_MS = 8_000
_MARGIN_PX = 10
_MOST_ROWS = 3  # of a line
_FILLED_SHARE = 0.88  # lines break between words, so that a part of each stays empty
_TALLEST_PX = 10_000
_WRAPS = Qt.TextFlag.TextWordWrap


class Notice(FlatButton):
    """Says what is missing or what went wrong, the latest first; a press takes that away, and
    does what was offered with it.

    Over a part of the page, where a routine plays, it is short and steps aside by itself: nobody
    can press it there. What stood there waits for the next page. What goes by itself takes no
    focus, so that nothing goes that has it.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(window.NOTICE, parent)
        self.messages = Messages()
        self._over: QWidget | None = None
        self._beside: QWidget | None = None
        self._above: QLayout | None = None
        self._aside = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self._take_away)
        self._passes = self._clock(lambda: self._use(self.messages.passed()))
        self._reads = self._clock(lambda: self._use(self.messages.read_now()))
        self.hide()

    def _clock(self, command: Callable[[], None]) -> QTimer:
        clock = QTimer(self)
        clock.setSingleShot(True)
        clock.setInterval(PASSES_MS)
        clock.timeout.connect(command)
        return clock

    def say(self, line: str, on_press: Callable[[], object] | None = None) -> None:
        """Show the line above those that stand there, with what a press on it will do. The same
        twice is not shown twice, nor an offer that was dismissed."""
        self._use(self.messages.said(line, offer=on_press))

    def hold(self, line: str) -> None:
        """Show a line until it is taken back, over a part of the page too."""
        self._use(self.messages.said(line, is_held=True))

    def say_faults(self, lines: Sequence[str]) -> None:
        """Show several lines as one, and with the faults that stand there."""
        self._use(self.messages.faults_said(lines))

    def tell(self, line: str) -> None:
        """Say what needs no answer: it goes by itself after a few seconds."""
        self._use(self.messages.told(line))
        if not self._aside:
            self._passes.start()

    def take_back(self, line: str) -> None:
        """The line holds no more: it goes, and may come again."""
        self._use(self.messages.taken_back({line}))

    def _take_away(self) -> None:
        messages = self.messages
        if messages.is_shortened:
            self._use(messages.stepped_aside(messages.shown))
            return
        self._use(messages.pressed_away())
        if (offer := self.messages.pressed.offer) is not None:
            offer()

    def dismiss(self) -> bool:
        """Take away what is shown, and what is offered with it; False where it would have gone by
        itself, or nothing is shown."""
        shown = self.messages.shown if self.isVisible() else ()
        if shown:
            self._use(self.messages.dismissed())
        return any(not message.passes for message in shown)

    def _use(self, messages: Messages) -> None:
        self.messages = messages
        goes, line = messages.goes, messages.text
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if goes else Qt.FocusPolicy.TabFocus)
        if line == self.text():
            return
        self.setText(line)
        self.setAccessibleName(line or window.NOTICE)
        self.setToolTip(line)
        self.setVisible(bool(line) and not self._aside)
        self.place()
        self._keep_clear()
        self._reads.start() if line and not self._aside else self._reads.stop()
        if line:
            announce(self, line)

    def stand_over(
        self,
        widget: QWidget | None,
        *,
        beside: QWidget | None = None,
        above: QLayout | None = None,
    ) -> None:
        """Stand at the upper edge of that part of the page, else at the lower edge of the window,
        where pages leave room, left of the part `beside`; what is laid out by `above` ends there
        meanwhile."""
        self._over, self._beside, self._above = widget, beside, above
        self._use(self.messages.on_next_page(over_part=widget is not None))
        self.set_aside(False)
        for part in filter(None, (widget, beside)):
            part.installEventFilter(self)
        self.place()
        self._keep_clear()

    def set_aside(self, aside: bool) -> None:
        """Keep out of sight while something covers the page; what passes by itself waits too."""
        if aside != self._aside:
            self._aside = aside
            self.setVisible(bool(self.text()) and not aside)
            self._keep_clear()
            for clock in (self._passes, self._reads):
                clock.stop() if aside else clock.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched in (self._over, self._beside) and event.type() in (
            QEvent.Type.Move,
            QEvent.Type.Resize,
        ):
            self.place()
        return False

    def place(self) -> None:
        parent = self.parentWidget()
        if parent is None or not self.text():
            return
        margin = round(_MARGIN_PX * self.scale)
        if self._over is None:
            beside = self._beside
            right = parent.width() if beside is None else beside.mapTo(parent, QPoint()).x()
            most_px = min(parent.width() - 580 * self.scale, right - 2 * margin)
            size = self._size_within(most_px)
            place = QRect(QPoint(0, parent.height() - size.height() - margin), size)
            place.moveLeft((right - size.width()) // 2)
        else:
            top = self._over.mapTo(parent, QPoint(0, margin))
            size = self._size_within(self._over.width() - 2 * margin)
            place = QRect(top + QPoint((self._over.width() - size.width()) // 2, 0), size)
        self.setGeometry(place)
        self.raise_()

    def _keep_clear(self) -> None:
        if self._above is not None and isValid(self._above):
            stands = bool(self.text()) and not self._aside
            room = self.height() + 2 * round(_MARGIN_PX * self.scale)
            self._above.setContentsMargins(0, 0, 0, room if stands else 0)

    def _size_within(self, most_px: float) -> QSize:
        """As wide as the line or as there is room, and as tall as the line is there."""
        hint = self.sizeHint()
        width = min(hint.width(), round(most_px))
        metrics = QFontMetricsF(font(Text.SMALL, self.scale))
        wrapped = metrics.boundingRect(self._room(width, _TALLEST_PX), _WRAPS, self._breakable)
        lines = min(wrapped.height(), self._most_rows * metrics.lineSpacing())
        return QSize(width, max(hint.height(), math.ceil(lines + 18 * self.scale)))

    @property
    def _most_rows(self) -> int:
        return _MOST_ROWS * (self.text().count("\n") + 1)

    def _fitting(self, line: str, metrics: QFontMetricsF, width: float) -> str:
        """As much of a line as stands in its rows."""
        room = QRectF(0, 0, width, _TALLEST_PX)
        if metrics.boundingRect(room, _WRAPS, line).height() <= _MOST_ROWS * metrics.lineSpacing():
            return line
        fits = width * _MOST_ROWS * _FILLED_SHARE
        return metrics.elidedText(line, Qt.TextElideMode.ElideRight, fits)

    def _room(self, width: float, height: float) -> QRectF:
        """Where the line stands."""
        return QRectF(18 * self.scale, 0, width - 54 * self.scale, height)

    @property
    def _breakable(self) -> str:
        return breakable(self.text())

    def rescale(self, scale: float) -> None:
        super().rescale(scale)
        self.place()
        self._keep_clear()

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(font(Text.SMALL, self.scale)).horizontalAdvance(self.text())
        return QSize(round(width + 56 * self.scale), round(36 * self.scale))

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = tokens(self)
        s = self.scale
        with smooth(self) as painter:
            rect = QRectF(self.rect())
            radius = min(rect.height() / 2, 18 * s)
            block(painter, rect, radius, colours.track)
            style = font(Text.SMALL, s)
            painter.setFont(style)
            painter.setPen(QColor(colours.ink))
            room = self._room(rect.width(), rect.height())
            metrics = QFontMetricsF(style)
            lines = self._breakable.split("\n")
            text = "\n".join(self._fitting(line, metrics, room.width()) for line in lines)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | _WRAPS, text)
            cross = QRectF(rect.right() - 30 * s, rect.center().y() - 7 * s, 14 * s, 14 * s)
            icons.paint(painter, cross, "close", colours.muted)
            focus_ring(self, painter, rect, radius)
