"""The calm end: what was done, and where to go from here."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mobility_timer.routine.model import Occasion, Routine
from mobility_timer.ui.pages import Page, Pages
from mobility_timer.ui.tally import Done
from mobility_timer.ui.theme import Text
from mobility_timer.ui.widgets.buttons import PillButton, Weight
from mobility_timer.ui.widgets.label import Label


class EndPage(Page):
    """After a session; `go_on` leads back into one that was broken off."""

    title = "Done"

    def __init__(
        self, pages: Pages, routine: Routine, done: Done, go_on: Callable[[], object] | None
    ) -> None:
        super().__init__()
        self._pages = pages
        home = PillButton("All routines", weight=Weight.QUIET)
        home.clicked.connect(pages.show_home)
        again = PillButton("Again", weight=Weight.QUIET, icon="again")
        again.clicked.connect(lambda: pages.play(routine))
        self.first = PillButton("Done", "Enter", large=True)
        self.first.clicked.connect(pages.show_home)
        others = [again]
        if go_on is not None:
            self.first = PillButton("Go on", "Enter", large=True)
            self.first.clicked.connect(lambda: go_on())
            others = [again, home]
        self._lay_out(routine, done, go_on is None, others)

    def opened(self) -> None:
        self.first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def rescaled(self, scale: float) -> None:
        side = round(max(48 * scale, (self.width() - 860 * scale) / 2))
        self._column.setContentsMargins(side, 0, side, 0)
        self._numbers.setSpacing(round(56 * scale))
        self._buttons.setSpacing(round(16 * scale))
        for widget, height in self._gaps:
            widget.setFixedHeight(round(height * scale))

    def _lay_out(
        self, routine: Routine, done: Done, finished: bool, others: list[PillButton]
    ) -> None:
        self._gaps: list[tuple[QWidget, int]] = []
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addStretch(5)
        self._add(Label(routine.name, Text.SUBHEADING, muted=True), 10)
        self._add(Label("Done" if finished else "Stopped here", Text.NUMBER), 34)
        self._numbers = QHBoxLayout()
        for number, noun in _sums(done):
            self._numbers.addLayout(_sum(number, noun))
        self._numbers.addStretch()
        self._column.addLayout(self._numbers)
        self._gap(34)
        self._add(Label(_farewell(routine, finished), Text.BODY, muted=True, wraps=True), 44)
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self.first)
        for button in others:
            self._buttons.addWidget(button)
        self._buttons.addStretch()
        self._column.addLayout(self._buttons)
        self._column.addStretch(6)

    def _add(self, widget: QWidget, gap: int) -> None:
        self._column.addWidget(widget)
        self._gap(gap)

    def _gap(self, height: int) -> None:
        spacer = QWidget()
        self._gaps.append((spacer, height))
        self._column.addWidget(spacer)


def _sum(number: str, noun: str) -> QVBoxLayout:
    pair = QVBoxLayout()
    pair.setSpacing(0)
    pair.addWidget(Label(number, Text.TITLE))
    pair.addWidget(Label(noun, Text.BODY, muted=True))
    return pair


def _sums(done: Done) -> list[tuple[str, str]]:
    """Numbers with their nouns; what was not part of the session is left out."""
    of = f" of {done.of}" if done.drills < done.of else ""
    sums = [(f"{done.drills}{of}", "drill" if max(done.drills, done.of) == 1 else "drills")]
    if done.reps:
        sums.append((str(done.reps), "rep" if done.reps == 1 else "reps"))
    if done.hold_seconds:
        held = done.hold_seconds
        sums.append((f"{held // 60}:{held % 60:02}", "held"))
    sums.append((str(done.minutes), "minute" if done.minutes == 1 else "minutes"))
    return sums


def _farewell(routine: Routine, finished: bool) -> str:
    if not finished:
        return "Go on where you stopped, or leave it here. What you did counts."
    if Occasion.BEFORE_RUN in routine.occasions and Occasion.REST_DAY not in routine.occasions:
        return "Start your run easy and let the pace come."
    return "Three or four sessions a week keep you moving."
