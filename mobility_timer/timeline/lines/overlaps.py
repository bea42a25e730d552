"""Lines never overlap: the more important wins, the other is shortened or falls silent."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Sequence

from mobility_timer.timeline.cues import Cue, Tone
from mobility_timer.timeline.laying.tape import Due
from mobility_timer.timeline.lines.speaking import PAUSE_MS, speaking_ms
from mobility_timer.timeline.work_cues import CountsDown, PhaseBegins

Spans = list[tuple[int, int]]


def with_lines(cues: Sequence[Due], end: int) -> tuple[Cue, ...]:
    """The cues in order of time, each with the words that fit, the tone, and its latest end.

    A cue that is left with neither is dropped, but for the count of a rep, which may be ticked. No
    beep of a count-down and no tone of a phase sounds over words.
    Each says the longest of its phrasings that neither overlaps a more important line nor runs
    past `end`.
    """
    timed = sorted(cues, key=lambda cue: (cue.at, cue.meaning.rank))
    taken: Spans = []
    lines = [""] * len(timed)
    for place in sorted(range(len(timed)), key=lambda place: timed[place].meaning.rank):
        cue = timed[place]
        lines[place] = next(
            (words for words in _in_time(cue) if _take(taken, cue.at, words, end)), ""
        )
    placed = []
    limit = end
    for cue, line in zip(reversed(timed), reversed(lines), strict=True):
        if line or (_sounds(cue) and not _is_over(taken, cue)):
            until = limit if line else cue.at
            placed.append(Cue(cue.at, cue.meaning, line, cue.meaning.tone, until))
        if line:
            limit = cue.at
    return tuple(reversed(placed))


def _is_over(taken: Spans, cue: Due) -> bool:
    """Whether it is a mere beep while words are said."""
    if not isinstance(cue.meaning, CountsDown | PhaseBegins):
        return False
    place = bisect_right(taken, (cue.at, cue.at))
    before = taken[place - 1] if place else (0, 0)
    begins_with = place < len(taken) and taken[place][0] == cue.at
    return begins_with or before[0] < cue.at < before[1] - PAUSE_MS


def _in_time(cue: Due) -> Iterator[str]:
    for words in cue.meaning.phrasings:
        if cue.until is None or cue.at + speaking_ms(words) <= cue.until:
            yield words


def _sounds(cue: Due) -> bool:
    """Whether it is heard without words."""
    meaning = cue.meaning
    return meaning.tone is not None or meaning.stand_in in (Tone.REP, Tone.PHASE)


def _take(taken: Spans, at: int, words: str, end: int) -> bool:
    span = (at, at + speaking_ms(words) + PAUSE_MS)
    if span[1] > end + PAUSE_MS:
        return False
    place = bisect_left(taken, span)
    if place < len(taken) and taken[place][0] < span[1]:
        return False
    if place and taken[place - 1][1] > span[0]:
        return False
    insort(taken, span)
    return True
