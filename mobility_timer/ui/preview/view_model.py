"""A routine as it is being made one's own: the original, the changes, the time it was fitted to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from mobility_timer.personal import common_fields, effective, only_changed, without_changes
from mobility_timer.personal import waits as waits_for_me
from mobility_timer.routine import (
    MOST_ROUNDS,
    UNCHANGED,
    Adjusted,
    Adjustments,
    Drill,
    DrillChange,
    Fitted,
    Routine,
    Side,
    adjust,
    after_fit,
    alternatives,
    keys_of,
    nearest_amount,
    scaled_tempo,
)
from mobility_timer.settings import Settings
from mobility_timer.timeline import length_ms, minutes_seconds
from mobility_timer.ui.preview.differences import (
    Difference,
    differences,
    same,
    taken_back,
)
from mobility_timer.words import preview

_TEMPO_STEP_MS = 500


@dataclass(frozen=True)
class PlanRow:
    """One drill of the original, as it is to be done; `out` where it is left out."""

    key: str
    drill: Drill
    out: bool


@dataclass(frozen=True)
class PreviewModel:
    """Every change gives a new plan. `minutes` is None once it is no longer the fitted one.

    `changes` are all that differs today; `kept` are those of them that were made by hand and
    outlast today.
    """

    original: Routine
    drills: Mapping[str, Drill]
    changes: Adjustments = field(default_factory=Adjustments)
    kept: Adjustments = field(default_factory=Adjustments)
    settings: Settings = field(default_factory=Settings)
    minutes: int | None = None
    told: tuple[str, ...] = ()
    _unfitted: Adjustments | None = None
    stepped_back: Mapping[str, DrillChange] = field(default_factory=dict)

    @cached_property
    def adjusted(self) -> Adjusted:
        return self._effective(self.changes)

    @property
    def routine(self) -> Routine:
        """The drills as they are to be done. None when all are left out."""
        return self.adjusted.routine

    @cached_property
    def rows(self) -> tuple[PlanRow, ...]:
        done = dict(zip(self.adjusted.keys, self.routine.drills, strict=True))
        rows = []
        for key, drill in zip(keys_of(self.original), self.original.drills, strict=True):
            swapped = self.drills.get(self.changes.of(key).swapped_for or "", drill)
            rows.append(PlanRow(key, done.get(key, swapped), key not in done))
        return tuple(rows)

    @property
    def waits(self) -> bool:
        """Whether each set waits for the user."""
        return self.routine.wait_for_me

    @property
    def is_original(self) -> bool:
        return not self.changes and not self.kept

    @cached_property
    def to_fit(self) -> Adjusted:
        """What is made to fit a time: the routine before it was last fitted."""
        return self._effective(self._before)

    @property
    def unfitted(self) -> Adjustments | None:
        """The changes before it was fitted to a time; None where it was not."""
        return self._unfitted

    @property
    def _before(self) -> Adjustments:
        return _with_swaps(self.original, self._unfitted_or_now, self.drills)

    def fitted(self, minutes: int, fitted: Fitted) -> PreviewModel:
        """The plan as `fit` made it from `to_fit`."""
        told = fitted.changes
        if not fitted.fits:
            shortest = minutes_seconds(length_ms(fitted.routine))
            told = (preview.not_as_short(shortest), *told)
        return replace(
            self,
            changes=after_fit(self._before, self.to_fit, fitted),
            minutes=minutes,
            told=told,
            _unfitted=self._unfitted_or_now,
        )

    def dosed(self, key: str, steps: int) -> PreviewModel:
        """So many steps of dose more, or less where negative."""
        drill = self._drill(key)
        amount = nearest_amount(drill, drill.dose.amount + steps * drill.dose_step)
        return self._by_hand(key, lambda changes: changes.with_amount(key, amount))

    def slowed(self, key: str, steps: int) -> PreviewModel:
        """Each rep half a second a step longer, its phases in proportion."""
        drill = self._drill(key)
        factor = max(0.1, (drill.rep_ms + steps * _TEMPO_STEP_MS) / drill.rep_ms)
        tempo = scaled_tempo(drill, factor)
        return self._by_hand(key, lambda changes: changes.with_tempo(key, tempo))

    def repeated(self, key: str, steps: int) -> PreviewModel:
        """The drill so many sets more."""
        rounds = min(max(self._drill(key).rounds + steps, 1), MOST_ROUNDS)
        return self._by_hand(key, lambda changes: changes.with_rounds(key, rounds))

    def starting(self, key: str, side: Side) -> PreviewModel:
        """The drill begins with this side."""
        return self._by_hand(key, lambda changes: changes.with_first_side(key, side))

    def left_out(self, key: str, out: bool) -> PreviewModel:
        """Without the drill, or with it again; the last one stays."""
        if out and len(self.routine.drills) < 2:
            return self
        changes = self.changes.with_left_out(key, out)
        if not out and self._original(key).on_floor:
            changes = replace(changes, standing_only=False)
        model = self._with(changes)
        return model if out else replace(model, kept=self.kept.with_left_out(key, False))

    def swapped(self, key: str, drill: Drill) -> PreviewModel:
        """Another drill in its place; the original's own where it is that one."""
        back = drill.id == self._original(key).id
        swap = None if back else drill.id
        return replace(
            self._with(self.changes.with_swap(key, swap)), kept=self.kept.with_swap(key, swap)
        )

    def as_written(self, key: str) -> PreviewModel:
        """The drill as it stands in the file."""
        return replace(
            self._with(self.changes.with_drill(key, UNCHANGED)),
            kept=self.kept.with_drill(key, UNCHANGED),
        )

    def others(self, key: str) -> tuple[Drill, ...]:
        """What may stand in its place, the original drill first where another stands there."""
        present, original = self._drill(key), self._original(key)
        found = [drill for drill in alternatives(original, self.drills) if drill.id != present.id]
        return (original, *found) if present.id != original.id else tuple(found)

    def with_rounds(self, steps: int) -> PreviewModel:
        rounds = min(max(self.routine.rounds + steps, 1), MOST_ROUNDS)
        kept = None if rounds == self.original.rounds else rounds
        return replace(
            self._with(replace(self.changes, rounds=kept)), kept=replace(self.kept, rounds=kept)
        )

    def waiting(self, waits: bool) -> PreviewModel:
        """Wait for me; it does not end the fitting, for it changes no dose."""
        usual = waits_for_me(self.original, Adjustments(), self.settings)
        kept = None if waits == usual else waits
        before = self._unfitted
        return replace(
            self,
            changes=replace(self.changes, wait_for_me=kept),
            kept=replace(self.kept, wait_for_me=kept),
            _unfitted=None if before is None else replace(before, wait_for_me=kept),
        )

    def standing(self, standing: bool) -> PreviewModel:
        """Without what goes to the floor, swapped where there is something to swap it for.

        What was fitted to a time is to be fitted again.
        """
        changes = replace(self._unfitted_or_now, standing_only=standing)
        if not standing:
            for key, drill in zip(keys_of(self.original), self.original.drills, strict=True):
                if drill.on_floor:
                    changes = changes.with_drill(key, UNCHANGED)
        return self._with(changes)

    def differing_from(self, other: PreviewModel) -> tuple[int, int]:
        """How many drills of another plan of the routine are swapped here, and left out."""
        pairs = [(a, b) for a, b in zip(self.rows, other.rows, strict=True) if not b.out]
        swapped = sum(not a.out and a.drill.id != b.drill.id for a, b in pairs)
        return swapped, sum(a.out for a, _ in pairs)

    def keeping(self) -> PreviewModel:
        """The same, with all of it kept."""
        return replace(self, kept=self.changes, minutes=None, told=(), _unfitted=None)

    def today_only(self) -> tuple[Difference, ...]:
        """What is for today only, one thing at a time; all that was done to fit is one."""
        found = differences(self.original, self.drills, self._unfitted_or_now, self._standing)
        if self.minutes is None:
            return found
        before = self._effective(self._unfitted_or_now).keys
        out = [row.drill.name for row in self.rows if row.out and row.key in before]
        return (Difference("", "minutes", "", preview.fitted(self.minutes, out), ""), *found)

    def by_hand(self) -> tuple[Difference, ...]:
        """What is kept, one thing at a time; not what stepped back because the file changed."""
        return differences(self.original, self.drills, self._standing)

    def undone(self, one: Difference) -> PreviewModel:
        """Without this one thing; what was fitted to a time is to be fitted again."""
        before = self._unfitted_or_now
        if one.field == "minutes":
            return self._with(before)
        if one not in self.by_hand():
            return self._with(taken_back(before, one, self._standing))
        written = Adjustments()
        changes = taken_back(before, one, written) if same(one, before, self.kept) else before
        return replace(self._with(changes), kept=taken_back(self.kept, one, written))

    @cached_property
    def not_taken(self) -> Mapping[str, DrillChange]:
        """What stepped back and was not chosen anew, by the drill's key."""
        found = {
            key: common_fields(back, self.kept.of(key)) for key, back in self.stepped_back.items()
        }
        return {key: back for key, back in found.items() if back != UNCHANGED}

    @property
    def _unfitted_or_now(self) -> Adjustments:
        return self.changes if self._unfitted is None else self._unfitted

    @cached_property
    def _standing(self) -> Adjustments:
        """What is kept, without what stepped back."""
        return without_changes(self.kept, self.not_taken)

    def as_original(self) -> PreviewModel:
        return PreviewModel(self.original, self.drills, settings=self.settings)

    def _effective(self, changes: Adjustments) -> Adjusted:
        return effective(self.original, changes, self.settings, self.drills)

    def _by_hand(self, key: str, change: Callable[[Adjustments], Adjustments]) -> PreviewModel:
        def changed(before: Adjustments) -> Adjustments:
            fixed = _with_swaps(self.original, before, self.drills, only=key)
            return only_changed(change(fixed), self.original)

        return replace(self._with(changed(self.changes)), kept=changed(self.kept))

    def _with(self, changes: Adjustments) -> PreviewModel:
        return replace(self, changes=changes, minutes=None, told=(), _unfitted=None)

    def _drill(self, key: str) -> Drill:
        return next(row.drill for row in self.rows if row.key == key)

    def _original(self, key: str) -> Drill:
        by_key = zip(keys_of(self.original), self.original.drills, strict=True)
        return dict(by_key)[key]


def _with_swaps(
    original: Routine, changes: Adjustments, drills: Mapping[str, Drill], only: str | None = None
) -> Adjustments:
    """The changes with the swaps of "standing only" written out, so that doses can follow."""
    adjusted = adjust(original, changes, drills)
    for key, drill in zip(adjusted.keys, adjusted.routine.drills, strict=True):
        was = changes.of(key).swapped_for
        if only in (None, key) and changes.standing_only and drill.id != was:
            own = dict(zip(keys_of(original), original.drills, strict=True))[key]
            if drill.id != own.id:
                changes = changes.with_swap(key, drill.id)
    return changes
