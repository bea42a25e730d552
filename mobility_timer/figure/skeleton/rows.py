"""A pose as one row of numbers."""

from __future__ import annotations

from typing import Final, get_args

import numpy as np

from mobility_timer.figure.skeleton.bones import BONES, SPINE_SAMPLES, HandKind, HandShape, Pose
from mobility_timer.figure.skeleton.rotation import Array

_KINDS: Final[tuple[HandKind, ...]] = get_args(HandKind)
_FRAMES: Final = len(BONES) + len(SPINE_SAMPLES)
_POINTS_FROM: Final = 9 * _FRAMES
_HANDS_FROM: Final = 12 * _FRAMES
ROW_NUMBERS: Final = _HANDS_FROM + 5


def row_of(pose: Pose) -> Array:
    """The frames of bones and spine, their places, kind and curl of each hand, and the breath
    (`ROW_NUMBERS`,). How the hair sways is no part of it."""
    hands = [number for hand in pose.hands for number in (_KINDS.index(hand.kind), hand.curl)]
    parts = pose.frames, pose.spine_frames, pose.origins, pose.spine_points
    return np.concatenate([*(each.reshape(-1) for each in parts), hands, [pose.breath]])


def pose_of(row: Array) -> Pose:
    """The pose of a row, whose memory it shares. Raises ValueError for a hand of no known kind."""
    frames = row[:_POINTS_FROM].reshape(_FRAMES, 3, 3)
    places = row[_POINTS_FROM:_HANDS_FROM].reshape(_FRAMES, 3)
    left, left_curl, right, right_curl, breath = row[_HANDS_FROM:].tolist()
    bones = len(BONES)
    hands = HandShape(_kind(left), left_curl), HandShape(_kind(right), right_curl)
    return Pose(frames[:bones], places[:bones], frames[bones:], places[bones:], hands, breath)


def _kind(number: float) -> HandKind:
    if number not in range(len(_KINDS)):
        raise ValueError(f"no kind of hand: {number}")
    return _KINDS[int(number)]
