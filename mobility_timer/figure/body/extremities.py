"""Shoes and hands: profile tables, in metres, and the lofts made of them."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from mobility_timer.figure.body.loft import (
    Loft,
    Row,
    angles,
    capped,
    coloured,
    power,
    reflected,
    resample,
    tube,
)
from mobility_timer.figure.body.region import Region
from mobility_timer.figure.solving.fingers import FINGERS

Floats = NDArray[np.float64]

# (x from the ankle, half width outwards, inwards, top, bottom)
_SHOE: Final[tuple[Row, ...]] = (
    (-0.080, 0.008, 0.008, -0.040, -0.060),
    (-0.077, 0.022, 0.022, -0.006, -0.078),
    (-0.066, 0.031, 0.030, 0.014, -0.080),
    (-0.040, 0.036, 0.035, 0.014, -0.080),
    (-0.012, 0.038, 0.037, 0.010, -0.080),
    (0.015, 0.0390, 0.037, 0.017, -0.080),
    (0.034, 0.0400, 0.037, 0.016, -0.080),
    (0.055, 0.0420, 0.038, -0.004, -0.080),
    (0.085, 0.0455, 0.041, -0.026, -0.080),
    (0.118, 0.0485, 0.046, -0.041, -0.080),
    (0.148, 0.0460, 0.046, -0.048, -0.079),
    (0.172, 0.0370, 0.042, -0.054, -0.077),
    (0.188, 0.0250, 0.031, -0.060, -0.074),
    (0.196, 0.0080, 0.012, -0.066, -0.071),
)
_SOLE: Final[tuple[Row, ...]] = (
    (-0.088, 0.008, 0.008, -0.058, -0.068),
    (-0.085, 0.024, 0.024, -0.054, -0.079),
    (-0.072, 0.036, 0.035, -0.055, -0.0865),
    (-0.045, 0.0410, 0.0400, -0.057, -0.088),
    (0.000, 0.0415, 0.0405, -0.059, -0.088),
    (0.045, 0.0435, 0.0405, -0.062, -0.088),
    (0.090, 0.0490, 0.0450, -0.064, -0.088),
    (0.122, 0.0520, 0.0490, -0.065, -0.088),
    (0.152, 0.0485, 0.0490, -0.065, -0.0875),
    (0.176, 0.0395, 0.0450, -0.065, -0.085),
    (0.194, 0.0260, 0.0330, -0.066, -0.081),
    (0.203, 0.0080, 0.0120, -0.069, -0.076),
)
_PALM: Final[tuple[Row, ...]] = (
    (-0.020, 0.0260, 0.0250, 0.0185, 0.0180, 0.000, 0.000),
    (0.012, 0.0275, 0.0270, 0.0175, 0.0180, 0.001, 0.000),
    (0.034, 0.0350, 0.0345, 0.0160, 0.0180, 0.003, 0.000),
    (0.060, 0.0400, 0.0390, 0.0150, 0.0165, 0.002, 0.000),
    (0.084, 0.0410, 0.0385, 0.0135, 0.0145, 0.000, 0.000),
    (0.096, 0.0390, 0.0360, 0.0110, 0.0120, 0.000, 0.000),
    (0.103, 0.0280, 0.0260, 0.0060, 0.0060, 0.000, 0.000),
)
_FINGER: Final = (
    (-0.14, 0.80),
    (0.02, 1.0),
    (0.2, 1.0),
    (0.38, 0.98),
    (0.46, 1.0),
    (0.56, 0.95),
    (0.68, 0.93),
    (0.76, 0.93),
    (0.87, 0.82),
    (0.95, 0.58),
    (0.985, 0.34),
    (1.0, 0.08),
)


def _foot_outlines(rows: Floats, count: int) -> Floats:
    """Rings across the foot: flat below, rounder and narrower above."""
    around = angles(count)
    c, s = power(np.cos(around), 0.78), power(np.sin(around), 0.72)
    outer, inner, top, bottom = (rows[:, i, None] for i in range(1, 5))
    half = (top - bottom) / 2.0
    height = half * s
    share = np.clip((height + half) / (2.0 * half), 0.0, 1.0)
    waist = 1.0 - np.where(half > 0.028, 0.44, 0.30) * np.maximum(share - 0.35, 0.0) / 0.65
    points = np.zeros((len(rows), count, 3))
    points[:, :, 1] = np.where(c > 0, outer, inner) * c * waist
    points[:, :, 2] = (top + bottom) / 2.0 + height
    return points


def _sole_outlines(rows: Floats, count: int) -> Floats:
    around = angles(count)
    c, s = power(np.cos(around), 0.6), power(np.sin(around), 0.6)
    outer, inner, top, bottom = (rows[:, i, None] for i in range(1, 5))
    points = np.zeros((len(rows), count, 3))
    points[:, :, 1] = np.where(c > 0, outer, inner) * c
    points[:, :, 2] = (top + bottom) / 2.0 + (top - bottom) / 2.0 * s
    return points


def foot(hand: str, side: int) -> list[Loft]:
    shoe, sole = resample(_SHOE, 0.015), resample(_SOLE, 0.020)
    upper = Region.SHOE_LEFT if side > 0 else Region.SHOE_RIGHT
    lofts = []
    for name, rows, outlines, region in (
        ("shoe", shoe, _foot_outlines(shoe, 22), upper),
        ("sole", sole, _sole_outlines(sole, 16), Region.SOLE),
    ):
        points = reflected(outlines) if side < 0 else outlines
        lofts.append(
            capped(
                Loft(
                    f"{name}_{hand}",
                    "foot",
                    side,
                    rows[:, 0],
                    points,
                    coloured(rows[:, 0], region),
                )
            )
        )
    return lofts


def palm_and_fingers(hand: str, side: int) -> list[Loft]:
    palm = resample(_PALM, 0.013)
    palm[:, 0] *= -1.0
    found = [tube(f"palm_{hand}", "hand", side, palm, coloured(palm[:, 0], Region.SKIN), 18, 0.82)]
    stations = np.array([row[0] for row in _FINGER])
    for finger in (*FINGERS, "thumb"):
        thick = {"index": 0.0100, "middle": 0.0104, "ring": 0.0099, "little": 0.0088}.get(
            finger, 0.0122
        )
        radii = np.array([row[1] for row in _FINGER]) * thick
        zero = np.zeros_like(radii)
        rows = np.column_stack([stations, radii, radii, radii * 0.92, radii * 0.92, zero, zero])
        rig = finger if finger == "thumb" else f"finger_{finger}"
        found.append(tube(f"{finger}_{hand}", rig, side, rows, coloured(stations, Region.SKIN), 9))
    return found
