"""The lines that a voice could not say, and until when each is left alone."""

from __future__ import annotations

from typing import NamedTuple

ATTEMPTS = 2
LINE_TRIED_AGAIN_AFTER_S = 20.0
"""A full disk fails every line for as long as it lasts. Doubled each time the line fails again;
a line that ended the worker is not tried again.
"""


class _Failures(NamedTuple):
    """How often a line failed, and until when it is left alone."""

    times: int
    until_s: float


class FailedLines:
    """Counts failures. Times are seconds of whoever asks."""

    def __init__(self) -> None:
        self._failed: dict[str, _Failures] = {}

    def left_alone(self, now_s: float) -> tuple[str, ...]:
        """The lines that failed too often to be tried now."""
        return tuple(line for line, failures in self._failed.items() if now_s < failures.until_s)

    @property
    def ends_s(self) -> tuple[float, ...]:
        """When each line may be tried again."""
        return tuple(failures.until_s for failures in self._failed.values())

    def add(self, line: str, now_s: float, rest_s: float = LINE_TRIED_AGAIN_AFTER_S) -> bool:
        """Leave a line alone that failed too often; whether it was still thought to be good."""
        before = self._failed.get(line, _Failures(0, 0.0))
        over = before.times + 1 - ATTEMPTS
        until_s = now_s + rest_s * 2**over if over >= 0 else 0.0
        self._failed[line] = _Failures(before.times + 1, max(before.until_s, until_s))
        return over <= 0
