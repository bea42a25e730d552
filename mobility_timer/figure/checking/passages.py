"""What a way from one position to another must hold, thirty times a second."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from mobility_timer.figure.body.mesh import posed_vertices
from mobility_timer.figure.checking.checks import lowest
from mobility_timer.figure.checking.collision import depths
from mobility_timer.figure.checking.finding import Finding
from mobility_timer.figure.motion.props import Prop, Step, Wall
from mobility_timer.figure.passage.bearing.balance import centre_of_mass, outside
from mobility_timer.figure.skeleton.bones import BONES, PARENTS, SIDES, Pose
from mobility_timer.figure.skeleton.joint_limits import angles, excess
from mobility_timer.figure.skeleton.rotation import Array, angle_between
from mobility_timer.words import findings as words

RATE: Final = 30
_TOUCH_M: Final = 0.010
_STEP_S: Final = 0.30
"""A foot that is about to land, or has just left, still counts: a step is a fall that is caught."""
_TIP_M: Final = 0.030
"""How far outside what bears it the weight may be."""

_BEARERS: Final = {
    **{f"foot {side}": (f"shoe_{side}", f"sole_{side}") for side in SIDES},
    **{f"leg {side}": (f"leg_{side}",) for side in SIDES},
    **{f"hand {side}": (f"palm_{side}", f"index_{side}", f"thumb_{side}") for side in SIDES},
    **{f"arm {side}": (f"arm_{side}",) for side in SIDES},
    "seat": ("pelvis", "shorts_left", "shorts_right"),
    "back": ("top", "sleeve_left", "sleeve_right"),
}
_PLANTED: Final = ("ball", "heel")
_PLANTED_M: Final = 0.06
"""How high the joint of a part that lies on the floor is at most."""


@dataclass(frozen=True, eq=False)
class SampledWay:
    """The poses of a way, and what touches in each: parts with their points (n, 2)."""

    times: tuple[float, ...]
    poses: tuple[Pose, ...]
    touching: tuple[Mapping[str, Array], ...]
    steadied: tuple[bool, ...]
    """Whether a hand is on a wall."""


class Movement(Protocol):
    """A way, or what is shown of it, in its own time."""

    @property
    def seconds(self) -> float: ...

    def pose(self, seconds: float, /) -> Pose: ...


def check_way(way: Movement, props: Sequence[Prop] = ()) -> tuple[Finding, ...]:
    """All findings; `props` are the things around, in the world of the way."""
    sampled = sample(way, props)
    return (
        *_borne(sampled),
        *_balanced(sampled),
        *_floor(sampled),
        *_limbs_apart(sampled),
        *_joints(sampled),
        *_speed(sampled),
        *_slip(sampled),
    )


def sample(way: Movement, props: Sequence[Prop]) -> SampledWay:
    count = max(2, round(RATE * way.seconds))
    times = tuple(way.seconds * i / count for i in range(count + 1))
    poses = tuple(way.pose(time) for time in times)
    walls = [prop for prop in props if isinstance(prop, Wall)]
    steps = [prop for prop in props if isinstance(prop, Step)]
    touching = tuple(_touching(pose, steps) for pose in poses)
    steadied = tuple(any(_on_wall(pose, side, walls) for side in SIDES) for pose in poses)
    return SampledWay(times, poses, touching, steadied)


def _touching(pose: Pose, steps: Sequence[Step]) -> dict[str, Array]:
    found = {}
    for name, parts in _BEARERS.items():
        points = posed_vertices(pose, parts)
        low = points[points[:, 2] < _TOUCH_M]
        for step in steps:
            on = (abs(points[:, 2] - step.height) < _TOUCH_M) & _over(points, step)
            low = np.concatenate([low, points[on]])
        if len(low):
            found[name] = low[:, :2].astype(np.float64)
    return found


def _over(points: NDArray[np.floating], step: Step) -> NDArray[np.bool_]:
    x, y = points[:, 0], points[:, 1]
    return np.asarray((x > step.x[0]) & (x < step.x[1]) & (y > step.y[0]) & (y < step.y[1]))


def _on_wall(pose: Pose, side: str, walls: Sequence[Wall]) -> bool:
    hand = posed_vertices(pose, _BEARERS[f"hand {side}"])
    return any(
        float(np.abs(hand[:, "xy".index(wall.axis)] - wall.at).min()) < _TOUCH_M for wall in walls
    )


def _borne(sampled: SampledWay) -> Iterator[Finding]:
    air = [time for time, on in zip(sampled.times, sampled.touching, strict=True) if not on]
    name = words.nothing_bears(air[0] if air else None)
    yield Finding(name, len(air), words.NEVER, words.PICTURES, not air)


def _balanced(sampled: SampledWay) -> Iterator[Finding]:
    worst = (0.0, 0.0)
    for index, (time, pose) in enumerate(zip(sampled.times, sampled.poses, strict=True)):
        on = sampled.touching[index]
        if sampled.steadied[index] or any(name.startswith("hand") for name in on):
            continue
        near = [
            points
            for other, parts in zip(sampled.times, sampled.touching, strict=True)
            if abs(other - time) <= _STEP_S
            for name, points in parts.items()
            if name in on or name.startswith(("foot", "leg"))
        ]
        if near:
            off = outside(np.concatenate(near), centre_of_mass(pose)[:2])
            worst = max(worst, (off, time))
    yield _at_most(words.off_its_base(worst[1]), 1000 * worst[0], 1000 * _TIP_M, "mm")


def _floor(sampled: SampledWay) -> Iterator[Finding]:
    low, time = min(zip(map(lowest, sampled.poses), sampled.times, strict=True))
    yield Finding(
        words.lowest_at_second(time), 1000 * low, words.at_least(-10, "mm"), "mm", low >= -0.010
    )


def _limbs_apart(sampled: SampledWay) -> Iterator[Finding]:
    depth, a, b, time = max(
        (*depths(pose)[0], time) for pose, time in zip(sampled.poses, sampled.times, strict=True)
    )
    yield _at_most(words.inside_at_second(a, b, time), 1000 * depth, 20.0, "mm")


def _joints(sampled: SampledWay) -> Iterator[Finding]:
    """A pose may take as much as the drill at either end takes."""
    worst = (0.0, "", 0.0)
    spare = {
        joint: max(excess(joint[0], angle), excess(joint[0], angles(sampled.poses[-1])[joint]))
        for joint, angle in angles(sampled.poses[0]).items()
    }
    for pose, time in zip(sampled.poses, sampled.times, strict=True):
        for joint, angle in angles(pose).items():
            over = excess(joint[0], angle) - spare[joint]
            worst = max(worst, (over, " ".join(joint).strip(), time))
    over, named, time = worst
    yield _at_most(words.over_its_limit(named or words.JOINTS, time), over, 1.0, "deg")


def _speed(sampled: SampledWay) -> Iterator[Finding]:
    """How fast any joint turns: each bone against the one that carries it."""
    worst = (0.0, "", 0.0)
    for (start, a), (end, b) in pairwise(zip(sampled.times, sampled.poses, strict=True)):
        for bone in BONES:
            turned = angle_between(_local(a, bone), _local(b, bone))
            worst = max(worst, (turned / (end - start), bone, start))
    speed, bone, time = worst
    yield _at_most(words.fastest_joint(bone, time), speed, 300.0, "deg/s")


def _local(pose: Pose, bone: str) -> Array:
    parent = PARENTS.get(bone)
    return pose.frame(bone) if parent is None else pose.frame(parent).T @ pose.frame(bone)


def _slip(sampled: SampledWay) -> Iterator[Finding]:
    """How far a part of a foot moves along the floor while it bears the weight."""
    worst = (0.0, "", 0.0)
    for side in SIDES:
        for part in _PLANTED:
            joint = f"{part}_{side}"
            places = np.array([pose.joint(joint) for pose in sampled.poses])
            down = places[:, 2] < min(places[:, 2].min() + 0.003, _PLANTED_M)
            start = None
            for index, on in enumerate(down):
                if not on:
                    start = None
                    continue
                start = index if start is None else start
                slid = float(np.linalg.norm(places[index, :2] - places[start, :2]))
                worst = max(worst, (slid, joint, sampled.times[index]))
    slid, joint, time = worst
    yield _at_most(words.slips(joint or words.FOOT, time), 1000 * slid, 20.0, "mm")


def _at_most(name: str, value: float, limit: float, unit: str) -> Finding:
    return Finding(name, value, words.at_most(limit, unit), unit, value <= limit)
