"""A contact sheet: a motion at eight phases, on both sides, in both themes."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from mobility_timer.drawing.palette import PALETTES, Theme
from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.drawing.stills.render import render
from mobility_timer.figure import Motion
from mobility_timer.routine import Side
from mobility_timer.settings import CoachFigure

PHASES: Final = 8
_THEMES: Final[tuple[Theme, ...]] = ("light", "dark")
_LABEL_PX: Final = 16
_INSET_PX: Final = 10


def sheet(
    motion: Motion,
    cell: int = 300,
    variants: tuple[str | None, ...] | None = None,
    coach: CoachFigure = CoachFigure.MAYA,
) -> QImage:
    """Rows of eight phases: for each theme, side and variant. `cell` is a picture's side in
    pixels."""
    chosen = variants or tuple(motion.variants) or (None,)
    sides: tuple[Side | None, ...] = (None,) if motion.side is None else (Side.LEFT, Side.RIGHT)
    rows = [(theme, side, variant) for theme in _THEMES for side in sides for variant in chosen]
    image = QImage(cell * PHASES, cell * len(rows), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    font = QFont()
    font.setPixelSize(_LABEL_PX)
    painter.setFont(font)
    for row, (theme, side, variant) in enumerate(rows):
        spec = SceneSpec(
            motion, side, variant, 1.0, cell, cell, 1.0, theme, motion.seconds, coach=coach
        )
        for column in range(PHASES):
            phase = column / (PHASES - 1 if motion.hold else PHASES)
            place = QRect(column * cell, row * cell, cell, cell)
            painter.drawImage(place.topLeft(), render(spec, phase))
            painter.setPen(QColor(PALETTES[theme].neutral))
            words = [f"{phase:.2f}", side.value if side else "", variant or ""]
            painter.drawText(
                place.translated(QPoint(_INSET_PX, _INSET_PX)),
                Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop,
                "  ".join(word for word in words if word),
            )
    painter.end()
    return image
