from __future__ import annotations

import pytest

from mobility_timer.timeline.score_text import minutes_seconds, stamp


@pytest.mark.parametrize(
    ("ms", "said"),
    [
        (0, "0:00"),
        (1, "0:01"),
        (59_001, "1:00"),
        (604_000, "10:04"),
        (3_599_000, "59:59"),
        (10_860_000, "3:01:00"),
    ],
)
def test_lengths_are_rounded_up_to_seconds(ms: int, said: str) -> None:
    assert minutes_seconds(ms) == said


@pytest.mark.parametrize(("ms", "said"), [(0, "0:00.0"), (604_350, "10:04.3")])
def test_a_stamp_tells_the_tenth_that_has_begun(ms: int, said: str) -> None:
    assert stamp(ms) == said
