"""Text in one of the theme's styles."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from mobility_timer.ui.shell.theme import Text, font
from mobility_timer.ui.widgets.scaled import first_scale

_VERY_LONG = re.compile(r"\S{29,}")
_PARTS = re.compile(r"[/\\]*[^/\\]+[/\\]*|[/\\]+")
_SHORTER_SHARE = 0.95
_LINE_SHARE = 0.5
_TALLEST_PX = 10_000
_BREAKS_HERE = "\u200b"


def breakable(text: str) -> str:
    """The text, whose words may break where they are very long: a path between its folders, and
    what has no such place between any two characters."""
    return _VERY_LONG.sub(lambda word: _BREAKS_HERE.join(_pieces(word[0])), text)


def _pieces(word: str) -> Iterator[str]:
    for part in _PARTS.findall(word):
        yield from part if _VERY_LONG.match(part) else (part,)


class Label(QLabel):
    """Plain text, in ink or muted; `wraps` lets it take several lines."""

    def __init__(
        self,
        text: str = "",
        style: Text = Text.BODY,
        *,
        muted: bool = False,
        wraps: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._style = style
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        self.setText(text)
        if not wraps:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_muted(muted)
        self.rescale(first_scale())

    def setText(self, text: str) -> None:
        super().setText(breakable(text) if self.wordWrap() else text)

    def rescale(self, scale: float) -> None:
        self.setFont(font(self._style, scale))

    def set_muted(self, muted: bool) -> None:
        role = QPalette.ColorRole
        self.setForegroundRole(role.PlaceholderText if muted else role.WindowText)


class Elided(Label):
    """Text that is cut with … at its end, or in the middle, where there is no room for it."""

    # Lines break between words, so that a part of each stays empty.
    _FILLED = 0.88

    def __init__(
        self,
        text: str = "",
        style: Text = Text.BODY,
        *,
        muted: bool = False,
        lines: int = 1,
        cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        self._whole = text
        self._lines = lines
        self._mode = cut
        super().__init__("", style, muted=muted, wraps=lines > 1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str) -> None:
        self._whole = text
        self._cut()

    def rescale(self, scale: float) -> None:
        super().rescale(scale)
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        metrics = QFontMetricsF(self.font())
        width = float(self.width())
        whole = breakable(self._whole) if self._lines > 1 else self._whole
        if metrics.horizontalAdvance(whole) > width:
            width *= 1 + (self._lines - 1) * self._FILLED
        cut = metrics.elidedText(whole, self._mode, width)
        self.setText(cut)
        if self._lines > 1 and self._whole and self.width() > 0:
            tallest = (self._lines + _LINE_SHARE) * metrics.lineSpacing()
            while self._wrapped_px(metrics, cut) > tallest and width > self.width():
                width *= _SHORTER_SHARE
                cut = metrics.elidedText(whole, self._mode, width)
            self.setText(cut)
            self.setFixedHeight(math.ceil(self._wrapped_px(metrics, cut)))
        self.setToolTip("" if cut == whole else self._whole)

    def _wrapped_px(self, metrics: QFontMetricsF, text: str) -> float:
        """How tall a text is here. A label's own answer is never less than its fixed height."""
        room = QRectF(0, 0, self.width(), _TALLEST_PX)
        return metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, text).height()
