"""How far loose hair is behind the head that carries it: as a soft spring, it resists the start and
goes on at the stop."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final

import numpy as np

from mobility_timer.figure.motion.model import Motion
from mobility_timer.figure.skeleton.bones import HIP_HEIGHT, Pose
from mobility_timer.figure.skeleton.rotation import Array, length, vector
from mobility_timer.figure.solving.trunk import pelvis_frame, trunk
from mobility_timer.routine import Side

_SOFT_S2: Final = 0.014
"""Metres of sway for each metre a second squared: a spring of 1.3 swings a second."""
_MOST_M: Final = 0.014
_STEP_S: Final = 0.125
_LOOKS: Final = 32
_AT: Final = tuple(np.linspace(0.0, 1.0, _LOOKS + 1).tolist())
_PATHS_KEPT: Final = 8
_LIES_M: Final = 0.25
"""A head that is lower than this lies on the floor, or nearly, and its hair with it."""
_STILL_M_S: Final = 0.06
"""A head that is slower than this before or after is coming to rest, and its hair with it."""


class HairLag:
    """The sway (3,) of the hair over a repetition of `seconds`. The same whichever way a path is
    gone, so that a picture serves for both."""

    def __init__(
        self,
        motion: Motion,
        side: Side | None,
        variant: str | None,
        amplitude: float,
        seconds: float,
    ) -> None:
        self._cyclic = not motion.hold
        self._rests = any(contact.part == "head" for contact in motion.contacts)
        variant = motion.authored_variant(side, variant)
        self._step = _STEP_S / max(seconds, 2.0 * _STEP_S)
        mirror = vector(1.0, -1.0 if motion.reflects(side) else 1.0, 1.0)
        self._heads = (_heads(motion, variant, amplitude) * mirror).tolist()

    def __call__(self, phase: float) -> Array | None:
        if self._rests:
            return None
        return _sway(*(self._place(phase + by * self._step) for by in (-1, 0, 1)))

    def _place(self, phase: float) -> Array:
        phase = phase % 1.0 if self._cyclic else min(max(phase, 0.0), 1.0)
        low = min(int(phase * _LOOKS), _LOOKS - 1)
        start, end = _AT[low], _AT[low + 1]
        pairs = zip(self._heads[low], self._heads[low + 1], strict=True)
        return np.array([(b - a) / (end - start) * (phase - start) + a for a, b in pairs])


class WayHairLag:
    """The sway (3,) of the hair on a way of `seconds` from one position to another, whose pose at
    a share 0..1 is `pose_of`. A pose is found when a picture near it is first asked for: all at
    once they would take a second."""

    def __init__(self, pose_of: Callable[[float], Pose], seconds: float) -> None:
        self._pose_of = pose_of
        self._count = self.looks(seconds)
        self._step = _STEP_S / max(seconds, _STEP_S)
        self._heads: dict[int, Array] = {}

    @staticmethod
    def looks(seconds: float) -> int:
        """At so many evenly spaced shares, and at 0, it asks for a pose."""
        return max(4, round(seconds / _STEP_S))

    def __call__(self, share: float) -> Array | None:
        places = [self._place(share + by * self._step) for by in (-1, 0, 1)]
        return None if places[1][2] < _LIES_M else _sway(*places)

    def _place(self, share: float) -> Array:
        place = min(max(share, 0.0), 1.0) * self._count
        low = min(int(place), self._count - 1)
        here, there = self._head(low), self._head(low + 1)
        return np.asarray(here + (there - here) * (place - low))

    def _head(self, index: int) -> Array:
        if index not in self._heads:
            self._heads[index] = self._pose_of(index / self._count).joint("head")
        return self._heads[index]


def _sway(before: Array, here: Array, after: Array) -> Array | None:
    """From where the head is, and a step earlier and later."""
    speeds = [length(each - here) / _STEP_S for each in (before, after)]
    moves = min(1.0, min(speeds) / _STILL_M_S)
    sway = -_SOFT_S2 * moves * (after - 2.0 * here + before) / _STEP_S**2
    far = length(sway)
    if far < 1e-4:
        return None
    return np.asarray(sway * (np.tanh(far / _MOST_M) * _MOST_M / far))


@lru_cache(maxsize=_PATHS_KEPT)
def _heads(motion: Motion, variant: str | None, amplitude: float) -> Array:
    """Where the head is at even steps of a repetition (n, 3): the same for both sides, and each
    takes a trunk."""
    reverse = variant in motion.variants and motion.variants[variant or ""].reverse
    found = [_head(motion, 1.0 - p if reverse else p, variant, amplitude) for p in _AT]
    return np.array(found)


def _head(motion: Motion, phase: float, variant: str | None, amplitude: float) -> Array:
    """About where the head is, from the trunk alone."""
    channels = motion.channels(phase % 1.0 if not motion.hold else phase, variant, amplitude)
    get = channels.get
    origin = vector(get("pelvis.x", 0.0), get("pelvis.y", 0.0), get("pelvis.z", HIP_HEIGHT))
    return trunk(channels, pelvis_frame(channels, motion.stance), origin).head_origin
