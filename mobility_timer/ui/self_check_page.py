"""Self-check: eight signs, yes or no, and the routine that they speak for."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mobility_timer.personal import SelfCheck, effective_routine
from mobility_timer.routine import (
    SIGNS,
    Area,
    Routine,
    Sign,
    advise,
)
from mobility_timer.timeline import length_ms, minutes_seconds
from mobility_timer.ui import describe
from mobility_timer.ui.shell.context import Context
from mobility_timer.ui.shell.keyboard.layouts import command_key
from mobility_timer.ui.shell.pages import Page, Pages
from mobility_timer.ui.shell.theme import Text, tokens
from mobility_timer.ui.widgets.controls.buttons import Chip, PillButton, Weight
from mobility_timer.ui.widgets.label import Label
from mobility_timer.ui.widgets.paint import block, focus_ring, smooth
from mobility_timer.ui.widgets.scroll import Scroll
from mobility_timer.ui.widgets.top_line import TopLine
from mobility_timer.words import buttons, dates
from mobility_timer.words import self_check as words

_SIDE_WIDTH_PX = 380


class SignRow(QWidget):
    """One question; Y or N answers it while the focus is here."""

    accessible_role: Final = QAccessible.Role.ListItem
    answered = Signal(bool)

    def __init__(self, sign: Sign, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sign = sign
        self.answer: bool | None = None
        self._scale = 1.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.yes, self.no = (Chip(word, framed=True) for word in (words.YES, words.NO))
        for chip, word in ((self.yes, words.YES), (self.no, words.NO)):
            chip.setAccessibleName(words.answer(word, sign.question))
            chip.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._words = QVBoxLayout()
        self._words.addWidget(Label(sign.question, Text.STRONG, wraps=True))
        self._words.addWidget(Label(sign.hint, Text.SMALL, muted=True, wraps=True))
        self._row = QHBoxLayout(self)
        self._row.addLayout(self._words, 1)
        self._row.addWidget(self.yes)
        self._row.addWidget(self.no)
        self.yes.clicked.connect(lambda: self.give(True))
        self.no.clicked.connect(lambda: self.give(False))
        self._name()

    def give(self, answer: bool) -> None:
        """Answer the question."""
        self.show_answer(answer)
        self.answered.emit(answer)

    def show_answer(self, answer: bool) -> None:
        """An answer that was given before."""
        self.answer = answer
        self.yes.setChecked(answer)
        self.no.setChecked(not answer)
        self._name()

    def _name(self) -> None:
        said = words.ANSWERS[self.answer]
        self.setAccessibleName(f"{self.sign.question} {said}")
        self.setAccessibleDescription(words.row_keys(self.sign.hint))

    def rescale(self, scale: float) -> None:
        self._scale = scale
        self._row.setContentsMargins(*(round(side * scale) for side in (22, 7, 16, 7)))
        self._row.setSpacing(round(6 * scale))
        self._words.setSpacing(round(2 * scale))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = command_key(event)
        if key == Qt.Key.Key_Y:
            self.give(True)
        elif key == Qt.Key.Key_N:
            self.give(False)
        else:
            event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with smooth(self) as painter:
            rect = QRectF(self.rect())
            block(painter, rect, 16 * self._scale, tokens(self).surface)
            focus_ring(self, painter, rect, 16 * self._scale)


class SelfCheckPage(Page):
    """Questions on the left, what they speak for on the right."""

    title = words.TITLE

    def __init__(self, context: Context, pages: Pages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._pages = pages
        self._proposed: Routine | None = None
        self._was_ended_today = False
        self.leave = PillButton(buttons.ROUTINES, weight=Weight.BARE, icon="back")
        self.rows = tuple(SignRow(sign) for sign in SIGNS)
        self.hint = Label(words.HINT, Text.BODY, muted=True, wraps=True)
        self.told = Label("", Text.BODY, muted=True, wraps=True)
        self.name = Label("", Text.HEADING, wraps=True)
        self.facts = Label("", Text.SMALL, muted=True, wraps=True)
        self.notes = Label("", Text.SMALL, wraps=True)
        self.start = PillButton(buttons.START, buttons.ENTER)
        self.look = PillButton(words.SHOW_THE_DRILLS, "P", Weight.QUIET)
        self.measure = PillButton(words.MEASURE, weight=Weight.QUIET)
        self.last = Label("", Text.SMALL, muted=True, wraps=True)
        self._build()
        self._connect()
        self._show()

    def _build(self) -> None:
        inner = QWidget()
        self._questions = QVBoxLayout(inner)
        for area in Area:
            self._questions.addWidget(Label(words.AREAS[area.value], Text.SMALL_STRONG, muted=True))
            for row in self.rows:
                if row.sign.area is area:
                    self._questions.addWidget(row)
        self._questions.addStretch(1)
        self._inner = inner
        self.scroller = Scroll(inner)
        self._left = QVBoxLayout()
        self._top = TopLine(self.leave)
        self._left.addLayout(self._top)
        self._left.addWidget(Label(words.ASKS, Text.TITLE))
        self._left.addWidget(self.scroller, 1)
        side = QWidget()
        self._side = QVBoxLayout(side)
        self._side.addWidget(self.hint)
        self._side.addWidget(self.told)
        self._side.addWidget(self.name)
        self._side.addWidget(self.facts)
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self.start)
        self._buttons.addWidget(self.look)
        self._buttons.addStretch(1)
        self._side.addLayout(self._buttons)
        self._side.addWidget(self.notes)
        self._side.addWidget(self.measure)
        self._side.addWidget(self.last)
        self._side.addStretch(1)
        self._quiet = Label(words.NOT_ADVICE, Text.SMALL, muted=True, wraps=True)
        self._right = QVBoxLayout()
        self._right.addWidget(Scroll(side), 1)
        self._right.addWidget(self._quiet)
        self._held = QWidget()
        self._held.setLayout(self._right)
        self._whole = QHBoxLayout(self)
        self._whole.addLayout(self._left, 1)
        self._whole.addWidget(self._held)

    def _connect(self) -> None:
        self.leave.clicked.connect(self._pages.back)
        self.start.clicked.connect(self._start)
        self.look.clicked.connect(self._look)
        self.measure.clicked.connect(self._pages.show_measure)
        for place, row in enumerate(self.rows):
            row.answered.connect(lambda _, place=place: self._answered(place))

    def opened(self) -> None:
        self._take_up()
        self._show()
        self._show_last()
        if self._proposed is None:
            self._first_open().setFocus(Qt.FocusReason.OtherFocusReason)
            self.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)

    @property
    def answers(self) -> dict[str, bool]:
        """The answers given so far by the id of the sign."""
        return {row.sign.id: row.answer for row in self.rows if row.answer is not None}

    def _take_up(self) -> None:
        """Where it was left today before its end, its answers are there again."""
        last = self._context.history.last_self_check()
        today = last is not None and last.day.isoformat() == self._context.history.today
        self._was_ended_today = last is not None and today and self._is_whole(last)
        if last is None or not today or self._was_ended_today or self.answers:
            return
        for row in self.rows:
            if row.sign.id in last.answers:
                row.show_answer(last.answers[row.sign.id])

    def _is_whole(self, check: SelfCheck) -> bool:
        return all(row.sign.id in check.answers for row in self.rows)

    def _first_open(self) -> SignRow:
        return next((row for row in self.rows if row.answer is None), self.rows[0])

    def _answered(self, place: int) -> None:
        self._show()
        done = len(self.answers) == len(self.rows)
        if done or not self._was_ended_today:
            self._context.history.note_self_check(self.answers)
        open_ones = [*self.rows[place + 1 :], *self.rows[:place]]
        after = next((row for row in open_ones if row.answer is None), None)
        if after is None:
            self.start.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._go_to(after)

    def _show(self) -> None:
        answers = self.answers
        done = len(answers) == len(self.rows)
        advice = advise([id for id, yes in answers.items() if yes])
        self._proposed = self._context.library.routines.get(advice.routine) if done else None
        found = self._as_done()
        if found is not None:
            self.told.setText(advice.because)
            self.name.setText(found.name)
            length = minutes_seconds(length_ms(found))
            self.facts.setText(f"{length} · {describe.facts(found)}")
        else:
            left = len(self.rows) - len(answers)
            self.told.setText(advice.because if done else words.to_go(left))
        self.hint.setVisible(not done)
        for widget in (self.name, self.facts, self.start, self.look):
            widget.setVisible(found is not None)
        self.notes.setText("\n\n".join(advice.notes))
        self.notes.setVisible(done and bool(advice.notes))
        self.measure.setVisible(done and advice.offers_to_measure)

    def _show_last(self) -> None:
        """What the answers of an earlier day spoke for."""
        last = self._context.history.last_self_check()
        shown = last is not None and not self.answers and self._is_whole(last)
        if last is not None and shown:
            advice = advise([id for id, yes in last.answers.items() if yes])
            self.last.setText(words.last_time(dates.short(last.day), advice.because))
        self.last.setVisible(shown)

    def _start(self) -> None:
        routine = self._as_done()
        if routine is not None:
            self._pages.play(routine)

    def _as_done(self) -> Routine | None:
        """The proposed routine as this person does it."""
        if self._proposed is None:
            return None
        changes = self._context.adjustments.now(self._proposed)
        settings, drills = self._context.settings.value, self._context.library.drills
        return effective_routine(self._proposed, changes, settings, drills)

    def _look(self) -> None:
        if self._proposed is not None:
            self._pages.show_preview(self._proposed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = command_key(event)
        here = [place for place, row in enumerate(self.rows) if row.hasFocus()]
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._start()
        elif key == Qt.Key.Key_P:
            self._look()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            place = min(max(here[0] + step if here else 0, 0), len(self.rows) - 1)
            self._go_to(self.rows[place])
        else:
            event.ignore()

    def _go_to(self, row: SignRow) -> None:
        row.setFocus(Qt.FocusReason.ShortcutFocusReason)
        top = row.mapTo(self._inner, QPoint(0, 0)).y()
        self.scroller.ensureVisible(0, top + row.height() // 2, 0, row.height())

    def rescaled(self, scale: float) -> None:
        margin = round(48 * scale)
        self._whole.setContentsMargins(margin, round(22 * scale), margin, round(32 * scale))
        self._whole.setSpacing(round(40 * scale))
        self._top.rescale(scale)
        self._left.setSpacing(round(6 * scale))
        self._questions.setSpacing(round(6 * scale))
        self._questions.setContentsMargins(0, round(4 * scale), round(4 * scale), 0)
        self._held.setFixedWidth(round(_SIDE_WIDTH_PX * scale))
        self._right.setContentsMargins(0, round(112 * scale), 0, 0)
        self._side.setContentsMargins(0, 0, round(4 * scale), 0)
        self._side.setSpacing(round(12 * scale))
        self._buttons.setSpacing(round(10 * scale))
