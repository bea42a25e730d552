"""Pelvis, spine, neck and head from their channels."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from mobility_timer.figure.motion.model import Channels, Stance
from mobility_timer.figure.skeleton.bones import HEAD_AT, NECK_AT, SPINE, SPINE_SAMPLES
from mobility_timer.figure.skeleton.rotation import (
    IDENTITY,
    Array,
    about_x,
    about_y,
    about_z,
    vector,
)

STANCES: Final[dict[Stance, Array]] = {
    "stand": IDENTITY,
    "supine": np.column_stack(((0.0, 0.0, 1.0), (0.0, 1.0, 0.0), (-1.0, 0.0, 0.0))),
    "prone": np.column_stack(((0.0, 0.0, -1.0), (0.0, 1.0, 0.0), (1.0, 0.0, 0.0))),
    "side_right": np.column_stack(((0.0, -1.0, 0.0), (0.0, 0.0, 1.0), (-1.0, 0.0, 0.0))),
    "side_left": np.column_stack(((0.0, 1.0, 0.0), (0.0, 0.0, -1.0), (-1.0, 0.0, 0.0))),
}
"""The pelvis before its channels turn it; lying, the head is towards -X."""


def _smooth(low: float, high: float) -> Array:
    share = np.clip((SPINE_SAMPLES - low) / (high - low), 0.0, 1.0)
    return np.asarray(share * share * (3.0 - 2.0 * share))


# The frames from the pelvis up, first as the lower back bends them, then as the upper back does,
# then both halves of the neck: how much of the turn, flexion and side bend of its group each has.
_GROUPS: Final = ("lumbar", "chest", "neck")
_COUNT: Final = len(SPINE_SAMPLES)
_GROUP: Final = np.repeat((0, 1, 2), (_COUNT, _COUNT, 2))
_BACK: Final = np.concatenate([_smooth(0.02, 0.24), _smooth(0.16, 0.46)])
_SHARES: Final = np.radians(
    [[*_BACK, *neck] for neck in ((0.45, 0.55), (0.5, 0.5), (0.5, 0.5))],
)
_NECK_M: Final = vector(-0.012, 0.0, NECK_AT - SPINE)
_HEAD_M: Final = vector(0.012, 0.0, HEAD_AT - NECK_AT)
_GAPS: Final = np.diff(SPINE_SAMPLES)[:, None]


@dataclass(frozen=True, eq=False)
class Trunk:
    """Frames (3, 3) and origins (3,); the spine's samples as in `Pose`."""

    pelvis: Array
    origin: Array
    spine_frames: Array
    spine_points: Array
    neck: Array
    neck_origin: Array
    head: Array
    head_origin: Array

    @property
    def chest(self) -> Array:
        return np.asarray(self.spine_frames[-1])

    @property
    def shoulder_line(self) -> Array:
        return np.asarray(self.spine_points[-1])

    def moved(self, by: Array) -> Trunk:
        return replace(
            self,
            origin=self.origin + by,
            spine_points=self.spine_points + by,
            neck_origin=self.neck_origin + by,
            head_origin=self.head_origin + by,
        )


def pelvis_frame(channels: Channels, stance: Stance) -> Array:
    turned = about_z(channels.get("pelvis.yaw", 0.0)) @ STANCES[stance]
    tilted = turned @ about_y(channels.get("pelvis.tilt", 0.0))
    listed = tilted @ about_x(-channels.get("pelvis.list", 0.0))
    return np.asarray(listed @ about_z(channels.get("pelvis.turn", 0.0)))


def trunk(channels: Channels, pelvis: Array, origin: Array) -> Trunk:
    """The trunk above a pelvis whose frame and origin are known."""
    get = channels.get
    bends = [
        [get(f"{group}.{name}", 0.0) for group in _GROUPS] for name in ("turn", "flex", "side")
    ]
    turned = _bends(*np.array(bends)[:, _GROUP] * _SHARES)
    frames = pelvis @ turned[:_COUNT] @ turned[_COUNT:-2]
    up = frames[:, :, 2]
    points = np.empty((_COUNT, 3))
    points[0] = origin
    points[1:] = origin + np.cumsum((up[:-1] + up[1:]) * (0.5 * _GAPS), axis=0)
    chest = frames[-1]
    neck = chest @ turned[-2]
    neck_origin = points[-1] + chest @ _NECK_M
    head_origin = neck_origin + neck @ _HEAD_M
    return Trunk(pelvis, origin, frames, points, neck, neck_origin, neck @ turned[-1], head_origin)


def _bends(turn: Array, flex: Array, side: Array) -> Array:
    """Turn, flexion and side bend, radians (n,) -> (n, 3, 3)."""
    (cz, cy, cx), (sz, sy, sx) = (f((turn, flex, -side)) for f in (np.cos, np.sin))
    czsy, szsy = cz * sy, sz * sy
    result = np.empty((len(turn), 3, 3))
    result[:, 0, 0] = cz * cy
    result[:, 0, 1] = czsy * sx - sz * cx
    result[:, 0, 2] = czsy * cx + sz * sx
    result[:, 1, 0] = sz * cy
    result[:, 1, 1] = szsy * sx + cz * cx
    result[:, 1, 2] = szsy * cx - cz * sx
    result[:, 2, 0] = -sy
    result[:, 2, 1] = cy * sx
    result[:, 2, 2] = cy * cx
    return result
