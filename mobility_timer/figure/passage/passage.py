"""One part of a way: from a pose to the next, feet and hands planted while they bear weight."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import pi, sin, sqrt, tanh
from types import MappingProxyType
from typing import Final

from mobility_timer.figure.passage.bearing.balance import centre_of_mass
from mobility_timer.figure.passage.bearing.hands import HandPath, Times, grips, pulled
from mobility_timer.figure.passage.bearing.near_floor import NearFloor, raise_foot
from mobility_timer.figure.passage.bearing.support import CAUGHT_S, kept_over
from mobility_timer.figure.passage.blending import Blend, Shares, with_arm_of
from mobility_timer.figure.passage.ends import KNEE, EndPoses
from mobility_timer.figure.passage.feet import FootPath, between_times
from mobility_timer.figure.passage.placing import (
    Parts,
    Spot,
    dorsiflexion,
    elbow_pole,
    hip_flexion,
)
from mobility_timer.figure.passage.retiming import Pacing, pacing_for
from mobility_timer.figure.skeleton.bones import LEG, SIDES, Pose
from mobility_timer.figure.skeleton.rotation import (
    Array,
    about_z,
    across,
    length,
    slerp,
    unit,
    vector,
)
from mobility_timer.figure.solving.limbs import kneeling_rise

_LONGEST: Final = 0.9996
_GIVE_M: Final = 0.022
_GIVE_S: Final = 0.5
"""Knees give by so much while one steps, and how soon: a leg is not straightened with a jerk."""
_SETTLES_M: Final = 0.03
_SETTLES_S: Final = 0.4
"""How much more they give as a foot lands, and for how long."""
_SHIFTED_M: Final = 0.05
"""Metres by which a hand is raised that is put elsewhere on the floor."""
_LANDS_S: Final = 0.35
"""How long it takes until a knee that comes to the floor bears the weight."""
_HELD: Final = 0.25
"""How much the weight still goes where it is to be, while the hands stay where they hold on."""
_MOST_LEAN: Final = 24.0
_LEANS: Final = 1.2
"""By how many degrees the trunk leans for each that a hip is stretched too far."""
_LEANS_S: Final = 0.35
_STRETCHED: Final = 18.0
"""Degrees behind the pelvis from which on the trunk leans forward with a thigh."""
_ROUNDS: Final = 3
_TWIST_DEG: Final = 13.0
_STRIDE_M: Final = 0.35
_TWISTS_S: Final = 0.6
"""How far the shoulders turn against the hips at most, with a foot so far ahead, and how soon."""

_POSES: Final = "_poses"


@dataclass(frozen=True, eq=False)
class _Legs:
    """What is asked of the legs at a time, wherever the body is: where the feet are and whether
    they go, where the knees point, whether knees are on the floor (how much they bear, 0..1, and
    where), how firmly each foot is to be reached, 0..1, and by how much (metres) knees give."""

    spots: Mapping[str, Spot]
    moves: Mapping[str, bool]
    poles: Mapping[str, Array]
    knees: Mapping[str, tuple[float, Array]]
    bears: Mapping[str, float]
    give: float


@dataclass(frozen=True, eq=False)
class Passage:
    """From `first` to `last` in `seconds`.

    `turn` is by how many degrees the body turns between the times `turning`; `body` the times
    between which trunk and hips change; `weight` where the centre of mass is to be (2,) at times.
    """

    first: Pose
    last: Pose
    seconds: float
    feet: Mapping[str, FootPath]
    hands: Mapping[str, HandPath]
    middle: Pose
    turn: float = 0.0
    turning: Times = (0.0, 0.0)
    body: Times = (0.0, 0.0)
    weight: tuple[tuple[float, Array], ...] = ()
    caught_s: float = CAUGHT_S
    """How long a foot bears before it lands and after it left."""
    sinks: Times | None = None
    """The times between which the hips come down, where not between those of the body."""
    low: bool = False
    """Whether the way is near the floor: the trunk lies on it, or comes down to it."""
    curl: float = 0.0
    """Degrees by which the back is rounded halfway, to be rolled down."""
    on_foot: bool = False
    """Whether it goes in steps: the shoulders answer the legs."""
    rests: bool = False
    """Whether the trunk lies on the floor all the time."""

    @cached_property
    def _ends(self) -> EndPoses:
        return EndPoses(self.first, self.last)

    @cached_property
    def _floor(self) -> NearFloor:
        return NearFloor(self._ends, self.feet, self.rests)

    @cached_property
    def _blend(self) -> Blend:
        middle = self.middle
        for side in SIDES:
            if self.hands[side].direct:
                middle = with_arm_of(middle, self.first, side)
        return Blend(self.first, self.last, middle, self.turn)

    def _knee_on_floor(self, side: str, seconds: float) -> tuple[float, Array]:
        """How far a knee bears on the floor, 0..1, before its foot goes or after it came, and
        where it is there."""
        swings = self.feet[side].swings
        last = self.last.joint(f"knee_{side}")
        if swings and last[2] < KNEE and seconds > swings[0].start:
            lands = swings[-1].start if len(swings) > 1 else swings[-1].end
            return between_times(seconds, lands - _LANDS_S, lands), last
        first = self.first.joint(f"knee_{side}")
        if first[2] >= KNEE:
            return 0.0, first
        start = swings[0].start if swings else self.seconds
        return 1.0 - between_times(seconds, start - _LANDS_S, start), first

    def pose(self, seconds: float) -> Pose:
        if seconds <= 0.0:
            return self.first
        if seconds >= self.seconds:
            return self.last
        remembered: dict[float, Pose] = vars(self).get(_POSES, {})
        if seconds not in remembered:
            remembered[seconds] = self._authored(self.pacing.at(seconds))
        return remembered[seconds]

    @property
    def is_known(self) -> bool:
        """Whether its pace is known, which takes up to half a second to find, and the poses that
        are asked for are remembered."""
        return _POSES in vars(self)

    def know(
        self, pacing: Pacing | None = None, poses: Mapping[float, Pose] = MappingProxyType({})
    ) -> None:
        """Take its pace and poses by their seconds where they were known before, or else find its
        pace now; and from now on remember the poses that are asked for."""
        if pacing is not None:
            vars(self)["pacing"] = pacing
        _ = self.pacing
        vars(self)[_POSES] = dict(poses)

    def forget(self) -> dict[float, Pose]:
        """Let go of the poses that are known by now: those."""
        poses: dict[float, Pose] = vars(self).pop(_POSES, {})
        return poses

    @cached_property
    def pacing(self) -> Pacing:
        return pacing_for(self._authored, self.seconds)

    def _authored(self, seconds: float) -> Pose:
        """The pose before joints that are too fast are slowed."""
        if seconds <= 0.0:
            return self.first
        if seconds >= self.seconds:
            return self.last
        return self._with_hands(self._body_at(seconds), seconds)

    def _body_at(self, seconds: float) -> Pose:
        """The pose with arms that hold nothing."""
        body = between_times(seconds, *self.body)
        heading = self.turn * between_times(seconds, *self.turning)
        left, right = (self.hands[side].share(seconds) for side in SIDES)
        spots = {side: self.feet[side].at(seconds) for side in SIDES}
        twist = self._twist(spots, seconds)
        shares = Shares(body, (left, right), heading, self.curl * sin(pi * body), twist)
        start, end = self.first.origins[0], self.last.origins[0]
        travel = between_times(seconds, 0.0, self.seconds)
        pelvis = start + (end - start) * travel
        sinks = body if self.sinks is None else between_times(seconds, *self.sinks)
        pelvis[2] = start[2] + (end[2] - start[2]) * sinks
        if self.low:
            pelvis[:2] = start[:2] + (end[:2] - start[:2]) * body
        blended = self._blend.at(shares)
        leant = blended.leant(0.0)
        if self.low:
            return self._floor.pose(leant.moved(pelvis), spots, body, seconds)
        legs = self._legs_at(seconds, body, spots)
        pose = self._standing(leant.moved(pelvis), legs)
        target = self._weight_at(seconds)
        if target is None:
            return pose
        lean, least = 0.0, self._least_flexion(seconds)
        held = any(path.direct and all(path.held) for path in self.hands.values())
        share, holds = _HELD if held else 1.0, grips(self.hands, self._ends, seconds)
        for _ in range(_ROUNDS):
            more = max(0.0, *(least[side] - hip_flexion(pose, side) for side in SIDES))
            if more > 0.0:
                lean = min(_MOST_LEAN, lean + _LEANS * more)
                leant = blended.leant(lean)
            (x, y, _), (pulled_x, pulled_y) = centre_of_mass(pose).tolist(), pulled(pose, holds)
            x, y = (target[0] - x) * share + pulled_x, (target[1] - y) * share + pulled_y
            pelvis = pelvis + vector(x, y, 0.0)
            pose = self._standing(leant.moved(pelvis), legs)
        return pose

    def _twist(self, spots: Mapping[str, Spot], seconds: float) -> float:
        """By how many degrees the shoulders turn against the foot that is ahead."""
        if not self.on_foot:
            return 0.0
        ahead = about_z(spots["right"].heading)[:, 0] + about_z(spots["left"].heading)[:, 0]
        gap = float((spots["right"].ankle - spots["left"].ankle) @ unit(ahead))
        begun = between_times(min(seconds, self.seconds - seconds), 0.0, _TWISTS_S)
        return -begun * _TWIST_DEG * tanh(gap / _STRIDE_M)

    def _legs_at(self, seconds: float, share: float, spots: Mapping[str, Spot]) -> _Legs:
        """What is asked of the legs where the body has come a share of its way."""
        begun = between_times(min(seconds, self.seconds - seconds), 0.0, _GIVE_S)
        poles = {}
        for side in SIDES:
            first, last = self._ends.poles[side]
            poles[side] = about_z(spots[side].heading) @ unit(first + (last - first) * share)
        return _Legs(
            spots,
            {side: self.feet[side].moves(seconds) for side in SIDES},
            poles,
            {side: self._knee_on_floor(side, seconds) for side in SIDES},
            {side: self.feet[side].bears(seconds) for side in SIDES},
            begun * (_GIVE_M + _SETTLES_M * self._settling(seconds)),
        )

    def _standing(self, pose: Pose, legs: _Legs) -> Pose:
        """The blended body on its feet, as low as its legs demand."""
        drop = max(
            legs.bears[side] * _eased(_too_far(pose, side, legs.spots[side]), legs.give)
            for side in SIDES
        )
        for side in SIDES:
            bears, knee = legs.knees[side]
            if bears > 0.0:
                rise = kneeling_rise(pose.origin(f"thigh_{side}"), knee)
                drop += (-rise - drop) * bears
        pose = pose.moved(vector(0.0, 0.0, -drop))
        parts = Parts.of(pose)
        for side in SIDES:
            spot, pole = legs.spots[side], legs.poles[side]
            bears, knee = legs.knees[side]
            if bears > 0.0:
                down = unit(across(knee - pose.origin(f"thigh_{side}"), unit(spot.ankle - knee)))
                towards = unit(pole + (down - pole) * bears)
                parts.leg(side, spot, towards)
                if legs.moves[side]:
                    raise_foot(parts, side, spot, towards)
                    parts.relax_ankle(side)
                continue
            parts.leg(side, spot, pole)
            bent = dorsiflexion(parts, side) - self._ends.bent[side]
            if bent > 0.0:
                spot = spot.peeled(2.2 * bent)
                parts.leg(side, spot, pole)
            if legs.moves[side]:
                parts.relax_ankle(side)
                for _ in range(2):
                    before, spot = spot, raise_foot(parts, side, spot, pole)
                    if spot is before:
                        break
                    parts.relax_ankle(side)
        return parts.pose()

    def _settling(self, seconds: float) -> float:
        """How far, 0..1, the knees give under a foot that has just landed."""
        if not self.on_foot:
            return 0.0
        since = [seconds - swing.end for path in self.feet.values() for swing in path.swings]
        shares = (each / _SETTLES_S for each in since if 0.0 < each < _SETTLES_S)
        return max((sin(pi * share) ** 2 for share in shares), default=0.0)

    @cached_property
    def _borne(self) -> tuple[list[float], list[list[float]]]:
        """The times and places of the centre of mass, over what bears it."""
        steadied = [times for path in self.hands.values() for times in path.steadies(self.seconds)]
        kept = kept_over(self.weight, self.feet, self._knee_on_floor, steadied, self.caught_s)
        return [time for time, _ in kept], [place.tolist() for _, place in kept]

    def _least_flexion(self, seconds: float) -> dict[str, float]:
        """The flexion in degrees below which a hip is stretched too far: the trunk then leans."""
        gone = between_times(seconds, 0.0, _LEANS_S)
        due = between_times(seconds, self.seconds - _LEANS_S, self.seconds)
        return {
            side: -max(
                _STRETCHED,
                first + (_STRETCHED - first) * gone,
                _STRETCHED + (last - _STRETCHED) * due,
            )
            for side, (first, last) in self._ends.stretched.items()
        }

    def _weight_at(self, seconds: float) -> tuple[float, float] | None:
        if not self.weight:
            return None
        times, places = self._borne
        after = min(max(bisect(times, seconds), 1), len(times) - 1)
        start, end = times[after - 1], times[after]
        (x, y), (to_x, to_y) = places[after - 1], places[after]
        share = min(max((seconds - start) / (end - start), 0.0), 1.0)
        return x + (to_x - x) * share, y + (to_y - y) * share

    def _with_hands(self, pose: Pose, seconds: float) -> Pose:
        parts = Parts.of(pose)
        for side in SIDES:
            path = self.hands[side]
            if path.direct and all(path.held):
                share = path.share(seconds) - 1.0
                a, b = _arm_of(self.first, side), _arm_of(self.last, side)
                raised = _SHIFTED_M * sin(pi * share) if self.low and _apart(a, b) else 0.0
                parts.arm(
                    side,
                    a[0] + (b[0] - a[0]) * share + vector(0.0, 0.0, raised),
                    slerp(a[1], b[1], share),
                    unit(a[2] + (b[2] - a[2]) * share),
                )
                parts.relax_wrist(side)
                continue
            if path.held[0]:
                self._hold(parts, side, 0, pose, seconds)
            if path.held[1]:
                self._hold(parts, side, 1, pose, seconds)
        if self.low:
            for side in SIDES:
                parts.arm_above_floor(side)
        return parts.pose()

    def _hold(self, parts: Parts, side: str, index: int, pose: Pose, seconds: float) -> None:
        """The hand on its first or last hold, or on the way from it or to it."""
        path, end = self.hands[side], (self.first, self.last)[index]
        start, stop = (path.leaves, path.arrives)[index]
        touches = seconds <= start if index == 0 else seconds >= stop
        if touches:
            parts.arm(side, *_arm_of(end, side))
            parts.relax_wrist(side)
        elif start < seconds < stop:
            share = between_times(seconds, start, stop)
            parts.carry_arm(side, self._held_at[side, index])
            parts.mix_arm(side, pose, share if index == 0 else 1.0 - share)

    @cached_property
    def _held_at(self) -> dict[tuple[str, int], Pose]:
        """The pose in which a hand leaves its first hold, or comes to its last."""
        found = {}
        for side in SIDES:
            path = self.hands[side]
            for index, time in ((0, path.leaves[0]), (1, path.arrives[1])):
                end = (self.first, self.last)[index]
                if not path.held[index] or not 0.0 < time < self.seconds:
                    found[side, index] = end
                    continue
                parts = Parts.of(self._body_at(time))
                parts.arm(side, *_arm_of(end, side))
                parts.relax_wrist(side)
                found[side, index] = parts.pose()
        return found


def _apart(a: tuple[Array, ...], b: tuple[Array, ...]) -> bool:
    return length(a[0] - b[0]) > _SHIFTED_M


def _arm_of(pose: Pose, side: str) -> tuple[Array, Array, Array]:
    return pose.origin(f"hand_{side}"), pose.frame(f"hand_{side}"), elbow_pole(pose, side)


def _eased(excess: float, give: float) -> float:
    """`excess` where it is above nought, the corner rounded."""
    return 0.5 * (excess + sqrt(excess * excess + give * give))


def _too_far(pose: Pose, side: str, spot: Spot) -> float:
    """By how much (metres) the hip is too high for the leg to reach its foot."""
    hip_x, hip_y, hip_z = pose.origin(f"thigh_{side}").tolist()
    x, y, z = spot.ankle.tolist()
    tall = sqrt(max((LEG * _LONGEST) ** 2 - (x - hip_x) ** 2 - (y - hip_y) ** 2, 1e-4))
    return float(hip_z - z - tall)
