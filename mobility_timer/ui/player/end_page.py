"""The calm end: what was done, and where to go from here."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mobility_timer.playback import Result
from mobility_timer.routine import Occasion, Routine
from mobility_timer.timeline import minutes_seconds
from mobility_timer.ui.shell.pages import Page, Pages
from mobility_timer.ui.shell.theme import Text, font, tokens
from mobility_timer.ui.widgets import icons
from mobility_timer.ui.widgets.buttons import PillButton, Weight
from mobility_timer.ui.widgets.label import Label
from mobility_timer.ui.widgets.paint import smooth
from mobility_timer.words import buttons
from mobility_timer.words import end_page as words


class EndPage(Page):
    """After a session; `go_on` leads back into one that was broken off."""

    title = words.DONE

    def __init__(
        self, pages: Pages, routine: Routine, done: Result, go_on: Callable[[], object] | None
    ) -> None:
        super().__init__()
        self._pages = pages
        home = PillButton(buttons.HOME, weight=Weight.QUIET)
        home.clicked.connect(pages.show_home)
        again = PillButton(words.AGAIN, weight=Weight.QUIET, icon="again")
        again.clicked.connect(lambda: pages.play(routine))
        self.first = PillButton(buttons.HOME, buttons.ENTER, large=True)
        self.first.clicked.connect(pages.show_home)
        others = [again]
        if go_on is not None:
            self.first = PillButton(words.GO_ON, buttons.ENTER, large=True)
            self.first.clicked.connect(lambda: go_on())
            others = [again, home]
        self._lay_out(routine, done, others)

    def opened(self) -> None:
        self.first.setFocus(Qt.FocusReason.ShortcutFocusReason)

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
        self._add(Label(words.DONE if done.finished else words.STOPPED, Text.NUMBER), 30)
        self._numbers = QHBoxLayout()
        for number, noun in _sums(routine, done):
            self._numbers.addLayout(_sum(number, noun))
        self._numbers.addStretch()
        self._column.addLayout(self._numbers)
        self._gap(30)
        self._add(Label(_farewell(routine, done.finished), Text.BODY, muted=True, wraps=True), 40)
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self.first)
        for button in others:
            self._buttons.addWidget(button)
        self._buttons.addStretch()
        self._column.addLayout(self._buttons)
        self._column.addStretch(6)
        self._row.addLayout(self._column, 3)
        self._row.addWidget(DrillList(routine, done.drills), 2)

    def _add(self, widget: QWidget, gap: int) -> None:
        self._column.addWidget(widget)
        self._gap(gap)

    def _gap(self, height: int) -> None:
        spacer = QWidget()
        self._gaps.append((spacer, height))
        self._column.addWidget(spacer)


class DrillList(QWidget):
    """The routine's drills, a check beside each one that was done."""

    def __init__(self, routine: Routine, done: frozenset[int]) -> None:
        super().__init__()
        self._rows = [(drill.name, number in done) for number, drill in enumerate(routine.drills)]
        self._scale = 1.0
        self.setAccessibleName(words.DRILLS)
        told = [words.did(name, was) for name, was in self._rows]
        self.setAccessibleDescription(". ".join(told))

    def rescale(self, scale: float) -> None:
        self._scale = scale
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = tokens(self)
        s = self._scale
        painter = smooth(self)
        step = min(52 * s, (self.height() - 120 * s) / len(self._rows))
        y = (self.height() - step * len(self._rows)) / 2
        side = min(22 * s, step * 0.8)
        for name, done in self._rows:
            middle = y + step / 2
            if done:
                mark = QRectF(0, round(middle - side / 2), side, side)
                icons.paint(painter, mark, "check", colours.ink)
            style = font(Text.BODY, s)
            painter.setFont(style)
            painter.setPen(QColor(colours.ink if done else colours.muted))
            room = QRectF(36 * s, y, self.width() - 36 * s, step)
            text = QFontMetricsF(style).elidedText(name, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
            y += step


def _sum(number: str, noun: str) -> QVBoxLayout:
    pair = QVBoxLayout()
    pair.setSpacing(0)
    pair.addWidget(Label(number, Text.TITLE))
    pair.addWidget(Label(noun, Text.BODY, muted=True))
    return pair


def _sums(routine: Routine, done: Result) -> list[tuple[str, str]]:
    """Numbers with their nouns; what was not part of the session is left out."""
    drills, of = len(done.drills), len(routine.drills)
    sums = [(words.done_of(drills, of), words.drills(of))]
    if done.reps:
        sums.append((str(done.reps), words.reps(done.reps)))
    if done.hold_seconds:
        sums.append((minutes_seconds(1000 * done.hold_seconds), words.HELD))
    sums.append((str(done.minutes), words.minutes(done.minutes)))
    return sums


def _farewell(routine: Routine, finished: bool) -> str:
    if not finished:
        return words.STOPPED_FAREWELL
    if Occasion.BEFORE_RUN in routine.occasions and Occasion.REST_DAY not in routine.occasions:
        return words.BEFORE_RUN_FAREWELL
    return words.FAREWELL
