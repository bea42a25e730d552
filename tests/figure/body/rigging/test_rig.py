from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from mobility_timer.figure.body.rigging.rig import PATHS, Rig
from mobility_timer.figure.skeleton.blending import Floats, blend
from mobility_timer.figure.skeleton.bones import INDEX, rest_pose
from mobility_timer.figure.skeleton.rotation import about_y, about_z

STATIONS = np.linspace(0.0, 0.1, 6)


def neck(turn: Floats) -> Floats:
    """The frames of the neck's rings while the head is turned on it."""
    rest = rest_pose()
    frames = rest.frames.copy()
    frames[INDEX["head"]] = frames[INDEX["neck"]] @ turn
    found, _ = Rig([PATHS["neck"](STATIONS, "")]).rings(replace(rest, frames=frames))
    return found


@pytest.mark.parametrize("turn", [about_y(40.0), about_z(-110.0), about_z(0.0), about_z(1e-6)])
def test_rings_turn_evenly_from_one_bone_to_the_next(turn: Floats) -> None:
    (path,) = PATHS["neck"](STATIONS, "").turns
    start = rest_pose().frame("neck")
    np.testing.assert_allclose(neck(turn), blend(start, start @ turn, path.shares), atol=1e-7)


def test_half_a_turn_is_as_one_a_little_less() -> None:
    np.testing.assert_allclose(neck(about_z(180.0)), neck(about_z(179.99)), atol=1e-3)
