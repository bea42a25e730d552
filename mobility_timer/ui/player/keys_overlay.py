"""All keys of the player on one sheet over the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
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

_MODIFIERS: Final = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr)


class KeysOverlay(QWidget):
    """Any key or click closes it."""

    accessible_role: Final = QAccessible.Role.Dialog
    covers = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        rows = (*PLAYER_KEYS, ESCAPE)
        self._rows = [(key.shown, key.does) for key in rows]
        told = ". ".join(player.either_key(keys, does) for keys, does in self._rows)
        self.setAccessibleName(player.KEYS_SHEET)
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
        self.covers.emit(True)

    def close_sheet(self) -> None:
        self.hide()
        self.covers.emit(False)
        if (parent := self.parentWidget()) is not None:
            parent.setFocus()

    def toggle(self) -> None:
        if self.isVisible():
            self.close_sheet()
        else:
            self.open()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _MODIFIERS:  # else Shift closes it, and the ? after it opens it again
            self.close_sheet()

    def mousePressEvent(self, __event: QMouseEvent) -> None:
        self.close_sheet()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = tokens(self)
        with smooth(self) as painter:
            veil = QColor(colours.background)
            veil.setAlphaF(0.86)
            painter.fillRect(self.rect(), veil)
            half = -(-len(self._rows) // 2)
            s = min(self.height() / (144 + 52 * half), self.width() / 1000)
            columns = [self._column(self._rows[:half], s), self._column(self._rows[half:], s)]
            wide = sum(keys + words for keys, words in columns) + (2 * 44 + 36) * s
            sheet = QRectF(0, 0, wide, (128 + 52 * half) * s)
            sheet.moveCenter(QRectF(self.rect()).center())
            block(painter, sheet, 28 * s, colours.surface)
            painter.setFont(fonts.font(28 * s, QFont.Weight.Bold, display=True))
            painter.setPen(QColor(colours.ink))
            painter.drawText(
                sheet.adjusted(44 * s, 36 * s, 0, 0), Qt.AlignmentFlag.AlignLeft, buttons.ALL_KEYS
            )
            x = sheet.left() + 44 * s
            for number, (keys, does) in enumerate(self._rows):
                column, row = divmod(number, half)
                caps, words = columns[column]
                left = x + column * (sum(columns[0]) + 36 * s)
                y = sheet.top() + (104 + 52 * row) * s
                self._caps(painter, left, y, keys, s)
                painter.setFont(_words_font(s))
                painter.setPen(QColor(colours.ink))
                text = QRectF(left + caps, y, words, 34 * s)
                painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, does)

    @staticmethod
    def _column(rows: Sequence[tuple[tuple[str, ...], str]], s: float) -> tuple[float, float]:
        """How wide the keys and the words of a column are at most."""
        caps = max(sum(_cap_width(key, s) + 8 * s for key in keys) for keys, _ in rows)
        metrics = QFontMetricsF(_words_font(s))
        return caps + 16 * s, max(metrics.horizontalAdvance(does) for _, does in rows) + 2

    def _caps(self, painter: QPainter, x: float, y: float, keys: tuple[str, ...], s: float) -> None:
        """Draw the keys as caps."""
        colours = tokens(self)
        painter.setFont(_caps_font(s))
        for key in keys:
            cap = QRectF(x, y, _cap_width(key, s), 34 * s)
            block(painter, cap, 9 * s, colours.background)
            painter.setPen(QColor(colours.ink))
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
            x = cap.right() + 8 * s


def _words_font(s: float) -> QFont:
    return fonts.font(17 * s, QFont.Weight.Normal)


def _caps_font(s: float) -> QFont:
    return fonts.font(15 * s, QFont.Weight.DemiBold)


def _cap_width(key: str, s: float) -> float:
    return max(34 * s, QFontMetricsF(_caps_font(s)).horizontalAdvance(key) + 22 * s)
