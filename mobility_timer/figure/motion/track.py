"""One channel keyed over the phase."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from math import cos, pi
from typing import Literal

Ease = Literal["sine", "smooth", "linear"]


@dataclass(frozen=True)
class Track:
    """One channel's keys, in order of phase."""

    at: tuple[float, ...]
    values: tuple[float, ...]

    def value(self, phase: float, ease: Ease, *, cyclic: bool) -> float:
        count = len(self.at)
        if count == 1:
            return self.values[0]
        if not cyclic:
            phase = min(max(phase, self.at[0]), self.at[-1])
        here = bisect_right(self.at, phase) - 1
        if not cyclic:
            here = min(here, count - 2)
        if here < 0 and not cyclic:
            return self.values[0]
        if 0 <= here < count - 1:
            start, end = (
                (self.at[here], self.values[here]),
                (self.at[here + 1], self.values[here + 1]),
            )
        else:
            start, end = self._key(here), self._key(here + 1)
        if end[0] <= start[0]:
            return start[1]
        share = (phase - start[0]) / (end[0] - start[0])
        if ease == "sine":
            share = 0.5 - 0.5 * cos(pi * share)
        if ease != "smooth":
            return start[1] + (end[1] - start[1]) * share
        before, after = self._key(here - 1), self._key(here + 2)
        if not cyclic:
            before = start if here == 0 else before
            after = end if here + 2 >= count else after
        return _cubic(before, start, end, after, share)

    def _key(self, index: int) -> tuple[float, float]:
        turns, place = divmod(index, len(self.at))
        return self.at[place] + turns, self.values[place]


def _cubic(
    before: tuple[float, float],
    start: tuple[float, float],
    end: tuple[float, float],
    after: tuple[float, float],
    u: float,
) -> float:
    """Cubic Hermite with finite-difference tangents for keys that are not evenly spaced."""
    width = end[0] - start[0]
    leave = (end[1] - before[1]) / (end[0] - before[0]) * width
    arrive = (after[1] - start[1]) / (after[0] - start[0]) * width
    u2, u3 = u * u, u * u * u
    return (
        (2 * u3 - 3 * u2 + 1) * start[1]
        + (u3 - 2 * u2 + u) * leave
        + (3 * u2 - 2 * u3) * end[1]
        + (u3 - u2) * arrive
    )
