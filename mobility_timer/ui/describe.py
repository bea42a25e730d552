"""Facts about a routine in the few words that a page has room for."""

from __future__ import annotations

from collections.abc import Iterable

from mobility_timer.routine import Counts, Drill, Position, Routine, Side, Sides
from mobility_timer.words import numbers
from mobility_timer.words import routines as words

_FLOOR = frozenset({"mat", "floor"})


def needs(routine: Routine) -> str:
    """What must be at hand, the floor last: "wall, band, floor"."""
    things = [need for need in routine.needs if need not in _FLOOR]
    if routine.on_floor:
        things.append(words.FLOOR)
    return ", ".join(things)


def facts(routine: Routine) -> str:
    """Its drills and needs in one line: "5 drills · wall, floor"."""
    parts = [numbers.counted(len(routine.drills), "drill")]
    if routine.rounds > 1:
        parts.append(words.rounds(routine.rounds))
    parts.append(needs(routine) or words.NOTHING_NEEDED)
    return " · ".join(parts)


def summary(routine: Routine) -> str:
    """Drills, reps and needs: "5 drills, 138 reps · a wall, some floor"."""
    reps = sum(
        drill.amount_in_all * routine.rounds
        for drill in routine.drills
        if not drill.is_hold and drill.dose.counts is not Counts.METRES
    )
    parts = numbers.counted(len(routine.drills), "drill")
    if reps:
        parts += f", {numbers.counted(reps, 'rep')}"
    return " · ".join(part for part in (parts, needs(routine)) if part)


def occasions(routine: Routine) -> str:
    """When it is done, as a sentence: "Before a run, or on a rest day."."""
    when = [words.WHEN[occasion.value] for occasion in routine.occasions]
    return words.any_of(when) if when else ""


def how(drill: Drill) -> str:
    """How a drill is done: its sides, its variants, what it needs, and the floor."""
    return _sentence(_how(drill))


def _how(drill: Drill) -> str:
    parts = [_sides(drill)]
    if drill.variants:
        parts.append(_listed([variant.name.lower() for variant in drill.variants]))
    things = [need for need in drill.needs if need not in _FLOOR]
    if things:
        parts.append(", ".join(things))
    if drill.on_floor:
        parts.append(words.on_the_floor(drill.position.value))
    elif drill.position is not Position.STANDING:
        parts.append(words.position(drill.position.value))
    return " · ".join(part for part in parts if part)


def told(drill: Drill) -> str:
    """How often and how a drill is done: its sets, what differs by side, and the rest."""
    from mobility_timer.words import editor, preview  # the first look does without

    parts = []
    if drill.rounds > 1:
        amounts = [str(drill.amount_of(at, None)) for at in range(drill.rounds)]
        sets = preview.sets(drill.rounds)
        parts.append(f"{sets}: {', '.join(amounts)}" if drill.dose.offsets else sets)
    if drill.dose.right_offsets is not None and drill.sides is Sides.EACH:
        left, right = (drill.amount_of(0, side) for side in Side)
        parts.append(editor.by_side(left, right))
    parts.append(_how(drill))
    return _sentence(" · ".join(part for part in parts if part))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


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
        return words.IN_TURN
    return words.first_side(drill.order[0].value, only=len(drill.order) == 1)


def is_at_hand(things: Iterable[str]) -> bool:
    """Whether nothing has to be owned for it."""
    return all(thing.lower() in words.AT_HAND for thing in things)
