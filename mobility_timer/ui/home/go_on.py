"""The line on Home that leads back into a session of today that was left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mobility_timer.ui.shell.theme import Text, tokens
from mobility_timer.ui.widgets.controls.buttons import IconButton, PillButton
from mobility_timer.ui.widgets.label import Elided
from mobility_timer.ui.widgets.paint import block, smooth
from mobility_timer.ui.widgets.scaled import first_scale
from mobility_timer.words import buttons, home

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QPaintEvent

    from mobility_timer.personal import Unfinished

_STAYS = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class GoOnButton(PillButton):
    """Says that Enter presses it for as long as it has the focus; `takes_enter` tells of both."""

    takes_enter = Signal(bool)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._take(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _STAYS:
            self._take(False)

    def _take(self, takes: bool) -> None:
        self.show_key(buttons.ENTER if takes else "")
        self.takes_enter.emit(takes)


class GoOnBar(QWidget):
    """Hidden where there is nothing to go on with; `chosen` and `dismissed` bring the session."""

    chosen = Signal(object)
    dismissed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale = first_scale()
        self.unfinished: Unfinished | None = None
        self.text = Elided("", Text.BODY)
        self.go_on = GoOnButton(home.GO_ON)
        self.close_it = IconButton("close", home.NOT_THIS, size=34)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.text, 1)
        self._row.addWidget(self.go_on)
        self._row.addWidget(self.close_it)
        self.go_on.clicked.connect(lambda: self.chosen.emit(self.unfinished))
        self.close_it.clicked.connect(lambda: self.dismissed.emit(self.unfinished))
        self.hide()

    def show_unfinished(self, unfinished: Unfinished | None) -> None:
        self.unfinished = unfinished
        self.setVisible(unfinished is not None)
        if unfinished is not None:
            where = where_of(unfinished)
            self.text.show_text(home.go_on_at(unfinished.routine.name, where))
            self.go_on.setAccessibleName(home.go_on_at(unfinished.routine.name, where))

    def rescale(self, scale: float) -> None:
        self._scale = scale
        pad = round(10 * scale)
        self._row.setContentsMargins(round(22 * scale), pad, pad, pad)
        self._row.setSpacing(round(12 * scale))

    def paintEvent(self, _event: QPaintEvent) -> None:
        with smooth(self) as painter:
            block(painter, QRectF(self.rect()), 20 * self._scale, tokens(self).surface)


def where_of(unfinished: Unfinished) -> str:
    """The set and how far it came: "hip circles, left, 4 of 10"."""
    work = unfinished.work
    drill = unfinished.routine.drills[work.drill]
    return home.place(
        drill.short,
        work.side.value if work.side else "",
        unfinished.place.rep,
        work.amount,
        held=drill.is_hold,
    )
