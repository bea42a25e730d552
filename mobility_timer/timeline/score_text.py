"""A timeline as text: what happens when, and what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mobility_timer.words import score as words
from mobility_timer.words import spoken

if TYPE_CHECKING:
    from mobility_timer.timeline.cues import Cue
    from mobility_timer.timeline.model import Kind, Segment
    from mobility_timer.timeline.timeline import Timeline


def minutes_seconds(ms: int) -> str:
    """10:04 for 603,200 ms, 3:01:00 from an hour on: rounded up to whole seconds."""
    minutes, seconds = divmod(-(-ms // 1000), 60)
    hours, rest = divmod(minutes, 60)
    return f"{hours}:{rest:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def stamp(ms: int) -> str:
    """10:04.3 for 604,300 ms."""
    return f"{ms // 60_000}:{ms % 60_000 // 1000:02d}.{ms % 1000 // 100}"


def score(timeline: Timeline) -> str:
    """One line a segment outside of reps, one line a set of reps, and the cues beneath."""
    routine = timeline.routine
    lines = [f"{routine.name} {minutes_seconds(timeline.length)}"]
    shown: set[tuple[Kind, int]] = set()
    for segment in timeline.segments:
        key = (segment.kind, segment.set)
        if key in shown and segment.kind.is_work:
            continue
        shown.add(key)
        end = timeline.sets[segment.set].end if segment.kind.is_work else segment.end
        lines.append(f"{stamp(segment.start):>8}  {_heading(timeline, segment, end)}")
        lines += [_cue(cue) for cue in timeline.cues_between(segment.start, end)]
    return "\n".join(lines) + "\n"


def _heading(timeline: Timeline, segment: Segment, end: int) -> str:
    work = timeline.sets[segment.set]
    drill = timeline.drill_of(work)
    length = end - segment.start
    if not segment.kind.is_work:
        return words.gap(segment.kind.value, length)
    parts = [drill.name]
    if work.side is not None:
        parts.append(spoken.SIDES[work.side.value])
    if work.variant is not None:
        parts.append(work.variant.name)
    counts, ends = drill.dose.counts.value, drill.dose.ends.value
    dose = words.dose(work.reps, counts, ends)
    return f"{', '.join(parts)}: {dose}, {words.seconds(length)}"


def _cue(cue: Cue) -> str:
    sounds = cue.tone or (None if cue.line else cue.meaning.stand_in)
    tone = words.TONES[sounds.value] if sounds else ""
    return f"{stamp(cue.at):>8}    {tone:<8}  {cue.line}".rstrip()
