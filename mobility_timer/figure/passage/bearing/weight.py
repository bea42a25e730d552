"""Where the weight is on the way: over what stands while the other foot goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from mobility_timer.figure.passage.bearing.balance import centre_of_mass
from mobility_timer.figure.passage.feet import FootPath, Swing, between_times, other
from mobility_timer.figure.passage.posture import Posture
from mobility_timer.figure.skeleton.rotation import Array, length, vector

_OVER: Final = 0.13
"""Metres from a foot within which the weight is taken to be over it."""
_LEANT: Final = 0.85
"""How much of the way to the standing foot is spared while the hands hold on to the wall."""
_KNEELING: Final = 0.11

Keys = tuple[tuple[float, Array], ...]
"""Places (2,) of the centre of mass at times in seconds."""


def weights(
    a: Posture,
    b: Posture,
    swings: Sequence[Swing],
    feet: Mapping[str, FootPath],
    seconds: float,
    *,
    leant: bool = False,
    settled: float | None = None,
) -> Keys:
    """The weight is over the foot or the knee that stands; on one leg it is where the drill has
    it. `settled` is when it is where it stays."""
    start, end = (centre_of_mass(position.pose)[:2] for position in (a, b))
    found = [(0.0, start)]

    def path(time: float) -> Array:
        return np.asarray(start + (end - start) * between_times(time, 0.0, seconds))

    def add(time: float, point: Array) -> None:
        if found[-1][0] + 0.02 < time < seconds:
            found.append((time, np.asarray(point)))

    for swing in swings:
        point = _bearing(a, b, swing, feet, seconds)
        if swing is swings[0] and not a.on_floor(swing.side) and length(start - point) < _OVER:
            add(swing.start + 0.5 * (swing.end - swing.start), start)
        elif swing is swings[-1] and not b.on_floor(swing.side) and b.support == "stand":
            add(swing.start + 0.06, end)
        else:
            share = _shared(point, feet[swing.side].at(swing.start).ankle[:2], swing.to.ankle[:2])
            after = end if swing is swings[-1] else swing.to.ankle[:2]
            leaving, landing = (point + (there - point) * share for there in (found[-1][1], after))
            over = point + ((leaving + landing) / 2.0 - point) * 0.9 * share
            for time, place in ((0.05, leaving), (0.55, over), (0.95, landing)):
                when = swing.start + time * (swing.end - swing.start)
                add(when, place + (path(when) - place) * (_LEANT if leant else 0.0))
    if settled is not None:
        add(settled, end)
    return (*found, (seconds, end))


def _bearing(
    a: Posture, b: Posture, swing: Swing, feet: Mapping[str, FootPath], seconds: float
) -> Array:
    """The middle (2,) of what stands while a foot goes."""
    side = other(swing.side)
    near = a if swing.end < seconds / 2.0 else b
    knee = near.pose.joint(f"knee_{side}")
    if knee[2] < _KNEELING:
        return np.asarray(knee[:2])
    stance = feet[side].at(swing.start)
    return np.asarray((stance.ankle + stance.foot @ vector(0.045, 0.0, 0.0))[:2])


def _shared(stance: Array, start: Array, end: Array) -> float:
    """How much of the weight is still, or already, beside what stands: more in a long step."""
    far = max(length(stance - foot) for foot in (start, end))
    return min(0.8, max(0.1, 0.95 * far - 0.15))
