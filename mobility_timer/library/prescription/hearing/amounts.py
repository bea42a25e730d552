"""How the amounts of a line are settled: breaths, times, holds, rests, and what they are of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from mobility_timer.library.prescription.grammar.doses import are_short_holds
from mobility_timer.library.prescription.grammar.kinds import is_counted, is_held, is_quick
from mobility_timer.library.prescription.grammar.patterns import Saying
from mobility_timer.library.prescription.grammar.phases import breath_in_the_name, breathes, is_box
from mobility_timer.routine import MOST_ROUNDS, SHORTEST_HOLD_S
from mobility_timer.words import prescription as words

_ROUNDS = re.compile(r"\brounds?\b", re.IGNORECASE)
_DONE_AS_A_WHOLE = re.compile(
    r"\b(?:salutations?|flows?|sequences?|vinyasas?|alphabets?|routines?)\b", re.IGNORECASE
)
_LONG_HOLD_S: Final = 20
_MOST_FEW_TIMES: Final = 4
_OF_REPS: Final = (
    *("is_again", "each_side", "both", "side", "alternates", "phases", "breaths", "tempo"),
    *("lift_s", "lower_s", "hold_at"),
)
"""Beside these so few times are reps."""
TABATA_WORK_S, TABATA_REST_S, TABATA_SETS = 20, 10, 8
AMOUNTS: Final = (
    "reps", "pyramid", "by_side", "hold_by_side_s", "until_you_stop", "metres", "time_s",
)  # fmt: skip


def amount_of(said: Saying) -> bool:
    return any(said.get(key) is not None for key in AMOUNTS) or (
        said.get("hold_s") is not None and not said.get("until_you_stop")
    )


def has_amount(said: Saying) -> bool:
    """Whether it is said how much, also as a hold within reps."""
    return amount_of(said) or "held_s" in said


def counts(said: Saying) -> bool:
    """Whether an amount is said that is no time."""
    return amount_of({key: value for key, value in said.items() if key != "time_s"})


@dataclass(frozen=True)
class Amounts:
    """What is `said` of a line, settled in place with the `name` of its drill; what has no one
    meaning is added to `unknown`."""

    text: str
    said: dict[str, Any]
    unknown: list[str]
    name: str

    def settle_breath(self) -> None:
        """The parts of a breath in its numbers, as in 4-7-8, or in its name."""
        said = self.said
        if not {"phases", "tempo"} & said.keys() and not said.get("breaths"):
            if phases := breath_in_the_name(self.name):
                said["phases"] = phases
            elif (
                breathes(self.name)
                and not is_counted(self.name)
                and said.get("reps")
                and "held_s" not in said
            ):
                said["breaths"] = True
        if said.get("phases") and not said.get("reps") and "sets" in said:
            sets = said.pop("sets")
            said["reps"] = (sets, said.pop("most_sets", sets))
        elif said.get("phases") and is_box(self.name) and said.get("is_loose"):
            self.unknown.append(words.reps_or_seconds(said))

    def settle_rounds(self) -> None:
        """Rounds of nothing else are reps, as of a salutation."""
        said = self.said
        counted = has_amount(self.said) or said.keys() & {"times", "phases", "is_tabata", "metres"}
        if "sets" in said and not counted and _ROUNDS.search(self.text):
            sets = said.pop("sets")
            said["reps"] = (sets, said.pop("most_sets", sets))

    def settle_tabata(self) -> None:
        """20 s on and 10 s off by eight, unless it says its own."""
        if self.said.pop("is_tabata", False) and not self.said.get("rest_s"):
            if has_amount(self.said) or self.said.keys() & {"times", "sets"}:
                self.unknown.append(words.TABATA)
            else:
                on, off = (TABATA_WORK_S,) * 2, (TABATA_REST_S,) * 2
                self.said.update({"time_s": on, "rest_s": off, "sets": TABATA_SETS})

    def settle_short_holds(self) -> None:
        """Ten holds of 5 s are sets where rests are between them, or where they are no holds."""
        said = self.said
        goes_on = said.get("rest_s") or is_held(self.name) or is_quick(self.name)
        if said.pop("may_be_sets", False) and goes_on and not said.keys() & {"sets", "times"}:
            low, high = said.pop("reps")
            said |= {"sets": low} | ({"most_sets": high} if low < high else {})
            said["time_s"] = said.pop("held_s")

    def settle_times(self) -> None:
        """So many times, after what: sets of it, else reps."""
        times = self.said.pop("times", None)
        if times is None:
            return
        held = self.said.get("held_s") or self.said.get("time_s")
        amount = amount_of(self.said) or held
        in_sets = self.said.get("sets") or (held and held[1] < SHORTEST_HOLD_S)
        of_holds = (in_sets or times[0] > MOST_ROUNDS) and not amount_of(self.said)
        is_range = times[0] != times[1]
        is_plain = "held_s" in self.said and not (is_held(self.name) or self.said.get("rest_s"))
        if is_plain and held and are_short_holds(times, held):
            of_holds = not amount_of(self.said)
        elif self._are_held_one_by_one(times):
            self.said["held_s"] = self.said.pop("time_s")
            self.said["reps"] = times
            return
        if not amount or (of_holds and "held_s" in self.said):
            self.said["reps"] = times
            if not amount and self._may_be_sets_or_days(times):
                self.unknown.append(words.reps_sets_or_days(times))
        elif is_range and held and not (counts(self.said) or self.said.get("sets")):
            self.said.update({"sets": times[0], "most_sets": times[1]})
        elif (
            self.said.get("sets")
            or is_range
            or (self.said.get("each_side") and 2 * (self.said.get("reps") or (0,))[0] == times[0])
        ):
            self.unknown.append(words.times(times))
        else:
            self.said["sets"] = times[0]

    def _may_be_sets_or_days(self, times: tuple[int, int]) -> bool:
        """Whether so few times, with nothing else said, are sets or days as well as reps."""
        low, high = times
        few = 2 < high <= _MOST_FEW_TIMES and low > 1
        if not self.name or _DONE_AS_A_WHOLE.search(self.name):
            return False
        return few and not any(self.said.get(key) for key in _OF_REPS)

    def _are_held_one_by_one(self, times: tuple[int, int]) -> bool:
        """Whether seconds and how often are those of reps: squeezes, 5 s, x 10."""
        said = self.said
        time_s = said.get("time_s")
        plain = not (
            said.get("rest_s") or said.get("sets") or counts(self.said) or "held_s" in said
        )
        goes_on = is_held(self.name) or is_quick(self.name)
        return bool(time_s and plain and not goes_on and are_short_holds(times, time_s))

    def settle_holds(self) -> None:
        """A hold of each rep, or of the set where no reps are said."""
        said = self.said
        if held := said.pop("held_s", None):
            if said.get("metres") is not None or "time_s" in said or "hold_by_side_s" in said:
                self.unknown.append(words.seconds(held))
            elif self._rests_between(held):
                said["sets"], said["hold_s"] = said.pop("reps")[0], held
            elif amount_of(said):
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

    def settle_rest_as_long(self) -> None:
        """A rest as long as the hold before it; of reps it is not known how long they last."""
        if not self.said.pop("rests_as_long", False):
            return
        low, high = self.said.get("hold_s") or (0, 0)
        if not low or low != high or self.said.get("rest_s"):
            self.unknown.append(words.REST_AS_LONG)
        else:
            self.said["rest_s"] = (low, high)
