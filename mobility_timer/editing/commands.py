"""What can be done with the parts of a draft: each command gives another draft."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeAlias, TypeVar

from mobility_timer.editing.draft import (
    BLOCK_KEYS,
    DraftBlock,
    DraftStep,
    Keys,
    Part,
    RoutineDraft,
    with_key,
)

_T = TypeVar("_T")


def add(draft: RoutineDraft, keys: Keys, after: int | None = None) -> RoutineDraft:
    """A new step after the part of a number, in its block where it is in one; else at the end."""
    step = DraftStep(draft.next_number, dict(keys))
    draft = replace(draft, next_number=draft.next_number + 1)
    parts: list[Part] = []
    placed = False
    for part in draft.parts:
        if isinstance(part, DraftBlock) and any(one.number == after for one in part.steps):
            part, placed = replace(part, steps=_after(part.steps, after, step)), True
        parts.append(part)
        if part.number == after:
            parts.append(step)
            placed = True
    return replace(draft, parts=(*parts,) if placed else (*draft.parts, step))


def remove(draft: RoutineDraft, number: int) -> RoutineDraft:
    """Without a step, or without a block and all that is in it."""
    parts = (part for part in draft.parts if part.number != number)
    return _tidy(replace(draft, parts=tuple(_without(part, number) for part in parts)))


def duplicate(draft: RoutineDraft, number: int) -> RoutineDraft:
    """A step twice, the second one right after the first."""
    step = draft.step(number)
    added = add(draft, step.keys, number)
    if not step.lot:
        return added
    at, then = draft.next_number, draft.next_number + 1
    lot = tuple(replace(one, number=then + k, origin=None) for k, one in enumerate(step.lot))
    twice = added.with_each(
        lambda one: replace(step, number=at, origin=None, lot=lot) if one.number == at else one
    )
    return replace(twice, next_number=then + len(lot))


def move(
    draft: RoutineDraft, number: int, before: int | None, block: int | None = None
) -> RoutineDraft:
    """A step or a block before another part; None for the end, of a block where one is given."""
    moved = next(part for part in (*draft.parts, *draft.steps()) if part.number == number)
    if before == number or (isinstance(moved, DraftBlock) and block is not None):
        return draft
    rest = replace(
        draft, parts=tuple(_without(p, number) for p in draft.parts if p.number != number)
    )
    parts: list[Part] = []
    for part in rest.parts:
        if part.number == before and block is None:
            parts.append(moved)
        if isinstance(part, DraftBlock) and part.number == block and isinstance(moved, DraftStep):
            part = replace(part, steps=_before(part.steps, before, moved))
        parts.append(part)
    if before is None and block is None:
        parts.append(moved)
    return _tidy(replace(rest, parts=tuple(parts)))


def shift(draft: RoutineDraft, number: int, by: int) -> RoutineDraft:
    """A step or a block one place up (-1) or down (1); a step goes into blocks and out of them."""
    if any(part.number == number for part in draft.parts if isinstance(part, DraftBlock)):
        at = [part.number for part in draft.parts].index(number)
        return _tidy(replace(draft, parts=_swapped(draft.parts, at, at + by)))
    marks = list(_marks(draft))
    at = next(p for p, (step, _) in enumerate(marks) if step and step.number == number)
    return _tidy(replace(draft, parts=_parts(_swapped(marks, at, at + by))))


def group(draft: RoutineDraft, number: int) -> RoutineDraft:
    """A step into a block with the one before it: into its block, or into a new one."""
    places = [part.number for part in draft.parts]
    if number not in places or places.index(number) == 0:
        return draft
    above = draft.parts[places.index(number) - 1]
    if isinstance(above, DraftBlock):
        return move(draft, number, None, above.number)
    block = DraftBlock(draft.next_number, {"rounds": "2"}, (above,))
    parts = tuple(block if part is above else part for part in draft.parts)
    made = replace(draft, parts=parts, next_number=draft.next_number + 1)
    return move(made, number, None, block.number)


def ungroup(draft: RoutineDraft, number: int) -> RoutineDraft:
    """The steps of a block among the others, done once."""
    parts: list[Part] = []
    for part in draft.parts:
        parts += part.steps if isinstance(part, DraftBlock) and part.number == number else (part,)
    return replace(draft, parts=tuple(parts))


def set_block(draft: RoutineDraft, number: int, key: str, value: Any) -> RoutineDraft:
    """Another value of a block's own key; without it for None."""
    parts = tuple(
        replace(part, keys=with_key(part.keys, key, value, BLOCK_KEYS))
        if isinstance(part, DraftBlock) and part.number == number
        else part
        for part in draft.parts
    )
    return replace(draft, parts=parts)


_Mark: TypeAlias = tuple[DraftStep | None, DraftBlock | None]


def _marks(draft: RoutineDraft) -> Iterator[_Mark]:
    """The steps in a row, the beginning and the end of a block among them."""
    for part in draft.parts:
        if isinstance(part, DraftBlock):
            yield None, part
            yield from ((step, None) for step in part.steps)
            yield None, part
        else:
            yield part, None


def _parts(marks: Sequence[_Mark]) -> tuple[Part, ...]:
    parts: list[Part] = []
    inside: list[DraftStep] | None = None
    for step, block in marks:
        if block is not None and inside is not None:
            parts.append(replace(block, steps=tuple(inside)))
            inside = None
        elif block is not None:
            inside = []
        elif step is not None:
            (parts if inside is None else inside).append(step)
    return tuple(parts)


def _swapped(values: Sequence[_T], one: int, other: int) -> tuple[_T, ...]:
    """The same with two neighbours in each other's place, where there are both."""
    made = list(values)
    if 0 <= other < len(made):
        made[one], made[other] = made[other], made[one]
    return tuple(made)


def _without(part: Part, number: int) -> Part:
    if isinstance(part, DraftBlock):
        return replace(part, steps=tuple(s for s in part.steps if s.number != number))
    return part


def _after(
    steps: tuple[DraftStep, ...], number: int | None, new: DraftStep
) -> tuple[DraftStep, ...]:
    at = next(place for place, step in enumerate(steps) if step.number == number) + 1
    return (*steps[:at], new, *steps[at:])


def _before(
    steps: tuple[DraftStep, ...], number: int | None, new: DraftStep
) -> tuple[DraftStep, ...]:
    at = next((p for p, step in enumerate(steps) if step.number == number), len(steps))
    return (*steps[:at], new, *steps[at:])


def _tidy(draft: RoutineDraft) -> RoutineDraft:
    """Without empty blocks, and without rests that no drill comes before."""
    parts: list[Part] = []
    for part in draft.parts:
        if isinstance(part, DraftBlock):
            steps = part.steps
            while steps and steps[0].is_rest:
                steps = steps[1:]
            while steps and steps[-1].is_rest:
                steps = steps[:-1]
            if steps:
                parts.append(part if steps == part.steps else replace(part, steps=steps))
        elif parts or not part.is_rest:
            parts.append(part)
    return replace(draft, parts=tuple(parts))
