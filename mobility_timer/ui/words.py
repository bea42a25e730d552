"""Facts about a routine in the few words that a page has room for."""

from __future__ import annotations

from collections.abc import Iterable

from mobility_timer.routine import Drill, Occasion, Position, Routine, Sides

# Any home has these: a routine that needs nothing else needs no equipment.
AT_HAND = frozenset({"wall", "chair", "wall or chair", "mat", "floor", "step", "stairs"})

_FLOOR = frozenset({"mat", "floor"})
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_WHEN = {
    Occasion.BEFORE_RUN: "before a run",
    Occasion.AFTER_RUN: "after a run",
    Occasion.REST_DAY: "on a rest day",
    Occasion.SHORT_OF_TIME: "when time is short",
    Occasion.SITTING_LONG: "after long sitting",
    Occasion.ANY_TIME: "at any time",
}


def number(count: int) -> str:
    """In words up to ten."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else str(count)


def counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def needs(routine: Routine) -> str:
    """What must be at hand, the floor last: "wall, band, floor"."""
    things = [need for need in routine.needs if need not in _FLOOR]
    if routine.on_floor:
        things.append("floor")
    return ", ".join(things)


def facts(routine: Routine) -> str:
    """Its drills and needs in one line: "5 drills · wall, floor"."""
    parts = [counted(len(routine.drills), "drill")]
    if routine.rounds > 1:
        parts.append(f"{routine.rounds} rounds")
    parts.append(needs(routine) or "standing, nothing needed")
    return " · ".join(parts)


def summary(routine: Routine) -> str:
    """Drills, reps and needs: "5 drills, 138 reps · a wall, some floor"."""
    reps = sum(
        drill.dose.amount * drill.sets_per_round * drill.rounds * routine.rounds
        for drill in routine.drills
        if not drill.is_hold
    )
    parts = counted(len(routine.drills), "drill")
    if reps:
        parts += f", {counted(reps, 'rep')}"
    return " · ".join(part for part in (parts, needs(routine)) if part)


def occasions(routine: Routine) -> str:
    """When it is done, as a sentence: "Before a run, or on a rest day."."""
    when = [_WHEN[occasion] for occasion in routine.occasions]
    if not when:
        return ""
    said = when[0] if len(when) == 1 else f"{', '.join(when[:-1])}, or {when[-1]}"
    return f"{said[0].upper()}{said[1:]}."


def how(drill: Drill) -> str:
    """How a drill is done: its sides, its turns, what it needs, and the floor."""
    parts = [_sides(drill)]
    if drill.variants:
        parts.append(_listed([variant.name.lower() for variant in drill.variants]))
    things = [need for need in drill.needs if need not in _FLOOR]
    if things:
        parts.append(", ".join(things))
    if drill.position is not Position.STANDING:
        parts.append(f"{drill.position.value}, on the floor")
    said = " · ".join(part for part in parts if part)
    return said[:1].upper() + said[1:]


def _listed(names: list[str]) -> str:
    """In a row; a first word that all share is said once: "toes straight ahead, 45° left"."""
    heads = {name.partition(" ")[0] for name in names}
    if len(heads) > 1 or not all(" " in name for name in names):
        return ", ".join(names)
    return ", ".join([names[0], *(name.partition(" ")[2] for name in names[1:])])


def _sides(drill: Drill) -> str:
    if drill.sides is Sides.BOTH:
        return ""
    if drill.sides is Sides.ALTERNATE:
        return "Left and right in turn"
    first = drill.order[0]
    return f"{first.value.capitalize()} {'only' if len(drill.order) == 1 else 'first'}"


def is_at_hand(things: Iterable[str]) -> bool:
    """Whether nothing has to be owned for it."""
    return all(thing.lower() in AT_HAND for thing in things)
