"""The follower that writes a session down as it happens."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mobility_timer.personal.history import plan, sessions
from mobility_timer.personal.history.history import local_now
from mobility_timer.personal.history.sessions import SessionPlace
from mobility_timer.personal.history.start import SessionStart
from mobility_timer.playback import SetKey, State, Update, asked_of, set_key
from mobility_timer.routine import Counts, Unit
from mobility_timer.timeline import Kind, Moment, Timeline, WorkSet

if TYPE_CHECKING:
    from datetime import datetime

    from mobility_timer.personal.history.store import HistoryStore
    from mobility_timer.routine import Drill

_HOLD_STEP_S = 5
_Work = Callable[[sqlite3.Connection], object]


@dataclass(frozen=True)
class SessionHead:
    """What is known of a session when it begins. `planned` counts its sets, `plan` is `to_text`."""

    token: str
    routine: str
    name: str
    occasion: str
    day: str
    began: str
    planned: int
    plan: str


@dataclass(frozen=True)
class SetRow:
    """One set: `done` of the reps or seconds that were asked, or why it was not done."""

    key: SetKey
    drill: str
    name: str
    unit: str
    done: int
    asked: int
    state: str = sessions.DONE
    why: str = ""


def row_of(
    work: WorkSet, drill: Drill, done: int, state: str = sessions.DONE, why: str = ""
) -> SetRow:
    """A way is written down as the time that it takes."""
    unit, asked = drill.dose.unit, asked_of(work, drill, done)
    if drill.dose.counts is Counts.METRES:
        unit, done, asked = Unit.SECONDS, *(round(it * drill.rep_ms / 1000) for it in (done, asked))
    return SetRow(set_key(work), drill.id, drill.name, unit.value, done, asked, state, why)


class Recorder:
    """Writes down each set that is finished, each one that is skipped or left out, and the place.

    What one update brings is one transaction, handed to the store's thread. The session is
    written down once something of it was played.
    """

    def __init__(
        self,
        store: HistoryStore,
        start: SessionStart | None = None,
        now: Callable[[], datetime] = local_now,
    ) -> None:
        start = start or SessionStart()
        self._store = store
        self._now = now
        self._occasion = start.occasion.value if start.occasion else ""
        self.token = start.goes_on or os.urandom(8).hex()
        self._begun = False
        self._finished = False
        self._before: Update | None = None
        self._place: SessionPlace | None = None
        self._played_ms = 0
        self._done: set[SetKey] = {key for key, done in start.done.items() if done}
        self._skipped_sets: set[SetKey] = set()
        self._hurt: dict[SetKey, tuple[WorkSet, Drill]] = {}
        self._broken_off: tuple[WorkSet, Drill] | None = None

    def note_hurt(self) -> SetKey | None:
        """The set that is being done hurts; between sets, the one that was broken off last.

        Answers which set that is; None where nothing was played yet.
        """
        if self._before is None or not self._begun:
            return None
        moment = self._before.moment
        here = moment.set, moment.drill
        work, drill = here if moment.kind.is_work else self._broken_off or here
        self._hurt[set_key(work)] = work, drill
        self._submit([self._set(self._hurt_row(work, drill, sessions.HURTS))])
        return set_key(work)

    def take_hurt_back(self) -> None:
        """The set of which that was said last does not hurt after all."""
        if self._hurt:
            _key, (work, drill) = self._hurt.popitem()
            self._submit([self._set(self._hurt_row(work, drill, ""))])

    def _hurt_row(self, work: WorkSet, drill: Drill, why: str) -> SetRow:
        return row_of(work, drill, 0, sessions.SKIPPED, why)

    def follow(self, update: Update) -> None:
        work = self._noted(update)
        self._before = update
        if not self._begun and (update.start < update.at or update.finished):
            self._begun = True
            work.insert(0, self._begin(update.timeline))
        if self._begun and work:
            self._submit(work)

    def close(self) -> None:
        if self._begun:
            state = sessions.FINISHED if self._finished else sessions.LEFT
            self._submit([self._stand(), lambda c: sessions.end(c, self.token, state)])

    def _noted(self, update: Update) -> list[_Work]:
        rows: list[SetRow] = []
        for finished in update.finished:
            key = set_key(finished.set)
            self._done.add(key)
            why = sessions.HURTS if key in self._hurt else ""
            rows.append(row_of(finished.set, finished.drill, finished.done, sessions.DONE, why))
            whole = finished.done >= finished.asked
            self._broken_off = None if whole else (finished.set, finished.drill)
        work: list[_Work] = []
        before = self._before
        if before is not None and before.timeline.routine is not update.timeline.routine:
            rows += self._left_out(before, update.timeline)
            work += self._put_back(before.timeline, update.timeline)
        elif before is not None and update.jumped:
            rows += self._skipped(before, update.moment)
            work += self._gone_back_to(update)
        self._played_ms += update.at - update.start
        self._finished = update.state is State.DONE and update.at >= update.timeline.length
        work += [self._set(row) for row in rows]
        place = _place(update)
        if place != self._place or rows:
            self._place = place
            work.append(self._stand())
        return work

    def _skipped(self, before: Update, moment: Moment) -> list[SetRow]:
        first, last = before.moment.set.index, moment.set.index
        if moment.kind is Kind.END:
            last += 1
        rows = [
            row_of(
                work,
                before.timeline.drill_of(work),
                0,
                sessions.SKIPPED,
                sessions.HURTS if set_key(work) in self._hurt else "",
            )
            for work in before.timeline.sets[first:last]
            if set_key(work) not in self._done
        ]
        self._skipped_sets |= {row.key for row in rows}
        return rows

    def _gone_back_to(self, update: Update) -> list[_Work]:
        """What was skipped and lies ahead again is skipped no more."""
        ahead = {set_key(work) for work in update.timeline.sets[update.moment.set.index :]}
        back = (ahead & self._skipped_sets) - self._done - self._hurt.keys()
        if update.moment.kind is Kind.END:
            return []
        self._skipped_sets -= back
        return [self._take_back(key) for key in sorted(back)]

    def _left_out(self, before: Update, timeline: Timeline) -> list[SetRow]:
        there = {set_key(work) for work in timeline.sets}
        return [
            row_of(work, before.timeline.drill_of(work), 0, sessions.LEFT_OUT)
            for work in before.timeline.sets
            if (key := set_key(work)) not in there and key not in self._done
        ]

    def _put_back(self, old: Timeline, new: Timeline) -> list[_Work]:
        were = {set_key(work) for work in old.sets}
        back = [key for work in new.sets if (key := set_key(work)) not in were]
        planned, text = len(new.sets), plan.to_text(new.routine)
        return [
            lambda c: sessions.note_plan(c, self.token, planned, text),
            *map(self._take_back, back),
        ]

    def _begin(self, timeline: Timeline) -> _Work:
        routine, now = timeline.routine, self._now()
        head = SessionHead(
            self.token,
            routine.id,
            routine.name,
            self._occasion,
            now.date().isoformat(),
            now.isoformat(timespec="seconds"),
            len(timeline.sets),
            plan.to_text(routine),
        )
        return lambda c: sessions.begin(c, head)

    def _set(self, row: SetRow) -> _Work:
        at = self._at()
        return lambda c: sessions.note_set(c, self.token, at, row)

    def _take_back(self, key: SetKey) -> _Work:
        return lambda c: sessions.take_back(c, self.token, key)

    def _stand(self) -> _Work:
        at, played = self._at(), self._played_ms
        place = self._place or SessionPlace((0, 0, 0, "", ""))
        self._played_ms = 0
        return lambda c: sessions.note_place(c, self.token, at, played, place)

    def _at(self) -> str:
        return self._now().isoformat(timespec="milliseconds")

    def _submit(self, work: list[_Work]) -> None:
        def all_of_it(connection: sqlite3.Connection) -> None:
            for one in work:
                one(connection)

        self._store.write(all_of_it)


def _place(update: Update) -> SessionPlace:
    moment, played, kind = update.moment, update.played, update.moment.kind
    key = set_key(moment.set)
    if not kind.is_work:
        return SessionPlace(key)
    done = played.done if played is not None and played.set == moment.set else 0
    if kind is Kind.MOVE:
        return SessionPlace(key, moment.rep, done)
    held = (moment.at - moment.set.start) // 1000
    step = held // _HOLD_STEP_S * _HOLD_STEP_S
    return SessionPlace(key, max(1, step), min(done, step))
