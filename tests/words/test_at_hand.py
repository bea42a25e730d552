"""What must be at hand is said as a person would."""

from __future__ import annotations

import pytest

from mobility_timer.words import spoken


@pytest.mark.parametrize(
    ("needs", "said"),
    [
        ([], ""),
        (["mat"], "Bring the mat."),
        (["mat", "foam roller"], "Bring the mat and the foam roller."),
        (["room for ten steps"], "You need room for ten steps."),
        (["a mat", "no shoes"], "You need a mat, no shoes."),
        (["mat", "partner"], "Bring the mat. You need a partner."),
    ],
)
def test_what_to_bring(needs: list[str], said: str) -> None:
    full = spoken.drill("squats", first=False, goes_to="", brings=needs)[0]
    assert full == f"Next: squats. {said}".strip()
