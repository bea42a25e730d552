"""The row above the list: chips that narrow it, and the search field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QPalette
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QWidget

from mobility_timer.ui.home.entries import MINUTES, Filters
from mobility_timer.ui.shell.theme import Text, font, tokens
from mobility_timer.ui.widgets import icons
from mobility_timer.ui.widgets.controls.buttons import Chip
from mobility_timer.ui.widgets.label import Label
from mobility_timer.ui.widgets.paint import block, smooth
from mobility_timer.ui.widgets.scaled import first_scale
from mobility_timer.ui.widgets.stacked import stack_where_narrow
from mobility_timer.words import home

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

_FLAGS = {"standing": home.STANDING_ONLY, "no_equipment": home.NO_EQUIPMENT, "yours": home.YOURS}


class SearchField(QLineEdit):
    """A line to type into; Down and Enter lead into the list."""

    left_downwards = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale = first_scale()
        self.setPlaceholderText(home.SEARCH)
        self.setAccessibleName(home.SEARCH_THE_ROUTINES)
        self.setMaxLength(80)
        self.setFrame(False)
        clear = QPalette()
        clear.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(clear)
        self.setAttribute(Qt.WidgetAttribute.WA_MacShowFocusRect, False)

    def rescale(self, scale: float) -> None:
        self._scale = scale
        self.setFont(font(Text.SMALL, scale))
        self.setFixedSize(round(178 * scale), round(34 * scale))
        self.setTextMargins(round(32 * scale), 0, round(10 * scale), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens(self)
        with smooth(self) as painter:
            rect = QRectF(self.rect())
            block(painter, rect, rect.height() / 2, colours.surface)
            if self.hasFocus():
                painter.setPen(colours.left)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(
                    rect.adjusted(0.5, 0.5, -0.5, -0.5), rect.height() / 2, rect.height() / 2
                )
            side = 16 * self._scale
            square = QRectF(12 * self._scale, (rect.height() - side) / 2, side, side)
            icons.paint(painter, square, "search", colours.muted)
        super().paintEvent(event)


class MinutesChip(Chip):
    """Opens a menu of lengths: "At most 10 min"."""

    picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(home.ANY_LENGTH, parent)
        self._minutes = 0
        self.clicked.connect(self._open)

    @property
    def minutes(self) -> int:
        return self._minutes

    def pick(self, minutes: int) -> None:
        self._minutes = minutes
        name = home.at_most(minutes) if minutes else home.ANY_LENGTH
        self.setText(name)
        self.setAccessibleName(name)
        self.setChecked(bool(minutes))
        self.updateGeometry()
        self.picked.emit(minutes)

    def menu(self) -> QMenu:
        """The lengths to choose from."""
        from mobility_timer.ui.widgets.controls.menu import menu_of

        lengths = (0, *MINUTES)
        names = [home.ANY_LENGTH, *map(home.at_most, MINUTES)]
        chosen = lengths.index(self._minutes)
        return menu_of(self, names, lambda at: self.pick(lengths[at]), chosen, self.scale)

    def _open(self) -> None:
        from mobility_timer.ui.widgets.controls.menu import pop_up

        self.setChecked(bool(self._minutes))
        pop_up(self.menu(), self)


class FilterBar(QWidget):
    """Title, chips and search; `changed` tells that `filters` is another."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = SearchField(self)
        self.everything = Chip(home.ALL, self)
        self.hips = Chip(home.HIPS, self)
        self.ankles = Chip(home.ANKLES, self)
        self.flags = {key: Chip(name, self) for key, name in _FLAGS.items()}
        self.minutes = MinutesChip(self)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._row = QHBoxLayout()
        self._line.addWidget(Label(home.ALL_ROUTINES, Text.SUBHEADING))
        self._line.addStretch(1)
        self._line.addLayout(self._row)
        self._line.setAlignment(self._row, Qt.AlignmentFlag.AlignLeft)
        for stop in self.stops:
            self._row.addWidget(stop)
        self.everything.setChecked(True)
        self.everything.clicked.connect(self.clear)
        for chip in (self.hips, self.ankles, *self.flags.values()):
            chip.toggled.connect(self._tell)
        self.minutes.picked.connect(self._tell)
        self.search.textChanged.connect(self._tell)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """The chips and the search from left to right."""
        return (
            self.everything,
            self.hips,
            self.ankles,
            self.flags["standing"],
            self.flags["no_equipment"],
            self.minutes,
            self.flags["yours"],
            self.search,
        )

    @property
    def filters(self) -> Filters:
        targets = {"hips": self.hips, "ankles": self.ankles}
        return Filters(
            targets=frozenset(name for name, chip in targets.items() if chip.isChecked()),
            minutes=self.minutes.minutes,
            search=self.search.text().strip(),
            **{key: chip.isChecked() for key, chip in self.flags.items()},
        )

    @property
    def in_use(self) -> bool:
        return not self.filters.is_empty or self.search.hasFocus()

    def clear(self) -> None:
        """Show all again."""
        self.blockSignals(True)
        for chip in (self.hips, self.ankles, *self.flags.values()):
            chip.setChecked(False)
        self.minutes.pick(0)
        self.search.clear()
        self.blockSignals(False)
        self._tell()

    def rescale(self, scale: float) -> None:
        self._row.setSpacing(round(2 * scale))
        self._line.setSpacing(round(2 * scale))

    def stack_where_narrow(self, room: int) -> None:
        """Put the chips below the title where `room` px are too few for both."""
        stack_where_narrow(self._line, room)

    def _tell(self) -> None:
        self.everything.setChecked(self.filters.is_empty)
        self.changed.emit()
