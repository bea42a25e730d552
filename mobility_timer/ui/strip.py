"""Stills side by side, each with its time: how movement is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from mobility_timer.drawing import PALETTES, Theme

COLUMNS: Final = 7
STILL_WIDTH_PX: Final = 340
"""Pixels that a still takes at most across the strip."""
_LABEL_PX: Final = 15
_INSET_PX: Final = 8


def clock(ms: int) -> str:
    """Minutes, seconds and tenths, as in 7:13.2."""
    minutes, rest = divmod(ms, 60_000)
    return f"{minutes}:{rest / 1000:04.1f}"


def strip(stills: Sequence[tuple[int, QImage]], theme: Theme) -> QImage:
    """Pictures of one size, each with its time in ms, in rows of seven."""
    first = stills[0][1]
    width = min(STILL_WIDTH_PX, first.width())
    height = round(first.height() * width / first.width())
    rows = -(-len(stills) // COLUMNS)
    image = QImage(width * min(COLUMNS, len(stills)), height * rows, QImage.Format.Format_RGB32)
    image.fill(QColor(PALETTES[theme].background))
    painter = QPainter(image)
    font = QFont()
    font.setPixelSize(_LABEL_PX)
    painter.setFont(font)
    painter.setPen(QColor(PALETTES[theme].neutral))
    for number, (at, still) in enumerate(stills):
        row, column = divmod(number, COLUMNS)
        place = QRect(column * width, row * height, width, height)
        painter.drawImage(
            place.topLeft(),
            still.scaled(
                place.size(),
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            ),
        )
        inside = place.adjusted(_INSET_PX, _INSET_PX, -_INSET_PX, -_INSET_PX)
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, clock(at))
    painter.end()
    return image
