"""The whole way from one position to another, as passages one after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from mobility_timer.figure.motion.model import Motion
from mobility_timer.figure.passage.ends import SEAT
from mobility_timer.figure.passage.floor import RECIPES, down
from mobility_timer.figure.passage.passage import Passage
from mobility_timer.figure.passage.placement import Placement
from mobility_timer.figure.passage.placing import lowest_of
from mobility_timer.figure.passage.posture import Posture, posture_of
from mobility_timer.figure.passage.steps import walk
from mobility_timer.figure.skeleton.bones import SIDES, Pose
from mobility_timer.figure.skeleton.rotation import Array, length, vector
from mobility_timer.figure.solving.pose import pose_at
from mobility_timer.routine import Side

POSITIONS: Final[Mapping[str, str]] = {
    "stand": "standing",
    "kneel": "kneeling",
    "heel_sit": "heel-sitting",
    "side_sit": "side-sitting",
    "sit": "sitting",
    "supine": "lying",
}
"""The authored position of a support, through which a way may lead."""


@dataclass(frozen=True, eq=False)
class DirectedPassage:
    """A passage, run forwards or backwards."""

    passage: Passage
    backwards: bool = False

    @property
    def seconds(self) -> float:
        return self.passage.seconds

    def pose(self, seconds: float) -> Pose:
        return self.passage.pose(self.seconds - seconds if self.backwards else seconds)


@dataclass(frozen=True, eq=False)
class Way:
    passages: tuple[DirectedPassage, ...]

    @property
    def seconds(self) -> float:
        return sum(each.seconds for each in self.passages)

    def know_more(self, know: Callable[[Passage], None] = Passage.know) -> bool:
        """Have one more passage known, its pace at least; whether all were known before."""
        for each in self.passages:
            if not each.passage.is_known:
                know(each.passage)
                return False
        return True

    def pose(self, seconds: float) -> Pose:
        for each in self.passages[:-1]:
            if seconds < each.seconds:
                return each.pose(seconds)
            seconds -= each.seconds
        return self.passages[-1].pose(seconds)


@dataclass(frozen=True, eq=False)
class PassageLibrary:
    """The authored positions by their names."""

    positions: Mapping[str, Motion]

    @property
    def bent_in_front(self) -> Pose:
        """A pose by way of whose arms one goes where no other is named."""
        return _pose_of(self.positions["kneeling"])

    def rolling(self, onto: str) -> Pose:
        """A pose by way of whose arms one rolls from the back onto a side: the lower arm goes
        before the chest, the upper one across it."""
        return _pose_of(self.positions["rolling"], Side(onto))

    @property
    def aside(self) -> Pose:
        """A pose by way of whose arms a hand leaves the leg that it holds as one lies."""
        return _pose_of(self.positions["arms-aside"])

    @property
    def at_sides(self) -> Pose:
        """A pose in which one lies on the back, the arms along the body."""
        return _pose_of(self.positions["lying"])

    def position(self, support: str, place: Placement) -> Posture:
        """The authored position of a support such as "kneel_left"."""
        name, side = _split(support)
        motion = self.positions[POSITIONS[name]]
        wanted = Side(side) if side and motion.side is not None else None
        return place.position(posture_of(motion, pose_at(motion, 0.0, wanted), 0.0, wanted))


def way_between(
    first: Posture,
    last: Posture,
    passages: PassageLibrary,
    place: Placement,
    facing: float,
) -> Way | None:
    """The way, or None where there is none. `place` is where the floor of `last` is; `facing` the
    heading by way of which a standing body turns round where both ways are equally long."""
    if first.support == last.support == "stand":
        return Way((DirectedPassage(walk(first, last, facing)),))
    route = _route(first.support, last.support)
    if route is None:
        return None
    ground = place if first.support == "stand" else Placement()
    stops = [first, *(passages.position(each, ground) for each in route[1:-1]), last]
    route, stops = _with_scoot(*_knees_kept(route, stops), passages, ground)
    found = []
    for a, b, here, there in zip(stops, stops[1:], route, route[1:], strict=False):
        stand = passages.position("stand", ground)
        if here == "stand" and not a.on_both_feet:
            found += [
                DirectedPassage(walk(a, stand, facing)),
                _directed(stand, b, here, there, passages),
            ]
        elif there == "stand" and not b.on_both_feet:
            found += [
                _directed(a, stand, here, there, passages),
                DirectedPassage(walk(stand, b, facing)),
            ]
        else:
            found.append(_directed(a, b, here, there, passages))
    return Way(tuple(found))


def _knees_kept(route: list[str], stops: list[Posture]) -> tuple[list[str], list[Posture]]:
    """What is between a kneeling position and sitting, moved with the knee."""
    names = [_split(each) for each in route]
    found = list(stops)
    for here, (name, side) in enumerate(names):
        if name != "heel_sit" or not 0 < here < len(stops) - 1:
            continue
        on = -1 if names[here - 1][0] == "kneel" else 1
        knee = f"knee_{side}"
        shift = (stops[here + on].pose.joint(knee) - stops[here].pose.joint(knee)) * _LEVEL_AXES
        for stop in (here, here - on):
            if 0 < stop < len(stops) - 1:
                found[stop] = _moved(stops[stop], shift)
    return route, found


def _with_scoot(
    route: list[str], stops: list[Posture], passages: PassageLibrary, ground: Placement
) -> tuple[list[str], list[Posture]]:
    """Where the next place on the floor is not near, or the legs lie straight there, one sits
    first, then moves along."""
    names = [_split(each)[0] for each in route]
    for here, there in ((i, i + 1) for i in range(len(names) - 1)):
        if {names[here], names[there]} != {"side_sit", "sit"}:
            continue
        side, sit = (here, there) if names[here] == "side_sit" else (there, here)
        usual = passages.position(route[side], ground).pose.origins[0]
        shift = (stops[side].pose.origins[0] - usual) * _LEVEL_AXES
        seated = _moved(passages.position("sit", ground), shift)
        if max(length(seated.spot(s).ankle - stops[sit].spot(s).ankle) for s in SIDES) > _SCOOT_M:
            return [*route[:there], "sit", *route[there:]], [*stops[:there], seated, *stops[there:]]
    return route, stops


def _moved(posture: Posture, shift: Array) -> Posture:
    return replace(posture, pose=posture.pose.moved(shift))


def _directed(
    a: Posture, b: Posture, here: str, there: str, passages: PassageLibrary
) -> DirectedPassage:
    (name, side), (next_name, next_side) = _split(here), _split(there)
    arms = passages.bent_in_front
    if {name, next_name} == {"supine", "side"}:
        arms = passages.rolling(side or next_side)
    if name == next_name == "supine":
        arms = passages.aside if _on_thigh(a) or _on_thigh(b) else passages.at_sides
    if {name, next_name} == {"sit", "supine"}:
        arms = (a if name == "supine" else b).pose
    if name == next_name == "sit" and _raised(b):
        return DirectedPassage(down(b, a, RECIPES["raised", "sit"], _upper(b, a), arms), True)
    if name == next_name == "sit" and _raised(a):
        return DirectedPassage(down(a, b, RECIPES["raised", "sit"], _upper(a, b), arms))
    if (name, next_name) in RECIPES:
        near = next_side or side or (_upper(a, b) if name == next_name else "right")
        return DirectedPassage(down(a, b, RECIPES[name, next_name], near, arms))
    recipe = RECIPES[next_name, name]
    return DirectedPassage(down(b, a, recipe, side or next_side or "right", arms), backwards=True)


def _on_thigh(position: Posture) -> bool:
    """Whether a hand lies on a thigh: on its way to the side it would go through the leg."""
    return any((held or "").startswith("thigh") for held in position.holds.values())


def _raised(position: Posture) -> bool:
    """Whether the seat is off the floor, the hands bearing it."""
    return lowest_of(position.pose, SEAT) > _RAISED_M


def _upper(a: Posture, b: Posture) -> str:
    """The side of the leg that lies over the other and so goes first, or comes last."""
    for position, goes_first in ((a, True), (b, False)):
        left, right = (float(position.spot(side).ankle[2]) for side in SIDES)
        if abs(left - right) > _OVER_M:
            return "left" if (left > right) is goes_first else "right"
    return "right"


def _split(support: str) -> tuple[str, str]:
    for side in ("left", "right"):
        if support.endswith(f"_{side}"):
            return support.removesuffix(f"_{side}"), side
    return support, ""


@lru_cache(maxsize=4)
def _pose_of(motion: Motion, side: Side | None = None) -> Pose:
    return pose_at(motion, 0.0, side)


_OVER_M: Final = 0.03
_RAISED_M: Final = 0.015
_SCOOT_M: Final = 0.32
"""Metres that a foot goes at most as one sits down from the side."""
_LEVEL_AXES: Final = vector(1.0, 1.0, 0.0)
_SIDED: Final = frozenset({"kneel", "heel_sit", "side_sit", "side"})


def _edges() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}

    def join(a: str, b: str) -> None:
        found.setdefault(a, []).append(b)
        if a != b:
            found.setdefault(b, []).append(a)

    for a, b in RECIPES:
        if a == "raised":
            continue
        if a == b == "kneel":
            join("kneel_right", "kneel_left")
            continue
        for side in ("right", "left") if {a, b} & _SIDED else ("",):
            join(*(f"{each}_{side}" if each in _SIDED else each for each in (a, b)))
    return found


_EDGES: Final = _edges()


def _route(start: str, end: str) -> list[str] | None:
    """The supports on the shortest way, both ends included; a change within one is a way too."""
    if start == end:
        return [start, end] if end in _EDGES.get(start, ()) else None
    paths = [[start]]
    seen = {start}
    while paths:
        path = paths.pop(0)
        for following in _EDGES.get(path[-1], ()):
            if following == end:
                return [*path, end]
            if following not in seen:
                seen.add(following)
                paths.append([*path, following])
    return None
