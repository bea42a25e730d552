"""Parts of the body together: where their vertices are in a pose, and how low."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import dist, hypot
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mobility_timer.figure.body.loft import Loft
from mobility_timer.figure.body.rigging.riding import RIGS, Shape, at_home, ridden, rides_with
from mobility_timer.figure.body.rigging.rig import PATHS, UPRIGHT, Rig
from mobility_timer.figure.skeleton.blending import Rings, rotations
from mobility_timer.figure.skeleton.bones import INDEX, Pose
from mobility_timer.figure.skeleton.rotation import log

Singles: TypeAlias = NDArray[np.floating[Any]]
Rows: TypeAlias = slice | NDArray[np.intp]

_SIDES: Final = {1: "left", -1: "right", 0: ""}
_FEET: Final = ({("foot", 1)}, {("foot", -1)})
_SHAPES_KEPT: Final = 4
_ARC: Final = 0.25
"""What turns at most a right angle and a bit goes so far beyond the straight line between where it
begins and ends, as a share of that: half the tangent of a quarter of the angle."""
_ROUNDED_M: Final = 1e-5


class _Riders:
    """Lofts that ride on one bone: what they are in its frame is found once for each shape that
    they have. `vertices` are where theirs are among those of a group."""

    def __init__(self, lofts: list[Loft], vertices: Rows) -> None:
        self._lofts, self.vertices = lofts, vertices
        self._points_of = lru_cache(maxsize=_SHAPES_KEPT)(self._find_points)

    def points(self, pose: Pose) -> Singles:
        bone, shape = self._rides(pose)
        return np.asarray(self._points_of(bone, shape) @ pose.frame(bone).T + pose.origin(bone))

    def lowest(self, pose: Pose) -> Singles:
        bone, shape = self._rides(pose)
        frame, points = pose.frame(bone), self._points_of(bone, shape)
        return np.asarray(frame @ points[(points @ frame[2]).argmin()] + pose.origin(bone))

    def at_least(self, pose: Pose) -> float:
        return self.height(pose)

    def height(self, pose: Pose) -> float:
        bone, shape = self._rides(pose)
        heights = self._points_of(bone, shape) @ pose.frame(bone)[2]
        return float(heights.min() + pose.origin(bone)[2])

    def _rides(self, pose: Pose) -> tuple[str, Shape]:
        return ridden(self._lofts[0].rig, pose, _SIDES[self._lofts[0].side])

    def _find_points(self, bone: str, shape: Shape) -> Singles:
        each = [_points(loft, *rings) for loft, rings in _at_home(self._lofts, bone, shape)]
        return np.concatenate(each)


class _Limbs:
    """Lofts that have paths of their own."""

    def __init__(self, lofts: list[Loft], vertices: Rows) -> None:
        self._lofts, self.vertices = lofts, vertices
        self._rig = Rig([PATHS[each.rig](each.stations, _SIDES[each.side]) for each in lofts])
        ends = np.cumsum([len(each.stations) for each in lofts]).tolist()
        self._own = [slice(a, b) for a, b in pairwise([0, *ends])]
        # So a row of it times them takes half the time.
        self._across = [np.ascontiguousarray(each.outlines.transpose(0, 2, 1)) for each in lofts]

    def points(self, pose: Pose) -> Singles:
        frames, origins = self._rig.rings(pose)
        each = zip(self._lofts, self._own, strict=True)
        return np.concatenate([_points(loft, frames[at], origins[at]) for loft, at in each])

    def lowest(self, pose: Pose) -> Singles:
        frames, origins = self._rig.rings(pose)
        each = zip(self._lofts, self._own, strict=True)
        return min((_lowest(loft, frames[at], origins[at]) for loft, at in each), key=_height)

    def at_least(self, pose: Pose) -> float:
        return self.height(pose)

    def height(self, pose: Pose) -> float:
        ups, middles = self._rig.rings(pose, UPRIGHT)
        return min(
            float(((ups[at] @ across)[:, 0] + middles[at]).min())
            for across, at in zip(self._across, self._own, strict=True)
        )


@dataclass(frozen=True)
class _Box:
    """A box around points: its middle, half its sides, and how far from nought its corners are."""

    middle: tuple[float, ...]
    half: tuple[float, ...]

    @classmethod
    def of(cls, points: Iterable[Singles]) -> _Box:
        """Around points (n, 3, m) each."""
        each = np.concatenate([those.transpose(0, 2, 1).reshape(-1, 3) for those in points])
        low, high = each.min(axis=0).astype(float), each.max(axis=0).astype(float)
        return cls(tuple((low + high) / 2.0), tuple((high - low) / 2.0))

    @property
    def reach(self) -> float:
        return hypot(*(abs(m) + h for m, h in zip(self.middle, self.half, strict=True)))

    def low(self, x: float, y: float, z: float) -> float:
        """The height of its lowest corner, where that is so much for each metre along its axes."""
        (mx, my, mz), (hx, hy, hz) = self.middle, self.half
        return mx * x + my * y + mz * z - hx * abs(x) - hy * abs(y) - hz * abs(z)


class _Foot(_Limbs):
    """The lofts of one foot alone, which turn about the ball as far as its toes are bent."""

    def __init__(self, lofts: list[Loft], vertices: Rows) -> None:
        super().__init__(lofts, vertices)
        side = _SIDES[lofts[0].side]
        self._foot, self._toes = INDEX[f"foot_{side}"], INDEX[f"toes_{side}"]
        paths = [PATHS[each.rig](each.stations, side) for each in lofts]
        self._shares = np.concatenate([path.turns[0].shares for path in paths])
        for across, path in zip(self._across, paths, strict=True):
            across += 0.0 if path.own is None else path.own[:, :, None]
        turns = self._shares > 0.0
        self._hind = _Box.of(self._across[i][~turns[at]] for i, at in enumerate(self._own))
        self._fore = _Box.of(self._across[i][turns[at]] for i, at in enumerate(self._own))

    def height(self, pose: Pose) -> float:
        foot, toes = pose.frames[self._foot], pose.frames[self._toes]
        ups = foot[2] @ rotations(log(foot.T @ toes), self._shares)
        each = zip(self._across, self._own, strict=True)
        low = min(float((ups[at, None] @ across).min()) for across, at in each)
        return low + float(pose.origins[self._toes, 2])

    def at_least(self, pose: Pose) -> float:
        up, toes_up = (pose.frames[bone, 2].tolist() for bone in (self._foot, self._toes))
        low = min(self._hind.low(*up), self._fore.low(*up), self._fore.low(*toes_up))
        arc = _ARC * dist(up, toes_up) * self._fore.reach
        return low - arc + float(pose.origins[self._toes, 2])


class Group:
    """Parts of the body, in an order."""

    def __init__(self, lofts: list[Loft]) -> None:
        sizes = np.cumsum([0, *(loft.shape[0] * loft.shape[1] for loft in lofts)]).tolist()
        self._size = sizes[-1]
        kinds: dict[object, list[int]] = {}
        for i, loft in enumerate(lofts):
            kinds.setdefault(rides_with(loft.rig, loft.side), []).append(i)
        self._strands = [
            _strand([lofts[i] for i in those], _rows(sizes, those), rides=kind is not None)
            for kind, those in kinds.items()
        ]

    def vertices(self, pose: Pose) -> Singles:
        found = np.empty((self._size, 3), np.float32)
        for strand in self._strands:
            found[strand.vertices] = strand.points(pose)
        return found

    def lowest(self, pose: Pose) -> Singles:
        """The lowest vertex (3,) where the hair does not sway, as `vertices` has it."""
        low = min((strand.lowest(pose) for strand in self._strands), key=_height)
        return low.astype(np.float32)

    def height(self, pose: Pose) -> float:
        """How high that is."""
        return float(np.float32(min(strand.height(pose) for strand in self._strands)))

    def at_least(self, pose: Pose) -> float:
        """A height that no vertex is below: of a foot it is found at once, and a centimetre or two
        lower than its lowest one."""
        return min(strand.at_least(pose) for strand in self._strands) - _ROUNDED_M


def _strand(lofts: list[Loft], vertices: Rows, *, rides: bool) -> _Riders | _Limbs:
    if rides:
        return _Riders(lofts, vertices)
    feet = {(loft.rig, loft.side) for loft in lofts}
    return _Foot(lofts, vertices) if feet in _FEET else _Limbs(lofts, vertices)


def _rows(ends: list[int], those: list[int]) -> Rows:
    """The rows of those of some stretches that follow one another."""
    if those == list(range(those[0], those[-1] + 1)):
        return slice(ends[those[0]], ends[those[-1] + 1])
    return np.concatenate([np.arange(ends[i], ends[i + 1]) for i in those])


def _at_home(lofts: list[Loft], bone: str, shape: Shape) -> Iterator[tuple[Loft, Rings]]:
    """The rings of lofts that ride on a bone, in its frame."""
    home = at_home(bone, shape)
    for loft in lofts:
        yield loft, RIGS[loft.rig](home, _SIDES[loft.side], loft.stations)


def _points(loft: Loft, frames: Singles, origins: Singles) -> Singles:
    """The vertices (n, 3) of a loft whose rings lie so."""
    points = np.matmul(loft.outlines, np.swapaxes(frames, 1, 2)) + origins[:, None, :]
    return np.asarray(points.reshape(-1, 3))


def _lowest(loft: Loft, frames: Singles, origins: Singles) -> Singles:
    """The lowest vertex (3,) of a loft whose rings lie so: all others only have their heights
    found."""
    heights = (loft.outlines @ frames[:, 2, :, None])[:, :, 0] + origins[:, 2, None]
    ring, place = divmod(int(heights.argmin()), heights.shape[1])
    return np.asarray(frames[ring] @ loft.outlines[ring, place] + origins[ring])


def _height(point: Singles) -> float:
    return float(point[2])
