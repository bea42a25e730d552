"""What a person should know of a routine before doing it: remarks, not prohibitions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from mobility_timer.routine.model import Drill, Occasion, Phase, Position, Routine, Side, Sides
from mobility_timer.words import remarks as words

HELD_LONG_S = 60  # Kay and Blazevich 2012: from here on a muscle is likely to lose strength

_THINGS = {
    "wall": r"\bwall\b",
    "chair": r"\bchair\b",
    "mat": r"\bmat\b",
    "band": r"\bband\b",
    "roller": r"\broller\b",
    "ball": r"\b(?:a|the) (?:\w+ )?ball\b(?! of)",
    "step": r"\b(?:a|the) step\b",
    "towel": r"\btowel\b",
}
_SEATS = ("chair", "bench", "tub", "towel", "bed", "cushion")


@dataclass(frozen=True)
class Remark:
    """A remark in plain words, and the place in the routine of the drill it is about, if one."""

    text: str
    drill: int | None = None

    def __str__(self) -> str:
        return self.text


def check_routine(routine: Routine) -> tuple[Remark, ...]:
    """All remarks, those about the whole routine first."""
    return (
        *_before_a_run(routine),
        *_uneven(routine),
        *_outside_range(routine),
        *_not_listed(routine),
        *_never_reached(routine),
        *_never_had(routine),
    )


def held_seconds(routine: Routine) -> dict[tuple[str, Side], int]:
    """How long each muscle of each side is held in the whole routine."""
    held: Counter[tuple[str, Side]] = Counter()
    for drill in routine.drills:
        if drill.is_hold and not drill.tempo:
            for muscle in drill.muscles:
                for side in _sides_of(drill):
                    held[muscle, side] += drill.amount_on(side) * routine.rounds
    return dict(held)


def _before_a_run(routine: Routine) -> Iterator[Remark]:
    if Occasion.BEFORE_RUN not in routine.occasions:
        return
    floor = list(dict.fromkeys(drill.name for drill in routine.drills if drill.on_floor))
    if floor:
        yield Remark(words.goes_to_the_floor(floor))
    held = {key: s for key, s in held_seconds(routine).items() if s >= HELD_LONG_S}
    for muscle in dict.fromkeys(muscle for muscle, _ in held):
        seconds = {side: held[muscle, side] for side in Side if (muscle, side) in held}
        longest = max(seconds.values())
        side = None if len(seconds) == 2 else next(iter(seconds)).value
        yield Remark(words.held_long(muscle, longest, side, HELD_LONG_S))


def _uneven(routine: Routine) -> Iterator[Remark]:
    done: dict[str, Counter[Side]] = {}
    for drill in routine.drills:
        if drill.sides is Sides.EACH:
            sides = done.setdefault(drill.id, Counter())
            for side in drill.order:
                sides[side] += drill.amount_on(side)
    for index, drill in enumerate(routine.drills):
        sides = done.pop(drill.id, Counter())
        left, right = sides[Side.LEFT], sides[Side.RIGHT]
        if left != right:
            unit = words.unit(drill.is_hold)
            yield Remark(words.uneven(drill.name, left, right, unit), index)


def _outside_range(routine: Routine) -> Iterator[Remark]:
    for index, drill in enumerate(routine.drills):
        dose = drill.dose
        if dose.low < dose.high and not dose.in_range:
            text = words.outside_range(
                drill.name, dose.amount, words.unit(drill.is_hold), dose.low, dose.high
            )
            yield Remark(text, index)


def _never_reached(routine: Routine) -> Iterator[Remark]:
    """Phases that even the longest set is over before."""
    for index, drill in enumerate(routine.drills):
        if not drill.is_hold:
            continue
        sets = [
            drill.amount_of(n, side) for n in range(drill.rounds) for side in drill.worked_sides
        ]
        longest_s = max(sets)
        reached = {
            phase.name
            for variant in drill.variants or (None,)
            for phase, at_ms in _beginnings(drill.tempo_in(variant))
            if at_ms < longest_s * 1000
        }
        for phase in drill.tempo:
            if phase.name not in reached:
                yield Remark(words.never_reached(drill.name, phase.name, longest_s), index)


def _beginnings(tempo: Sequence[Phase]) -> Iterator[tuple[Phase, int]]:
    return zip(tempo, accumulate((phase.ms for phase in tempo), initial=0), strict=False)


def _never_had(routine: Routine) -> Iterator[Remark]:
    """Rests that are written and never come: at the end, or where another one stands for them."""
    for index, drill in enumerate(routine.drills):
        after_ms = drill.rest_after_ms
        if after_ms is None:
            continue
        in_rounds = drill.block is not None and drill.block.rounds > 1
        if drill.rest_ms not in (0, after_ms) and drill.rounds == 1 and not in_rounds:
            text = words.other_rest(drill.name, drill.rest_ms / 1000, after_ms / 1000)
            yield Remark(text, index)
        if index + 1 < len(routine.drills) or not after_ms:
            continue
        if routine.rounds == 1:
            yield Remark(words.rest_at_the_end(after_ms / 1000), index)
        elif routine.rest_ms > after_ms:
            yield Remark(words.longer_rest(after_ms / 1000, routine.rest_ms / 1000), index)


def _not_listed(routine: Routine) -> Iterator[Remark]:
    told: set[str] = set()
    for index, drill in enumerate(routine.drills):
        missing = sorted(_missing_needs(drill))
        if missing and drill.id not in told:
            told.add(drill.id)
            yield Remark(words.not_listed(drill.name, missing), index)


def _missing_needs(drill: Drill) -> set[str]:
    listed = " ".join(drill.needs).lower()
    missing: set[str] = set()
    for line in (drill.stance, drill.side_says, *drill.setup):
        used = {thing for thing, form in _THINGS.items() if re.search(form, line.lower())}
        absent = {thing for thing in used if thing not in listed}
        one_will_do = " or " in line and absent != used
        missing |= set() if one_will_do else absent
    seats = _SEATS if drill.position is Position.SITTING else ()
    if drill.on_floor and not any(thing in listed for thing in ("mat", *seats)):
        missing.add("mat")
    return missing


def _sides_of(drill: Drill) -> tuple[Side, ...]:
    return drill.order if drill.sides is Sides.EACH else tuple(Side)
