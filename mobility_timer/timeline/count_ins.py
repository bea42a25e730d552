"""How playback goes on after a pause: from where, and what is heard until then."""

from __future__ import annotations

from mobility_timer.timeline.cues import Cue, Meaning
from mobility_timer.timeline.model import Kind
from mobility_timer.timeline.timeline import Timeline
from mobility_timer.timeline.work_cues import CountsDown, Starts

COUNT_IN_MS = 3_000


def resume_from(timeline: Timeline, position: int) -> tuple[int, int]:
    """Where to go on after a pause at `position`, and how long a count-in that takes, in ms.

    A rep begins again, a hold goes on, a gap leaves at least the time of a count-in.
    """
    segment = timeline.segment_at(position)
    if segment.kind is Kind.MOVE:
        return timeline.rep_start(position), COUNT_IN_MS
    if segment.kind is Kind.HOLD:
        return position, COUNT_IN_MS
    if segment.kind is Kind.END:
        return position, 0
    return min(position, max(segment.start, segment.end - COUNT_IN_MS)), 0


def count_in_cues(
    timeline: Timeline, position: int, length_ms: int = COUNT_IN_MS
) -> tuple[tuple[int, Cue], ...]:
    """The cues of a count-in of `length_ms` that ends at `position`, where the timeline stands.

    Each comes with the milliseconds before the end of the count-in at which it is due. The start
    is among them where the timeline has none of its own at that position.
    """
    meanings: list[tuple[int, Meaning]] = [(n * 1000, CountsDown(n)) for n in (3, 2, 1)]
    here = timeline.cues_between(position, position + 1)
    if not any(isinstance(cue.meaning, Starts) for cue in here):
        meanings.append((0, Starts()))
    return tuple((before, _at(position, it)) for before, it in meanings if before <= length_ms)


def _at(position: int, meaning: Meaning) -> Cue:
    line = next(iter(meaning.phrasings), "")
    return Cue(position, meaning, line, meaning.tone, position)
