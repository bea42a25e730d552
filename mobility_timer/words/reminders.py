"""Reminders: the message on the desktop, its answers, the tray, and the calendar file."""

from __future__ import annotations

from mobility_timer.words.language.numbers import counted

START = "Start"
LATER = "In ten minutes"
NOT_TODAY = "Not today"
OPEN = "Open"
QUIT = "Quit"
PLANNED = "Time to move"
DESK = "An hour at the desk"
SHORT_DAYS = {
    "monday": "Mon",
    "tuesday": "Tue",
    "wednesday": "Wed",
    "thursday": "Thu",
    "friday": "Fri",
    "saturday": "Sat",
    "sunday": "Sun",
}


def body(routine: str, minutes: int) -> str:
    return f"{routine}, {counted(minutes, 'minute')}."


def title(routine: str) -> str:
    return f"Mobility: {routine}"


def lasts(minutes: int) -> str:
    return f"About {counted(minutes, 'minute')}. Stop if anything hurts."


def time_of(day: str) -> str:
    return f"{day.capitalize()} at"
