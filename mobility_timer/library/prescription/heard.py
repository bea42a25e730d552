"""What has been heard of a line so far, and the line that it makes at its end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any, Final

from mobility_timer.library.prescription.grammar.items import Item
from mobility_timer.library.prescription.grammar.kinds import (
    is_held,
    is_with_both,
    is_with_one,
    takes_sides,
)
from mobility_timer.library.prescription.grammar.movements import COMMANDS, LIES, POSITIONS
from mobility_timer.library.prescription.grammar.patterns import Saying
from mobility_timer.library.prescription.grammar.phases import (
    breath_in_the_name,
    breath_of,
    breathes,
    is_box,
)
from mobility_timer.library.prescription.line import PrescriptionLine
from mobility_timer.library.prescription.naming import Naming
from mobility_timer.routine import MOST_ROUNDS, SHORTEST_HOLD_S
from mobility_timer.words import prescription as words

_SEVERAL = re.compile(r"\b[A-Z](?:-[A-Z])+\b|\b(?!ABC)[A-Z]{3}s\b|\d-way")
"""Names of several things, of which "each" may be meant."""
_THERE_AND_BACK = re.compile(
    r"\b(?:fwds?|forwards?|front) ?(?:/|&|\+|and) ?(?:bwds?|backwards?|back)\b", re.IGNORECASE
)
"""Of steps one way and back "each" may be of each way."""
_LONG_HOLD_S: Final = 20
TABATA_WORK_S, TABATA_REST_S, TABATA_SETS = 20, 10, 8
_ADDED: Final = frozenset({"notes", "needs"})
_ALIKE: Final = frozenset(
    {"each_side", "each_way", "alternates", "both", "is_loose", "is_vague", "breaths", "steps"}
    | {"one_limb", "together"}
)
"""What may be said twice, as it says the same."""
_PLACING: Final = frozenset({"is_after_amount", "is_an_end", "verbatim", "is_vague", "turns"})
_AMOUNTS: Final = (
    "reps", "pyramid", "by_side", "hold_by_side_s", "until_you_stop", "metres", "time_s",
)  # fmt: skip
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
        self._hold_of_reps = ""

    def say(self, text: str, said: Saying) -> None:
        """Take what a part of the line says; `text` is that part."""
        if unclear := said.get("unclear"):
            self.unknown.append(unclear)
            return
        if said.get("verbatim"):
            said = {**said, "notes": (_note(text),)}
        is_of_sets = said.get("is_vague") and self.said.get("sets") and not self._in_sets
        if is_of_sets:
            self.unknown.append(text)
            return
        self._in_sets = "sets" in said
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
        if twice or every_day or (_amount_of(more) and _amount_of(self.said)):
            self.unknown.append(text)
            return
        for key in _ADDED & more.keys():
            more[key] = (*self.said.get(key, ()), *more[key])
        self.said |= more

    def _is_timed(self) -> bool:
        return bool({"hold_s", "within_s"} & self.said.keys())

    @property
    def has_amount(self) -> bool:
        return _amount_of(self.said) or "held_s" in self.said

    def _is_hold_and_reps(self, more: Saying) -> bool:
        """Whether seconds and reps are said beside each other: of each other, where one holds."""
        one, other = ("time_s", "reps") if "reps" in more else ("reps", "time_s")
        known = [key for key in _AMOUNTS if self.said.get(key) is not None]
        said = [key for key in _AMOUNTS if more.get(key) is not None]
        free = not (more.keys() & self.said.keys() - _ADDED - _ALIKE)
        return known == [one] and said == [other] and free and "held_s" not in self.said

    def take_roles(self, items: Sequence[Item]) -> None:
        """What words say wherever they stand, in the name too: a position, one limb or two."""
        kinds = {item.kind for item in items}
        self.said |= {"one_limb": True} if "one_limb" in kinds else {}
        self.said |= {"together": True} if "two_limbs" in kinds else {}
        said = [
            POSITIONS[tuple(item.text.split())]
            for place, item in enumerate(items)
            if item.kind == "position" and not (place and item.text.split()[0] in COMMANDS)
        ]
        known = [position for position in said if position != LIES]
        goes_on = {"to", "into"} & {item.text for item in items}
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
        self._settle_breath(naming.name)
        self._settle_tabata()
        self._settle_times()
        if daily := self.said.pop("times_daily", None):
            if self.said.get("sets"):
                self.said["per_day"] = daily
            else:
                self.unknown.append(words.sets_or_times_a_day(daily))
        if self._hold_of_reps:
            self._settle_hold_of_reps(naming.name)
        self._settle_holds()
        self._settle_rest_as_long()
        self._settle_total(naming.name)
        self._settle_sides(naming)
        if self.said.pop("is_between_reps", False) and not self.said.get("hold_s"):
            self.unknown.append(words.BETWEEN_REPS)
        said = {key: value for key, value in self.said.items() if key in _FIELDS}
        said["notes"] = (*said.get("notes", ()), *naming.notes)
        if not said["notes"]:
            del said["notes"]
        loose = self.said.get("is_loose") and not said.get("rep_hold_s")
        unknown = [*naming.unknown, *self.unknown]
        if loose and is_held(naming.name) and not (said.get("breaths") or said.get("steps")):
            unknown.append(words.reps_or_seconds(said))
        return PrescriptionLine(self.text, name=naming.name, unknown=tuple(unknown), **said)

    def _settle_breath(self, name: str) -> None:
        """The parts of a breath in its numbers, as in 4-7-8, or in its name."""
        said = self.said
        if said.get("pyramid") and said.get("is_loose") and breathes(name):
            if phases := breath_of(said["pyramid"]):
                del said["pyramid"]
                said["phases"] = phases
        elif not {"phases", "tempo"} & said.keys() and not said.get("breaths"):
            if phases := breath_in_the_name(name):
                said["phases"] = phases
            elif breathes(name) and said.get("reps") and "held_s" not in said:
                said["breaths"] = True
        if said.get("phases") and not said.get("reps") and "sets" in said:
            sets = said.pop("sets")
            said["reps"] = (sets, said.pop("most_sets", sets))
        elif said.get("phases") and is_box(name) and said.get("is_loose"):
            self.unknown.append(words.reps_or_seconds(said))

    def _settle_tabata(self) -> None:
        """20 s on and 10 s off by eight, unless it says its own."""
        if self.said.pop("is_tabata", False) and not self.said.get("rest_s"):
            if self.has_amount or self.said.keys() & {"times", "sets"}:
                self.unknown.append(words.TABATA)
            else:
                on, off = (TABATA_WORK_S,) * 2, (TABATA_REST_S,) * 2
                self.said |= {"time_s": on, "rest_s": off, "sets": TABATA_SETS}

    def _settle_times(self) -> None:
        """So many times, after what: sets of it, else reps."""
        times = self.said.pop("times", None)
        if times is None:
            return
        held = self.said.get("held_s") or self.said.get("time_s")
        amount = _amount_of(self.said) or held
        in_sets = self.said.get("sets") or (held and held[1] < SHORTEST_HOLD_S)
        of_holds = (in_sets or times[0] > MOST_ROUNDS) and not _amount_of(self.said)
        is_range = times[0] != times[1]
        if not amount or (of_holds and "held_s" in self.said):
            self.said["reps"] = times
        elif is_range and held and not (_amount_of(self.said) or self.said.get("sets")):
            self.said |= {"sets": times[0], "most_sets": times[1]}
        elif (
            self.said.get("sets")
            or is_range
            or (self.said.get("each_side") and 2 * (self.said.get("reps") or (0,))[0] == times[0])
        ):
            self.unknown.append(words.times(times))
        else:
            self.said["sets"] = times[0]

    def _settle_hold_of_reps(self, name: str) -> None:
        each_is_held = self.said.get("alternates") and self._vague_each and not self._clear_each
        if is_held(name) or each_is_held:
            self.said["held_s"] = self.said.pop("time_s")
            self.said["each_side"] = not each_is_held and self.said.get("each_side", False)
        else:
            self.unknown.append(self._hold_of_reps)

    def _settle_holds(self) -> None:
        """A hold of each rep, or of the set where no reps are said."""
        said = self.said
        if held := said.pop("held_s", None):
            if said.get("metres") is not None or "time_s" in said or "hold_by_side_s" in said:
                self.unknown.append(words.seconds(held))
            elif self._rests_between(held):
                said["sets"], said["hold_s"] = said.pop("reps")[0], held
            elif _amount_of(said):
                said["rep_hold_s"] = held[0]
                if held[0] < held[1]:
                    said["notes"] = (*said.get("notes", ()), words.hold_of(held))
            elif held[0] != int(held[0]):
                self.unknown.append(words.seconds(held))
            else:
                said["hold_s"] = held
        if time := said.pop("time_s", None):
            said["hold_s"] = time
        if said.get("hold_at") and not said.get("rep_hold_s"):
            where = words.HELD_AT[said.pop("hold_at")]
            if said.get("hold_s") or said.get("hold_by_side_s"):
                said["notes"] = (*said.get("notes", ()), where)
            else:
                self.unknown.append(where)

    def _rests_between(self, held: tuple[int, int]) -> bool:
        """Whether the rest is from one hold to the next: of a single set there is no other."""
        said = self.said
        low, high = said.get("reps") or (0, 0)
        is_one_set = not said.get("sets") and 1 < low == high <= MOST_ROUNDS
        is_plain = said.keys().isdisjoint(("breaths", "steps", "until_you_stop", "tempo"))
        is_long = held[0] >= _LONG_HOLD_S or "is_between_reps" in said
        return bool(said.get("rest_s")) and is_one_set and is_plain and is_long

    def _settle_rest_as_long(self) -> None:
        """A rest as long as the hold before it; of reps it is not known how long they last."""
        if not self.said.pop("rests_as_long", False):
            return
        low, high = self.said.get("hold_s") or (0, 0)
        if not low or low != high or self.said.get("rest_s"):
            self.unknown.append(words.REST_AS_LONG)
        else:
            self.said["rest_s"] = (low, high)

    def _settle_total(self, name: str) -> None:
        """Half the reps of each side where the drill has sides; in turn the total is counted."""
        said = self.said
        if not said.pop("is_total", False) or (
            said.get("alternates") and not said.get("each_side")
        ):
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
        is_of_reps = self.said.get("rep_hold_s") or self.said.get("sets")
        if self.said.pop("is_held_each", False) and not is_of_reps:
            self._vague_each |= not self.said.get("each_side")
            self.said["each_side"] = True
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
        elif (
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


def _amount_of(said: Saying) -> bool:
    return any(said.get(key) is not None for key in _AMOUNTS) or (
        said.get("hold_s") is not None and not said.get("until_you_stop")
    )


def _note(text: str) -> str:
    """What is said, without the word that leads to it."""
    return re.sub(
        r"^(?:@|with |at (?!night|work)|using |w/|\+) ?(?:an? )?", "", text.strip(" ,;:()")
    )
