"""One drill of the preview: what it is, how much of it, and when opened how it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QMenu, QWidget

from mobility_timer.routine import Drill, Side, Sides
from mobility_timer.timeline import minutes_seconds
from mobility_timer.ui import describe
from mobility_timer.ui.pictures import paint_picture, symbol_of
from mobility_timer.ui.preview.details import Details
from mobility_timer.ui.preview.drill_line import DrillLine, LineLook, amounts_shown, dose_shown
from mobility_timer.ui.shell.keyboard.layouts import command_key
from mobility_timer.ui.shell.theme import Text, tokens
from mobility_timer.ui.widgets.controls.buttons import PillButton, Weight
from mobility_timer.ui.widgets.controls.menu import menu_of, pop_up
from mobility_timer.ui.widgets.paint import block, focus_ring, mixed, note_focus, smooth
from mobility_timer.words import preview

HEIGHT_PX = 106
_PICTURE_PX = 128
_PICTURE_FITS_PX, _LENGTH_FITS_PX = 620, 460
_LOOK = LineLook(
    name=Text.SUBHEADING,
    length=Text.BODY,
    height_px=HEIGHT_PX,
    name_px=28,
    length_px=56,
    gap_px=14,
    right_px=16,
)

_Picture = Callable[[Drill, int, int], QImage | None]


@dataclass(frozen=True)
class RowView:
    """What a row shows. `called` tells the drill from the same one of another row, for a screen
    reader; `length` in ms is None where the drill is left out."""

    drill: Drill
    called: str
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
        self.back = PillButton(preview.PUT_BACK, weight=Weight.QUIET)
        self.details = Details()
        self._line = line = DrillLine(self, _LOOK, self.details, self.back)
        self.name, self.how, self.dose = line.name, line.how, line.dose
        self.length, self.more = line.length, line.more
        self.dose.stepped.connect(self.dosed)
        self.back.clicked.connect(lambda: self.left_out.emit(False))
        self.more.clicked.connect(lambda: self.open(not self.is_open))
        self.details.slowed.connect(self.slowed)
        self.details.repeated.connect(self.repeated)
        self.details.first_side.connect(self.first_side)
        self.details.restore.clicked.connect(self.restored)
        self.details.leave.clicked.connect(lambda: self.left_out.emit(True))
        self.details.swap.clicked.connect(self._open_swap)

    @property
    def is_open(self) -> bool:
        return self._line.is_open

    def open(self, opened: bool) -> None:
        """Show or hide how the drill is done."""
        self._line.open(opened)
        self._call_more()
        self.rescale(self._scale)
        self.resized.emit()

    def show_view(self, view: RowView) -> None:
        if view == self.view:
            return
        self.view = view
        drill = view.drill
        self.name.show_text(drill.name)
        how = preview.LEFT_OUT if view.out else describe.told(drill)
        self.how.show_text(how)
        self.how.setVisible(bool(how))
        self.name.set_muted(view.out)
        self.dose.setVisible(not view.out)
        self._call_more()
        self.back.setVisible(view.out)
        self.back.setAccessibleName(preview.put_back(view.called))
        self.length.setText("" if view.length is None else minutes_seconds(view.length))
        self._line.show_dose(view.called, *dose_shown(drill))
        self.details.show_drill(drill, view.called, out=view.out, can_swap=bool(view.others))
        self.details.restore.setVisible(view.changed)
        self.details.restore.setAccessibleName(preview.as_written(view.called))
        lasts = None if view.length is None else minutes_seconds(view.length)
        self.setAccessibleName(preview.row(view.called, _amount(drill), lasts))
        self.setAccessibleDescription(preview.ROW_KEYS)
        self.rescale(self._scale)
        self.update()

    def _call_more(self) -> None:
        if self.view is not None:
            self.more.setAccessibleName(preview.of(self.more.text(), self.view.called))

    def menu(self) -> QMenu:
        """The drills that can stand in for this one."""
        others = self.view.others if self.view else ()
        names = [other.name for other in others]
        return menu_of(self, names, lambda at: self.swapped.emit(others[at]), scale=self._scale)

    def _open_swap(self) -> None:
        if self.view and self.view.others:
            pop_up(self.menu(), self.details.swap if self.is_open else self.name)

    def focusInEvent(self, event: QFocusEvent) -> None:
        note_focus(self, event.reason())
        super().focusInEvent(event)

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
        self._line.begin_at(left, scale)
        self.length.setVisible(self.width() >= _LENGTH_FITS_PX * scale)

    def rescale(self, scale: float) -> None:
        self._scale = scale
        self._make_room()
        self._line.rescale(scale)

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


def _amount(drill: Drill) -> str:
    dose = drill.dose
    return preview.amount(
        dose.amount if dose.is_open else amounts_shown(drill),
        preview.SECONDS if drill.is_hold else dose.counts.value,
        ends=dose.ends.value,
        shared=drill.sides is Sides.ALTERNATE,
    )
