from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mobility_timer.personal.history.history import History
from mobility_timer.personal.history.start import SessionStart
from mobility_timer.playback.player import Player
from mobility_timer.playback.update import Update
from mobility_timer.routine.model import Occasion, Routine
from mobility_timer.timeline.compiler import compile_routine
from tests.sample_routines import CIRCLES, HOLD, MIXED, HandClock

NOW = datetime.fromisoformat("2026-05-04T07:30:00+02:00")
ROUTINES = {MIXED.id: MIXED}
DRILLS = {drill.id: drill for drill in MIXED.drills}


class Session:
    """A session whose record can be read."""

    def __init__(
        self,
        path: Path,
        routine: Routine = MIXED,
        start: SessionStart | None = None,
        now: datetime = NOW,
    ) -> None:
        self.path, self.clock = path, HandClock()
        self.history = History(path, lambda: now)
        self.recorder = self.history.recorder(start)
        self.player = Player(compile_routine(routine), self.clock, [self.recorder])
        self.player.play()

    def run(self, ms: int) -> Session:
        for _ in range(ms // 500):
            self.clock.move(500)
            self.player.tick()
        self.clock.move(ms % 500)
        self.player.tick()
        return self

    def run_to(self, at: int) -> Session:
        return self.run(at - self.player.look().at)

    def end(self) -> None:
        self.player.close()
        self.history.close()

    def rows(self, sql: str) -> list[tuple[int | str, ...]]:
        self.history.last_routines()  # makes the file where nothing was written
        self.history.close()
        connection = sqlite3.connect(self.path)
        found = connection.execute(sql).fetchall()
        connection.close()
        return found


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "sessions.db"


SETS = "SELECT drill, side, variant, unit, done, asked, state, why FROM sets ORDER BY round, place"


def test_a_whole_session_is_written_down_set_by_set(path: Path) -> None:
    session = Session(path, start=SessionStart(Occasion.BEFORE_RUN))
    session.run(session.player.timeline.length + 1_000)
    session.end()
    rows = session.rows(SETS)
    timeline = session.player.timeline
    assert len(rows) == len(timeline.sets)
    assert {(drill, side) for drill, side, *_ in rows if drill == "circles"} == {
        ("circles", "left"),
        ("circles", "right"),
    }
    assert all(done == asked and state == "done" for *_, done, asked, state, _why in rows)
    head = session.rows("SELECT routine, occasion, day, state, planned, played_ms FROM sessions")
    assert head == [
        ("mixed", "before a run", "2026-05-04", "finished", len(timeline.sets), timeline.length)
    ]


def test_a_set_is_on_the_disk_as_soon_as_it_is_finished(path: Path) -> None:
    session = Session(path)
    session.run_to(session.player.timeline.sets[0].end)
    assert session.rows(SETS) == [
        ("circles", "left", "forward", "reps", 5, 5, "done", ""),
    ]
    session.end()


def test_what_is_broken_off_is_what_was_done_of_it(path: Path) -> None:
    session = Session(path)
    session.run_to(session.player.timeline.sets[0].start + 2 * CIRCLES.rep_ms + 100)
    assert session.rows(SETS) == []
    session.end()
    assert session.rows(SETS)[0][4:7] == (2, 5, "done")
    assert session.rows("SELECT state FROM sessions") == [("left",)]


def test_what_is_skipped_is_said_and_counts_once_it_is_done(path: Path) -> None:
    session = Session(path)
    session.run(1_000)
    session.player.next_drill()
    session.run(100)
    states = session.rows("SELECT drill, state FROM sets")
    assert set(states) == {("circles", "skipped")}
    session.player.previous_drill()
    session.run_to(session.player.timeline.sets[0].end)
    assert session.rows(SETS)[0][4:7] == (5, 5, "done")
    session.end()


def test_a_side_that_is_dropped_is_left_out(path: Path) -> None:
    session = Session(path)
    session.run_to(session.player.timeline.sets[0].start + CIRCLES.rep_ms + 100)
    session.player.drop_side()
    session.end()
    rows = session.rows("SELECT side, variant, done, state FROM sets ORDER BY variant")
    assert rows == [("left", "forward", 1, "done"), ("left", "reverse", 0, "left out")]


def test_nothing_is_written_of_a_session_in_which_nothing_was_done(path: Path) -> None:
    session = Session(path)
    session.run(3_000)
    session.end()
    assert session.rows("SELECT * FROM sessions") == []
    skipped = Session(path).run(1_000)
    skipped.player.seek(skipped.player.timeline.length - 10)
    skipped.run(1_000)
    skipped.end()
    assert skipped.rows("SELECT * FROM sessions") == []


def test_it_hurts_is_kept_for_the_set_that_was_broken_off(path: Path) -> None:
    session = Session(path)
    session.run_to(session.player.timeline.sets[0].start + CIRCLES.rep_ms + 100)
    session.player.next_set()
    session.history.note_hurt()
    session.end()
    assert session.rows(SETS)[0][7] == "hurts"


def test_where_one_was_is_offered_for_the_rest_of_the_day(path: Path) -> None:
    session = Session(path)
    work = session.player.timeline.sets[1]
    session.run_to(work.start + 3 * CIRCLES.rep_ms + 700)
    session.history.close()  # the program is gone, without a word
    later = History(path, lambda: NOW.replace(hour=22))
    found = later.unfinished(ROUTINES, DRILLS)
    assert found is not None
    assert (found.routine, found.place.rep) == (MIXED, 4)
    assert found.position == work.start + 3 * CIRCLES.rep_ms
    assert list(found.done.values()) == [5, 3]
    later.close()
    tomorrow = History(path, lambda: NOW.replace(day=5))
    assert tomorrow.unfinished(ROUTINES, DRILLS) is None
    tomorrow.close()
    session.end()


def test_what_goes_on_is_one_session(path: Path) -> None:
    session = Session(path).run_to(compile_routine(MIXED).sets[1].start + 100)
    session.end()
    later = History(path, lambda: NOW)
    found = later.unfinished(ROUTINES, DRILLS)
    later.close()
    assert found.start.played_ms == session.player.look().at
    again = Session(path, found.routine, SessionStart(goes_on=found.token))
    again.player.seek(found.position)
    again.run(again.player.timeline.length)
    again.end()
    played = again.player.timeline.length - found.position + found.start.played_ms
    assert again.rows("SELECT played_ms FROM sessions") == [(played,)]
    assert again.rows("SELECT count(*), state FROM sessions") == [(1, "finished")]
    assert len(again.rows(SETS)) == len(again.player.timeline.sets)
    assert again.history.unfinished(ROUTINES, DRILLS) is None
    again.history.close()


def test_one_that_is_dismissed_or_gone_from_the_library_is_not_offered(path: Path) -> None:
    session = Session(path).run_to(compile_routine(MIXED).sets[1].start + 100)
    session.end()
    history = History(path, lambda: NOW)
    assert history.unfinished({}, DRILLS) is None
    found = history.unfinished(ROUTINES, DRILLS)
    history.dismiss(found.token)
    assert history.unfinished(ROUTINES, DRILLS) is None
    history.close()


def test_the_last_routine_of_an_occasion_is_one_that_was_done(path: Path) -> None:
    def do(routine: Routine, share: float, start: SessionStart | None) -> None:
        session = Session(path, routine, start)
        session.run(round(session.player.timeline.length * share))
        session.end()

    one = Routine("one", "One", (HOLD,))
    run, rest = SessionStart(Occasion.BEFORE_RUN), SessionStart(Occasion.REST_DAY)
    do(one, 1.1, run)
    do(MIXED, 0.2, run)
    do(MIXED, 1.1, rest)
    do(one, 1.1, None)
    history = History(path, lambda: NOW)
    assert history.last_routines() == {"before a run": "one", "rest day": "mixed"}
    history.close()


@settings(max_examples=8)
@given(steps=st.lists(st.integers(0, 9_000), max_size=30))
def test_the_record_agrees_with_what_the_player_tells(
    tmp_path_factory: pytest.TempPathFactory, steps: list[int]
) -> None:
    session = Session(tmp_path_factory.mktemp("record") / "sessions.db")
    told: dict[Any, Any] = {}

    class Listener:
        def follow(self, update: Update) -> None:
            for one in update.finished:
                key = (one.set.round, one.set.drill, one.set.repeat, one.side, one.variant)
                told[key] = max(told.get(key, 0), one.done)

        def close(self) -> None:
            """Nothing to end."""

    session.player.follow(Listener())
    commands = (session.player.next_set, session.player.previous_set, session.player.toggle)
    for step in steps:
        session.run(step)
        if step % 5 < len(commands):
            commands[step % 5]()
    session.end()
    written = session.rows("SELECT done FROM sets WHERE done > 0")
    assert sorted(done for (done,) in written) == sorted(told.values())


def test_it_hurts_is_kept_where_the_set_is_only_paused_and_where_nothing_of_it_was_done(
    path: Path,
) -> None:
    session = Session(path)
    session.run_to(session.player.timeline.sets[0].start + CIRCLES.rep_ms + 100)
    session.player.pause()
    session.history.note_hurt()
    session.end()
    assert session.rows(SETS)[0] == (
        "circles", "left", "forward", "reps", 1, 5, "done", "hurts",
    )  # fmt: skip
    other = Session(path.with_name("other.db"))
    other.run_to(other.player.timeline.sets[0].start + 100)
    other.history.note_hurt()
    other.end()
    assert other.rows(SETS)[0][4:] == (0, 5, "skipped", "hurts")


def test_how_often_in_a_row_a_drill_hurt(path: Path) -> None:
    def hurt_at(day: int, hurts: bool = True) -> None:
        session = Session(path, now=NOW.replace(day=day))
        session.run_to(session.player.timeline.sets[0].start + CIRCLES.rep_ms + 100)
        if hurts:
            session.history.note_hurt()
        session.end()

    def known(day: int) -> Mapping[str, int]:
        history = History(path, lambda: NOW.replace(day=day))
        found = history.hurts()
        history.close()
        return found

    hurt_at(4)
    assert known(5) == {"circles": 1}
    hurt_at(5)
    assert known(6) == {"circles": 2}
    assert known(25) == {}
    hurt_at(6, hurts=False)
    assert known(7) == {}


def test_what_was_skipped_and_is_gone_back_to_is_skipped_no_more(path: Path) -> None:
    session = Session(path)
    session.run_to(session.player.timeline.sets[0].start + 8_500)
    session.player.next_drill()
    session.player.undo()
    session.run(1_000)
    session.end()
    assert session.rows("SELECT drill, done, state FROM sets") == [("circles", 2, "done")]


def test_a_set_that_hurts_before_a_rep_is_done_keeps_its_reason(path: Path) -> None:
    session = Session(path)
    session.run_to(session.player.timeline.sets[0].start + 500)
    session.recorder.note_hurt()
    session.player.break_off()
    session.run(500)
    session.end()
    rows = session.rows("SELECT done, state, why FROM sets")
    assert rows == [(0, "skipped", "hurts")]


def test_hurt_is_of_the_set_that_is_being_done_not_of_one_that_was_left_before(path: Path) -> None:
    session = Session(path)
    session.run_to(session.player.timeline.sets[0].start + 8_500)
    session.player.next_set()
    session.run_to(session.player.timeline.sets[1].start + 4_500)
    session.recorder.note_hurt()
    session.end()
    rows = session.rows("SELECT variant, done, why FROM sets ORDER BY variant")
    assert rows == [("forward", 2, ""), ("reverse", 1, "hurts")]


@pytest.mark.parametrize("ends", ["crash", "close"])
def test_reps_before_a_crash_and_after_it_are_one_whole_set(path: Path, ends: Any) -> None:
    """What was done of the set at hand was once forgotten: three of five, then two, were two."""
    first = Session(path)
    first.run_to(first.player.timeline.sets[1].start + 13_000)
    if ends == "close":
        first.player.close()
    first.history.close()
    history = History(path, lambda: NOW)
    left = history.unfinished(ROUTINES, DRILLS)
    assert (left.place.rep, left.place.done) == (4, 3)
    start = left.start
    recorder = history.recorder(start)
    clock = HandClock()
    player = Player(compile_routine(left.routine), clock, [recorder], done=start.done)
    player.seek(start.position)
    player.play()
    while player.tick().at < player.timeline.sets[1].end:
        clock.move(500)
    player.close()
    history.close()
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT done, asked FROM sets").fetchall()
    connection.close()
    assert rows == [(5, 5), (5, 5)]
