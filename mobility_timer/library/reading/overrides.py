"""A drill of a routine that is named by its id: what its entry says to differ, and what cannot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

from mobility_timer.frozen import changed
from mobility_timer.library.amounts import (
    DOSE_KEYS,
    UNTIL_YOU_STOP,
    every_amount,
    key_of,
    key_of_drill,
    opened,
    pace_of,
    sets_of_amounts,
    with_amounts,
)
from mobility_timer.library.faults import Fault, nearest, quoted
from mobility_timer.routine import SHORTEST_HOLD_S, Block, Drill, Side, Sides
from mobility_timer.words import drill_faults as words
from mobility_timer.words import one_of

Keys: TypeAlias = Mapping[str, Any]


_RIGHT_KEY = {
    "hold": (words.HOLD_AS_HELD, "", "hold: 30"),
    "reps": (words.REPS_AS_COUNTED, "", "reps: 10"),
    "steps": (words.STEPS_AS_COUNTED, "", "steps: 20"),
    "distance": (words.DISTANCE_AS_WAY, "", "distance: 20"),
}


_OF_THE_SIDES = frozenset({"sides", "order"})
_OF_THE_DOSE = frozenset({"dose", "sets", "sides", "tempo", *DOSE_KEYS})


def key_of_path(path: str) -> str:
    """The name of the place of a key, where `path` is that of its value."""
    return f"{path}:"


class Override(NamedTuple):
    """One drill of a routine, named by its id, and what its file says to differ.

    Where some of its keys are `faulty`, they are left out of the others and not looked at.
    """

    file: str
    places: Mapping[str, tuple[int, int]]
    path: str
    keys: Keys

    def missing(self, drills: Mapping[str, Drill], broken: Mapping[str, str]) -> Fault:
        id = self.keys["drill"]
        if id in broken:
            return self._fault("drill", words.drill_has_faults(quoted(id), broken[id]))
        by_name = {drill.name.lower(): drill.id for drill in drills.values()}
        near = (
            by_name.get(id.lower()) or nearest(id, drills) or by_name.get(nearest(id, by_name), "")
        )
        return self._fault("drill", words.no_drill(quoted(id)), words.A_DRILL, try_=near)

    def rests_first(self) -> Fault:
        return self._fault("rest", words.A_REST, words.A_DRILL_BEFORE)

    def faults_with(self, drill: Drill) -> Iterator[Fault]:
        faulty = self.keys.get("faulty", ())
        if _OF_THE_DOSE.isdisjoint(faulty):
            yield from self._dose_faults(drill)
        if _OF_THE_SIDES.isdisjoint(faulty):
            yield from self._side_faults(drill)
        phases = [phase.name for phase in drill.tempo]
        for name in self.keys["tempo"]:
            if name not in phases:
                expected = one_of(phases) or words.NO_TEMPO
                near = nearest(name, phases)
                yield self._key_fault(f"tempo.{name}", "tempo", expected, quoted(name), near)
        variants = [variant.id for variant in drill.variants]
        for index, id in enumerate(self.keys["variants"] or ()):
            if id not in variants:
                expected = one_of(variants) or words.NO_VARIANTS
                yield self._fault(
                    f"variants.{index}", "variants", expected, quoted(id), nearest(id, variants)
                )

    def _dose_faults(self, drill: Drill) -> Iterator[Fault]:
        key, sets = key_of(self.keys), self.keys["sets"]
        amounts = self.keys[key] if key else None
        sides = Sides(self.keys["sides"] or drill.sides)
        if key and key != key_of_drill(drill):
            yield self._key_fault(key, key, *_RIGHT_KEY[key_of_drill(drill)])
        elif isinstance(amounts, Mapping) and sides is not Sides.EACH:
            yield self._fault(key, key, words.ONE_NUMBER)
        elif sides is Sides.ALTERNATE and drill.is_hold:
            yield from self._turn_faults(drill)
        elif sides is Sides.ALTERNATE and amounts != UNTIL_YOU_STOP:
            for amount in every_amount(
                sets if isinstance(sets, list) else amounts or drill.dose.amount
            ):
                if amount % 2:
                    expected = words.AN_EVEN_NUMBER
                    where = "sets" if isinstance(sets, list) else key or "sides"
                    yield self._fault(
                        where, "reps", expected, quoted(str(amount)), f"reps: {amount + 1}"
                    )
        least = SHORTEST_HOLD_S if drill.is_hold else 1
        if isinstance(sets, list) and min(sets) < least:
            yield self._fault("sets", "sets", words.or_more_seconds(least))

    def _turn_faults(self, drill: Drill) -> Iterator[Fault]:
        """Where a hold is not so many turns of both sides."""
        turn_ms = sum(self.keys["tempo"].get(phase.name, phase.ms) for phase in drill.tempo)
        if not turn_ms:
            yield self._fault("sides", "sides", words.EACH_OR_BOTH)
            return
        sets = self.keys["sets"]
        amounts = sets if isinstance(sets, list) else self.keys["hold"] or drill.dose.amount
        if amounts == UNTIL_YOU_STOP:
            yield self._fault("hold", "hold", words.SECONDS_IN_TURN, try_="hold: 60")
            return
        for hold in every_amount(amounts):
            if hold * 1000 % (2 * turn_ms):
                expected = words.hold_that_turns_fill(turn_ms / 1000)
                yield self._fault("hold", "hold", expected, quoted(words.of_seconds(hold)))

    def _side_faults(self, drill: Drill) -> Iterator[Fault]:
        sides, order = self.keys["sides"], self.keys["order"]
        now = Sides(sides or drill.sides)
        if sides and now is not Sides.BOTH and drill.sides is Sides.BOTH:
            yield self._fault("sides", "sides", words.BOTH_AS_NO_LIMB)
        if order and now is Sides.BOTH:
            yield self._fault("order", "order", words.A_SIDED_DRILL)
        if order and now is Sides.ALTERNATE and len(order) == 1:
            yield self._fault("order", "order", words.BOTH_SIDES, try_="[left, right]")

    def _fault(
        self, key: str, what: str, expected: str = "", found: str = "", try_: str = ""
    ) -> Fault:
        """A fault of the value of a key."""
        place = self.places.get(f"{self.path}.{key}") or self.places.get(self.path, (1, 1))
        return Fault(self.file, *place, what, expected, found, try_)

    def _key_fault(
        self, key: str, what: str, expected: str = "", found: str = "", try_: str = ""
    ) -> Fault:
        """A fault of the key itself."""
        place = self.places.get(key_of_path(f"{self.path}.{key}"))
        fault = self._fault(key, what, expected, found, try_)
        return fault._replace(line=place[0], column=place[1]) if place else fault


def differing(entry: Keys, drill: Drill, block: Block | None) -> Drill:
    """The drill with what its entry in the routine says otherwise, in its block.

    The very same drill where nothing is otherwise: most routines name most drills by their ids.
    """
    changes = {**_dose_changes(entry, drill), **gaps_of(entry["gaps"])}
    if entry["sides"]:
        changes["sides"] = Sides(entry["sides"])
    if entry["order"]:
        changes["order"] = order_of(entry["order"])
    if entry["variants"]:
        by_id = {variant.id: variant for variant in drill.variants}
        changes["variants"] = tuple(by_id[id] for id in entry["variants"])
    if entry["rounds"]:
        changes["rounds"] = entry["rounds"]
    if entry["rest"] is not None:
        changes["rest_ms"] = entry["rest"]
    if entry["notes"]:
        changes["notes"] = tuple(entry["notes"])
    if entry["pain"]:
        changes["pain"] = entry["pain"]
    if block is not None:
        changes["block"] = block
    return changed(drill, **changes) if changes else drill


def _dose_changes(entry: Keys, drill: Drill) -> dict[str, Any]:
    """The dose, the sets and the tempo, where the entry says any of them."""
    key, sets = key_of(entry), entry["sets"]
    dose = drill.dose
    changes: dict[str, Any] = {}
    amounts = entry[key] if key else None
    if amounts == UNTIL_YOU_STOP:
        dose = opened(dose, entry)
    elif amounts:
        dose = with_amounts(dose, amounts)
        if listed := sets_of_amounts(amounts):
            changes["rounds"] = listed
    if entry["range"] and not entry["within"]:
        low, high = entry["range"]
        most = {"amount": high} if amounts == UNTIL_YOU_STOP else {}
        dose = changed(dose, low=low, high=high, **most)
    if entry["distance"] and entry["within"]:
        changes["tempo"] = pace_of(dose, entry["within"])
    if isinstance(sets, int):
        changes["rounds"] = sets
    elif sets is not None:
        dose = with_amounts(dose, sets)
        changes["rounds"] = len(sets)
    if dose is not drill.dose:
        changes["dose"] = dose
    if entry["tempo"]:
        tempo = changes.get("tempo", drill.tempo)
        changes["tempo"] = tuple(changed(p, ms=entry["tempo"].get(p.name, p.ms)) for p in tempo)
    return changes


def gaps_of(gaps: Keys) -> dict[str, Any]:
    """What a file says of the gaps, by the names that a drill has for them."""
    return {f"{name}_gap_ms": ms for name, ms in gaps.items() if ms is not None}


def order_of(names: list[str]) -> tuple[Side, ...]:
    return tuple(map(Side, names))
