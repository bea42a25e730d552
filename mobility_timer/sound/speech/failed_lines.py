"""The lines that a voice could not say, and until when each is left alone."""

from __future__ import annotations

from typing import NamedTuple

ATTEMPTS = 2
LINE_TRIED_AGAIN_AFTER_S = 20.0
"""Doubled each time the line fails again; a line that ended the worker is not tried again."""
FOLDER_TRIED_AGAIN_AFTER_S = 60.0
"""At the latest, where it was the folder's fault: a full disk fails every line while it lasts."""


class _Failures(NamedTuple):
    """How often a line failed, until when it is left alone, and whether the folder was at fault."""

    times: int
    until_s: float
    by_folder: bool


class FailedLines:
    """Counts failures. Times are seconds of whoever asks."""

    def __init__(self) -> None:
        self._failed: dict[str, _Failures] = {}

    def left_alone(self, now_s: float) -> tuple[str, ...]:
        """The lines that failed too often to be tried now."""
        return tuple(line for line, failures in self._failed.items() if now_s < failures.until_s)

    @property
    def by_folder(self) -> tuple[str, ...]:
        """The lines that failed because nothing could be written."""
        return tuple(line for line, failures in self._failed.items() if failures.by_folder)

    @property
    def ends_s(self) -> tuple[float, ...]:
        """When each line may be tried again."""
        return tuple(failures.until_s for failures in self._failed.values())

    def add(
        self,
        line: str,
        now_s: float,
        rest_s: float = LINE_TRIED_AGAIN_AFTER_S,
        *,
        by_folder: bool = False,
    ) -> bool:
        """Leave a line alone that failed too often; whether it was still thought to be good."""
        before = self._failed.get(line, _Failures(0, 0.0, by_folder))
        over = before.times + 1 - ATTEMPTS
        rest_s *= 2 ** max(over, 0)
        if by_folder:
            rest_s = min(rest_s, FOLDER_TRIED_AGAIN_AFTER_S)
        until_s = max(before.until_s, now_s + rest_s) if over >= 0 else before.until_s
        self._failed[line] = _Failures(before.times + 1, until_s, by_folder)
        return over <= 0

    def can_be_written(self) -> None:
        """Something was written again: no line is left alone for the folder's sake."""
        for line in self.by_folder:
            del self._failed[line]
