"""Reads a prescription line by line.

A line is a drill's name and its dose. Its tokens become items, numbers with their units and words
of known kinds; the longest rule that fits says what some of them mean. What no rule took is the
name, or a note made of words that are known; any other word or number is named, and a line that
holds one gives no entry: nothing is guessed, nothing is dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from mobility_timer.library.prescription.blocks import joined_by_labels, read_block, read_rows
from mobility_timer.library.prescription.grammar.doses import dose_row
from mobility_timer.library.prescription.grammar.items import Item, items_of
from mobility_timer.library.prescription.grammar.kinds import is_counted
from mobility_timer.library.prescription.grammar.lexicon import IN_A_NAME
from mobility_timer.library.prescription.grammar.patterns import Match, Saying, signs_of
from mobility_timer.library.prescription.grammar.phases import phases_at
from mobility_timer.library.prescription.grammar.rules.table import BINDING, RULES
from mobility_timer.library.prescription.grammar.sayings.table import SAYINGS
from mobility_timer.library.prescription.grammar.tokens import plainly_spelled
from mobility_timer.library.prescription.hearing.heard import Heard
from mobility_timer.library.prescription.hearing.paragraphs import (
    as_often_as_said,
    joined_rows,
)
from mobility_timer.library.prescription.hearing.sentences import (
    MOVING_BOTH,
    held_down,
    is_of_two_sides,
    way_before,
)
from mobility_timer.library.prescription.line import Lines, PrescriptionLine
from mobility_timer.library.prescription.naming import name_and_notes
from mobility_timer.library.prescription.parts import read_parts
from mobility_timer.library.prescription.tables import rows_of

_NAMING = frozenset({"word", "coaching", "limb", "position", "hold", "up", "down"})
_THINGS = frozenset({"word", "coaching", "limb"})
_OF_HOW_OFTEN = frozenset({"per_day", "per_week", "is_daily", "notes"})
_TURNING_VERBS = frozenset({"turn", "rotate", "look", "twist", "tilt"})
_TREATING = frozenset(
    f"{how}{verb}"
    for how, verb in (
        *(
            (how, verb)
            for how in ("", "foam ")
            for verb in ("roll", "rolling", "roller", "release")
        ),
        *(("", verb) for verb in ("stretch", "massage", "ice", "stretching", "self-massage")),
    )
)
"""Names that need what they are done to."""
_PLACING = frozenset({"forward", "forwards", "back", "behind", "front", "leading"})
"""Before these a side is where a limb stands, not the side that works."""
_TURNING = frozenset(
    {"bend", "lean", "to", "towards", "toward", "from", "into", "step", "shift", "swing", "kick"}
    | {"roll", "the", "and", "or", "&", "+"}
)
"""After these a side is where one goes, not the side that works."""


def read_prescription(text: str) -> tuple[PrescriptionLine, ...]:
    """The lines of a prescription that hold anything; the head of a table is none."""
    rows = joined_rows([*rows_of(text)], _read)
    lines = [*joined_by_labels([*read_rows(rows, _read)])]
    return _rested([*_spaced([*as_often_as_said(lines)])])


def _spaced(lines: Sequence[PrescriptionLine]) -> Iterator[PrescriptionLine]:
    """The lines, each with the rest before the next drill that a line of its own says of all."""
    of_all = [line for line in lines if line.is_a_rest and line.then_rest_s]
    if len(of_all) != 1 or len(lines) == 1:
        yield from lines
        return
    for line in lines:
        if line.name:
            yield replace(line, then_rest_s=line.then_rest_s or of_all[0].then_rest_s)
        elif line is not of_all[0]:
            yield line


def _rested(lines: Sequence[PrescriptionLine]) -> Lines:
    """The lines, where a rest between two drills belongs to the first; after several sets it may be
    that of each set, and stays."""
    found: list[PrescriptionLine] = []
    for line, after in zip(lines, [*lines[1:], None], strict=False):
        before = found[-1] if found else None
        rests = line.is_a_rest and line.rest_s and after and after.name
        if rests and before and before.name and before.sets is None and not before.block:
            found[-1] = replace(before, then_rest_s=before.then_rest_s or line.rest_s)
        else:
            found.append(line)
    return tuple(found)


def _read(said: str, shown: str) -> Lines:
    return read_parts(said, shown, _read_whole)


def _read_whole(said: str, shown: str) -> Lines:
    return read_block(said, _read_one) or _read_one(said, shown)


def _read_one(said: str, shown: str) -> Lines:
    spelled = plainly_spelled(said)
    return _Line(shown, said, spelled, items_of(spelled)).read()


@dataclass(frozen=True)
class _Step:
    """What was taken from a line, up to `end`."""

    end: int
    said: Saying


class _Line:
    """A line on its way: `taken` are the places of the items that some rule understood."""

    def __init__(self, shown: str, text: str, spelled: str, items: list[Item]) -> None:
        self.text, self.spelled, self.items = text, spelled, items
        self.signs = signs_of(items)
        self.taken: list[int] = []
        self.remarks: set[int] = set()
        self.heard = Heard(shown)
        self.stands_on = ""

    def read(self) -> tuple[PrescriptionLine, ...]:
        at = 0
        while at < len(self.items):
            step = self._step(at)
            if step is None:
                at += 1
                continue
            place = slice(self.items[at].start, self.items[step.end - 1].end)
            if "times" in step.said and self._names_since(at):
                self.heard.unknown.append(self.text[place])
                self.taken += range(at, step.end)
                at = step.end
                continue
            if "is_loose" in step.said and self._goes_on_with_another(at):
                self.heard.unknown.append(self.text[place])
                self.taken += range(at, step.end)
                at = step.end
                continue
            within = step.said.keys() == {"time_s"} and self._kind(at - 1) == "for"
            said = {**step.said, "is_within": True} if within else step.said
            self.heard.say(self.text[place], said)
            if {"side", "both"} & step.said.keys() and at - 1 not in self.taken:
                self.stands_on = self.text[place].removeprefix("on ")
            self.taken += range(at, step.end)
            if "is_remark" in step.said:
                self.remarks |= {*range(at, step.end)}
            at = step.end
        told = [item for place, item in enumerate(self.items) if place not in self.remarks]
        self.heard.take_roles(told)
        naming = name_and_notes(
            self.text,
            self.items,
            frozenset(self.taken),
            is_of_each_side=self.heard.is_of_each_side,
        )
        if naming.name.endswith(" on") or naming.name.lower() in _TREATING:
            naming = replace(naming, name=f"{naming.name} {self.stands_on}".strip())
        return self.heard.lines(naming)

    def _goes_on_with_another(self, at: int) -> bool:
        """Whether so many more are said behind a "then": 10 slow then 10 fast."""
        is_then = at > 0 and self.items[at - 1].text == "then"
        return is_then and ("times" in self.heard.said or self.heard.has_amount)

    def _names_since(self, at: int) -> bool:
        """Whether another thing is named since it was said how often: toes up 10x, heels 10x."""
        since = self.items[max(self.taken, default=at) + 1 : at]
        return "times" in self.heard.said and any(item.kind in _THINGS for item in since)

    def _step(self, at: int) -> _Step | None:
        """The longest that fits there."""
        found = [*self._sayings(at), *self._rules(at)]
        if self._kind(at - 1) != "x" and (row := dose_row(self.items, at, self._is_free)):
            end, said = row
            if "bare" not in said or self._counts_alone(end):
                found.append(_Step(end, _counted(said)))
        return max(found, key=lambda step: step.end, default=None)

    def _sayings(self, at: int) -> Iterator[_Step]:
        start = self.items[at].start
        ends = {item.end: place + 1 for place, item in enumerate(self.items)}
        for form, say in SAYINGS:
            found = form.match(self.spelled, start)
            end = ends.get(start + len(found[0].rstrip())) if found and found[0] else None
            said = say(found) if found and end else None
            if said is None or (said.get("side") and is_of_two_sides(self.items, at)):
                continue
            if end:
                yield _Step(end, said)
        for place, said in phases_at(self.spelled, start):
            if place in ends:
                yield _Step(ends[place], said)

    def _rules(self, at: int) -> Iterator[_Step]:
        for form, rule in RULES:
            if found := form.match(self.signs, at):
                said = rule(Match(self.items, found)) if found.end() > at else None
                if said and "way_s" in said:
                    way = way_before(self.items, at)
                    said = {way: said["way_s"]} if way else None
                if said and "lower_s" in said:
                    said = held_down(self.items, at, found.end()) or said
                if said is not None and self._stands(said, at, found.end()):
                    yield _Step(found.end(), said)

    def _is_free(self, at: int) -> bool:
        """Whether the number there belongs to nothing but a row of amounts."""
        for form, rule in BINDING:
            found = form.match(self.signs, at)
            if found and found.end() > at + 1 and rule(Match(self.items, found)) is not None:
                return False
        return True

    def _counts_alone(self, end: int) -> bool:
        """Whether a number that ends there counts reps: each side, or before a name."""
        after = self._past_marks(end)
        after += self._kind(after) == "manner" and self._kind(after + 1) in ("each", "sided")
        after += self._kind(after) in ("for", "on") and self._kind(after + 1) in ("each", "both")
        beside = {"each", "sided", "both", "bilateral", "alternating", "article", "total"}
        kind = self._kind(after)
        if kind in beside or (kind == "slash" and self._kind(after + 1) in ("limb", "way")):
            return True
        in_brackets = self.items[end : end + 1] and self.items[end].text == "("
        if in_brackets and self._kind(end + 1) == "number":
            return self._kind(end + 2) in ("each", "sided", "slash")
        if kind == "number" and after > end and self._kind(after + 1) == "sets":
            kind = ""
        if kind in ("", "manner") and is_counted(self.text[: self.items[end - 1].start]):
            return not self.heard.has_amount
        starts = self.heard.said.keys() <= _OF_HOW_OFTEN and all(
            place in self.taken or item.kind in ("lead", "mark")
            for place, item in enumerate(self.items[: end - 1])
        )
        return starts and kind in IN_A_NAME - {
            "mark",
            "slash",
            "aim",
            "on",
            "off",
            "for",
            "and",
            "of",
        }

    def _stands(self, said: Mapping[str, Any], at: int, end: int) -> bool:
        """Whether a saying that depends on its place stands in it."""
        names = self._kind(end) in IN_A_NAME - {"mark", "slash", "with", "for", "on", "at"}
        if (said.get("one_limb") or said.get("together")) and names and not self._is_named(at):
            return False
        if said.get("both") and at and self.items[at - 1].text in MOVING_BOTH:
            return False
        if said.get("side") and is_of_two_sides(self.items, at):
            return False
        if said.get("is_vague") and self._ends_a_name_after_its_dose(at, end):
            return True
        is_limbs = said.get("one_limb") or said.get("together")
        is_dosed = self.heard.has_amount or "times" in self.heard.said
        if is_limbs and is_dosed and self._kind(at - 1) == "mark" and self._is_named(at):
            return True
        if said.get("is_after_amount"):
            return self._is_after_amount(at)
        if said.get("turns") and self._turns(at) and not self._is_after_amount(at):
            return False
        if said.get("side") and self._turns(at) and not self._is_a_limb(at, end):
            return False
        if not said.get("is_an_end"):
            return True
        follows = self._kind(end)
        if self._is_after_amount(at):
            placed = end + (follows == "limb")
            return not (self._kind(placed) and self.items[placed].text in _PLACING)
        if at == 0 or all(item.kind == "mark" for item in self.items[:at]):
            return end == at + 1 or follows == "mark" or follows not in IN_A_NAME
        before = self.items[at - 1].text.split()[-1]
        if before == "roll" and at > 1 and self.items[at - 2].text == "foam":
            before = ""
        is_for_a_time = follows == "for" and self._kind(end + 1) == "time"
        ends = follows in ("", "mark") or follows not in IN_A_NAME or is_for_a_time
        return before not in _TURNING and ends

    def _is_a_limb(self, at: int, end: int) -> bool:
        """Whether a side there is of the limb that works, also of what turns."""
        limb = self.items[end - 1]
        turned = ("side", "sides", "shoulder", "hand", "arm")
        return limb.kind == "limb" and limb.text not in turned and self._is_after_amount(at)

    def _ends_a_name_after_its_dose(self, at: int, end: int) -> bool:
        """Whether it stands last, behind a name that begins with its dose: 10 leg swings each."""
        first = self._past_marks(0)
        between = [
            item.kind for place, item in enumerate(self.items[:at]) if place not in self.taken
        ]
        return (
            first in self.taken
            and self._kind(end) in ("", "mark")
            and bool(_THINGS & {*between})
            and self.heard.has_amount
        )

    def _is_named(self, at: int) -> bool:
        """Whether the name stands before it."""
        before = enumerate(self.items[:at])
        return any(place not in self.taken and item.kind in _NAMING for place, item in before)

    def _turns(self, at: int) -> bool:
        """Whether the name before it says where one turns, which its left and right belong to."""
        return any(item.text in _TURNING_VERBS for item in self.items[:at])

    def _is_after_amount(self, at: int) -> bool:
        before = at - 1
        while before >= 0 and self.items[before].kind in ("mark", "and"):
            before -= 1
        return before in self.taken

    def _past_marks(self, at: int) -> int:
        while self._kind(at) == "mark":
            at += 1
        return at

    def _kind(self, at: int) -> str:
        return self.items[at].kind if 0 <= at < len(self.items) else ""


def _counted(said: Saying) -> Saying:
    """A number alone counts reps."""
    if "bare" not in said:
        return said
    others = {key: value for key, value in said.items() if key != "bare"}
    return {**others, "reps": said["bare"], "is_loose": True}
