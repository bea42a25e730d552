"""Numbers and amounts, in words and in figures."""

from __future__ import annotations

# fmt: off
_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)
_TENS = ("", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
# fmt: on


def in_words(number: int) -> str:
    """0 to 9,999 in words."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        ones = f"-{_ONES[number % 10]}" if number % 10 else ""
        return _TENS[number // 10] + ones
    if number < 1000:
        return _hundreds(number, 100, "hundred")
    return _hundreds(number, 1000, "thousand")


def _hundreds(number: int, unit: int, name: str) -> str:
    rest = f" {in_words(number % unit)}" if number % unit else ""
    return f"{_ONES[number // unit]} {name}{rest}"


def short(number: int) -> str:
    """In words up to ten, "no" for 0, in figures above."""
    if number == 0:
        return "no"
    return in_words(number) if 0 < number <= 10 else str(number)


def counted(number: int, noun: str) -> str:
    """An amount in figures: "1 rep", "5 drills"."""
    return f"{number} {_plural(number, noun)}"


def counted_in_words(number: int, noun: str) -> str:
    """An amount in words: "one minute", "five drills"."""
    return f"{in_words(number)} {_plural(number, noun)}"


def _plural(number: int, noun: str) -> str:
    return noun if number == 1 else f"{noun}s"
