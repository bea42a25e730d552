"""What the program asks about what was done, and who writes it down."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from mobility_timer.personal.history import sessions
from mobility_timer.personal.history.progress import nothing_done, progress, this_week
from mobility_timer.personal.history.sessions import SessionPlace
from mobility_timer.personal.history.store import HistoryStore
from mobility_timer.routine import Occasion

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from mobility_timer.personal.history.measured import SelfCheck
    from mobility_timer.personal.history.progress import Progress, Week
    from mobility_timer.personal.history.recorder import Recorder
    from mobility_timer.personal.history.start import SessionStart
    from mobility_timer.personal.measures import Measure, MeasureKind
    from mobility_timer.playback import SetKey
    from mobility_timer.routine import Drill, Routine
    from mobility_timer.timeline import Timeline, WorkSet

_HURTS_FOR_DAYS = 14


def local_now() -> datetime:
    return datetime.now().astimezone()


class Unfinished(NamedTuple):
    """A session of today that was left: the routine as it was played, and where to go on.

    `done` is what was done of each set so far, reps or seconds, in `played_ms`.
    """

    token: str
    routine: Routine
    place: SessionPlace
    position: int
    done: Mapping[SetKey, int]
    occasion: Occasion | None = None
    played_ms: int = 0

    @property
    def start(self) -> SessionStart:
        """What starts the session anew where it was left."""
        from mobility_timer.personal.history.start import SessionStart

        return SessionStart(self.occasion, self.token, self.done, self.position, self.played_ms)

    @property
    def work(self) -> WorkSet:
        """The set at which to go on."""
        from mobility_timer.playback import set_key
        from mobility_timer.timeline import compile_routine

        sets = compile_routine(self.routine).sets
        return next(work for work in sets if set_key(work) == self.place.key)


class History:
    """The sessions of this person."""

    def __init__(self, path: Path | None = None, now: Callable[[], datetime] = local_now) -> None:
        self.store = HistoryStore(path)
        self._now = now
        self._recorder: Recorder | None = None

    @property
    def trouble(self) -> str:
        return self.store.trouble

    @property
    def lacks_some(self) -> bool:
        """Whether some of what was done could not be written down so far."""
        return self.store.lacks_some

    @property
    def path(self) -> Path:
        """The file that all of it lies in."""
        return self.store.path

    @property
    def today(self) -> str:
        return self._now().date().isoformat()

    def open_ahead(self) -> None:
        """Have the file opened while others are busy."""
        self.store.write(lambda _connection: None)

    def followers(self, start: SessionStart) -> tuple[Recorder, ...]:
        """What writes a session down: nothing, where it is only tried."""
        self._recorder = None
        return () if start.is_tried else (self.recorder(start),)

    def recorder(self, start: SessionStart | None = None) -> Recorder:
        """What follows a session and writes it down."""
        from mobility_timer.personal.history.recorder import Recorder

        self._recorder = Recorder(self.store, start, self._now)
        return self._recorder

    def note_hurt(self) -> SetKey | None:
        """The set that is being done hurts; between sets, the one that was broken off last.

        Answers which set that is; None where nothing was played yet.
        """
        return self._recorder.note_hurt() if self._recorder is not None else None

    def take_hurt_back(self) -> None:
        """The set of which that was said last does not hurt after all."""
        if self._recorder is not None:
            self._recorder.take_hurt_back()

    def unfinished(
        self, routines: Mapping[str, Routine], drills: Mapping[str, Drill]
    ) -> Unfinished | None:
        """The last session of today, where it was left before its end and can go on."""
        today = self.today
        found = self.store.read(lambda c: sessions.last_left(c, today), None)
        written = routines.get(found.routine) if found else None
        place = SessionPlace.from_text(found.place) if found else None
        if found is None or written is None or place is None or not found.done:
            return None
        from mobility_timer.personal.history import plan
        from mobility_timer.timeline import compile_routine

        routine = plan.from_text(found.plan, written, drills)
        position = _position(compile_routine(routine), place) if routine else None
        if routine is None or position is None:
            return None
        occasion = Occasion(found.occasion) if found.occasion else None
        places = dict(enumerate(routine.drills))
        done = {
            key: sessions.done_again(amount, places[key[1]])
            for key, amount in found.done.items()
            if key[1] in places
        }
        if place.done > done.get(place.key, 0):
            done[place.key] = place.done
        return Unfinished(found.token, routine, place, position, done, occasion, found.played_ms)

    def weekday(self) -> int:
        """Today, counted from 0 for Monday."""
        return self._now().weekday()

    def this_week(self) -> Week:
        """The present week, by its days."""
        today = self._now().date()
        return self.store.read(lambda c: this_week(c, today), nothing_done(today).week)

    def progress(self) -> Progress:
        """The last twelve weeks; takes its time, so not for the UI thread."""
        today = self._now().date()
        return self.store.read_patiently(lambda c: progress(c, today), nothing_done(today))

    def as_json(self) -> str:
        """All sessions as text that can be read back."""
        from mobility_timer.personal.history import exchange

        return self.store.read_patiently(exchange.as_json, "")

    def as_csv(self) -> str:
        """All sets as a table, one line a set."""
        from mobility_timer.personal.history import exchange

        return self.store.read_patiently(exchange.as_csv, "")

    def add_json(self, text: str) -> int:
        """Add the sessions of an export that are not there yet; how many that were.

        Raises NotARecord.
        """
        from mobility_timer.personal.history import exchange

        added: list[int] = []
        faults: list[exchange.NotARecord] = []

        def add(connection: sqlite3.Connection) -> None:
            connection.execute("SAVEPOINT import")
            try:
                added.append(exchange.from_json(connection, text))
            except exchange.NotARecord as fault:
                connection.execute("ROLLBACK TO import")
                faults.append(fault)

        self.store.write(add).result()
        if faults:
            raise faults[0]
        return sum(added)

    def delete_all(self) -> None:
        """Delete all that was written down."""
        from mobility_timer.personal.history import exchange

        self.store.write(exchange.delete_all)

    def add_measure(self, kind: MeasureKind, left: Sequence[float], right: Sequence[float]) -> None:
        """Write down the trials of today, in centimetres or degrees."""
        from mobility_timer.personal.history import measured
        from mobility_timer.personal.measures import Measure

        now = self._now()
        measure = Measure(kind, now.date(), tuple(left), tuple(right))
        at = now.isoformat(timespec="seconds")
        self.store.write(lambda c: measured.add_measure(c, at, measure))

    def note_measure_begun(self, kind: MeasureKind, trials: Sequence[float]) -> None:
        """Keep today's trials of a measure that is not ended yet; none forgets them."""
        from mobility_timer.personal.history import measured

        day, kept = self.today, tuple(trials)
        self.store.write(lambda c: measured.note_begun(c, day, kind, kept))

    def measure_begun(self, kind: MeasureKind) -> tuple[float, ...]:
        """Those trials, in the order in which they are made."""
        from mobility_timer.personal.history import measured

        day = self.today
        nothing: tuple[float, ...] = ()
        return self.store.read(lambda c: measured.begun(c, day, kind), nothing)

    def take_measure_back(self, kind: MeasureKind) -> None:
        """Forget the last measure of this kind."""
        from mobility_timer.personal.history import measured

        self.store.write(lambda c: measured.take_measure_back(c, kind))

    def measures(self) -> tuple[Measure, ...]:
        """All that was measured, oldest first."""
        from mobility_timer.personal.history import measured

        nothing: tuple[Measure, ...] = ()
        return self.store.read(measured.measures, nothing)

    def note_self_check(self, answers: Mapping[str, bool]) -> None:
        """Keep the answers of today's self-check, by the ids of the signs."""
        from mobility_timer.personal.history import measured

        now = self._now()
        check = measured.SelfCheck(now.date(), dict(answers))
        at = now.isoformat(timespec="seconds")
        self.store.write(lambda c: measured.note_self_check(c, at, check))

    def last_self_check(self) -> SelfCheck | None:
        from mobility_timer.personal.history import measured

        return self.store.read(measured.last_self_check, None)

    def hurts(self) -> Mapping[str, int]:
        """How often in a row each drill hurt when it was done last, in these two weeks."""
        since = (self._now().date() - timedelta(days=_HURTS_FOR_DAYS)).isoformat()
        nothing: Mapping[str, int] = {}
        return self.store.read(lambda c: sessions.hurts(c, since), nothing)

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
    from mobility_timer.playback import set_key

    work = next((w for w in timeline.sets if set_key(w) == place.key), None)
    if work is None:
        return None
    drill = timeline.drill_of(work)
    if place.rep < 1:
        return work.opens
    step = 1000 * place.rep if drill.is_hold else (place.rep - 1) * drill.rep_ms
    return min(work.start + step, work.end - 1)
