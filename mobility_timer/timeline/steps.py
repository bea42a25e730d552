"""The steps of a set-up as they are to be read: what is being said, piece by piece, and in
silence the drill's own steps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from textwrap import wrap

from mobility_timer.routine import Drill
from mobility_timer.timeline.cues import Cue, NamesDrill, SetBegins, SetsUp, SideChanges, Warns
from mobility_timer.timeline.lines.speaking import speaking_ms
from mobility_timer.timeline.model import SetUpStep
from mobility_timer.timeline.work_cues import Coaches, CountsDown
from mobility_timer.words import player

LONGEST_STEP_CHARACTERS = 46
"""What fits into two lines that are read from three metres."""
READ_MS = 2_200
"""The least time that a step is there to be read where nothing is said."""
COUNTDOWN_MS = 3_000


def steps_of(cues: Sequence[Cue], opens: int, start: int, drill: Drill) -> Iterator[SetUpStep]:
    """The steps of the gap that opens and leads to the start of a set, in ms; `cues` are those in
    it, in order of time."""
    said = [cue for cue in cues if cue.line and not isinstance(cue.meaning, CountsDown)]
    over = opens
    for cue in said:
        over = cue.at + speaking_ms(cue.line)
        if isinstance(cue.meaning, SetsUp | Coaches | SideChanges | SetBegins | Warns):
            yield from _said(cue)
    kinds = {type(cue.meaning) for cue in said}
    if NamesDrill in kinds and Coaches not in kinds:
        yield from _silent(drill, over, start - COUNTDOWN_MS)


@lru_cache(maxsize=1024)
def pieces(text: str) -> tuple[str, ...]:
    """A text in pieces that are quickly read: its sentences, the long ones at their commas."""
    found: list[str] = []
    for sentence in re.split(r"(?<=[.?])\s+", text):
        piece = ""
        for clause in _clauses(sentence.rstrip(".")):
            both = f"{piece}, {clause}" if piece else clause
            if piece and len(both) > LONGEST_STEP_CHARACTERS:
                found.append(piece)
                both = clause
            piece = both
        found.append(piece)
    return tuple(piece[:1].upper() + piece[1:] for piece in found if piece)


def _clauses(sentence: str) -> Iterator[str]:
    """Its clauses, each no longer than a step may be where it has words to part it at."""
    for clause in sentence.split(", "):
        count = -(-len(clause) // LONGEST_STEP_CHARACTERS)
        for width in range(len(clause) // max(1, count), LONGEST_STEP_CHARACTERS + 1):
            lines = wrap(clause, width, break_long_words=False, break_on_hyphens=False)
            if len(lines) <= count:
                break
        yield from lines


def _said(cue: Cue) -> Iterator[SetUpStep]:
    """The pieces of a line, each from when it is said; which set it is in figures."""
    parts = pieces(cue.line)
    shares = [speaking_ms(part) for part in parts]
    scale = speaking_ms(cue.line) / max(1, sum(shares))
    meaning, at = cue.meaning, float(cue.at)
    if isinstance(meaning, SetBegins):
        parts = (player.set_of(meaning.number, meaning.drill.rounds), *parts[1:])
    for part, share in zip(parts, shares, strict=True):
        yield SetUpStep(round(at), part, is_how=isinstance(meaning, Coaches))
        at += share * scale


def _silent(drill: Drill, start: int, end: int) -> Iterator[SetUpStep]:
    """As many of the drill's steps as can be read in the time, each as long as the others."""
    lines = [piece for step in drill.setup for piece in pieces(step)]
    count = min(len(lines), (end - start) // READ_MS)
    for number, line in enumerate(lines[: max(0, count)]):
        yield SetUpStep(start + number * (end - start) // count, line)
