"""What is to be pictured: a motion, from a side, at a size."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Literal

from mobility_timer import __version__
from mobility_timer.drawing.palette import PALETTES, Theme
from mobility_timer.figure import Motion
from mobility_timer.routine import Side

ENGINE: Final = 3
"""Raised whenever the same shot would look different within a version of the program: older
pictures on disk are then ignored."""

_AMPLITUDE_STEPS: Final = 8


@dataclass(frozen=True)
class SceneSpec:
    """One repetition of a motion as it is to be seen.

    `width` and `height` are logical pixels, `dpr` device pixels per logical one, `seconds` the
    length of a repetition's movement (or of the way into a hold), which sets how many pictures
    there are.
    """

    motion: Motion
    side: Side | None
    variant: str | None
    amplitude: float
    width: int
    height: int
    dpr: float
    theme: Theme
    seconds: float

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height in device pixels, even."""
        return _even(self.width * self.dpr), _even(self.height * self.dpr)

    @property
    def limb(self) -> Literal["leg", "arm"]:
        """Which limb works: the arm where the traced joint is one of its."""
        joint = (self.motion.trace or "").partition("_")[0]
        return "arm" if joint in ("shoulder", "elbow", "wrist", "palm", "fingertips") else "leg"

    def bucketed(self) -> SceneSpec:
        """The shot with its amplitude rounded, so that a growing set needs only a few films."""
        steps = round(self.amplitude * _AMPLITUDE_STEPS)
        return replace(self, amplitude=max(1, steps) / _AMPLITUDE_STEPS)

    def key(self) -> str:
        """A name for everything that changes the pictures."""
        parts = (
            __version__,
            ENGINE,
            PALETTES[self.theme],
            content(self.motion),
            self.side and self.side.value,
            self.variant,
            round(self.amplitude, 4),
            self.pixels,
            self.theme,
        )
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def _even(pixels: float) -> int:
    return max(2, 2 * round(pixels / 2))


@lru_cache(maxsize=128)
def content(motion: Motion) -> str:
    """A name for everything that the motion says."""
    return hashlib.sha256(repr(motion).encode()).hexdigest()
