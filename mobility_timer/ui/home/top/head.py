"""The head of Home: what it asks, the week so far, and the ways to the other pages."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from mobility_timer.ui.shell.theme import Text
from mobility_timer.ui.widgets.controls.buttons import FlatButton, IconButton, PillButton, Weight
from mobility_timer.ui.widgets.label import Label
from mobility_timer.ui.widgets.paint import shows_focus
from mobility_timer.ui.widgets.stacked import stack_where_narrow
from mobility_timer.ui.widgets.week_marks import WeekMarks
from mobility_timer.words import home


class HomeHead(QWidget):
    """The buttons stand beside the title, or below it where there is no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.week = WeekMarks()
        self.new = PillButton(home.NEW, weight=Weight.QUIET, icon="plus")
        self.self_check = PillButton(home.SELF_CHECK, weight=Weight.BARE)
        self.settings = IconButton("settings", home.SETTINGS)
        self.hint = Label(home.HINT, muted=True)
        self._left_by: FlatButton | None = None
        for way in (self.week, self.settings):
            way.clicked.connect(lambda _checked=False, way=way: self._leave_by(way))
        self._titles = QVBoxLayout()
        self._titles.addWidget(Label(home.ASKS, Text.TITLE))
        self._titles.addWidget(self.hint)
        self._tools = QHBoxLayout()
        for button in (self.week, self.self_check, self.new, self.settings):
            self._tools.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.addLayout(self._titles)
        self._line.addStretch(1)
        self._line.addLayout(self._tools)
        self._line.setAlignment(self._tools, Qt.AlignmentFlag.AlignLeft)

    def took_focus_back(self) -> bool:
        """Put the focus where it was when the keyboard led to another page from here."""
        button, self._left_by = self._left_by, None
        if button is not None:
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return button is not None

    def rescale(self, scale: float) -> None:
        self._titles.setSpacing(round(4 * scale))
        self._tools.setSpacing(round(6 * scale))
        self._line.setSpacing(round(6 * scale))

    def stack_where_narrow(self, room: int) -> None:
        """Put the buttons below the title where `room` px are too few for both."""
        stack_where_narrow(self._line, room)

    def _leave_by(self, way: FlatButton) -> None:
        self._left_by = way if shows_focus(way) else None
