"""What is kept of the changes to a routine: read when its page opens, written as they come."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer

from mobility_timer.personal import TodaysPlan
from mobility_timer.routine import Routine, drawn, keys_of
from mobility_timer.ui.preview.differences import of_dose
from mobility_timer.ui.preview.view_model import PreviewModel
from mobility_timer.ui.shell.context import AdjustmentsAccess, Context

_KEPT_AFTER_MS = 400
"""What a button that is held down changes is written once."""


class KeptChanges:
    """Untouched, a routine stays as another window may have left it. `owner` is its page."""

    def __init__(self, access: AdjustmentsAccess, owner: QObject) -> None:
        self._access = access
        self._soon = QTimer(owner)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(lambda: self.keep(self._changed))

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
        self._changed = self._first
        return self._first

    def keep_soon(self, model: PreviewModel) -> None:
        """Keep it a moment after the last change: a kill loses no more."""
        self._changed = model
        self._soon.start(_KEPT_AFTER_MS)

    def keep(self, model: PreviewModel) -> None:
        """Keep what was changed since."""
        self._soon.stop()
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
