"""Whether the picture shows the point of a drill: the part that its motion names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mobility_timer.drawing.raster.projection import Projection
from mobility_timer.drawing.scene.close_up import near_camera
from mobility_timer.drawing.scene.framing import framed
from mobility_timer.figure import (
    BUILDS,
    BodyMesh,
    Finding,
    Motion,
    Pose,
    body_of,
    camera_for,
    motion_phase,
    part_for,
    pose_at,
    props_for,
)
from mobility_timer.routine import Side
from mobility_timer.words import findings as words

_SIZE: Final = 480
_PHASES: Final = 24
_REACH_M: Final = 0.10
"""What lies so near to a joint is taken to be the part."""
_HIP_REACH_M: Final = 0.17
"""A hip lies deep in the body."""
_SKIN_M: Final = 0.03
_CELL: Final = 6
_FACES: Final = 0.15
_SEEN: Final = 2 / 3
_MOVES: Final = 0.10
_FILLS: Final = 0.60
"""How much of the picture's height a figure takes, where it takes most."""
_LINE_OF_SIGHT_DEG: Final = 30.0
_FAR_M: Final = 0.15


def check_view(motion: Motion) -> tuple[Finding, ...]:
    """What must be seen of a motion, in its own picture, for each variant and on the body of each
    coach; nothing where it names no part."""
    if motion.shows is None:
        return ()
    found: list[Finding] = []
    for variant in motion.variants or (None,):
        findings = _findings(motion, motion.side, variant)
        found += findings if variant is None else (f.of_variant(variant) for f in findings)
    return tuple(found)


def _findings(motion: Motion, side: Side | None, variant: str | None) -> Iterator[Finding]:
    part = part_for(motion, side, motion.shows or "")
    phases = [i / _PHASES for i in range(_PHASES + 1)]
    poses = [pose_at(motion, phase, side, variant) for phase in phases]
    places = np.array([pose.joint(part) for pose in poses])
    projection = _projection(motion, side, variant, part, places)
    seen = projection.project(places)[:, :2]
    a, b = _farthest(places)
    span = max(float(np.linalg.norm(seen - seen[i], axis=1).max()) for i in range(len(seen)))
    moved = span / _SIZE
    yield Finding(
        words.moves_across(part), 100 * moved, words.at_least(100 * _MOVES, "%"), "%",
        moved >= _MOVES,
    )  # fmt: skip
    fills = max(_height(motion, side, poses[i]) for i in (a, b))
    yield Finding(words.FILLS, 100 * fills, words.at_least(100 * _FILLS, "%"), "%", fills >= _FILLS)
    off, name = min(_off_the_line(motion, variant, side, part, projection, (places[a], places[b])))
    yield Finding(
        words.off_the_line_of_sight(part, name), off, words.at_least(_LINE_OF_SIGHT_DEG, "deg"),
        "deg", off >= _LINE_OF_SIGHT_DEG,
    )  # fmt: skip
    least = min(
        (_visible(poses[i], part, projection, body_of(build)), phases[i])
        for i in (a, b)
        for build in BUILDS
    )
    yield Finding(
        words.is_seen_at(part, least[1]), 100 * least[0],
        words.at_least(round(100 * _SEEN), "%"), "%", least[0] >= _SEEN,
    )  # fmt: skip


def _projection(
    motion: Motion,
    side: Side | None,
    variant: str | None,
    part: str,
    places: NDArray[np.float64],
) -> Projection:
    """The close-up's, where the part is on its card, else the picture's own."""
    rests = side is not None and part.endswith(f"_{side.other.value}")
    near = None if rests else near_camera(motion, side, variant)
    if near is not None:
        card = Projection(near, _SIZE, _SIZE)
        seen = card.project(places)[:, :2]
        if seen.min() >= 0.0 and seen.max() <= _SIZE:
            return card
    return _whole(motion, side)


def _whole(motion: Motion, side: Side | None) -> Projection:
    """The picture's own, without a close-up."""
    camera = framed(camera_for(motion, side), props_for(motion, side), _SIZE, _SIZE)
    return Projection(camera, _SIZE, _SIZE)


def _height(motion: Motion, side: Side | None, pose: Pose) -> float:
    """The share of the picture's height that the figure takes."""
    rows = _whole(motion, side).project(body_of(BUILDS[0]).mesh(pose).vertices)[:, 1]
    return float(rows.max() - rows.min()) / _SIZE


def _off_the_line(
    motion: Motion,
    variant: str | None,
    side: Side | None,
    part: str,
    projection: Projection,
    ends: tuple[NDArray[np.float64], NDArray[np.float64]],
) -> Iterator[tuple[float, str]]:
    """By how many degrees the part moves off the line of sight: between its two far ends, and in
    each named phase in which it goes far."""
    lens = np.asarray(projection.axes[2], float)
    ways = [(ends[1] - ends[0], "")]
    for name in motion.phases:
        start, end = (
            pose_at(motion, motion_phase(motion, name, share, variant), side, variant).joint(part)
            for share in (0.0, 1.0)
        )
        ways.append((end - start, name))
    for way, name in ways:
        far = float(np.linalg.norm(way))
        if far >= _FAR_M or not name:
            share = abs(float(way @ lens)) / max(far, 1e-9)
            yield float(np.degrees(np.arccos(min(share, 1.0)))), name


def _farthest(places: NDArray[np.float64]) -> tuple[int, int]:
    """The two phases between which the part goes farthest: those that matter."""
    gaps = np.linalg.norm(places[:, None] - places[None], axis=2)
    a, b = np.unravel_index(int(gaps.argmax()), gaps.shape)
    return int(a), int(b)


def _visible(pose: Pose, part: str, projection: Projection, body: BodyMesh) -> float:
    """The share of a part's cells that nothing hides, as far as it faces the lens. In each cell
    its foremost layer counts: skin under cloth is not hidden by the cloth over it."""
    mesh = body.mesh(pose)
    seen = projection.project(mesh.vertices)
    reach = _HIP_REACH_M if part.startswith("hip") else _REACH_M
    near = np.linalg.norm(mesh.vertices - pose.joint(part), axis=1) < reach
    near &= mesh.normals @ np.asarray(projection.axes[2], float) > _FACES
    whole = _covered(seen, body.triangles)
    own = _covered(seen, body.triangles[near[body.triangles].all(axis=1)])
    there = own > -np.inf
    return float((whole[there] <= own[there] + _SKIN_M).mean()) if there.any() else 0.0


def _covered(seen: NDArray[np.floating], triangles: NDArray[np.int32]) -> NDArray[np.floating]:
    """How near (metres towards the lens) the triangles come in each cell of the picture."""
    cells = np.full((_SIZE // _CELL + 1, _SIZE // _CELL + 1), -np.inf)
    corners = seen[triangles]
    sides = [(corners[:, i] + corners[:, (i + 1) % 3]) / 2 for i in range(3)]
    points = np.concatenate([corners.reshape(-1, 3), corners.mean(axis=1), *sides])
    rows, columns = (
        np.clip(points[:, i] // _CELL, 0, cells.shape[0] - 1).astype(int) for i in (1, 0)
    )
    np.maximum.at(cells, (rows, columns), points[:, 2])
    return cells
