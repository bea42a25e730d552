"""Whose turn it is: the side in its pill, and which trial."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mobility_timer.personal import TRIALS
from mobility_timer.ui.measure.trials import Trials
from mobility_timer.ui.shell.theme import Text, font, tokens
from mobility_timer.ui.widgets.paint import block, smooth
from mobility_timer.words import measure as words

_HEIGHT_PX = 56


class Turn(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._trials = Trials()
        self._scale = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_trials(self, trials: Trials) -> None:
        self._trials = trials
        side, number = trials.side.value, trials.number
        told = words.ALL_MEASURED if trials.complete else words.trial(side, number, TRIALS)
        self.setAccessibleName(told)
        self.update()

    def rescale(self, scale: float) -> None:
        self._scale = scale
        self.setFixedHeight(round(_HEIGHT_PX * scale))

    def paintEvent(self, _event: QPaintEvent) -> None:
        s, colours, trials = self._scale, tokens(self), self._trials
        face = font(Text.HEADING, s)
        with smooth(self) as painter:
            x, rect = 0.0, QRectF(self.rect())
            painter.setFont(face)
            if not trials.complete:
                name = words.SIDES[trials.side.value]
                width = QFontMetricsF(face).horizontalAdvance(name) + 36 * s
                pill = QRectF(0, 0, width, rect.height())
                block(painter, pill, 16 * s, colours.ground(trials.side))
                painter.setPen(colours.side(trials.side))
                painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, name)
                x = width + 18 * s
            painter.setPen(QColor(colours.ink))
            said = words.ALL_MEASURED if trials.complete else words.number_of(trials.number, TRIALS)
            painter.drawText(rect.adjusted(x, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, said)
