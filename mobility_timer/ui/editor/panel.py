"""The right side of the editor: how long, how often, what to know, and Save."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from mobility_timer.routine import Occasion
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
    """Its controls are public: the page listens to them and tells the panel what to show."""

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

    def show_notes(self, notes: Iterable[str]) -> None:
        """What there is to know of the routine."""
        self.notes.setText("\n\n".join(notes))

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
