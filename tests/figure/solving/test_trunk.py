from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility_timer.figure.skeleton.bones import SPINE
from mobility_timer.figure.skeleton.rotation import IDENTITY, vector
from mobility_timer.figure.solving.trunk import STANCES, pelvis_frame, trunk

ORIGIN = vector(0.0, 0.0, 1.0)
bend = st.floats(-40.0, 40.0)


@given(bend, bend, bend)
def test_the_spine_keeps_about_its_length(flex: float, side: float, turn: float) -> None:
    body = trunk({"lumbar.flex": flex, "chest.side": side, "chest.turn": turn}, IDENTITY, ORIGIN)
    length = np.linalg.norm(np.diff(body.spine_points, axis=0), axis=1).sum()
    assert SPINE * 0.985 < length <= SPINE + 1e-9


@pytest.mark.parametrize(
    ("channel", "axis", "sign"),
    [("lumbar.flex", 0, 1), ("lumbar.side", 1, 1), ("chest.flex", 0, 1), ("chest.side", 1, 1)],
)
def test_bends_go_forward_and_to_the_left(channel: str, axis: int, sign: int) -> None:
    body = trunk({channel: 20.0}, IDENTITY, ORIGIN)
    assert sign * body.shoulder_line[axis] > 0.01


@pytest.mark.parametrize("channel", ["lumbar.turn", "chest.turn"])
def test_a_turn_goes_to_the_left(channel: str) -> None:
    assert trunk({channel: 20.0}, IDENTITY, ORIGIN).chest[1, 0] > 0.3


@pytest.mark.parametrize(
    ("channel", "column", "row"),
    [("pelvis.yaw", 0, 1), ("pelvis.tilt", 2, 0), ("pelvis.list", 2, 1), ("pelvis.turn", 0, 1)],
)
def test_the_pelvis_turns_as_its_channels_say(channel: str, column: int, row: int) -> None:
    assert pelvis_frame({channel: 20.0}, "stand")[row, column] > 0.3


def test_every_stance_is_a_right_handed_frame() -> None:
    for frame in STANCES.values():
        assert np.allclose(frame.T @ frame, IDENTITY)
        assert np.linalg.det(frame) == pytest.approx(1.0)
    assert STANCES["supine"][2, 0] == 1.0
    assert STANCES["side_right"][2, 1] == 1.0
