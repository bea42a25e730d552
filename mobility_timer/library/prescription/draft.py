"""The draft of a routine in YAML from a prescription; what it does not say stands in a comment."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mobility_timer.library.prescription.line import PrescriptionLine
from mobility_timer.library.prescription.reader import read_prescription
from mobility_timer.routine import (
    FEWEST_METRES,
    LONGEST_HOLD_S,
    LONGEST_NAME_CHARACTERS,
    LONGEST_REST_S,
    MOST_METRES,
    MOST_REPS,
    MOST_ROUNDS,
    SHORTEST_HOLD_S,
    SLOWEST_PHASE_MS,
    Counts,
    Drill,
    Sides,
)
from mobility_timer.words import prescription as words


@dataclass(frozen=True)
class DraftLine:
    """A line of the prescription, and why it gives no entry; `refused` is empty where it does.

    `said.unknown` are the words that were not understood; `drill` is the one at hand that it means,
    None for one of its own.
    """

    said: PrescriptionLine
    refused: str = ""
    drill: Drill | None = None


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


_POSITIONS = {
    "side-lying": r"side[- ]?lying|\bside ?plank|clam ?shells?|clams?|open books?",
    "lying": r"\bsupine|prone|lying|bridges?|dead ?bugs?|curl-ups?",
    "kneeling": (
        r"(?:half|tall)?[- ]?kneeling|quadruped|all[- ]fours|bird[- ]?dogs?"
        r"|cat[- /]?c(?:ow|amel)s?|planks?"
    ),
    "sitting": r"\bseated|sitting|long ?sit",
    "standing": r"standing|squats?|lunges?|calf raises?|heel (?:drops?|raises?)|wall ?sits?",
}
_WAYS = ", ".join(
    f"{{id: {id}, name: {name}, says: {name.lower()}}}" for id, name in words.WAYS.items()
)
_BREATHING = "{inhale: {seconds: 3, breath: in}, exhale: {seconds: 4, breath: out}}"
_HOLDING = ("hold", "pause")
_LIFTING = ("lift", "up", "rise", "raise")
_LOWERING = ("lower", "down", "sink")


def draft_prescription(text: str, name: str, drills: Mapping[str, Drill]) -> Draft:
    """The draft of a routine from the lines of a prescription.

    `drills` are those at hand by their ids; a line with the name or the id of one of them means
    that one, any other name is a drill of its own. What is not understood stands in a comment.
    """
    known = {_form(drill.name): drill for drill in drills.values()}
    known |= {_form(id): drill for id, drill in drills.items()}
    found = [(line, known.get(_form(line.name))) for line in read_prescription(text)]
    lines = tuple(DraftLine(line, _refusal(line, drill), drill) for line, drill in found)
    rows = [f"name: {_quoted(name)}", "drills:"]
    for (line, drill), drafted in zip(found, lines, strict=True):
        if drafted.refused:
            rows.append(f"  # {' '.join(line.text.split())}")
            rows.append(f"  # ^ {drafted.refused}")
        else:
            rows += _comments(line)
            rows += _own(line) if drill is None else _known(line, drill)
    return Draft("\n".join(rows) + "\n", lines)


def _form(name: str) -> str:
    """A name without the letters in which it may be written otherwise."""
    return " ".join(re.sub(r"e?s?\b", "", re.sub(r"[-_/]", " ", name.lower())).split())


def _refusal(line: PrescriptionLine, drill: Drill | None) -> str:
    """Why the line gives no entry; empty where it does."""
    if line.unknown:
        return words.not_understood(line.unknown)
    if not line.name:
        return words.NO_NAME
    if not line.has_dose:
        return words.NO_DOSE
    return _out_of_bounds(line) or (_misfit(line, drill) if drill else "")


def _out_of_bounds(line: PrescriptionLine) -> str:
    """What the line asks for that the format has no room for."""
    counted = (*(line.reps or ()), *line.pyramid, *(line.by_side or ()))
    held = () if line.until_you_stop or line.hold_s is None else line.hold_s
    held = (*held, line.within_s) if line.within_s else held
    if counted and not 1 <= min(counted) <= max(counted) <= MOST_REPS:
        return words.out_of_bounds(words.REPS, 1, MOST_REPS)
    if held and not SHORTEST_HOLD_S <= min(held) <= max(held) <= LONGEST_HOLD_S:
        return words.out_of_bounds(words.A_HOLD, SHORTEST_HOLD_S, LONGEST_HOLD_S)
    if line.metres and not FEWEST_METRES <= line.metres <= MOST_METRES:
        return words.out_of_bounds(words.METRES, FEWEST_METRES, MOST_METRES)
    if not 1 <= (line.sets or 1) <= MOST_ROUNDS:
        return words.out_of_bounds(words.SETS, 1, MOST_ROUNDS)
    if (line.rest_s or (0, 0))[1] > LONGEST_REST_S:
        return words.out_of_bounds(words.A_REST, 1, LONGEST_REST_S)
    phases = (line.rep_hold_s or 1, line.lift_s or 1, line.lower_s or 1)
    if max(phases) > SLOWEST_PHASE_MS // 1000:
        return words.out_of_bounds(words.A_PHASE, 1, SLOWEST_PHASE_MS // 1000)
    is_timed = line.lift_s or line.lower_s
    if is_timed and (not line.has_phases or line.steps or line.breaths):
        return words.NO_REPS_TO_TIME
    if is_timed and line.tempo:
        return words.TWO_TEMPI
    if line.alternates and line.reps and any(reps % 2 for reps in line.reps):
        return words.ODD
    if line.name and len(line.name) > LONGEST_NAME_CHARACTERS:
        return words.LONG_NAME
    return words.TWO_SIDES if line.side and (line.each_side or line.alternates) else ""


def _misfit(line: PrescriptionLine, drill: Drill) -> str:
    """What the line says that this drill cannot do."""
    way = drill.dose.counts is Counts.METRES
    if (line.metres is not None) is not way or line.steps is not (
        drill.dose.counts is Counts.STEPS
    ):
        return words.counts_otherwise(drill.name)
    is_held = line.hold_s is not None
    if not line.within_s and drill.is_hold is not is_held and not way:
        return words.held(drill.name) if drill.is_hold else words.counted(drill.name)
    if line.within_s and drill.is_hold:
        return words.held(drill.name)
    if (line.side or line.by_side) and drill.sides is not Sides.EACH:
        return words.no_sides(drill.name)
    if line.each_side and drill.sides is Sides.BOTH:
        return words.no_sides(drill.name)
    if line.alternates and drill.sides is not Sides.ALTERNATE:
        return words.no_sides(drill.name)
    if line.each_way and len(drill.variants) != len(words.WAYS):
        return words.no_ways(drill.name)
    phases = {phase.name for phase in drill.tempo}
    wanted = [names for names, seconds in _phases(line) if seconds]
    if line.tempo or not all(phases.intersection(names) for names in wanted):
        return words.own_tempo(drill.name)
    return ""


def _phases(line: PrescriptionLine) -> Iterator[tuple[Sequence[str], int | None]]:
    """What the phases may be called of which the line says how long they take, in seconds."""
    yield _LIFTING, line.lift_s
    yield _HOLDING, line.rep_hold_s
    yield _LOWERING, line.lower_s


def _known(line: PrescriptionLine, drill: Drill) -> Iterator[str]:
    """The entry of a drill that is at hand."""
    yield f"  - drill: {_quoted(drill.id)}"
    twice = line.each_side and drill.sides is Sides.ALTERNATE and not drill.is_hold
    for key, value in _amounts(line, 2 if twice else 1):
        yield f"    {key}: {value}"
    names = [phase.name for phase in drill.tempo]
    tempo = [
        f"{next(name for name in names if name in known)}: {seconds}"
        for known, seconds in _phases(line)
        if seconds
    ]
    if tempo:
        yield f"    tempo: {{{', '.join(tempo)}}}"
    if line.side:
        yield f"    order: [{line.side}]"
    yield from _ends(line)


def _own(line: PrescriptionLine) -> Iterator[str]:
    """A drill that is written out."""
    position = next((p for p, form in _POSITIONS.items() if _has(line.name, form)), "")
    yield f"  - name: {_quoted(line.name)}"
    yield f"    position: {position or f'standing{words.NOT_SAID}'}"
    if line.needs:
        yield f"    needs: [{', '.join(map(_quoted, line.needs))}]"
    amounts = ", ".join(f"{key}: {value}" for key, value in _amounts(line, 1))
    if line.each_side or line.side or line.by_side or line.alternates:
        yield f"    sides: {'alternate' if line.alternates else 'each'}"
        yield f"    side_means: {words.WORKING_SIDE}"
    if line.side:
        yield f"    order: [{line.side}]"
    yield f"    dose: {{{amounts}}}"
    if line.has_phases:
        yield f"    tempo: {_tempo(line)}"
    if line.each_way:
        yield f"    variants: [{_WAYS}]"
    yield from _ends(line)


def _amounts(line: PrescriptionLine, times: int) -> Iterator[tuple[str, str]]:
    """The keys of a dose; `times` where the drill counts both sides together."""
    if line.until_you_stop:
        yield ("reps" if line.hold_s is None else "hold"), "max"
        if line.within_s:
            yield "in", str(line.within_s)
    elif line.metres:
        yield "distance", str(line.metres)
    elif line.pyramid:
        yield "reps", f"[{', '.join(str(times * reps) for reps in line.pyramid)}]"
    elif line.by_side:
        yield "reps", f"{{left: {line.by_side[0]}, right: {line.by_side[1]}}}"
    else:
        key = "hold" if line.reps is None else "steps" if line.steps else "reps"
        low, high = (times * end for end in line.reps or line.hold_s or (0, 0))
        yield key, str(low)
        if low < high:
            yield "range", f"[{low}, {high}]"


def _ends(line: PrescriptionLine) -> Iterator[str]:
    """The keys that any entry may have."""
    if line.sets and not line.pyramid:
        yield f"    sets: {line.sets}"
    if line.rest_s:
        yield f"    rest: {line.rest_s[0]}"
    if line.notes:
        yield f"    notes: [{', '.join(_quoted(_sentence(note)) for note in line.notes)}]"
    if line.pain:
        yield f"    pain: {_quoted(line.pain)}"


def _comments(line: PrescriptionLine) -> Iterator[str]:
    if line.per_day:
        yield f"  # {words.so_often(line.per_day, 'day')}"
    if line.per_week:
        yield f"  # {words.so_often(line.per_week, 'week')}"
    if line.rest_s and line.rest_s[0] < line.rest_s[1]:
        yield f"  # {words.rest(*line.rest_s)}"


def _tempo(line: PrescriptionLine) -> str:
    if line.tempo:
        return line.tempo
    if line.steps:
        return f"{{step: 1}}{words.NOT_SAID}"
    if line.breaths:
        return f"{_BREATHING}{words.NOT_SAID}"
    hold = f"hold: {line.rep_hold_s}, " if line.rep_hold_s else ""
    said = f"{{lift: {line.lift_s or 1.5}, {hold}lower: {line.lower_s or 1.5}}}"
    return said if line.lift_s and line.lower_s else f"{said}{words.NOT_SAID}"


def _has(name: str, form: str) -> bool:
    return re.search(rf"\b(?:{form})\b", name, re.IGNORECASE) is not None


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
