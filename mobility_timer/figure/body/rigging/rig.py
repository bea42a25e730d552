"""How the rings of a limb or a garment lie on a pose: stations along a path -> a frame and a point
for each. What follows from the stations alone is found once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import acos, atan2, hypot, pi, sin
from types import MappingProxyType
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mobility_timer.figure.skeleton.blending import Floats, Rings, rotations, smooth
from mobility_timer.figure.skeleton.bones import (
    BALL,
    BONES,
    HEAD_AT,
    INDEX,
    NECK_AT,
    SHIN,
    SIDES,
    SPINE,
    SPINE_SAMPLES,
    THIGH,
    UPPER_ARM,
    Pose,
)
from mobility_timer.figure.skeleton.rotation import log, unit

_KNEE_CORNER: Final = 0.20
_ELBOW_CORNER: Final = 0.17
_COLLAR: Final = 0.50
_ANKLE_BEND: Final = 0.10
_TOES_BEND_M: Final = 0.056
"""How long the stretch about the ball is in which a foot bends."""
_COLLARBONE: Final = 0.115
_ILIUM: Final = 0.130
_ALL: Final = slice(None)
UPRIGHT: Final = slice(2, 3)
_NO_TURN: Final = 1e-7
_HALF_ROUND: Final = pi - 1e-4
Skew: TypeAlias = tuple[tuple[float, ...], ...]
_NO_SKEW: Final[Skew] = ((0.0, 0.0, 0.0),) * 3
_NO_SWING: Final = 1e-9

_FRAMES: Final = (*BONES, *(f"collarbone_{side}" for side in SIDES))
FRAME: Final = {name: i for i, name in enumerate(_FRAMES)}

# The middle of a ring is a sum of these, in this order: the points of the spine, the axes up
# through them, where the bones are, the z axes of all frames.
SAMPLES: Final = len(SPINE_SAMPLES)
ORIGINS_FIRST: Final = 2 * SAMPLES
_UP: Final = ORIGINS_FIRST + len(BONES)
_PLACES: Final = _UP + len(_FRAMES)


def _collarbone(out: float) -> Floats:
    """A frame on the thorax whose z points from the shoulder to the neck, y out and up."""
    inward = np.array([0.10, -out, 0.18])
    inward /= np.linalg.norm(inward)
    front = np.array([1.0, 0.0, 0.0]) - inward * inward[0]
    front /= np.linalg.norm(front)
    return np.column_stack([front, np.cross(inward, front), inward])


COLLARBONES: Final = np.array([_collarbone(1.0), _collarbone(-1.0)])


class _Middles:
    """The middles of rings as shares (n, places) of the places of a pose."""

    def __init__(self, count: int) -> None:
        self.shares = np.zeros((count, _PLACES))

    def at(self, bone: str) -> Floats:
        """The share of where a bone is."""
        return self.shares[:, ORIGINS_FIRST + INDEX[bone]]

    def up(self, frame: str) -> Floats:
        """The share of the z axis of a frame."""
        return self.shares[:, _UP + FRAME[frame]]


@dataclass(frozen=True, eq=False)
class Bend:
    """The rings `rows` are turned from a first frame to a last one by `shares` (n,) of the way; one
    that `swings` turns the z axis only, without a twist."""

    first: str
    last: str
    rows: NDArray[np.intp]
    shares: Floats
    swings: bool = False


@dataclass(frozen=True, eq=False)
class Path:
    """How the rings of a part lie on any pose: their middles as shares (n, places) of its places,
    and their turns. Those of the trunk have the frames of the spine, as `spine` (n, samples) shares
    of them, turned towards the neck by `bent` (n,). `spun` (n,) is how much of the twist of the
    hand on the forearm of a side they take. `own` (n, 3) is how much farther their middles are
    along the axes of each."""

    middles: Floats
    turns: tuple[Bend, ...] = ()
    spine: Floats | None = None
    bent: Floats | None = None
    spun: Floats | None = None
    side: str = ""
    own: Floats | None = None


def _corner(stations: Floats, reach: float, cut: float) -> tuple[Floats, Floats, Floats]:
    """The shares of three joints at stations 0, 1 and 2 on the path over them, the middle corner
    rounded."""
    down, on = np.minimum(stations, 1.0), np.maximum(stations - 1.0, 0.0)
    straight = np.array((1.0 - down, down - on, on))
    u = np.clip((stations - 1.0 + reach) / (2.0 * reach), 0.0, 1.0)
    before, between, after = (1.0 - u) ** 2, 2.0 * u * (1.0 - u), u * u
    curve = np.array((before * reach, (before + after) * (1.0 - reach) + between, after * reach))
    inside = np.abs(stations - 1.0) < reach
    first, middle, last = np.where(inside, curve * cut + straight * (1.0 - cut), straight)
    return first, middle, last


def _every(stations: Floats) -> NDArray[np.intp]:
    return np.arange(len(stations))


def _spine(stations: Floats, _: str) -> Path:
    count = len(stations)
    at = np.clip(stations, 0.0, SPINE) / SPINE * (SAMPLES - 1)
    below = np.minimum(at.astype(int), SAMPLES - 2)
    spine = np.zeros((count, SAMPLES))
    spine[np.arange(count), below] = 1.0 - (at - below)
    spine[np.arange(count), below + 1] = at - below
    beyond = np.minimum(stations, 0.0) + np.maximum(stations - SPINE, 0.0)
    middles = _Middles(count)
    middles.shares[:, :SAMPLES] = spine
    middles.shares[:, SAMPLES:ORIGINS_FIRST] = spine * beyond[:, None]
    bent = smooth((stations - _COLLAR) / 0.06) * 0.55
    return Path(middles.shares, spine=spine, bent=bent if bent.any() else None)


def _neck(stations: Floats, _: str) -> Path:
    length = HEAD_AT - NECK_AT
    middles = _Middles(len(stations))
    along = np.clip(stations / length, 0.0, 1.0)
    middles.at("neck")[:], middles.at("head")[:] = 1.0 - along, along
    middles.up("neck")[:] = np.minimum(stations, 0.0)
    middles.up("head")[:] = np.maximum(stations - length, 0.0)
    turn = Bend("neck", "head", _every(stations), smooth(stations / length) * 0.6)
    return Path(middles.shares, (turn,))


def _leg(stations: Floats, side: str) -> Path:
    thigh, shin, foot = (f"{bone}_{side}" for bone in ("thigh", "shin", "foot"))
    middles = _Middles(len(stations))
    shares = _corner(stations, _KNEE_CORNER, 0.55)
    beyond = stations > 2.0
    for bone, share, there in zip((thigh, shin, foot), shares, (0.0, 0.0, 1.0), strict=True):
        middles.at(bone)[:] = np.where(beyond, there, share)
    middles.up(foot)[:] = np.where(beyond, (2.0 - stations) * SHIN, 0.0)
    turn = smooth((stations - 1.0 + 1.1 * _KNEE_CORNER) / (2.2 * _KNEE_CORNER))
    bend = smooth((stations - 2.0 + _ANKLE_BEND) / (2.0 * _ANKLE_BEND))
    ankle = stations > 2.0 - _ANKLE_BEND
    upper, lower = np.flatnonzero(~ankle), np.flatnonzero(ankle)
    turns = (Bend(thigh, shin, upper, turn[upper]), Bend(shin, foot, lower, bend[lower]))
    return Path(middles.shares, turns)


def _bowed(
    above: Floats, below: Floats, reach_up: float, reach_down: float, curved: float
) -> tuple[Floats, Floats]:
    """How far to go up (below 0) and down from a joint, round its corner."""
    u = np.clip(0.5 + 0.5 * (above / reach_up + below / reach_down), 0.0, 1.0)
    inside = (above > -reach_up) & (below < reach_down)
    up, down = (1.0 - u) ** 2 * reach_up, u * u * reach_down
    return (
        np.where(inside, curved * up - (1.0 - curved) * above, -above),
        np.where(inside, curved * down + (1.0 - curved) * below, below),
    )


def _hip(stations: Floats, side: str) -> Path:
    """From inside the pelvis (-1) through the hip (0) down the thigh (1 is the knee)."""
    thigh, shin = f"thigh_{side}", f"shin_{side}"
    above, below = np.minimum(stations, 0.0), np.maximum(stations, 0.0)
    up, down = _bowed(above, below, 0.62, 0.19, 0.45)
    middles = _Middles(len(stations))
    middles.at(thigh)[:], middles.at(shin)[:] = 1.0 - down, down
    middles.up("pelvis")[:] = up * _ILIUM
    turn = smooth((stations * np.where(stations < 0, _ILIUM, THIGH) + 0.085) / 0.20)
    return Path(middles.shares, (Bend("pelvis", thigh, _every(stations), turn),))


def _foot(stations: Floats, side: str) -> Path:
    """The heel turns with the foot, the toes about the ball."""
    middles = _Middles(len(stations))
    middles.at(f"toes_{side}")[:] = 1.0
    beyond = stations - BALL[0]
    own = np.zeros((len(stations), 3))
    own[:, 0], own[:, 2] = beyond, -BALL[2]
    turn = smooth(beyond / _TOES_BEND_M + 0.5)
    bend = Bend(f"foot_{side}", f"toes_{side}", _every(stations), turn)
    return Path(middles.shares, (bend,), own=own)


def _arm(stations: Floats, side: str) -> Path:
    bones = tuple(f"{bone}_{side}" for bone in ("upper_arm", "forearm", "hand"))
    middles = _Middles(len(stations))
    for bone, share in zip(bones, _corner(stations, _ELBOW_CORNER, 0.55), strict=True):
        middles.at(bone)[:] = share
    turn = smooth((stations - 1.0 + 1.1 * _ELBOW_CORNER) / (2.2 * _ELBOW_CORNER))
    spun = np.clip((stations - 1.1) / 0.9, 0.0, 1.0)
    turns = (Bend(bones[0], bones[1], _every(stations), turn),)
    return Path(middles.shares, turns, spun=spun, side=side)


def _sleeve(stations: Floats, side: str) -> Path:
    """From beside the neck (-1) along the collarbone to the shoulder (0), down the upper arm."""
    clavicle, upper = f"collarbone_{side}", f"upper_arm_{side}"
    metres = stations * np.where(stations < 0, _COLLARBONE, UPPER_ARM)
    reach_in, reach_out = 0.060, 0.075
    inward, outward = _bowed(
        np.minimum(metres, 0.0), np.maximum(metres, 0.0), reach_in, reach_out, 0.7
    )
    middles = _Middles(len(stations))
    middles.at(upper)[:] = 1.0
    middles.up(clavicle)[:], middles.up(upper)[:] = inward, -outward
    turn = smooth((metres + reach_in) / (reach_in + reach_out))
    return Path(middles.shares, (Bend(clavicle, upper, _every(stations), turn, swings=True),))


PATHS: Final[Mapping[str, Callable[[Floats, str], Path]]] = MappingProxyType(
    {
        "spine": _spine,
        "neck": _neck,
        "leg": _leg,
        "hip": _hip,
        "foot": _foot,
        "arm": _arm,
        "sleeve": _sleeve,
    }
)
"""From the stations (n,) of a part, and "left", "right" or "", to how its rings lie."""


class Rig:
    """The rings of parts, one part after the other."""

    def __init__(self, paths: Sequence[Path]) -> None:
        firsts = np.cumsum([0, *(len(path.middles) for path in paths)]).tolist()
        middles = np.concatenate([path.middles for path in paths])
        self._on_collarbones = bool(middles[:, _UP + len(BONES) :].any())
        self._middles = middles if self._on_collarbones else middles[:, : _UP + len(BONES)].copy()
        own = [np.zeros((len(p.middles), 3)) if p.own is None else p.own for p in paths]
        self._own = np.concatenate(own)[:, :, None] if np.any(np.concatenate(own)) else None
        turns = [
            (turn, turn.rows + first)
            for path, first in zip(paths, firsts, strict=False)
            for turn in path.turns
        ]
        self._first = np.array([FRAME[turn.first] for turn, _ in turns], np.intp)
        self._last = np.array([FRAME[turn.last] for turn, _ in turns], np.intp)
        self._swings = [turn.swings for turn, _ in turns]
        self._which = np.zeros(firsts[-1], np.intp)
        self._shares = np.zeros(firsts[-1])
        for i, (turn, rows) in enumerate(turns):
            self._which[rows], self._shares[rows] = i, turn.shares
        strung = [*zip(paths, firsts, strict=False)]
        self._spines = [
            (slice(first, first + len(path.spine)), path.spine, path.bent)
            for path, first in strung
            if path.spine is not None
        ]
        self._spun = [
            (slice(first, first + len(path.spun)), path.spun, path.side)
            for path, first in strung
            if path.spun is not None
        ]

    def rings(self, pose: Pose, axes: slice = _ALL) -> Rings:
        """Where the rings are in a pose, along some axes of the world: their frames (n, axes, 3)
        and their middles (n, axes)."""
        frames, spines = pose.frames, pose.spine_frames[:, axes]
        if self._on_collarbones:
            frames = np.concatenate([frames, pose.frame("thorax") @ COLLARBONES])
        points, origins = pose.spine_points[:, axes], pose.origins[:, axes]
        middles = self._middles @ np.concatenate(
            (points, spines[:, :, 2], origins, frames[:, axes, 2])
        )
        shape = len(middles), *spines.shape[1:]
        found = self._turned(frames, axes) if len(self._first) else np.empty(shape)
        for rows, spine, bent in self._spines:
            found[rows] = (spine @ spines.reshape(SAMPLES, -1)).reshape(-1, *shape[1:])
            if bent is not None:
                bend = log(pose.frame("thorax").T @ pose.frame("neck"))
                found[rows] = found[rows] @ rotations(bend, bent)
        for rows, spun, side in self._spun:
            relative = pose.frame(f"forearm_{side}").T @ pose.frame(f"hand_{side}")
            twist = atan2(relative[1, 0] - relative[0, 1], relative[0, 0] + relative[1, 1])
            turn = (spun * twist)[:, None]
            cosine, sine = np.cos(turn), np.sin(turn)
            x, y = found[rows, :, 0], found[rows, :, 1]
            found[rows, :, 0], found[rows, :, 1] = x * cosine + y * sine, y * cosine - x * sine
        if self._own is not None:
            middles += (found @ self._own)[:, :, 0]
        return found, middles

    def _turned(self, frames: Floats, axes: slice) -> Floats:
        """Each ring's frame (n, axes, 3) on its way between two frames, after Rodrigues."""
        firsts = frames[self._first]
        apart = firsts.transpose(0, 2, 1) @ frames[self._last]
        ways = zip(apart, self._swings, strict=True)
        found = [_swing(each) if swings else _turn(each) for each, swings in ways]
        angles, skew = (np.array(each) for each in zip(*found, strict=True))
        firsts = firsts[:, axes]
        parts = np.empty((len(firsts), 3, *firsts.shape[1:]))
        parts[:, 0] = firsts
        np.matmul(firsts, skew, out=parts[:, 1])
        np.matmul(parts[:, 1], skew, out=parts[:, 2])
        each = parts[self._which]
        angle = (angles[self._which] * self._shares)[:, None, None]
        turned = each[:, 0] + np.sin(angle) * each[:, 1] + (1.0 - np.cos(angle)) * each[:, 2]
        return np.asarray(turned)


def _turn(apart: Floats) -> tuple[float, Skew]:
    """The angle in radians of a turn (3, 3), and the skew matrix of its axis."""
    (xx, xy, xz), (yx, yy, yz), (zx, zy, zz) = apart.tolist()
    angle = acos(max(-1.0, min(1.0, (xx + yy + zz - 1.0) / 2.0)))
    if angle < _NO_TURN:
        return angle, _NO_SKEW
    if angle > _HALF_ROUND:
        return angle, _skew(*unit(log(apart)).tolist())
    twice = 2.0 * sin(angle)
    return angle, _skew((zy - yz) / twice, (xz - zx) / twice, (yx - xy) / twice)


def _skew(x: float, y: float, z: float) -> Skew:
    return (0.0, -z, y), (z, 0.0, -x), (-y, x, 0.0)


def _swing(apart: Floats) -> tuple[float, Skew]:
    """The angle of a z axis to that of a frame (3, 3), and the skew matrix of the axis about which
    it turns there without a twist."""
    x, y, z = apart[:, 2].tolist()
    sine = hypot(x, y)
    if sine < _NO_SWING:
        return 0.0, _NO_SKEW
    return atan2(sine, z), _skew(-y / sine, x / sine, 0.0)
