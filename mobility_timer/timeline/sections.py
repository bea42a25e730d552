"""Sets that were laid by themselves, joined: which words are said where one meets the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from mobility_timer.timeline.cues import Cue
from mobility_timer.timeline.laying.sets import LaidSet
from mobility_timer.timeline.laying.tape import Due
from mobility_timer.timeline.lines.overlaps import with_lines
from mobility_timer.timeline.model import Section
from mobility_timer.timeline.steps import steps_of


class _Run(NamedTuple):
    """Sets in a row of which each may still be speaking when the next one begins.

    `reach` is the latest that a line of them may end, in ms from the beginning of the first.
    """

    first: int
    sets: tuple[LaidSet, ...]
    reach: int


def joined(laid: Sequence[LaidSet]) -> tuple[Section, ...]:
    """A section for each set, the very same wherever the same sets stand together.

    Lines compete within their run alone. Of what follows it matters only when the next line is.
    """
    begins = [0, *accumulate(laid_set.length for laid_set in laid)]
    lines: dict[tuple[int, ...], tuple[tuple[Cue, ...], int | None]] = {}
    known: dict[tuple[tuple[int, ...], int], tuple[Section, ...]] = {}
    found = []
    limit = end = begins[-1]
    for first, run, reach in reversed(list(_runs(laid))):
        begin, key = begins[first], tuple(map(id, run))
        if key not in lines:
            chosen = with_lines(_cues_of(run), min(reach, end - begin))
            lines[key] = chosen, next((cue.at for cue in chosen if cue.line), None)
        (cues, first_line), until = lines[key], limit - begin
        if (key, until) not in known:
            known[key, until] = tuple(_sections(run, _ending(cues, until)))
        found.append(known[key, until])
        if first_line is not None:
            limit = begin + first_line
    return tuple(section for sections in reversed(found) for section in sections)


def _runs(laid: Sequence[LaidSet]) -> Iterator[_Run]:
    first = at = 0
    reach = laid[0].reach
    for place in range(1, len(laid)):
        at += laid[place - 1].length
        laid_set = laid[place]
        if reach < at:
            yield _Run(first, tuple(laid[first:place]), reach)
            first, at, reach = place, 0, laid_set.reach
        else:
            reach = max(reach, at + laid_set.reach)
    yield _Run(first, tuple(laid[first:]), reach)


def _cues_of(run: Sequence[LaidSet]) -> list[Due]:
    """The cues of all, in ms from the beginning of the first."""
    cues = list(run[0].cues)
    at = run[0].length
    for laid_set in run[1:]:
        cues += [cue.later(at) for cue in laid_set.cues]
        at += laid_set.length
    return cues


def _ending(cues: Sequence[Cue], until: int) -> list[Cue]:
    """The cues, the last line of them over by `until`."""
    last = max((place for place, cue in enumerate(cues) if cue.line), default=None)
    ending = list(cues)
    if last is not None:
        cue = cues[last]
        ending[last] = Cue(cue.at, cue.meaning, cue.line, cue.tone, until)
    return ending


def _sections(run: Sequence[LaidSet], cues: Sequence[Cue]) -> Iterator[Section]:
    """The run parted into its sets again, each with the cues that begin in its time."""
    at = 0
    for laid_set in run:
        own = [cue for cue in cues if at <= cue.at < at + laid_set.length]
        if at:
            own = [cue.later(-at) for cue in own]
        told = [cue for cue in own if cue.at < laid_set.start]
        yield Section(
            length=laid_set.length,
            segments=laid_set.segments,
            cues=tuple(own),
            gates=laid_set.gates,
            stops=laid_set.stops,
            steps=tuple(steps_of(told, laid_set.opens, laid_set.start, laid_set.plan.drill)),
        )
        at += laid_set.length
