"""Times and counts as a file may write them, read one by one."""

from __future__ import annotations

import pytest

from mobility_timer.library.schema.scalars import leading_number
from mobility_timer.library.schema.times import time_ms


@pytest.mark.parametrize(
    ("text", "ms"),
    [("90", 90_000), ("0", 0), ("1.5", 1_500), ("7,5", 7_500), ("1:30", 90_000),
     ("120:00", 7_200_000), ("90s", 90_000), ("1 min", 60_000), ("2 Minutes", 120_000),
     ("0,5 min", 30_000),
     ("1m30s", 90_000), ("5m30", 330_000), ("5m5", None), ("5m75", None),
     ("1 min 5 s", 65_000), ("2'", 120_000), ("2'30\"", 150_000),
     ("30''", 30_000), ("1 min 75 s", None), ("1m", None),
     ("", None), ("soon", None), ("1:75", None), ("-5", None)],
)  # fmt: skip
def test_a_time_in_ms_or_none(text: str, ms: int | None) -> None:
    assert time_ms(text) == ms


@pytest.mark.parametrize(
    ("text", "number"), [("3", 3), ("3x", 3), ("10 rounds", 10), ("x3", 0), ("", 0)]
)
def test_the_number_that_a_text_begins_with(text: str, number: int) -> None:
    assert leading_number(text) == number
