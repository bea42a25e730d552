from __future__ import annotations

import numpy as np
import pytest

from mobility_timer.figure.body.mesh import body_of, posed_vertices
from mobility_timer.figure.skeleton.bones import rest_pose
from mobility_timer.figure.solving.draft import lowest_point, resting_parts


def test_what_cannot_rest_is_refused() -> None:
    with pytest.raises(ValueError, match="elbow_left"):
        resting_parts("elbow_left", "stand")


@pytest.mark.parametrize("part", ["pelvis", "chest", "head", "leg_left", "heel_right", "arm_left"])
@pytest.mark.parametrize("stance", ["supine", "side_right"])
def test_what_rests_lies_on_parts_of_the_body(part: str, stance: str) -> None:
    assert set(resting_parts(part, stance)) <= set(body_of().parts)


def test_the_lowest_point_of_the_feet_is_the_floor() -> None:
    assert lowest_point(rest_pose(), ("sole_left",))[2] == pytest.approx(0.0, abs=1e-3)


@pytest.mark.parametrize(
    "parts", [("leg_left", "shoe_left", "sole_left"), ("arm_left", "palm_left")]
)
def test_the_lowest_point_is_the_lowest_vertex(parts: tuple[str, ...]) -> None:
    pose = rest_pose()
    vertices = posed_vertices(pose, parts)
    np.testing.assert_array_equal(lowest_point(pose, parts), vertices[vertices[:, 2].argmin()])


def test_the_waist_is_no_part_of_the_chest() -> None:
    pose = rest_pose()
    whole = posed_vertices(pose, ("top",))[:, 2].min()
    assert lowest_point(pose, ("top",))[2] > whole + 0.1
