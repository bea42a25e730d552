"""Measuring oneself: the steps, the trials, and what can be said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mobility_timer.words.language.numbers import short

if TYPE_CHECKING:
    from collections.abc import Mapping

CM_PER_INCH = 2.54

TITLE = "Measure"
NAMES = {
    "knee-to-wall": "Knee to wall",
    "knee-to-wall-angle": "Knee to wall, by angle",
    "hip-rotation": "Hip rotation",
}
WITH = "What to measure"
KNEE_TO_WALL_CM = "Knee to wall, in cm"
KNEE_TO_WALL_INCHES = "Knee to wall, in inches"
KNEE_TO_WALL_ANGLE = "Knee to wall, by phone"
HIP_ROTATION = "Hip rotation, by phone"
ALL_MEASURED = "All six are in"
NEXT = "Next"
SAVE = "Keep these"
AGAIN = "Start over"
NO_CLEAR_CHANGE = "No clear change yet"
DEGREES = "°"
CM = "cm"
INCHES = "in"
BAND = "The band is where you began, give or take the measurement error."
LOG = "Your measurements"
KEPT = "Kept."
NOT_RECORDED = "That could not be recorded."
FORGET_LAST = "Remove today's"
FORGOTTEN = "Removed."
SIDES = {"left": "Left", "right": "Right"}

STEPS: Mapping[str, tuple[str, ...]] = {
    "knee-to-wall": (
        "Face a wall, no shoes, one foot in front.",
        "Big toe pointing straight at the wall, heel down.",
        "Bend the knee over the middle toe until it just touches.",
        "Move the foot back until the heel only just stays down.",
        "Measure from big toe to wall.",
    ),
    "knee-to-wall-angle": (
        "Face a wall, no shoes, one foot in front.",
        "Big toe pointing straight at the wall, heel down.",
        "Bend the knee over the middle toe as far as the heel stays down.",
        "Lay a phone with a level app along the front of the shin.",
        "Read how far the shin leans from upright.",
    ),
    "hip-rotation": (
        "Sit on a table or a high chair, thighs level, feet off the floor.",
        "Strap a phone with a level app along the front of one shin.",
        "Keep the thigh still and the hip down.",
        "Let the foot swing out to the side as far as it goes by itself.",
        "Read how far the shin leans from upright.",
    ),
}
ABOUT = {
    "knee-to-wall": (
        "Healthy adults reach about 12 cm, give or take 3, and most have both sides within 1.5 cm. "
        "Less than 2 cm of change between two days is within measurement error."
    ),
    "knee-to-wall-angle": (
        "A centimetre of reach is about 3.6 degrees. Less than 7 degrees of change between two "
        "days is within measurement error."
    ),
    "hip-rotation": (
        "How alike both sides should be is not known. Less than 5.5 degrees of change between "
        "two days is within measurement error."
    ),
}
WHERE_YOU_WERE = "You were here. Carry on, or start over."
NOT_YET = "Your measurements will show up here"
ONLY_WITHOUT_PAIN = "Measure only where nothing hurts. There is no pass or fail."


def trial(side: str, number: int, of: int) -> str:
    return f"{SIDES[side]}, {number_of(number, of)}"


def numbered(steps: tuple[str, ...]) -> str:
    return "\n\n".join(f"{number}.  {step}" for number, step in enumerate(steps, start=1))


def number_of(number: int, of: int) -> str:
    return f"{short(number)} of {short(of)}"


def amount(value: float, *, is_angle: bool, inches: bool = False) -> str:
    """A value in cm or degrees, with its unit."""
    if is_angle:
        return f"{value:.0f}{DEGREES}"
    return f"{value / CM_PER_INCH:.1f} {INCHES}" if inches else f"{value:.1f} {CM}"


def unit(*, is_angle: bool, inches: bool) -> str:
    if is_angle:
        return DEGREES
    return INCHES if inches else CM


def more_days(number: int) -> str:
    said = "One more day" if number == 1 else f"{short(number).capitalize()} more days"
    return f"{said}, and you have a starting point"


def further(much: str) -> str:
    return f"{much} further than at first"


def less_far(much: str) -> str:
    return f"{much} less than at first"


def side_further(side: str) -> str:
    return f"The {side} side has gone further three days in a row."


def not_a_number(most: str) -> str:
    return f"Enter a number up to {most}."


def on(day: str, left: str, right: str) -> str:
    return f"{day}: left {left}, right {right}"


def of_side(side: str, said: str) -> str:
    return f"{SIDES[side]}: {said[0].lower()}{said[1:]}."
