"""A motion: how the figure does one drill, as a value.

Anatomical channels are keyed over the motion's phase (0..1 is one rep, or the way into a hold);
contacts say what touches what, and when. `solver` makes poses of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from mobility_timer.figure.motion.track import Ease, Track
from mobility_timer.figure.skeleton.bones import SIDES
from mobility_timer.routine import Side

Stance = Literal["stand", "supine", "prone", "side_left", "side_right"]
ExpectationKind = Literal[
    "straight knee",
    "straight elbow",
    "winds once",
    "ninety ninety",
    "chest up",
    "pelvis still",
    "sole flat",
    "yaw",
    "centred ends",
]
Channels: TypeAlias = dict[str, float]
Span: TypeAlias = tuple[float, float]

_TRUNK: Final = {
    "pelvis": ("x", "y", "z", "yaw", "tilt", "list", "turn"),
    "lumbar": ("flex", "side", "turn"),
    "chest": ("flex", "side", "turn"),
    "neck": ("flex", "side", "turn"),
}
_LIMBS: Final = {
    "hip": ("flex", "abduct", "rotate"),
    "knee": ("flex", "swivel", "x", "y"),
    "ankle": ("dorsi", "invert", "turn"),
    "toes": ("bend",),
    "foot": ("x", "y", "z", "yaw", "pitch", "roll", "lift", "flatten"),
    "scapula": ("forward", "up"),
    "shoulder": ("flex", "abduct", "rotate"),
    "elbow": ("flex", "x", "y", "z"),
    "forearm": ("pronate",),
    "wrist": ("flex", "deviate"),
    "hand": ("x", "y", "z", "curl"),
}
GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    **_TRUNK,
    **{f"{group}_{side}": names for group, names in _LIMBS.items() for side in SIDES},
}
"""The channels there are: group, then channel."""


@dataclass(frozen=True)
class Camera:
    """Where the picture is taken from.

    `azimuth` 0 is in front, -90 at the figure's right; `elevation` above the horizon; `target` is
    the point in the middle; `span` the metres that the picture's height shows there.
    """

    azimuth: float
    elevation: float
    target: tuple[float, float, float]
    span: float


@dataclass(frozen=True)
class CloseUp:
    """A nearer look at a joint, beside the figure; angles and span as a camera has them."""

    joint: str
    azimuth: float
    elevation: float
    span: float


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

Surface: TypeAlias = str
"""`floor`, `wall`, `chair`, `roller`, `head`, `hip_left`, `hip_right` or a bone of the skeleton."""


@dataclass(frozen=True)
class Contact:
    """A part of the body held on a surface during `spans` of the phase.

    For a hand, `fingers` and `palm` are directions and `at` a place: in the world on a wall, floor
    or chair, in the bone's frame on a bone.
    """

    part: str
    on: Surface
    spans: tuple[Span, ...] = ((0.0, 1.0),)
    at: tuple[float, float, float] | None = None
    fingers: tuple[float, float, float] | None = None
    palm: tuple[float, float, float] | None = None
    pole: Literal["chest", "world"] = "chest"
    shape: Literal["flat", "relaxed", "grip"] | None = None

    def holds(self, phase: float) -> bool:
        return any(start <= phase <= end for start, end in self.spans)

    @property
    def always(self) -> bool:
        return self.spans == ((0.0, 1.0),)


@dataclass(frozen=True)
class MotionVariant:
    """A variant of the motion: other channel values and keys, or the path run backwards."""

    base: Mapping[str, float] = field(default_factory=dict)
    keys: Mapping[str, Track] = field(default_factory=dict)
    reverse: bool = False
    phases: Mapping[str, Span] = field(default_factory=dict)


@dataclass(frozen=True)
class Growth:
    """The amplitude range of a set; channels are scaled about their values at phase `neutral`.

    `first` are channels with a value of their own at the beginning, from which they go to that of
    the motion: feet that creep wider.
    """

    start: float
    neutral: float
    first: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Expectation:
    """Something the checks must find: `what`, of which part, where in the phase."""

    what: ExpectationKind
    part: str | None = None
    at: tuple[float, ...] = ()


@dataclass(frozen=True, eq=False)
class Motion:
    """How the figure does one drill; compared and hashed by identity. `shows` is the joint whose
    movement is the point of it, which the picture must show."""

    id: str
    side: Side | None
    camera: Camera
    keys: Mapping[str, Track]
    base: Mapping[str, float]
    phases: Mapping[str, Span]
    stance: Stance = "stand"
    ease: Ease = "sine"
    hold: bool = False
    alternate: bool = False
    straight: str | None = None
    contacts: tuple[Contact, ...] = ()
    props: tuple[Prop, ...] = ()
    glow: tuple[str, ...] = ()
    trace: str | None = None
    shows: str | None = None
    close_up: CloseUp | None = None
    shoes: bool = True
    variants: Mapping[str, MotionVariant] = field(default_factory=dict)
    grows: Growth | None = None
    seconds: float = 3.0
    expect: tuple[Expectation, ...] = ()

    @property
    def wall(self) -> Wall | None:
        return next((prop for prop in self.props if isinstance(prop, Wall)), None)

    def straightens(self, side: str) -> bool:
        """Whether the leg of a side ("left" or "right") holds the pelvis up, its knee straight."""
        return self.straight in ("legs", f"leg_{side}")

    def reflects(self, side: Side | None) -> bool:
        """Whether `side` is the mirror image of the authored one."""
        return side is not None and self.side is not None and side is not self.side

    def authored_variant(self, side: Side | None, variant: str | None) -> str | None:
        """The authored turn that is seen as `turn`; a mirror makes of "left" a "right"."""
        if not self.reflects(side):
            return variant
        return {"left": "right", "right": "left"}.get(variant or "", variant)

    def channels(
        self, phase: float, variant: str | None = None, amplitude: float = 1.0
    ) -> Channels:
        """Every channel's value at `phase` 0..1."""
        differing = self.variants.get(variant or "", MotionVariant())
        values = dict(self.base)
        cyclic = not self.hold
        tracks = {**self.keys, **differing.keys}
        for name, track in tracks.items():
            values[name] = track.value(phase, self.ease, cyclic=cyclic)
        if self.grows is not None and amplitude != 1.0:
            for name, track in tracks.items():
                middle = track.value(self.grows.neutral, self.ease, cyclic=cyclic)
                values[name] = middle + amplitude * (values[name] - middle)
            grown = (amplitude - self.grows.start) / max(1.0 - self.grows.start, 1e-6)
            for name, first in self.grows.first.items():
                values[name] = first + (values[name] - first) * min(max(grown, 0.0), 1.0)
        values |= differing.base
        return values


def motion_phase(
    motion: Motion, phase_name: str | None, share: float, variant: str | None = None
) -> float:
    """The motion's phase when `share` 0..1 of a rep's named phase has passed.

    With no name, `share` is of the whole rep, or of the way into a hold.
    """
    share = min(max(share, 0.0), 1.0)
    phases = dict(motion.phases)
    if variant is not None and variant in motion.variants:
        phases |= motion.variants[variant].phases
    start, end = phases.get(phase_name or "", (0.0, 1.0))
    return start + (end - start) * share


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
