"""Lists within an opened step: the ways a drill is done, and the drills that one is drawn from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mobility_timer.routine import Variant
from mobility_timer.ui.editor.view_model import StepView
from mobility_timer.ui.shell.theme import Text
from mobility_timer.ui.widgets.controls.buttons import Chip, IconButton, PillButton, Weight
from mobility_timer.ui.widgets.label import Label
from mobility_timer.ui.widgets.scaled import rescale
from mobility_timer.words import editor as words

_BUTTON_PX = 30


class _Line(QWidget):
    """A chip with buttons beside it."""

    def __init__(self, name: str, *buttons: IconButton) -> None:
        super().__init__()
        self.chip = Chip(name, framed=True)
        self.buttons = (self.chip, *buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in self.buttons:
            row.addWidget(widget)
        row.addStretch(1)


class _Lines(QWidget):
    """Lines by a key, in an order that changes; those that stay keep the focus."""

    def __init__(self) -> None:
        super().__init__()
        self._scale = 1.0
        self._lines: dict[object, _Line] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def call(self, step: str) -> None:
        """Name all that can be pressed after the step, for a screen reader."""
        for line in self._lines.values():
            for button in line.buttons:
                button.setAccessibleName(words.of(button.text(), step))

    def _order(self, keys: Sequence[object]) -> None:
        for gone in set(self._lines) - set(keys):
            line = self._lines.pop(gone)
            line.hide()
            line.deleteLater()
        previous: QWidget | None = None
        for place, key in enumerate(keys):
            line = self._lines[key]
            self._column.insertWidget(place, line)
            line.show()
            for widget in line.buttons:
                if previous is not None:
                    QWidget.setTabOrder(previous, widget)
                previous = widget
        rescale(self, self._scale)

    def rescale(self, scale: float) -> None:
        self._scale = scale
        self._column.setSpacing(round(4 * scale))


class WayList(_Lines):
    """The ways of a drill, those that are done first, in their order. `chosen` gives their ids."""

    chosen = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self._ids: list[str] = []
        self.chips: dict[str, Chip] = {}
        self.earlier: dict[str, IconButton] = {}

    def show_ways(self, every: Sequence[Variant], done: Sequence[Variant]) -> None:
        self._ids = [way.id for way in done]
        ways = [*done, *(way for way in every if way.id not in self._ids)]
        if {way.id: way.name for way in ways} != {k: chip.text() for k, chip in self.chips.items()}:
            self._order(())
            self.chips, self.earlier = {}, {}
            for way in ways:
                self._make(way)
        for place, way in enumerate(ways):
            self.chips[way.id].setChecked(way.id in self._ids)
            self.earlier[way.id].setVisible(0 < place < len(self._ids))
        self._order([way.id for way in ways])

    def _make(self, way: Variant) -> None:
        up = IconButton("chevron-up", words.earlier(way.name), size=_BUTTON_PX)
        line = self._lines[way.id] = _Line(way.name, up)
        self.chips[way.id], self.earlier[way.id] = line.chip, up
        line.chip.clicked.connect(lambda on: self._choose(way.id, on))
        up.clicked.connect(lambda: self._move_up(way.id))

    def _choose(self, id: str, on: bool) -> None:
        ids = [*self._ids, id] if on else [one for one in self._ids if one != id]
        self.chips[id].setChecked(id in self._ids)
        self.chosen.emit(ids or self._ids)

    def _move_up(self, id: str) -> None:
        ids = [one for one in self._ids if one != id]
        ids.insert(self._ids.index(id) - 1, id)
        self.chosen.emit(ids)
        if not self.earlier[id].isVisible():
            self.chips[id].setFocus()


class LotList(_Lines):
    """The drills that one is drawn from. `picked` gives the number of the one to show, `removed`
    of the one to leave out, `first` of the one that is to stand first; `more` asks for another."""

    picked = Signal(int)
    removed = Signal(int)
    first = Signal(int)
    more = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.chips: dict[int, Chip] = {}
        self.removes: dict[int, IconButton] = {}
        self.ups: dict[int, IconButton] = {}
        self.explained = Label(words.LOT_EXPLAINED, Text.SMALL, muted=True)
        self.one_more = PillButton(words.ONE_MORE_TO_DRAW, weight=Weight.QUIET, icon="plus")
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.one_more)
        self._foot.addWidget(self.explained)
        self._foot.addStretch(1)
        self._column.addLayout(self._foot)
        self.one_more.clicked.connect(self.more)

    def show_lot(self, lot: Sequence[StepView], shown: int) -> None:
        names = {view.step.number: view.drill.name for view in lot if view.drill is not None}
        for number, name in names.items():
            if number not in self.chips:
                self._make(number, name)
        for gone in set(self.chips) - set(names):
            for held in (self.chips, self.removes, self.ups):
                del held[gone]
        for place, number in enumerate(names):
            self.chips[number].setChecked(number == shown)
            self.ups[number].setVisible(place > 0)
        self._order(list(names))

    def _make(self, number: int, name: str) -> None:
        up = IconButton("chevron-up", words.draw_first(name), size=_BUTTON_PX)
        remove = IconButton("remove", words.draw_no_more(name), size=_BUTTON_PX)
        line = self._lines[number] = _Line(name, remove, up)
        self.chips[number], self.removes[number], self.ups[number] = line.chip, remove, up
        line.chip.clicked.connect(lambda: self.picked.emit(number))
        remove.clicked.connect(lambda: self.removed.emit(number))
        up.clicked.connect(lambda: self.first.emit(number))

    def call(self, step: str) -> None:
        super().call(step)
        self.one_more.setAccessibleName(words.of(words.ONE_MORE_TO_DRAW, step))

    def rescale(self, scale: float) -> None:
        super().rescale(scale)
        self._foot.setSpacing(round(10 * scale))
