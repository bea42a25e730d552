"""Where a hand is when it touches something: wrist and frame from the surface."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np

from mobility_timer.figure.motion.model import Channels, Contact
from mobility_timer.figure.motion.props import Wall
from mobility_timer.figure.skeleton.bones import FLAT, PALM, RELAXED, HandShape
from mobility_timer.figure.skeleton.rotation import Array, across, frame_about, unit, vector
from mobility_timer.figure.solving.limbs import OUT, Arm

PALM_DEPTH: Final = 0.019
"""From the hand's middle plane to the skin of the palm."""

_HIP_SAMPLE: Final = 4


class Body(Protocol):
    """What is known of the body when the hands are placed."""

    def frame(self, bone: str) -> Array: ...

    def origin(self, bone: str) -> Array: ...

    @property
    def spine_frames(self) -> Array: ...

    @property
    def spine_points(self) -> Array: ...


@dataclass(frozen=True, eq=False)
class HandPlace:
    wrist: Array
    hand: Array


def hand_frame(fingers: Array, palm: Array, out: float) -> Array:
    """The frame of a hand whose fingers and palm face these ways."""
    up = -unit(fingers)
    y = unit(across(palm, up)) * -out
    return frame_about(y, up)


def _touching(point: Array, fingers: Array, palm: Array, out: float) -> HandPlace:
    """The hand whose palm lies on `point`."""
    frame = hand_frame(fingers, palm, out)
    facing = frame[:, 1] * -out
    return HandPlace(point - facing * PALM_DEPTH - frame @ PALM, frame)


def hand_place(
    contact: Contact, channels: Channels, side: str, body: Body, wall: Wall | None
) -> HandPlace:
    """The wrist (3,) and the hand's frame for a palm's contact."""
    out = OUT[side]
    spot = vector(*(channels.get(f"hand_{side}.{axis}", 0.0) for axis in "xyz"))
    match contact.on:
        case "wall":
            return _on_wall(contact, spot, out, wall)
        case "floor":
            fingers = _given(contact.fingers, (1.0, 0.0, 0.0))
            return _touching(spot * vector(1.0, 1.0, 0.0), fingers, vector(0.0, 0.0, -1.0), out)
        case "chair" | "roller" | "ball" | "step":
            fingers = _given(contact.fingers, (1.0, 0.0, 0.0))
            return _touching(spot, fingers, _given(contact.palm, (0.0, 0.0, -1.0)), out)
        case "head":
            wrist = _given(contact.at, (-0.075, out * 0.112, 0.060))
            return HandPlace(body.origin("head") + body.frame("head") @ wrist, body.frame("head"))
        case "hip_left" | "hip_right":
            return _on_bone(
                np.asarray(body.spine_frames[_HIP_SAMPLE]),
                np.asarray(body.spine_points[_HIP_SAMPLE]),
                out,
                HandPlace(
                    _given(contact.at, (0.020, out * 0.160, -0.010)),
                    hand_frame(
                        _given(contact.fingers, (0.62, -out * 0.35, -0.55)),
                        _given(contact.palm, (0.0, -out, -0.10)),
                        out,
                    ),
                ),
            )
        case bone:
            return _on_bone(
                body.frame(bone),
                body.origin(bone),
                out,
                HandPlace(
                    _given(contact.at, (0.0, 0.0, 0.0)),
                    hand_frame(
                        _given(contact.fingers, (0.0, -out, 0.0)),
                        _given(contact.palm, (-1.0, 0.0, 0.0)),
                        out,
                    ),
                ),
            )


def cradling(arm: Arm, head: Array, origin: Array, side: str) -> Array:
    """The frame of a hand that goes on from its forearm and lies along the head."""
    middle = origin + head @ vector(0.0, 0.0, 0.075)
    inward = unit(middle - arm.wrist)
    fingers = -arm.fore[:, 2]
    into = float(fingers @ inward)
    return hand_frame(fingers + inward * (min(max(into, 0.2), 0.4) - into), inward, OUT[side])


def _given(given: tuple[float, float, float] | None, usual: tuple[float, float, float]) -> Array:
    return vector(*(given or usual))


def _on_wall(contact: Contact, spot: Array, out: float, wall: Wall | None) -> HandPlace:
    if wall is None:
        raise ValueError(f"{contact.part} is on a wall, but the motion has no wall")
    fingers = _given(contact.fingers, (0.0, 0.0, 1.0))
    axis = 0 if wall.axis == "x" else 1
    facing = np.zeros(3)
    facing[axis] = 1.0 if wall.at > 0 else -1.0
    spot[axis] = wall.at
    return _touching(spot, fingers, facing, out)


def _on_bone(frame: Array, origin: Array, out: float, local: HandPlace) -> HandPlace:
    """The palm on a point of a bone; `local` is that point and the hand, in the bone's frame."""
    hand = frame @ local.hand
    facing = hand[:, 1] * -out
    return HandPlace(origin + frame @ local.wrist - facing * PALM_DEPTH - hand @ PALM, hand)


_SHAPES: Final = {
    "wall": FLAT,
    "floor": FLAT,
    "head": HandShape("flat", 0.15),
    "hip_left": RELAXED,
    "hip_right": RELAXED,
}


def hand_shape(contact: Contact | None, curl: float | None) -> HandShape:
    """What the fingers do in a contact, or in none."""
    if contact is None:
        return RELAXED if curl is None else HandShape("relaxed", curl)
    usual = _SHAPES.get(contact.on, HandShape("grip", 0.45))
    kind = contact.shape or usual.kind
    if curl is not None:
        return HandShape(kind, curl)
    if kind == usual.kind:
        return usual
    return {"flat": FLAT, "relaxed": RELAXED, "grip": HandShape("grip", 0.6)}[kind]
