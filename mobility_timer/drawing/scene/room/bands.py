"""Elastic bands: two strands from what holds them, slung round a joint."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mobility_timer.drawing.palette import Palette
from mobility_timer.drawing.raster.solids import Solid, tube
from mobility_timer.figure import JOINTS, Band, Pose, Prop

Floats = NDArray[np.float64]

_THICKNESS: Final = 0.0075
_ROUND: Final = 9
_STRAND: Final = 8
_KNOT: Final = 0.008


@dataclass(frozen=True)
class _Wrap:
    """How a band lies round a joint: its middle and the way its strands part, in the frame of the
    joint's bone, and its radii across and along the pull."""

    middle: tuple[float, float, float]
    apart: tuple[float, float, float]
    across: float
    along: float


_WRAPS: Final = {
    "ankle": _Wrap((0.006, 0.0, 0.004), (0.0, 1.0, 0.0), 0.041, 0.054),
    "ball": _Wrap((-0.022, 0.0, 0.024), (0.0, 0.0, 1.0), 0.042, 0.053),
}
_PLAIN: Final = _Wrap((0.0, 0.0, 0.0), (0.0, 1.0, 0.0), 0.055, 0.055)


@dataclass(frozen=True, eq=False)
class _End:
    middle: Floats
    apart: Floats
    across: float
    along: float


def bands(props: Iterable[Prop], pose: Pose, palette: Palette) -> list[Solid]:
    """The bands of a motion as they lie in a pose."""
    return [
        tube(_path(prop, pose), _THICKNESS, palette.band)
        for prop in props
        if isinstance(prop, Band)
    ]


def _path(band: Band, pose: Pose) -> Floats:
    """A closed loop (n, 3) round both ends."""
    near = _end(band.joint, pose)
    far = (
        _end(band.anchor, pose)
        if isinstance(band.anchor, str)
        else _End(np.array(band.anchor), near.apart, _KNOT, _KNOT)
    )
    sign = 1.0 if float(near.apart @ far.apart) >= 0.0 else -1.0
    far = _End(far.middle, far.apart * sign, far.across, far.along)
    there, back = _turn(near, far.middle, 1.0), _turn(far, near.middle, -1.0)
    return np.concatenate(
        [there, _strand(there[-1], back[0]), back, _strand(back[-1], there[0]), there[:1]]
    )


def _end(joint: str, pose: Pose) -> _End:
    wrap = _WRAPS.get(joint.rpartition("_")[0], _PLAIN)
    frame, middle = pose.frames[JOINTS[joint][0]], np.array(wrap.middle)
    if joint.startswith("ball"):
        frame = pose.frame(joint.replace("ball", "foot"))
    return _End(
        pose.joint(joint) + frame @ middle, frame @ np.array(wrap.apart), wrap.across, wrap.along
    )


def _turn(end: _End, other: Floats, sense: float) -> Floats:
    """Half round an end, on the side away from `other`."""
    away = end.middle - other
    away -= (away @ end.apart) * end.apart
    away /= max(float(np.linalg.norm(away)), 1e-9)
    angle = np.linspace(-np.pi / 2, np.pi / 2, _ROUND)[:, None] * sense
    return np.asarray(
        end.middle + np.cos(angle) * away * end.along + np.sin(angle) * end.apart * end.across
    )


def _strand(start: Floats, end: Floats) -> Floats:
    return np.linspace(start, end, _STRAND + 2)[1:-1]
