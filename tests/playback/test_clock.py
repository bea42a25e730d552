from __future__ import annotations

import time

import pytest

from mobility_timer.playback.clock import SystemClock


def test_a_date_that_is_set_anew_is_no_sleep(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = SystemClock()
    before = clock.wall() - clock.now()
    date = time.time
    monkeypatch.setattr(time, "time", lambda: date() + 3.0)
    assert abs(clock.wall() - clock.now() - before) < 2_000


def test_both_run_at_the_speed() -> None:
    slow, fast = SystemClock(), SystemClock(10.0)
    assert abs(fast.now() - 10 * slow.now()) < 20_000
    assert abs(fast.wall() - 10 * slow.wall()) < 20_000
