"""The same place in a routine that was changed while it plays."""

from __future__ import annotations

from mobility_timer.timeline import Kind, Moment, Segment, Timeline, WorkSet

Key = tuple[int, int, int, int, object, object]


def remap(old: Timeline, new: Timeline, position: int) -> int:
    """The position in `new` of the drill, side, turn, rep and share of the rep at `position`.

    Where that set is gone, the opening of the next one that is left; where the rep is gone, the
    end of its set.
    """
    segment = old.segment_at(position)
    work = old.sets[segment.set]
    if segment.kind is Kind.LEAD_IN:
        return min(position, new.sets[0].opens)
    if segment.kind is Kind.END:
        return min(new.length, new.sets[-1].end + position - segment.start)
    same = _find(new, work)
    if same is None:
        return _next_left(old, new, work)
    if segment.kind is Kind.REST:
        return max(_end_of_previous(new, same), same.opens - (work.opens - position))
    if not segment.kind.is_work:
        return min(same.start - 1, same.opens + position - work.opens)
    return min(same.end - 1, same.start + _within(old, new, segment, work, position))


def place_of(moment: Moment) -> tuple[object, ...]:
    """What must be the same for the words of before a change to be right after it."""
    work = moment.set
    return (moment.kind, work.drill, work.round, work.repeat, work.side, work.variant)


def _within(old: Timeline, new: Timeline, segment: Segment, work: WorkSet, position: int) -> int:
    offset = position - work.start
    if segment.kind is Kind.HOLD:
        return offset
    was, now = old.drill_of(work).rep_ms, new.routine.drills[work.drill].rep_ms
    return segment.rep * now + (offset - segment.rep * was) * now // was


def _key(work: WorkSet) -> Key:
    variant = work.variant.id if work.variant else None
    return (work.round, work.block_round, work.drill, work.repeat, work.side, variant)


def _find(timeline: Timeline, work: WorkSet) -> WorkSet | None:
    key = _key(work)
    return next((other for other in timeline.sets if _key(other) == key), None)


def _next_left(old: Timeline, new: Timeline, work: WorkSet) -> int:
    for later in old.sets[work.index + 1 :]:
        found = _find(new, later)
        if found is not None:
            return found.opens
    return new.sets[-1].end


def _end_of_previous(timeline: Timeline, work: WorkSet) -> int:
    return timeline.sets[work.index - 1].end if work.index else 0
