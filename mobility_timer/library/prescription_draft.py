"""The draft of a routine in YAML from a prescription; what it does not say stands in a comment."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from mobility_timer.library.prescription import Line
from mobility_timer.routine import MOST_REPS, MOST_ROUNDS, SHORTEST_HOLD_S, Drill, Sides


def draft_yaml(lines: Sequence[Line], name: str, drills: Mapping[str, Drill]) -> str:
    """The text of a routine with an entry for each line that is sure, the others as comments.

    `drills` are those at hand; a line with the name or the id of one of them means that one. It
    has no drills where no line is sure.
    """
    known = {drill.name.lower(): drill for drill in drills.values()} | dict(drills)
    text = [f"name: {_quoted(name)}", "drills:"]
    for line in lines:
        drill = known.get(line.name.lower())
        entry = list(_entry(line, drill)) if line.is_sure and _can_be(line, drill) else []
        text += entry or [f"  # Not understood: {' '.join(line.text.split())}"]
    return "\n".join(text) + "\n"


def _can_be(line: Line, drill: Drill | None) -> bool:
    """Whether the format can say the line, for the drill at hand where it is one."""
    amount = (line.reps or line.hold_s or (0, 0))[0]
    least = 1 if line.reps else SHORTEST_HOLD_S
    if not least <= amount <= (MOST_REPS if line.reps else 1800) or (line.sets or 1) > MOST_ROUNDS:
        return False
    if drill is None:
        return True
    sided = drill.sides is Sides.EACH or not (line.each_side or line.side)
    return drill.is_hold is (line.hold_s is not None) and sided and not line.rep_hold_s


def _entry(line: Line, drill: Drill | None) -> Iterator[str]:
    yield from _comments(line)
    amount = f"reps: {line.reps[0]}" if line.reps else f"hold: {(line.hold_s or (0,))[0]}"
    if drill is not None:
        yield f"  - drill: {_quoted(drill.id)}"
        yield f"    {amount}"
    else:
        yield f"  - name: {_quoted(line.name[:60])}"
        yield "    position: standing  # not said"
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


def _comments(line: Line) -> Iterator[str]:
    if line.per_day:
        yield f"  # {line.per_day} times a day" if line.per_day > 1 else "  # Daily"
    if line.per_week:
        low, high = line.per_week
        yield f"  # {low} times a week" if low == high else f"  # {low} to {high} times a week"


def _range(line: Line) -> str:
    low, high = line.reps or line.hold_s or (0, 0)
    return f", range: [{low}, {high}]" if low < high else ""


def _sides(line: Line) -> Iterator[str]:
    if line.each_side or line.side:
        yield "    sides: each"
        yield "    side_means: the side that works"
    if line.side:
        yield f"    order: [{line.side}]"


def _tempo(line: Line) -> str:
    if line.tempo:
        return line.tempo
    hold = f"hold: {line.rep_hold_s}, " if line.rep_hold_s else ""
    return f"{{lift: 1.5, {hold}lower: 1.5}}  # not said"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
