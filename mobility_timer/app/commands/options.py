"""What the options of the command line take."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mobility_timer.settings import CoachFigure
from mobility_timer.words import command_line as lines

if TYPE_CHECKING:
    from mobility_timer.routine import Routine

_CLOCK: Final = re.compile(r"(?:(\d+):(?=[0-5]\d:))?(\d+):([0-5]\d)(?:\.(\d))?")
MOST_STILLS: Final = 200


def add_coach(command: argparse.ArgumentParser) -> None:
    names = [coach.value for coach in CoachFigure]
    command.add_argument("--coach", choices=names, default=names[0], help=lines.COACH)


def speed(text: str) -> float:
    return _within(text, 0.1, 100, lines.SPEED_EXPECTED)


def _within(text: str, least: float, most: float, expected: str) -> float:
    number = float(text) if re.fullmatch(r"\d{0,4}\.?\d+", text) else least - 1
    if not least <= number <= most:
        raise argparse.ArgumentTypeError(lines.expected(expected, text))
    return number


def times(text: str) -> tuple[int, int]:
    """A time in ms twice, or the first and the last of a range."""
    words = text.split("..")
    found = [_CLOCK.fullmatch(word) for word in words]
    at_ms = [
        int(m[1] or 0) * 3_600_000 + int(m[2]) * 60_000 + int(m[3]) * 1000 + int(m[4] or 0) * 100
        for m in found
        if m is not None
    ]
    if not len(at_ms) == len(words) <= 2:
        raise argparse.ArgumentTypeError(lines.expected(lines.TIME_EXPECTED, text))
    if at_ms[0] > at_ms[-1]:
        raise argparse.ArgumentTypeError(lines.expected(lines.RANGE_EXPECTED, text))
    return at_ms[0], at_ms[-1]


def after_the_end(last_ms: int, routine: Routine) -> str:
    """What is wrong with a time of the routine; empty for one up to its length as it is shown."""
    from mobility_timer.timeline import length_ms, minutes_seconds

    whole_ms = length_ms(routine)
    if last_ms <= -(-whole_ms // 1000) * 1000:
        return ""
    expected = lines.time_in(routine.name, minutes_seconds(whole_ms))
    return lines.expected(expected, minutes_seconds(last_ms))


def output(text: str) -> Path:
    """A file in a folder that is there: none is made of a slip of the pen."""
    path = Path(text)
    if not path.parent.is_dir():
        raise argparse.ArgumentTypeError(lines.no_such_folder(path.parent))
    return path


def step(text: str) -> int:
    return round(1000 * _within(text, 0.02, 600, lines.STEP_EXPECTED))


def size(text: str) -> tuple[int, int]:
    width, cross, height = text.partition("x")
    if cross and width.isdigit() and height.isdigit():
        found = int(width), int(height)
        if min(found) >= 320 and max(found) <= 8000:
            return found
    raise argparse.ArgumentTypeError(lines.expected(lines.SIZE_EXPECTED, text))
