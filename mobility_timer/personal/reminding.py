"""When to remind: pure rules over local times, asked at every look.

Planned reminders come at the chosen time of a chosen day, once. After an hour at the desk comes one
for a break. None comes in a session, on a day on which all is declined, or while the desktop wants
quiet; a planned one that could not come within its grace does not come at all, so that nothing is
made up after a sleep.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import Enum

from mobility_timer.routine import Occasion, Routine
from mobility_timer.settings import DAYS

GRACE = timedelta(minutes=2)
DESK = timedelta(minutes=60)
SNOOZE = timedelta(minutes=10)
APART = timedelta(minutes=30)
"""Two reminders are at least so far apart, whatever they are for."""
AWAY = timedelta(minutes=5)
"""Nobody looked for so long: the computer slept, and nobody sat at it."""


class Reminder(Enum):
    PLANNED = "planned"
    DESK = "desk"


@dataclass(frozen=True)
class ReminderTimes:
    """`times` gives "07:30" by the day of the week; `desk` is whether to remind at the desk."""

    times: Mapping[str, str] = field(default_factory=dict)
    desk: bool = False

    @property
    def is_off(self) -> bool:
        return not self.times and not self.desk

    def planned_on(self, day: date) -> datetime | None:
        time = self.times.get(DAYS[day.weekday()])
        if time is None:
            return None
        hour, minute = map(int, time.split(":"))
        return datetime(day.year, day.month, day.day, hour, minute)


@dataclass(frozen=True)
class Reminding:
    """What is known from look to look. `seated` is since when somebody sits there, `shown` when the
    last reminder came, `planned_for` the planned time that is dealt with, `again` what was put off
    and until when, `declined` the day that wants no more.
    """

    looked: datetime
    seated: datetime
    shown: datetime | None = None
    planned_for: datetime | None = None
    again: tuple[Reminder, datetime] | None = None
    declined: date | None = None

    @staticmethod
    def beginning(now: datetime) -> Reminding:
        return Reminding(looked=now, seated=now)

    def put_off(self, reminder: Reminder, now: datetime) -> Reminding:
        """In ten minutes."""
        return replace(self, again=(reminder, now + SNOOZE))

    def not_today(self, now: datetime) -> Reminding:
        return replace(self, declined=now.date(), again=None)

    def taken(self, now: datetime) -> Reminding:
        """A session was begun: the hour at the desk begins anew, and nothing is put off."""
        return replace(self, seated=now, again=None)


_OF = {
    Reminder.PLANNED: (Occasion.REST_DAY, "ankles-and-hips"),
    Reminder.DESK: (Occasion.SITTING_LONG, "desk-break"),
}


def remind_of(
    reminder: Reminder, last: Mapping[str, str], routines: Mapping[str, Routine]
) -> tuple[Routine, Occasion] | None:
    """The routine to propose and what it is for; `last` gives by occasion what was done last."""
    occasion, first = _OF[reminder]
    known = (id for id in (last.get(occasion.value, ""), first, *routines) if id in routines)
    id = next(known, None)
    return (routines[id], occasion) if id is not None else None


def look(
    schedule: ReminderTimes, state: Reminding, now: datetime, *, busy: bool, quiet: bool, done: bool
) -> tuple[Reminding, Reminder | None]:
    """What to remind of at this time, if anything, and what is known from now on.

    `busy` is whether a session is open, `quiet` whether the desktop wants no messages, `done`
    whether a session was done today already.
    """
    if not timedelta(0) <= now - state.looked <= AWAY:
        state = replace(state, seated=now, again=None)
    if busy:
        state = state.taken(now)
    state = replace(state, looked=now)
    due = _due(schedule, state, now, done=done)
    declined = state.declined == now.date()
    if due is not None and not (busy or quiet or declined or _is_second(state, now)):
        return replace(_past(schedule, state, now), shown=now, seated=now, again=None), due
    return _past(schedule, state, now - GRACE), None


def _due(
    schedule: ReminderTimes, state: Reminding, now: datetime, *, done: bool
) -> Reminder | None:
    planned = schedule.planned_on(now.date())
    if _is_put_off_until_now(state, now):
        return state.again[0] if state.again else None
    is_new = planned is not None and not done and planned != state.planned_for
    if is_new and planned is not None and timedelta(0) <= now - planned <= GRACE:
        return Reminder.PLANNED
    if schedule.desk and now - state.seated >= DESK:
        return Reminder.DESK
    return None


def _past(schedule: ReminderTimes, state: Reminding, until: datetime) -> Reminding:
    """The planned time of the day is dealt with where it lies before `until`."""
    planned = schedule.planned_on(until.date())
    return replace(state, planned_for=planned) if planned and planned <= until else state


def _is_put_off_until_now(state: Reminding, now: datetime) -> bool:
    return state.again is not None and state.again[1] <= now


def _is_second(state: Reminding, now: datetime) -> bool:
    """Whether the last reminder is so fresh that this would be the second one for one thing."""
    fresh = state.shown is not None and now - state.shown < APART
    return fresh and not _is_put_off_until_now(state, now)
