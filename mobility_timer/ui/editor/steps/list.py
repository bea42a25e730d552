"""The steps of the routine from top to bottom, moved by dragging them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from mobility_timer.editing import DraftBlock
from mobility_timer.routine import Drill
from mobility_timer.ui.editor.steps.block_row import BlockRow, RestRow
from mobility_timer.ui.editor.steps.row import Draggable, StepRow
from mobility_timer.ui.editor.view_model import EditorModel, StepView
from mobility_timer.ui.shell.theme import tokens
from mobility_timer.ui.widgets.paint import block, smooth
from mobility_timer.ui.widgets.scaled import rescale_whole
from mobility_timer.ui.widgets.stacked import take_all_out
from mobility_timer.words import editor as words
from mobility_timer.words import told_apart

_GAP_PX, _INDENT_PX = 8, 28


class StepList(QWidget):
    """`changed` gives what is to become of the model; `made` tells of each new row of a drill,
    `dragged` where on the screen one is being dragged."""

    changed = Signal(object)
    made = Signal(object)
    dragged = Signal(QPoint)
    resized = Signal(object)

    def __init__(
        self,
        picture: Callable[[Drill, int, int], QImage | None],
        can_edit: Callable[[StepView], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._picture = picture
        self._can_edit = can_edit
        self._scale = 1.0
        self._rows: dict[int, Draggable] = {}
        self._views: tuple[StepView | DraftBlock, ...] = ()
        self._line_y: int | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    @property
    def rows(self) -> tuple[Draggable, ...]:
        """The rows from top to bottom."""
        return tuple(self._rows[_number(view)] for view in self._views)

    def row(self, number: int) -> Draggable | None:
        return self._rows.get(number)

    def show_model(self, model: EditorModel) -> None:
        """Show the steps as they now are; rows that stay keep the focus and what is
        open, and where the one with the focus goes its neighbour takes it."""
        before = [(_number(view), _block(view)) for view in self._views]
        left = self._place_with_focus
        self._views = model.rows
        numbers = {_number(view) for view in self._views}
        for gone in set(self._rows) - numbers:
            self._rows.pop(gone).deleteLater()
        for view in self._views:
            if _number(view) not in self._rows:
                self._rows[_number(view)] = self._make(view)
        if [(_number(view), _block(view)) for view in self._views] != before:
            self._lay_out()
        called = told_apart([_name(view) for view in self._views])
        for place, (view, name) in enumerate(zip(self._views, called, strict=True)):
            self._show(view, place, name)
        if left is not None and left[0] not in numbers and self.rows:
            self.rows[min(left[1], len(self.rows) - 1)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def _place_with_focus(self) -> tuple[int, int] | None:
        """The number and the place of the row that has the focus, or a part of it."""
        focus = QApplication.focusWidget()
        for place, view in enumerate(self._views):
            row = self._rows[_number(view)]
            if focus is not None and (row is focus or row.isAncestorOf(focus)):
                return _number(view), place
        return None

    def _make(self, view: StepView | DraftBlock) -> Draggable:
        row: Draggable
        if isinstance(view, DraftBlock):
            row = BlockRow(view.number, self)
        elif view.step.is_rest:
            row = RestRow(view.step.number, self)
        else:
            row = StepRow(view.step.number, self._picture, self)
        row.changed.connect(self.changed)
        row.dragged.connect(self._follow)
        row.dropped.connect(lambda at, row=row: self._drop(row, at))
        row.opened.connect(lambda row=row: self.resized.emit(row))
        rescale_whole(row, self._scale)
        row.show()
        if isinstance(row, StepRow):
            self.made.emit(row)
        return row

    def _show(self, view: StepView | DraftBlock, place: int, called: str) -> None:
        row = self._rows[_number(view)]
        if isinstance(row, BlockRow) and isinstance(view, DraftBlock):
            row.show_block(view, called)
        elif isinstance(row, RestRow) and isinstance(view, StepView):
            row.show_view(view, called)
        elif isinstance(row, StepRow) and isinstance(view, StepView):
            can_group = view.block is None and place > 0
            row.show_view(view, called, can_group=can_group, can_edit=self._can_edit)

    def _lay_out(self) -> None:
        take_all_out(self._column)
        for view in self._views:
            line = QHBoxLayout()
            line.addWidget(self._rows[_number(view)])
            self._column.addLayout(line)
        order = [widget for row in self.rows for widget in (row, *_parts_in_tab_order(row))]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
        for row in self.rows:
            row.raise_()  # the order in which a screen reader meets them
        self.rescale(self._scale)

    def _follow(self, at: QPoint) -> None:
        """Show where what is dragged would go."""
        place = self._place(at)
        rows = self.rows
        half_gap = round(_GAP_PX * self._scale / 2)
        end = rows[-1].geometry().bottom() + 1
        self._line_y = rows[place].y() - half_gap if place < len(rows) else end + half_gap
        self.update()
        self.dragged.emit(at)

    def _drop(self, row: Draggable, at: QPoint) -> None:
        self._line_y = None
        self.update()
        place, number = self._place(at), row.number
        before = self._views[place] if place < len(self._views) else None
        above = self._views[place - 1] if place else None
        if isinstance(row, BlockRow):
            while isinstance(before, StepView) and before.block is not None:
                place += 1
                before = self._views[place] if place < len(self._views) else None
            target = None if before is None else _number(before)
            self.changed.emit(lambda model: model.moved(number, target, None))
            return
        inside = _block(before)
        if inside is None and isinstance(above, DraftBlock):
            inside = above.number
        target = None if before is None else _number(before)
        if inside is None and above is not None and _block(above) is not None:
            here = self.mapFromGlobal(at)
            below = here.y() > self.rows[place - 1].geometry().bottom()
            to_end = here.x() > self._indent and not below
            inside, target = (_block(above), None) if to_end else (None, target)
        self.changed.emit(lambda model: model.moved(number, target, inside))

    @property
    def _indent(self) -> int:
        return round(_INDENT_PX * self._scale)

    def _place(self, at: QPoint) -> int:
        """How many rows lie above a point."""
        y = self.mapFromGlobal(at).y()
        return sum(row.geometry().center().y() < y for row in self.rows)

    def rescale(self, scale: float) -> None:
        self._scale = scale
        gap = round(_GAP_PX * scale)
        self._column.setSpacing(gap)
        self._column.setContentsMargins(0, gap, 0, gap)
        for place, view in enumerate(self._views):
            item = self._column.itemAt(place)
            if item and (line := item.layout()):
                line.setContentsMargins(self._indent if _block(view) is not None else 0, 0, 0, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._line_y is None:
            return
        with smooth(self) as painter:
            thick = 4 * self._scale
            rect = QRectF(0, self._line_y - thick / 2, self.width(), thick)
            block(painter, rect, thick / 2, tokens(self).left)


def _parts_in_tab_order(row: QWidget) -> Iterator[QWidget]:
    """What of a row takes the focus after it, as Tab goes there today."""
    part = row.nextInFocusChain()
    while part is not None and part is not row:
        if row.isAncestorOf(part) and part.focusPolicy() != Qt.FocusPolicy.NoFocus:
            yield part
        part = part.nextInFocusChain()


def _number(view: StepView | DraftBlock) -> int:
    return view.number if isinstance(view, DraftBlock) else view.step.number


def _name(view: StepView | DraftBlock) -> str:
    """What it is, for a screen reader."""
    if isinstance(view, DraftBlock):
        return str(view.keys.get("name", "")) or words.BLOCK
    names = [one.drill.name for one in view.lot or (view,) if one.drill is not None]
    if not names:
        return words.A_REST
    return words.lot(names) if view.lot else names[0]


def _block(view: StepView | DraftBlock | None) -> int | None:
    return view.block if isinstance(view, StepView) else None
