"""What has been heard of a line so far, and the line that it makes at its end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any, Final

from mobility_timer.library.prescription.grammar.items import Item
from mobility_timer.library.prescription.grammar.kinds import (
    is_counted,
    is_held,
    is_of_both_at_once,
    is_quick,
    is_tensed,
    is_with_both,
    is_with_one,
    takes_sides,
)
from mobility_timer.library.prescription.grammar.movements import COMMANDS, LIES, POSITIONS
from mobility_timer.library.prescription.grammar.patterns import Saying
from mobility_timer.library.prescription.grammar.phases import breath_of, breathes
from mobility_timer.library.prescription.hearing.amounts import (
    AMOUNTS,
    Amounts,
    amount_of,
    has_amount,
)
from mobility_timer.library.prescription.line import PrescriptionLine
from mobility_timer.library.prescription.naming import Naming
from mobility_timer.words import prescription as words

_SEVERAL = re.compile(r"\b[A-Z](?:(?:-|[,/]? )[A-Z])+\b|\b(?!ABC)[A-Z]{3}s\b|\d-way")
"""Names of several things, of which "each" may be meant."""
_THERE_AND_BACK = re.compile(
    r"\b(?:fwds?|forwards?|front) ?(?:/|&|\+|and) ?(?:bwds?|backwards?|back)\b", re.IGNORECASE
)
"""Of steps one way and back "each" may be of each way."""
_OF_MORE_WAYS = re.compile(r"\b([3-6])[- ]?ways?\b", re.IGNORECASE)
_OF_ALL = re.compile(r"(?:foam )?roll(?:er|ing)?\b|stretch(?:es)?\b|massage\b", re.IGNORECASE)
"""Before several parts of the body, of which each has two sides."""
_ENDS_OF_SENTENCES: Final = frozenset(".:-")
_LIMBS: Final = frozenset({"hand", "hands", "weight", "bag", "pack", "plate", "palms", "palm"})
_ADDED: Final = frozenset({"notes", "needs"})
_ALIKE: Final = frozenset(
    {"each_side", "each_way", "alternates", "both", "is_loose", "is_vague", "breaths", "steps"}
    | {"one_limb", "together"}
)
"""What may be said twice, as it says the same."""
_PLACING: Final = frozenset(
    {"is_after_amount", "is_an_end", "verbatim", "is_vague", "turns", "is_remark"}
)
_MOST_USUAL_SETS, _FEWEST_USUAL_REPS = 5, 8
_FIELDS: Final = frozenset(field.name for field in fields(PrescriptionLine))


class Heard:
    """What was said of a line; a thing that is said twice is not understood."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.said: dict[str, Any] = {}
        self.unknown: list[str] = []
        self._clear_each = self._vague_each = False
        self._variants = ""
        self._variants_first = False
        self._in_sets = False
        self._each_of_sets = ""
        self._hold_of_reps = ""

    def say(self, text: str, said: Saying) -> None:
        """Take what a part of the line says; `text` is that part."""
        if said.get("is_if_alone"):
            alone = not (self.has_amount or self.said.get("times"))
            said = {"until_you_stop": True} if alone else {}
            said = {**said, "verbatim": True}
        if unclear := said.get("unclear"):
            self.unknown.append(unclear)
            return
        if said.get("verbatim"):
            said = {**said, "notes": (_note(text),)}
        if "pyramid" in said and (phases := breath_of(said["pyramid"])) and breathes(self.text):
            said = {key: value for key, value in said.items() if key not in ("pyramid", "is_loose")}
            said["phases"] = phases
        often = self.said.get("sets") or (self.said.get("times") and self.said.get("time_s"))
        is_of_sets = said.get("is_vague") and often and not self._in_sets
        if is_of_sets:
            self._each_of_sets = text
            return
        self._in_sets = "sets" in said or "times" in said
        more = {key: value for key, value in said.items() if key not in _PLACING}
        if said.get("each_side"):
            self._vague_each |= bool(said.get("is_vague"))
            self._clear_each |= not said.get("is_vague")
        if "variants" in said:
            self._variants = _note(text)
            self._variants_first = not self.has_amount
        if said.get("is_again") and self.said.get("times") and not self.has_amount:
            self.said["reps"] = self.said.pop("times")
        twice = [key for key in more if key in self.said and key not in _ADDED | _ALIKE]
        every_day = (more.get("is_daily") and "per_week" in self.said) or (
            self.said.get("is_daily") and "per_week" in more
        )
        if "per_day" in twice and more.get("is_daily") != self.said.get("is_daily"):
            self.said |= {} if more.get("is_daily") else more
            return
        is_within = more.pop("is_within", False)
        if is_within and self.said.get("until_you_stop") and not self._is_timed():
            self.said["within_s"] = more["time_s"][0]
            return
        if self._is_hold_and_reps(more):
            self._hold_of_reps = text
            self.said |= more
            return
        if twice == ["times"] and self._counted_before(more["times"]):
            self.said["reps"], self.said["sets"] = self.said.pop("times"), more["times"][0]
            return
        if twice or every_day or (amount_of(more) and amount_of(self.said)):
            self.unknown.append(text)
            return
        for key in _ADDED & more.keys():
            more[key] = (*self.said.get(key, ()), *more[key])
        self.said |= more

    def _counted_before(self, sets: tuple[int, int]) -> bool:
        """Whether only how often is said so far, and oftener: x 5 each side, x 2."""
        if sets[0] != sets[1] or sets[1] > self.said["times"][0]:
            return False
        return not (self.has_amount or self.said.keys() & {"sets", "reps", "rest_s", "phases"})

    def _is_timed(self) -> bool:
        return bool({"hold_s", "within_s"} & self.said.keys())

    @property
    def has_amount(self) -> bool:
        return has_amount(self.said)

    @property
    def is_of_each_side(self) -> bool:
        """Whether it is plainly said of each side."""
        return self._clear_each and not self.said.get("side")

    def _is_hold_and_reps(self, more: Saying) -> bool:
        """Whether seconds and reps are said beside each other: of each other, where one holds."""
        one, other = ("time_s", "reps") if "reps" in more else ("reps", "time_s")
        known = [key for key in AMOUNTS if self.said.get(key) is not None]
        said = [key for key in AMOUNTS if more.get(key) is not None]
        free = not (more.keys() & self.said.keys() - _ADDED - _ALIKE)
        return known == [one] and said == [other] and free and "held_s" not in self.said

    def take_roles(self, items: Sequence[Item]) -> None:
        """What words say wherever they stand, in the name too: a position, one limb or two."""
        kinds = {item.kind for item in items}
        self.said |= {"one_limb": True} if "one_limb" in kinds else {}
        self.said |= {"together": True} if "two_limbs" in kinds else {}
        goes_on = {"to", "into"} & {item.text for item in items}
        if {"one_limb", "two_limbs"} <= kinds and (goes_on or {"up", "down"} <= kinds):
            del self.said["one_limb"], self.said["together"]
        said = [
            POSITIONS[tuple(item.text.split())]
            for place, item in enumerate(items)
            if item.kind == "position" and not (place and _places_a_limb(items, place))
        ]
        known = [position for position in said if position != LIES]
        if len(set(known)) > 1 and not goes_on:
            self.unknown.append(" / ".join(i.text for i in items if i.kind == "position"))
        elif known:
            self.said["position"] = known[0]
        elif said:
            self.said["lies"] = True

    def lines(self, naming: Naming) -> tuple[PrescriptionLine, ...]:
        """The line; one for each side where the sides have so many sets each."""
        by_side = self.said.pop("sets_by_side", ())
        if by_side and ("sets" in self.said or "side" in self.said):
            self.unknown.append(words.TOO_MANY_SETS)
        line = self._line(naming)
        if not by_side:
            return (line,)
        return tuple(_of_side(line, side, sets) for side, sets in by_side)

    def _line(self, naming: Naming) -> PrescriptionLine:
        told = naming.name if _tells(naming.name) else naming.whole or naming.name
        amounts = Amounts(self.text, self.said, self.unknown, told)
        amounts.settle_breath()
        if self.said.pop("is_pyramid", False) and not self.said.get("pyramid"):
            self.unknown.append(words.PYRAMID)
        amounts.settle_rounds()
        amounts.settle_tabata()
        amounts.settle_short_holds()
        amounts.settle_times()
        if daily := self.said.pop("times_daily", None):
            if self.said.get("sets"):
                self.said["per_day"] = daily
            elif self.said.get("is_of_sets") and daily[0] == daily[1]:
                self.said |= {"sets": daily[0], "per_day": (1, 1)}
            else:
                self.unknown.append(words.sets_or_times_a_day(daily))
        if self._hold_of_reps:
            self._settle_hold_of_reps(told)
        amounts.settle_holds()
        amounts.settle_rest_as_long()
        self._settle_total(naming.name)
        self._settle_sides(naming)
        is_open = self.said.get("until_you_stop") and "within_s" not in self.said
        if is_open and "hold_s" not in self.said and is_held(told):
            self.said["hold_s"] = (0, 0)
        if self.said.pop("is_between_reps", False) and not self.said.get("hold_s"):
            self.unknown.append(words.BETWEEN_REPS)
        said = {key: value for key, value in self.said.items() if key in _FIELDS}
        said["notes"] = (*said.get("notes", ()), *naming.notes)
        if not said["notes"]:
            del said["notes"]
        loose = self.said.get("is_loose") and not said.get("rep_hold_s")
        unknown = [*naming.unknown, *self.unknown]
        low, high = said.get("reps") or (0, 0)
        may_be_sets = low <= _MOST_USUAL_SETS and high >= max(2 * low, _FEWEST_USUAL_REPS)
        if loose and may_be_sets and not {"sets", "each_side"} & said.keys():
            unknown.append(words.sets_of_or_from_to(low, high))
        is_hold = is_held(told) or is_held(naming.whole)
        if loose and is_hold and not (said.get("breaths") or said.get("steps")):
            unknown.append(words.reps_or_seconds(said))
        return PrescriptionLine(
            self.text, name=naming.name, unknown=tuple(unknown), strays=naming.strays, **said
        )

    def _settle_hold_of_reps(self, name: str) -> None:
        each_is_held = self.said.get("alternates") and self._vague_each and not self._clear_each
        if is_held(name) or is_tensed(name) or each_is_held:
            self.said["held_s"] = self.said.pop("time_s")
            self.said["each_side"] = not each_is_held and self.said.get("each_side", False)
        else:
            self.unknown.append(self._hold_of_reps)

    def _settle_total(self, name: str) -> None:
        """Half the reps of each side where the drill has sides; in turn the total is counted."""
        said = self.said
        if not said.pop("is_total", False) or (
            said.get("alternates") and not said.get("each_side")
        ):
            return
        if said.get("each_side") and said.get("hold_s"):
            return
        reps = said.get("reps") or (1, 1)
        sides = ("each_side", "side", "by_side", "together", "both", "alternates")
        halves = takes_sides(name) or said.get("one_limb")
        if "of_each_side" in said:
            return
        if halves and not any(said.get(side) for side in sides) and not any(n % 2 for n in reps):
            said |= {"reps": (reps[0] // 2, reps[1] // 2), "each_side": True}
            self._clear_each = True
        else:
            self.unknown.append(words.TOTAL)

    def _is_of_variants(self) -> bool:
        """Whether an "each" may mean each way of doing it, and no side is named."""
        return bool(self._variants) and not self._clear_each

    def _are_several(self, name: str) -> bool:
        """Whether its name is of several things, of which "each" may be said."""
        return bool(
            _SEVERAL.search(name) or (self.said.get("steps") and _THERE_AND_BACK.search(name))
        )

    def _lacks_order(self) -> bool:
        """Whether it is not said that the dose is for each of the variants."""
        if self.said.get("each_way"):
            return True
        return not (self.said.get("each_side") or self.said.get("is_of_each_variant"))

    def _settle_sides(self, naming: Naming) -> None:
        name = naming.name
        if number := self.said.pop("of_each_side", None):
            if self.said.get("reps") == (2 * number, 2 * number):
                self.said |= {"reps": (number, number), "each_side": True}
                self._clear_each = True
            else:
                self.unknown.append(str(number))
        if number := self.said.pop("of_each_way", None):
            if self.said.get("reps") == (2 * number, 2 * number):
                self.said |= {"reps": (number, number), "each_way": True}
            else:
                self.unknown.append(str(number))
        is_of_reps = self.said.get("rep_hold_s") or self.said.get("sets")
        if self.said.pop("is_held_each", False) and not is_of_reps:
            self._vague_each |= not self.said.get("each_side")
            self.said["each_side"] = True
        if self._each_of_sets and takes_sides(name):
            self.said["each_side"] = self._clear_each = True
        elif self._each_of_sets and not is_of_both_at_once(name):
            self.unknown.append(self._each_of_sets)
        if self.said.pop("both", False):
            if (
                is_with_both(name)
                and not (self.said.get("one_limb") or is_with_one(name))
                and not self.said.get("each_side")
            ):
                self.said["together"] = True
            else:
                self.said["each_side"] = True
                self._clear_each = True
        of_variants = self._is_of_variants() and self.said.get("each_side")
        is_held_so = bool(of_variants and self.said.get("hold_s"))
        if is_held_so and self._variants_first and naming.things <= 1:
            del self.said["each_side"]
        elif (self.said.get("each_side") and naming.things > 1 and _OF_ALL.match(name)) or (
            self.said.get("each_side")
            and (self._vague_each or not self._clear_each)
            and (naming.things > 1 or self._are_several(name) or of_variants)
        ):
            self.unknown.append(words.EACH)
        elif self._variants and self._lacks_order():
            self.unknown.append(self._variants)
        sides = ("each_side", "side", "by_side", "hold_by_side_s", "alternates")
        if any(self.said.get(side) for side in sides):
            self.said.pop("one_limb", None)
        if (found := _OF_MORE_WAYS.search(name)) and self.said.pop("each_way", False):
            self.said["variants"] = words.ways(int(found[1]))
        if number := self.said.pop("variants_by_number", 0):
            self.said["variants"] = words.ways(number)
        if self.said.get("alternates") and not self.said.get("each_side"):
            goes_on = self.said.get("hold_s") and is_quick(name)
            if self.said.get("metres") is not None or goes_on:
                del self.said["alternates"]
                self.said["notes"] = (*self.said.get("notes", ()), words.IN_TURN)
        if self.said.get("most_sets"):
            self.said["notes"] = (
                *self.said.get("notes", ()),
                words.sets_from(self.said["sets"], self.said["most_sets"]),
            )


def _of_side(line: PrescriptionLine, side: str, sets: int) -> PrescriptionLine:
    at = 0 if side == "left" else 1
    reps, held = (
        (both[at], both[at]) if both else None for both in (line.by_side, line.hold_by_side_s)
    )
    return replace(
        line,
        side=side,
        sets=sets,
        reps=reps or line.reps,
        hold_s=held or line.hold_s,
        by_side=None,
        hold_by_side_s=None,
        each_side=False,
    )


def _tells(name: str) -> bool:
    """Whether a name alone tells whether it is held or counted."""
    return is_counted(name) or is_held(name)


def _places_a_limb(items: Sequence[Item], place: int) -> bool:
    """Whether it is a command within a movement, or says where a limb is: hands on tummy."""
    item, before = items[place], items[place - 1]
    first = item.text.split()[0]
    is_dosed = any(one.kind in ("number", "time", "series") for one in items[:place])
    begins = before.text in _ENDS_OF_SENTENCES and not is_dosed
    return (first in COMMANDS and not begins) or (
        first == "on" and (before.kind == "limb" or before.text in _LIMBS)
    )


def _note(text: str) -> str:
    """What is said, without the word that leads to it."""
    return re.sub(
        r"^(?:@|with |at (?!night|work)|using |w/|\+) ?(?:an? )?", "", text.strip(" ,;:()")
    )
