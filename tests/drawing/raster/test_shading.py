from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from mobility_timer.drawing.palette import LIGHT
from mobility_timer.drawing.raster.projection import Projection
from mobility_timer.drawing.raster.shading import light_of_body, light_on, tones
from mobility_timer.figure import BodyMesh, Camera, body_of
from mobility_timer.figure.skeleton.bones import rest_pose


def lit_body(body: BodyMesh, normals: NDArray[Any], axes: NDArray[Any]) -> NDArray[Any]:
    share, more = light_of_body(body).T
    return light_on(normals, axes) * share + more


def test_two_tones_the_lit_one_lighter() -> None:
    plain = tones(np.array([(0.5, 0.4, 0.3)], np.float32), LIGHT).plain.view(np.uint8)
    brightness = plain.reshape(256, 4)[:, :3].astype(int).sum(axis=1)
    assert (np.diff(brightness) >= 0).all()
    dark, lit = brightness[:128], brightness[160:]
    assert dark.max() - dark.min() < 12
    assert lit.min() > 1.25 * dark.max()


def test_a_face_turned_aside_has_no_shadow_across_it() -> None:
    body = body_of()
    mesh = body.mesh(rest_pose())
    axes = Projection(Camera(-60.0, 8.0, (0.0, 0.0, 0.9), 2.0), 480, 480).axes
    plain, lit = light_on(mesh.normals, axes), lit_body(body, mesh.normals, axes)
    facing = (mesh.normals @ axes[2] > 0.1)[body.face]
    dark, left = ((light[body.face][facing] < 0.06).mean() for light in (plain, lit))
    assert dark > 0.1
    assert left < 0.03


def test_the_throat_is_in_the_shade_of_the_chin() -> None:
    body = body_of()
    mesh = body.mesh(rest_pose())
    axes = Projection(Camera(0.0, 0.0, (0.0, 0.0, 0.9), 2.0), 480, 480).axes
    throat = lit_body(body, mesh.normals, axes)[body.under_chin]
    assert throat.mean() < 0.06 < light_on(mesh.normals, axes)[body.under_chin].mean()
