"""The draft of a routine in YAML from a prescription; what gives no entry stands in a comment."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from mobility_timer.library.faults import FileFaults
from mobility_timer.library.prescription.entries import Often, entry_rows
from mobility_timer.library.prescription.fitting import misfit, refusal
from mobility_timer.library.prescription.line import PrescriptionLine
from mobility_timer.library.prescription.reader import read_prescription
from mobility_timer.library.prescription.told import dose_in_words
from mobility_timer.library.prescription.usual import guesses
from mobility_timer.library.reading.reader import read_routine
from mobility_timer.routine import Drill, Origin
from mobility_timer.words import prescription as words


@dataclass(frozen=True)
class DraftLine:
    """A line of the prescription, and why it gives no entry; `refused` is empty where it does.

    `said.unknown` are the words that were not understood; `drill` is the one at hand that it means,
    None for one of its own. `apart` is why it is one of its own although one at hand has its name.
    """

    said: PrescriptionLine
    refused: str = ""
    drill: Drill | None = None
    apart: str = ""

    @property
    def dose(self) -> str:
        """What was understood of its dose, in words."""
        return dose_in_words(self.said, self.drill)

    @property
    def guess(self) -> str:
        """What a drill of one's own takes that the line does not say; empty for one at hand."""
        parts = () if self.drill or self.refused else tuple(guesses(self.said))
        return words.guessed(parts) if parts else ""

    @property
    def kept(self) -> str:
        """The words that were not understood and stand in the notes; empty where there are none."""
        return words.kept(self.said.strays) if self.said.strays and not self.refused else ""


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


_FILE = "prescription.yaml"
_NOT_SAID: Often = (None, None)


def draft_prescription(text: str, name: str, drills: Mapping[str, Drill]) -> Draft:
    """The draft of a routine from the lines of a prescription.

    `drills` are those at hand by their ids; a line with the name or the id of one of them means
    that one where it can be done so, else it is a drill of its own. Each line stands for itself:
    what cannot be an entry is refused, stands in a comment, and touches no other line.
    """
    known = {_form(drill.name): drill for drill in drills.values()}
    known |= {_form(id): drill for id, drill in drills.items()}
    read = ((line, known.get(_form(line.name))) for line in read_prescription(text))
    each = [_tried(_matched(line, drill), drills) for line, drill in read]
    lines = tuple(line for group in _groups(each) for line in _whole(group))
    often = _often_of_all(lines)
    rows = [f"name: {json.dumps(name, ensure_ascii=False)}"]
    for key, times in zip(("per_day", "per_week"), often, strict=True):
        if times:
            rows.append(f"{key}: {times[0] if times[0] == times[1] else list(times)}")
    rows.append("drills:")
    groups = [*_groups(lines)]
    last = [line for line in lines if not line.refused][-1:]
    for group in groups:
        rows += _rows_of_all(group, _NOT_SAID if often != _NOT_SAID else None)
        if not group[-1].refused and group[-1] not in last:
            rows += _rest_rows(group[-1])
    return Draft("\n".join(rows) + "\n", lines)


def _form(name: str) -> str:
    """A name without the letters in which it may be written otherwise."""
    return " ".join(re.sub(r"e?s?\b", "", re.sub(r"[-_/]", " ", name.lower())).split())


def _matched(line: PrescriptionLine, drill: Drill | None) -> DraftLine:
    """The line with the drill at hand, where that can be done as the line says."""
    if refused := refusal(line):
        return DraftLine(line, refused)
    apart = misfit(line, drill) if drill else ""
    return DraftLine(line, drill=None if apart else drill, apart=apart)


def _tried(line: DraftLine, drills: Mapping[str, Drill]) -> DraftLine:
    """The line, refused where its entry alone makes no routine."""
    if line.refused:
        return line
    text = "\n".join(["name: One", "drills:", *_rows(line, _often(line))])
    try:
        read_routine(text, _FILE, Origin.USER, drills)
    except FileFaults as faults:
        return replace(line, refused=faults.faults[0].message)
    return line


def _groups(lines: Sequence[DraftLine]) -> Iterator[list[DraftLine]]:
    """The lines of each block; those of none beside each other."""
    for _, group in groupby(lines, key=lambda line: id(line.said.block)):
        yield [*group]


def _whole(group: Sequence[DraftLine]) -> Iterator[DraftLine]:
    """The lines of a block, none of them where one is refused."""
    is_broken = group[0].said.block is not None and any(line.refused for line in group)
    for line in group:
        refused = line.refused or words.NOT_WITHOUT_THE_OTHERS
        yield replace(line, refused=refused) if is_broken else line


def _rows_of_all(group: Sequence[DraftLine], often: Often | None) -> Iterator[str]:
    """`often` stands in the notes of each; None where each has its own."""
    block = None if group[0].refused else group[0].said.block
    if block is not None:
        yield f"  - rounds: {block.rounds}"
        if block.rest_s:
            yield f"    rest: {block.rest_s}"
        yield "    drills:"
    for line in group:
        rest = [] if line is group[-1] else _rest_rows(line)
        for row in (*_rows(line, often or _often(line)), *rest):
            yield row if block is None else f"    {row}"


def _rest_rows(line: DraftLine) -> list[str]:
    """The rest between a drill and the next."""
    rest_s = line.said.then_rest_s
    return [f"  - rest: {rest_s[0]}"] if rest_s and not line.refused else []


def _rows(line: DraftLine, often: Often) -> list[str]:
    if line.refused:
        return [f"  # {' '.join(line.said.text.split())}", f"  # ^ {line.refused}"]
    kept = [f"  # {line.kept}"] if line.kept else []
    return [*kept, *entry_rows(line.said, line.drill, often)]


def _often(line: DraftLine) -> Often:
    return line.said.per_day, line.said.per_week


def _often_of_all(lines: Sequence[DraftLine]) -> Often:
    """How often all of them are done, where they say the same."""
    said = {_often(line) for line in lines if not line.refused}
    return said.pop() if len(said) == 1 else _NOT_SAID
