from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility_timer.figure.motion.track import Track


def test_a_cyclic_track_comes_back() -> None:
    track = Track((0.0, 0.5), (0.0, 10.0))
    assert [track.value(p, "linear", cyclic=True) for p in (0.0, 0.25, 0.5, 0.75, 1.0)] == [
        0.0, 5.0, 10.0, 5.0, 0.0,
    ]  # fmt: skip


def test_a_track_may_begin_late_and_runs_round_the_end() -> None:
    track = Track((0.2, 0.6), (0.0, 8.0))
    assert track.value(0.9, "linear", cyclic=True) == pytest.approx(4.0)
    assert track.value(0.0, "linear", cyclic=True) == pytest.approx(8.0 - 8.0 * 0.4 / 0.6)


def test_a_hold_stays_at_its_last_key() -> None:
    track = Track((0.0, 0.8), (0.0, 10.0))
    for ease in ("sine", "smooth", "linear"):
        assert track.value(1.0, ease, cyclic=False) == pytest.approx(10.0)
        assert track.value(0.0, ease, cyclic=False) == pytest.approx(0.0)


def test_one_key_is_a_constant() -> None:
    assert Track((0.3,), (7.0,)).value(0.9, "smooth", cyclic=True) == 7.0


@given(st.sampled_from(["sine", "smooth", "linear"]), st.integers(0, 3))
def test_every_ease_goes_through_the_keys(ease: str, key: int) -> None:
    track = Track((0.0, 0.2, 0.5, 0.8), (1.0, 4.0, -3.0, 2.0))
    value = track.value(track.at[key], ease, cyclic=True)  # type: ignore[arg-type]
    assert value == pytest.approx(track.values[key])


def test_sine_rests_at_a_key_and_smooth_flows_through() -> None:
    track = Track((0.0, 0.25, 0.5, 0.75), (0.0, 1.0, 2.0, 1.0))

    def pace(ease: str) -> float:
        before = track.value(0.249, ease, cyclic=True)  # type: ignore[arg-type]
        return track.value(0.251, ease, cyclic=True) - before  # type: ignore[arg-type]

    assert pace("sine") < 0.001
    assert pace("smooth") == pytest.approx(0.008, rel=0.05)


def test_a_rep_that_does_not_close_jumps_at_its_end() -> None:
    track = Track((0.0, 1.0), (0.0, 20.0))
    assert track.value(1.0, "sine", cyclic=True) == 20.0
    assert track.value(0.0, "sine", cyclic=True) == 0.0
