"""What a single drill promises beyond what every motion must hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import atan2, degrees, pi
from typing import Final

import numpy as np

from mobility_timer.figure.body.mesh import posed_vertices
from mobility_timer.figure.checking import movement
from mobility_timer.figure.checking.finding import Finding
from mobility_timer.figure.motion.model import Expectation, Motion
from mobility_timer.figure.skeleton.bones import JOINTS, SIDES, Pose, mirrored
from mobility_timer.figure.skeleton.joint_limits import angles
from mobility_timer.figure.skeleton.rotation import angle_between
from mobility_timer.words import findings as words

Poses = Sequence[tuple[float, Pose]]
_KNEE_REACH: Final = 0.09
_KNEE_DOWN_MM: Final = 160.0
"""How low a knee comes at least in 90/90: farther down, an ankle within its limits would stand the
foot on its edge."""
_SOLE_DOWN_DEG: Final = 50.0


def findings(
    motion: Motion, variant: str | None, phases: Sequence[float], poses: Sequence[Pose]
) -> Iterator[Finding]:
    samples = list(zip(phases, poses, strict=True))
    for expected in motion.expect:
        yield from _EXPECTATIONS[expected.what](expected, variant, samples)


def _chosen(expected: Expectation, samples: Poses) -> list[Pose]:
    """The poses at the phases that are named, or all of them."""
    if not expected.at:
        return [pose for _, pose in samples]
    return [min(samples, key=lambda sampled: abs(sampled[0] - at))[1] for at in expected.at]


def _angle(name: str, expected: Expectation, samples: Poses) -> float:
    side = (expected.part or "").rpartition("_")[2]
    return max(angles(pose)[name, side] for pose in _chosen(expected, samples))


def _straight_knee(expected: Expectation, _: str | None, samples: Poses) -> Iterator[Finding]:
    bend = _angle("knee flexion", expected, samples)
    yield Finding(
        words.is_straight(expected.part or ""), bend, words.at_most(5, "deg"), "deg", bend <= 5.0
    )


def _straight_elbow(expected: Expectation, _: str | None, samples: Poses) -> Iterator[Finding]:
    bend = _angle("elbow flexion", expected, samples)
    yield Finding(
        words.is_straight(expected.part or ""), bend, words.at_most(25, "deg"), "deg", bend <= 25.0
    )


def _winds_once(expected: Expectation, _: str | None, samples: Poses) -> Iterator[Finding]:
    """The joint's path round its middle, seen in the plane in which it is widest."""
    part = expected.part or "knee_right"
    root = part.replace("knee", "hip").replace("ankle", "knee").replace("toe", "ankle")
    path = np.array([pose.joint(part) - pose.joint(root) for _, pose in samples])
    middle = path - path[:-1].mean(axis=0)
    plane = np.linalg.svd(middle, full_matrices=False)[2][:2]
    flat = middle @ plane.T
    turned = np.unwrap(np.arctan2(flat[:, 1], flat[:, 0]))
    turns = abs(float(turned[-1] - turned[0])) / (2.0 * pi)
    yield Finding(words.winds(part), turns, words.ONCE, words.TURNS, abs(turns - 1.0) < 0.01)
    narrowest = float(np.linalg.norm(flat, axis=1).min()) * 1000
    least = 30.0 if part.startswith("toe") else 60.0
    yield Finding(
        words.off_the_middle(part), narrowest, words.at_least(least, "mm"), "mm",
        narrowest >= least,
    )  # fmt: skip


def _ninety_ninety(expected: Expectation, _: str | None, samples: Poses) -> Iterator[Finding]:
    poses = _chosen(expected, samples)
    for side in SIDES:
        bends = [angles(pose)["knee flexion", side] for pose in poses]
        worst = max(bends, key=lambda bend: abs(bend - 90.0))
        yield Finding(
            words.at_the_end(f"knee_{side}"),
            worst,
            words.between(80, 100),
            "deg",
            80.0 <= worst <= 100.0,
        )
        height = max(_knee_height(pose, side) for pose in poses) * 1000
        yield Finding(
            words.off_the_floor(f"knee_{side}"),
            height,
            words.at_most(_KNEE_DOWN_MM, "mm"),
            "mm",
            height <= _KNEE_DOWN_MM,
        )


def _knee_height(pose: Pose, side: str) -> float:
    leg = posed_vertices(pose, (f"leg_{side}",))
    near = np.linalg.norm(leg - pose.joint(f"knee_{side}"), axis=1) < _KNEE_REACH
    return float(leg[near][:, 2].min())


def _chest_up(expected: Expectation, _: str | None, samples: Poses) -> Iterator[Finding]:
    up = min(float(pose.frame("thorax")[2, 0]) for pose in _chosen(expected, samples))
    yield Finding(words.CHEST_UP, up, words.at_least(0.9), "", up >= 0.9)


def _pelvis_still(_: Expectation, __: str | None, samples: Poses) -> Iterator[Finding]:
    first = samples[0][1]
    turned = max(angle_between(first.frame("pelvis"), p.frame("pelvis")) for _, p in samples)
    yield Finding(words.PELVIS_TURNS, turned, words.at_most(4, "deg"), "deg", turned <= 4.0)
    moved = max(
        float(np.linalg.norm(p.joint("pelvis") - first.joint("pelvis"))) for _, p in samples
    )
    yield Finding(words.PELVIS_MOVES, moved * 1000, words.at_most(15, "mm"), "mm", moved <= 0.015)


def _sole_flat(expected: Expectation, _: str | None, samples: Poses) -> Iterator[Finding]:
    side = (expected.part or "").rpartition("_")[2]
    tilt = max(_sole_tilt(pose, side) for pose in _chosen(expected, samples))
    yield Finding(
        words.sole_tilts(expected.part or ""), tilt, words.at_most(1, "deg"), "deg", tilt <= 1.0
    )


def _soles_down(expected: Expectation, _: str | None, samples: Poses) -> Iterator[Finding]:
    """Both feet roll with the legs, and neither stands on its edge."""
    for side in SIDES:
        tilt = max(_sole_tilt(pose, side) for pose in _chosen(expected, samples))
        yield Finding(
            words.rolls_off(f"foot_{side}"), tilt, words.at_most(_SOLE_DOWN_DEG, "deg"), "deg",
            tilt <= _SOLE_DOWN_DEG,
        )  # fmt: skip


def _sole_tilt(pose: Pose, side: str) -> float:
    return degrees(np.arccos(np.clip(pose.frame(f"foot_{side}")[2, 2], -1.0, 1.0)))


_HEADINGS: Final[Mapping[str, tuple[float, float]]] = {
    "straight": (-3.0, 3.0),
    "left": (40.0, 45.0),
    "right": (-45.0, -40.0),
}


def _yaw(expected: Expectation, variant: str | None, samples: Poses) -> Iterator[Finding]:
    """The foot points straight, or 40 to 45 degrees to the turn's side."""
    side = (expected.part or "").rpartition("_")[2]
    low, high = _HEADINGS[variant or "straight"]
    for _, pose in samples[:1]:
        toes = pose.frame(f"foot_{side}")[:, 0]
        heading = degrees(atan2(toes[1], toes[0]))
        yield Finding(
            words.heading(expected.part or ""), heading, words.between(low, high), "deg",
            low <= heading <= high,
        )  # fmt: skip


def _centred_ends(_: Expectation, __: str | None, samples: Poses) -> Iterator[Finding]:
    """The rep begins and ends in a pose that is its own mirror image."""
    worst = 0.0
    for pose in (samples[0][1], samples[-1][1]):
        twin = mirrored(pose)
        worst = max(worst, *(float(np.linalg.norm(pose.joint(j) - twin.joint(j))) for j in JOINTS))
    yield Finding(words.ENDS_CENTRED, worst * 1000, words.at_most(5, "mm"), "mm", worst <= 0.005)


def _pendulum(expected: Expectation, _: str | None, samples: Poses) -> Iterator[Finding]:
    yield from movement.pendulum(expected.part or "", [pose for _, pose in samples])


def _shoulders_answer(_: Expectation, __: str | None, samples: Poses) -> Iterator[Finding]:
    yield from movement.shoulders_answer([pose for _, pose in samples])


_EXPECTATIONS: Final[
    Mapping[str, Callable[[Expectation, str | None, Poses], Iterator[Finding]]]
] = {
    "straight knee": _straight_knee,
    "straight elbow": _straight_elbow,
    "winds once": _winds_once,
    "ninety ninety": _ninety_ninety,
    "chest up": _chest_up,
    "pelvis still": _pelvis_still,
    "sole flat": _sole_flat,
    "soles down": _soles_down,
    "yaw": _yaw,
    "centred ends": _centred_ends,
    "pendulum": _pendulum,
    "shoulders answer": _shoulders_answer,
}

KNOWN: Final = tuple(_EXPECTATIONS)
