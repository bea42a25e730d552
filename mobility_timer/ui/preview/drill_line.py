"""What a row shows of its drill: the line with its dose and length, and below it its details."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mobility_timer.routine import Counts, Drill, Ends
from mobility_timer.ui.shell.theme import Text
from mobility_timer.ui.widgets.controls.buttons import IconButton
from mobility_timer.ui.widgets.controls.stepper import Stepper
from mobility_timer.ui.widgets.label import Elided, Label
from mobility_timer.words import preview

_TALLEST_PX = 16_777_215
_MOST_SETS_SHOWN = 3
_DOSE_PX = 172
_MORE = ("chevron-down", preview.HOW_IT_IS_DONE)
_LESS = ("chevron-up", preview.HIDE_HOW)


@dataclass(frozen=True)
class LineLook:
    """The text styles of a line and its sizes in px at scale 1: its height, that of the name, the
    width of the length, the gaps between its parts, the margin at its right."""

    name: Text
    length: Text
    height_px: int
    name_px: int
    length_px: int
    gap_px: int
    right_px: int


class DrillLine(QVBoxLayout):
    """The layout of `row`. `beside` stands between the dose and the length; with `types` the dose
    can be typed."""

    def __init__(
        self,
        row: QWidget,
        look: LineLook,
        details: QWidget,
        *beside: QWidget,
        types: bool = False,
    ) -> None:
        super().__init__(row)
        self._row = row
        self._look = look
        self._details = details
        self.name = Elided(style=look.name, lines=2)
        self.how = Elided(style=Text.SMALL, muted=True, lines=2)
        self.dose = Stepper(preview.DOSE, types=types)
        self.length = Label("", look.length, muted=True)
        self.length.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.more = IconButton(*_MORE, size=34)
        self._words = QVBoxLayout()
        self._words.addStretch(1)
        self._words.addWidget(self.name)
        self._words.addWidget(self.how)
        self._words.addStretch(1)
        self._line = QHBoxLayout()
        self._line.addLayout(self._words, 1)
        for widget in (self.dose, *beside, self.length, self.more):
            self._line.addWidget(widget)
        self.addLayout(self._line)
        self.addWidget(details)
        details.hide()

    @property
    def is_open(self) -> bool:
        return not self._details.isHidden()

    def open(self, is_open: bool) -> None:
        """Show or hide the details; the row has its new height once it is rescaled."""
        self._details.setVisible(is_open)
        self.more.show_as(*(_LESS if is_open else _MORE))

    def show_dose(self, name: str, number: str, span: str, unit: str) -> None:
        """The dose of the drill of this name, as `dose_shown` tells it."""
        self.dose.show_value(number, span)
        self.dose.less.setAccessibleName(preview.fewer(name, unit))
        self.dose.more.setAccessibleName(preview.more(name, unit))

    def begin_at(self, left_px: int, scale: float) -> None:
        """Leave room at the left, in px of the window."""
        self.setContentsMargins(left_px, 0, round(self._look.right_px * scale), 0)

    def rescale(self, scale: float) -> None:
        """Size the line and the row: as tall as its details need, or as the line alone."""
        look, closed = self._look, round(self._look.height_px * scale)
        self.setSpacing(0)
        self._words.setSpacing(round(1 * scale))
        self._line.setSpacing(round(look.gap_px * scale))
        self.name.setMinimumHeight(round(look.name_px * scale))
        self.dose.setFixedWidth(round(_DOSE_PX * scale))
        self.length.setFixedWidth(round(look.length_px * scale))
        for widget in (self.dose, self.length):
            widget.setFixedHeight(closed)
        self._row.setMinimumHeight(closed)
        self._row.setMaximumHeight(_TALLEST_PX if self.is_open else closed)


def dose_shown(drill: Drill) -> tuple[str, str, str]:
    """The number of a dose, what stands below it, and what it counts."""
    dose = drill.dose
    unit = preview.SECONDS if drill.is_hold else preview.COUNTED[dose.counts.value]
    until_you_stop = dose.ends is Ends.YOU and dose.counts is not Counts.METRES
    if until_you_stop:
        unit = preview.at_most(dose.amount, held=drill.is_hold)
    ranged = dose.low < dose.high and not until_you_stop
    counted = preview.SECONDS_SHORT if drill.is_hold else unit
    span = f"{counted}, {preview.span(dose.low, dose.high)}" if ranged else unit
    return preview.MAX if until_you_stop else amounts_shown(drill), span, unit


def amounts_shown(drill: Drill) -> str:
    """The amount of a set, or of each where there are two or three that differ and both sides do
    the same; of more the least and the most."""
    by_side = [
        [drill.amount_of(repeat, side) for repeat in range(drill.rounds)]
        for side in drill.worked_sides
    ]
    every = [amount for amounts in by_side for amount in amounts]
    if len(set(every)) == 1:
        return str(every[0])
    if by_side[0] == by_side[-1] and drill.rounds <= _MOST_SETS_SHOWN:
        return ", ".join(map(str, by_side[0]))
    return preview.span(min(every), max(every))
