"""A motion: how the figure does one drill, as a value.

Anatomical channels are keyed over the motion's phase (0..1 is one rep, or the way into a hold);
contacts say what touches what, and when. `solver` makes poses of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from mobility_timer.figure.motion.props import Prop, Span, Wall
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
    "soles down",
    "yaw",
    "centred ends",
    "pendulum",
    "shoulders answer",
]
Channels: TypeAlias = dict[str, float]

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
    movement is the point of it, which the picture must show. `travels` is how many metres a rep
    leads forward: the figure stays where it is, and the ground passes under it."""

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
    travels: float = 0.0
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
