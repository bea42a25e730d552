"""Which shot of the figure belongs to a moment, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass

from mobility_timer.drawing.palette import Theme
from mobility_timer.drawing.shot import Shot
from mobility_timer.figure.motion import Motion, motion_phase
from mobility_timer.playback.stretch import Stretch
from mobility_timer.playback.transport import State
from mobility_timer.routine.model import Drill, Side, Sides
from mobility_timer.timeline.timeline import Kind, Moment, Timeline, WorkSet


@dataclass(frozen=True)
class Take:
    """The figure at one time: which shot, how far in it, and whether it stands still."""

    shot: Shot
    phase: float
    paused: bool


@dataclass(frozen=True)
class Frame:
    """The place of the picture: logical pixels, device pixels per logical one, theme."""

    width: int
    height: int
    ratio: float
    theme: Theme


def take_of(stretch: Stretch, motion: Motion, frame: Frame) -> Take:
    """The figure at a stretch; in a gap it stands where the coming set begins."""
    moment = stretch.moment
    shot = shot_of(moment.drill, moment.set, moment.side, moment.rep, motion, frame)
    return Take(shot, _phase(moment, motion), stretch.state is not State.PLAYING)


def shot_of(
    drill: Drill, work: WorkSet, side: Side | None, rep: int, motion: Motion, frame: Frame
) -> Shot:
    """The shot of one rep, counted from 1, or of a hold."""
    return Shot(
        motion=motion,
        side=side,
        turn=work.turn.id if work.turn else None,
        amplitude=_amplitude(drill, work, rep, motion),
        width=frame.width,
        height=frame.height,
        dpr=frame.ratio,
        theme=frame.theme,
        seconds=drill.rep_ms / 1000 or motion.seconds,
    ).bucketed()


def shots_of_set(timeline: Timeline, work: WorkSet, motion: Motion, frame: Frame) -> list[Shot]:
    """All shots that a set needs, the first one first."""
    drill = timeline.drill_of(work)
    sides: tuple[Side | None, ...] = (work.side,)
    if drill.sides is Sides.ALTERNATE:
        sides = drill.order
    reps = range(1, max(1, work.reps) + 1) if drill.grows else (1,)
    shots = [shot_of(drill, work, side, rep, motion, frame) for rep in reps for side in sides]
    return list(dict.fromkeys(shots))


def _amplitude(drill: Drill, work: WorkSet, rep: int, motion: Motion) -> float:
    if not drill.grows or motion.grows is None or work.reps < 2:
        return 1.0
    share = max(0, rep - 1) / (work.reps - 1)
    return motion.grows.start + (1 - motion.grows.start) * share


def _phase(moment: Moment, motion: Motion) -> float:
    turn = moment.turn.id if moment.turn else None
    if moment.kind is Kind.MOVE:
        name = moment.segment.phase.name if moment.segment.phase else None
        return motion_phase(motion, name, moment.phase_share, turn)
    if moment.kind is Kind.HOLD:
        held = moment.at - moment.segment.start
        return min(1.0, held / (1000 * motion.seconds))
    return 1.0 if moment.kind is Kind.END and moment.drill.is_hold else 0.0
