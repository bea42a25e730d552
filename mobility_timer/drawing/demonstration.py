"""What the figure shows before it asks: one slow rep, or the way into the hold, in step with what
is said, so that it stands ready, or is in the hold, when the work begins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from math import cos, pi
from typing import Final

from mobility_timer.figure import Motion, motion_phase
from mobility_timer.routine import Drill, Variant
from mobility_timer.timeline import COUNT_IN_MS, Kind, Timeline, WorkSet

BREATH_MS: Final = 4_500
INTO_HOLD_MS: Final = 1_500
IN_HOLD_BEFORE_MS: Final = 100
"""How long before a hold begins the figure is in it at the latest."""
QUICKEST: Final = 0.8
"""Where there is not even so much of a counted rep's time, only the first part of one is shown."""
SETTLES_MS: Final = 300
"""How long the figure stands before and after what it shows."""
TWICE_APART_MS: Final = 2_000
"""Where there is time for it, a rep is shown as it is said, and once more before the work; the
figure stands at least so long in between."""
LEAST_MS: Final = 900
"""What takes less is not shown: it could not be followed."""


@dataclass(frozen=True)
class Pace:
    """How calmly it is shown: how many times as long as a counted rep one takes where there is
    time, at least before the countdown, and at most; how long the way into a hold; and whether a
    rep is shown again where there is time for it."""

    slower: float
    quickest: float
    slowest: float
    into_hold_ms: int
    twice: bool


USUAL: Final = Pace(
    slower=1.4, quickest=QUICKEST, slowest=2.0, into_hold_ms=INTO_HOLD_MS, twice=True
)
CALM: Final = Pace(
    slower=2.0, quickest=1.4, slowest=3.0, into_hold_ms=2 * INTO_HOLD_MS, twice=False
)
"""Where motion is reduced."""


def is_entered(drill: Drill, motion: Motion) -> bool:
    """Whether the position is held, so that the figure must be in it when the hold begins."""
    return drill.is_hold and (motion.hold or not drill.tempo)


def held_phase(drill: Drill, motion: Motion, ms: int) -> float:
    """The phase when the hold has lasted for `ms`: round and round where the time is for moving,
    else 1 + b, the chest filled to b. Before the hold `ms` is negative."""
    if not is_entered(drill, motion):
        return ms % drill.rep_ms / drill.rep_ms
    return 1.0 + (0.5 - 0.5 * cos(2 * pi * ms / BREATH_MS))


def shown_from(timeline: Timeline, work: WorkSet, motion: Motion, pace: Pace = USUAL) -> int:
    """When the figure must be at the start of the set at the latest, to show it in step with what
    is said."""
    drill = timeline.drill_of(work)
    if is_entered(drill, motion):
        return min(_told(timeline, work, how=False), work.start - INTO_HOLD_MS) - SETTLES_MS
    end = work.start - COUNT_IN_MS
    return min(_told(timeline, work), end - round(pace.slower * drill.rep_ms)) - SETTLES_MS


def placed_from(timeline: Timeline, work: WorkSet) -> int:
    """When it begins to be said where to be; with nothing said, when the set begins."""
    steps = timeline.steps_between(*timeline.gap_before(work))
    return steps[0].at if steps else work.start


def shown_course(
    timeline: Timeline, work: WorkSet, motion: Motion, arrived: int, pace: Pace = USUAL
) -> Callable[[int], float]:
    """The phase at each position, in ms, of the gap before a set, when the figure is at its start
    from `arrived` ms on."""
    drill = timeline.drill_of(work)
    soonest = max(arrived + SETTLES_MS, shown_from(timeline, work, motion, pace) + SETTLES_MS)
    if is_entered(drill, motion):
        latest = work.start - IN_HOLD_BEFORE_MS
        into_ms = max(INTO_HOLD_MS, min(pace.into_hold_ms, latest - soonest))
        return partial(_entering, work, drill, motion, min(soonest, latest - into_ms), into_ms)
    tempo_ms = drill.rep_ms
    end = _ready(timeline, work, soonest + round(pace.quickest * tempo_ms))
    slowest_ms = round(pace.slowest * tempo_ms)
    spans = [(max(soonest, end - slowest_ms), end)]
    if pace.twice and end - soonest > 2 * slowest_ms + TWICE_APART_MS:
        spans.insert(0, (soonest, soonest + slowest_ms))
    spans = [(begin, end) for begin, end in spans if tempo_ms and end - begin >= LEAST_MS]
    rep = _rep_course(drill, motion, work.variant)

    def course(at: int) -> float:
        for begin, end in spans:
            if begin < at < end:
                spent, room = at - begin, end - begin
                if room >= QUICKEST * tempo_ms:
                    return rep(spent / room * tempo_ms)
                return rep(room / 2 * (0.5 - 0.5 * cos(2 * pi * spent / room)))
        return 0.0

    return course


def _entering(
    work: WorkSet, drill: Drill, motion: Motion, begin: int, into_ms: int, position: int
) -> float:
    """The way in, then the breath, which deepens."""
    if position < begin + into_ms:
        return max(0.0, (position - begin) / into_ms)
    deep = min(1.0, (position - begin - into_ms) / into_ms)
    return 1.0 + deep * (held_phase(drill, motion, position - work.start) - 1.0)


def _told(timeline: Timeline, work: WorkSet, *, how: bool = True) -> int:
    """When it begins to be said how to move; with `how` False, the last of where to be."""
    steps = timeline.steps_between(*timeline.gap_before(work))
    times = [step.at for step in steps if step.is_how is how]
    if not times:
        return work.start
    return times[0] if how else times[-1]


def _ready(timeline: Timeline, work: WorkSet, earliest: int) -> int:
    """When the figure is to stand ready: as the countdown begins, or in a change of side or
    variant, and where that would be before `earliest` at a drill that was not done yet, as it
    ends."""
    early = work.start - COUNT_IN_MS
    if timeline.segment_at(work.start - 1).kind is Kind.CHANGE:
        return work.start - SETTLES_MS
    is_known = work.round > 0 or work.block_round > 0 or work.repeat > 0
    return early if is_known or early >= earliest else work.start - SETTLES_MS


def _rep_course(drill: Drill, motion: Motion, variant: Variant | None) -> Callable[[float], float]:
    """The phase of the motion at each time, in ms, of a rep."""
    legs, begins = [], 0
    for phase in drill.tempo_in(variant):
        legs.append((begins, phase.ms, *leg_of(motion, phase.name, variant)))
        begins += phase.ms

    def course(ms: float) -> float:
        for begins, lasts, start, way in legs:
            if ms < begins + lasts:
                return start + way * (ms - begins) / lasts
        _, _, start, way = legs[-1]
        return start + way

    return course


def leg_of(motion: Motion, name: str | None, variant: Variant | None) -> tuple[float, float]:
    """Where in the motion's phase a part of a rep begins, and how far on it leads."""
    turn = variant.id if variant else None
    start, end = (motion_phase(motion, name, share, turn) for share in (0.0, 1.0))
    return start, end - start
