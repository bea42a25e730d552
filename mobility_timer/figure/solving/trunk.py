"""Pelvis, spine, neck and head from their channels."""

from __future__ import annotations

from dataclasses import dataclass
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


_LUMBAR: Final = np.radians(_smooth(0.02, 0.24))
_CHEST: Final = np.radians(_smooth(0.16, 0.46))
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


def pelvis_frame(channels: Channels, stance: Stance) -> Array:
    turned = about_z(channels.get("pelvis.yaw", 0.0)) @ STANCES[stance]
    tilted = turned @ about_y(channels.get("pelvis.tilt", 0.0))
    listed = tilted @ about_x(-channels.get("pelvis.list", 0.0))
    return np.asarray(listed @ about_z(channels.get("pelvis.turn", 0.0)))


def trunk(channels: Channels, pelvis: Array, origin: Array) -> Trunk:
    """The trunk above a pelvis whose frame and origin are known."""
    get = channels.get
    lower_back = _bends(
        *(get(f"lumbar.{name}", 0.0) * _LUMBAR for name in ("turn", "flex", "side"))
    )
    upper_back = _bends(*(get(f"chest.{name}", 0.0) * _CHEST for name in ("turn", "flex", "side")))
    frames = pelvis @ lower_back @ upper_back
    up = frames[:, :, 2]
    points = np.empty((len(SPINE_SAMPLES), 3))
    points[0] = origin
    points[1:] = origin + np.cumsum((up[:-1] + up[1:]) * (0.5 * _GAPS), axis=0)
    chest = frames[-1]
    neck_turn, neck_flex, neck_side = (
        get(f"neck.{name}", 0.0) for name in ("turn", "flex", "side")
    )
    lower = about_z(neck_turn * 0.45) @ about_y(neck_flex * 0.5) @ about_x(-neck_side * 0.5)
    upper = about_z(neck_turn * 0.55) @ about_y(neck_flex * 0.5) @ about_x(-neck_side * 0.5)
    neck = chest @ lower
    neck_origin = points[-1] + chest @ vector(-0.012, 0.0, NECK_AT - SPINE)
    head_origin = neck_origin + neck @ vector(0.012, 0.0, HEAD_AT - NECK_AT)
    return Trunk(
        pelvis, origin, frames, points, neck, neck_origin, np.asarray(neck @ upper), head_origin
    )


def _bends(turn: Array, flex: Array, side: Array) -> Array:
    """Turn, flexion and side bend along the spine, radians (n,) -> (n, 3, 3)."""
    cz, sz, cy, sy, cx, sx = (f(angle) for angle in (turn, flex, -side) for f in (np.cos, np.sin))
    result = np.empty((len(turn), 3, 3))
    result[:, 0, 0] = cz * cy
    result[:, 0, 1] = cz * sy * sx - sz * cx
    result[:, 0, 2] = cz * sy * cx + sz * sx
    result[:, 1, 0] = sz * cy
    result[:, 1, 1] = sz * sy * sx + cz * cx
    result[:, 1, 2] = sz * sy * cx - cz * sx
    result[:, 2, 0] = -sy
    result[:, 2, 1] = cy * sx
    result[:, 2, 2] = cy * cx
    return result
