"""What has been heard of a line so far, and the line that it makes at its end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields
from typing import Any, Final

from mobility_timer.library.prescription.grammar.items import Item
from mobility_timer.library.prescription.grammar.movements import (
    COMMANDS,
    LIES,
    POSITIONS,
    is_one_sided,
)
from mobility_timer.library.prescription.grammar.patterns import Saying
from mobility_timer.library.prescription.grammar.tokens import plainly_spelled
from mobility_timer.library.prescription.line import PrescriptionLine
from mobility_timer.library.prescription.naming import Naming
from mobility_timer.routine import MOST_ROUNDS, SHORTEST_HOLD_S
from mobility_timer.words import prescription as words

_HELD = re.compile(
    r"\b(?:planks?|stretch(?:es)?|hold|(?:wall|v|l)[- ]?sits?|balance|hang|pose|isometrics?"
    r"|stance)\b",
    re.IGNORECASE,
)
"""What is rather held: of this, `3x30` may mean reps or seconds."""
_COUNTED = re.compile(
    r"\b(?:raises?|lifts?|curls?|press(?:es)?|squats?|lunges?|rows?|extensions?|rotations?|kicks?"
    r"|taps?|dips?|deadlifts?|circles?|jumps?|hops?|bends?|pulses?|reaches|swings?|rolls?|slides?|ups?|downs?"
    r"|(?:world'?s[- ]greatest|dynamic\b[\w -]*|spider-?man|open[- ]book|cat[- ]cow) stretch(?:es)?"
    r"|marche?s?|walks?|drives?|drops?|lowers|bridges?|rocks?|pumps?|openers?|twists?|turns?)\b",
    re.IGNORECASE,
)
"""What is rather counted; where both are named, what comes last."""
_WITH_BOTH = re.compile(
    r"\b(?:squats?|raises?|bridges?|jumps?|hops?|press(?:es)?|deadlifts?|curls?|rdls?|thrusts?"
    r"|drops?|pogos?|sit to stand|good mornings?)\b",
    re.IGNORECASE,
)
"""What both limbs do at once, unless a single one is named."""
_WITH_ONE = re.compile(r"\bsplit\b|\blunges?\b", re.IGNORECASE)
_OF_SIDES = re.compile(
    r"\b(?:bird[- ]?dogs?|dead[- ]?bugs?|step[- ]?ups?|mountain climbers?|leg swings?"
    r"|shoulder taps?)\b",
    re.IGNORECASE,
)
"""What is done with one side and the other, so that a total is of both."""
_SEVERAL = re.compile(r"\b[A-Z](?:-[A-Z])+\b|\b[A-Z]{3}s\b|\d-way")
"""Names of several things, of which "each" may be meant."""
_LONG_HOLD_S: Final = 20
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
        twice = [key for key in more if key in self.said and key not in _ADDED | _ALIKE]
        every_day = (more.get("is_daily") and "per_week" in self.said) or (
            self.said.get("is_daily") and "per_week" in more
        )
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

    def line(self, naming: Naming) -> PrescriptionLine:
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

    def _settle_times(self) -> None:
        """So many times, after what: sets of it, else reps."""
        times = self.said.pop("times", None)
        if times is None:
            return
        held = self.said.get("held_s") or self.said.get("time_s")
        amount = _amount_of(self.said) or held
        in_sets = self.said.get("sets") or (held and held[1] < SHORTEST_HOLD_S)
        of_holds = (in_sets or times[0] > MOST_ROUNDS) and not _amount_of(self.said)
        if not amount or (of_holds and "held_s" in self.said):
            self.said["reps"] = times
        elif (
            self.said.get("sets")
            or times[0] != times[1]
            or (self.said.get("each_side") and 2 * (self.said.get("reps") or (0,))[0] == times[0])
        ):
            self.unknown.append(words.times(times))
        else:
            self.said["sets"] = times[0]

    def _settle_hold_of_reps(self, name: str) -> None:
        if is_held(name):
            self.said["held_s"] = self.said.pop("time_s")
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
        with_one = _WITH_ONE.search(name) or _OF_SIDES.search(name)
        halves = is_one_sided(name) or with_one or said.get("one_limb")
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

    def _settle_sides(self, naming: Naming) -> None:
        name = naming.name
        if number := self.said.pop("of_each_side", None):
            if self.said.get("reps") == (2 * number, 2 * number):
                self.said |= {"reps": (number, number), "each_side": True}
                self._clear_each = True
            else:
                self.unknown.append(str(number))
        if self.said.pop("both", False):
            if (
                _WITH_BOTH.search(name)
                and not (self.said.get("one_limb") or _WITH_ONE.search(name))
                and not self.said.get("each_side")
            ):
                self.said["together"] = True
            else:
                self.said["each_side"] = True
                self._clear_each = True
        if (
            self.said.get("each_side")
            and (self._vague_each or not self._clear_each)
            and (naming.things > 1 or _SEVERAL.search(name) or self._is_of_variants())
        ):
            self.unknown.append(words.EACH)
        elif self._variants and (not self.said.get("each_side") or self.said.get("each_way")):
            self.unknown.append(self._variants)
        sides = ("each_side", "side", "by_side", "hold_by_side_s", "alternates")
        if any(self.said.get(side) for side in sides):
            self.said.pop("one_limb", None)
        if self.said.get("most_sets"):
            self.said["notes"] = (
                *self.said.get("notes", ()),
                words.sets_from(self.said["sets"], self.said["most_sets"]),
            )


def is_held(name: str) -> bool:
    """Whether what has this name is rather held than counted."""
    name = plainly_spelled(name)
    held = [found.end() for found in _HELD.finditer(name)]
    counted = [found.end() for found in _COUNTED.finditer(name)]
    return bool(held) and max(held) > max(counted, default=0)


def _amount_of(said: Saying) -> bool:
    return any(said.get(key) is not None for key in _AMOUNTS) or (
        said.get("hold_s") is not None and not said.get("until_you_stop")
    )


def _note(text: str) -> str:
    """What is said, without the word that leads to it."""
    return re.sub(
        r"^(?:@|with |at (?!night|work)|using |w/|\+) ?(?:an? )?", "", text.strip(" ,;:()")
    )
