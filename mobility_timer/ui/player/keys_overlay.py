"""All keys of the player on one sheet over the page."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from mobility_timer.ui.shell.keyboard.keys import ESCAPE, PLAYER_KEYS
from mobility_timer.ui.shell.theme import tokens
from mobility_timer.ui.widgets import fonts
from mobility_timer.ui.widgets.paint import block, smooth
from mobility_timer.words import buttons, player


class KeysOverlay(QWidget):
    """Any key or click closes it."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        rows = (*PLAYER_KEYS, ESCAPE)
        self._rows = [(key.shown, key.does) for key in rows]
        told = ". ".join(player.either_key(keys, does) for keys, does in self._rows)
        self.setAccessibleName(buttons.ALL_KEYS)
        self.setAccessibleDescription(told)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()

    def open(self) -> None:
        parent = self.parentWidget()
        assert parent is not None
        self.setGeometry(parent.rect())
        self.show()
        self.raise_()
        self.setFocus()

    def close_sheet(self) -> None:
        self.hide()
        self.closed.emit()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, __event: QKeyEvent) -> None:
        self.close_sheet()

    def mousePressEvent(self, __event: QMouseEvent) -> None:
        self.close_sheet()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = tokens(self)
        with smooth(self) as painter:
            veil = QColor(colours.background)
            veil.setAlphaF(0.86)
            painter.fillRect(self.rect(), veil)
            s = min(self.height() / 800, self.width() / 1000)
            half = -(-len(self._rows) // 2)
            sheet = QRectF(0, 0, 920 * s, (128 + 52 * half) * s)
            sheet.moveCenter(QRectF(self.rect()).center())
            block(painter, sheet, 28 * s, colours.surface)
            painter.setFont(fonts.font(28 * s, QFont.Weight.Bold, display=True))
            painter.setPen(QColor(colours.ink))
            painter.drawText(
                sheet.adjusted(44 * s, 36 * s, 0, 0), Qt.AlignmentFlag.AlignLeft, buttons.ALL_KEYS
            )
            for number, (keys, does) in enumerate(self._rows):
                column, row = divmod(number, half)
                x = sheet.left() + (44 + 424 * column) * s
                y = sheet.top() + (104 + 52 * row) * s
                end = self._caps(painter, x, y, keys, s)
                painter.setFont(fonts.font(17 * s, QFont.Weight.Normal))
                painter.setPen(QColor(colours.ink))
                text = QRectF(max(end + 8 * s, x + 164 * s), y, 300 * s, 34 * s)
                painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, does)

    def _caps(
        self, painter: QPainter, x: float, y: float, keys: tuple[str, ...], s: float
    ) -> float:
        """Draw the keys as caps; where they end."""
        colours = tokens(self)
        font = fonts.font(15 * s, QFont.Weight.DemiBold)
        painter.setFont(font)
        for key in keys:
            width = max(34 * s, QFontMetricsF(font).horizontalAdvance(key) + 22 * s)
            cap = QRectF(x, y, width, 34 * s)
            block(painter, cap, 9 * s, colours.background)
            painter.setPen(QColor(colours.ink))
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
            x = cap.right() + 8 * s
        return x
