"""The right side of the editor: how long, how often, what to know, and Save."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from mobility_timer.library import leading_number, time_ms
from mobility_timer.routine import Occasion
from mobility_timer.settings import LONGEST_GET_READY_S, SHORTEST_GET_READY_S
from mobility_timer.timeline import minutes_seconds
from mobility_timer.ui import describe
from mobility_timer.ui.editor.steps.typed import to_ms, to_number
from mobility_timer.ui.editor.view_model import REST_STEP_MS, EditorModel
from mobility_timer.ui.shell.theme import Text
from mobility_timer.ui.widgets.controls.buttons import Chip, PillButton, Toggle
from mobility_timer.ui.widgets.controls.setting import Setting
from mobility_timer.ui.widgets.controls.stepper import Stepper
from mobility_timer.ui.widgets.label import Label
from mobility_timer.ui.widgets.scroll import WIDTH_PX as BAR
from mobility_timer.ui.widgets.scroll import Scroll
from mobility_timer.words import buttons, preview, routines
from mobility_timer.words import editor as words

WIDTH_PX = 344


class EditorPanel(QWidget):
    """Shows a model; `changed` gives what is to become of it. The page listens to `save`."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.length = Label("", Text.NUMBER)
        self.facts = Label("", Text.BODY, muted=True, wraps=True)
        self.occasions = {one: Chip(routines.OCCASIONS[one.value], framed=True) for one in Occasion}
        self.rounds = Stepper(preview.ROUNDS, filled=False, types=True)
        self.rest = Stepper(words.REST_BETWEEN, filled=False, types=True)
        self.ready = Stepper(words.GET_READY, filled=False, types=True)
        self.wait = Toggle(buttons.WAIT_FOR_ME)
        self.notes = Label("", Text.SMALL, muted=True, wraps=True)
        self.notes.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.save = PillButton(words.SAVE, words.SAVE_KEY, large=True)
        policy = self.save.sizePolicy().Policy
        self.save.setSizePolicy(policy.Expanding, policy.Fixed)
        inner = QWidget()
        self._inner = QVBoxLayout(inner)
        self._inner.addWidget(self.length)
        self._inner.addWidget(self.facts)
        self._chips = QGridLayout()
        for place, chip in enumerate(self.occasions.values()):
            self._chips.addWidget(chip, place // 2, place % 2, Qt.AlignmentFlag.AlignLeft)
        self._inner.addLayout(self._chips)
        for name, control in (
            (preview.ROUNDS, self.rounds),
            (words.REST_BETWEEN, self.rest),
            (words.GET_READY, self.ready),
            (buttons.WAIT_FOR_ME, self.wait),
        ):
            self._inner.addWidget(Setting(name, control))
        self._inner.addWidget(self.notes)
        self._inner.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(Scroll(inner), 1)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.save)
        self._column.addLayout(self._foot)
        self._rounds, self._rest_ms = 1, 0
        self._connect()

    def _connect(self) -> None:
        for occasion, chip in self.occasions.items():
            chip.clicked.connect(
                lambda on, it=occasion.value: self._ask(lambda m: m.with_occasion(it, on))
            )
        self.rounds.stepped.connect(lambda by: self._set_rounds(self._rounds + by))
        self.rounds.typed.connect(lambda text: to_number(text, self._set_rounds, self._ask))
        self.rest.stepped.connect(lambda by: self._set_rest(self._rest_ms + by * REST_STEP_MS))
        self.rest.typed.connect(lambda text: to_ms(text, self._set_rest, self._ask))
        self.ready.stepped.connect(lambda by: self._ask(lambda m: m.get_ready_stepped(by)))
        self.ready.typed.connect(lambda text: to_ms(text, self._set_ready, self._ask))
        self.wait.clicked.connect(lambda on: self._ask(lambda m: m.with_waiting(on)))

    def _set_rounds(self, rounds: int) -> None:
        if rounds:
            self._ask(lambda model: model.with_rounds(rounds))

    def _set_ready(self, ms: int) -> None:
        self._ask(lambda model: model.with_get_ready(ms))

    def _set_rest(self, ms: int) -> None:
        self._ask(lambda model: model.with_rest_between(ms))

    def _ask(self, change: Callable[[EditorModel], EditorModel]) -> None:
        self.changed.emit(change)

    def show_model(self, model: EditorModel) -> None:
        routine, keys = model.routine, model.draft.keys
        self._rounds = leading_number(str(keys.get("rounds", "1")))
        self._rest_ms = time_ms(str(keys.get("rest", "0"))) or 0
        self.length.setText(minutes_seconds(model.timeline.length if model.timeline else 0))
        self.facts.setText(describe.summary(routine) if routine else "")
        for occasion, chip in self.occasions.items():
            chip.setChecked(occasion.value in keys.get("for", ()))
        self.rounds.show_value(str(self._rounds))
        self.rounds.set_ends(can_fall=self._rounds > 1, can_rise=True)
        self.rest.show_value(words.seconds(self._rest_ms))
        self.rest.set_ends(can_fall=self._rest_ms > 0, can_rise=True)
        self.ready.show_value(words.seconds(model.get_ready_ms))
        self.ready.set_ends(
            can_fall=model.get_ready_ms > 1000 * SHORTEST_GET_READY_S,
            can_rise=model.get_ready_ms < 1000 * LONGEST_GET_READY_S,
        )
        self.wait.setChecked(model.waits)
        self.save.setEnabled(routine is not None and model.session.is_changed)
        self.notes.setText("\n\n".join(model.remarks))

    def rescale(self, scale: float) -> None:
        self.setFixedWidth(round((WIDTH_PX + 14) * scale))
        self._inner.setContentsMargins(0, 0, round(14 * scale) - BAR, round(10 * scale))
        self._inner.setSpacing(round(4 * scale))
        self._column.setSpacing(round(12 * scale))
        self._column.setContentsMargins(0, round(28 * scale), 0, 0)
        self._foot.setContentsMargins(0, 0, round(14 * scale), 0)
        self.facts.setContentsMargins(0, 0, 0, round(8 * scale))
        self._chips.setSpacing(round(4 * scale))
        self._chips.setContentsMargins(0, 0, 0, round(12 * scale))
        for stepper in (self.rounds, self.rest, self.ready):
            stepper.setFixedWidth(round(136 * scale))
        self.notes.setContentsMargins(0, round(10 * scale), 0, 0)
