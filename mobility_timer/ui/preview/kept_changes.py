"""What is kept of the changes to a routine: read when its page opens, written when it goes."""

from __future__ import annotations

from dataclasses import replace

from mobility_timer.personal import TodaysPlan
from mobility_timer.routine import Routine, drawn, keys_of
from mobility_timer.ui.preview.differences import of_dose
from mobility_timer.ui.preview.view_model import PreviewModel
from mobility_timer.ui.shell.context import AdjustmentsAccess, Context


class KeptChanges:
    """Untouched, a routine stays as another window may have left it."""

    def __init__(self, access: AdjustmentsAccess) -> None:
        self._access = access

    def open(self, context: Context, routine: Routine) -> PreviewModel:
        """The routine as it is done today."""
        access = self._access
        self._before = access.recall(routine.id)
        usual, plan = access.usual(routine), access.today(routine.id)
        routine = drawn(routine, usual.lot)
        self._first = PreviewModel(
            routine,
            context.library.drills,
            plan.changes if plan else usual,
            self._before,
            context.settings.value,
            minutes=plan.minutes if plan else None,
            _unfitted=plan.unfitted if plan else None,
            stepped_back=access.stepped_back(routine),
        )
        return self._first

    def keep(self, model: PreviewModel) -> None:
        """Keep what was changed since."""
        if model == self._first:
            return
        access, original = self._access, model.original
        self._first = model
        access.keep(original, self._before, model.kept)
        self._before = model.kept
        plan = TodaysPlan(model.changes, model.minutes, model.unfitted)
        as_usual = model.changes == access.usual(original)
        access.plan_today(original.id, None if as_usual else plan)

    def settle(self, model: PreviewModel, *, take_mine: bool) -> PreviewModel:
        """The file and a kept dose differ: have it one way or the other from now on."""
        access, original = self._access, model.original
        access.settle(original, take_mine=take_mine)
        access.plan_today(original.id, None)
        self._before = access.recall(original.id)
        self._first = replace(
            model.as_original(), changes=access.usual(original), kept=self._before
        )
        return self._first


def stepped_back(model: PreviewModel) -> list[tuple[str, str, str]]:
    """What the file changed since and was not chosen anew here: drill, chosen, written."""
    original, back = model.original, model.not_taken
    return [
        (drill.short, one.chosen, one.before)
        for key, drill in zip(keys_of(original), original.drills, strict=True)
        if key in back
        for one in of_dose(drill, back[key])
    ]
