"""The rows of the editor that are no drills: the head of a block, and a rest."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mobility_timer.editing import DraftBlock
from mobility_timer.library import leading_number, time_ms
from mobility_timer.routine import MOST_ROUNDS
from mobility_timer.ui.editor.steps.row import Draggable
from mobility_timer.ui.editor.steps.typed import to_ms, to_number
from mobility_timer.ui.editor.view_model import REST_STEP_MS, StepView
from mobility_timer.ui.shell.theme import Text, tokens
from mobility_timer.ui.widgets import icons
from mobility_timer.ui.widgets.controls.buttons import IconButton, PillButton, Weight
from mobility_timer.ui.widgets.controls.field import TextField
from mobility_timer.ui.widgets.controls.stepper import Stepper
from mobility_timer.ui.widgets.label import Label
from mobility_timer.ui.widgets.paint import block, focus_ring, smooth
from mobility_timer.words import editor as words

_HEIGHT_PX = 56


class RestRow(Draggable):
    """A rest between two drills."""

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(number, parent)
        self._rest_ms = 0
        self.rest = Stepper(words.A_REST, types=True)
        self.remove = IconButton("remove", words.REMOVE, size=34)
        self._line = QHBoxLayout(self)
        self._line.addWidget(Label(words.A_REST, Text.STRONG))
        self._line.addStretch(1)
        self._line.addWidget(self.rest)
        self._line.addWidget(self.remove)
        self.rest.stepped.connect(lambda by: self._set(self._rest_ms + by * REST_STEP_MS))
        self.rest.typed.connect(lambda text: to_ms(text, self._set, self.ask))
        self.remove.clicked.connect(lambda: self.ask(lambda model: model.removed(self.number)))

    def show_view(self, view: StepView, called: str) -> None:
        self._rest_ms = view.rest_ms
        self.rest.show_value(words.seconds(view.rest_ms))
        self.rest.call(called)
        self.remove.setAccessibleName(words.of(words.REMOVE, called))
        self.setAccessibleName(f"{called}, {words.seconds(view.rest_ms)}")
        self.setAccessibleDescription(words.ROW_KEYS)

    def _set(self, ms: int) -> None:
        number = self.number
        self.ask(lambda model: model.with_rest(number, ms))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self._set(self._rest_ms + step * REST_STEP_MS)
        else:
            super().keyPressEvent(event)

    def rescale(self, scale: float) -> None:
        self._scale = scale
        self._line.setContentsMargins(round(40 * scale), 0, round(12 * scale), 0)
        self.rest.setFixedWidth(round(172 * scale))
        self.setFixedHeight(round(_HEIGHT_PX * scale))

    def paintEvent(self, _event: QPaintEvent) -> None:
        _paint_ground(self, self._scale)


class BlockRow(Draggable):
    """What a block is called, how often it is done, and the rest between its rounds."""

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(number, parent)
        self._rounds, self._rest_ms = 1, 0
        self.name = TextField(words.BLOCK_NAME, Text.STRONG, bare=True)
        self.rounds = Stepper(words.BLOCK_ROUNDS, types=True)
        self.rest = Stepper(words.BLOCK_REST, types=True)
        self.apart = PillButton(words.TAKE_APART, weight=Weight.BARE)
        self._line = QHBoxLayout(self)
        for widget in (self.name, self.rounds, self.rest, self.apart):
            self._line.addWidget(widget, 1 if widget is self.name else 0)
        self.name.settled.connect(lambda text: self._set("name", text.strip() or None))
        self.rounds.stepped.connect(lambda by: self._set_rounds(self._rounds + by))
        self.rounds.typed.connect(lambda text: to_number(text, self._set_rounds, self.ask))
        self.rest.stepped.connect(lambda by: self._set_rest(self._rest_ms + by * REST_STEP_MS))
        self.rest.typed.connect(lambda text: to_ms(text, self._set_rest, self.ask))
        self.apart.clicked.connect(lambda: self.ask(lambda model: model.ungrouped(self.number)))

    def show_block(self, part: DraftBlock, called: str) -> None:
        self._rounds = leading_number(str(part.keys.get("rounds", "1")))
        self._rest_ms = time_ms(str(part.keys.get("rest", "0"))) or 0
        name = str(part.keys.get("name", ""))
        self.name.show_text(name)
        self.rounds.show_value(str(self._rounds), words.ROUNDS_CAPTION)
        self.rounds.set_ends(can_fall=self._rounds > 1, can_rise=self._rounds < MOST_ROUNDS)
        self.rest.show_value(words.seconds(self._rest_ms), words.REST_CAPTION)
        self.name.setAccessibleName(words.of(words.BLOCK_NAME, called))
        self.rounds.call(words.of(words.BLOCK_ROUNDS, called))
        self.rest.call(words.of(words.BLOCK_REST, called))
        self.apart.setAccessibleName(words.of(words.TAKE_APART, called))
        self.setAccessibleName(words.block_head(called, self._rounds))
        self.setAccessibleDescription(words.ROW_KEYS)

    def _set(self, key: str, value: str | None) -> None:
        number = self.number
        self.ask(lambda model: model.with_block(number, key, value))

    def _set_rounds(self, rounds: int) -> None:
        self._set("rounds", str(min(max(rounds, 1), MOST_ROUNDS)))

    def _set_rest(self, ms: int) -> None:
        self._set("rest", f"{ms / 1000:g}" if ms > 0 else None)

    def rescale(self, scale: float) -> None:
        self._scale = scale
        self._line.setContentsMargins(round(32 * scale), 0, round(12 * scale), 0)
        self._line.setSpacing(round(8 * scale))
        for stepper in (self.rounds, self.rest):
            stepper.setFixedWidth(round(176 * scale))
        self.setFixedHeight(round((_HEIGHT_PX + 6) * scale))

    def paintEvent(self, _event: QPaintEvent) -> None:
        _paint_ground(self, self._scale)


def _paint_ground(row: Draggable, scale: float) -> None:
    colours = tokens(row)
    with smooth(row) as painter:
        rect = QRectF(row.rect())
        if row.is_dragged:
            block(painter, rect, 18 * scale, colours.track)
        square = QRectF(7 * scale, rect.center().y() - 8 * scale, 16 * scale, 16 * scale)
        icons.paint(painter, square, "grip", colours.muted)
        focus_ring(row, painter, rect, 18 * scale)
