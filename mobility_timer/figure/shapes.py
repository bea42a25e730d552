"""The body's outlines: profile tables, in metres, and the lofts made of them.

A row is (station, front, back, outer, inner, x, y): where on the part's path, four radii, and how
far the ring's middle lies to the front and outwards. Girths follow a lean runner of 1.75 m.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mobility_timer.figure.face import ear_lofts, face_lofts, hair_lofts, head_loft
from mobility_timer.figure.loft import (
    Loft,
    Row,
    angles,
    capped,
    ellipses,
    power,
    reflected,
    resample,
)
from mobility_timer.figure.region import Region
from mobility_timer.figure.rig import FINGERS

Floats = NDArray[np.float64]
SIDES: Final = (("left", 1), ("right", -1))

_PELVIS: Final[tuple[Row, ...]] = (
    (-0.112, 0.020, 0.020, 0.024, 0.024, -0.008, 0.0),
    (-0.104, 0.050, 0.058, 0.064, 0.064, -0.012, 0.0),
    (-0.080, 0.076, 0.096, 0.110, 0.110, -0.014, 0.0),
    (-0.040, 0.090, 0.116, 0.140, 0.140, -0.014, 0.0),
    (0.000, 0.094, 0.118, 0.150, 0.150, -0.013, 0.0),
    (0.045, 0.093, 0.107, 0.147, 0.147, -0.009, 0.0),
    (0.085, 0.089, 0.094, 0.136, 0.136, -0.004, 0.0),
    (0.120, 0.086, 0.082, 0.125, 0.125, -0.001, 0.0),
    (0.140, 0.060, 0.060, 0.096, 0.096, -0.001, 0.0),
)
_TOP: Final[tuple[Row, ...]] = (
    (0.022, 0.080, 0.090, 0.132, 0.132, -0.008, 0.0),
    (0.026, 0.103, 0.120, 0.160, 0.160, -0.010, 0.0),
    (0.050, 0.100, 0.114, 0.157, 0.157, -0.008, 0.0),
    (0.080, 0.098, 0.105, 0.151, 0.151, -0.005, 0.0),
    (0.120, 0.094, 0.092, 0.140, 0.140, -0.001, 0.0),
    (0.170, 0.092, 0.085, 0.131, 0.131, 0.003, 0.0),
    (0.230, 0.098, 0.089, 0.133, 0.133, 0.005, 0.0),
    (0.300, 0.110, 0.100, 0.144, 0.144, 0.006, 0.0),
    (0.355, 0.115, 0.107, 0.151, 0.151, 0.003, 0.0),
    (0.405, 0.108, 0.108, 0.153, 0.153, -0.002, 0.0),
    (0.440, 0.096, 0.102, 0.147, 0.147, -0.008, 0.0),
    (0.468, 0.084, 0.091, 0.141, 0.141, -0.013, 0.0),
    (0.490, 0.074, 0.080, 0.121, 0.121, -0.015, 0.0),
    (0.508, 0.065, 0.070, 0.096, 0.096, -0.015, 0.0),
    (0.524, 0.058, 0.062, 0.074, 0.074, -0.014, 0.0),
    (0.536, 0.0535, 0.057, 0.0615, 0.0615, -0.013, 0.0),
    (0.548, 0.0525, 0.055, 0.0580, 0.0580, -0.012, 0.0),
    (0.549, 0.0440, 0.046, 0.0500, 0.0500, -0.012, 0.0),
)
_NECK: Final[tuple[Row, ...]] = (
    (-0.030, 0.047, 0.049, 0.052, 0.052, -0.008, 0.0),
    (0.000, 0.0485, 0.050, 0.0515, 0.0515, -0.006, 0.0),
    (0.030, 0.0475, 0.050, 0.0485, 0.0485, -0.001, 0.0),
    (0.063, 0.0480, 0.052, 0.0480, 0.0480, 0.003, 0.0),
    (0.100, 0.0490, 0.052, 0.0480, 0.0480, 0.004, 0.0),
)
# Stations 0..1 along the thigh, 1..2 along the shin.
_LEG: Final[tuple[Row, ...]] = (
    (0.200, 0.060, 0.060, 0.055, 0.050, -0.004, 0.004),
    (0.240, 0.084, 0.087, 0.075, 0.068, -0.003, 0.003),
    (0.320, 0.083, 0.083, 0.072, 0.066, 0.001, 0.002),
    (0.460, 0.078, 0.074, 0.067, 0.062, 0.004, 0.000),
    (0.640, 0.068, 0.063, 0.059, 0.056, 0.005, -0.002),
    (0.800, 0.058, 0.055, 0.051, 0.051, 0.004, -0.003),
    (0.910, 0.054, 0.051, 0.0495, 0.0495, 0.004, -0.003),
    (1.000, 0.056, 0.049, 0.0495, 0.0480, 0.004, -0.002),
    (1.070, 0.052, 0.049, 0.0475, 0.0470, 0.001, 0.000),
    (1.160, 0.046, 0.057, 0.0490, 0.0460, -0.004, 0.001),
    (1.270, 0.042, 0.066, 0.0510, 0.0480, -0.006, 0.002),
    (1.390, 0.040, 0.064, 0.0485, 0.0475, -0.006, 0.001),
    (1.540, 0.037, 0.052, 0.0420, 0.0420, -0.005, 0.000),
    (1.700, 0.033, 0.039, 0.0345, 0.0345, -0.003, 0.000),
    (1.840, 0.031, 0.034, 0.0295, 0.0300, -0.003, 0.000),
    (1.940, 0.031, 0.035, 0.0300, 0.0310, -0.004, 0.000),
    (2.030, 0.033, 0.038, 0.0320, 0.0330, -0.004, 0.000),
)
_SOCK_TOP: Final = 1.66
# Stations -1..0 from inside the pelvis to the hip, 0..1 along the thigh.
_SHORTS: Final[tuple[Row, ...]] = (
    (-0.900, 0.020, 0.020, 0.020, 0.020, -0.012, -0.010),
    (-0.860, 0.040, 0.034, 0.034, 0.036, -0.008, -0.014),
    (-0.600, 0.066, 0.058, 0.050, 0.052, -0.010, -0.012),
    (-0.300, 0.082, 0.084, 0.062, 0.062, -0.010, -0.007),
    (0.000, 0.091, 0.103, 0.074, 0.070, -0.008, -0.002),
    (0.090, 0.097, 0.105, 0.084, 0.076, -0.006, 0.002),
    (0.200, 0.098, 0.101, 0.087, 0.079, -0.003, 0.003),
    (0.330, 0.098, 0.098, 0.086, 0.080, 0.000, 0.002),
    (0.420, 0.098, 0.098, 0.086, 0.080, 0.001, 0.001),
    (0.446, 0.0985, 0.0985, 0.0865, 0.0805, 0.001, 0.001),
    (0.470, 0.0990, 0.0990, 0.0870, 0.0810, 0.001, 0.001),
)
_SHORTS_RIM: Final[tuple[Row, ...]] = (
    (0.474, 0.0960, 0.0960, 0.0840, 0.0780, 0.001, 0.001),
    (0.472, 0.0880, 0.0880, 0.0770, 0.0710, 0.001, 0.001),
    (0.455, 0.0700, 0.0700, 0.0620, 0.0560, 0.001, 0.001),
)
# Stations 0..1 along the upper arm, 1..2 along the forearm.
_ARM: Final[tuple[Row, ...]] = (
    (0.120, 0.030, 0.030, 0.030, 0.030, 0.000, 0.002),
    (0.180, 0.045, 0.045, 0.043, 0.041, 0.000, 0.002),
    (0.360, 0.044, 0.043, 0.040, 0.038, 0.002, 0.000),
    (0.580, 0.041, 0.041, 0.036, 0.036, 0.002, 0.000),
    (0.800, 0.035, 0.036, 0.034, 0.034, 0.000, 0.000),
    (0.950, 0.033, 0.036, 0.037, 0.036, -0.001, 0.000),
    (1.060, 0.036, 0.036, 0.040, 0.038, 0.000, 0.000),
    (1.220, 0.038, 0.036, 0.041, 0.038, 0.001, 0.000),
    (1.440, 0.034, 0.032, 0.036, 0.034, 0.000, 0.000),
    (1.700, 0.028, 0.026, 0.028, 0.027, 0.000, 0.000),
    (1.900, 0.0265, 0.024, 0.0205, 0.0205, 0.000, 0.000),
    (2.030, 0.0270, 0.025, 0.0190, 0.0190, 0.000, 0.000),
)
# Stations -1..0 along the collarbone, 0..1 along the upper arm.
_SLEEVE: Final[tuple[Row, ...]] = (
    (-1.000, 0.020, 0.020, 0.012, 0.020, -0.006, -0.030),
    (-0.960, 0.044, 0.048, 0.020, 0.040, -0.006, -0.030),
    (-0.700, 0.054, 0.060, 0.027, 0.052, -0.006, -0.022),
    (-0.400, 0.057, 0.062, 0.032, 0.056, -0.005, -0.014),
    (-0.150, 0.057, 0.061, 0.038, 0.055, -0.004, -0.008),
    (0.080, 0.057, 0.059, 0.045, 0.054, -0.003, -0.003),
    (0.220, 0.056, 0.058, 0.049, 0.053, -0.001, 0.000),
    (0.350, 0.056, 0.056, 0.052, 0.052, 0.000, 0.001),
    (0.476, 0.0565, 0.0555, 0.0530, 0.0525, 0.001, 0.001),
    (0.500, 0.0570, 0.0560, 0.0535, 0.0530, 0.001, 0.001),
)
_SLEEVE_RIM: Final[tuple[Row, ...]] = (
    (0.505, 0.0560, 0.0550, 0.0530, 0.0520, 0.001, 0.001),
    (0.503, 0.0520, 0.0510, 0.0490, 0.0480, 0.001, 0.001),
    (0.480, 0.0400, 0.0400, 0.0380, 0.0360, 0.001, 0.001),
)
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


def _regions(stations: Floats, region: Region, *later: tuple[float, Region]) -> NDArray[np.uint8]:
    found = np.full(len(stations), region, np.uint8)
    for start, other in later:
        found[stations >= start - 1e-9] = other
    return found


def _tube(
    name: str,
    rig: str,
    side: int,
    profile: Floats,
    regions: NDArray[np.uint8],
    count: int,
    squareness: float = 1.0,
    descends: bool = True,
) -> Loft:
    outlines = ellipses(profile, count, squareness)
    if side < 0:
        outlines = reflected(outlines)
    return Loft(name, rig, side, profile[:, 0], outlines, regions, descends)


def _with_rim(rows: Sequence[Row], rim: Sequence[Row], spacing: float) -> Floats:
    return np.concatenate([resample(rows, spacing), np.asarray(rim)])


def _torso() -> list[Loft]:
    pelvis = resample(_PELVIS, 0.015)
    top = resample(_TOP, 0.014)
    neck = resample(_NECK, 0.016)
    return [
        _tube("pelvis", "spine", 0, pelvis, _regions(pelvis[:, 0], Region.SHORTS), 32, 1.0, False),
        _tube(
            "top",
            "spine",
            0,
            top,
            _regions(top[:, 0], Region.TOP, (0.537, Region.TRIM)),
            40,
            0.93,
            False,
        ),
        _tube("neck", "neck", 0, neck, _regions(neck[:, 0], Region.SKIN), 24, 1.0, False),
    ]


def _leg(hand: str, side: int) -> list[Loft]:
    sock = Region.SOCK_LEFT if side > 0 else Region.SOCK_RIGHT
    trim = Region.LEG_TRIM_LEFT if side > 0 else Region.LEG_TRIM_RIGHT
    leg = resample(_LEG, 0.06)
    cuff = int(np.searchsorted(leg[:, 0], _SOCK_TOP))
    edge = np.array(
        [[_SOCK_TOP, *[np.interp(_SOCK_TOP, leg[:, 0], leg[:, c]) for c in range(1, 7)]]]
    )
    leg = np.concatenate([leg[:cuff], edge, edge, leg[cuff:]])
    leg[cuff + 1 :, 1:5] += 0.0022
    regions = _regions(leg[:, 0], Region.SKIN)
    regions[cuff:] = sock
    shorts = _with_rim(_SHORTS, _SHORTS_RIM, 0.05)
    hem = _regions(shorts[:, 0], Region.SHORTS, (0.446, trim))
    return [
        _tube(f"leg_{hand}", "leg", side, leg, regions, 24),
        _tube(f"shorts_{hand}", "hip", side, shorts, hem, 28),
    ]


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


def _foot(hand: str, side: int) -> list[Loft]:
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
                    _regions(rows[:, 0], region),
                )
            )
        )
    return lofts


def _arm(hand: str, side: int) -> list[Loft]:
    trim = Region.ARM_TRIM_LEFT if side > 0 else Region.ARM_TRIM_RIGHT
    cover = Region.SLEEVE_LEFT if side > 0 else Region.SLEEVE_RIGHT
    arm = resample(_ARM, 0.08)
    sleeve = _with_rim(_SLEEVE, _SLEEVE_RIM, 0.10)
    return [
        _tube(
            f"arm_{hand}",
            "arm",
            side,
            arm,
            _regions(arm[:, 0], Region.SKIN, (1.06, cover), (1.9, Region.SKIN)),
            22,
        ),
        _tube(
            f"sleeve_{hand}",
            "sleeve",
            side,
            sleeve,
            _regions(sleeve[:, 0], Region.TOP, (0.476, trim)),
            26,
        ),
    ]


def _hand(hand: str, side: int) -> list[Loft]:
    palm = resample(_PALM, 0.013)
    palm[:, 0] *= -1.0
    found = [_tube(f"palm_{hand}", "hand", side, palm, _regions(palm[:, 0], Region.SKIN), 18, 0.82)]
    stations = np.array([row[0] for row in _FINGER])
    for finger in (*FINGERS, "thumb"):
        thick = {"index": 0.0100, "middle": 0.0104, "ring": 0.0099, "little": 0.0088}.get(
            finger, 0.0122
        )
        radii = np.array([row[1] for row in _FINGER]) * thick
        zero = np.zeros_like(radii)
        rows = np.column_stack([stations, radii, radii, radii * 0.92, radii * 0.92, zero, zero])
        rig = finger if finger == "thumb" else f"finger_{finger}"
        found.append(_tube(f"{finger}_{hand}", rig, side, rows, _regions(stations, Region.SKIN), 9))
    return found


def lofts() -> list[Loft]:
    """Every part of the dressed body."""
    found = [*_torso(), head_loft(), *face_lofts(), *hair_lofts(), *ear_lofts()]
    for hand, side in SIDES:
        found += [*_leg(hand, side), *_foot(hand, side), *_arm(hand, side), *_hand(hand, side)]
    return found
