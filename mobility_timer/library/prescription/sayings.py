"""What the patterns of a prescription say, as fields of its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from mobility_timer.library.prescription.line import PrescriptionLine, Range
from mobility_timer.library.prescription.patterns import NUMBERS
from mobility_timer.words import prescription as words

Saying: TypeAlias = Mapping[str, Any]
Found: TypeAlias = re.Match[str]
Rule: TypeAlias = Callable[[PrescriptionLine, Found], Saying | None]
"""What was found says this; None where it says nothing here, and the next rule is tried."""


def is_(**said: Any) -> Rule:
    """The same whatever was found."""
    return lambda _line, _found: said


def range_of(key: str, **more: Any) -> Rule:
    """A number or a range, with the sets beside it."""

    def rule(_line: PrescriptionLine, found: Found) -> Saying | None:
        value = _range(found)
        return None if value is None else {**_sets(found), key: value, **more}

    return rule


def text_of(key: str, part: str) -> Rule:
    return lambda _line, found: {key: found[part]}


def amount(line: PrescriptionLine, found: Found) -> Saying | None:
    """Reps or seconds, with sets before or after them; after a hold the times it is held."""
    said, sets = _range(found), _sets(found)
    is_time = bool(found.groupdict().get("unit"))
    if said is None or (line.sets and sets):
        return None
    if line.hold_s and not line.sets and not is_time:
        return so_often(line, found)
    return {**sets, "hold_s" if is_time else "reps": said}


def hold(line: PrescriptionLine, found: Found) -> Saying | None:
    """A hold of each rep, or of the set where no reps are said."""
    held = _range(found)
    if held is None or held[0] == held[1]:
        return None if held is None else {"rep_hold_s": held[0]}
    return None if line.reps else {"hold_s": held}


def so_often(line: PrescriptionLine, found: Found) -> Saying | None:
    """How often, after what: sets of a hold or of reps, else reps."""
    held = line.hold_s or line.rep_hold_s
    often = _range(found)
    if often is None:
        return None
    if (held or line.reps or line.metres or line.until_you_stop) and not line.sets:
        alone = often[0] == often[1] and (held is None or not line.reps)
        return {"sets": often[0]} if alone else None
    return {"reps": often}


def sets(_line: PrescriptionLine, found: Found) -> Saying:
    return {"sets": _number(found["low"])}


def until_you_stop(_line: PrescriptionLine, found: Found) -> Saying | None:
    said = {**_sets(found), "until_you_stop": True}
    if not found.groupdict().get("low"):
        return said
    within = _range(found)
    return {**said, "within_s": within[0]} if within and within[0] == within[1] else None


def held_until_you_stop(_line: PrescriptionLine, found: Found) -> Saying:
    return {**_sets(found), "until_you_stop": True, "hold_s": (0, 0)}


def clock(_line: PrescriptionLine, found: Found) -> Saying:
    seconds = int(found["minutes"]) * 60 + int(found["seconds"])
    return {**_sets(found), "hold_s": (seconds, seconds)}


def half_minutes(_line: PrescriptionLine, found: Found) -> Saying:
    seconds = int(found["minutes"]) * 60 + 30
    return {**_sets(found), "hold_s": (seconds, seconds)}


def pyramid(line: PrescriptionLine, found: Found) -> Saying | None:
    amounts = tuple(map(int, re.findall(r"\d+", found["amounts"])))
    return None if line.sets and line.sets != len(amounts) else {"pyramid": amounts}


def by_side(_line: PrescriptionLine, found: Found) -> Saying:
    return {"by_side": (int(found["left"]), int(found["right"]))}


def reps_of_holds(_line: PrescriptionLine, found: Found) -> Saying | None:
    reps = _range(found)
    return {**_sets(found), "reps": reps, "rep_hold_s": int(found["held"])} if reps else None


def metres(_line: PrescriptionLine, found: Found) -> Saying:
    return {**_sets(found), "metres": int(found["metres"])}


def on_off(_line: PrescriptionLine, found: Found) -> Saying | None:
    on, rest = _range(found), int(found["rest"])
    return {**_sets(found), "hold_s": on, "rest_s": (rest, rest)} if on else None


def seconds_of(key: str) -> Rule:
    return lambda _line, found: {key: _number(found["low"])}


def four_digits(_line: PrescriptionLine, found: Found) -> Saying:
    return {"tempo": "-".join(found["tempo"])}


def note(_line: PrescriptionLine, found: Found) -> Saying:
    """For the person to read, without the word that leads to it."""
    return {"notes": re.sub(r"^(?:@|with |at |using |w/) ?", "", found[0].strip(" ,()"))}


def manner(line: PrescriptionLine, found: Found) -> Saying | None:
    """How it is to be done, after the dose; before it a word of the name."""
    return note(line, found) if line.has_dose else None


def pain(_line: PrescriptionLine, found: Found) -> Saying:
    level = found.groupdict().get("level")
    if not level:
        return {"pain": words.STOP_IF_IT_HURTS}
    return {"pain": words.pain_limit(int(level), under=bool(found["under"]))}


def need(_line: PrescriptionLine, found: Found) -> Saying:
    return {"needs": re.sub(r"^(?:an?|the|your) ", "", found["need"].lower())}


def _number(text: str) -> int:
    return NUMBERS.get(text.lower()) or int(text)


def _range(found: Found) -> Range | None:
    """From the least to the most, in seconds where a unit says minutes; None where backwards."""
    groups = found.groupdict()
    factor = 60 if (groups.get("unit") or "s").lower()[:1] in "m'" else 1
    low = _number(found["low"])
    high = _number(groups.get("high") or found["low"])
    return (low * factor, high * factor) if low <= high else None


def _sets(found: Found) -> Saying:
    count = found.groupdict().get("sets")
    return {"sets": _number(count)} if count else {}
