"""The catalogue: every drill with its figure, narrowed by chips and search, added by a press."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from mobility_timer.routine import Drill, Origin
from mobility_timer.ui import describe
from mobility_timer.ui.editor.search import DrillsWanted, found
from mobility_timer.ui.pictures import paint_picture, symbol_of
from mobility_timer.ui.shell.theme import Text, font, tokens
from mobility_timer.ui.widgets.controls.buttons import (
    Chip,
    FlatButton,
    IconButton,
    PillButton,
    Weight,
)
from mobility_timer.ui.widgets.controls.field import TextField
from mobility_timer.ui.widgets.label import Label
from mobility_timer.ui.widgets.paint import block, focus_ring, mixed, smooth
from mobility_timer.ui.widgets.scroll import WIDTH_PX as BAR
from mobility_timer.ui.widgets.scroll import Scroll
from mobility_timer.ui.widgets.stacked import stack_where_narrow, take_all_out
from mobility_timer.words import editor as words
from mobility_timer.words import home

_CARD_PX, _HIGH_PX = 264, 104
_GAP_PX, _EDGE_PX = 10, 4
_PICTURE_PX = 96
_BEYOND_MARGIN_PX = 10  # the list goes so far into the margin, for its bar


class DrillCard(FlatButton):
    """A drill with its figure; `times` is how often it was added."""

    def __init__(
        self,
        drill: Drill,
        picture: Callable[[Drill, int, int], QImage | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words.add(drill.name), parent)
        self.drill = drill
        self.times = 0
        self._picture = picture
        self.edit = IconButton("edit", words.edit(drill.name), size=30, parent=self)
        self.edit.setVisible(drill.origin is Origin.USER)
        self.setAccessibleDescription(words.CARD_KEYS)
        policy = self.sizePolicy().Policy
        self.setSizePolicy(policy.Expanding, policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(round(_CARD_PX * self.scale), round(_HIGH_PX * self.scale))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size, inset = self.edit.sizeHint(), round(6 * self.scale)
        at = QPoint(self.width() - size.width() - inset, self.height() - size.height() - inset)
        self.edit.setGeometry(QRect(at, size))

    def paintEvent(self, _event: QPaintEvent) -> None:
        s, colours = self.scale, tokens(self)
        with smooth(self) as painter:
            rect = QRectF(self.rect())
            ground = mixed(colours.surface, colours.ink, self._pressed_or_under() / 3)
            block(painter, rect, 18 * s, ground)
            area = QRectF(0, 0, _PICTURE_PX * s, rect.height())
            image = self._picture(self.drill, round(area.width()), round(area.height()))
            paint_picture(self, painter, image, area, rect, 18 * s, symbol_of(self.drill))
            self._paint_words(painter, rect.adjusted((_PICTURE_PX + 12) * s, 12 * s, -12 * s, 0))
            focus_ring(self, painter, rect, 18 * s)

    def _paint_words(self, painter: QPainter, room: QRectF) -> None:
        s, colours = self.scale, tokens(self)
        wraps = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        painter.setFont(font(Text.SMALL_STRONG, s))
        painter.setPen(QColor(colours.ink))
        name = QRectF(room.left(), room.top(), room.width(), 40 * s)
        used = painter.boundingRect(name, wraps, self.drill.name)
        painter.drawText(name, wraps, self.drill.name)
        painter.setFont(font(Text.TINY, s))
        painter.setPen(QColor(colours.muted))
        below = QRectF(room.left(), used.bottom() + 3 * s, room.width(), room.height())
        below.setBottom(self.height() - 8 * s)
        told = ", ".join(self.drill.targets) or describe.how(self.drill)
        if self.times:
            painter.setFont(font(Text.SMALL_STRONG, s))
            painter.setPen(QColor(colours.left))
            told = words.ADDED if self.times == 1 else words.added_times(self.times)
        painter.drawText(below, wraps, told)


class Catalogue(QWidget):
    """Covers the page. `added` gives a drill, `own` asks for a new one, `edited` for the page of
    one of the user's, `closed` is the end."""

    added = Signal(object)
    own = Signal()
    edited = Signal(object)
    closed = Signal()

    def __init__(
        self,
        drills: Iterable[Drill],
        picture: Callable[[Drill, int, int], QImage | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._scale = 1.0
        self._columns = 0
        self.cards = tuple(DrillCard(drill, picture, self) for drill in drills)
        self.search = TextField(words.SEARCH, Text.SMALL)
        self.everything = Chip(words.ALL)
        self.parts = {key: Chip(name) for key, name in words.BODY_PARTS.items()}
        self.standing = Chip(home.STANDING_ONLY)
        self.no_equipment = Chip(home.NO_EQUIPMENT)
        self.yours = Chip(home.YOURS)
        self.write_own = PillButton(words.OWN_DRILL, weight=Weight.QUIET, icon="plus")
        self.done = PillButton(words.DONE, "Esc")
        self.count = Label("", muted=True)
        self.nothing = Label(words.NOTHING_FOUND, muted=True, wraps=True)
        self._shown: tuple[DrillCard, ...] = ()
        self._build()
        for card in self.cards:
            card.clicked.connect(lambda _=False, card=card: self._add(card))
            card.edit.clicked.connect(lambda _=False, card=card: self.edited.emit(card.drill))
        for chip in self._chips:
            chip.clicked.connect(self._narrow)
        self.everything.clicked.connect(self._clear)
        self.search.textChanged.connect(self._narrow)
        self.search.returnPressed.connect(self._add_first)
        self.write_own.clicked.connect(self.own)
        self.done.clicked.connect(self.closed)
        self._narrow()

    @property
    def shown(self) -> tuple[Drill, ...]:
        return tuple(card.drill for card in self._shown)

    @property
    def _chips(self) -> Sequence[Chip]:
        return (*self.parts.values(), self.standing, self.no_equipment, self.yours)

    def _build(self) -> None:
        self._head = QHBoxLayout()
        self._head.addWidget(Label(words.CATALOGUE, Text.TITLE))
        self._head.addStretch(1)
        for widget in (self.count, self.write_own, self.done):
            self._head.addWidget(widget)
        self._filters = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._filters.addWidget(self.search)
        self._chip_row = QHBoxLayout()
        for chip in (self.everything, *self._chips):
            self._chip_row.addWidget(chip)
        self._chip_row.addStretch(1)
        self._filters.addLayout(self._chip_row, 1)
        self._content = QWidget()
        self._grid = QGridLayout(self._content)
        self.scroller = Scroll(self._content, self)
        self._whole = QVBoxLayout(self)
        for part in (self._head, self._filters):
            self._whole.addLayout(part)
        self._whole.addWidget(self.nothing)
        self._whole.addWidget(self.scroller, 1)

    def show_count(self, number: int) -> None:
        self.count.setText(words.added_so_far(number))

    def _add(self, card: DrillCard) -> None:
        card.times += 1
        card.update()
        self.added.emit(card.drill)

    def _clear(self) -> None:
        for chip in self._chips:
            chip.setChecked(False)
        self.search.clear()
        self._narrow()

    def _narrow(self) -> None:
        wanted = DrillsWanted(
            self.search.text(),
            frozenset(key for key, chip in self.parts.items() if chip.isChecked()),
            self.standing.isChecked(),
            self.no_equipment.isChecked(),
            self.yours.isChecked(),
        )
        by_id = {card.drill.id: card for card in self.cards}
        self._shown = tuple(by_id[d.id] for d in found((c.drill for c in self.cards), wanted))
        self.everything.setChecked(wanted == DrillsWanted())
        self.nothing.setVisible(not self._shown)
        self._lay_out()

    def _lay_out(self) -> None:
        gap = round(_GAP_PX * self._scale)
        edges = self._whole.contentsMargins()
        stack_where_narrow(self._filters, self.width() - edges.left() - edges.right())
        inner = self.width() - edges.left() - edges.right() - BAR - round(_EDGE_PX * self._scale)
        columns = max(1, (inner + gap) // (round(_CARD_PX * self._scale) + gap))
        self._columns = columns
        take_all_out(self._grid)
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 0)
        for card in self.cards:
            card.setVisible(card in self._shown)
        for place, card in enumerate(self._shown):
            self._grid.addWidget(card, *divmod(place, columns))
        for column in range(max(columns, self._grid.columnCount())):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self._grid.setRowStretch(len(self._shown) // columns + 1, 1)

    def _add_first(self) -> None:
        """Enter after a search takes what is meant."""
        if self.search.text().strip() and self._shown:
            self._shown[0].click()
            self.search.selectAll()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round in it from top to bottom, and never to what it covers."""
        controls: list[QWidget] = [self.search, self.everything, *self._chips]
        for card in self._shown:
            controls += (card, card.edit)
        controls += (self.write_own, self.done)
        stops = [one for one in controls if one.isVisible() and one.isEnabled()]
        here = next((at for at, one in enumerate(stops) if one.hasFocus()), -1 if forward else 0)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[(here + (1 if forward else -1)) % len(stops)].setFocus(reason)
        self._sight()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = next((at for at, card in enumerate(self._shown) if card.hasFocus()), None)
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -self._columns,
                Qt.Key.Key_Down: self._columns}.get(Qt.Key(event.key()), 0)  # fmt: skip
        if event.key() == Qt.Key.Key_Down and here is None:
            self._go(0)
        elif step and here is not None and here + step < 0:
            self.search.setFocus(Qt.FocusReason.BacktabFocusReason)
        elif step and here is not None:
            self._go(here + step)
        elif event.text().isalnum() and not self.search.hasFocus():
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.search.setText(self.search.text() + event.text())
        else:
            event.ignore()

    def _go(self, place: int) -> None:
        if 0 <= place < len(self._shown):
            self._shown[place].setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._sight()

    def _sight(self) -> None:
        """Scroll to the card with the focus."""
        for card in self._shown:
            if card.hasFocus() or card.edit.hasFocus():
                self.scroller.ensureWidgetVisible(card, 0, round(20 * self._scale))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def rescale(self, scale: float) -> None:
        self._scale = scale
        margin = round(48 * scale)
        self._whole.setContentsMargins(
            margin, round(30 * scale), margin - _BEYOND_MARGIN_PX, round(20 * scale)
        )
        self._whole.setSpacing(round(14 * scale))
        self._head.setSpacing(round(12 * scale))
        self._head.setContentsMargins(0, 0, _BEYOND_MARGIN_PX, 0)
        self._filters.setSpacing(round(10 * scale))
        self._chip_row.setSpacing(round(2 * scale))
        self.search.setMinimumWidth(round(300 * scale))
        self._grid.setSpacing(round(_GAP_PX * scale))
        self._grid.setContentsMargins(0, 0, round(_EDGE_PX * scale), 0)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        with smooth(self) as painter:
            painter.fillRect(event.rect(), QColor(tokens(self).background))
