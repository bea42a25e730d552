"""The pictures of one frame sequence in memory."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect

from mobility_timer.drawing.frames.packed import PackedFrame
from mobility_timer.drawing.frames.sampling import (
    Sampling,
    coarse_to_fine,
    phases,
    sampling_at,
)
from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.drawing.scene.transition import Transition


def _phases(subject: SceneSpec | Transition) -> tuple[float, ...]:
    return subject.shares if isinstance(subject, Transition) else phases(subject)


_SMOOTH_PATH_PICTURES: Final = 24
"""Pictures from which on the path of the traced joint is smooth."""


class FrameSequence:
    """The pictures of a scene over its phases, or of a transition, added coarse to fine."""

    def __init__(self, subject: SceneSpec | Transition) -> None:
        self.subject = subject
        self.phases = _phases(subject)
        self.pictures: dict[int, PackedFrame] = {}
        self.full = False
        self.needed: int | None = None
        """The phase whose picture is wanted before all others."""
        self.fault: str | None = None
        self.bytes = 0

    @property
    def cyclic(self) -> bool:
        return isinstance(self.subject, SceneSpec) and not self.subject.motion.hold

    @cached_property
    def sampling(self) -> Sampling:
        """Takes milliseconds to find: nothing asks for it before the sequence is fetched."""
        if isinstance(self.subject, SceneSpec):
            return sampling_at(self.subject, self.phases)
        return Sampling(self.phases, tuple(range(len(self.phases))))

    @cached_property
    def wanted(self) -> list[int]:
        """The phases that need a picture, coarse to fine."""
        same = self.sampling.same
        return [i for i in coarse_to_fine(len(same)) if same[i] == i]

    def need(self, phase: float, *, only: bool) -> None:
        """What is to be seen is the picture at `phase`, and with `only` no other: it is drawn
        first. Without, it is so while there is none at all: what moves by needs a few soon."""
        self.needed = self.index(phase) if only or not self.pictures else None

    @property
    def has_needed(self) -> bool:
        needed = self._needed_picture()
        return needed is None or needed in self.pictures

    def _needed_picture(self) -> int | None:
        needed = self.needed
        return None if needed is None else self.sampling.same[needed]

    def missing(self) -> int | None:
        """The phase that needs its picture most."""
        needed = self._needed_picture()
        if needed is not None and needed not in self.pictures:
            return needed
        return next((i for i in self.wanted if i not in self.pictures), None)

    def has_work(self) -> bool:
        """Whether a picture is missing. Before the first one, that is taken for granted."""
        if self.full or self.fault:
            return False
        return not self.pictures or len(self.pictures) < len(self.wanted)

    @property
    def share(self) -> float:
        """How much of it is there, 0..1."""
        if not self.pictures:
            return 0.0
        return sum(i in self.pictures for i in self.wanted) / len(self.wanted)

    @property
    def detail(self) -> int:
        """How well the path of the traced joint is known: not, roughly (1), fully (2)."""
        if not self.pictures:
            return 0
        enough = min(_SMOOTH_PATH_PICTURES, len(self.wanted))
        return (len(self.pictures) >= enough) + (len(self.pictures) == len(self.wanted))

    @property
    def places(self) -> NDArray[np.float64]:
        """The path of the traced joint over a repetition (n, 3); empty while it is not known."""
        found = [self.pictures.get(i) for i in self.sampling.same]
        known = [each.place for each in found if each is not None]
        if not self.detail or not known or None in known:
            return np.empty((0, 3))
        return np.array([*known, known[0]] if self.cyclic else known)

    def add(self, index: int, frame: PackedFrame) -> None:
        if index not in self.pictures:
            self.pictures[index] = frame
            self.bytes += frame.bytes

    def drop(self, index: int) -> None:
        self.bytes -= self.pictures.pop(index).bytes

    def index(self, phase: float) -> int:
        """The number of the phase nearest to `phase`."""
        count = len(self.phases)
        after = bisect_left(self.phases, phase)
        low, high = after - 1, after
        if self.cyclic and (low < 0 or high == count):
            low, high = count - 1, 0
            to_low = (phase - self.phases[low]) % 1.0
            return low if to_low < (self.phases[high] - phase) % 1.0 else high
        if low < 0 or high == count:
            return min(max(low, 0), count - 1)
        return high if self.phases[high] - phase < phase - self.phases[low] else low

    def nearest(self, phase: float) -> PackedFrame | None:
        """The picture that is there and whose phase is nearest."""
        if not self.pictures:
            return None
        here = self.index(phase)
        count = len(self.phases)
        for step in range(count):
            for index in (here - step, here + step):
                if self.cyclic:
                    index %= count
                elif not 0 <= index < count:
                    continue
                found = self.pictures.get(self.sampling.same[index])
                if found is not None:
                    return found
        return None

    def around(self, phase: float) -> tuple[PackedFrame | None, PackedFrame | None, float]:
        """The pictures of the phases before and after `phase`, and its share of the way."""
        count = len(self.phases)
        before = (bisect_right(self.phases, phase) - 1) % count
        after = (before + 1) % count if self.cyclic else min(before + 1, count - 1)
        start, end = self.phases[before], self.phases[after]
        width = (end - start) % 1.0 or 1.0
        share = ((phase - start) % 1.0) / width if after != before else 0.0
        return self.nearest(start), self.nearest(end), min(share, 1.0)

    @property
    def box(self) -> QRect:
        """Around all pictures, in device pixels."""
        found = QRect()
        for each in self.pictures.values():
            found = found.united(QRect(*each.box))
        return found
