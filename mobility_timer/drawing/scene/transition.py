"""The way from one drill's position to the next one's, as pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from math import ceil
from typing import Final

from PySide6.QtGui import QColor, QImage, QPainter

from mobility_timer.drawing.frames.packed import PackedFrame, pack, pack_picture
from mobility_timer.drawing.frames.sampling import PICTURES_PER_S
from mobility_timer.drawing.palette import PALETTES
from mobility_timer.drawing.raster.faces import packed_faces, painted
from mobility_timer.drawing.raster.projection import Projection
from mobility_timer.drawing.raster.rasteriser import Picture
from mobility_timer.drawing.scene.close_up import Lens
from mobility_timer.drawing.scene.room.backdrop import cards, corners, has_cards
from mobility_timer.drawing.scene.room.between import Group, ease
from mobility_timer.drawing.scene.room.furniture import (
    Bounds,
    Sprite,
    bounds_around,
    sprite_at,
    sprite_of,
)
from mobility_timer.drawing.scene.room.ground import depth_among, room, things
from mobility_timer.drawing.scene.room.passing import paint_passing
from mobility_timer.drawing.scene.room.props import solids
from mobility_timer.drawing.scene.room.sprites import blended, lay_under
from mobility_timer.drawing.scene.route import Route, route_of
from mobility_timer.drawing.scene.scene import Finish, Scene, T
from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.figure import Band, Placement, Pose, WayHairLag

FADE_S: Final = 0.7
"""How long one picture takes to fade into the other where no way is authored."""
_MOST_PICTURES: Final = 200
"""So many pictures of a way fit into memory beside those of the drills: ten seconds go smoothly."""
_UNDRESSED: Final = 0.3
"""The share of a way in which the figure puts off the colour of the side that worked, and in which
it puts on that of the next: the limb that works would change colour at a blow."""
_TAKES_OFF: Final = 0.1
"""The share of a way in which a band goes, and in which the next one comes: on the way it would be
drawn out between feet that go where they like."""
_TONES: Final = 6
_CARDS_FADE: Final = 0.12
"""The share of a way in which the cards in the corners go, and come."""


@dataclass(frozen=True)
class Transition:
    """The figure moves from a phase of one scene to a phase of another, and the camera with it;
    a `still` one is no movement: one picture fades into the other. `shown_s` is how many seconds
    it is shown for, where that is not its own length."""

    before: SceneSpec
    phase_before: float
    after: SceneSpec
    phase_after: float
    still: bool = False
    shown_s: float | None = None

    @property
    def route(self) -> Route:
        return route_of(self.before, self.phase_before, self.after, self.phase_after, self.shown_s)

    @property
    def fades(self) -> bool:
        """Whether one picture fades into the other: there is no way, or none is to be shown."""
        return self.still or self.route.way is None

    @property
    def seconds(self) -> float:
        return FADE_S if self.fades else self.route.seconds

    @property
    def shares(self) -> tuple[float, ...]:
        if self.fades:
            return (0.0, 1.0)
        wished = PICTURES_PER_S * self.seconds
        looks = WayHairLag.looks(self.seconds)
        # A whole number of them between two looks at where the hair is: each needs one pose.
        count = looks * max(1, round(wished / looks))
        if count > _MOST_PICTURES:
            count = min(_MOST_PICTURES, ceil(wished))
        return tuple(i / count for i in range(count + 1))


@dataclass(frozen=True)
class _Cards:
    """The cards of the drill at one `end` of the way, the share 0 or 1, and the close-up on them:
    they stay in their corners, for they are seen through lenses of their own."""

    cards: Sprite
    near: Sprite | None
    lens: Lens | None
    end: float

    def opacity(self, share: float) -> float:
        return 1.0 - ease(abs(share - self.end) / _CARDS_FADE)

    def put(self, figure: Sprite, share: float) -> None:
        """Put them under a figure without a close-up of its own, and the close-up over it."""
        opacity = self.opacity(share)
        if self.lens is not None and self.near is not None:
            self.lens.join(self.near, figure, opacity)
        lay_under(figure, self.cards, opacity)


class TransitionScene:
    """Draws the pictures of a transition."""

    def __init__(self, transition: Transition, before: Scene, after: Scene) -> None:
        self._transition = transition
        self._before, self._after = before, after
        self._route = transition.route
        self._back = self._route.placement.inverse
        self._dressed_alike = before.dressed_as(after)
        self._poses: dict[float, Pose] = {}

    def figure(self, share: float) -> Sprite:
        return self._at(share, sprite_of, lambda sprite: sprite)

    def frame(self, share: float) -> PackedFrame:
        """The same, packed, with its ground."""
        frame = self._at(share, pack_picture, pack)
        return replace(frame, ground=ground_of(self._transition, share))

    def _at(self, share: float, finish: Finish[T], made_of: Callable[[Sprite], T]) -> T:
        """What `finish` makes of one picture, or `made_of` of what is put together of several."""
        share = min(max(share, 0.0), 1.0)
        seen = [each for each in self._cards if each.opacity(share) > 0.0]
        if not seen:
            return self._figure_at(share, finish, made_of, None)

        def put(figure: Sprite) -> Sprite:
            for each in seen:
                each.put(figure, share)
            return figure

        def finished(picture: Picture, left: int, top: int) -> T:
            put(sprite_at(picture, left, top))
            return finish(picture, left, top)

        around = bounds_around(each.cards.bounds for each in seen)
        return self._figure_at(share, finished, lambda sprite: made_of(put(sprite)), around)

    def _figure_at(
        self,
        share: float,
        finish: Finish[T],
        made_of: Callable[[Sprite], T],
        around: Bounds | None,
    ) -> T:
        """The figure and the furniture; with a close-up only where all of it fades."""
        transition, route = self._transition, self._route
        groups = [] if transition.fades else route.things(share)
        if not groups and (transition.fades or share in (0.0, 1.0)):
            scene, phase = self._before, transition.phase_before
            if share >= 1.0:
                scene, phase = self._after, transition.phase_after
            if transition.fades:
                return scene.shown(finish, scene.pose(phase))
            return scene.posed(finish, scene.pose(phase), scene.projection, around=around)
        sway = self._hair(share)
        pose = replace(self._pose(share), sway=sway)
        if share < 0.5:
            working = 1.0 - share / _UNDRESSED
            scene, place = self._before, Placement()
        else:
            working = (share - 1.0 + _UNDRESSED) / _UNDRESSED
            scene, place = self._after, self._back
        worn = self._worn(scene, min(share, 1.0 - share))
        whole = [group for group in groups if group[1] >= 1.0]
        fading = [group for group in groups if group[1] < 1.0]
        drawn = partial(self._drawn, scene, place, pose, share, working, around)
        if not fading and worn in (0.0, 1.0):
            return drawn(worn > 0.0, finish, whole)

        def banded(groups: list[Group]) -> Sprite:
            if worn in (0.0, 1.0):
                return drawn(worn > 0.0, sprite_of, groups)
            without, wearing = (drawn(it, sprite_of, groups) for it in (False, True))
            return blended(without, wearing, worn)

        figure = banded(whole)
        for group in fading:
            figure = blended(figure, banded([*whole, group]), group[1])
        return made_of(figure)

    def _worn(self, scene: Scene, way: float) -> float:
        """How much of a drill's bands is seen at a share of the way from its end."""
        if self._keeps_bands or not any(isinstance(prop, Band) for prop in scene.props):
            return 1.0
        return 1.0 - ease(way / _TAKES_OFF)

    @cached_property
    def _cards(self) -> list[_Cards]:
        """Those of both ends; where one picture fades into another they are part of what fades."""
        way = self._transition
        ends = (self._before, way.phase_before, 0.0), (self._after, way.phase_after, 1.0)
        return [
            _Cards(
                _cards_of(scene),
                scene.near(scene.pose(phase), scene.lens) if scene.lens is not None else None,
                scene.lens,
                end,
            )
            for scene, phase, end in ends
            if has_cards(scene.spec) and not way.fades
        ]

    @cached_property
    def _hair(self) -> WayHairLag:
        return WayHairLag(self._look_ahead, self._route.seconds)

    def _look_ahead(self, share: float) -> Pose:
        """The pose of a picture that is drawn now or later, for what must be known of it before."""
        found = self._poses[share] = self._route.pose(share)
        return found

    def _pose(self, share: float) -> Pose:
        found = self._poses.pop(share, None)
        return self._route.pose(share) if found is None else found

    @cached_property
    def _keeps_bands(self) -> bool:
        """Whether both drills have a band from joint to joint, which stays on."""
        return all(
            any(isinstance(prop, Band) and isinstance(prop.anchor, str) for prop in props)
            for props in self._route.props
        )

    def _drawn(
        self,
        scene: Scene,
        place: Placement,
        pose: Pose,
        share: float,
        working: float,
        around: Bounds | None,
        banded: bool,
        finish: Finish[T],
        groups: Iterable[Group],
    ) -> T:
        """The figure and furniture, in the world of a scene."""
        glows = round(_TONES * ease(min(max(working, 0.0), 1.0))) / _TONES
        wears = 1.0 if self._dressed_alike else glows
        end = self._after.projection
        camera = place.camera(self._route.camera(share))
        projection = Projection(camera, end.width, end.height)
        things = solids([prop for group, _ in groups for prop in place.props(group)], scene.palette)
        there = place.pose(pose)
        return scene.posed(
            finish, there, projection, things, wears, glows, banded=banded, around=around
        )


_cards_of = lru_cache(maxsize=2)(cards)
"""A scene is where one way ends and the next begins."""


def paint_room(
    painter: QPainter,
    transition: Transition,
    share: float,
    ground: bytes | None,
    backdrop: Callable[[SceneSpec], QImage],
) -> None:
    """Paint all that stands about on the way, in device pixels. It moves with the camera, and goes
    and comes while the figure is between the two. `ground` is that of `ground_of`; where there is
    none, one `backdrop`, the still part of a scene, fades into the other."""
    after = transition.after
    width, height = after.pixels
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if ground is None:
        painter.fillRect(0, 0, width, height, QColor(PALETTES[after.theme].background))
        painter.drawImage(0, 0, backdrop(transition.before))
        painter.setOpacity(ease(share))
        painter.drawImage(0, 0, backdrop(after))
    else:
        pixels = painted(ground, width, height)
        kind = QImage.Format.Format_RGB32
        painter.drawImage(0, 0, QImage(pixels.data, width, height, pixels.strides[0], kind))
        _paint_passing(painter, transition, share)
    painter.restore()


def is_plain(transition: Transition) -> bool:
    """Whether nothing but its ground is behind the figure."""
    passes = any(end.motion.travels for end in (transition.before, transition.after))
    return not (transition.fades or passes)


def _paint_passing(painter: QPainter, transition: Transition, share: float) -> None:
    """The ground that passes in a drill, as it goes or comes with it."""
    way = transition
    projection = Projection(way.route.camera(share), *way.after.pixels)
    for spec, phase, there in (
        (way.before, way.phase_before, 1.0 - share),
        (way.after, way.phase_after, share),
    ):
        painter.setOpacity(ease((there - 0.5) / 0.5))
        paint_passing(painter, spec, phase, projection)


def ground_of(transition: Transition, share: float) -> bytes | None:
    """Room, walls and mats as they are seen, packed; None where one picture fades into another."""
    if transition.fades:
        return None
    route, palette = transition.route, PALETTES[transition.after.theme]
    width, height = transition.after.pixels
    projection = Projection(route.camera(share), width, height)
    groups = list(route.ground(share))
    depth = depth_among(groups, projection.camera)
    standing = [
        (things(props, projection, palette), opacity) for props, opacity in groups if opacity > 0.0
    ]
    return packed_faces(
        palette.background,
        [(room(depth, projection, palette), 1.0), *standing],
        corners(width, height, palette.background),
        projection,
    )
