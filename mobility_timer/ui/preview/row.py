"""One drill of the preview: what it is, how much of it, and when opened how it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QImage, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from mobility_timer.routine import Counts, Drill, Ends, Side, Sides
from mobility_timer.timeline import minutes_seconds
from mobility_timer.ui import describe
from mobility_timer.ui.pictures import paint_picture, symbol_of
from mobility_timer.ui.preview.details import Details
from mobility_timer.ui.shell.keyboard.layouts import command_key
from mobility_timer.ui.shell.theme import Text, tokens
from mobility_timer.ui.widgets.controls.buttons import IconButton, PillButton, Weight
from mobility_timer.ui.widgets.controls.menu import menu_of, pop_up
from mobility_timer.ui.widgets.controls.stepper import Stepper
from mobility_timer.ui.widgets.label import Elided, Label
from mobility_timer.ui.widgets.paint import block, focus_ring, mixed, smooth
from mobility_timer.words import preview

HEIGHT_PX = 106
_PICTURE_PX = 128
_PICTURE_FITS_PX, _LENGTH_FITS_PX = 620, 460
_MORE = ("chevron-down", preview.HOW_IT_IS_DONE)
_LESS = ("chevron-up", preview.HIDE_HOW)

_Picture = Callable[[Drill, int, int], QImage | None]


@dataclass(frozen=True)
class RowView:
    """What a row shows. `length` in ms is None where the drill is left out."""

    drill: Drill
    out: bool = False
    length: int | None = None
    others: tuple[Drill, ...] = ()
    changed: bool = False


class DrillRow(QWidget):
    """A row; its signals say what the user wants changed, and nothing changes by itself."""

    accessible_role: Final = QAccessible.Role.ListItem
    dosed = Signal(int)
    slowed = Signal(int)
    repeated = Signal(int)
    first_side = Signal(Side)
    left_out = Signal(bool)
    swapped = Signal(object)
    restored = Signal()
    resized = Signal()

    def __init__(self, picture: _Picture, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = picture
        self._scale = 1.0
        self.view: RowView | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.name = Elided(style=Text.SUBHEADING)
        self.how = Elided(style=Text.SMALL, muted=True, lines=2)
        self.dose = Stepper(preview.DOSE)
        self.back = PillButton(preview.PUT_BACK, weight=Weight.QUIET)
        self.length = Label("", Text.BODY, muted=True)
        self.more = IconButton(*_MORE, size=34)
        self.details = Details()
        self.details.hide()
        self._build()
        self.dose.stepped.connect(self.dosed)
        self.back.clicked.connect(lambda: self.left_out.emit(False))
        self.more.clicked.connect(lambda: self.open(not self.is_open))
        self.details.slowed.connect(self.slowed)
        self.details.repeated.connect(self.repeated)
        self.details.first_side.connect(self.first_side)
        self.details.restore.clicked.connect(self.restored)
        self.details.leave.clicked.connect(lambda: self.left_out.emit(True))
        self.details.swap.clicked.connect(self._open_swap)

    def _build(self) -> None:
        self._words = QVBoxLayout()
        self._words.addStretch(1)
        self._words.addWidget(self.name)
        self._words.addWidget(self.how)
        self._words.addStretch(1)
        self._line = QHBoxLayout()
        self._line.addLayout(self._words, 1)
        self._line.addWidget(self.dose)
        self._line.addWidget(self.back)
        self._line.addWidget(self.length)
        self._line.addWidget(self.more)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._line)
        self._column.addWidget(self.details)
        self.length.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    @property
    def is_open(self) -> bool:
        return not self.details.isHidden()

    def open(self, opened: bool) -> None:
        """Show or hide how the drill is done."""
        self.details.setVisible(opened)
        self.more.show_as(*(_LESS if opened else _MORE))
        self._call_more()
        self.rescale(self._scale)
        self.resized.emit()

    def show_view(self, view: RowView) -> None:
        if view == self.view:
            return
        self.view = view
        drill = view.drill
        self.name.show_text(drill.name)
        how = preview.LEFT_OUT if view.out else describe.how(drill)
        self.how.show_text(how)
        self.how.setVisible(bool(how))
        self.name.set_muted(view.out)
        self.dose.setVisible(not view.out)
        self._call_more()
        self.back.setVisible(view.out)
        self.back.setAccessibleName(preview.put_back(drill.name))
        self.length.setText("" if view.length is None else minutes_seconds(view.length))
        self._show_dose(drill)
        self.details.show_drill(drill, out=view.out, can_swap=bool(view.others))
        self.details.restore.setVisible(view.changed)
        self.details.restore.setAccessibleName(preview.as_written(drill.name))
        lasts = None if view.length is None else minutes_seconds(view.length)
        self.setAccessibleName(preview.row(drill.name, _amount(drill), lasts))
        self.setAccessibleDescription(preview.ROW_KEYS)
        self.rescale(self._scale)
        self.update()

    def _call_more(self) -> None:
        if self.view is not None:
            self.more.setAccessibleName(preview.of(self.more.text(), self.view.drill.name))

    def _show_dose(self, drill: Drill) -> None:
        number, span, unit = dose_shown(drill)
        self.dose.show_value(number, span)
        self.dose.less.setAccessibleName(preview.fewer(drill.name, unit))
        self.dose.more.setAccessibleName(preview.more(drill.name, unit))

    def menu(self) -> QMenu:
        """The drills that can stand in for this one."""
        others = self.view.others if self.view else ()
        names = [other.name for other in others]
        return menu_of(self, names, lambda at: self.swapped.emit(others[at]), scale=self._scale)

    def _open_swap(self) -> None:
        if self.view and self.view.others:
            pop_up(self.menu(), self.details.swap if self.is_open else self.name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = command_key(event)
        out = self.view is not None and self.view.out
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Minus) and not out:
            self.dosed.emit(-1)
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Plus) and not out:
            self.dosed.emit(1)
        elif key == Qt.Key.Key_Space:
            self.open(not self.is_open)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.left_out.emit(not out)
        elif key == Qt.Key.Key_S:
            self._open_swap()
        else:
            event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        top = event.position().y() < HEIGHT_PX * self._scale
        if event.button() == Qt.MouseButton.LeftButton and top:
            self.open(not self.is_open)

    @property
    def _has_picture(self) -> bool:
        return self.width() >= _PICTURE_FITS_PX * self._scale

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """In a narrow row the name comes first: without the picture, then without the length."""
        scale = self._scale
        left = round((_PICTURE_PX + 20 if self._has_picture else 20) * scale)
        self._column.setContentsMargins(left, 0, round(16 * scale), 0)
        self.length.setVisible(self.width() >= _LENGTH_FITS_PX * scale)

    def rescale(self, scale: float) -> None:
        self._scale = scale
        self._make_room()
        self._column.setSpacing(0)
        self._words.setSpacing(round(1 * scale))
        self._line.setSpacing(round(14 * scale))
        self._line.setContentsMargins(0, 0, 0, 0)
        self.name.setMinimumHeight(round(28 * scale))
        self.dose.setFixedWidth(round(172 * scale))
        self.length.setFixedWidth(round(56 * scale))
        for widget in (self.dose, self.length):
            widget.setFixedHeight(round(HEIGHT_PX * scale))
        closed = round(HEIGHT_PX * scale)
        self.setMinimumHeight(closed)
        self.setMaximumHeight(16_777_215 if self.is_open else closed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        s = self._scale
        colours = tokens(self)
        with smooth(self) as painter:
            rect = QRectF(self.rect())
            out = self.view is not None and self.view.out
            block(painter, rect, 20 * s, mixed(colours.surface, colours.background, 0.7 * out))
            area = QRectF(0, 0, _PICTURE_PX * s, HEIGHT_PX * s)
            if self.view is not None and self._has_picture:
                drill = self.view.drill
                image = self._picture(drill, round(area.width()), round(area.height()))
                painter.setOpacity(0.35 if out else 1.0)
                paint_picture(self, painter, image, area, rect, 20 * s, symbol_of(drill))
                painter.setOpacity(1.0)
            focus_ring(self, painter, rect, 20 * s)


def dose_shown(drill: Drill) -> tuple[str, str, str]:
    """The number of a dose, what stands below it, and what it counts."""
    dose = drill.dose
    unit = preview.SECONDS if drill.is_hold else preview.COUNTED[dose.counts.value]
    until_you_stop = dose.ends is Ends.YOU and dose.counts is not Counts.METRES
    if until_you_stop:
        unit = preview.at_most(dose.amount, held=drill.is_hold)
    ranged = dose.low < dose.high and not until_you_stop
    counted = preview.SECONDS_SHORT if drill.is_hold else unit
    span = f"{counted}, {dose.low}\N{EN DASH}{dose.high}" if ranged else unit
    return preview.MAX if until_you_stop else str(dose.amount), span, unit


def _amount(drill: Drill) -> str:
    dose = drill.dose
    return preview.amount(
        dose.amount,
        preview.SECONDS if drill.is_hold else dose.counts.value,
        ends=dose.ends.value,
        shared=drill.sides is Sides.ALTERNATE,
    )
