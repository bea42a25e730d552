"""A line to type into, flat as the rest of the page."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from mobility_timer.ui.shell.theme import Text, font, tokens
from mobility_timer.ui.widgets.paint import block, mixed, smooth


class TextField(QLineEdit):
    """`settled` gives the text once it is whole: at Enter, or when the focus leaves. A
    `bare` one shows its ground only under the pointer and with the focus.
    """

    settled = Signal(str)

    def __init__(
        self,
        what: str,
        style: Text = Text.BODY,
        *,
        bare: bool = False,
        longest: int = 60,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._style = style
        self._bare = bare
        self._scale = 1.0
        self._shown = ""
        self.setPlaceholderText(what)
        self.setAccessibleName(what)
        self.setMaxLength(longest)
        self.setFrame(False)
        clear = QPalette()
        clear.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(clear)
        self.setAttribute(Qt.WidgetAttribute.WA_MacShowFocusRect, False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.rescale(1.0)

    def show_text(self, text: str) -> None:
        """Show a text without telling, unless the user is typing just now."""
        is_typed = self.hasFocus() and self.text() != self._shown
        self._shown = text
        if not is_typed and self.text() != text:
            self.setText(text)
            self.setCursorPosition(len(text) if self.hasFocus() else 0)

    def rescale(self, scale: float) -> None:
        self._scale = scale
        self.setFont(font(self._style, scale))
        side = round((10 if not self._bare else 8) * scale)
        self.setTextMargins(side, 0, side, 0)
        self.setFixedHeight(self.sizeHint().height())

    def sizeHint(self) -> QSize:
        high = QFontMetricsF(self.font()).height()
        return QSize(round(160 * self._scale), round(high + 14 * self._scale))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.settle()
            self.returnPressed.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.settle()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens(self)
        with smooth(self) as painter:
            self._ground(painter)
            if self.hasFocus():
                painter.setPen(colours.left)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                radius = 10 * self._scale
                box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
                painter.drawRoundedRect(box, radius, radius)
        super().paintEvent(event)

    def _ground(self, painter: QPainter) -> None:
        if self._bare and not (self.hasFocus() or self.underMouse()):
            return
        colours = tokens(self)
        ground = mixed(colours.surface, colours.track, 0.5) if not self._bare else colours.surface
        block(painter, QRectF(self.rect()), 10 * self._scale, ground)

    def settle(self) -> None:
        """Tell the text that was typed, as though the focus had left."""
        if self.text() != self._shown:
            self._shown = self.text()
            self.settled.emit(self.text())
