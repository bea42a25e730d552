"""Steps: from standing to standing, as many and as long as a person takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil
from typing import Final

import numpy as np

from mobility_timer.figure.passage.bearing.hands import HandPath
from mobility_timer.figure.passage.bearing.weight import weights
from mobility_timer.figure.passage.feet import FootPath, Swing, other
from mobility_timer.figure.passage.passage import Passage
from mobility_timer.figure.passage.placing import Spot, flat_spot
from mobility_timer.figure.passage.posture import Posture
from mobility_timer.figure.skeleton.bones import SIDES, rest_pose
from mobility_timer.figure.skeleton.rotation import Array, about_z, angle_between, length, vector

_STRIDE: Final = 0.42
_TURN: Final = 48.0
"""Metres and degrees of one step at most."""
_SWING_S: Final = 0.60
_BOTH_S: Final = 0.16
_LETS_GO_S: Final = 0.4
"""How long a hand takes to let go of a foot, before the foot goes."""
_LIFT: Final = 0.05
_NEAR: Final = 0.012
_ALIKE: Final = 4.0
_APART: Final = 0.19
_NARROW: Final = 0.16
_BEHIND_M: Final = 0.6
_LOWERED_BACK_M: Final = 0.12
"""A foot held behind the seat, its ankle so high, is lowered with the knee down, by way of so far
behind."""
_TOED_IN: Final = 24.0
_HAND_S: Final = 1.0
_WALKS: Final = 2
"""From so many steps on a free arm comes down."""
_HELD_OUT_M: Final = 0.45
_WALL_NEAR: Final = 0.45
_SHORTEST_S: Final = 1.2
_SETTLE_S: Final = 0.35
_CLEAR: Final = 0.20
_STAGGER: Final = 0.25


def wrapped(degrees: float) -> float:
    return (degrees + 180.0) % 360.0 - 180.0


@dataclass(frozen=True, eq=False)
class _Stance:
    """Both feet on the floor: where they are, or where they would come down."""

    spots: dict[str, Spot]
    heading: float

    @property
    def middle(self) -> Array:
        return np.asarray((self.spots["left"].ankle + self.spots["right"].ankle)[:2] / 2.0)


def _stance(position: Posture) -> _Stance:
    heading = position.heading
    spots = {side: position.spot(side) for side in SIDES if position.on_floor(side)}
    for side in SIDES:
        if side not in spots and other(side) in spots:
            out = 1.0 if side == "left" else -1.0
            x, y, _ = spots[other(side)].ankle + about_z(heading) @ vector(0, out * _APART, 0)
            spots[side] = flat_spot(float(x), float(y), heading + out * 4.0)
    return _Stance(spots, heading)


def _apart(a: Spot, b: Spot) -> bool:
    return length(a.ball - b.ball) > _NEAR or angle_between(a.foot, b.foot) > _ALIKE


def walk(a: Posture, b: Posture, facing: float) -> Passage:
    """From one standing position to another. Where the way round is as far to the left as to the
    right, the body turns by way of the heading `facing`."""
    first, last = _stance(a), _stance(b)
    turn = _turn(first.heading, last.heading, facing)
    swings = _timed(a, list(_steps(a, b, first, last, turn)))
    return _passage(a, b, swings, turn)


def _timed(a: Posture, order: list[tuple[str, Spot, float]]) -> list[Swing]:
    """The steps, one after the other; a long one takes its time."""
    swings: list[Swing] = []
    clock = 0.0
    if order:
        first = order[0][0]
        clock = _BOTH_S + 0.14 if a.on_floor(first) else _LETS_GO_S * _is_held(a, first)
    spots = {side: a.spot(side) for side in SIDES}
    for side, spot, lift in order:
        aside = _round(spots[side], spot, spots[other(side)])
        if spots[side].ankle[2] > _BEHIND_M:
            back = about_z(a.heading) @ vector(-_LOWERED_BACK_M, 0.0, 0.0)
            aside = (aside[0] + float(back[0]), aside[1] + float(back[1]))
        stride = length(spot.ball - spots[side].ball)
        end = clock + _SWING_S + 0.7 * max(0.0, stride - _STRIDE)
        swings.append(Swing(side, clock, end, spot, lift, aside))
        spots[side] = spot
        clock = end + _BOTH_S
    return swings


def _is_held(a: Posture, side: str) -> bool:
    """Whether a hand has hold of a leg that is in the air."""
    return any(held in (f"foot_{side}", f"shin_{side}") for held in a.holds.values())


def _round(start: Spot, end: Spot, stance: Spot) -> tuple[float, float]:
    """How far to the side a foot has to go not to touch the leg that stands."""
    a, b, c = (spot.ankle[:2] for spot in (start, end, stance))
    along = b - a
    share = float(np.clip((c - a) @ along / max(float(along @ along), 1e-9), 0.0, 1.0))
    away = a + along * share - c
    gap = length(away)
    if gap >= _CLEAR or not 0.05 < share < 0.95:
        return 0.0, 0.0
    by = away * ((_CLEAR - gap) / max(gap, 1e-3))
    return float(by[0]), float(by[1])


def _turn(start: float, end: float, facing: float) -> float:
    turn = wrapped(end - start)
    if abs(turn) < 150.0:
        return turn
    ways = (turn, turn - 360.0 if turn > 0 else turn + 360.0)
    return min(ways, key=lambda way: abs(wrapped(start + way / 2.0 - facing)))


def _steps(
    a: Posture, b: Posture, first: _Stance, last: _Stance, turn: float
) -> Iterator[tuple[str, Spot, float]]:
    """Which foot goes where, and how high, in order."""
    moved = [s for s in SIDES if _apart(first.spots[s], last.spots[s])]
    aloft = {s for s in SIDES if not a.on_floor(s)}
    lifted = {s for s in SIDES if not b.on_floor(s)}
    if not moved and aloft == lifted:
        for side in aloft:
            yield side, b.spot(side), 0.03
        return
    if moved:
        yield from _paces(first, last, turn, aloft, lifted, moved)
    else:
        for side in aloft:
            yield side, last.spots[side], _LIFT
    for side in lifted:
        yield side, b.spot(side), 0.03


def _paces(
    first: _Stance,
    last: _Stance,
    turn: float,
    aloft: set[str],
    lifted: set[str],
    moved: list[str],
) -> Iterator[tuple[str, Spot, float]]:
    far = max(length(first.spots[s].ball - last.spots[s].ball) for s in SIDES)
    count = max(1 + ceil(abs(turn) / _TURN), ceil(far / _STRIDE), len(moved))
    lead = _leader(first, last, turn, aloft, moved)
    if _beside(last.spots[lead], first.spots[other(lead)], lead) < 0.0:
        count = max(count, 3)
    if count == 1:
        yield lead, last.spots[lead], _LIFT
        return
    if count < 2 or (lifted and _stepper(lead, count - 1) in lifted):
        count += 1
    spots = dict(first.spots)
    for number in range(count):
        side = _stepper(lead, number)
        share = min(1.0, (number + 1) / (count - 1))
        spots[side] = _on_the_way(first, last, turn, side, share)
        if share < 1.0:
            following = min(1.0, (number + 2) / (count - 1))
            coming = _on_the_way(first, last, turn, other(side), following)
            spot = _not_turned_in(spots[side], spots[other(side)], side)
            spots[side] = _uncrossed(_uncrossed(spot, spots[other(side)], side), coming, side)
        yield side, spots[side], _LIFT


def _uncrossed(spot: Spot, stance: Spot, side: str) -> Spot:
    """A place for a foot beside the one that stands, not across it."""
    out = 1.0 if side == "left" else -1.0
    across = about_z(stance.heading)[:, 1] * out
    by = across * max(0.0, _NARROW - _beside(spot, stance, side))
    return spot.moved(float(by[0]), float(by[1]), 0.0)


def _beside(spot: Spot, stance: Spot, side: str) -> float:
    """How far (metres) a foot is on its own side of the one that stands; below 0, across it."""
    out = 1.0 if side == "left" else -1.0
    return out * float((spot.ankle - stance.ankle)[:2] @ about_z(stance.heading)[:2, 1])


def _not_turned_in(spot: Spot, stance: Spot, side: str) -> Spot:
    """A foot whose toes do not point at the leg that stands more than knees allow."""
    out = 1.0 if side == "left" else -1.0
    inwards = -out * wrapped(spot.heading - stance.heading)
    if inwards <= _TOED_IN:
        return spot
    x, y, _ = spot.ankle
    return flat_spot(float(x), float(y), stance.heading - out * _TOED_IN)


def _stepper(lead: str, number: int) -> str:
    return lead if number % 2 == 0 else other(lead)


def _leader(first: _Stance, last: _Stance, turn: float, aloft: set[str], moved: list[str]) -> str:
    """The foot that goes first: the one in the air, else the one on the side to which it goes."""
    if aloft:
        return next(iter(aloft))
    if len(moved) == 1:
        return moved[0]
    ahead = (
        about_z(-first.heading)[:2, :2]
        @ (first.spots["left"].ankle - first.spots["right"].ankle)[:2]
    )
    if abs(float(ahead[0])) > _STAGGER:
        return "right" if ahead[0] > 0.0 else "left"
    sideways = float((about_z(-first.heading)[:2, :2] @ (last.middle - first.middle))[1])
    return "left" if 0.01 * turn + sideways > 0.0 else "right"


def _on_the_way(first: _Stance, last: _Stance, turn: float, side: str, share: float) -> Spot:
    """Where a foot stands when the body has gone a share of its way."""
    if share >= 1.0:
        return last.spots[side]
    out = 1.0 if side == "left" else -1.0
    heading = first.heading + turn * share
    middle = first.middle + (last.middle - first.middle) * share
    x, y, _ = vector(float(middle[0]), float(middle[1]), 0.0) + about_z(heading) @ vector(
        0, out * _APART / 2, 0
    )
    return flat_spot(float(x), float(y), heading + out * 5.0)


def _passage(a: Posture, b: Posture, swings: list[Swing], turn: float) -> Passage:
    raised = bool(swings) and not b.on_floor(swings[-1].side)
    free = swings[0].end if swings and not a.on_floor(swings[0].side) else 0.0
    stays = {side: _stays(a, b, side, turn, len(swings)) for side in SIDES}
    due = max(
        swings[-1].start if raised else swings[-1].end + _SETTLE_S if swings else _SHORTEST_S,
        *(0.0 if stays[side] else _hand_seconds(a, side, free) for side in SIDES),
    )
    seconds = due
    if raised:
        late = due - swings[-1].start
        swings[-1] = replace(swings[-1], start=due, end=swings[-1].end + late)
        seconds = swings[-1].end
    feet = {
        side: FootPath(a.spot(side), tuple(s for s in swings if s.side == side)) for side in SIDES
    }
    hands = {side: _hand(a, b, side, stays[side], (free, due, seconds)) for side in SIDES}
    leant = any(path.direct and all(path.held) for path in hands.values())
    weight = weights(a, b, swings, feet, seconds, leant=leant)
    turning = (swings[0].start, swings[-1].end) if swings else (0.0, seconds)
    return Passage(
        a.pose, b.pose, seconds, feet, hands, rest_pose(), turn, turning, (0.0, seconds), weight,
        on_foot=True,
    )  # fmt: skip


def _stays(a: Posture, b: Posture, side: str, turn: float, steps: int) -> bool:
    """Whether a hand keeps its hold, or only moves it a little."""
    held = a.in_world(side), b.in_world(side)
    gap = length(a.pose.joint(f"palm_{side}") - b.pose.joint(f"palm_{side}"))
    near = all(held) and abs(turn) < 20.0 and gap < _WALL_NEAR
    if any(held) or a.holds[side] != b.holds[side]:
        return near
    return steps < _WALKS or not all(_is_held_out(each, side) for each in (a, b))


def _is_held_out(position: Posture, side: str) -> bool:
    """Whether a free arm is held away from the body: nobody walks like that."""
    reach = position.pose.joint(f"palm_{side}") - position.pose.joint(f"shoulder_{side}")
    return position.holds[side] is None and length(reach[:2]) > _HELD_OUT_M


def _hand_seconds(a: Posture, side: str, free: float) -> float:
    return (free if a.in_world(side) else 0.0) + 2.0 * _HAND_S


def _hand(
    a: Posture, b: Posture, side: str, stays: bool, times: tuple[float, float, float]
) -> HandPath:
    """A hand that steadies one leg stays until the other is down (`free`), and is there before it
    is lifted (`due`)."""
    free, due, seconds = times
    held = a.in_world(side), b.in_world(side)
    if stays:
        return HandPath((0.25 * seconds, 0.0), (0.0, 0.75 * seconds), held, True)
    leave = free if held[0] else 0.0
    arrive = due if held[1] else seconds
    return HandPath((leave, leave + _HAND_S), (arrive - _HAND_S, arrive), held)
