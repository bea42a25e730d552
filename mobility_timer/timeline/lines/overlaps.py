"""Lines never overlap: the more important wins, the other is shortened or falls silent."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Sequence

from mobility_timer.timeline.cues import Cue, Tone
from mobility_timer.timeline.lines.speaking import PAUSE_MS, speaking_ms
from mobility_timer.timeline.work_cues import CountsDown


def with_lines(cues: Sequence[Cue], end: int) -> tuple[Cue, ...]:
    """The cues in order of time, each with the words that fit, the tone, and its latest end.

    A cue that is left with neither is dropped, but for the count of a rep, which may be ticked. No
    beep of a count-down sounds over words.
    Each says the longest of its phrasings that neither overlaps a more important line nor runs
    past `end`.
    """
    taken: list[tuple[int, int]] = []
    lines: dict[int, str] = {}
    ranked = sorted(range(len(cues)), key=lambda i: (cues[i].meaning.rank, cues[i].at))
    for index in ranked:
        cue = cues[index]
        lines[index] = next(
            (words for words in _in_time(cue) if _take(taken, cue.at, words, end)), ""
        )
    order = sorted(range(len(cues)), key=lambda i: (cues[i].at, cues[i].meaning.rank))
    placed = []
    limit = end
    for index in reversed(order):
        cue = cues[index]
        line = lines[index]
        placed.append(Cue(cue.at, cue.meaning, line, cue.meaning.tone, limit if line else cue.at))
        if line:
            limit = cue.at
    return tuple(cue for cue in reversed(placed) if _is_heard(cue) and not _is_over(taken, cue))


def _is_over(taken: list[tuple[int, int]], cue: Cue) -> bool:
    """Whether it is a mere beep while words are said."""
    if cue.line or not isinstance(cue.meaning, CountsDown):
        return False
    place = bisect_right(taken, (cue.at, cue.at))
    before = taken[place - 1] if place else (0, 0)
    begins_with = place < len(taken) and taken[place][0] == cue.at
    return begins_with or before[0] < cue.at < before[1] - PAUSE_MS


def _in_time(cue: Cue) -> Iterator[str]:
    for words in cue.meaning.phrasings:
        if not cue.until or cue.at + speaking_ms(words) <= cue.until:
            yield words


def _is_heard(cue: Cue) -> bool:
    ticked = cue.meaning.stand_in in (Tone.REP, Tone.PHASE)
    return ticked or bool(cue.line) or cue.tone is not None


def _take(taken: list[tuple[int, int]], at: int, words: str, end: int) -> bool:
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
