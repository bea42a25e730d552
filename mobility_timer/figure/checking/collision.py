"""Limbs as capsules: how deep one is inside another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from mobility_timer.figure.body.build import LEAN, Build
from mobility_timer.figure.skeleton.bones import FINGERTIPS, SIDES, Pose
from mobility_timer.figure.skeleton.rotation import Array, vector
from mobility_timer.words import findings

_UPPER_ARM: Final = findings.UPPER_ARM


@dataclass(frozen=True, eq=False)
class Capsule:
    """A segment with a radius at either end."""

    name: str
    start: Array
    end: Array
    start_radius: float
    end_radius: float


def capsules(pose: Pose, build: Build = LEAN) -> list[Capsule]:
    """The limbs, chest and head of a figure so built."""
    found = [*_trunk(pose, build)]
    arms, legs = build.arms, build.legs
    for side in SIDES:
        joint = {
            name: pose.joint(f"{name}_{side}")
            for name in (
                "hip", "knee", "ankle", "heel", "ball", "toe", "shoulder", "elbow", "wrist",
            )
        }  # fmt: skip
        thigh_top = joint["hip"] + (joint["knee"] - joint["hip"]) * 0.30
        knuckles = joint["wrist"] + pose.frame(f"hand_{side}") @ (FINGERTIPS * 0.5)
        found += [
            Capsule(f"thigh {side}", thigh_top, joint["knee"], 0.068 * legs, 0.050 * legs),
            Capsule(f"shin {side}", joint["knee"], joint["ankle"], 0.048 * legs, 0.034 * legs),
            Capsule(f"foot {side}", joint["heel"], joint["ball"], 0.030, 0.024),
            Capsule(
                f"{_UPPER_ARM} {side}",
                joint["shoulder"],
                joint["elbow"],
                0.042 * arms,
                0.035 * arms,
            ),
            Capsule(f"forearm {side}", joint["elbow"], joint["wrist"], 0.036 * arms, 0.024),
            Capsule(f"hand {side}", joint["wrist"], knuckles, 0.018, 0.016),
        ]
    return found


def _trunk(pose: Pose, build: Build) -> Iterator[Capsule]:
    chest, neck = pose.frame("thorax"), pose.origin("neck")
    middle = pose.spine_points[9]
    for side, out in zip(SIDES, (0.055, -0.055), strict=True):
        offset = vector(0.0, out, 0.0)
        yield Capsule(
            f"chest {side}",
            middle + pose.spine_frames[9] @ offset,
            pose.spine_points[-1] + chest @ (offset - vector(0.0, 0.0, 0.06)),
            0.085 * build.chest,
            0.085 * build.chest,
        )
    head = pose.frame("head")
    yield Capsule("neck", neck, pose.origin("head"), 0.045 * build.neck, 0.045 * build.neck)
    yield Capsule(
        "head",
        pose.origin("head") + head @ vector(0.0, 0.0, 0.04),
        pose.origin("head") + head @ vector(0.0, 0.0, 0.10),
        0.072,
        0.080,
    )


# Neighbours share a joint; a hand lies on the head or a limb with skin that gives.
_NEIGHBOURS: Final = frozenset(
    frozenset(pair)
    for side in SIDES
    for pair in (
        (f"thigh {side}", f"shin {side}"),
        (f"shin {side}", f"foot {side}"),
        (f"{_UPPER_ARM} {side}", f"forearm {side}"),
        (f"forearm {side}", f"hand {side}"),
        (f"{_UPPER_ARM} {side}", f"chest {side}"),
        (f"{_UPPER_ARM} {side}", "neck"),
        (f"chest {side}", "neck"),
        tuple(f"chest {side}" for side in SIDES),
        ("neck", "head"),
        ("head", f"chest {side}"),
    )
)


def depths(pose: Pose, build: Build = LEAN) -> list[tuple[float, str, str]]:
    """How deep every pair of parts that are no neighbours overlaps, metres, deepest first."""
    parts = capsules(pose, build)
    pairs = [
        (a, b)
        for i, a in enumerate(parts)
        for b in parts[i + 1 :]
        if frozenset((a.name, b.name)) not in _NEIGHBOURS
    ]
    starts = np.array([(a.start, b.start) for a, b in pairs])
    ends = np.array([(a.end, b.end) for a, b in pairs])
    s, t, gap = _nearest(starts[:, 0], ends[:, 0], starts[:, 1], ends[:, 1])
    radii = np.array(
        [(a.start_radius, a.end_radius, b.start_radius, b.end_radius) for a, b in pairs]
    )
    touching = (
        radii[:, 0]
        + (radii[:, 1] - radii[:, 0]) * s
        + radii[:, 2]
        + (radii[:, 3] - radii[:, 2]) * t
    )
    return sorted(
        ((float(d), a.name, b.name) for d, (a, b) in zip(touching - gap, pairs, strict=True)),
        reverse=True,
    )


def _nearest(p: Array, p_end: Array, q: Array, q_end: Array) -> tuple[Array, Array, Array]:
    """Shares along segments (n, 3) where they are nearest, and their distance there.

    After Ericson, Real-Time Collision Detection, 5.1.9.
    """
    u, v, w = p_end - p, q_end - q, p - q
    a, e = (np.maximum(_dot(d, d), 1e-12) for d in (u, v))
    b, c, f = _dot(u, v), _dot(u, w), _dot(v, w)
    determinant = a * e - b * b
    s = np.where(determinant > 1e-12, (b * f - c * e) / np.maximum(determinant, 1e-12), 0.0)
    s = np.clip(s, 0.0, 1.0)
    t = np.clip((b * s + f) / e, 0.0, 1.0)
    s = np.clip((b * t - c) / a, 0.0, 1.0)
    gap = np.linalg.norm(w + u * s[:, None] - v * t[:, None], axis=1)
    return s, t, gap


def _dot(a: Array, b: Array) -> Array:
    return np.asarray(np.einsum("ij,ij->i", a, b))
