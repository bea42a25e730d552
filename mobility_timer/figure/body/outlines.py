"""The body's outlines: profile tables, in metres, and the lofts made of them.

A row is (station, front, back, outer, inner, x, y): where on the part's path, four radii, and how
far the ring's middle lies to the front and outwards. Girths follow a lean runner of 1.75 m.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mobility_timer.figure.body.build import Build
from mobility_timer.figure.body.extremities import foot, palm_and_fingers
from mobility_timer.figure.body.hair import hair_lofts
from mobility_timer.figure.body.head import ear_lofts, face_lofts, head_loft
from mobility_timer.figure.body.loft import Loft, Row, coloured, resample, tube
from mobility_timer.figure.body.region import Region

Floats = NDArray[np.float64]
SIDES: Final = (("left", 1), ("right", -1))

_PELVIS: Final[tuple[Row, ...]] = (
    (-0.113, 0.0001, 0.0001, 0.0001, 0.0001, -0.008, 0.0),
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
    (0.120, 0.020, 0.020, 0.018, 0.022, 0.000, 0.000),
    (0.200, 0.038, 0.038, 0.036, 0.036, 0.000, 0.000),
    (0.290, 0.043, 0.043, 0.039, 0.038, 0.001, 0.000),
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
    (-0.960, 0.044, 0.048, 0.058, 0.040, -0.006, -0.030),
    (-0.700, 0.052, 0.058, 0.061, 0.052, -0.006, -0.022),
    (-0.400, 0.057, 0.062, 0.048, 0.056, -0.005, -0.014),
    (-0.150, 0.057, 0.061, 0.042, 0.055, -0.004, -0.008),
    (0.080, 0.057, 0.059, 0.044, 0.054, -0.003, -0.003),
    (0.220, 0.055, 0.057, 0.0485, 0.053, -0.001, 0.000),
    (0.350, 0.0555, 0.056, 0.051, 0.052, 0.000, 0.001),
    (0.476, 0.0560, 0.0555, 0.0520, 0.0525, 0.001, 0.001),
    (0.500, 0.0565, 0.0560, 0.0525, 0.0530, 0.001, 0.001),
)
_SLEEVE_RIM: Final[tuple[Row, ...]] = (
    (0.505, 0.0560, 0.0550, 0.0530, 0.0520, 0.001, 0.001),
    (0.503, 0.0520, 0.0510, 0.0490, 0.0480, 0.001, 0.001),
    (0.480, 0.0400, 0.0400, 0.0380, 0.0360, 0.001, 0.001),
)


_HEM: Final = 0.470
_HEM_TRIM: Final = 0.024
_TIGHTS_END: Final = 0.93
_BARE_ARM_END: Final = 0.36


def _with_rim(rows: Sequence[Row] | Floats, rim: Sequence[Row] | Floats, spacing: float) -> Floats:
    return np.concatenate([resample(rows, spacing), np.asarray(rim)])


def _wider(rows: Sequence[Row] | Floats, factor: Floats | float, *, back: bool = True) -> Floats:
    """The rows with their four radii times a factor for each; without `back` what one lies on
    stays as it is."""
    table = np.array(rows, dtype=np.float64)
    columns = [1, 2, 3, 4] if back else [1, 3, 4]
    table[:, columns] *= np.broadcast_to(factor, len(table))[:, None]
    return table


def _torso(build: Build) -> list[Loft]:
    places = (0.02, 0.17, 0.32, 0.44, 0.53)
    girths = (build.hips, build.waist, build.chest, build.shoulders, build.neck)
    factor = np.interp([row[0] for row in _TOP], places, girths)
    pelvis = resample(_wider(_PELVIS, build.hips, back=False), 0.015)
    top = resample(_wider(_TOP, factor, back=False), 0.014)
    neck = resample(_wider(_NECK, build.neck), 0.016)
    return [
        tube("pelvis", "spine", 0, pelvis, coloured(pelvis[:, 0], Region.SHORTS), 32, 1.0, False),
        tube(
            "top",
            "spine",
            0,
            top,
            coloured(top[:, 0], Region.TOP, (0.537, Region.TRIM)),
            40,
            0.93,
            False,
        ),
        tube("neck", "neck", 0, neck, coloured(neck[:, 0], Region.SKIN), 24, 1.0, False),
    ]


def _leg(hand: str, side: int, build: Build) -> list[Loft]:
    sock = Region.SOCK_LEFT if side > 0 else Region.SOCK_RIGHT
    trim = Region.LEG_TRIM_LEFT if side > 0 else Region.LEG_TRIM_RIGHT
    leg = resample(_wider(_LEG, build.legs), 0.06)
    cuff = int(np.searchsorted(leg[:, 0], _SOCK_TOP))
    edge = np.array(
        [[_SOCK_TOP, *[np.interp(_SOCK_TOP, leg[:, 0], leg[:, c]) for c in range(1, 7)]]]
    )
    leg = np.concatenate([leg[:cuff], edge, edge, leg[cuff:]])
    leg[cuff + 1 :, 1:5] += 0.0022
    regions = coloured(leg[:, 0], Region.SKIN)
    if build.tights:
        last = int(np.searchsorted(leg[:, 0], _TIGHTS_END))
        regions[:last] = Region.SHORTS
        regions[last - 1] = trim
    regions[cuff:] = sock
    shorts = _shorts(build)
    worn = coloured(shorts[:, 0], Region.SHORTS)
    if not build.tights:
        worn = coloured(shorts[:, 0], Region.SHORTS, (build.hem - _HEM_TRIM, trim))
    return [
        tube(f"leg_{hand}", "leg", side, leg, regions, 24),
        tube(f"shorts_{hand}", "hip", side, shorts, worn, 28),
    ]


def _shorts(build: Build) -> Floats:
    """The shorts' rows, as long and as wide as the build has them."""
    rows, rim = np.array(_SHORTS), np.array(_SHORTS_RIM)
    if build.tights:
        rows = rows[rows[:, 0] <= 0.34]
        factor = np.interp(rows[:, 0], (-0.3, 0.0, 0.2, 0.33), (build.hips, 0.97, 0.93, 0.87))
        return resample(_wider(rows, factor), 0.05)
    factor = np.interp(rows[:, 0], (-0.3, 0.0, 0.2), (build.hips, build.hips, build.legs))
    for table in (rows, rim):
        below = table[:, 0] > 0.2
        share = (table[below, 0] - 0.2) / (_HEM - 0.2)
        table[below, 0] = 0.2 + share * (build.hem - 0.2)
        # Longer ones grow narrower, as the thigh does.
        table[below, 1:5] *= (1.0 - 0.6 * (build.hem - _HEM) * share)[:, None]
    return _with_rim(_wider(rows, factor), _wider(rim, build.legs), 0.05)


def _arm(hand: str, side: int, build: Build) -> list[Loft]:
    trim = Region.ARM_TRIM_LEFT if side > 0 else Region.ARM_TRIM_RIGHT
    cover = Region.SLEEVE_LEFT if side > 0 else Region.SLEEVE_RIGHT
    arm = resample(_wider(_ARM, np.interp(_column(_ARM), (1.4, 1.9), (build.arms, 1.0))), 0.08)
    sleeve = _sleeve(build)
    worn = coloured(sleeve[:, 0], Region.TOP, (0.476, trim))
    if not build.sleeves:
        worn = coloured(sleeve[:, 0], Region.TOP, (-0.45, Region.SKIN))
    return [
        tube(
            f"arm_{hand}",
            "arm",
            side,
            arm,
            coloured(arm[:, 0], Region.SKIN, (1.06, cover), (1.9, Region.SKIN)),
            22,
        ),
        tube(f"sleeve_{hand}", "sleeve", side, sleeve, worn, 26),
    ]


def _sleeve(build: Build) -> Floats:
    """The sleeve's rows; without sleeves the shoulder, close to the arm."""
    rows = np.array(_SLEEVE)
    if not build.sleeves:
        rows = rows[rows[:, 0] <= _BARE_ARM_END]
        factor = np.interp(rows[:, 0], (-0.15, 0.08, 0.22, 0.35), (0.97, 0.92, 0.88, 0.80))
        return resample(_wider(rows, factor * build.arms), 0.10)
    girths = (1.0, build.shoulders, build.arms)
    factor = np.interp(rows[:, 0], (-0.7, 0.1, 0.476), girths)
    return _with_rim(_wider(rows, factor), _wider(_SLEEVE_RIM, build.arms), 0.10)


def _column(rows: Sequence[Row]) -> Floats:
    return np.array([row[0] for row in rows])


def lofts(build: Build) -> list[Loft]:
    """Every part of the dressed body."""
    found = [*_torso(build), head_loft(build.jaw), *face_lofts(build.jaw)]
    found += [*hair_lofts(build), *ear_lofts()]
    for hand, side in SIDES:
        found += [*_leg(hand, side, build), *foot(hand, side)]
        found += [*_arm(hand, side, build), *palm_and_fingers(hand, side)]
    return found
