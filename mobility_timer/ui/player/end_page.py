"""The calm end: what was done, and where to go from here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QFontMetricsF, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mobility_timer.playback import DrillDone, Result
from mobility_timer.routine import Occasion, Routine
from mobility_timer.timeline import minutes_seconds
from mobility_timer.ui.player.end_offers import EndOffers
from mobility_timer.ui.shell.keyboard.layouts import command_key
from mobility_timer.ui.shell.pages import Page, Pages
from mobility_timer.ui.shell.theme import Text, font, tokens
from mobility_timer.ui.widgets import icons
from mobility_timer.ui.widgets.controls.buttons import PillButton, Weight
from mobility_timer.ui.widgets.label import Label
from mobility_timer.ui.widgets.paint import smooth
from mobility_timer.words import buttons, progress
from mobility_timer.words import end_page as words


class EndPage(Page):
    """After a session."""

    title = words.DONE

    def __init__(
        self, pages: Pages, routine: Routine, done: Result, offers: EndOffers | None = None
    ) -> None:
        super().__init__()
        self._pages = pages
        self._offers = offers = offers or EndOffers()
        self._routine, self._done = routine, done
        self.farewell = Label("", Text.BODY, muted=True, wraps=True)
        self.heading = _heading(done)
        self.title = self.heading
        home = PillButton(buttons.HOME, weight=Weight.QUIET)
        home.clicked.connect(pages.show_home)
        again = PillButton(words.AGAIN, weight=Weight.QUIET, icon="again")
        again.clicked.connect(lambda: pages.play(routine))
        self.first = PillButton(buttons.HOME, buttons.ENTER, large=True)
        others = [again]
        if offers.go_on is not None:
            go_on = offers.go_on
            self.first = PillButton(words.GO_ON, buttons.ENTER, large=True)
            self.first.clicked.connect(lambda: go_on())
            others = [again, home]
        else:
            self.first.clicked.connect(pages.show_home)
        self.questions = _questions(done, offers)
        self._lay_out(routine, done, others)
        self.show_kept()

    def show_kept(self) -> None:
        """Say what counts, and no more than could be kept."""
        self.farewell.setText(_farewell(self._routine, self._done, self._offers))
        for question in self.questions:
            question.show_answer()

    def opened(self) -> None:
        self.first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        for question in self.questions:
            if command_key(event) == ord(question.key):
                question.answer.click()
                return
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Right)
            return
        event.ignore()

    def rescaled(self, scale: float) -> None:
        side = round(max(48 * scale, (self.width() - 1080 * scale) / 2))
        self._row.setContentsMargins(side, 0, side, 0)
        self._row.setSpacing(round(48 * scale))
        self._numbers.setSpacing(round(48 * scale))
        self._buttons.setSpacing(round(16 * scale))
        for widget, height in self._gaps:
            widget.setFixedHeight(round(height * scale))

    def _lay_out(self, routine: Routine, done: Result, others: list[PillButton]) -> None:
        self._gaps: list[tuple[QWidget, int]] = []
        self._row = QHBoxLayout(self)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self._column.addStretch(5)
        self._add(Label(routine.name, Text.SUBHEADING, muted=True), 10)
        self._add(Label(self.heading, Text.NUMBER), 30)
        self._numbers = QHBoxLayout()
        for number, noun in _sums(done):
            self._numbers.addLayout(_sum(number, noun))
        self._numbers.addStretch()
        self._column.addLayout(self._numbers)
        self._gap(30)
        self._add(self.farewell, 30)
        for question in self.questions:
            self._add(question, 14)
        self._gap(16)
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self.first)
        for button in others:
            self._buttons.addWidget(button)
        self._buttons.addStretch()
        self._column.addLayout(self._buttons)
        self._column.addStretch(6)
        self._row.addLayout(self._column, 3)
        self._row.addWidget(DrillList(done.drills), 2)

    def _add(self, widget: QWidget, gap: int) -> None:
        self._column.addWidget(widget)
        self._gap(gap)

    def _gap(self, height: int) -> None:
        spacer = QWidget()
        self._gaps.append((spacer, height))
        self._column.addWidget(spacer)


class Question(QWidget):
    """A line with one key for yes; leaving it unanswered says no."""

    def __init__(
        self, asks: str, yes: str, key: str, done: Callable[[], object], said: Callable[[], str]
    ) -> None:
        super().__init__()
        self.key = key
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.text = Label(asks, Text.BODY, wraps=True)
        self.answer = PillButton(yes, key, weight=Weight.QUIET)
        self._row.addWidget(self.text, 1)
        self._row.addWidget(self.answer)
        self._done, self._said = done, said
        self._answered = False
        self.answer.clicked.connect(self._answer)

    def rescale(self, scale: float) -> None:
        self._row.setSpacing(round(20 * scale))

    def _answer(self) -> None:
        if self._answered:
            return
        self._done()
        self._answered = True
        self.answer.setEnabled(False)
        self.answer.hide()
        self.text.set_muted(True)
        self.show_answer()

    def show_answer(self) -> None:
        """Say what became of the answer, once there is one."""
        if self._answered:
            self.text.setText(self._said())


class DrillList(QWidget):
    """The routine's drills: a check beside each one that was done, else how far it came."""

    accessible_role: Final = QAccessible.Role.List

    def __init__(self, drills: Sequence[DrillDone]) -> None:
        super().__init__()
        self._rows = [(drill.name, drill.complete, part_of(drill)) for drill in drills]
        self._scale = 1.0
        self.setAccessibleName(words.DRILLS)
        self.setAccessibleDescription(". ".join(words.did(*row) for row in self._rows))

    def rescale(self, scale: float) -> None:
        self._scale = scale
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = tokens(self)
        s = self._scale
        with smooth(self) as painter:
            step = min(52 * s, (self.height() - 120 * s) / max(1, len(self._rows)))
            y = (self.height() - step * len(self._rows)) / 2
            side = min(22 * s, step * 0.8)
            small = font(Text.SMALL, s)
            for name, done, part in self._rows:
                middle = y + step / 2
                if done:
                    mark = QRectF(0, round(middle - side / 2), side, side)
                    icons.paint(painter, mark, "check", colours.ink)
                painter.setFont(small)
                painter.setPen(QColor(colours.muted))
                room = QRectF(36 * s, y, self.width() - 36 * s, step)
                flags = Qt.AlignmentFlag.AlignVCenter
                painter.drawText(room, flags | Qt.AlignmentFlag.AlignRight, part)
                if part:
                    room.setWidth(
                        room.width() - QFontMetricsF(small).horizontalAdvance(part) - 14 * s
                    )
                style = font(Text.BODY, s)
                painter.setFont(style)
                painter.setPen(QColor(colours.ink if done or part else colours.muted))
                text = QFontMetricsF(style).elidedText(
                    name, Qt.TextElideMode.ElideRight, room.width()
                )
                painter.drawText(room, flags, text)
                y += step


def part_of(drill: DrillDone) -> str:
    """How far a drill came that was begun and not ended; nothing for the others."""
    if drill.complete or drill.nothing:
        return ""
    begun = [side for side in drill.sides if 0 < side.done < side.asked]
    whole = [side.side.value for side in drill.sides if side.done >= side.asked and side.side]
    said = [
        words.part(side.done, side.asked, side.side.value if side.side else "", held=drill.is_hold)
        for side in begun
    ]
    return " · ".join(said) if said else words.only(whole[0])


def _questions(done: Result, offers: EndOffers) -> list[Question]:
    asked = []
    changed = [drill for drill in done.drills if drill.changed]
    if offers.keep is not None and changed:
        amounts = [(_dose(drill), drill.name) for drill in changed]
        asks = words.next_time(amounts)
        asked.append(
            Question(
                asks,
                words.KEEP,
                words.KEEP_KEY,
                offers.keep,
                lambda: words.NOT_SAVED if offers.lacks_changes() else words.KEPT,
            )
        )
    if offers.note_hurt is not None and done.broken_off:
        asked.append(
            Question(
                words.hurt_where(done.broken_off),
                words.IT_HURT,
                words.HURT_KEY,
                offers.note_hurt,
                lambda: words.hurt_noted(recorded=not offers.lacks_sessions()),
            )
        )
    return asked


def _dose(drill: DrillDone) -> str:
    if drill.amount == drill.amount_before:
        return words.tempo(drill.rep_s)
    amount = words.amount(drill.amount, drill.counts.value, held=drill.is_hold)
    return f"{amount}, {words.tempo(drill.rep_s)}" if drill.tempo_changed else amount


def _heading(done: Result) -> str:
    if done.nothing:
        return words.NOTHING_DONE
    return words.DONE if done.finished else words.STOPPED


def _sum(number: str, noun: str) -> QVBoxLayout:
    pair = QVBoxLayout()
    pair.setSpacing(0)
    pair.addWidget(Label(number, Text.TITLE))
    pair.addWidget(Label(noun, Text.BODY, muted=True))
    return pair


def _sums(done: Result) -> list[tuple[str, str]]:
    """Numbers with their nouns; what was not part of the session is left out."""
    complete, of = done.complete, len(done.drills)
    sums = [(words.done_of(complete, of), words.drills(of))] if of else []
    if done.reps:
        sums.append((str(done.reps), words.reps(done.reps)))
    if done.hold_seconds:
        sums.append((minutes_seconds(1000 * done.hold_seconds), words.HELD))
    if not done.nothing:
        sums.append((str(done.minutes), words.minutes(done.minutes)))
    return sums


def _farewell(routine: Routine, done: Result, offers: EndOffers) -> str:
    if done.nothing:
        return words.NOTHING_FAREWELL
    said = _whole(routine, offers.weekly_goal) if done.finished else words.STOPPED_FAREWELL
    if offers.is_tried:
        return said
    if offers.lacks_sessions():
        return f"{said} {words.NOT_RECORDED}"
    return said if done.finished else f"{said} {words.COUNTS}"


def _whole(routine: Routine, weekly_goal: int) -> str:
    if not any(drill.motion for drill in routine.drills):
        return words.PLAIN_FAREWELL
    if Occasion.REST_DAY in routine.occasions:
        return progress.keeps_moving(weekly_goal)
    for occasion, said in _FAREWELLS.items():
        if occasion in routine.occasions:
            return said
    return progress.keeps_moving(weekly_goal)


_FAREWELLS = {
    Occasion.BEFORE_RUN: words.BEFORE_RUN_FAREWELL,
    Occasion.AFTER_RUN: words.AFTER_RUN_FAREWELL,
    Occasion.SITTING_LONG: words.SITTING_FAREWELL,
}
