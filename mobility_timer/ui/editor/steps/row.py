"""One step of the editor: what it is, how much of it, and when opened all that can be changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QFocusEvent, QImage, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from mobility_timer.routine import Drill
from mobility_timer.timeline import minutes_seconds
from mobility_timer.ui import describe
from mobility_timer.ui.editor.steps.details import StepDetails
from mobility_timer.ui.editor.view_model import EditorModel, StepView
from mobility_timer.ui.pictures import paint_picture, symbol_of
from mobility_timer.ui.preview.drill_line import DrillLine, LineLook, dose_shown
from mobility_timer.ui.shell.theme import Text, tokens
from mobility_timer.ui.widgets import icons
from mobility_timer.ui.widgets.paint import block, focus_ring, note_focus, smooth
from mobility_timer.words import editor as words

_GRIP_PX, _PICTURE_PX = 26, 100
HEIGHT_PX = 88
_LOOK = LineLook(
    name=Text.STRONG,
    length=Text.SMALL,
    height_px=HEIGHT_PX,
    name_px=24,
    length_px=48,
    gap_px=10,
    right_px=12,
)


class Draggable(QWidget):
    """A row of the list that can be dragged by its ground, and moved and taken out by keys."""

    accessible_role: Final = QAccessible.Role.ListItem
    changed = Signal(object)
    dragged = Signal(QPoint)
    dropped = Signal(QPoint)
    opened = Signal()

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = number
        self.is_dragged = False
        self._pressed_at: QPoint | None = None
        self._scale = 1.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def ask(self, change: Callable[[EditorModel], EditorModel]) -> None:
        self.changed.emit(change)

    def click(self) -> None:
        """What a press without a drag does."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.globalPosition().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        here = event.globalPosition().toPoint()
        if self._pressed_at is None:
            return
        far = (here - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
        if far or self.is_dragged:
            self.is_dragged = True
            self.dragged.emit(here)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._pressed_at is None:
            return
        was_dragged, self.is_dragged, self._pressed_at = self.is_dragged, False, None
        self.update()
        if was_dragged:
            self.dropped.emit(event.globalPosition().toPoint())
        elif event.position().y() < HEIGHT_PX * self._scale:
            self.click()

    def focusInEvent(self, event: QFocusEvent) -> None:
        note_focus(self, event.reason())
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number, key = self.number, event.key()
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            by = -1 if key == Qt.Key.Key_Up else 1
            self.ask(lambda model: model.shifted(number, by))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.ask(lambda model: model.removed(number))
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            event.ignore()


class StepRow(Draggable):
    """A drill of the routine."""

    def __init__(
        self,
        number: int,
        picture: Callable[[Drill, int, int], QImage | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(number, parent)
        self._picture = picture
        self.view: StepView | None = None
        self.whole: StepView | None = None
        self._called = ""
        self._can_group = False
        self._can_edit: Callable[[StepView], bool] = lambda _view: False
        self.details = StepDetails()
        self._line = line = DrillLine(self, _LOOK, self.details, types=True)
        self.name, self.how, self.dose = line.name, line.how, line.dose
        self.length, self.more = line.length, line.more
        self.setToolTip(words.MOVE)
        self.dose.stepped.connect(self._dosed)
        self.dose.typed.connect(self._typed)
        self.more.clicked.connect(self.click)
        self.details.changed.connect(self.changed)
        self.details.twice.clicked.connect(lambda: self.ask(lambda m: m.duplicated(self.number)))
        self.details.group.clicked.connect(self._group)
        lot = self.details.lot
        lot.picked.connect(self._show_member)
        lot.removed.connect(lambda number: self.ask(lambda m: m.drawn_no_more(number)))
        lot.first.connect(lambda number: self.ask(lambda m: m.drawn_first(number)))
        self.details.remove.clicked.connect(lambda: self.ask(lambda m: m.removed(self.number)))

    @property
    def is_open(self) -> bool:
        return self._line.is_open

    def _group(self) -> None:
        """The button goes with it: its focus must not come to Remove."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ask(lambda model: model.grouped(self.number))

    def click(self) -> None:
        self.open(not self.is_open)

    def open(self, is_open: bool) -> None:
        self._line.open(is_open)
        self.more.setAccessibleName(words.of(self.more.text(), self._called))
        self.rescale(self._scale)
        self.opened.emit()

    def show_view(
        self, whole: StepView, called: str, *, can_group: bool, can_edit: Callable[[StepView], bool]
    ) -> None:
        """`whole` may be a lot: its drills are shown one at a time. `called` tells it from the
        other rows for a screen reader."""
        before = None if self.view is None else self.view.step.number
        known = (view for view in whole.lot if view.step.number == before)
        view = next(known, whole.lot[0] if whole.lot else whole)
        drill = view.drill
        if drill is None:
            return
        self.view, self.whole, self._can_edit = view, whole, can_edit
        self._called, self._can_group = called, can_group
        names = [one.drill.name for one in whole.lot if one.drill is not None]
        self.name.show_text(words.lot(names) if names else drill.name)
        drawn = words.drawn_each_day(drill.name) if names else ""
        how = " · ".join(filter(None, (drawn, describe.told(drill))))
        self.how.show_text(how)
        self.how.setVisible(bool(how))
        number, span, unit = dose_shown(drill)
        self._line.show_dose(called, number, span, unit)
        self.length.setText(minutes_seconds(whole.length_ms))
        self.details.show_step(view, whole.lot, can_group=can_group, can_edit=can_edit(view))
        self.details.call(called)
        self.more.setAccessibleName(words.of(self.more.text(), called))
        self.setAccessibleName(f"{called}, {number} {unit}")
        self.setAccessibleDescription(words.ROW_KEYS)
        self.rescale(self._scale)
        self.update()

    @property
    def shown_number(self) -> int:
        """The number of the step that the dose and the details are of."""
        return self.number if self.view is None else self.view.step.number

    def _show_member(self, number: int) -> None:
        """Show another drill of the lot."""
        whole = self.whole
        if whole is not None:
            self.view = next(view for view in whole.lot if view.step.number == number)
            self.show_view(whole, self._called, can_group=self._can_group, can_edit=self._can_edit)

    def _dosed(self, by: int) -> None:
        number = self.shown_number
        self.ask(lambda model: model.dosed(number, by))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, number = event.key(), self.number
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Minus: -1, Qt.Key.Key_Right: 1,
                Qt.Key.Key_Plus: 1}.get(Qt.Key(key), 0)  # fmt: skip
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if step:
            self._dosed(step)
        elif event.text().isdigit() and not control:
            self.dose.type(event.text())
        elif key == Qt.Key.Key_D and control:
            self.ask(lambda model: model.duplicated(number))
        elif key == Qt.Key.Key_G and control:
            self.ask(lambda model: model.grouped(number))
        else:
            super().keyPressEvent(event)

    def _typed(self, text: str) -> None:
        number = self.shown_number
        self.ask(lambda model: model.with_typed(number, text))

    def rescale(self, scale: float) -> None:
        self._scale = scale
        self._line.begin_at(round((_GRIP_PX + _PICTURE_PX + 14) * scale), scale)
        self._line.rescale(scale)

    def paintEvent(self, _event: QPaintEvent) -> None:
        s, colours = self._scale, tokens(self)
        with smooth(self) as painter:
            rect = QRectF(self.rect())
            block(painter, rect, 18 * s, colours.track if self.is_dragged else colours.surface)
            square = QRectF(7 * s, (HEIGHT_PX / 2 - 8) * s, 16 * s, 16 * s)
            icons.paint(painter, square, "grip", colours.muted)
            area = QRectF(_GRIP_PX * s, 0, _PICTURE_PX * s, HEIGHT_PX * s)
            if self.view is not None and self.view.drill is not None:
                drill = self.view.drill
                image = self._picture(drill, round(area.width()), round(area.height()))
                paint_picture(self, painter, image, area, area, 12 * s, symbol_of(drill))
            focus_ring(self, painter, rect, 18 * s)
