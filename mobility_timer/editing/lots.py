"""Lots: several drills in the place of one, of which one is drawn on a day."""

from __future__ import annotations

from dataclasses import replace

from mobility_timer.editing.draft import DraftStep, Keys, RoutineDraft


def draw_also(draft: RoutineDraft, number: int, keys: Keys) -> RoutineDraft:
    """One drill more to draw from, in the lot of this step; a step alone becomes a lot with it,
    which bears its number."""
    new = DraftStep(draft.next_number, dict(keys))
    lot = draft.lot_of(number)
    if lot is not None:
        changed = draft.with_step(replace(lot, lot=(*lot.lot, new)))
        return replace(changed, next_number=draft.next_number + 1)
    first = draft.step(number)
    beside = replace(first, number=draft.next_number + 1)
    made = DraftStep(number, {}, bare=False, lot=(beside, new))
    changed = draft.with_each(lambda one: made if one.number == number else one)
    return replace(changed, next_number=draft.next_number + 2)


def draw_no_more(draft: RoutineDraft, number: int) -> RoutineDraft:
    """Without a drill of a lot; the last one that is left stands alone, under the number of
    the lot."""
    lot = draft.lot_of(number)
    if lot is None or lot.number == number:
        return draft
    kept = tuple(one for one in lot.lot if one.number != number)
    left = replace(lot, lot=kept) if len(kept) > 1 else replace(kept[0], number=lot.number)
    return draft.with_each(lambda one: left if one.number == lot.number else one)


def draw_first(draft: RoutineDraft, number: int) -> RoutineDraft:
    """A drill of a lot before the others: it stands for the lot where none is drawn."""
    lot = draft.lot_of(number)
    if lot is None:
        return draft
    ordered = tuple(sorted(lot.lot, key=lambda one: one.number != number))
    return draft.with_step(replace(lot, lot=ordered))
