"""One of a few named values, picked from a menu."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget

from mobility_timer.ui.shell.theme import Text, font, tokens
from mobility_timer.ui.widgets import icons
from mobility_timer.ui.widgets.controls.buttons import FlatButton
from mobility_timer.ui.widgets.controls.menu import Further, menu_of, pop_up
from mobility_timer.ui.widgets.paint import block, focus_ring, mixed, smooth


class Choice(FlatButton):
    """Shows the value that is chosen; a click opens the menu, Left and Right step through.

    `options` are pairs of a value and its name. `picked` gives the value.
    """

    picked = Signal(object)

    def __init__(
        self, what: str, options: Sequence[tuple[object, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(what, parent)
        self._what = what
        self._options = tuple(options)
        self._further: Further | None = None
        self._at = 0
        self.clicked.connect(self._open)
        self._name()

    def call(self, what: str) -> None:
        """Name it anew for the screen reader."""
        self._what = what
        self._name()

    @property
    def value(self) -> object:
        return self._options[self._at][0]

    def show_value(self, value: object) -> None:
        """Show a value without telling; an unknown one shows the first."""
        known = [option for option, _ in self._options]
        self._at = known.index(value) if value in known else 0
        self._name()

    def set_options(
        self, options: Sequence[tuple[object, str]], further: Further | None = None
    ) -> None:
        """Other values to choose from; the one shown stays where it is among them."""
        value, self._further = self.value, further
        self._options = tuple(options)
        self.show_value(value)

    def menu(self) -> QMenu:
        """The values to choose from."""
        names = [name for _, name in self._options]
        return menu_of(self, names, self._pick, self._at, self.scale, self._further)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(font(Text.SMALL, self.scale))
        width = metrics.horizontalAdvance(self._options[self._at][1])
        return QSize(round(width + 40 * self.scale), round(34 * self.scale))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self._pick(min(max(self._at + step, 0), len(self._options) - 1))
        elif event.key() == Qt.Key.Key_Down:
            self._open()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        s = self.scale
        colours = tokens(self)
        with smooth(self) as painter:
            rect = QRectF(self.rect())
            over = self._pressed_or_under()
            if over:
                block(painter, rect, 12 * s, mixed(colours.background, colours.ink, over))
            painter.setFont(font(Text.SMALL, s))
            painter.setPen(QColor(colours.ink if over else colours.muted))
            words = rect.adjusted(0, 0, -26 * s, 0)
            beside = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(words, beside, self._options[self._at][1])
            side = 14 * s
            square = QRectF(rect.right() - 20 * s, rect.center().y() - side / 2, side, side)
            icons.paint(painter, square, "chevron-down", colours.muted)
            focus_ring(self, painter, rect, 12 * s)

    def _pick(self, at: int) -> None:
        if at != self._at:
            self._at = at
            self._name()
            self.picked.emit(self.value)

    def _name(self) -> None:
        self.setAccessibleName(f"{self._what}: {self._options[self._at][1]}")
        self.updateGeometry()
        self.update()

    def _open(self) -> None:
        menu = self.menu()
        pop_up(menu, self)
        shown = menu.actions()
        menu.setActiveAction(shown[min(self._at, len(shown) - 1)])  # the arrows go on from here
