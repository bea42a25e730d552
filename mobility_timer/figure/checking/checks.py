"""What a motion must hold, judged in numbers on solved poses and the body's real surface."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

import numpy as np

from mobility_timer.figure.body.build import BUILDS, LEAN, Build
from mobility_timer.figure.body.mesh import body_of
from mobility_timer.figure.checking import expectations
from mobility_timer.figure.checking.collision import depths
from mobility_timer.figure.checking.finding import Finding
from mobility_timer.figure.checking.movement import ground_passes
from mobility_timer.figure.motion.model import Contact, Motion, motion_phase
from mobility_timer.figure.skeleton.bones import ARM, BONES, JOINTS, LEG, Pose
from mobility_timer.figure.skeleton.joint_limits import angles, excess
from mobility_timer.figure.skeleton.rotation import Array, angle_between
from mobility_timer.figure.solving.contacts import rest_height
from mobility_timer.figure.solving.draft import height_of, resting_parts
from mobility_timer.figure.solving.hands import PALM_DEPTH
from mobility_timer.figure.solving.pose import pose_at
from mobility_timer.words import findings as words

PHASES: Final = 60

_FACE: Final = ("eye", "brow", "mouth", "ear")
_REACHES: Final = {
    ("pelvis", "shorts"): ("pelvis", "knee_left", "knee_right"),
    ("top", "sleeve"): ("pelvis", "thorax", "elbow_left", "elbow_right"),
    ("neck", "head", "hair", "band", "knot"): ("neck", "crown"),
    ("leg",): ("hip", "knee", "ankle"),
    ("shoe", "sole"): ("heel", "toe"),
    ("arm",): ("shoulder", "elbow", "wrist"),
    ("palm", "index", "middle", "ring", "little", "thumb"): ("wrist", "fingertips"),
}
_SPARSE: Final = 10
_BUILD_FLOOR_MM: Final = 10.0
_BUILD_INSIDE_MM: Final = 15.0
_THICKEST: Final = 0.18
"""No vertex is farther than this below the joints between which its part lies."""


@cache
def _part_joints(part: str) -> tuple[str, ...]:
    group, _, side = part.partition("_")
    joints = next((j for parts, j in _REACHES.items() if group in parts), ("pelvis",))
    return tuple(f"{j}_{side}" if f"{j}_{side}" in JOINTS else j for j in joints)


def lowest(pose: Pose, build: Build = LEAN) -> float:
    """The height of the lowest vertex of a body so built; only what may be lowest is posed."""
    body = body_of(build)
    ground = min(float(pose.joint(joint)[2]) for joint in JOINTS)
    low = [
        part
        for part in body.parts
        if not part.startswith(_FACE)
        and min(float(pose.joint(joint)[2]) for joint in _part_joints(part)) < ground + _THICKEST
    ]
    return float(body.vertices(pose, low)[:, 2].min())


@dataclass(frozen=True, eq=False)
class SampledMotion:
    """A motion's poses over one rep of one turn, on the authored side."""

    motion: Motion
    variant: str | None
    phases: tuple[float, ...]
    poses: tuple[Pose, ...]

    def during(self, contact: Contact) -> list[Pose]:
        return [
            pose
            for phase, pose in zip(self.phases, self.poses, strict=True)
            if contact.holds(1.0 - phase if self.reverse else phase)
        ]

    @property
    def reverse(self) -> bool:
        return (
            self.variant in self.motion.variants
            and self.motion.variants[self.variant or ""].reverse
        )


def check(motion: Motion, tempo: Mapping[str, float] | None = None) -> tuple[Finding, ...]:
    """All findings for every side and turn; `tempo` gives the seconds of the named phases."""
    found: list[Finding] = []
    for variant in motion.variants or (None,):
        sampled = _sampled(motion, variant)
        findings = (
            *_loop(sampled),
            *_contacts(sampled),
            *_floor(sampled),
            *_rests(sampled),
            *_joints(sampled),
            *_speed(sampled, tempo),
            *_limbs_apart(sampled),
            *_other_builds(sampled),
            *_mirror(sampled),
            *ground_passes(motion, sampled.phases, sampled.poses),
            *expectations.findings(motion, variant, sampled.phases, sampled.poses),
        )
        found += findings if variant is None else [f.of_variant(variant) for f in findings]
    return tuple(found)


def table(findings: Iterable[Finding]) -> str:
    """The findings as lines: what, found, limit, and whether it holds."""
    rows = [(f.name, f"{f.value:.1f} {f.unit}", f.limit, words.RESULT[f.ok]) for f in findings]
    widths = [max((len(row[i]) for row in rows), default=0) for i in range(4)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def _sampled(motion: Motion, variant: str | None) -> SampledMotion:
    phases = tuple(i / PHASES for i in range(PHASES + 1))
    poses = tuple(pose_at(motion, phase, motion.side, variant) for phase in phases)
    return SampledMotion(motion, variant, phases, poses)


def _at_most(name: str, value: float, limit: float, unit: str) -> Finding:
    return Finding(name, value, words.at_most(limit, unit), unit, value <= limit)


def _loop(sampled: SampledMotion) -> Iterator[Finding]:
    if sampled.motion.hold:
        return
    first, last = sampled.poses[0], sampled.poses[-1]
    gap = max(float(np.linalg.norm(first.joint(j) - last.joint(j))) for j in JOINTS)
    yield _at_most(words.LOOP_CLOSES, gap * 1000, 1.0, "mm")


_POINTS: Final = {"foot": "ball", "heel": "heel", "knee": "knee", "palm": "palm"}


def _contacts(sampled: SampledMotion) -> Iterator[Finding]:
    for contact in sampled.motion.contacts:
        kind, _, side = contact.part.partition("_")
        if kind not in _POINTS:
            continue
        poses = sampled.during(contact)
        joint = f"{'wrist' if contact.on == 'head' else _POINTS[kind]}_{side}"
        drift = 0.0
        spans = contact.spans if not sampled.reverse else [(1 - b, 1 - a) for a, b in contact.spans]
        for span in spans:
            inside = [
                _on_surface(pose, contact, joint)
                for phase, pose in zip(sampled.phases, sampled.poses, strict=True)
                if span[0] <= phase <= span[1]
            ]
            drift = max(drift, _spread(inside))
        yield _at_most(words.stays_on(contact.part, contact.on), drift * 1000, 5.0, "mm")
        if contact.on == "wall":
            yield _at_most(
                words.off_the_wall(contact.part), _off_wall(sampled, poses, side) * 1000, 5.0, "mm"
            )
        if kind == "palm" or not sampled.motion.straightens(side):
            yield _at_most(words.reach_of(contact.part), _reach(poses, kind, side), 0.995, "")


def _on_surface(pose: Pose, contact: Contact, joint: str) -> Array:
    """The joint seen from what it touches, so that a hand may ride on a moving limb.

    A heel that rolls on its edge rises a little, so it is judged by its spot on the floor.
    """
    point = pose.joint(joint)
    bone = {"hip_left": "pelvis", "hip_right": "pelvis"}.get(contact.on, contact.on)
    if bone == "pelvis":
        return np.asarray(pose.spine_frames[4].T @ (point - pose.spine_points[4]))
    if bone in BONES:
        return np.asarray(pose.frame(bone).T @ (point - pose.origin(bone)))
    rolls = contact.part.startswith("heel")
    return point * (1.0, 1.0, 0.0) if rolls else point


def _spread(points: Sequence[Array]) -> float:
    if not points:
        return 0.0
    middle = np.mean(points, axis=0)
    return 2.0 * max(float(np.linalg.norm(point - middle)) for point in points)


def _off_wall(sampled: SampledMotion, poses: Sequence[Pose], side: str) -> float:
    wall = sampled.motion.wall
    if wall is None:
        return 0.0
    axis = 0 if wall.axis == "x" else 1
    return max(
        abs(abs(wall.at - float(pose.joint(f"palm_{side}")[axis])) - PALM_DEPTH) for pose in poses
    )


def _reach(poses: Sequence[Pose], kind: str, side: str) -> float:
    root, end, limb = ("shoulder", "wrist", ARM) if kind == "palm" else ("hip", "ankle", LEG)
    return max(
        float(np.linalg.norm(pose.joint(f"{root}_{side}") - pose.joint(f"{end}_{side}"))) / limb
        for pose in poses
    )


def _floor(sampled: SampledMotion) -> Iterator[Finding]:
    heights = []
    for phase, pose in zip(sampled.phases, sampled.poses, strict=True):
        heights.append((lowest(pose) * 1000, phase))
    low, high = min(heights), max(heights)
    yield Finding(words.lowest_at(low[1]), low[0], words.FLOOR_LIMIT, "mm", low[0] >= -5.0)
    yield Finding(words.off_the_floor_at(high[1]), high[0], words.FLOOR_LIMIT, "mm", high[0] <= 5.0)


def _rests(sampled: SampledMotion) -> Iterator[Finding]:
    for contact in sampled.motion.contacts:
        height = rest_height(contact, sampled.motion)
        if height is None:
            continue
        parts = resting_parts(contact.part, sampled.motion.stance)
        off = max(abs(height_of(pose, parts) - height) for pose in sampled.poses)
        yield _at_most(words.rests_on(contact.part, contact.on), off * 1000, 5.0, "mm")


def _joints(sampled: SampledMotion) -> Iterator[Finding]:
    worst: dict[str, tuple[float, float, float, str]] = {}
    for phase, pose in zip(sampled.phases, sampled.poses, strict=True):
        for (name, side), angle in angles(pose).items():
            over = excess(name, angle)
            if over > worst.get(name, (-1.0, 0.0, 0.0, ""))[0]:
                worst[name] = (over, angle, phase, side)
    for name, (over, angle, phase, side) in worst.items():
        if over > 0.5:
            where = f"{name} {side}".strip()
            yield Finding(words.joint_at(where, phase), angle, words.over(over), "deg", False)
    most = max(over for over, *_ in worst.values())
    yield _at_most(words.JOINTS_OVER, most, 0.5, "deg")


def _speed(sampled: SampledMotion, tempo: Mapping[str, float] | None) -> Iterator[Finding]:
    fastest = (0.0, "", 0.0)
    for (start, a), (end, b) in pairwise(zip(sampled.phases, sampled.poses, strict=True)):
        seconds = _seconds(sampled, (start + end) / 2.0, tempo) * (end - start)
        for bone in BONES:
            speed = angle_between(a.frame(bone), b.frame(bone)) / seconds
            fastest = max(fastest, (speed, bone, start))
    speed, bone, phase = fastest
    yield _at_most(words.fastest_turn(bone, phase), speed, 400.0, "deg/s")


def _seconds(sampled: SampledMotion, phase: float, tempo: Mapping[str, float] | None) -> float:
    """Seconds per unit of phase around `phase`."""
    for name, seconds in (tempo or {}).items():
        start = motion_phase(sampled.motion, name, 0.0, sampled.variant)
        end = motion_phase(sampled.motion, name, 1.0, sampled.variant)
        if start <= phase < end:
            return seconds / (end - start)
    return sampled.motion.seconds


def _limbs_apart(sampled: SampledMotion) -> Iterator[Finding]:
    deepest = max(
        (*depths(pose)[0], phase) for phase, pose in zip(sampled.phases, sampled.poses, strict=True)
    )
    depth, first, second, phase = deepest
    yield _at_most(words.inside_at(first, second, phase), depth * 1000, 10.0, "mm")


def _other_builds(sampled: SampledMotion) -> Iterator[Finding]:
    """What depends on girths, at every tenth phase, for the bodies that poses are not solved
    with."""
    samples = list(zip(sampled.phases, sampled.poses, strict=True))[::_SPARSE]
    for build in BUILDS:
        if build is LEAN:
            continue
        heights = [(lowest(pose, build) * 1000, phase) for phase, pose in samples]
        for (height, phase), name in (
            (min(heights), words.lowest_at), (max(heights), words.off_the_floor_at),
        ):  # fmt: skip
            yield Finding(
                words.of_build(build.name, name(phase)), height, words.BUILD_FLOOR_LIMIT, "mm",
                abs(height) <= _BUILD_FLOOR_MM,
            )  # fmt: skip
        depth, first, second, phase = max(
            (*depths(pose, build)[0], phase) for phase, pose in samples
        )
        name_of = words.of_build(build.name, words.inside_at(first, second, phase))
        yield _at_most(name_of, depth * 1000, _BUILD_INSIDE_MM, "mm")


def _mirror(sampled: SampledMotion) -> Iterator[Finding]:
    motion = sampled.motion
    if motion.side is None:
        return
    swapped = {"left": "right", "right": "left"}.get(sampled.variant or "", sampled.variant)
    worst = 0.0
    for phase, pose in list(zip(sampled.phases, sampled.poses, strict=True))[::10]:
        other = pose_at(motion, phase, motion.side.other, swapped)
        for joint in JOINTS:
            twin = joint.replace("left", "?").replace("right", "left").replace("?", "right")
            reflected = pose.joint(joint) * (1.0, -1.0, 1.0)
            worst = max(worst, float(np.linalg.norm(reflected - other.joint(twin))))
    yield _at_most(words.IS_MIRROR, worst * 1000, 1.0, "mm")
