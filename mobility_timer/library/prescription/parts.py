"""A line that holds more than one drill, or a heading before its drill."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from mobility_timer.library.prescription.grammar.items import items_of
from mobility_timer.library.prescription.grammar.tokens import plainly_spelled
from mobility_timer.library.prescription.line import Lines, PrescriptionLine, Read

_SEPARATORS: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (r"\s*;\s*", r"\s*\+\s*", r"\s*[,.] (?:then )?\s*", r",? (?:then|and then|&|and) ")
)
_HEADING: Final = re.compile(
    r"\s*(?:[\w'&/-]+ ){0,3}?(?:warm[- ]?up|cool[- ]?down|weeks?|day|phase|stage|part|session|block"
    r"|level|protocol|program(?:me)?|rehab(?:ilitation)?|routine|home exercises?|hep|workout"
    r"|prehab|activation|main set|finisher|accessory|morning|evening|am|pm)"
    r"(?: ?[\d-]+| [a-d])?(?: \([\w -]+\))?\s*(?::|\s-)\s+(?=\S)",
    re.IGNORECASE,
)
# fmt: off
_OF_THE_BODY: Final = frozenset({
    "hamstrings", "adductors", "abductors", "itb", "it", "hip", "flexor", "flexors", "lats",
    "pecs", "gluteus", "piriformis", "soleus", "achilles", "groin", "shins", "peroneals",
    "quadriceps", "biceps", "triceps", "thoracic", "lumbar", "plantar", "fascia",
})
# fmt: on
"""With these alone a part goes on with the movement before it: calves 1 min, hamstrings 1 min."""

_STRETCHES: Final = frozenset({"stretch", "stretches"})


def read_parts(text: str, shown: str, read: Read) -> Lines:
    """The line as a whole where that is sure, else its drills one by one where each is."""
    if heading := _HEADING.match(text):
        below = read_parts(text[heading.end() :], shown, read)
        if all(line.name for line in below):
            label = heading[0].strip(" :-")
            return tuple(replace(line, notes=(label, *line.notes)) for line in below)
    whole = read(text, shown)
    if all(line.is_sure for line in whole):
        return whole
    for separator in _SEPARATORS:
        parts = [part for part in separator.split(text) if part.strip(" .,;")]
        if len(parts) > 1 and (drills := _drills(parts, read)):
            return drills
    return whole


def _drills(parts: Sequence[str], read: Read) -> Lines:
    """A drill for each part; none where one of them is no drill, or may say something of all."""
    each = [read(part, part.strip()) for part in parts]
    if not all(line.is_sure and names_a_thing(line.name) for lines in each for line in lines):
        return ()
    drills = [line for lines in each for line in lines]
    if {"left", "right"} <= {line.side for line in drills}:
        return ()
    if len({line.sets is None for line in drills}) > 1 or _rests_after_all(drills):
        return ()
    return tuple(as_often(drills))


def names_a_thing(name: str) -> bool:
    """Whether a name is of a drill, and not only how one is done or with what of the body."""
    items = items_of(plainly_spelled(name))
    stretches = {"limb", "coaching"} <= {item.kind for item in items} and any(
        item.text in _STRETCHES for item in items
    )
    return stretches or any(
        item.kind in ("word", "steps") and item.text not in _OF_THE_BODY for item in items
    )


def _rests_after_all(drills: Sequence[PrescriptionLine]) -> bool:
    """Whether only the last has a rest, which may then be that of all."""
    *others, last = drills
    return bool(last.rest_s) and not any(line.rest_s for line in others)


def as_often(drills: Sequence[PrescriptionLine]) -> Iterator[PrescriptionLine]:
    """How often is said once for all."""
    often = {(line.per_day, line.per_week) for line in drills} - {(None, None)}
    per_day, per_week = often.pop() if len(often) == 1 else (None, None)
    for line in drills:
        if line.per_day or line.per_week:
            yield line
        else:
            yield replace(line, per_day=per_day, per_week=per_week)
