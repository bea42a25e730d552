"""What the pages of one's own files have alike: the way back, the title, a column of cards."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from mobility_timer.ui.shell.pages import Page, Pages
from mobility_timer.ui.shell.theme import Text
from mobility_timer.ui.widgets.controls.buttons import PillButton, Weight
from mobility_timer.ui.widgets.label import Label
from mobility_timer.ui.widgets.panel import Panel
from mobility_timer.ui.widgets.scroll import WIDTH_PX, Scroll
from mobility_timer.ui.widgets.top_line import TopLine
from mobility_timer.words import buttons


class FramedPage(Page):
    """A page fills `_whole` below its title, with `spacing_px` between its parts."""

    def __init__(self, pages: Pages, spacing_px: int) -> None:
        super().__init__()
        self._pages = pages
        self._spacing_px = spacing_px
        self.leave = PillButton(buttons.BACK, weight=Weight.BARE, icon="back")
        self._leads_back: Callable[[], object] = pages.back
        self.leave.clicked.connect(lambda: self._leads_back())
        self._top = TopLine(self.leave)
        self._whole = QVBoxLayout(self)
        self._whole.addLayout(self._top)
        self._whole.addWidget(Label(self.title, Text.TITLE))

    def rescaled(self, scale: float) -> None:
        margin = round(48 * scale)
        self._whole.setContentsMargins(
            margin, round(20 * scale), margin - WIDTH_PX, round(34 * scale)
        )
        self._whole.setSpacing(round(self._spacing_px * scale))
        self._top.rescale(scale)


class Cards(Scroll):
    """Panels below each other. `margins_px` (left, top, right, bottom) and `spacing_px` are those
    within a panel."""

    def __init__(self, margins_px: tuple[int, int, int, int], spacing_px: int) -> None:
        content = QWidget()
        super().__init__(content)
        self.column = QVBoxLayout(content)
        self._margins_px = margins_px
        self._spacing_px = spacing_px
        self._insides: list[QBoxLayout] = []

    def add(self, inside: QBoxLayout) -> None:
        """A panel with what stands in it."""
        panel = Panel()
        panel.setLayout(inside)
        self._insides.append(inside)
        self.column.addWidget(panel)

    def rescale(self, scale: float) -> None:
        self.column.setSpacing(round(12 * scale))
        self.column.setContentsMargins(0, round(10 * scale), round(6 * scale), 0)
        for inside in self._insides:
            inside.setContentsMargins(*(round(side * scale) for side in self._margins_px))
            inside.setSpacing(round(self._spacing_px * scale))
