"""What to write instead of a dose that the format does not know, where its meaning is plain."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from mobility_timer.library.prescription.line import PrescriptionLine
from mobility_timer.library.prescription.reader import read_prescription
from mobility_timer.routine import MOST_ROUNDS, SHORTEST_HOLD_S
from mobility_timer.words import value_faults as words

_CROSSED: Final = re.compile(r"([0-9]{1,3}) ?[x\u00d7*]", re.IGNORECASE)
_PAIR: Final = re.compile(r"([0-9]{1,3}) ?[/+] ?([0-9]{1,3})")
_LONGEST_CHARACTERS: Final = 60
_SHORTEST_WORK_S: Final = 15
_ONLY_A_DOSE: Final = PrescriptionLine("")
_OF_A_DOSE: Final = (
    *("text", "name", "sets", "reps", "pyramid", "by_side", "hold_s", "hold_by_side_s"),
    *("each_side", "each_way"),
)


def instead_of(text: str, key: str = "") -> str:
    """What says the same in the format; empty where that is not plain. `key` is that of the dose,
    empty for a dose in one text."""
    if crossed := _CROSSED.fullmatch(text):
        number = int(crossed[1])
        if number > MOST_ROUNDS or not number:
            return str(number) if number and key != "hold" else ""
        return words.only_sets(number) if key == "hold" else words.reps_or_sets(number)
    if pair := _PAIR.fullmatch(text):
        first, second = map(int, pair.groups())
        if first != second:
            least = SHORTEST_HOLD_S if key == "hold" else 1
            sides = _under(key, "reps", _by_side(first, second))
            low, high = sorted((first, second))
            return words.either(f"{low}-{high}", sides) if low >= least else ""
        may_rest = not key and first >= _SHORTEST_WORK_S
        says = words.sides_or_rest if may_rest else words.of_each_side
        return says(first) if first else ""
    if not text or len(text) > _LONGEST_CHARACTERS:
        return ""
    lines = read_prescription(f"{words.SOMETHING} {text}")
    return _written(lines[0], key) if len(lines) == 1 and lines[0].is_sure else ""


def _by_side(left: int, right: int) -> str:
    return f"{{left: {left}, right: {right}}}"


def _under(key: str, own: str, amounts: str) -> str:
    """Amounts as they stand under their key, with a key of their own where they have none."""
    return amounts if key else f"{{{own}: {amounts}}}"


def _written(line: PrescriptionLine, key: str) -> str:
    """A dose in the format's form; empty where a line says more than that holds."""
    if line != replace(_ONLY_A_DOSE, **{field: getattr(line, field) for field in _OF_A_DOSE}):
        return ""
    if line.pyramid and (key != "hold" or min(line.pyramid) >= SHORTEST_HOLD_S):
        return _under(key, "reps", f"[{', '.join(map(str, line.pyramid))}]")
    if line.by_side and key != "hold":
        return _under(key, "reps", _by_side(*line.by_side))
    if line.hold_by_side_s and key in ("hold", ""):
        return _under(key, "hold", _by_side(*line.hold_by_side_s))
    counted = line.reps if key != "hold" else None
    held = line.hold_s if key in ("hold", "") else None
    low, high = counted or held or (0, 0)
    if not low:
        return ""
    unit = " s" if held and not key else ""
    amount = f"{low}{unit}" if low == high else f"{low}-{high}{unit}"
    amount = f"{line.sets}x{amount}" if line.sets else amount
    if line.each_way:
        return words.each_way(amount)
    return words.of_each_side(amount) if line.each_side else amount
