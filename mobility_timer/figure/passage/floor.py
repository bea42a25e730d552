"""PassageLibrary near the floor: down to it, along it and up from it, keyed in seconds.

Each leads from one support to the next, authored towards the floor and with the right knee down;
the way up is the way down run backwards, the other side its mirror image.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from mobility_timer.figure.passage.bearing.hands import HandPath, Times
from mobility_timer.figure.passage.bearing.support import CAUGHT_S
from mobility_timer.figure.passage.bearing.weight import weights
from mobility_timer.figure.passage.ends import TRUNK
from mobility_timer.figure.passage.feet import FootPath, Swing, other
from mobility_timer.figure.passage.passage import Passage
from mobility_timer.figure.passage.placing import Spot, lowest_of
from mobility_timer.figure.passage.posture import Posture
from mobility_timer.figure.skeleton.bones import BALL, SIDES, Pose
from mobility_timer.figure.skeleton.rotation import about_y, about_z, angle_between, length, vector

_ALIKE_M: Final = 0.02
_ALIKE_DEG: Final = 8.0
_STEP_M: Final = 0.03
_LAID_M: Final = 0.028
"""Metres that a foot rises in a step at least, and while it is laid flat behind the knee."""
_RESTING_M: Final = 0.03
_ALOFT: Final = 0.04
_CAUGHT_S: Final = 0.27
"""A long step down to a knee is a fall that is caught later than others."""
_TIPTOE: Final = 64.0
"""Degrees by which the heel of a foot on its ball is raised behind a knee on the floor."""


@dataclass(frozen=True)
class Reach:
    """When a hand leaves its hold and when it has its next one, in seconds."""

    leaves: Times
    arrives: Times


@dataclass(frozen=True)
class Recipe:
    """How a passage runs: `near` is the knee that goes down, or the foot that goes first; `far`
    is the other. A foot's `(start, end, lift)` is its swing to where the next position has it."""

    seconds: float
    body: Times
    near: tuple[float, float, float]
    far: tuple[float, float, float]
    near_hand: Reach
    far_hand: Reach
    bow: float = 0.0
    """Metres that the near foot goes outwards on its way."""
    tiptoe: tuple[float, float] | None = None
    """When the near foot, first put down on its ball, is laid flat."""
    balance: bool = False
    sinks: Times | None = None
    """When the hips come down, where it is not while the body moves."""
    curl: float = 0.0
    """Degrees by which the back is rounded on its way to the floor."""


RECIPES: Final[Mapping[tuple[str, str], Recipe]] = {
    ("stand", "kneel"): Recipe(
        3.8, (1.3, 3.3), (0.95, 2.25, 0.05), (0.30, 0.95, 0.04),
        Reach((0.0, 1.2), (2.8, 3.8)), Reach((0.0, 1.2), (2.8, 3.8)),
        tiptoe=(3.1, 3.8), balance=True,
    ),
    ("kneel", "heel_sit"): Recipe(
        2.0, (0.2, 1.8), (0.0, 0.8, 0.025), (1.0, 1.6, 0.04),
        Reach((0.0, 0.9), (1.0, 1.9)), Reach((0.0, 0.5), (0.9, 1.8)),
    ),
    ("heel_sit", "side_sit"): Recipe(
        1.8, (0.1, 1.6), (0.1, 1.5, 0.025), (0.3, 1.0, 0.02),
        Reach((0.0, 0.9), (0.9, 1.7)), Reach((0.0, 0.5), (0.9, 1.7)),
    ),
    ("side_sit", "sit"): Recipe(
        2.4, (0.1, 2.0), (0.2, 1.7, 0.05), (1.4, 2.1, 0.03),
        Reach((0.0, 0.5), (0.4, 1.2)), Reach((1.2, 1.6), (1.6, 2.3)), bow=0.32,
    ),
    ("sit", "supine"): Recipe(
        3.2, (0.3, 2.9), (0.3, 1.5, 0.03), (0.7, 2.0, 0.03),
        Reach((1.7, 2.9), (1.8, 3.1)), Reach((1.7, 2.9), (1.8, 3.1)), curl=22.0,
    ),
    ("supine", "side"): Recipe(
        2.6, (0.1, 2.3), (0.0, 2.0, 0.06), (0.1, 2.1, 0.07),
        Reach((0.0, 1.0), (1.5, 2.6)), Reach((0.0, 1.0), (1.5, 2.6)),
    ),
    ("sit", "sit"): Recipe(
        2.0, (0.3, 1.9), (0.1, 0.8, 0.06), (0.7, 1.4, 0.06),
        Reach((0.2, 1.0), (1.0, 1.8)), Reach((0.2, 1.0), (1.0, 1.8)),
    ),
    ("raised", "sit"): Recipe(
        2.4, (0.8, 2.3), (0.5, 1.3, 0.09), (1.1, 1.9, 0.09),
        Reach((0.6, 1.3), (1.4, 2.2)), Reach((0.6, 1.3), (1.4, 2.2)), sinks=(0.0, 0.5),
    ),
    ("supine", "supine"): Recipe(
        2.8, (0.3, 2.6), (0.6, 1.6, 0.03), (1.4, 2.5, 0.03),
        Reach((0.0, 0.9), (0.9, 2.6)), Reach((0.3, 1.2), (1.2, 2.8)),
    ),
    ("kneel", "kneel"): Recipe(
        3.2, (0.2, 3.0), (0.4, 1.4, 0.10), (1.7, 2.7, 0.10),
        Reach((0.0, 1.0), (2.3, 3.2)), Reach((0.3, 1.2), (2.3, 3.2)), balance=True,
    ),
}  # fmt: skip
"""Supports without their sides."""


def down(a: Posture, b: Posture, recipe: Recipe, near: str, arms: Pose) -> Passage:
    """The passage from `a` to `b`; `near` is the side that the recipe calls so, `arms` a pose by
    way of whose arms they go."""
    far = other(near)
    swings = [
        *_near_swings(a, b, recipe, near),
        *_swing(a.spot(far), b.spot(far), far, recipe.far),
    ]
    if recipe.balance:
        swings = [replace(swing, aloft=_ALOFT) for swing in swings]
    swings.sort(key=lambda swing: swing.start)
    stepping = [swing for swing in swings if swing.lift >= _STEP_M]
    feet = {
        side: FootPath(a.spot(side), tuple(s for s in swings if s.side == side)) for side in SIDES
    }
    hands = {
        side: _hand(a, b, side, recipe.near_hand if side == near else recipe.far_hand)
        for side in SIDES
    }
    low = "stand" not in (a.support, b.support) and not recipe.balance
    rests = all(lowest_of(end.pose, TRUNK) < _RESTING_M for end in (a, b))
    return Passage(
        a.pose,
        b.pose,
        recipe.seconds,
        feet,
        hands,
        arms,
        body=recipe.body,
        weight=weights(a, b, stepping, feet, recipe.seconds, settled=recipe.body[1])
        if recipe.balance
        else (),
        sinks=recipe.sinks,
        low=low,
        caught_s=_CAUGHT_S if recipe.balance else CAUGHT_S,
        curl=recipe.curl,
        rests=low and rests,
    )


def _near_swings(a: Posture, b: Posture, recipe: Recipe, near: str) -> list[Swing]:
    start, end, lift = recipe.near
    last = b.spot(near)
    out = 1.0 if near == "left" else -1.0
    if recipe.tiptoe is not None:
        return [
            Swing(near, start, end, _on_ball(last), lift),
            Swing(near, *recipe.tiptoe, last, _LAID_M),
        ]
    if _alike(a.spot(near), last):
        return list(_swing(a.spot(near), last, near, recipe.near))
    return [Swing(near, start, end, last, lift, (0.0, out * recipe.bow))]


def _swing(start: Spot, end: Spot, side: str, times: tuple[float, float, float]) -> list[Swing]:
    near = _alike(start, end)
    return [Swing(side, times[0], times[1], end, 0.0 if near else times[2])]


def _alike(a: Spot, b: Spot) -> bool:
    return length(a.ball - b.ball) < _ALIKE_M and angle_between(a.foot, b.foot) < _ALIKE_DEG


def _on_ball(lying: Spot) -> Spot:
    """The foot of a kneeling leg before it is laid flat: the toes on the floor, the heel high."""
    foot = about_z(lying.heading) @ about_y(_TIPTOE)
    x, y, _ = lying.ankle + about_z(lying.heading) @ vector(-0.05, 0.0, 0.0)
    ball = vector(float(x), float(y), 0.010)
    return Spot(ball - foot @ BALL, foot, about_z(lying.heading))


def _hand(a: Posture, b: Posture, side: str, reach: Reach) -> HandPath:
    held = a.in_world(side), b.in_world(side)
    same = a.holds[side] == b.holds[side] and a.holds[side] is not None
    near = length(a.pose.joint(f"palm_{side}") - b.pose.joint(f"palm_{side}")) < 0.03
    shifts = a.support == b.support == "sit" and all(held)
    direct = shifts or (same and near) or (a.holds[side] is None and b.holds[side] is None)
    return HandPath(reach.leaves, reach.arrives, held, direct)
