"""The one small picture of a motion that tells most."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QImage

from mobility_timer.drawing.palette import Theme
from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.drawing.stills.render import render
from mobility_timer.figure import Motion
from mobility_timer.routine import Side
from mobility_timer.settings import CoachFigure

_REP_S: Final = 3.0


def telling_phase(motion: Motion) -> float:
    """The phase that tells most: where the movement is farthest from its start."""
    if motion.hold:
        return 1.0
    start, _ = next(iter(motion.phases.values()), (0.0, 0.0))
    ends = [end for _, end in motion.phases.values() if 0.15 < (end - start) % 1.0 < 0.85]
    return ends[0] if ends else 0.5


def thumbnail(
    motion: Motion,
    side: Side | None,
    size: tuple[int, int],
    dpr: float,
    theme: Theme,
    variant: str | None = None,
    coach: CoachFigure = CoachFigure.MAYA,
) -> QImage:
    """A picture of (width, height) logical pixels without a background."""
    spec = SceneSpec(motion, side, variant, 1.0, *size, dpr, theme, _REP_S, coach=coach)
    return render(spec, telling_phase(motion), clear=True)
