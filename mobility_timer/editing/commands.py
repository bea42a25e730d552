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
    added = replace(draft, parts=(*parts,) if placed else (*draft.parts, step))
    return _with_rests_in_place(added, out=True) if step.is_rest else added


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
    return _with_rests_in_place(replace(rest, parts=tuple(parts)), out=_is_rest(moved))


def shift(draft: RoutineDraft, number: int, by: int) -> RoutineDraft:
    """A step or a block one place up (-1) or down (1); a step goes into blocks and out of them.

    A place where it cannot stay, as a rest at the end of a block, is passed.
    """
    if any(part.number == number for part in draft.parts if isinstance(part, DraftBlock)):
        at = [part.number for part in draft.parts].index(number)
        orders = (replace(draft, parts=parts) for parts in _shifted(draft.parts, at, by))
    else:
        marks = tuple(_marks(draft))
        at = next(p for p, (step, _) in enumerate(marks) if step and step.number == number)
        orders = (replace(draft, parts=_parts(those)) for those in _shifted(marks, at, by))
    out = any(step.number == number and step.is_rest for step in draft.steps())
    placed = (_with_rests_in_place(one, out=out) for one in orders)
    return next((one for one in placed if one.parts != draft.parts), draft)


def group(draft: RoutineDraft, number: int) -> RoutineDraft:
    """A step into a block with the drill before it and the rests between: into its block, or into
    a new one."""
    places = [part.number for part in draft.parts]
    at = places.index(number) if number in places else 0
    start = next((k for k in reversed(range(at)) if not _is_rest(draft.parts[k])), None)
    if start is None:
        return draft
    above, more = draft.parts[start], draft.parts[start + 1 : at + 1]
    joined = tuple(part for part in more if isinstance(part, DraftStep))
    if isinstance(above, DraftBlock):
        block = replace(above, steps=(*above.steps, *joined))
    else:
        block = DraftBlock(draft.next_number, {"rounds": "2"}, (above, *joined))
        draft = replace(draft, next_number=draft.next_number + 1)
    return replace(draft, parts=(*draft.parts[:start], block, *draft.parts[at + 1 :]))


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


def _shifted(values: Sequence[_T], at: int, by: int) -> Iterator[tuple[_T, ...]]:
    """The same with one of them a place further up or down, then two, as far as it goes."""
    made = list(values)
    while 0 <= at + by < len(made):
        made[at], made[at + by] = made[at + by], made[at]
        at += by
        yield tuple(made)


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
    parts = _with_rests_in_blocks(draft.parts, out=True)
    while parts and _is_rest(parts[0]):
        parts = parts[1:]
    return replace(draft, parts=parts)


def _with_rests_in_place(draft: RoutineDraft, *, out: bool) -> RoutineDraft:
    """With every rest where it may stand: those that come before all drills after the first, those
    at an end of a block beside it (`out`) or between its drills. None is taken out."""
    parts = _with_rests_in_blocks(draft.parts, out=out)
    first = next((at for at, part in enumerate(parts) if not _is_rest(part)), len(parts))
    placed = (*parts[first : first + 1], *parts[:first], *parts[first + 1 :])
    return replace(draft, parts=placed)


def _with_rests_in_blocks(parts: Sequence[Part], *, out: bool) -> tuple[Part, ...]:
    made: list[Part] = []
    for part in parts:
        if not isinstance(part, DraftBlock):
            made.append(part)
            continue
        before, inside, after = _apart(part.steps)
        if not out and len(inside) > 1:
            steps = (inside[0], *before, *inside[1:-1], *after, inside[-1])
            made.append(part if steps == part.steps else replace(part, steps=steps))
            continue
        made += before
        if inside:
            made.append(part if inside == part.steps else replace(part, steps=inside))
        made += after
    return tuple(made)


def _apart(
    steps: tuple[DraftStep, ...],
) -> tuple[tuple[DraftStep, ...], tuple[DraftStep, ...], tuple[DraftStep, ...]]:
    """The rests that steps begin with, the steps between, the rests that they end with."""
    drills = [at for at, step in enumerate(steps) if not step.is_rest]
    first, end = (drills[0], drills[-1] + 1) if drills else (len(steps), len(steps))
    return steps[:first], steps[first:end], steps[end:]


def _is_rest(part: Part) -> bool:
    return isinstance(part, DraftStep) and part.is_rest
