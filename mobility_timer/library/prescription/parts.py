"""A line that holds more than one drill, or a heading before its drill."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Final

from mobility_timer.library.prescription.grammar.items import items_of
from mobility_timer.library.prescription.grammar.kinds import (
    is_counted,
    is_held,
    is_of_both_at_once,
)
from mobility_timer.library.prescription.grammar.movements import usual_position
from mobility_timer.library.prescription.grammar.tokens import plainly_spelled
from mobility_timer.library.prescription.line import Lines, PrescriptionLine, Read

_SEPARATORS: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (r"\s*;\s*", r"\s*\+\s*", r"\s*[,.] (?:then )?\s*", r",? (?:then|and then|&|and) ")
)
_HEADING: Final = re.compile(
    r"\s*for (?:the |your |my )?[a-z ]{3,20}\s*:\s+(?=\S)|"
    r"\s*(?:[\w'&/-]+ ){0,3}?(?:warm[- ]?up|cool[- ]?down|weeks?|wks?|days?|phase|stage|part"
    r"|session|block"
    r"|level|protocol|program(?:me)?|rehab(?:ilitation)?|routine|exercises|home exercise|hep"
    r"|workout"
    r"|prehab|activation|main set|finisher|accessory|morning|evening|am|pm)"
    r"(?: ?[\d-]+| [a-d])?(?: \([\w -]+\))?\s*(?::|\s-)\s+(?=\S)"
    r"|\s*(?:@ ?|at |the )?(?:home|gym|work|office|track|desk|pool)\s*(?::|\s-)\s+(?=\S)"
    r"|\s*rehab for [a-z' ]{3,25}:\s+(?=\S)"
    r"|\s*(?:run(?:ning)?|form|speed|foot|balance) (?:drills|work|exercises"
    r"|intrinsics?)\s*:\s+(?=\S)"
    r"|\s*[^\d:=]{0,50}?\b(?:homework|gang|team|crew|squad|everyone|folks|all|finisher|session"
    r"|reminder|lads|guys)(?:\s*:|\s=)\s+(?=\S)"
    r"|\s*(?:before|after|post|pre|on)[ -](?:[a-z]+ ){0,4}?[a-z]+\s*:\s+(?=\S)"
    r"|\s*(?:plyos?|plyometrics|mobility|strength(?:ening)?|core)\s*(?::|\s-)\s+(?=\S)",
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

_HOW_OFTEN: Final = re.compile(
    r"\b(?:am|mornings?) ?(?:&|and|\+|/) ?(?:pm|evenings?|nights?)\b"
    r"|\bdaily\b|\bweekly\b|\d ?x (?:day|week|wk)\b|\b(?:(?:times|(?<![a-z])x|once"
    r"|twice)(?: (?:a|per|each))?|(?:a|per|each|every|other)) (?:day|week|session|morning"
    r"|evening)",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(r"\s*([^\d:=]{3,60}?)(?:\s*:|\s=)\s+(?=\S)")
_FEWEST_LABEL_WORDS: Final = 3
"""Of a label before a dose: with fewer it may be the name of the drill."""
_OF_ALL: Final = re.compile(
    r"\s*((?:static |dynamic )?stretch(?:es|ing)?|(?:foam )?roll(?:er|ing)?|massage(?: gun)?"
    r"|release) ?[:-]? ",
    re.IGNORECASE,
)
"""A movement that the parts of the body after it have in common: foam roll: calves, quads."""

_TWO: Final = re.compile(
    r"(?P<one>[^\d,;:.]{2,30}?) (?:&|and|\+)"
    r" (?P<other>[^\d,;:.]{2,30}?)(?P<dose>[,: -]+\d[^;]{0,40}?) of (?:each|both)\b"
    r"(?! (?:sides?|legs?|feet|foot|arms?|ways?|directions?))(?P<more>.*)",
    re.IGNORECASE,
)

_OF_A_DOSE: Final = frozenset(
    {"number", "fold", "time", "part_time", "distance", "load", "pair", "series"}
    | {"hold", "x", "again", "rest", "each", "sided", "total", "most", "longest"}
)
"""How a dose begins, which names no drill."""

_STRETCHES: Final = frozenset({"stretch", "stretches", "raise", "lift"})


def read_parts(text: str, shown: str, read: Read) -> Lines:
    """The line as a whole where that is sure, else its drills one by one where each is."""
    if headed := _headed(text, shown, lambda below, shown: read_parts(below, shown, read)):
        return headed
    whole = read(text, shown)
    if all(line.is_sure for line in whole):
        return whole
    for separator in _SEPARATORS:
        parts = [part for part in separator.split(text) if part.strip(" .,;")]
        if len(parts) > 1 and (drills := _drills(parts, read)):
            return drills
    return _of_each(text, read) or _of_the_body(text, read) or _labelled(text, read) or whole


def _of_each(text: str, read: Read) -> Lines:
    """Two drills with the dose of each: heel walks & toe walks, 20 m of each."""
    found = _TWO.match(plainly_spelled(text))
    if not found:
        return ()
    rest = f"{found['dose']}{found['more']}"
    lines = [
        line for name in (found["one"], found["other"]) for line in read(f"{name}{rest}", text)
    ]
    known = all(
        line.is_sure and (is_counted(line.name) or is_held(line.name) or names_a_thing(line.name))
        for line in lines
    )
    return tuple(lines) if known and len(lines) > 1 else ()


def _headed(text: str, shown: str, read: Read) -> Lines:
    """The drills behind a heading, which stands in the notes of each that has no other."""
    heading = _HEADING.match(plainly_spelled(text))
    if not heading or _HOW_OFTEN.search(heading[0]):
        return ()
    below = read(text[heading.end() :], shown)
    if not all(line.name for line in below):
        return ()
    label = text[: heading.end()].strip(" :=-@\u2013\u2014")
    return tuple(
        line
        if line.text != shown and _HEADING.match(plainly_spelled(line.text))
        else replace(line, notes=(label, *line.notes))
        for line in below
    )


def _labelled(text: str, read: Read) -> Lines:
    """The line behind a label without a number that stands before a colon."""
    found = _LABEL.match(plainly_spelled(text))
    if not found:
        return ()
    below = text[found.end() :]
    first, *_ = items_of(plainly_spelled(below))
    names = is_counted(found[1]) or is_held(found[1]) or usual_position(found[1], lies=False)
    long = len(found[1].split()) >= _FEWEST_LABEL_WORDS
    if names or not (first.kind in ("word", "coaching") or (first.kind == "number" and long)):
        return ()
    lines = read(below, text)
    if not all(line.is_sure and names_a_thing(line.name) for line in lines):
        return ()
    return tuple(
        replace(line, text=line.text, notes=(found[1].strip(), *line.notes)) for line in lines
    )


def _of_the_body(text: str, read: Read) -> Lines:
    """A drill for each part of the body, where one movement is said of all."""
    first = _OF_ALL.match(plainly_spelled(text))
    parts = (
        [part.strip(" .") for part in re.split(r"[,;]|\band\b|&|\+", text[first.end() :])]
        if first
        else []
    )
    if not first or len(parts) < 2:
        return ()
    movement = first[1]
    lines = [line for part in parts for line in read(f"{movement} {part}", part)]
    sure = all(line.is_sure and line.name.lower() != movement.lower() for line in lines)
    return tuple(as_often(lines)) if sure else ()


def _drills(parts: Sequence[str], read: Read) -> Lines:
    """A drill for each part; none where one of them is no drill, or may say something of all."""
    each = [_headed(part, part.strip(), read) or read(part, part.strip()) for part in parts]
    of_all = each.pop() if len(each) > 2 and _is_of_all(each[-1]) else ()
    if not all(line.is_sure and names_a_thing(line.name) for lines in each for line in lines):
        return ()
    drills = [line for lines in each for line in lines]
    of_both = any(is_of_both_at_once(line.name) for line in drills)
    if of_both and any(said.each_side for said in of_all):
        return ()
    drills = [_with_what_is_of_all(line, of_all) for line in drills]
    first, *others = map(_begins_with_its_dose, parts[: len(each)])
    if any(others) and not first:
        return ()
    names = {line.name.lower() for line in drills}
    if {"left", "right"} <= {line.side for line in drills} and len(names) > 1:
        return ()
    if len({line.sets is None for line in drills}) > 1 or _rests_after_all(drills):
        return ()
    return tuple(as_often(drills))


def _is_of_all(lines: Lines) -> bool:
    """Whether nothing but sides, or how often, is said."""
    (line, *more) = lines
    plain = not (more or line.name or line.unknown or line.has_dose or line.sets or line.rest_s)
    return plain and bool(line.each_side or line.per_day or line.per_week)


def _with_what_is_of_all(line: PrescriptionLine, of_all: Lines) -> PrescriptionLine:
    """A drill with the sides that are said once at the end of several."""
    sided = line.side or line.by_side or line.hold_by_side_s or line.together
    for said in of_all:
        line = replace(
            line,
            each_side=line.each_side or (said.each_side and not sided),
            per_day=line.per_day or said.per_day,
            per_week=line.per_week or said.per_week,
            notes=(*line.notes, *said.notes),
        )
    return line


def _begins_with_its_dose(part: str) -> bool:
    """Whether its dose stands before its name; after a drill whose dose stands behind it that may
    be the same drill's."""
    items = items_of(plainly_spelled(part))
    leads = [*takewhile(lambda item: item.kind in ("often", "mark", "lead"), items)]
    first, *others = items[len(leads) :] or items
    if first.kind == "pause":
        return bool(others) and others[0].kind in ("for", "time", "part_time")
    return first.kind in _OF_A_DOSE


def names_a_thing(name: str) -> bool:
    """Whether a name is of a drill, and not only how one is done or with what of the body."""
    items = items_of(plainly_spelled(name))
    stretches = {"limb", "coaching"} & {item.kind for item in items} and any(
        item.text in _STRETCHES for item in items
    )
    return bool(stretches) or any(
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
