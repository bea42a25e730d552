"""A motion as it is on the other side: its camera, its props, its parts by name."""

from __future__ import annotations

from mobility_timer.figure.motion.model import Camera, CloseUp, Motion
from mobility_timer.figure.motion.props import (
    Ball,
    Band,
    Chair,
    Cushion,
    Mat,
    Prop,
    Roller,
    Span,
    Step,
    Wall,
)
from mobility_timer.routine import Side


def camera_for(motion: Motion, side: Side | None) -> Camera:
    """The camera for a side; alternating drills keep one camera, so that it does not jump."""
    camera = motion.camera
    if motion.alternate or not motion.reflects(side):
        return camera
    x, y, z = camera.target
    return Camera(-camera.azimuth, camera.elevation, (x, -y, z), camera.span)


def close_up_for(motion: Motion, side: Side | None) -> CloseUp | None:
    """The close-up for a side, reflected where the figure is."""
    close = motion.close_up
    if close is None or not motion.reflects(side):
        return close
    return CloseUp(_twin(close.joint), -close.azimuth, close.elevation, close.span)


def props_for(motion: Motion, side: Side | None) -> tuple[Prop, ...]:
    """The props for a side, reflected where the figure is."""
    if motion.alternate or not motion.reflects(side):
        return motion.props
    return tuple(_mirrored_prop(prop) for prop in motion.props)


def part_for(motion: Motion, side: Side | None, part: str) -> str:
    """A part, muscle or joint named by the author, as it is called on `side`."""
    return _twin(part) if motion.reflects(side) else part


def _twin(part: str) -> str:
    """The same part on the other side."""
    if part.endswith("_left"):
        return part.removesuffix("_left") + "_right"
    if part.endswith("_right"):
        return part.removesuffix("_right") + "_left"
    return part


def _flip(span: Span) -> Span:
    return -span[1], -span[0]


def _mirrored_prop(prop: Prop) -> Prop:
    match prop:
        case Wall("x", at, start, end, height):
            return Wall("x", at, -end, -start, height)
        case Wall("y", at, start, end, height):
            return Wall("y", -at, start, end, height)
        case Mat(x, y):
            return Mat(x, _flip(y))
        case Chair((x, y), yaw):
            return Chair((x, -y), -yaw)
        case Step(x, y, height):
            return Step(x, _flip(y), height)
        case Cushion(x, y, height):
            return Cushion(x, _flip(y), height)
        case Roller((x, y), yaw, radius, length, under):
            return Roller((x, -y), -yaw, radius, length, under and _twin(under))
        case Ball((x, y), radius, under):
            return Ball((x, -y), radius, under and _twin(under))
        case Band(str(other), joint):
            return Band(_twin(other), _twin(joint))
        case Band((x, y, z), joint):
            return Band((x, -y, z), _twin(joint))
    raise AssertionError(prop)
