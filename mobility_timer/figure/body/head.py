"""Head and face."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from mobility_timer.figure.body.loft import Loft, Row, angles, monotone, resample
from mobility_timer.figure.body.region import Region
from mobility_timer.figure.skeleton.rotation import about_y

Floats = NDArray[np.float64]

# Rows as in `shapes`, the station is the height over the chin.
_HEAD: Final[tuple[Row, ...]] = (
    (0.000, 0.012, 0.014, 0.014, 0.014, 0.050, 0.0),
    (0.004, 0.030, 0.034, 0.030, 0.030, 0.044, 0.0),
    (0.016, 0.045, 0.054, 0.044, 0.044, 0.034, 0.0),
    (0.032, 0.056, 0.066, 0.0545, 0.0545, 0.026, 0.0),
    (0.050, 0.065, 0.075, 0.0625, 0.0625, 0.019, 0.0),
    (0.072, 0.073, 0.084, 0.0690, 0.0690, 0.013, 0.0),
    (0.095, 0.079, 0.090, 0.0725, 0.0725, 0.009, 0.0),
    (0.120, 0.085, 0.094, 0.0750, 0.0750, 0.005, 0.0),
    (0.150, 0.086, 0.095, 0.0755, 0.0755, 0.002, 0.0),
    (0.176, 0.076, 0.087, 0.0680, 0.0680, -0.001, 0.0),
    (0.196, 0.052, 0.061, 0.0460, 0.0460, -0.004, 0.0),
    (0.207, 0.010, 0.010, 0.0100, 0.0100, -0.006, 0.0),
)
# The pivot of the skull lies this high over the chin.
CHIN: Final = -0.030
_ROWS: Final = np.asarray(_HEAD)
_NOSE_HEIGHT: Final = np.array([0.058, 0.0625, 0.068, 0.074, 0.086, 0.100, 0.114, 0.122])
_NOSE: Final = np.array([0.0, 0.55, 0.95, 1.0, 0.72, 0.40, 0.14, 0.0])
_AROUND: Final = 36


def _bump(value: Floats, middle: float, width: float) -> Floats:
    return np.asarray(np.exp(-(((value - middle) / width) ** 2)))


def head_surface(height: Floats, around: Floats, lift: float = 0.0, jaw: float = 1.0) -> Floats:
    """Points (..., 3) of the skin of the head, in the head's frame.

    `height` is metres over the chin, `around` the angle from straight ahead to the left, `jaw` a
    factor of its width.
    """
    height, around = np.broadcast_arrays(height, around)
    front, back, wide, _, x, _ = (
        monotone(_ROWS[:, 0], _ROWS[:, c], height.ravel()).reshape(height.shape)
        for c in range(1, 7)
    )
    wide = wide * (1.0 + (jaw - 1.0) * np.clip((0.085 - height) / 0.045, 0.0, 1.0))
    turn = np.abs((around + np.pi) % (2 * np.pi) - np.pi)
    nose = monotone(_NOSE_HEIGHT, _NOSE, np.clip(height, 0.058, 0.122).ravel())
    nose = nose.reshape(height.shape)
    width = np.interp(height, (0.060, 0.070, 0.085, 0.120), (0.22, 0.215, 0.15, 0.12))
    ahead = 0.0215 * nose * np.exp(-((turn / width) ** 2))
    ahead += 0.0040 * _bump(height, 0.114, 0.011) * np.exp(-((turn / 0.72) ** 4))
    ahead -= 0.0038 * _bump(height, 0.100, 0.012) * _bump(turn, 0.40, 0.20)
    ahead += 0.0035 * _bump(height, 0.079, 0.014) * _bump(turn, 0.72, 0.26)
    ahead += 0.0022 * _bump(height, 0.046, 0.007) * np.exp(-((turn / 0.30) ** 2))
    ahead += 0.0018 * _bump(height, 0.0345, 0.0065) * np.exp(-((turn / 0.27) ** 2))
    ahead -= 0.0014 * _bump(height, 0.0255, 0.007) * np.exp(-((turn / 0.40) ** 2))
    ahead += 0.0055 * _bump(height, 0.011, 0.011) * np.exp(-((turn / 0.42) ** 2))
    c, s = np.cos(around), np.sin(around)
    radius_x = np.where(c > 0, front, back)
    # The sides of the face are flatter than an ellipse, the forehead rounder.
    square = np.interp(height, (0.0, 0.05, 0.12), (0.94, 0.92, 0.95))
    px = x + np.sign(c) * np.abs(c) ** square * (radius_x + lift) + ahead
    py = np.sign(s) * np.abs(s) ** square * (wide + lift)
    return np.stack([px, py, height + CHIN], axis=-1)


def head_loft(jaw: float) -> Loft:
    heights = resample(_HEAD, 0.0068)[:, 0]
    even = angles(_AROUND)
    around = even - 0.5 * np.sin(even)
    points = head_surface(heights[:, None], around[None, :], jaw=jaw)
    stations = points[:, 0, 2].copy()
    points[:, :, 2] = 0.0
    regions = np.full(len(heights), Region.SKIN, np.uint8)
    return Loft("head", "head", 0, stations, points, regions)


def _patch(
    name: str, side: int, outline: Floats, rings: tuple[float, ...], region: Region, jaw: float
) -> Loft:
    """A patch on the skin of the head: `outline` (k, 2) holds heights and angles, anticlockwise
    from the front; its edge sinks into the skin."""
    middle = outline.mean(axis=0)
    lifts = np.array([-0.0010, 0.0009, *([0.0013] * (len(rings) - 2))])
    points = np.stack(
        [
            head_surface(
                middle[0] + (outline[:, 0] - middle[0]) * share,
                middle[1] + (outline[:, 1] - middle[1]) * share,
                float(lift),
                jaw,
            )
            for share, lift in zip(rings, lifts, strict=True)
        ]
    )
    n = len(rings)
    return Loft(name, "head", side, np.zeros(n), points, np.full(n, region, np.uint8))


def _arch(
    height: float, angle: float, length: float, thick: float, rise: float, tilt: float
) -> Floats:
    """The outline of a stroke on the face: a bent bar, thinner at its ends."""
    u = np.linspace(-1.0, 1.0, 9)
    half = thick / 2.0 * np.sqrt(np.clip(1.0 - 0.9 * np.abs(u) ** 2.5, 0.05, 1.0))
    line = height + rise * (1.0 - u * u) + tilt * u
    lower = np.column_stack([line - half, angle + u * length / 2.0])
    upper = np.column_stack([line + half, angle + u * length / 2.0])
    return np.concatenate([lower, upper[::-1]])


def _oval(height: float, angle: float, tall: float, wide: float) -> Floats:
    around = angles(16)
    return np.column_stack(
        [height + tall / 2.0 * np.sin(around), angle + wide / 2.0 * np.cos(around)]
    )


def face_lofts(jaw: float) -> list[Loft]:
    """Eyes, brows and mouth: shallow patches on the skin."""
    rings = (1.0, 0.88, 0.45, 0.04)
    smile = _arch(0.0400, 0.0, 0.62, 0.0046, -0.0042, 0.0)
    found = [_patch("mouth", 0, smile, rings, Region.LIP, jaw)]
    for side in (1, -1):
        hand = "left" if side > 0 else "right"
        eye = _oval(0.0985, side * 0.40, 0.0150, 0.150)
        brow = _arch(0.1180, side * 0.43, 0.40, 0.0056, 0.0030, -side * 0.0008)
        found.append(_patch(f"eye_{hand}", side, eye, rings, Region.EYE, jaw))
        found.append(_patch(f"brow_{hand}", side, brow, rings, Region.HAIR, jaw))
    return found


def ball(
    name: str,
    side: int,
    middle: tuple[float, float, float],
    radii: tuple[float, float, float],
    tilt: float,
    region: Region,
    count: int,
    rings: int,
) -> Loft:
    """An ellipsoid in the head's frame; `tilt` in degrees turns it backwards."""
    latitude = np.linspace(-np.pi / 2 * 0.98, np.pi / 2 * 0.98, rings)
    around = angles(count)
    local = np.stack(
        [
            radii[0] * np.cos(latitude)[:, None] * np.cos(around),
            radii[1] * np.cos(latitude)[:, None] * np.sin(around),
            np.broadcast_to(radii[2] * np.sin(latitude)[:, None], (rings, count)),
        ],
        axis=-1,
    )
    points = local @ about_y(tilt).T + np.asarray(middle)
    return Loft(name, "head", side, np.zeros(rings), points, np.full(rings, region, np.uint8))


def ear_lofts() -> list[Loft]:
    return [
        ball(
            f"ear_{hand}",
            side,
            (-0.006, side * 0.0765, 0.064),
            (0.019, 0.010, 0.030),
            -12,
            Region.SKIN,
            14,
            9,
        )
        for hand, side in (("left", 1), ("right", -1))
    ]
