"""The path of one foot: planted, or on the way to its next place."""

from __future__ import annotations

from dataclasses import dataclass
from math import pi, sin
from typing import Final

from mobility_timer.figure.passage.placing import Spot

_PEEL: Final = 20.0
"""Degrees by which the heel is ahead of the toes in leaving the floor."""


def other(side: str) -> str:
    return "right" if side == "left" else "left"


def smooth(share: float) -> float:
    share = min(max(share, 0.0), 1.0)
    return share * share * (3.0 - 2.0 * share)


def between_times(seconds: float, start: float, end: float) -> float:
    """How far the time has come from `start` to `end`, 0..1, eased."""
    return smooth((seconds - start) / max(end - start, 1e-6))


@dataclass(frozen=True, eq=False)
class Swing:
    """A foot goes to a place between two times in seconds, over a height in metres."""

    side: str
    start: float
    end: float
    to: Spot
    lift: float
    aside: tuple[float, float] = (0.0, 0.0)
    """How far (metres) it goes round the other leg in the middle."""
    aloft: float = 0.0
    """The share of the time in which it only rises, and only comes down: it does not slide."""


@dataclass(frozen=True, eq=False)
class FootPath:
    first: Spot
    swings: tuple[Swing, ...]

    def at(self, seconds: float) -> Spot:
        spot = self.first
        for swing in self.swings:
            if seconds >= swing.end:
                spot = swing.to
            elif seconds > swing.start:
                share = (seconds - swing.start) / (swing.end - swing.start)
                return _swung(spot, swing, share)
        return spot

    def moves(self, seconds: float) -> bool:
        return any(swing.start < seconds < swing.end for swing in self.swings)

    def share(self, seconds: float) -> float:
        """How far the foot has come, 0..1, from where it first was to where it last is."""
        if not self.swings:
            return 1.0
        start, end = self.swings[0].start, self.swings[-1].end
        return min(max((seconds - start) / max(end - start, 1e-6), 0.0), 1.0)

    def bears(self, seconds: float) -> float:
        """How much the leg must reach it, 0..1: a foot in mid-air may be drawn nearer."""
        for swing in self.swings:
            if swing.start < seconds < swing.end:
                share = (seconds - swing.start) / (swing.end - swing.start)
                return smooth(abs(2.0 * share - 1.0))
        return 1.0


def _swung(spot: Spot, swing: Swing, share: float) -> Spot:
    eased = smooth((share - swing.aloft) / (1.0 - 2.0 * swing.aloft))
    here = spot.towards(swing.to, eased)
    bow, height = sin(pi * eased), swing.lift * sin(pi * smooth(share))
    here = here.moved(swing.aside[0] * bow, swing.aside[1] * bow, height)
    if swing.lift < 0.03:
        return here
    return here.peeled(_PEEL * sin(pi * share) * (1.0 - share))
