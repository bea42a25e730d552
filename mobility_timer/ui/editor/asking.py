"""A question within the page, with the few answers to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from mobility_timer.ui.shell.theme import Text
from mobility_timer.ui.widgets.accessible import announce
from mobility_timer.ui.widgets.controls.buttons import PillButton, Weight
from mobility_timer.ui.widgets.label import Label
from mobility_timer.ui.widgets.panel import Panel
from mobility_timer.ui.widgets.scaled import rescale
from mobility_timer.ui.widgets.stacked import take_all_out
from mobility_timer.words import buttons
from mobility_timer.words import editor as words

Answer: TypeAlias = tuple[str, Callable[[], object]]
"""What it says, and what it does."""
_QUESTION_PX, _GAP_PX = 220, 8
_EDGES_PX = (16, 8, 8, 8)


class AskBar(Panel):
    """Hidden until something is asked; an answer does what it says and hides it again.

    The answers stand beside the question where there is room, else in lines below it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(14, parent)
        self.question = Label("", Text.SMALL_STRONG, wraps=True)
        self.answers: tuple[PillButton, ...] = ()
        self._column = QVBoxLayout(self)
        self._lines: list[QHBoxLayout] = []
        self._laid: list[list[QWidget]] = []
        self._before: QWidget | None = None
        self._is_of_leaving = False
        self._scale = 1.0
        self.hide()

    def ask(
        self,
        question: str,
        *answers: Answer,
        takes_focus: bool = True,
    ) -> None:
        """Ask; where the user asked for something that needs an answer the first one takes the
        focus. What comes up by itself leaves it where it is, and waits for another question."""
        is_same = question == self.question.text() and self.isVisible()
        if self.isVisible() and not takes_focus and not is_same:
            return
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        self._is_of_leaving = False
        focused = [place for place, one in enumerate(self.answers) if one.hasFocus()]
        for old in self.answers:
            old.hide()
            old.deleteLater()
        self.question.setText(question)
        made: list[PillButton] = []
        for text, do in answers:
            button = PillButton(text, weight=Weight.BARE if made else Weight.QUIET, parent=self)
            button.clicked.connect(lambda _=False, do=do: self._answer(do))
            made.append(button)
        self.answers = tuple(made)
        self._laid = []
        rescale(self, self._scale)
        self.rescale(self._scale)
        self.show()
        announce(self, question)
        if takes_focus or focused:
            place = 0 if takes_focus else min(focused[0], len(made) - 1)
            made[place].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def ask_to_leave(self, question: str, leave: Answer, *others: Answer) -> None:
        """Ask whether to leave, until there is an answer or one goes on editing. Esc stays, as it
        closes what is open, and beside each of the two stands its key."""
        stay = (words.GO_ON, lambda: None)
        self.ask(question, *((*others, leave, stay) if others else (stay, leave)))
        self._is_of_leaving = True
        for answer in self.answers:
            if answer.text() == stay[0]:
                answer.show_key(buttons.ESC)
            elif answer.text() == leave[0]:
                answer.show_key(buttons.SHIFT_ESC)
                QShortcut(QKeySequence("Shift+Esc"), answer).activated.connect(answer.click)
        self._lay_out()

    def unless_asked(self, back: Callable[[], object]) -> Callable[[], object]:
        """What leads back. Where it is asked already whether to leave, that stays asked."""
        return lambda: self._ask_again() or back()

    def _ask_again(self) -> bool:
        """Whether it is asked whether to leave; then the first answer takes the focus."""
        if asks := self._is_of_leaving and self.isVisible():
            self.answers[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
            announce(self, self.question.text())
        return asks

    def note_edit(self) -> None:
        """Going on editing answers the question whether to leave; the focus stays where it is."""
        if self._is_of_leaving:
            self.hide()

    def dismiss(self) -> None:
        """Hide it without an answer; the focus goes back to where it was when it was asked."""
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()

    def close_open(self) -> bool:
        """Dismiss what is asked; whether something was."""
        was_open = self.isVisible()
        if was_open:
            self.dismiss()
        return was_open

    def _answer(self, do: Callable[[], object]) -> None:
        self.dismiss()
        do()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def minimumSizeHint(self) -> QSize:
        """As narrow as need be: the answers go into lines of their own."""
        return QSize(0, super().minimumSizeHint().height())

    def rescale(self, scale: float) -> None:
        self._scale = scale
        super().rescale(scale)
        self._column.setContentsMargins(*(round(side * scale) for side in _EDGES_PX))
        self._column.setSpacing(round(_GAP_PX / 2 * scale))
        self._lay_out()

    def _lay_out(self) -> None:
        left, _, right, _ = (side * self._scale for side in _EDGES_PX)
        laid = self._rows(self.width() - left - right)
        if laid == self._laid:
            return
        self._laid = laid
        for line in self._lines:
            take_all_out(line)
            self._column.removeItem(line)
            line.deleteLater()
        self._lines = []
        for row in laid:
            line = QHBoxLayout()
            self._column.addLayout(line)
            self._lines.append(line)
            line.setSpacing(round(_GAP_PX * self._scale))
            for widget in row:
                line.addWidget(widget, 1 if widget is self.question else 0)
                widget.setVisible(True)
            if self.question not in row:
                line.addStretch(1)

    def _rows(self, room: float) -> list[list[QWidget]]:
        """What stands in each line."""
        gap = _GAP_PX * self._scale
        widths = {button: button.sizeHint().width() + gap for button in self.answers}
        if _QUESTION_PX * self._scale + sum(widths.values()) <= room:
            return [[self.question, *self.answers]]
        rows: list[list[QWidget]] = [[self.question]]
        used = room
        for button, width in widths.items():
            if used + width > room:
                rows.append([])
                used = 0.0
            rows[-1].append(button)
            used += width
        return rows
