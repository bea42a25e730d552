from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility_timer.figure.motion.model import Motion
from mobility_timer.figure.solving.contacts import held_phase, rest_height

STEP = ((0.0, 0.1), (0.4, 0.6), (0.9, 1.0))


@given(st.floats(0.0, 1.0), st.booleans())
def test_a_place_stands_still_in_each_span_and_moves_steadily_between(
    phase: float, cyclic: bool
) -> None:
    held = held_phase(STEP, phase, cyclic=cyclic)
    assert 0.0 <= held <= 1.0
    if 0.4 <= phase <= 0.6:
        assert held == 0.5
    nearby = held_phase(STEP, min(phase + 1e-4, 1.0), cyclic=cyclic)
    assert abs(nearby - held) < 1e-3 or abs(abs(nearby - held) - 1.0) < 1e-3


def test_a_place_leaves_the_end_of_the_rep_for_its_beginning() -> None:
    assert held_phase(((0.0, 0.1), (0.9, 1.0)), 0.95, cyclic=True) in (0.0, 1.0)
    assert held_phase(((0.4, 0.6),), 0.1, cyclic=True) == pytest.approx((0.5 - 1.0 + 0.625) % 1.0)


def test_before_its_contact_a_hold_runs_through_its_keys() -> None:
    assert held_phase(((0.8, 1.0),), 0.0, cyclic=False) == 0.0
    assert held_phase(((0.8, 1.0),), 0.4, cyclic=False) == pytest.approx(0.5)
    assert held_phase(((0.8, 1.0),), 1.0, cyclic=False) == 1.0


def test_what_rests_has_a_height(books: Motion) -> None:
    heights = {contact.part: rest_height(contact, books) for contact in books.contacts}
    assert heights["pelvis"] == 0.0
    assert heights["head"] == pytest.approx(0.065)
    assert heights["palm_left"] is None
