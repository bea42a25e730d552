"""The calendar file, read by a reader that is not ours."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import icalendar
import pytest

from mobility_timer.personal.calendar_file import calendar_file

NOW = datetime.fromisoformat("2026-02-18T12:00:00+01:00")  # a Wednesday
TIMES = {"monday": "07:30", "thursday": "18:05", "saturday": "07:30"}


def events(text: Any) -> Any:
    calendar = icalendar.Calendar.from_ical(text)
    assert not calendar.errors
    assert calendar["version"] == "2.0"
    found = calendar.walk("VEVENT")
    assert not any(event.errors for event in found)
    return found


def test_another_reader_finds_each_time_with_the_routines_length() -> None:
    morning, evening = events(calendar_file(TIMES, "Ankles and hips", 620_000, NOW))
    assert morning.decoded("dtstart") == datetime(2026, 2, 21, 7, 30)
    assert evening.decoded("dtstart") == datetime(2026, 2, 19, 18, 5)
    assert morning["rrule"] == {"FREQ": ["WEEKLY"], "BYDAY": ["MO", "SA"]}
    assert evening["rrule"] == {"FREQ": ["WEEKLY"], "BYDAY": ["TH"]}
    for event in (morning, evening):
        assert event.decoded("duration") == timedelta(minutes=11)
        assert event["summary"] == "Mobility: Ankles and hips"
        assert event.decoded("dtstamp").utcoffset() == timedelta(0)
        [alarm] = event.walk("VALARM")
        assert alarm.decoded("trigger") == timedelta(0)
    assert morning["uid"] != evening["uid"]


def test_the_same_event_has_the_same_name_when_it_is_saved_again() -> None:
    first = events(calendar_file(TIMES, "R", 60_000, NOW))
    again = events(calendar_file(TIMES, "R", 90_000, NOW + timedelta(days=9)))
    assert [event["uid"] for event in first] == [event["uid"] for event in again]


@pytest.mark.parametrize("name", ["Hips, ankles; and \\ more", "Größe " * 20, "走る前に" * 12])
def test_any_name_comes_through_and_no_line_is_too_long(name: Any) -> None:
    text = calendar_file({"sunday": "23:59"}, name, 60_000, NOW)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    [event] = events(text)
    assert event["summary"] == f"Mobility: {name}"


def test_without_times_it_is_an_empty_calendar() -> None:
    assert events(calendar_file({}, "R", 60_000, NOW)) == []
