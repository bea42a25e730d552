"""Lofts that ride on one bone: head and hands keep their shape while the body moves, so that
their vertices need not be found anew in each pose."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final, TypeAlias

import numpy as np

from mobility_timer.figure.skeleton.blending import Rings
from mobility_timer.figure.skeleton.bones import INDEX, HandShape, Pose, rest_pose
from mobility_timer.figure.skeleton.rotation import Array
from mobility_timer.figure.solving.fingers import DIGITS, digit

_DIGITS: Final = {name if name == "thumb" else f"finger_{name}": name for name in DIGITS}
HAND_RIGS: Final = ("hand", *_DIGITS)
Shape: TypeAlias = HandShape | None
"""What the shape of a loft depends on beside its bone: a hand's, or nothing."""

_AT_REST: Final = rest_pose()


def _on_head(_pose: Pose, _side: str) -> tuple[str, Shape]:
    return "head", None


def _on_hand(pose: Pose, side: str) -> tuple[str, Shape]:
    return f"hand_{side}", pose.hand(side)


def _head(pose: Pose, _: str, stations: Array) -> Rings:
    frame = pose.frame("head")
    origins = pose.origin("head") + stations[:, None] * frame[:, 2]
    return np.broadcast_to(frame, (len(stations), 3, 3)), origins


def _hand(pose: Pose, side: str, stations: Array) -> Rings:
    frame = pose.frame(f"hand_{side}")
    origins = pose.origin(f"hand_{side}") + stations[:, None] * frame[:, 2]
    return np.broadcast_to(frame, (len(stations), 3, 3)), origins


RIGS: Final[Mapping[str, Callable[[Pose, str, Array], Rings]]] = MappingProxyType(
    {
        "head": _head,
        "hand": _hand,
        **{rig: digit(name) for rig, name in _DIGITS.items()},
    }
)
"""From a pose, "left", "right" or "" and the stations (n,) of a loft to its rings."""

_RIDES: Final[Mapping[str, Callable[[Pose, str], tuple[str, Shape]]]] = MappingProxyType(
    {
        "head": _on_head,
        **dict.fromkeys(HAND_RIGS, _on_hand),
    }
)


def rides_with(rig: str, side: int) -> tuple[object, int] | None:
    """The same for all lofts that ride on the same bone, None where that is more than one."""
    rides = _RIDES.get(rig)
    return rides and (rides, 0 if rides is _on_head else side)


def ridden(rig: str, pose: Pose, side: str) -> tuple[str, Shape]:
    """The bone that a rig's lofts ride on and their shape in a pose; KeyError where they ride on
    more than one."""
    return _RIDES[rig](pose, side)


def at_home(bone: str, shape: Shape) -> Pose:
    """A pose in which a bone's frame is the world's, and what rides on it has a shape."""
    rest = _AT_REST
    frames, origins = rest.frames.copy(), rest.origins - rest.origin(bone)
    frames[INDEX[bone]] = np.eye(3)
    hands = rest.hands if shape is None else (shape, shape)
    return replace(rest, frames=frames, origins=origins, hands=hands)
