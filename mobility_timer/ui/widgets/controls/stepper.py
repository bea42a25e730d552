"""A number between a minus and a plus; where it may be typed, a click on it opens a field."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from mobility_timer.ui.shell.theme import Text, font, tokens
from mobility_timer.ui.widgets.controls.buttons import IconButton
from mobility_timer.ui.widgets.label import Label
from mobility_timer.ui.widgets.paint import mixed, smooth
from mobility_timer.words import buttons

_RADIUS_PX = 10
_RUNS_AFTER_MS, _RUNS_EVERY_MS = 400, 90


class _Field(QLineEdit):
    """What is typed in place of the number, which it covers; `left` tells whether to take it."""

    left = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrame(False)
        clear = QPalette()
        clear.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(clear)
        self.setAttribute(Qt.WidgetAttribute.WA_MacShowFocusRect, False)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens(self)
        with smooth(self) as painter:
            painter.setPen(colours.left)
            painter.setBrush(mixed(colours.surface, colours.track, 0.5))
            box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(box, _RADIUS_PX, _RADIUS_PX)
        super().paintEvent(event)

    def settle(self) -> None:
        """Take what was typed."""
        self.left.emit(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit(False)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit(True)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit(True)


class Stepper(QWidget):
    """Shows what it is told and signals `stepped(-1)` or `stepped(+1)`, again and again while a
    button is held.

    `what` names it for the screen reader ("Reps of hip circles"). Up, Down, plus and minus step
    wherever in it the focus is. With `types` a number can be typed too: `typed` gives the text.
    """

    stepped = Signal(int)
    typed = Signal(str)

    def __init__(
        self,
        what: str,
        *,
        filled: bool = True,
        types: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.less = IconButton("minus", buttons.less_of(what), size=36, filled=filled)
        self.more = IconButton("plus", buttons.more_of(what), size=36, filled=filled)
        self._style = Text.STRONG if not filled else Text.SUBHEADING
        self._types = types
        self._number = Label("", self._style)
        self._caption = Label("", Text.TINY, muted=True)
        self.field = _Field(self)
        self.field.setAccessibleName(what)
        self.field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.field.setMaxLength(40)
        self.field.hide()
        self.field.left.connect(self._leave)
        for text in (self._number, self._caption):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        if types:
            self._number.setCursor(Qt.CursorShape.IBeamCursor)
        self._caption.hide()
        self._middle = QVBoxLayout()
        self._middle.setSpacing(0)
        self._middle.setContentsMargins(0, 0, 0, 0)
        self._middle.addStretch()
        self._middle.addWidget(self._number)
        self._middle.addWidget(self._caption)
        self._middle.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.less)
        row.addLayout(self._middle, 1)
        row.addWidget(self.more)
        for button in (self.less, self.more):
            button.setAutoRepeat(True)
            button.setAutoRepeatDelay(_RUNS_AFTER_MS)
            button.setAutoRepeatInterval(_RUNS_EVERY_MS)
        self.less.clicked.connect(lambda: self.stepped.emit(-1))
        self.more.clicked.connect(lambda: self.stepped.emit(1))
        self.rescale(1.0)

    def call(self, what: str) -> None:
        """Name it anew for the screen reader."""
        self.less.setAccessibleName(buttons.less_of(what))
        self.more.setAccessibleName(buttons.more_of(what))
        self.field.setAccessibleName(what)

    def show_value(self, number: str, caption: str = "") -> None:
        self._number.setText(number)
        self._caption.setText(caption)
        self._caption.setVisible(bool(caption))
        self.rescale(self._scale)

    def set_ends(self, *, can_fall: bool, can_rise: bool) -> None:
        """Which ways there still are to go."""
        self.less.setEnabled(can_fall)
        self.more.setEnabled(can_rise)

    def type(self, text: str = "") -> None:
        """Open the field, with the number selected or with what was typed already."""
        self.field.setText(text or self._number.text())
        self.field.setGeometry(self._place())
        self.field.setFont(font(self._style, self._scale))
        self.field.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        if not text:
            self.field.selectAll()

    def rescale(self, scale: float) -> None:
        self._scale = scale
        width = 42 * scale
        if self._caption.text():
            self._caption.rescale(scale)
            width = max(94 * scale, self._caption.sizeHint().width() + 12 * scale)
        self._number.setMinimumWidth(round(width))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.less.geometry().right() < event.position().x() < self.more.geometry().left()
        if self._types and inside and event.button() == Qt.MouseButton.LeftButton:
            self.type()
        else:
            super().mouseReleaseEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._types:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Plus) and self.more.isEnabled():
            self.stepped.emit(1)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Minus) and self.less.isEnabled():
            self.stepped.emit(-1)
        elif self._types and event.text().isdigit():
            self.type(event.text())
        else:
            super().keyPressEvent(event)

    def _place(self) -> QRect:
        """Where the number and its caption are."""
        left, right = self.less.geometry(), self.more.geometry()
        high = left.united(self._number.geometry())
        if not self._caption.isHidden():
            high = high.united(self._caption.geometry())
        width = right.left() - left.right() - 3
        return QRect(left.right() + 2, high.top(), width, high.height())

    def _leave(self, take: bool) -> None:
        if self.field.isHidden():
            return
        text = self.field.text().strip()
        by_key = self.field.hasFocus()
        self.field.hide()
        if by_key:
            self.more.setFocus(Qt.FocusReason.OtherFocusReason)
        if take and text and text != self._number.text():
            self.typed.emit(text)
