"""The pictures of one frame sequence in memory."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter

from mobility_timer.drawing.frames.packed import PackedFrame
from mobility_timer.drawing.frames.sampling import (
    Sampling,
    coarse_to_fine,
    key_phases,
    phases,
    sampling_at,
)
from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.drawing.scene.transition import Transition


@dataclass(frozen=True, eq=False)
class Picture:
    """A frame ready to be painted. Its images lie in the frame's data, which they do not own."""

    frame: PackedFrame
    tiles: tuple[tuple[int, int, QImage], ...]

    def paint(self, painter: QPainter) -> None:
        for left, top, image in self.tiles:
            painter.drawImage(left, top, image)

    @property
    def box(self) -> QRect:
        found = QRect()
        for left, top, image in self.tiles:
            found = found.united(QRect(left, top, image.width(), image.height()))
        return found


def picture(frame: PackedFrame) -> Picture:
    view, at, tiles = memoryview(frame.data), 0, []
    for left, top, width, height in frame.tiles:
        size = 4 * width * height
        image = QImage(
            view[at : at + size],
            width,
            height,
            4 * width,
            QImage.Format.Format_ARGB32_Premultiplied,
        )
        tiles.append((left, top, image))
        at += size
    return Picture(frame, tuple(tiles))


def _phases(subject: SceneSpec | Transition, reduced: bool) -> tuple[float, ...]:
    if isinstance(subject, Transition):
        return subject.shares
    return key_phases(subject) if reduced else phases(subject)


_SMOOTH_PATH_PICTURES: Final = 24
"""Pictures from which on the path of the traced joint is smooth."""


class FrameSequence:
    """The pictures of a scene over its phases, or of a transition, added coarse to fine."""

    def __init__(self, subject: SceneSpec | Transition, *, reduced: bool = False) -> None:
        self.subject = subject
        self.phases = _phases(subject, reduced)
        self.key = f"{subject.key()}-{len(self.phases)}{'k' if reduced else ''}"
        self.pictures: dict[int, Picture] = {}
        self.asked: set[int] = set()
        self.fetched = False
        self.saved = False
        self.full = False
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

    def missing(self) -> list[int]:
        return [i for i in self.wanted if i not in self.pictures and i not in self.asked]

    def has_work(self) -> bool:
        return self.fetched and not self.full and not self.fault and bool(self.missing())

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
        known = [each.frame.place for each in found if each is not None]
        if not self.detail or not known or None in known:
            return np.empty((0, 3))
        return np.array([*known, known[0]] if self.cyclic else known)

    def add(self, index: int, frame: PackedFrame) -> None:
        if index not in self.pictures:
            self.pictures[index] = picture(frame)
            self.bytes += len(frame.data)

    def deflated(self) -> dict[int, PackedFrame]:
        """The frames for the disk. What the memory keeps of them is only what is painted."""
        found = {index: each.frame for index, each in self.pictures.items()}
        for index, each in self.pictures.items():
            self.pictures[index] = replace(each, frame=replace(each.frame, deflated=b""))
        return found

    def drop(self, index: int) -> None:
        self.bytes -= len(self.pictures.pop(index).frame.data)

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

    def nearest(self, phase: float) -> Picture | None:
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

    def around(self, phase: float) -> tuple[Picture | None, Picture | None, float]:
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
            found = found.united(each.box)
        return found
