"""What is to be pictured: a motion, from a side, at a size."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal

from mobility_timer.drawing.palette import Theme
from mobility_timer.figure import Motion
from mobility_timer.routine import Side
from mobility_timer.settings import CoachFigure

_AMPLITUDE_STEPS: Final = 8


@dataclass(frozen=True)
class SceneSpec:
    """One repetition of a motion as it is to be seen.

    `width` and `height` are logical pixels, `dpr` device pixels per logical one, `seconds` the
    length of a repetition's movement (or of the way into a hold), which sets how many pictures
    there are. `mirrored` shows the figure as a mirror would. `coach` is
    who the figure is.
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
    mirrored: bool = False
    coach: CoachFigure = CoachFigure.MAYA

    @property
    def acts(self) -> Side | None:
        """The side that the figure moves: in a mirror the other one than is called."""
        return self.side.other if self.mirrored and self.side else self.side

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height in device pixels, up to the next even number."""
        return _even(self.width * self.dpr), _even(self.height * self.dpr)

    @property
    def posed(self) -> SceneSpec:
        """The same with nothing of its own that changes no pose: in another size or theme the
        figure moves as in this one."""
        return replace(
            self, width=1, height=1, dpr=1.0, theme="light", seconds=1.0, coach=CoachFigure.MAYA
        )

    @property
    def limb(self) -> Literal["leg", "arm"]:
        """Which limb works: the arm where the traced joint is one of its."""
        joint = (self.motion.trace or "").partition("_")[0]
        return "arm" if joint in ("shoulder", "elbow", "wrist", "palm", "fingertips") else "leg"

    def bucketed(self) -> SceneSpec:
        """The same with its amplitude rounded, so that a growing set needs few frame sequences."""
        amplitude = max(1, round(self.amplitude * _AMPLITUDE_STEPS)) / _AMPLITUDE_STEPS
        return self if amplitude == self.amplitude else replace(self, amplitude=amplitude)


def _even(pixels: float) -> int:
    return max(2, round(pixels) + round(pixels) % 2)
