"""The things a motion is done with or at: wall, mat, chair, step, roller, ball, band, cushion.

Places are metres of the scene, angles degrees.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Span: TypeAlias = tuple[float, float]


@dataclass(frozen=True)
class Wall:
    """An upright wall across `axis` at `at`, from `start` to `end` along the other axis."""

    axis: Literal["x", "y"]
    at: float
    start: float
    end: float
    height: float


@dataclass(frozen=True)
class Mat:
    x: Span
    y: Span


@dataclass(frozen=True)
class Chair:
    """A chair whose seat's middle is at `at`; with `yaw` 0 its back is towards +X."""

    at: tuple[float, float]
    yaw: float


@dataclass(frozen=True)
class Step:
    x: Span
    y: Span
    height: float


@dataclass(frozen=True)
class Roller:
    """A foam roller lying at `at`, its axis turned by `yaw` from Y.

    A thing that rolls `under` a joint goes half as far as the joint does from where it began.
    """

    at: tuple[float, float]
    yaw: float
    radius: float
    length: float
    under: str | None = None


@dataclass(frozen=True)
class Ball:
    at: tuple[float, float]
    radius: float
    under: str | None = None


@dataclass(frozen=True)
class Band:
    """An elastic band slung round a joint of the figure, from a fixed point or another joint."""

    anchor: tuple[float, float, float] | str
    joint: str


@dataclass(frozen=True)
class Cushion:
    """A low cushion under the head or the seat."""

    x: Span
    y: Span
    height: float


Prop: TypeAlias = Wall | Mat | Chair | Step | Roller | Ball | Band | Cushion
