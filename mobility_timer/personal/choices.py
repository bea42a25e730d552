"""What this person changed in each routine: some of it kept, some of it for today."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from mobility_timer.personal.adjustments_format import from_plain, to_plain
from mobility_timer.personal.hurts import eased
from mobility_timer.personal.replaced import only_changed, without_changes
from mobility_timer.routine import Adjustments, DrillChange, Routine, drawn

if TYPE_CHECKING:
    from mobility_timer.personal.adjustments_store import AdjustmentsStore
    from mobility_timer.personal.history.history import History


class TodaysPlan(NamedTuple):
    """A routine as it is to be done today: all changes together, whatever they were made by.

    `minutes` is the time it was fitted to, `unfitted` the changes before that.
    """

    changes: Adjustments
    minutes: int | None = None
    unfitted: Adjustments | None = None


class Choices:
    """The kept changes, those for today, and what is eased because it hurt."""

    def __init__(self, store: AdjustmentsStore, history: History) -> None:
        self._store = store
        self._history = history

    @property
    def trouble(self) -> str:
        """A line on what could not be read or kept; empty while all is well."""
        return self._store.trouble

    @property
    def lacks_some(self) -> bool:
        """Whether some of what was changed could not be kept so far."""
        return self._store.lacks_some

    def now(self, routine: Routine) -> Adjustments:
        """All that differs from the routine as written, when it is started now."""
        plan = self.today(routine.id)
        changes = plan.changes if plan is not None else self.usual(routine)
        return replace(changes, lot=self._history.today)

    def now_for_all(self, routines: Iterable[Routine]) -> Mapping[str, tuple[Adjustments, bool]]:
        """The same for many routines by their ids, and whether it is for today only."""
        day, none = self._history.today, dict[str, str]()
        sql = "SELECT routine, changes FROM today WHERE day = ?"
        texts = self._history.store.read(lambda c: dict(c.execute(sql, (day,)).fetchall()), none)
        hurts = self._history.hurts()
        found = {}
        for routine in routines:
            text = texts.get(routine.id)
            plan = _plan(text) if text else None
            changes = self._eased(routine, hurts) if plan is None else plan.changes
            found[routine.id] = (replace(changes, lot=day), plan is not None)
        return found

    def usual(self, routine: Routine) -> Adjustments:
        """What is kept and still fits the file, with what hurt lately eased."""
        kept = self._eased(routine, self._history.hurts())
        return replace(kept, lot=self._history.today)

    def _eased(self, routine: Routine, hurts: Mapping[str, int]) -> Adjustments:
        today = drawn(routine, self._history.today)
        return eased(today, self._store.standing(today), hurts)

    def recall(self, routine_id: str) -> Adjustments:
        """What is kept, whether it still fits the file or not."""
        return self._store.recall(routine_id)

    def keep(self, routine: Routine, before: Adjustments, changes: Adjustments) -> None:
        """Keep what was changed from `before`; what another program changed meanwhile stays."""
        theirs = self._store.recall(routine.id)
        self._store.keep(routine.id, joined(before, changes, theirs), routine)

    def stepped_back(self, routine: Routine) -> Mapping[str, DrillChange]:
        """Kept changes of drills that stepped back because the file changed, by the drill's key."""
        return self._store.stepped_back(routine)

    def settle(self, routine: Routine, *, take_mine: bool) -> None:
        """Take what was kept after all, or what the file now says for good."""
        kept = self._store.recall(routine.id)
        if not take_mine:
            kept = without_changes(kept, self._store.stepped_back(routine))
        self._store.keep(routine.id, kept, routine, afresh=True)

    def today(self, routine_id: str) -> TodaysPlan | None:
        """How the routine is to be done today, where that was chosen."""
        day = self._history.today

        def find(connection: sqlite3.Connection) -> str | None:
            found = connection.execute(
                "SELECT changes FROM today WHERE routine = ? AND day = ?", (routine_id, day)
            ).fetchone()
            return str(found[0]) if found else None

        text = self._history.store.read(find, None)
        return _plan(text) if text else None

    def plan_today(self, routine_id: str, plan: TodaysPlan | None) -> None:
        """How the routine is to be done today; None for as usual."""
        day = self._history.today

        def write(connection: sqlite3.Connection) -> None:
            connection.execute("DELETE FROM today WHERE routine = ? OR day <> ?", (routine_id, day))
            if plan is not None:
                row = (routine_id, day, _text(plan))
                connection.execute(
                    "INSERT INTO today (routine, day, changes) VALUES (?, ?, ?)", row
                )

        self._history.store.write(write)

    def keep_doses(self, routine: Routine, doses: Mapping[str, DrillChange]) -> None:
        """Keep these doses and tempi of drills by their keys, today's plan included."""
        kept, plan = self._store.recall(routine.id), self.today(routine.id)
        changes = plan.changes if plan else kept
        for key, dose in doses.items():
            kept, changes = _with_dose(kept, key, dose), _with_dose(changes, key, dose)
        kept, changes = only_changed(kept, routine), only_changed(changes, routine)
        self._store.keep(routine.id, kept, routine)
        if plan is not None:
            self.plan_today(routine.id, TodaysPlan(changes))

    def hurting(self, routine: Routine) -> Mapping[str, int]:
        """How often in a row drills of the routine hurt when they were done last, by id."""
        ids = {drill.id for drill in routine.drills}
        return {drill: times for drill, times in self._history.hurts().items() if drill in ids}


def _with_dose(changes: Adjustments, key: str, dose: DrillChange) -> Adjustments:
    if dose.amount is not None:
        changes = changes.with_amount(key, dose.amount)
    return changes.with_tempo(key, dose.tempo) if dose.tempo else changes


def joined(before: Adjustments, mine: Adjustments, theirs: Adjustments) -> Adjustments:
    """Their changes with those of mine that I made since `before`."""
    result = theirs
    for key in {*before.drills, *mine.drills}:
        if mine.of(key) != before.of(key):
            result = result.with_drill(key, mine.of(key))
    fields = ("rounds", "wait_for_me", "standing_only")
    own = {
        name: getattr(mine, name) for name in fields if getattr(mine, name) != getattr(before, name)
    }
    return replace(result, **own)


def _text(plan: TodaysPlan) -> str:
    unfitted = None if plan.unfitted is None else to_plain(plan.unfitted)
    return json.dumps(
        {"changes": to_plain(plan.changes), "minutes": plan.minutes, "unfitted": unfitted}
    )


def _plan(text: str) -> TodaysPlan | None:
    try:
        said = json.loads(text)
        minutes, unfitted = said["minutes"], said["unfitted"]
        before = None if unfitted is None else from_plain(unfitted)
        return TodaysPlan(from_plain(said["changes"]), minutes, before)
    except (ValueError, KeyError, TypeError):
        return None
