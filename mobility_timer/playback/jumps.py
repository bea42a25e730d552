"""Where the sets and drills before and after a position begin, in ms of the timeline."""

from __future__ import annotations

from bisect import bisect_right

from mobility_timer.timeline import Kind, Timeline

JUST_BEGUN_MS = 2_000


def next_set(timeline: Timeline, position: int) -> int:
    """The opening of the next set; after the last one its end, and in the last words theirs."""
    later = bisect_right(timeline.sets, position, key=lambda work: work.opens)
    return timeline.sets[later].opens if later < len(timeline.sets) else _end(timeline, position)


def previous_set(timeline: Timeline, position: int) -> int:
    """The opening of the set before; once a set has really begun, of that set."""
    opened = bisect_right(timeline.sets, position, key=lambda work: work.opens)
    if not opened:
        return 0
    here = timeline.sets[opened - 1]
    if here.start + JUST_BEGUN_MS < position:
        return here.opens
    return timeline.sets[max(0, here.index - 1)].opens


def next_drill(timeline: Timeline, position: int) -> int:
    """The drill after the one that is shown; out of a rest, the one that it leads to."""
    here = timeline.span_at(position)
    resting = timeline.segment_at(position).kind is Kind.REST
    target = here if resting else here + 1
    spans = timeline.spans
    return spans[target].start if target < len(spans) else _end(timeline, position)


def previous_drill(timeline: Timeline, position: int) -> int:
    """The drill before; once its first set has begun, this drill; before the first one, 0."""
    spans, index = timeline.spans, timeline.span_at(position)
    if position < spans[0].start:
        return 0
    first = next(work for work in timeline.sets if work.opens == spans[index].start)
    if position > first.start + JUST_BEGUN_MS or index == 0:
        return spans[index].start
    return spans[index - 1].start


def _end(timeline: Timeline, position: int) -> int:
    worked = timeline.sets[-1].end
    return worked if position < worked else timeline.length
