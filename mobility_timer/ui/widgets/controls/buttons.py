"""Things to press: pill, chip, icon, toggle, clickable card."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from mobility_timer.ui.shell.theme import Text, Tokens, font, tokens
from mobility_timer.ui.widgets import icons
from mobility_timer.ui.widgets.paint import block, focus_ring, mixed, smooth
from mobility_timer.ui.widgets.scaled import first_scale

_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_SIDEWAYS = (Qt.Key.Key_Left, Qt.Key.Key_Right)


class FlatButton(QAbstractButton):
    """A button that only has a name; Enter presses it as Space does.

    Left and Right are the page's: Qt would move the focus along by them, and Enter would then press
    what nobody chose.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scale = first_scale()
        self.opacity = 1.0
        self.setText(name)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def rescale(self, scale: float) -> None:
        self.scale = scale
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in _SIDEWAYS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() in _BY_KEYBOARD:
            self.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        super().focusInEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _pressed_or_under(self) -> float:
        """How much of the ink to mix into the ground: more when pressed than when under."""
        if not self.isEnabled():
            return 0.0
        return 0.14 if self.isDown() else 0.07 if self.underMouse() else 0.0


class Weight(Enum):
    """How much a pill stands out: one PRIMARY at most on a page."""

    PRIMARY = "primary"
    QUIET = "quiet"
    BARE = "bare"


class PillButton(FlatButton):
    """A button with words, and where it has one its key beside them."""

    def __init__(
        self,
        text: str,
        key: str = "",
        weight: Weight = Weight.PRIMARY,
        *,
        large: bool = False,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._key = key
        self._weight = weight
        self._large = large
        self._icon = icon

    @property
    def key(self) -> str:
        """What stands beside the words."""
        return self._key

    def show_key(self, key: str) -> None:
        """Another key beside the words, or none."""
        if key != self._key:
            self._key = key
            self.updateGeometry()
            self.update()

    def show_text(self, text: str) -> None:
        """Another name: what pressing it does now."""
        if text != self.text():
            self.setText(text)
            self.setAccessibleName(text)
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        s = self.scale
        width = QFontMetricsF(font(self._style, s)).horizontalAdvance(self.text())
        if self._key:
            width += 16 * s + QFontMetricsF(font(Text.TINY, s)).horizontalAdvance(self._key)
        if self._icon:
            width += 30 * s
        side = 8 if self._weight is Weight.BARE else 26 if self._large else 20
        height = 72 if self._large else 48 if self._weight is Weight.PRIMARY else 40
        return QSize(round(width + 2 * side * s) + 2, round(height * s))

    def paintEvent(self, _event: QPaintEvent) -> None:
        s = self.scale
        colours = tokens(self)
        with smooth(self) as painter:
            rect = QRectF(self.rect())
            radius = (20 if self._large else 14) * s
            ground, ink = self._colours(colours)
            if ground is not None:
                block(painter, rect, radius, ground)
            words, small = font(self._style, s), font(Text.TINY, s)
            key_width = QFontMetricsF(small).horizontalAdvance(self._key)
            text_width = QFontMetricsF(words).horizontalAdvance(self.text())
            width = text_width + (16 * s + key_width if self._key else 0)
            width += 30 * s if self._icon else 0
            x = (rect.width() - width) / 2
            if self._icon:
                square = QRectF(x, rect.center().y() - 10 * s, 20 * s, 20 * s)
                icons.paint(painter, square, self._icon, ink.name())
                x += 30 * s
            painter.setFont(words)
            painter.setPen(ink)
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(x, 0, text_width + 2, rect.height()), flags, self.text())
            if self._key:
                painter.setFont(small)
                painter.setPen(mixed(ink, ground or colours.background, 0.3))
                x += text_width + 16 * s
                painter.drawText(QRectF(x, 0, key_width + 2, rect.height() + s), flags, self._key)
            focus_ring(self, painter, rect, radius)

    @property
    def _style(self) -> Text:
        if self._large:
            return Text.HEADING
        return Text.STRONG if self._weight is not Weight.BARE else Text.BODY

    def _colours(self, colours: Tokens) -> tuple[QColor | None, QColor]:
        over = self._pressed_or_under()
        if self._weight is Weight.PRIMARY:
            if not self.isEnabled():
                return QColor(colours.track), QColor(colours.muted)
            return mixed(colours.ink, colours.background, over), QColor(colours.background)
        if self._weight is Weight.QUIET:
            return mixed(colours.track, colours.ink, over), QColor(colours.ink)
        return None, QColor(colours.ink if over else colours.muted)


class Chip(FlatButton):
    """One choice of a row: filled with ink when chosen. A `framed` one shows its edge when it is
    not, where no other chip beside it need be chosen."""

    def __init__(self, text: str, parent: QWidget | None = None, *, framed: bool = False) -> None:
        super().__init__(text, parent)
        self._framed = framed
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(font(Text.SMALL_STRONG, self.scale))
        width = metrics.horizontalAdvance(self.text())
        return QSize(round(width + 28 * self.scale) + 1, round(34 * self.scale))

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = tokens(self)
        with smooth(self) as painter:
            rect = QRectF(self.rect())
            on = self.isChecked()
            over = self._pressed_or_under()
            if on:
                block(
                    painter, rect, rect.height() / 2, mixed(colours.ink, colours.background, over)
                )
            elif over:
                block(painter, rect, rect.height() / 2, colours.track)
            if self._framed and not on:
                painter.setPen(QPen(mixed(colours.muted, colours.background, 0.5), 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                edge = rect.adjusted(0.5, 0.5, -0.5, -0.5)
                painter.drawRoundedRect(edge, edge.height() / 2, edge.height() / 2)
            painter.setFont(font(Text.SMALL_STRONG if on else Text.SMALL, self.scale))
            painter.setPen(QColor(colours.background if on else colours.muted))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.text())
            focus_ring(self, painter, rect, rect.height() / 2)


class IconButton(FlatButton):
    """An icon; its name is for the screen reader and for the tip."""

    def __init__(
        self,
        icon: str,
        name: str,
        *,
        size: float = 40,
        filled: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, parent)
        self._icon = icon
        self._size = size
        self._filled = filled
        self.setToolTip(name)

    def show_as(self, icon: str, name: str) -> None:
        """Another icon and what pressing it does now."""
        if (icon, name) == (self._icon, self.text()):
            return
        self._icon = icon
        self.setText(name)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    def sizeHint(self) -> QSize:
        side = round(self._size * self.scale)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = tokens(self)
        with smooth(self) as painter:
            rect = QRectF(self.rect())
            radius = 12 * self.scale
            over = self._pressed_or_under()
            ink = colours.ink if self.isEnabled() else colours.muted
            if self.isCheckable() and self.isChecked():
                block(painter, rect, radius, colours.ink)
                ink = colours.background
            elif self._filled or over:
                ground = colours.background if self._filled else colours.track
                block(painter, rect, radius, mixed(ground, colours.ink, over))
            side = round(min(22 * self.scale, rect.width() * 0.6) / 2) * 2
            square = QRectF(0, 0, side, side)
            square.moveCenter(QPointF(rect.center().toPoint()))
            icons.paint(painter, square, self._icon, ink)
            focus_ring(self, painter, rect, radius)


class Toggle(FlatButton):
    """On or off; `name` is what it turns on."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        return QSize(round(44 * self.scale), round(26 * self.scale))

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = tokens(self)
        with smooth(self) as painter:
            rect = QRectF(self.rect())
            on = self.isChecked()
            block(painter, rect, rect.height() / 2, colours.ink if on else colours.track)
            radius = rect.height() / 2 - 3 * self.scale
            x = rect.right() - rect.height() / 2 if on else rect.height() / 2
            if not on:
                radius -= self.scale
                painter.setPen(QPen(QColor(colours.muted), 2 * self.scale))
            painter.setBrush(QColor(colours.background if on else colours.surface))
            painter.drawEllipse(QPointF(x, rect.center().y()), radius, radius)
            focus_ring(self, painter, rect, rect.height() / 2)


class Card(FlatButton):
    """A round-cornered surface that can be pressed as a whole and can hold other widgets."""

    def __init__(self, name: str = "", radius: float = 20, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._radius = radius
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout else QSize(0, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = tokens(self)
        with smooth(self) as painter:
            rect = QRectF(self.rect())
            ground = mixed(colours.surface, colours.ink, self._pressed_or_under() / 3)
            block(painter, rect, self._radius * self.scale, ground)
            focus_ring(self, painter, rect, self._radius * self.scale)
