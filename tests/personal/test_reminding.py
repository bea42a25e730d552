"""When to remind, minute by minute on a clock that is moved by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility_timer.personal.reminding import (
    APART,
    DESK,
    Reminder,
    ReminderTimes,
    Reminding,
    look,
    remind_of,
)
from mobility_timer.routine.model import Occasion
from tests.sample_routines import MIXED

MONDAY = datetime(2026, 2, 16, 7, 0)
MINUTE = timedelta(minutes=1)


@dataclass
class Computer:
    """Looks once a minute while it is awake."""

    schedule: ReminderTimes
    now: datetime = MONDAY
    busy: bool = False
    quiet: bool = False
    done: bool = False
    shown: list[tuple[str, Reminder]] = field(default_factory=list)
    times: list[datetime] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.state = Reminding.beginning(self.now)

    def run(self, minutes: int) -> Computer:
        for _ in range(minutes):
            self.now += MINUTE
            self.look()
        return self

    def look(self) -> None:
        self.state, due = look(
            self.schedule, self.state, self.now, busy=self.busy, quiet=self.quiet, done=self.done
        )
        if due is not None:
            self.shown.append((f"{self.now:%a %H:%M}", due))
            self.times.append(self.now)

    def sleep(self, hours: float) -> Computer:
        self.now += timedelta(hours=hours)
        self.look()
        return self


TIMES = ReminderTimes({"monday": "07:30", "thursday": "18:05"})
DESK_ONLY = ReminderTimes(desk=True)


def test_nothing_is_said_while_it_is_off() -> None:
    assert ReminderTimes().is_off
    assert Computer(ReminderTimes()).run(3 * 24 * 60).shown == []


def test_chosen_days_and_times_come_once_each() -> None:
    assert Computer(TIMES).run(8 * 24 * 60).shown == [
        ("Mon 07:30", Reminder.PLANNED),
        ("Thu 18:05", Reminder.PLANNED),
        ("Mon 07:30", Reminder.PLANNED),
    ]


def test_what_was_slept_through_is_not_made_up() -> None:
    assert Computer(TIMES).run(10).sleep(2).run(600).shown == []


def test_a_time_that_is_two_minutes_past_when_the_lid_opens_still_comes() -> None:
    assert Computer(TIMES).run(20).sleep(11 / 60).shown == [("Mon 07:31", Reminder.PLANNED)]


@pytest.mark.parametrize("why", ["busy", "quiet"])
def test_none_in_a_session_or_while_the_desktop_wants_quiet(why: Any) -> None:
    computer = Computer(TIMES)
    setattr(computer, why, True)
    computer.run(45)
    setattr(computer, why, False)
    assert computer.run(60).shown == []


def test_quiet_that_ends_within_the_grace_holds_nothing_back() -> None:
    computer = Computer(TIMES, quiet=True).run(31)
    computer.quiet = False
    assert computer.run(1).shown == [("Mon 07:32", Reminder.PLANNED)]


def test_none_where_a_session_was_done_that_day() -> None:
    assert Computer(TIMES, done=True).run(60).shown == []


def test_in_ten_minutes_and_not_today() -> None:
    computer = Computer(ReminderTimes({"monday": "07:30"}, desk=True)).run(30)
    computer.state = computer.state.put_off(Reminder.PLANNED, computer.now)
    assert computer.run(10).shown[-1] == ("Mon 07:40", Reminder.PLANNED)
    computer.state = computer.state.not_today(computer.now)
    assert len(computer.run(16 * 60).shown) == 2
    assert computer.run(8 * 60).shown[-1][1] is Reminder.DESK


def test_an_hour_at_the_desk_begins_with_the_program_a_session_and_a_sleep() -> None:
    computer = Computer(DESK_ONLY).run(59)
    computer.busy = True
    computer.run(5)
    computer.busy = False
    assert computer.run(59).shown == []
    assert computer.run(1).shown == [("Mon 09:04", Reminder.DESK)]
    assert computer.run(30).sleep(1).run(59).shown == [("Mon 09:04", Reminder.DESK)]
    assert len(computer.run(1).shown) == 2


def test_never_two_for_one_thing() -> None:
    both = Computer(ReminderTimes({"monday": "08:10"}, desk=True)).run(120)
    assert both.shown == [("Mon 08:00", Reminder.DESK), ("Mon 09:00", Reminder.DESK)]


def test_the_clock_set_back_repeats_nothing() -> None:
    computer = Computer(TIMES).run(35)
    computer.now -= timedelta(hours=1)
    assert len(computer.run(120).shown) == 1


@given(
    st.lists(st.tuples(st.integers(1, 90), st.sampled_from(["awake", "sleep", "busy", "quiet"]))),
    st.booleans(),
)
def test_reminders_are_never_close_and_never_out_of_place(days: Any, desk: Any) -> None:
    computer = Computer(ReminderTimes(dict.fromkeys(TIMES.times, "09:00"), desk=desk))
    for minutes, what in days:
        count = len(computer.shown)
        computer.busy, computer.quiet = what == "busy", what == "quiet"
        if what == "sleep":
            computer.sleep(minutes / 10)
        else:
            computer.run(minutes)
        if computer.busy or computer.quiet:
            assert len(computer.shown) == count
    assert all(later - earlier >= min(APART, DESK) for earlier, later in pairwise(computer.times))


def test_the_routine_that_was_done_last_for_it_is_proposed() -> None:
    routines = {MIXED.id: MIXED, "desk-break": MIXED, "ankles-and-hips": MIXED}
    assert remind_of(Reminder.DESK, {}, routines) == (MIXED, Occasion.SITTING_LONG)
    last = {"rest day": MIXED.id, "sitting long": "gone"}
    assert remind_of(Reminder.PLANNED, last, {MIXED.id: MIXED}) == (MIXED, Occasion.REST_DAY)
    assert remind_of(Reminder.PLANNED, {}, {}) is None
