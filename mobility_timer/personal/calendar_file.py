"""The chosen days and times as a calendar file (RFC 5545), for one's own calendar to remind."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from mobility_timer.settings import DAYS
from mobility_timer.words import reminders as words

_FOLD_BYTES = 73
_PRODUCT = "-//mobility-timer//EN"


def calendar_file(times: Mapping[str, str], routine: str, length_ms: int, now: datetime) -> str:
    """One event a week for each time, as long as the routine, in whole minutes.

    `times` gives "07:30" by the day of the week; they are local wherever one is. `now` is aware.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{_PRODUCT}", "CALSCALE:GREGORIAN"]
    for time in sorted(set(times.values())):
        days = [day for day in DAYS if times.get(day) == time]
        lines += _event(days, time, routine, -(-length_ms // 60_000), now)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _event(days: list[str], time: str, routine: str, minutes: int, now: datetime) -> list[str]:
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    first = _first(now.date(), days)
    start = f"{first:%Y%m%d}T{time.replace(':', '')}00"
    by_day = ",".join(day[:2].upper() for day in days)
    same = hashlib.sha256(f"{time} {by_day} {routine}".encode()).hexdigest()[:24]
    title = _escaped(words.title(routine))
    return [
        "BEGIN:VEVENT",
        f"UID:{same}@mobility-timer",
        f"DTSTAMP:{stamp}",
        f"DTSTART:{start}",
        f"DURATION:PT{minutes}M",
        f"RRULE:FREQ=WEEKLY;BYDAY={by_day}",
        f"SUMMARY:{title}",
        f"DESCRIPTION:{_escaped(words.lasts(minutes))}",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{title}",
        "TRIGGER:PT0S",
        "END:VALARM",
        "END:VEVENT",
    ]


def _first(today: date, days: list[str]) -> date:
    """The next of these days, today among them."""
    coming = (today + timedelta(days=n) for n in range(7))
    return next(day for day in coming if DAYS[day.weekday()] in days)


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> str:
    """Lines of at most 75 bytes; a letter of several bytes is never cut."""
    pieces, piece = [], ""
    for letter in line:
        if len((piece + letter).encode()) > _FOLD_BYTES:
            pieces.append(piece)
            piece = ""
        piece += letter
    return "\r\n ".join([*pieces, piece])
