from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from mobility_timer.drawing.palette import LIGHT
from mobility_timer.drawing.raster.bodies import Casts, DrawnBody, Seen
from mobility_timer.drawing.raster.kernel.machine import KernelMemory, machine
from mobility_timer.drawing.raster.projection import Projection
from mobility_timer.drawing.raster.rasteriser import Layer, Surface, memory_for
from mobility_timer.drawing.raster.shading import light_of_body, light_on, tones
from mobility_timer.figure import BUILDS, Build, Camera, Pose, body_of
from mobility_timer.figure.skeleton.bones import (
    BALL,
    FLAT,
    INDEX,
    SIDES,
    HandShape,
    rest_pose,
)
from mobility_timer.figure.skeleton.rotation import about_x, about_y, about_z

LENS = Projection(Camera(-30.0, 10.0, (0.0, 0.0, 0.9), 2.2), 300, 320)
SIZE = LENS.width, LENS.height
BODIES = {build.name: DrawnBody(body_of(build)) for build in BUILDS}


def bowed() -> Pose:
    rest = rest_pose()
    frames = rest.frames.copy()
    for bone, turn in (("head", about_y(30.0)), ("upper_arm_left", about_x(60.0))):
        frames[INDEX[bone]] = frames[INDEX[bone]] @ turn
    return replace(rest, frames=frames, sway=np.array((0.01, -0.004, 0.006)))


def curved() -> Pose:
    rest = rest_pose()
    frames = np.array([about_y(3.0 * i) @ about_z(2.0 * i) for i in range(len(rest.spine_frames))])
    return replace(rest, spine_frames=frames, spine_points=rest.spine_points + frames[:, :, 0])


def room_for(body: DrawnBody) -> Any:
    return machine().memory(memory_for(*SIZE, 2 * body.size), body.tables)


@pytest.mark.parametrize("build", BUILDS, ids=lambda build: build.name)
def test_it_is_placed_as_its_mesh(build: Build) -> None:
    body, mesh = BODIES[build.name], body_of(build).mesh(bowed())
    with room_for(body) as memory:
        placed = seen_in(memory, body)
        found = memory.found(placed.vertices, (3, placed.count), np.float32)
        np.testing.assert_allclose(found.T, mesh.vertices, atol=1e-6)
        np.testing.assert_allclose(
            memory.found(placed.middle, (3,), np.float32),
            mesh.vertices.mean(axis=0, dtype=float),
            atol=1e-6,
        )


def posed(**turns: NDArray[Any]) -> Pose:
    """At rest but for turns of bones on themselves, the toes still at their ball."""
    rest = rest_pose()
    frames, origins = rest.frames.copy(), rest.origins.copy()
    for bone, turn in turns.items():
        frames[INDEX[bone]] = frames[INDEX[bone]] @ turn
    for side in SIDES:
        foot, toes = INDEX[f"foot_{side}"], INDEX[f"toes_{side}"]
        origins[toes] = origins[foot] + frames[foot] @ BALL
    return replace(rest, frames=frames, origins=origins)


BENT = {
    "at rest": rest_pose(),
    "the neck turned": posed(head=about_z(70.0), neck=about_x(15.0)),
    "on the toes": posed(
        foot_left=about_y(40.0), toes_left=about_y(-5.0), foot_right=about_x(20.0)
    ),
    "hands turned": posed(hand_left=about_z(120.0), hand_right=about_z(-150.0) @ about_x(30.0)),
    "limbs turned over": posed(shin_left=about_y(180.0), forearm_right=about_y(179.999)),
    "an arm up": posed(upper_arm_left=about_x(170.0), upper_arm_right=about_x(172.0)),
    "hands closed": replace(rest_pose(), hands=(HandShape("grip", 0.8), FLAT)),
    "curved": curved(),
}


@pytest.mark.parametrize("pose", BENT.values(), ids=BENT)
@pytest.mark.parametrize("build", BUILDS, ids=lambda build: build.name)
def test_it_follows_its_bones_as_its_mesh_does(build: Build, pose: Pose) -> None:
    body, mesh = BODIES[build.name], body_of(build)
    with room_for(body) as memory:
        placed = body.seen(pose, LENS, memory)
        found = memory.found(placed.vertices, (3, placed.count), np.float32)
        np.testing.assert_allclose(found.T, mesh.vertices(pose), atol=5e-6)


def points_of(seen: Seen) -> NDArray[Any]:
    """Where each vertex is in the picture, and its light (n, 4)."""
    return seen.memory.found(seen.points, (seen.count, 4), np.float32)


def seen_in(memory: KernelMemory, body: DrawnBody, **options: Any) -> Seen:
    return body.seen(bowed(), LENS, memory, **options)


@pytest.mark.parametrize("build", BUILDS, ids=lambda build: build.name)
def test_a_lens_sees_it_as_it_sees_its_mesh(build: Build) -> None:
    body, mesh = BODIES[build.name], body_of(build)
    posed = mesh.mesh(bowed())
    share, more = light_of_body(mesh).T
    light = light_on(posed.normals, LENS.axes) * share + more
    with room_for(body) as memory:
        seen = seen_in(memory, body)
        points = points_of(seen)
        np.testing.assert_allclose(points[:, :3], LENS.project(posed.vertices), atol=1e-3)
        off = np.abs(points[:, 3] - ((light + 1.0) * 127.5 - 0.5))
        assert np.percentile(off, 99) < 0.5
        ends = [reach(points[:, :2], axis=0) for reach in (np.min, np.max)]
        np.testing.assert_allclose(seen.bounds(), np.concatenate(ends))


def test_its_shadow_on_the_floor_is_within_its_bounds() -> None:
    body = BODIES["lean"]
    with room_for(body) as memory:
        bare = seen_in(memory, body).bounds().copy()
        cast = seen_in(memory, body, casts=Casts(0.75, (-3.0, 0.0))).bounds().copy()
        none = seen_in(memory, body, casts=Casts(-1.0, (-3.0, 0.0))).bounds().copy()
    assert (cast[:2] <= bare[:2]).all()
    assert (cast[2:] >= bare[2:]).all()
    assert np.abs(cast - bare).max() > 20.0
    np.testing.assert_array_equal(none, bare)


def test_only_what_is_near_a_place_is_shown() -> None:
    body, mesh = BODIES["lean"], body_of()
    ankle = bowed().joint("ankle_left")
    near = np.linalg.norm(mesh.vertices(bowed()) - ankle, axis=1) < 0.15
    near[mesh.parts["sole_left"]] = False
    with room_for(body) as memory:
        seen = seen_in(memory, body, within=(ankle, 0.15), hidden=("sole_left",))
        shown = ~np.isnan(points_of(seen)[:, 0])
    assert near.any()
    assert (shown == near).mean() > 0.999


def test_a_part_whose_rings_are_far_away_reaches_no_place_that_is_shown() -> None:
    """The kernel passes over a part whose rings are all 0.3 m farther away than what is shown."""
    for build in BUILDS:
        for loft in body_of(build).lofts.values():
            assert np.linalg.norm(loft.outlines, axis=2).max() < 0.27, loft.name


def test_of_what_is_far_away_nothing_is_drawn_and_of_what_is_near_all() -> None:
    body, ankle = BODIES["lean"], bowed().joint("ankle_left")
    with room_for(body) as memory:
        seen = seen_in(memory, body, within=(ankle, 0.15))
        points = points_of(seen).copy()
        hidden = bytes(memory.whole(seen.hidden or 0, len(body_of().lofts)))
    away = dict(zip(body_of().parts, hidden, strict=True))
    shown = {name for name in away if not away[name]}
    assert shown >= {"shoe_left", "leg_left"}
    assert not shown & {"head", "palm_left"}
    for name, part in body_of().parts.items():
        assert np.isnan(points[part, 0]).all() >= away[name], name

    def picture(**options: Any) -> NDArray[Any]:
        with room_for(body) as memory:
            seen = seen_in(memory, body, **options)
            layer = Layer.clear(SIZE, colours(), memory)
            body.draw(seen, layer, (0, 0), None)
            return layer.finished(0, 1).pixels().copy()

    whole, near = picture(), picture(within=(ankle, 5.0))
    np.testing.assert_array_equal(near, whole)
    assert 0 < (picture(within=(ankle, 0.15)) != 0).mean() < 0.3 * (whole != 0).mean()


def drawn(body: DrawnBody, glow: NDArray[Any] | None = None) -> NDArray[Any]:
    with room_for(body) as memory:
        seen = seen_in(memory, body)
        layer = Layer.clear(SIZE, colours(), memory)
        body.draw(seen, layer, (0, 0), glow)
        return layer.finished(1, 1).pixels().copy().view(np.uint8).reshape(*SIZE[::-1], 4)


def colours() -> Any:
    return tones(np.linspace(0.0, 1.0, 3 * 19, dtype=np.float32).reshape(-1, 3), LIGHT)


@pytest.mark.parametrize("build", BUILDS, ids=lambda build: build.name)
def test_it_is_drawn_as_its_triangles_but_for_those_that_others_hide(build: Build) -> None:
    body, mesh = BODIES[build.name], body_of(build)
    left_out = np.concatenate([loft.regions for loft in mesh.lofts.values()]) != body.tints
    assert left_out.sum() > 30
    with room_for(body) as memory:
        seen = seen_in(memory, body)
        points = points_of(seen).copy()
    light = (points[:, 3] + 0.5) / 127.5 - 1.0
    surface = Surface(points[:, :3], mesh.triangles, mesh.regions[mesh.triangles[:, 0]], light)
    with room_for(body) as memory:
        layer = Layer.clear(SIZE, colours(), memory)
        layer.draw(surface)
        expected = layer.finished(1, 1).pixels().copy().view(np.uint8).reshape(*SIZE[::-1], 4)
    found = drawn(body)
    assert (found[..., 3] > 0).mean() > 0.05
    assert (np.abs(found.astype(int) - expected).max(axis=2) > 2).mean() < 2e-4


def test_it_glows_where_it_is_told_to() -> None:
    body = BODIES["lean"]
    warm = np.zeros(body.size, np.float32)
    warm[body_of().parts["top"]] = 1.0
    hot, cold = (drawn(body, each).astype(int) for each in (warm, np.zeros_like(warm)))
    changed = np.abs(hot - cold).max(axis=2) > 20
    rows = np.flatnonzero(changed.any(axis=1))
    assert changed.mean() > 0.005
    assert rows.max() < LENS.project(np.array([(0.0, 0.0, 0.8)]))[0, 1]
    np.testing.assert_array_equal(drawn(body), drawn(body, np.zeros_like(warm)))


def test_its_tables_are_kept_until_the_machine_rests() -> None:
    bodies = list(BODIES.values())[:2]
    first = [drawn(body) for body in bodies]
    with room_for(bodies[0]) as memory:
        kept = memory.tables
    with room_for(bodies[1]) as memory:
        assert not set(memory.tables) & set(kept)
    with room_for(bodies[0]) as memory:
        assert memory.tables == kept
    machine().rest()
    for body, picture in zip(bodies, first, strict=True):
        np.testing.assert_array_equal(drawn(body), picture)
