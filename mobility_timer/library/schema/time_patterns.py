"""Patterns for texts that stand for a number or a time within bounds, as `times` reads them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mobility_timer.library.schema.times import MINUTES, SECONDS

_A_MINUTE_S: Final = 60


def between(low: int, high: int) -> str:
    """A pattern for the whole numbers from `low` to `high`, both at least 0."""
    return "|".join(_between(low, high)) or r"(?!)"


def _between(low: int, high: int) -> Iterator[str]:
    while low <= high:
        step = 1
        while low and low % (step * 10) == 0 and low + step * 10 - 1 <= high:
            step *= 10
        top = low + step - 1
        while top + step <= high and (top + 1) // (step * 10) == low // (step * 10):
            top += step
        zeros, head = len(str(step)) - 1, low // (step * 10)
        first, last = low // step % 10, top // step % 10
        digit = str(first) if first == last else f"[{first}-{last}]"
        yield f"{head or ''}{digit}" + (f"[0-9]{{{zeros}}}" if zeros else "")
        low = top + 1


def times_within(low: float, high: float, *, whole: bool) -> tuple[str, ...]:
    """Patterns for the texts of times of `low` to `high` seconds, in whole seconds or not.

    `high` is a whole number, a minute or more a whole number of minutes.
    """
    most = int(high)
    plain = _decimal(low, most, r"\.", 3, whole=whole)
    comma = _decimal(low, most, ",", 2, whole=whole, needed=True)
    seconds = _decimal(low, most, "[.,]", 2, whole=whole)
    minutes = hundredths_of(low, most, whole=whole)
    pairs = list(_pairs(-(-int(low * 1000) // 1000), most))
    clock = "|".join(f"{_padded(m)}:(?:{_two_digits(s)})" for m, s in pairs)
    glued = "|".join(f"(?:{between(*m)})m(?:{_two_digits(s)})" for m, s in pairs)
    two = "|".join(f"(?:{between(*m)})[ ]?MIN(?:{between(*s)})" for m, s in pairs)
    words = two.replace("MIN", r"(?:m|mins?|minutes?)[ ]?(?:and[ ])?")
    primes = two.replace("MIN", "'[ ]?")
    return (
        plain,
        comma,
        clock,
        rf"(?:{seconds})[ ]?{SECONDS}",
        rf"(?:{minutes})[ ]?{MINUTES}",
        rf"(?:{words})[ ]?{SECONDS}",
        rf"(?:{primes})(?:\"|'')?",
        glued,
    )


def hundredths_of(low: float, high: int, *, whole: bool = True) -> str:
    """A pattern for minutes, with two decimals at most, that are `low` to `high` seconds."""
    least = -(-int(low * 1000) // 600)
    return _hundredths(least, high * 100 // _A_MINUTE_S, 5 if whole else 1)


def whole_seconds_of(low: int, high: int) -> str:
    """A pattern for whole seconds, with or without a decimal that is 0."""
    return _decimal(low, high, "[.,]", 2, whole=True)


def _pairs(low: int, high: int) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Minutes from and to, and the seconds beside them, that are `low` to `high` seconds."""
    whole, rest = divmod(high, _A_MINUTE_S)
    yield (0, 0), (low, min(high, _A_MINUTE_S - 1))
    if whole > 1:
        yield (1, whole - 1), (0, _A_MINUTE_S - 1)
    if whole:
        yield (whole, whole), (0, rest)


def _padded(minutes: tuple[int, int]) -> str:
    low, high = minutes
    small = f"0?(?:{between(low, min(high, 9))})" if low <= 9 else ""
    large = between(max(low, 10), high) if high > 9 else ""
    return f"(?:{'|'.join(filter(None, (small, large)))})"


def _two_digits(seconds: tuple[int, int]) -> str:
    low, high = seconds
    small = f"0(?:{between(low, min(high, 9))})" if low <= 9 else ""
    large = between(max(low, 10), high) if high > 9 else ""
    return "|".join(filter(None, (small, large)))


def _decimal(
    low: float, high: int, point: str, places: int, *, whole: bool, needed: bool = False
) -> str:
    """Numbers from `low`, which has at most a tenth, to `high`, with so many decimals at most."""
    least, tenth = int(low), round(low * 10) % 10
    maybe = "" if needed else "?"
    zeros = f"(?:{point}0{{1,{places}}}){maybe}"
    digits = "0" if whole else "[0-9]"
    inner = f"(?:{point}{digits}{{1,{places}}}){maybe}"
    first = least + bool(tenth)
    parts = [f"(?:{high}){zeros}"]
    if first < high:
        parts.append(f"(?:{between(first, high - 1)}){inner}")
    if tenth and not whole:
        parts.append(f"{least}{point}[{tenth}-9][0-9]{{0,{places - 1}}}")
    return "|".join(parts)


def _hundredths(low: int, high: int, step: int) -> str:
    """Numbers of `low` to `high` hundredths, `high` a whole number, fractions by `step`."""
    most = high // 100
    second = "[05]?" if step == 5 else "[0-9]?"
    parts = [f"{most}(?:[.,]0{{1,2}})?"] if most * 100 >= low else []
    first = -(-low // 100)
    if first < most:
        parts.append(f"(?:{between(first, most - 1)})(?:[.,][0-9]{second})?")
    if low % 100:
        fractions = [f for f in range(low % 100, 100) if f % step == 0]
        texts = [f"{f:02d}" for f in fractions] + [str(f // 10) for f in fractions if f % 10 == 0]
        parts.append(f"{low // 100}[.,](?:{'|'.join(texts)})")
    return "|".join(parts)
