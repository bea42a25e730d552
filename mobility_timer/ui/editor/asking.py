"""A question within the page, with the few answers to it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mobility_timer.ui.shell.theme import Text
from mobility_timer.ui.widgets.accessible import announce
from mobility_timer.ui.widgets.controls.buttons import PillButton, Weight
from mobility_timer.ui.widgets.label import Label
from mobility_timer.ui.widgets.panel import Panel
from mobility_timer.ui.widgets.scaled import rescale


class AskBar(Panel):
    """Hidden until something is asked; an answer does what it says and hides it again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(14, parent)
        self.question = Label("", Text.SMALL_STRONG, wraps=True)
        self.answers: tuple[PillButton, ...] = ()
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.question, 1)
        self._scale = 1.0
        self.hide()

    def ask(self, question: str, *answers: tuple[str, Callable[[], object]]) -> None:
        """Ask; the first answer gets the focus."""
        for old in self.answers:
            old.deleteLater()
        self.question.setText(question)
        made: list[PillButton] = []
        for text, do in answers:
            button = PillButton(text, weight=Weight.BARE if made else Weight.QUIET)
            button.clicked.connect(lambda _=False, do=do: self._answer(do))
            self._row.addWidget(button)
            made.append(button)
        self.answers = tuple(made)
        rescale(self, self._scale)
        self.show()
        announce(self, question)
        self.answers[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _answer(self, do: Callable[[], object]) -> None:
        self.hide()
        do()

    def rescale(self, scale: float) -> None:
        self._scale = scale
        super().rescale(scale)
        self._row.setContentsMargins(*(round(side * scale) for side in (16, 8, 8, 8)))
        self._row.setSpacing(round(8 * scale))
