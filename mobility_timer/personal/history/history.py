"""What the program asks about what was done, and who writes it down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mobility_timer.personal.history import plan, sessions
from mobility_timer.personal.history.recorder import Recorder, SessionStart, local_now
from mobility_timer.personal.history.sessions import SessionPlace, SetKey
from mobility_timer.personal.history.store import HistoryStore
from mobility_timer.routine import Drill, Routine
from mobility_timer.timeline import Timeline, compile_routine


@dataclass(frozen=True)
class Unfinished:
    """A session of today that was left: the routine as it was played, and where to go on.

    `done` is what was done of each set so far, reps or seconds.
    """

    token: str
    routine: Routine
    place: SessionPlace
    position: int
    done: Mapping[SetKey, int]


class History:
    """The sessions of this person."""

    def __init__(self, path: Path | None = None, now: Callable[[], datetime] = local_now) -> None:
        self.store = HistoryStore(path)
        self._now = now

    @property
    def trouble(self) -> str:
        return self.store.trouble

    @property
    def path(self) -> Path:
        """The file that all of it lies in."""
        return self.store.path

    @property
    def today(self) -> str:
        return self._now().date().isoformat()

    def recorder(self, start: SessionStart | None = None) -> Recorder:
        """What follows a session and writes it down."""
        return Recorder(self.store, start, self._now)

    def unfinished(
        self, routines: Mapping[str, Routine], drills: Mapping[str, Drill]
    ) -> Unfinished | None:
        """The last session of today, where it was left before its end and can go on."""
        today = self.today
        found = self.store.read(lambda c: sessions.last_left(c, today), None)
        written = routines.get(found.routine) if found else None
        place = SessionPlace.from_text(found.place) if found else None
        if found is None or written is None or place is None:
            return None
        routine = plan.from_text(found.plan, written, drills)
        position = _position(compile_routine(routine), place) if routine else None
        if routine is None or position is None:
            return None
        return Unfinished(found.token, routine, place, position, found.done)

    def dismiss(self, token: str) -> None:
        """Offer this session no more; what was done of it counts as before."""
        self.store.write(lambda c: sessions.dismiss(c, token))

    def last_routines(self) -> Mapping[str, str]:
        """For each occasion the id of the routine that was last done for it."""
        nothing: Mapping[str, str] = {}
        return self.store.read(sessions.last_routines, nothing)

    def close(self) -> None:
        """Wait until all is written."""
        self.store.close()


def _position(timeline: Timeline, place: SessionPlace) -> int | None:
    """Where the rep begins at which to go on; before the work, where its set opens."""
    work = next((w for w in timeline.sets if sessions.key_of(w) == place.key), None)
    if work is None:
        return None
    drill = timeline.drill_of(work)
    if place.rep < 1:
        return work.opens
    step = 1000 * place.rep if drill.is_hold else (place.rep - 1) * drill.rep_ms
    return min(work.start + step, work.end - 1)
