"""What the figure does at a time of the timeline: which motion, side and turn, at which phase."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from math import cos, pi

from mobility_timer.drawing.frames.sampling import pace
from mobility_timer.drawing.palette import Theme
from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.drawing.scene.transition import Transition
from mobility_timer.figure import Motion, motion_phase
from mobility_timer.routine import Drill, Phase, Side, Sides, Variant
from mobility_timer.timeline import Kind, Timeline

BREATH_MS = 4_500
INTO_HOLD_MS = 1_500
MOVE_AFTER_MS = 400
MOST_WAY_MS = 20_000
"""No way from one position to the next takes longer."""

MotionOf = Callable[[Drill], Motion | None]


@dataclass(frozen=True)
class Viewport:
    """How a picture is to be taken: logical size, device pixels a pixel, theme."""

    width: int
    height: int
    dpr: float
    theme: Theme


@dataclass(frozen=True)
class FigureState:
    """What the figure does: a scene and the phase in it.

    In a hold the phase is 1 + b, the chest filled to b (0..1). `before` and `share` are given
    while the figure moves from one position to the next: the scene and phase that it comes from,
    and how far it has come.
    """

    spec: SceneSpec
    phase: float
    before: tuple[SceneSpec, float] | None = None
    share: float = 1.0


def figure_at(
    timeline: Timeline, position: int, motion_of: MotionOf, viewport: Viewport
) -> FigureState | None:
    """What the figure does at `position` ms; None where the drill has no motion.

    In a gap it comes from where the last set left it and waits where the next one begins.
    """
    moment = timeline.moment_at(position)
    work = moment.set
    drill = moment.drill
    motion = motion_of(drill)
    if motion is None:
        return None
    segment = moment.segment
    side = segment.side
    if moment.kind is Kind.MOVE:
        spec = spec_of(drill, motion, side, work.variant, segment.rep, viewport)
        name = segment.phase.name if segment.phase else None
        variant = work.variant.id if work.variant else None
        return FigureState(spec, motion_phase(motion, name, moment.phase_share, variant))
    spec = spec_of(drill, motion, side, work.variant, 0, viewport)
    if moment.kind is Kind.HOLD and drill.changes_in_hold and not motion.hold:
        name = segment.phase.name if segment.phase else None
        variant = work.variant.id if work.variant else None
        return FigureState(spec, motion_phase(motion, name, moment.phase_share, variant))
    if moment.kind is Kind.HOLD:
        return FigureState(spec, _in_time(drill, motion, position - work.start))
    if moment.kind is Kind.END:
        return FigureState(spec, _left_at(drill))
    return _in_gap(timeline, position, spec, motion_of, viewport)


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
    ).bucketed()


@lru_cache(maxsize=256)
def _pace(motion: Motion, variant: str | None, tempo: tuple[Phase, ...]) -> float:
    return pace(motion, variant, {phase.name: phase.ms / 1000 for phase in tempo})


def _amplitude(drill: Drill, motion: Motion, rep: int) -> float:
    if not drill.grows or motion.grows is None or drill.dose.amount < 2:
        return 1.0
    share = min(1.0, rep / (0.7 * (drill.dose.amount - 1)))
    return motion.grows.start + (1.0 - motion.grows.start) * share


def _in_time(drill: Drill, motion: Motion, ms: int) -> float:
    """Goes round and round where the time is for moving, else in and then breathing."""
    if drill.tempo and not motion.hold:
        return ms % drill.rep_ms / drill.rep_ms
    if ms < INTO_HOLD_MS:
        return ms / INTO_HOLD_MS
    return 1.0 + (0.5 - 0.5 * cos(2 * pi * (ms - INTO_HOLD_MS) / BREATH_MS))


def _left_at(drill: Drill) -> float:
    return 1.0 if drill.is_hold and not drill.tempo else 0.0


def _sides_of(drill: Drill, side: Side | None) -> tuple[Side | None, ...]:
    return drill.order if drill.sides is Sides.ALTERNATE else (side,)


def _in_gap(
    timeline: Timeline, position: int, spec: SceneSpec, motion_of: MotionOf, viewport: Viewport
) -> FigureState:
    segment = timeline.segment_at(position)
    index = segment.set - 1
    if index < 0:
        return FigureState(spec, 0.0)
    work = timeline.sets[index]
    drill = timeline.drill_of(work)
    motion = motion_of(drill)
    since = position - work.end - MOVE_AFTER_MS
    if motion is None or since >= MOST_WAY_MS:
        return FigureState(spec, 0.0)
    last = timeline.segment_at(work.end - 1)
    before = spec_of(drill, motion, last.side, work.variant, max(0, work.reps - 1), viewport)
    left_at = _left_at(drill)
    if before == spec and not drill.is_hold:
        return FigureState(spec, 0.0)
    room = timeline.sets[segment.set].start - work.end - MOVE_AFTER_MS
    takes = min(1000.0 * Transition(before, left_at, spec, 0.0).seconds, room)
    if since >= takes:
        return FigureState(spec, 0.0)
    return FigureState(spec, 0.0, (before, left_at), max(0.0, since / takes))
