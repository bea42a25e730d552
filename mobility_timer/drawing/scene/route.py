"""The way from one scene to the next: the figure's, the camera's, and what of the room stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from math import copysign, cos, radians, sin
from typing import Final

import numpy as np

from mobility_timer import files
from mobility_timer.drawing.raster.projection import DISTANCE, Projection
from mobility_timer.drawing.scene.framing import framed
from mobility_timer.drawing.scene.room.between import Group, ease, mix, mixed, things_between
from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.figure import (
    SIDES,
    Camera,
    Mat,
    Passage,
    PassageLibrary,
    Placement,
    Pose,
    Posture,
    Prop,
    Wall,
    Way,
    camera_for,
    placement,
    pose_at,
    posture_of,
    props_for,
    way_between,
)
from mobility_timer.library import read_motion_file

_HEAD_M: Final = np.array(
    ((0.0, 0.0, 0.25), (-0.13, 0.0, 0.22), (-0.13, 0.0, 0.06), (0.13, 0.0, 0.1))
)
"""From the head's joint in its own axes: the top of the knot of hair, its back, nape and face, and
a little air."""
_WITHIN: Final = 0.95
CALM_DEG_S: Final = 30.0
"""Degrees a second that the camera goes round, on average, where there is time."""
_SLOWEST: Final = 1.2
"""How many times as long as it takes the figure moves at most, so that the camera is calm."""
_SOFT: Final = 0.25
"""The share of the time in which the camera starts, and in which it stops."""
_HALF_ROUND_DEG: Final = 150.0
_GONE_BY: Final = 0.5
_FADES: Final = 0.25
"""What was there has gone by the middle of the way, in so much of it; then comes what will be:
two walls at once are no room."""
_MAT_FROM: Final = 0.08
_MAT_FADES: Final = 0.2
"""A mat is there before one kneels down, and until one has got up."""
_LOOKS_AT_WALLS: Final = 60
_TOUCHES_M: Final = 0.03
_LETS_GO: Final = 0.05
"""The share of the time in which a hand that leaves a wall is still near it."""
_WAITS_MOST: Final = 0.4
"""The share of the time in which the lens stays at most: then it goes round the more quickly."""
_LOOKS: Final = 8
"""How often the way is looked at, to find how far the camera must draw back."""


def glide(share: float) -> float:
    """How far the camera has come: it starts and stops softly, and goes evenly in between."""
    share = min(max(share, 0.0), 1.0)
    if share > 0.5:
        return 1.0 - glide(1.0 - share)
    if share < _SOFT:
        return share * share / (2.0 * _SOFT * (1.0 - _SOFT))
    return (share - _SOFT / 2.0) / (1.0 - _SOFT)


def camera_between(a: Camera, b: Camera, share: float) -> Camera:
    """Part of the way from one camera to another, `way_round` as far as their azimuths say."""
    x, y, z = (mix(p, q, share) for p, q in zip(a.target, b.target, strict=True))
    return Camera(
        mix(a.azimuth, b.azimuth, share),
        mix(a.elevation, b.elevation, share),
        (x, y, z),
        mix(a.span, b.span, share),
    )


def drawn_back(pose: Pose, projection: Projection) -> float:
    """How much wider the picture must be to have the figure in it, at least 1."""
    head = pose.origin("head") + _HEAD_M @ pose.frame("head").T
    toes = [pose.joint(f"toe_{side}") for side in SIDES]
    seen = projection.project(np.vstack([pose.origins, head, toes]))[:, :2]
    middle = np.array((projection.width, projection.height)) / 2.0
    return max(1.0, float((np.abs(seen - middle) / (middle * _WITHIN)).max()))


@dataclass(frozen=True, eq=False)
class Route:
    """Everything is in the world of the scene before, in which the room of the scene after lies at
    `placement`. `way` is None where none is authored: one picture then fades into the other."""

    way: Way | None
    placement: Placement
    cameras: tuple[Camera, Camera]
    props: tuple[tuple[Prop, ...], tuple[Prop, ...]]
    pixels: tuple[int, int]
    seconds: float
    """How long it is shown."""

    def settle(self, know: Callable[[Passage], None]) -> bool:
        """Find one more part of what the camera and the poses need, at most half a second's work;
        whether all of it was known before. `know` has a passage known."""
        if self.way is not None:
            if not self.way.know_more(know):
                return False
            _ = self._widths, self._turns
        return True

    def pose(self, share: float) -> Pose:
        """The figure at a share of the time: it keeps its pace, where the camera needs longer."""
        assert self.way is not None
        own = min(1.0, _SLOWEST * self.way.seconds / self.seconds)
        come = (share - (1.0 - own) / 2.0) / own
        return self.way.pose(min(max(come, 0.0), 1.0) * self.way.seconds)

    @cached_property
    def _widths(self) -> tuple[float, ...]:
        """How much wider the picture is at evenly spaced shares of the way."""
        if self.way is None:
            return (1.0, 1.0)
        shares = [i / _LOOKS for i in range(_LOOKS + 1)]
        found = [
            drawn_back(self.pose(share), Projection(camera, *self.pixels))
            for share, camera in ((s, self._lens(s)) for s in shares)
        ]
        wide = [max(found[max(0, i - 1) : i + 2]) for i in range(len(found))]
        return (1.0, *wide[1:-1], 1.0)

    def _lens(self, share: float) -> Camera:
        waits = self._waits
        return camera_between(*self.cameras, glide((share - waits) / (1.0 - waits)))

    @cached_property
    def _waits(self) -> float:
        """The share of the time in which the lens stays, not to be behind a wall before the hand
        on it has left it and it has faded."""
        leaves = self._hand_leaves
        if leaves is None:
            return 0.0
        walls = [prop for prop in self.props[0] if isinstance(prop, Wall)]
        for look in range(1, _LOOKS_AT_WALLS):
            share = look / _LOOKS_AT_WALLS
            camera = camera_between(*self.cameras, glide(share))
            if any(is_behind(camera, wall) for wall in walls):
                late = leaves + _LETS_GO + _FADES + 2.0 / _LOOKS_AT_WALLS - share
                return min(max(0.0, late / (1.0 - share)), _WAITS_MOST)
        return 0.0

    @cached_property
    def _hand_leaves(self) -> float | None:
        """The share at which the last hand lets go of the wall that there was, or None."""
        if self.way is None or self.way.passages[0].backwards:
            return None
        first = self.way.passages[0].passage
        times = [
            path.leaves[0]
            for side, path in first.hands.items()
            if path.held[0] and not path.direct and self._touches_wall(first.first, side)
        ]
        own = min(1.0, _SLOWEST * self.way.seconds / self.seconds)
        return (1.0 - own) / 2.0 + own * max(times) / self.way.seconds if times else None

    def _touches_wall(self, pose: Pose, side: str) -> bool:
        palm = pose.joint(f"palm_{side}")
        return any(
            isinstance(prop, Wall)
            and abs(float(palm["xy".index(prop.axis)]) - prop.at) < _TOUCHES_M
            for prop in self.props[0]
        )

    def camera(self, share: float) -> Camera:
        """The lens, drawn back so far that the figure is in the picture."""
        camera = self._lens(share)
        place = min(max(share, 0.0), 1.0) * (len(self._widths) - 1)
        here = min(int(place), len(self._widths) - 2)
        wider = mix(self._widths[here], self._widths[here + 1], ease(place - here))
        return Camera(camera.azimuth, camera.elevation, camera.target, camera.span * wider)

    def things(self, share: float) -> list[Group]:
        """The furniture, in groups with their opacities."""
        return list(things_between(*self.props, share))

    @cached_property
    def _turns(self) -> tuple[float, float]:
        """By when what stood about has gone, and from when what will stand about comes: halfway,
        or where the lens goes behind a wall or comes from there."""
        shares = [i / _LOOKS_AT_WALLS for i in range(_LOOKS_AT_WALLS + 1)]
        behind = [
            [
                share
                for share in shares
                if any(
                    isinstance(prop, Wall) and is_behind(self._lens(share), prop) for prop in props
                )
            ]
            for props in self.props
        ]
        step = 1.0 / _LOOKS_AT_WALLS
        left = max(_GONE_BY, (self._hand_leaves or 0.0) + _LETS_GO + _FADES)
        gone = min([left, *(share - step for share in behind[0] if share > _FADES)])
        soon = (share + step for share in behind[1] if share < 1.0 - _FADES / 2.0)
        comes = max([gone, _GONE_BY, *soon])
        return gone, comes

    def ground(self, share: float) -> Iterator[tuple[tuple[Prop, ...], float]]:
        """What stands about, in groups with their opacities: what there was, what stays, what
        comes, then the mat that there was and the one that comes."""
        before, after = (list(props) for props in self.props)
        stays: list[Prop] = []
        for kind in (Wall, Mat):
            a = next((prop for prop in before if isinstance(prop, kind)), None)
            b = next((prop for prop in after if isinstance(prop, kind)), None)
            if a is not None and b is not None and (stay := mixed(a, b, ease(share))) is not None:
                stays.append(stay)
                before.remove(a)
                after.remove(b)
        gone, comes = self._turns
        mats = [[prop for prop in props if isinstance(prop, Mat)] for props in (before, after)]
        for props, lying in zip((before, after), mats, strict=True):
            props[:] = [prop for prop in props if prop not in lying]
        yield tuple(before), 1.0 - ease((share - gone + _FADES) / _FADES)
        yield tuple(stays), 1.0
        yield tuple(after), ease((share - comes) / min(_FADES, 0.4 * (1.0 - comes)))
        yield tuple(mats[0]), ease((1.0 - share - _MAT_FROM) / _MAT_FADES)
        yield tuple(mats[1]), ease((share - _MAT_FROM) / _MAT_FADES)


def way_round(a: Camera, b: Camera, walls: Iterable[Wall]) -> float:
    """The azimuth of `b` by way of which one goes to it from `a`: the short way round, but where
    both are about as long not through a wall."""
    short = (b.azimuth - a.azimuth + 180.0) % 360.0 - 180.0
    ways = [short]
    if abs(short) >= _HALF_ROUND_DEG:
        ways.append(short - copysign(360.0, short))
    walls = list(walls)

    def behind(turn: float) -> bool:
        halfway = replace(a, azimuth=a.azimuth + turn / 2.0)
        return any(is_behind(halfway, wall) for wall in walls)

    return a.azimuth + min(ways, key=behind)


def is_behind(camera: Camera, wall: Wall) -> bool:
    """Whether a wall is between the lens and the room that it bounds."""
    azimuth, level = radians(camera.azimuth), DISTANCE * cos(radians(camera.elevation))
    axis = "xy".index(wall.axis)
    lens = camera.target[axis] + level * (cos(azimuth), sin(azimuth))[axis]
    return (lens - wall.at) * (wall.at - camera.target[axis]) > 0.0


def _end(spec: SceneSpec, phase: float) -> Posture:
    motion = spec.motion
    breath = max(0.0, phase - 1.0) if motion.hold else 0.0
    at = min(phase, 1.0)
    pose = pose_at(motion, at, spec.acts, spec.variant, spec.amplitude, breath)
    return posture_of(motion, pose, at, spec.acts)


@lru_cache(maxsize=1)
def passages() -> PassageLibrary:
    """The authored positions through which a way may lead, read once."""
    folder = files.assets() / "passages"
    return PassageLibrary(
        {path.stem: read_motion_file(path) for path in sorted(folder.glob("*.yaml"))}
    )


@lru_cache(maxsize=32)
def _ends(
    before: SceneSpec, phase_before: float, after: SceneSpec, phase_after: float
) -> tuple[Posture, Posture]:
    return _end(before, phase_before), _end(after, phase_after)


def _place(
    before: SceneSpec, phase_before: float, after: SceneSpec, phase_after: float
) -> Placement:
    """Where the room of the scene after lies in that of the scene before."""
    first, last = _ends(before, phase_before, after, phase_after)
    here, there = (props_for(spec.motion, spec.acts) for spec in (before, after))
    return placement(here, there, first, last)


@lru_cache(maxsize=32)
def _way(
    before: SceneSpec, phase_before: float, after: SceneSpec, phase_after: float, facing: float
) -> Way | None:
    first, last = _ends(before, phase_before, after, phase_after)
    place = _place(before, phase_before, after, phase_after)
    return way_between(first, place.position(last), passages(), place, facing)


@lru_cache(maxsize=64)
def route_of(
    before: SceneSpec,
    phase_before: float,
    after: SceneSpec,
    phase_after: float,
    shown_s: float | None = None,
) -> Route:
    posed = before.posed, phase_before, after.posed, phase_after
    place = _place(*posed)
    props = [props_for(spec.motion, spec.acts) for spec in (before, after)]
    cameras = tuple(
        framed(camera_for(spec.motion, spec.acts), around, *after.pixels)
        for spec, around in zip((before, after), props, strict=True)
    )
    there = place.camera(cameras[1])
    walls = [prop for prop in (*props[0], *place.props(props[1])) if isinstance(prop, Wall)]
    there = replace(there, azimuth=way_round(cameras[0], there, walls))
    facing = camera_between(cameras[0], there, 0.5).azimuth
    way = _way(*posed, facing)
    return Route(
        way,
        place,
        (cameras[0], there),
        (props[0], place.props(props[1])),
        after.pixels,
        shown_s or _seconds(way, (cameras[0], there)),
    )


def forget_ways() -> None:
    """Let go of the ways that are kept."""
    for each in (route_of, _way, _ends):
        each.cache_clear()


def _seconds(way: Way | None, cameras: tuple[Camera, Camera]) -> float:
    """How long a way is shown, where there is time: the camera turns calmly."""
    turn = abs(cameras[1].azimuth - cameras[0].azimuth)
    return max(0.0 if way is None else way.seconds, turn / CALM_DEG_S)
