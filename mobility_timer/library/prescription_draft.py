"""The draft of a routine in YAML from a prescription; what it does not say stands in a comment."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mobility_timer.library.prescription import PrescriptionLine, read_prescription
from mobility_timer.routine import (
    LONGEST_HOLD_S,
    MOST_REPS,
    MOST_ROUNDS,
    SHORTEST_HOLD_S,
    Drill,
    Sides,
)
from mobility_timer.words import prescription as words


@dataclass(frozen=True)
class DraftLine:
    """A line of the prescription, and why it gives no entry; `refused` is empty where it does.

    `said.unknown` are the words that were not understood.
    """

    said: PrescriptionLine
    refused: str = ""


@dataclass(frozen=True)
class Draft:
    """The text of a routine in YAML, and what became of each line that held anything.

    The text has an entry for each line that is not refused; it can be read where there is one.
    """

    text: str
    lines: tuple[DraftLine, ...]

    @property
    def refused(self) -> tuple[DraftLine, ...]:
        return tuple(line for line in self.lines if line.refused)

    @property
    def has_entries(self) -> bool:
        return len(self.refused) < len(self.lines)


def draft_prescription(text: str, name: str, drills: Mapping[str, Drill]) -> Draft:
    """The draft of a routine from the lines of a prescription.

    `drills` are those at hand by their ids; a line with the name or the id of one of them means
    that one, any other name is a drill of its own. What is not understood stands in a comment.
    """
    known = {drill.name.lower(): drill for drill in drills.values()} | dict(drills)
    found = [(line, known.get(line.name.lower())) for line in read_prescription(text)]
    lines = tuple(DraftLine(line, _refusal(line, drill)) for line, drill in found)
    rows = [f"name: {_quoted(name)}", "drills:"]
    for (line, drill), drafted in zip(found, lines, strict=True):
        if drafted.refused:
            rows.append(f"  # {' '.join(line.text.split())}")
            rows.append(f"  # ^ {drafted.refused}")
        else:
            rows += _entry(line, drill)
    return Draft("\n".join(rows) + "\n", lines)


def _refusal(line: PrescriptionLine, drill: Drill | None) -> str:
    """Why the line gives no entry; empty where it does."""
    if line.unknown:
        return words.not_understood(line.unknown)
    if not line.name:
        return words.NO_NAME
    amount = line.reps or line.hold_s
    if amount is None:
        return words.NO_DOSE
    if line.reps and not 1 <= line.reps[0] <= line.reps[1] <= MOST_REPS:
        return words.out_of_bounds("Reps", 1, MOST_REPS)
    if line.hold_s and not SHORTEST_HOLD_S <= amount[0] <= amount[1] <= LONGEST_HOLD_S:
        return words.out_of_bounds(words.A_HOLD, SHORTEST_HOLD_S, LONGEST_HOLD_S)
    if not 1 <= (line.sets or 1) <= MOST_ROUNDS:
        return words.out_of_bounds("Sets", 1, MOST_ROUNDS)
    return _misfit(line, drill) if drill else ""


def _misfit(line: PrescriptionLine, drill: Drill) -> str:
    """What the line says that this drill cannot do."""
    if drill.is_hold and line.reps:
        return words.held(drill.name)
    if not drill.is_hold and line.hold_s:
        return words.counted(drill.name)
    if (line.each_side or line.side) and drill.sides is not Sides.EACH:
        return words.no_sides(drill.name)
    return words.no_hold_in_reps(drill.name) if line.rep_hold_s else ""


def _entry(line: PrescriptionLine, drill: Drill | None) -> Iterator[str]:
    yield from _comments(line)
    amount = f"reps: {line.reps[0]}" if line.reps else f"hold: {(line.hold_s or (0,))[0]}"
    if drill is not None:
        yield f"  - drill: {_quoted(drill.id)}"
        yield f"    {amount}"
    else:
        yield f"  - name: {_quoted(line.name[:60])}"
        yield f"    position: standing{words.NOT_SAID}"
        yield f"    dose: {{{amount}{_range(line)}}}"
        yield from _sides(line)
        if line.reps:
            yield f"    tempo: {_tempo(line)}"
    if drill is not None and line.side:
        yield f"    order: [{line.side}]"
    if line.sets:
        yield f"    sets: {line.sets}"
    if line.rest_s:
        yield f"    rest: {line.rest_s}"


def _comments(line: PrescriptionLine) -> Iterator[str]:
    if line.per_day:
        yield f"  # {words.times_a_day(line.per_day)}"
    if line.per_week:
        yield f"  # {words.times_a_week(*line.per_week)}"


def _range(line: PrescriptionLine) -> str:
    low, high = line.reps or line.hold_s or (0, 0)
    return f", range: [{low}, {high}]" if low < high else ""


def _sides(line: PrescriptionLine) -> Iterator[str]:
    if line.each_side or line.side:
        yield "    sides: each"
        yield f"    side_means: {words.WORKING_SIDE}"
    if line.side:
        yield f"    order: [{line.side}]"


def _tempo(line: PrescriptionLine) -> str:
    if line.tempo:
        return line.tempo
    hold = f"hold: {line.rep_hold_s}, " if line.rep_hold_s else ""
    return f"{{lift: 1.5, {hold}lower: 1.5}}{words.NOT_SAID}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
