"""What the figure does at a time of the timeline: which motion, side and turn, at which phase."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from mobility_timer.drawing.demonstration import (
    CALM,
    IN_HOLD_BEFORE_MS,
    INTO_HOLD_MS,
    USUAL,
    held_phase,
    is_entered,
    leg_of,
    placed_from,
    shown_course,
    shown_from,
)
from mobility_timer.drawing.frames.sampling import breath_pictures, pace
from mobility_timer.drawing.palette import Theme
from mobility_timer.drawing.scene.route import passages
from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.drawing.scene.transition import FADE_S, Transition
from mobility_timer.figure import (
    Camera,
    Chair,
    Mat,
    Motion,
    Wall,
    camera_for,
    pose_at,
    props_for,
)
from mobility_timer.routine import Drill, Phase, Side, Sides, Variant
from mobility_timer.settings import CoachFigure
from mobility_timer.timeline import Kind, Moment, Timeline, WorkSet

MOVE_AFTER_MS = 400

_WAYS_SHARE = 0.55
"""The share of the time there is that a way takes at most for the camera's sake."""
_HURRIES = 1.2
"""How many times as fast as it is authored a way is shown at most, where it takes long."""
_LONG_WAY_S = 4.0
_CAMERA_HURRIES = 2.0
_FACES_DEG = 30.0
_STANDS_M = 0.6
"""The hips are higher than this where one stands."""
_TALL_M = 1.75
"""A picture that reaches so high over the floor shows a standing figure's head."""
_MIDDLE_M = 0.84
_STANDING_SPAN_M = 2.2
_LEVEL_DEG = 24.0
_CALM_FADE_S = 2.4
_CALM_FADE_SHARE = 0.2
"""The share of the time there is that a fade takes at most, where one position fades into the
next."""

MotionOf = Callable[[Drill], Motion | None]


@dataclass(frozen=True)
class Viewport:
    """How a picture is to be taken: logical size, device pixels a pixel, theme, coach.

    With `mirrors`, a figure that faces the runner is seen as in a mirror: what is called left is
    on the runner's left. With `calm`, what is shown before the work is shown once and slower, and
    one position fades into the next.
    """

    width: int
    height: int
    dpr: float
    theme: Theme
    mirrors: bool = True
    coach: CoachFigure = CoachFigure.MAYA
    calm: bool = False


class FigureState(NamedTuple):
    """What the figure does: a scene and the phase in it. A tuple, for there is one a picture.

    In a hold the phase is 1 + b, the chest filled to b (0..1). `before` and `share` are given
    while the figure moves from one position to the next: the scene and phase that it comes from,
    and how far it has come. `counts` is whether this is a rep or a hold that counts: one that is
    only shown has no arc. `way_s` is how many seconds the way is shown for, 0 where it fades.
    """

    spec: SceneSpec
    phase: float
    before: tuple[SceneSpec, float] | None = None
    share: float = 1.0
    counts: bool = False
    way_s: float | None = None

    @property
    def at(self) -> float:
        """The phase of the scene, or the share of the way."""
        return self.phase if self.before is None else self.share

    @property
    def breathes(self) -> bool:
        """Whether nothing of it moves but the chest."""
        return self.before is None and self.spec.motion.hold and self.phase >= 1.0


Course = Callable[[int], FigureState]
"""What the figure does at a position of one segment of a timeline, in ms."""


def figure_at(
    timeline: Timeline, position: int, motion_of: MotionOf, viewport: Viewport
) -> FigureState | None:
    """What the figure does at `position` ms; None where the drill has no motion.

    In a gap it comes from where the last set left it and waits where the next one begins.
    """
    course = course_at(timeline, timeline.moment_at(position), motion_of, viewport)
    return None if course is None else course(position)


def course_at(
    timeline: Timeline, moment: Moment, motion_of: MotionOf, viewport: Viewport
) -> Course | None:
    """What the figure does in the segment of a moment; None where the drill has no motion."""
    work, drill, segment = moment.set, moment.drill, moment.segment
    motion = motion_of(drill)
    if motion is None:
        return None
    rep = segment.rep if moment.kind is Kind.MOVE else 0
    spec = spec_of(drill, motion, segment.side, work.variant, rep, viewport)
    if moment.kind is Kind.MOVE:
        return _moving(moment, motion, spec)
    if moment.kind is Kind.HOLD:
        if drill.changes_in_hold and not motion.hold:
            return _moving(moment, motion, spec)
        return _holding(moment, motion, spec)
    if moment.kind is Kind.END:
        left = FigureState(spec, _left_at(drill))
        return lambda _at: left
    return _in_gap(timeline, moment, spec, motion_of, viewport)


def _moving(moment: Moment, motion: Motion, spec: SceneSpec) -> Course:
    segment = moment.segment
    name = segment.phase.name if segment.phase else None
    start, way = leg_of(motion, name, moment.variant)
    begins, length = segment.start, max(1, segment.length)
    if not way:
        stands = FigureState(spec, start, counts=True)
        return lambda _at: stands

    def course(at: int) -> FigureState:
        share = min(max((at - begins) / length, 0.0), 1.0)
        return FigureState(spec, start + way * share, None, 1.0, True)

    return course


def _holding(moment: Moment, motion: Motion, spec: SceneSpec) -> Course:
    drill, start = moment.drill, moment.set.start
    steps = breath_pictures(spec) if is_entered(drill, motion) and motion.hold else 0

    def course(at: int) -> FigureState:
        phase = held_phase(drill, motion, at - start)
        if steps:
            phase = round(phase * steps) / steps  # those of the pictures
        return FigureState(spec, phase, None, 1.0, True)

    return course


def upcoming(
    timeline: Timeline, position: int, motion_of: MotionOf, viewport: Viewport
) -> list[SceneSpec]:
    """The scenes that are needed now and next, in that order, for building them ahead."""
    here = timeline.segment_at(position).set
    specs: dict[SceneSpec, None] = {}
    for work in timeline.sets[here:]:
        drill = timeline.drill_of(work)
        motion = motion_of(drill)
        if motion is None:
            continue
        for side in _sides_of(drill, work.side):
            for rep in range(work.reps or 1) if drill.grows else (0,):
                specs[spec_of(drill, motion, side, work.variant, rep, viewport)] = None
        if work.drill != timeline.sets[here].drill:
            break
    return list(specs)


def spec_of(
    drill: Drill,
    motion: Motion,
    side: Side | None,
    variant: Variant | None,
    rep: int,
    viewport: Viewport,
) -> SceneSpec:
    """The scene of a rep, counted from 0."""
    variant_id = variant.id if variant else None
    return SceneSpec(
        motion=motion,
        side=side,
        variant=variant_id,
        amplitude=_amplitude(drill, motion, rep),
        width=viewport.width,
        height=viewport.height,
        dpr=viewport.dpr,
        theme=viewport.theme,
        seconds=_pace(motion, variant_id, drill.tempo) or INTO_HOLD_MS / 1000,
        mirrored=viewport.mirrors and faces(motion),
        coach=viewport.coach,
    ).bucketed()


def faces(motion: Motion) -> bool:
    """Whether the figure looks towards the runner, so that left and right could be mistaken."""
    return abs((motion.camera.azimuth + 180.0) % 360.0 - 180.0) <= _FACES_DEG


@lru_cache(maxsize=256)
def _pace(motion: Motion, variant: str | None, tempo: tuple[Phase, ...]) -> float:
    return pace(motion, variant, {phase.name: phase.ms / 1000 for phase in tempo})


def _amplitude(drill: Drill, motion: Motion, rep: int) -> float:
    if not drill.grows or motion.grows is None or drill.dose.amount < 2:
        return 1.0
    share = min(1.0, rep / (0.7 * (drill.dose.amount - 1)))
    return motion.grows.start + (1.0 - motion.grows.start) * share


@lru_cache(maxsize=16)
def _standing(motion: Motion, side: Side | None) -> Motion:
    """Standing where a drill will be done; before the mat where it is done on the floor."""
    stay = tuple(prop for prop in props_for(motion, side) if isinstance(prop, Wall | Mat | Chair))
    standing = passages().positions["standing"]
    base = dict(standing.base)
    x, y, height = pose_at(motion, 0.0, side).joint("pelvis")
    if height > _STANDS_M:
        for name, by in (("x", float(x) - base["pelvis.x"]), ("y", float(y))):
            for part in ("pelvis", "foot_left", "foot_right"):
                base[f"{part}.{name}"] = base.get(f"{part}.{name}", 0.0) + by
    camera = _on_standing(camera_for(motion, side))
    return replace(standing, camera=camera, props=stay, base=base)


def _on_standing(camera: Camera) -> Camera:
    """The camera of a drill near the floor, so that whoever stands there is seen from head to
    foot."""
    x, y, height = camera.target
    if height + camera.span / 2.0 > _TALL_M:
        return camera
    return replace(
        camera,
        elevation=min(camera.elevation, _LEVEL_DEG),
        target=(x, y, _MIDDLE_M),
        span=max(camera.span, _STANDING_SPAN_M),
    )


def _left_at(drill: Drill) -> float:
    return 1.0 if drill.is_hold and not drill.tempo else 0.0


def _sides_of(drill: Drill, side: Side | None) -> tuple[Side | None, ...]:
    return drill.order if drill.sides is Sides.ALTERNATE else (side,)


def _in_gap(
    timeline: Timeline, moment: Moment, spec: SceneSpec, motion_of: MotionOf, viewport: Viewport
) -> Course:
    """On the way to where the set begins; then it shows what is to be done, and stands ready."""
    work = moment.set
    opens, start = timeline.gap_before(work)
    way = _way_to(timeline, work, spec, motion_of, viewport)
    arrived = leaves = opens
    way_s = None
    if way is not None:
        leaves = _leaves(timeline, work, spec, way, opens)
        held = is_entered(moment.drill, spec.motion)
        entering_ms = INTO_HOLD_MS + IN_HOLD_BEFORE_MS if held else 0
        room = max(start - leaves - entering_ms, (start - leaves) // 2)
        wish = room
        if timeline.segment_at(start - 1).kind is not Kind.CHANGE:
            wish = shown_from(timeline, work, spec.motion) - leaves
        way_s = 0.0 if viewport.calm else _shown_s(way, room / 1000.0, wish / 1000.0)
        fade_s = FADE_S
        if viewport.calm:
            fade_s = max(FADE_S, min(_CALM_FADE_S, _CALM_FADE_SHARE * room / 1000.0))
        arrived = leaves + min(round(1000.0 * (way_s or fade_s)), room)
    pace = CALM if viewport.calm else USUAL
    leads_from = None if way is None else (way.before, way.phase_before)
    shown = shown_course(timeline, work, spec.motion, arrived, pace)

    def course(at: int) -> FigureState:
        if leads_from is not None and at < arrived:
            share = max(0.0, (at - leaves) / (arrived - leaves))
            return FigureState(spec, 0.0, leads_from, share, way_s=way_s)
        return FigureState(spec, shown(at))

    return course


def _leaves(timeline: Timeline, work: WorkSet, spec: SceneSpec, way: Transition, opens: int) -> int:
    """When the figure leaves its place: soon, but before the first set not before it is said."""
    leaves = opens + MOVE_AFTER_MS
    if work.index:
        return leaves
    latest = shown_from(timeline, work, spec.motion) - round(1000.0 * way.seconds)
    return max(leaves, min(placed_from(timeline, work), latest))


def _shown_s(way: Transition, room_s: float, wish_s: float) -> float:
    """How many seconds of `room_s` a way is shown for, 0 where it needs longer and fades; it
    hurries so as to be there in `wish_s`."""
    own = way.route.way
    if own is None or own.seconds > _HURRIES * room_s:
        return 0.0
    calm = max(own.seconds, min(way.seconds, _WAYS_SHARE * room_s))
    quickest = own.seconds / (_HURRIES if own.seconds > _LONG_WAY_S else 1.0)
    hurried = max(quickest, way.seconds / _CAMERA_HURRIES, wish_s)
    return round(min(calm, hurried, room_s), 3)


def _way_to(
    timeline: Timeline, work: WorkSet, spec: SceneSpec, motion_of: MotionOf, viewport: Viewport
) -> Transition | None:
    """The way from where the set before leaves the figure, at first from standing; None where it
    is there already."""
    if not work.index:
        standing = _standing(spec.motion, spec.acts)
        return Transition(
            replace(spec, motion=standing, variant=None, amplitude=1.0), 0.0, spec, 0.0
        )
    last = timeline.sets[work.index - 1]
    drill = timeline.drill_of(last)
    motion = motion_of(drill)
    if motion is None:
        return None
    side = timeline.segment_at(last.end - 1).side
    before = spec_of(drill, motion, side, last.variant, max(0, last.reps - 1), viewport)
    if before == spec and not drill.is_hold:
        return None
    return Transition(before, _left_at(drill), spec, 0.0)
