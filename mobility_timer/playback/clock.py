"""The only place that reads the computer's clocks."""

from __future__ import annotations

import sys
import time
from typing import Protocol


class Clock(Protocol):
    """Milliseconds that only go forward, and how many of them pass in a real one.

    `wall` gains on `now` by as long as the computer sleeps, and by nothing else. Neither jumps
    where the date is set anew.
    """

    speed: float

    def now(self) -> int: ...

    def wall(self) -> int: ...


class SystemClock:
    """`perf_counter`, which is the same clock in every process on Linux, times `speed`."""

    def __init__(self, speed: float = 1.0) -> None:
        self.speed = speed

    def now(self) -> int:
        return round(time.perf_counter() * 1000 * self.speed)

    def wall(self) -> int:
        return round(_counted_asleep_too_s() * 1000 * self.speed)


def _counted_asleep_too_s() -> float:
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    return time.perf_counter() + _slept_on_windows_s()


def _slept_on_windows_s() -> float:
    """There perf_counter runs on in a sleep."""
    if sys.platform != "win32":
        return 0.0
    import ctypes

    awake = ctypes.c_ulonglong()  # in units of 100 ns
    ctypes.windll.kernel32.QueryUnbiasedInterruptTime(ctypes.byref(awake))
    return time.perf_counter() - awake.value / 1e7
