"""The trials of both sides as they come in: what is measured, what is next, the best of each."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mobility_timer.personal import TRIALS
from mobility_timer.routine import Side
from mobility_timer.ui.measure.trials import Trials
from mobility_timer.ui.shell.theme import Text, font, tokens
from mobility_timer.ui.widgets.paint import block, smooth
from mobility_timer.words import measure as words

_ROW_PX, _SLOT_PX, _NAME_PX = 52, 104, 76


class TrialSlots(QWidget):
    """A row a side."""

    def __init__(self) -> None:
        super().__init__()
        self._trials = Trials()
        self._said: Callable[[float], str] = str
        self._scale = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_trials(self, trials: Trials, said: Callable[[float], str]) -> None:
        """`said` writes one value."""
        self._trials, self._said = trials, said
        told = (
            f"{words.SIDES[side.value]}: {', '.join(map(said, trials.of(side)))}" for side in Side
        )
        self.setAccessibleName(". ".join(told))
        self.update()

    def rescale(self, scale: float) -> None:
        self._scale = scale
        self.setFixedSize(
            round((_NAME_PX + TRIALS * _SLOT_PX) * scale), round(len(Side) * _ROW_PX * scale)
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        s, colours = self._scale, tokens(self)
        with smooth(self) as painter:
            for row, side in enumerate(Side):
                values = self._trials.of(side)
                y, height = row * _ROW_PX * s, (_ROW_PX - 8) * s
                painter.setFont(font(Text.STRONG, s))
                painter.setPen(colours.side(side))
                name = QRectF(0, y, _NAME_PX * s, height)
                painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, words.SIDES[side.value])
                for place in range(TRIALS):
                    x = (_NAME_PX + place * _SLOT_PX) * s
                    slot = QRectF(x, y, (_SLOT_PX - 10) * s, height)
                    done = place < len(values)
                    here = not self._trials.complete and (
                        side is self._trials.side and place == len(values)
                    )
                    block(painter, slot, 12 * s, colours.ground(side) if done else colours.track)
                    if here:
                        painter.setPen(QPen(colours.side(side), 2 * s))
                        painter.setBrush(Qt.BrushStyle.NoBrush)
                        painter.drawRoundedRect(slot.adjusted(1, 1, -1, -1), 12 * s, 12 * s)
                    if done:
                        best = values[place] == max(values)
                        painter.setFont(font(Text.SMALL_STRONG if best else Text.SMALL, s))
                        painter.setPen(QColor(colours.ink))
                        painter.drawText(
                            slot, Qt.AlignmentFlag.AlignCenter, self._said(values[place])
                        )
