"""The list of all routines: a grid that makes only the rows that are on screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from mobility_timer.routine import Routine
from mobility_timer.timeline import minutes_seconds
from mobility_timer.ui.pictures import STILL, paint_picture
from mobility_timer.ui.shell.keyboard.layouts import START_KEYS, command_key
from mobility_timer.ui.shell.theme import Text, font, tokens
from mobility_timer.ui.widgets import icons
from mobility_timer.ui.widgets.paint import block, mixed, note_focus, shows_focus
from mobility_timer.ui.widgets.scaled import first_scale
from mobility_timer.words import home

if TYPE_CHECKING:
    from mobility_timer.ui.home.entries import HomeEntry

_ENTRY = Qt.ItemDataRole.UserRole
_GAP_PX = 20
_ROW_PX = 88
_ROW_GAP_PX = 14
_PICTURE_PX = 104
_COLUMN_PX = 380

_Index = QModelIndex | QPersistentModelIndex
_Picture = Callable[[Routine, int, int], QImage | None]
_Length = Callable[[Routine], int | None]


class EntryModel(QAbstractListModel):
    """The rows as Qt asks for them; `length_of` may not know yet."""

    def __init__(self, length_of: _Length, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._length_of = length_of
        self.entries: tuple[HomeEntry, ...] = ()

    def show_entries(self, entries: tuple[HomeEntry, ...]) -> None:
        if entries != self.entries:
            self.beginResetModel()
            self.entries = entries
            self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == _ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            length = self._length_of(entry.routine) if entry.routine else None
            lasts = f", {minutes_seconds(length)}" if length else ""
            return f"{entry.name}{lasts}, {entry.facts}"
        return None


class EntryPainter(QStyledItemDelegate):
    """Paints one row: thumbnail, name, facts, exact length."""

    def __init__(self, view: QListView, length_of: _Length, picture: _Picture) -> None:
        super().__init__(view)
        self._view = view
        self._length_of = length_of
        self._picture = picture
        self.scale = first_scale()
        self.size = QSize(380, 102)
        self.columns = 3

    def card(self, cell: QRect, row: int) -> QRectF:
        """The card in a cell: first and last column end at the edges of the grid."""
        gap = _GAP_PX * self.scale
        step = (self._view.width() + gap) / self.columns
        top, height = cell.top(), cell.height() - _ROW_GAP_PX * self.scale
        return QRectF(row % self.columns * step, top, step - gap, height)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return self.size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        s = self.scale
        colours = tokens(self._view)
        entry: HomeEntry = index.data(_ENTRY)
        rect = self.card(option.rect, index.row())
        state = option.state
        over = 0.023 if state & QStyle.StateFlag.State_MouseOver else 0.0
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        block(painter, rect, 20 * s, mixed(colours.surface, colours.ink, over))
        picture = QRectF(rect.left(), rect.top(), _PICTURE_PX * s, rect.height())
        if entry.routine:
            self._paint_picture(painter, picture, rect, entry.routine)
        else:
            side = 30 * s
            square = QRectF(0, 0, side, side)
            square.moveCenter(picture.center())
            icons.paint(painter, square, "warning", colours.right)
        self._paint_words(painter, rect, picture.right() + 16 * s, entry)
        if state & QStyle.StateFlag.State_HasFocus and shows_focus(self._view):
            painter.setPen(QPen(QColor(colours.left), 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 20 * s, 20 * s)
        painter.restore()

    def _paint_picture(
        self, painter: QPainter, area: QRectF, card: QRectF, routine: Routine
    ) -> None:
        image = self._picture(routine, round(area.width()), round(area.height()))
        symbol = "" if any(drill.motion for drill in routine.drills) else STILL
        paint_picture(self._view, painter, image, area, card, 20 * self.scale, symbol)

    def _paint_words(self, painter: QPainter, rect: QRectF, left: float, entry: HomeEntry) -> None:
        s = self.scale
        colours = tokens(self._view)
        strong, small = font(Text.STRONG, s), font(Text.SMALL, s)
        right = rect.right() - 20 * s
        if entry.routine:
            length = self._length_of(entry.routine)
            lasts = minutes_seconds(length) if length is not None else ""
            painter.setFont(strong)
            painter.setPen(QColor(colours.ink))
            beside = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(left, rect.top(), right - left, rect.height()), beside, lasts)
            right -= QFontMetricsF(strong).horizontalAdvance("00:00") + 12 * s
        width, line = right - left, 22 * s
        metrics = QFontMetricsF(strong)
        lines = 1 if metrics.horizontalAdvance(entry.name) <= width else 2
        below = rect.right() - 20 * s - left if lines > 1 else width
        fine = QFontMetricsF(small)
        more = lines == 1 and fine.horizontalAdvance(entry.facts) > below
        top = rect.center().y() - (lines + 1 + more) * line / 2
        wraps = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter
        name = metrics.elidedText(entry.name, Qt.TextElideMode.ElideRight, width * lines * 0.9)
        painter.setFont(strong)
        painter.setPen(QColor(colours.ink))
        whole = name if lines > 1 else entry.name
        painter.drawText(QRectF(left, top, width + 1, lines * line), wraps, whole)
        box = QRectF(left, top + lines * line, below + 1, line * (1 + more))
        painter.setFont(small)
        painter.setPen(QColor(colours.muted))
        painter.drawText(box, wraps, shortened(entry.facts, fine, box, 1 + more))


def shortened(text: str, metrics: QFontMetricsF, box: QRectF, lines: int) -> str:
    """The text, cut until it stands in so many lines: they break between words, so that a part of
    each stays empty."""
    room = box.width() * lines
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    wraps = Qt.TextFlag.TextWordWrap
    while lines > 1 and metrics.boundingRect(box, wraps, shown).height() > box.height():
        room *= 0.95
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    return shown


class EntryGrid(QListView):
    """As high as all of its rows; the page around it scrolls, and paints what it shows.

    With `letters_search` every letter is left to the page: the search is open.
    """

    started = Signal(object)
    opened = Signal(object)
    left_upwards = Signal()
    reached = Signal(QRect)

    def __init__(self, length_of: _Length, picture: _Picture, parent: QWidget | None = None):
        super().__init__(parent)
        self.letters_search = False
        ground = QWidget()  # Qt's own would cost PySide6 a search through all classes of widgets
        ground.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setViewport(ground)
        self._model = EntryModel(length_of, self)
        self._painter = EntryPainter(self, length_of, picture)
        self.setModel(self._model)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(home.ALL_ROUTINES)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setUniformItemSizes(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setAutoFillBackground(False)

    @property
    def entries(self) -> tuple[HomeEntry, ...]:
        return self._model.entries

    def show_entries(self, entries: tuple[HomeEntry, ...]) -> None:
        self._model.show_entries(entries)
        self._lay_out()

    def entry_at(self, index: _Index) -> HomeEntry | None:
        return self._model.entries[index.row()] if index.isValid() else None

    def enter_from_above(self) -> None:
        """Take the focus, on the first row if on none."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def rescale(self, scale: float) -> None:
        self._painter.scale = scale
        self._lay_out()

    def focusInEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().focusInEvent(event)
        note_focus(self, event.reason())
        if not self.currentIndex().isValid() and self._model.rowCount():
            self.setCurrentIndex(self._model.index(0))
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.reached.emit(self.visualRect(self.currentIndex()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, row = command_key(event), self.currentIndex().row()
        entry = self.entry_at(self.currentIndex())
        moves = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self._painter.columns,
            Qt.Key.Key_Down: self._painter.columns,
            Qt.Key.Key_PageUp: -4 * self._painter.columns,
            Qt.Key.Key_PageDown: 4 * self._painter.columns,
            Qt.Key.Key_Home: -row,
            Qt.Key.Key_End: len(self.entries) - 1 - row,
        }
        if key == Qt.Key.Key_Up and row < self._painter.columns:
            self.left_upwards.emit()
        elif key in moves:
            self._go(row + moves[Qt.Key(key)])
        elif entry and key in START_KEYS:
            self.started.emit(entry)
        elif entry and key == Qt.Key.Key_P and not self.letters_search:
            self.opened.emit(entry)
        else:
            event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        entry = self.entry_at(self.indexAt(event.position().toPoint()))
        if entry and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(entry)

    def indexAt(self, point: QPoint) -> QModelIndex:
        index = super().indexAt(point)
        card = self._painter.card(self.visualRect(index), index.row())
        return index if card.contains(QPointF(point)) else QModelIndex()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def resizeEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        self._lay_out()
        super().resizeEvent(event)

    def _go(self, row: int) -> None:
        row = min(max(row, 0), len(self.entries) - 1)
        if row >= 0:
            index = self._model.index(row)
            self.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
            self.reached.emit(self.visualRect(index))

    def _lay_out(self) -> None:
        s = self._painter.scale
        width = self.width()
        self._painter.columns = max(1, round(width / s / (_COLUMN_PX + _GAP_PX)))
        cell = QSize((width - 1) // self._painter.columns, round((_ROW_PX + _ROW_GAP_PX) * s))
        if cell != self._painter.size:
            self._painter.size = cell
            self.scheduleDelayedItemsLayout()
        rows = -(-len(self.entries) // self._painter.columns)
        height = max(rows, 1) * cell.height()
        if height != self.height():
            self.setFixedHeight(height)
