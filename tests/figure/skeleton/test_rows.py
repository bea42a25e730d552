from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from mobility_timer.figure.skeleton.bones import HandShape, rest_pose
from mobility_timer.figure.skeleton.rows import ROW_NUMBERS, pose_of, row_of


def test_a_pose_comes_back_from_its_row() -> None:
    hands = HandShape("flat", 0.0), HandShape("grip", 0.75)
    pose = replace(rest_pose(), hands=hands, breath=0.5)
    row = row_of(pose)
    assert row.shape == (ROW_NUMBERS,)
    again = pose_of(row)
    for name in ("frames", "origins", "spine_frames", "spine_points"):
        assert np.array_equal(getattr(again, name), getattr(pose, name)), name
    assert (again.hands, again.breath, again.sway) == (hands, 0.5, None)


@pytest.mark.parametrize("kind", [-1.0, 0.5, 3.0])
def test_a_hand_of_no_known_kind_is_refused(kind: float) -> None:
    row = row_of(rest_pose())
    row[-5] = kind
    with pytest.raises(ValueError, match="hand"):
        pose_of(row)
