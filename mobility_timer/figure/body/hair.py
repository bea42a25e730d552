"""Hair: a shell over the skull from the hairline up, what grows or is bound on it, and the band."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from mobility_timer.figure.body.build import Build, Hair
from mobility_timer.figure.body.head import CHIN, Floats, ball, head_surface
from mobility_timer.figure.body.loft import Loft, angles, monotone
from mobility_timer.figure.body.region import Region

_AROUND: Final = 40
# Angle from straight ahead, and how high over the chin the hair begins there: forehead, temple,
# sideburn, over the ear, behind it, nape.
_LINE: Final = np.array(
    (
        (0.00, 0.1500),
        (0.40, 0.1490),
        (0.70, 0.1400),
        (0.95, 0.1220),
        (1.12, 0.0980),
        (1.25, 0.0840),
        (1.38, 0.0960),
        (1.60, 0.1080),
        (1.80, 0.0930),
        (2.10, 0.0580),
        (2.60, 0.0330),
        (3.15, 0.0260),
    )
)
_CROWN: Final = 0.2065
_MIDDLE: Final = np.array((-0.005, 0.0, 0.110 + CHIN))
_RISES: Final = np.array((*np.linspace(0.0, 0.09, 3), *np.linspace(0.15, 0.92, 12), 0.97, 1.0))
# Angle, and how high over the chin the band's middle is there.
_BAND: Final = np.array(
    ((0.0, 0.174), (0.5, 0.171), (1.0, 0.157), (1.6, 0.130), (2.3, 0.098), (3.15, 0.086))
)
_EDGE: Final = -0.0025
_BAND_HALF_M: Final = 0.0115
_BAND_LIFTS: Final = (-0.004, 0.0026, 0.0034, 0.0034, 0.0026, -0.004)
_BAND_ROWS: Final = (-1.0, -0.97, -0.45, 0.45, 0.97, 1.0)

Lift = Callable[[Floats, Floats], Floats]
"""How far the hair stands off the skin, in metres, by the share 0..1 of the way from the hairline
to the crown and by the angle from straight ahead."""


def _turned(around: Floats) -> Floats:
    return np.abs((around + np.pi) % (2 * np.pi) - np.pi)


def _over(height: Floats, around: Floats, lift: Floats) -> Floats:
    """Points (..., 3) that stand `lift` off the skin, away from the middle of the skull."""
    skin = head_surface(height, around)
    out = skin - _MIDDLE
    out /= np.linalg.norm(out, axis=-1, keepdims=True)
    return np.asarray(skin + lift[..., None] * out)


def _smooth(share: Floats) -> Floats:
    clipped = np.clip(share, 0.0, 1.0)
    return np.asarray(clipped * clipped * (3.0 - 2.0 * clipped))


def _bound(share: Floats, around: Floats) -> Floats:
    return 0.0092 + 0.0058 * _smooth((share - 0.25) / 0.5) + 0.0 * around


def _cropped(share: Floats, around: Floats) -> Floats:
    """Short at the sides, longer above, with some height over the forehead."""
    top = _smooth((share - 0.15) / 0.45)
    front = np.exp(-((_turned(around) / 0.85) ** 4))
    return 0.0055 + 0.0075 * top + front * (0.0090 * np.exp(-(((share - 0.42) / 0.34) ** 2)))


def _curled(share: Floats, around: Floats) -> Floats:
    """Close curls, a little flatter at the back, where one lies on them."""
    back = _smooth((_turned(around) - 1.7) / 1.0)
    full = 0.0185 + 0.0145 * _smooth(share / 0.5) - 0.0130 * back * _smooth((1.3 - share) / 0.6)
    curls = np.sin(11.0 * around + 8.0 * np.sin(9.0 * share)) * np.cos(31.0 * share)
    return np.asarray(full + 0.0042 * curls * np.clip(6.0 * share * (1.0 - share), 0.0, 1.0))


_LIFTS: Final[dict[Hair, Lift]] = {
    Hair.KNOT: _bound,
    Hair.SHORT: _cropped,
    Hair.CURLS: _curled,
}


def _shell(lift: Lift) -> Loft:
    around = angles(_AROUND)
    line = monotone(_LINE[:, 0], _LINE[:, 1], _turned(around))
    share = _RISES[:, None]
    height = line + (_CROWN - line) * share
    full = lift(share, around[None, :])
    off = _EDGE + (full - _EDGE) * np.sqrt(np.clip(share / 0.16, 0.0, 1.0))
    points = _over(height, np.broadcast_to(around, height.shape), off)
    # The last ring closes the crown.
    middle = points[-1].mean(axis=0)
    points = np.concatenate([points, (middle + 0.05 * (points[-1] - middle))[None]])
    regions = np.full(len(points), Region.HAIR, np.uint8)
    return Loft("hair", "head", 0, np.zeros(len(points)), points, regions)


def _band(lift: Lift) -> Loft:
    """A band over the hair: from behind the hairline in front to over the nape."""
    around = angles(_AROUND)
    middle = monotone(_BAND[:, 0], _BAND[:, 1], _turned(around))
    rows = np.array(_BAND_ROWS)[:, None]
    height = middle + _BAND_HALF_M * rows
    on = lift(np.full_like(height, 0.3), np.broadcast_to(around, height.shape))
    off = on + np.array(_BAND_LIFTS)[:, None]
    points = _over(height, np.broadcast_to(around, height.shape), off)
    regions = np.full(len(points), Region.BAND, np.uint8)
    return Loft("band", "head", 0, np.zeros(len(points)), points, regions)


_LOOSE: Final[dict[Hair, dict[str, float]]] = {
    Hair.KNOT: {"knot": 1.0},
    Hair.SHORT: {"hair": 0.3},
    Hair.CURLS: {"hair": 0.6},
}
"""How much of the head's lag the tip of each part of the hair has; skin must not show through."""


def looseness(build: Build, loft: Loft) -> Floats | None:
    """How far each point (n,) of a part follows the sway of the hair; None where it does not."""
    most = _LOOSE[build.hair].get(loft.name)
    if most is None:
        return None
    heights = loft.outlines[..., 2].reshape(-1)
    share = _smooth((heights - heights.min()) / np.ptp(heights))
    return np.asarray(most * share)


def hair_lofts(build: Build) -> list[Loft]:
    lift = _LIFTS[build.hair]
    found = [_shell(lift)]
    if build.hair is Hair.KNOT:
        middle, radii = (-0.070, 0.0, 0.197), (0.036, 0.036, 0.033)
        knot = ball("knot", 0, middle, radii, -30, Region.HAIR, 16, 11)
        found += [_band(lift), knot]
    return found
