"""The right side of the preview: how long, how it is to be led, what to know, and Start."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mobility_timer.settings import Count
from mobility_timer.ui.preview.changes import ChangeList
from mobility_timer.ui.preview.differences import Difference
from mobility_timer.ui.preview.minutes import MinutesSlider
from mobility_timer.ui.shell.theme import Text
from mobility_timer.ui.widgets.controls.buttons import PillButton, Toggle, Weight
from mobility_timer.ui.widgets.controls.choice import Choice
from mobility_timer.ui.widgets.controls.setting import Setting
from mobility_timer.ui.widgets.controls.stepper import Stepper
from mobility_timer.ui.widgets.label import Label
from mobility_timer.ui.widgets.scroll import WIDTH_PX as BAR
from mobility_timer.ui.widgets.scroll import Scroll
from mobility_timer.words import buttons, preview

WIDTH_PX = 344
COUNTS = tuple((count, preview.COUNTS[count.value]) for count in Count)


class StartButton(PillButton):
    """Leaves Up and Down to the page, where they lead through the drills."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)


class PreviewPanel(QWidget):
    """Its controls are public: the page listens to them and tells the panel what to show."""

    def __init__(self, voice: QWidget) -> None:
        """`voice` tells above Start how far the voice is."""
        super().__init__()
        self.length = Label("", Text.NUMBER)
        self.facts = Label("", Text.BODY, muted=True, wraps=True)
        self.have = Label("", Text.BODY, muted=True)
        self.minutes = MinutesSlider()
        self.standing = Toggle(buttons.STANDING_ONLY)
        self.wait = Toggle(buttons.WAIT_FOR_ME)
        self.rounds = Stepper(preview.ROUNDS, filled=False)
        self.count = Choice(preview.COUNT, COUNTS)
        self.notes = Label("", Text.SMALL, muted=True, wraps=True)
        self.today = ChangeList(preview.FOR_TODAY)
        self.keep = PillButton(preview.KEEP, weight=Weight.QUIET)
        self.kept = ChangeList(preview.KEPT_CHANGES)
        self.changed = Label("", Text.SMALL, wraps=True)
        self.take_mine = PillButton(preview.TAKE_MINE, weight=Weight.QUIET)
        self.take_file = PillButton(preview.TAKE_THE_FILE, weight=Weight.QUIET)
        self.start = StartButton(buttons.START, buttons.ENTER, large=True)
        self.start.setSizePolicy(
            self.start.sizePolicy().Policy.Expanding, self.start.sizePolicy().Policy.Fixed
        )
        self.notes.setAlignment(Qt.AlignmentFlag.AlignTop)
        inner = QWidget()
        self._inner = QVBoxLayout(inner)
        self._inner.addWidget(self.length)
        self._inner.addWidget(self.facts)
        self._inner.addWidget(self.have)
        self._inner.addWidget(self.minutes)
        for name, control in (
            (buttons.STANDING_ONLY, self.standing),
            (buttons.WAIT_FOR_ME, self.wait),
            (preview.ROUNDS, self.rounds),
            (preview.COUNT, self.count),
        ):
            self._inner.addWidget(Setting(name, control))
        self._inner.addWidget(self.changed)
        self._either = QHBoxLayout()
        self._either.addWidget(self.take_mine)
        self._either.addWidget(self.take_file)
        self._either.addStretch(1)
        self._inner.addLayout(self._either)
        self._inner.addWidget(self.today)
        self._inner.addWidget(self.keep)
        self._inner.addWidget(self.kept)
        self._inner.addWidget(self.notes)
        self._inner.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(Scroll(inner), 1)
        self._foot = QVBoxLayout()
        self._foot.addWidget(voice)
        self._foot.addWidget(self.start)
        self._column.addLayout(self._foot)

    def show_minutes(self, minutes: int | None, length: int) -> None:
        """The time that the routine was fitted to; None shows about how long it is."""
        self.minutes.blockSignals(True)
        self.minutes.setValue(minutes or round(length / 60_000))
        self.minutes.blockSignals(False)
        self.minutes.show_fitted(minutes is not None)
        self.have.setText(preview.FIT if minutes is None else preview.have(minutes))

    def show_notes(self, told: Iterable[str], notes: Iterable[str]) -> None:
        """What was changed to fit the time, and what else there is to know."""
        blocks = ("\n".join(told), *notes)
        self.notes.setText("\n\n".join(block for block in blocks if block))

    def show_kept(
        self,
        today: tuple[Difference, ...],
        by_hand: tuple[Difference, ...],
        stepped_back: list[tuple[str, str, str]],
    ) -> None:
        """What is for today only, what is kept, and what stepped back because the file changed."""
        self.today.show_changes(today)
        self.kept.show_changes(by_hand)
        self.changed.setText(preview.stepped_back(stepped_back) if stepped_back else "")
        self.changed.setVisible(bool(stepped_back))
        self.keep.setVisible(bool(today))
        self.take_mine.setVisible(bool(stepped_back))
        self.take_file.setVisible(bool(stepped_back))

    def rescale(self, scale: float) -> None:
        self.setFixedWidth(round((WIDTH_PX + 14) * scale))
        self._inner.setContentsMargins(0, 0, round(14 * scale) - BAR, round(10 * scale))
        self._inner.setSpacing(round(4 * scale))
        self._column.setSpacing(round(12 * scale))
        self._column.setContentsMargins(0, round(28 * scale), 0, 0)
        self._foot.setContentsMargins(0, 0, round(14 * scale), 0)
        self.facts.setContentsMargins(0, 0, 0, round(14 * scale))
        self.minutes.setContentsMargins(0, 0, 0, round(8 * scale))
        self._either.setSpacing(round(10 * scale))
        self.changed.setContentsMargins(0, round(8 * scale), 0, 0)
        self.notes.setContentsMargins(0, round(10 * scale), 0, 0)
