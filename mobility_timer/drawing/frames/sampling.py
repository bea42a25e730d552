"""Which phases of a scene are pictured, and which of them look the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.figure import Motion

PICTURES_PER_S: Final = 24.0
_NEAR_STEPS: Final = 0.5
"""How far apart two positions may be, in steps between pictures, to share a picture."""
_EQUAL: Final = 1e-5
_MOST_PICTURES: Final = 400
_CHEST_M: Final = 0.012
"""So far at most any point of the figure goes in a breath."""
_BREATH_PX: Final = 0.5
"""A breath goes on by half a pixel from picture to picture at most: in a second it goes a pixel or
two, and what moves by less between two pictures nobody sees move."""
_LEAST_BREATH_PICTURES: Final = 4
_TRACED_PHASES: Final = 48


@dataclass(frozen=True)
class Sampling:
    """`same[i]` is the phase whose picture stands for the i-th: in a pause the figure stands
    still, and on the way back it often goes through the same positions, met within half the step
    between two pictures. No picture stands for two moving phases of one way."""

    phases: tuple[float, ...]
    same: tuple[int, ...]


def sampling(spec: SceneSpec) -> Sampling:
    """The phases of a frame sequence, and which of them look the same."""
    return sampling_at(spec, phases(spec))


def sampling_at(spec: SceneSpec, at: tuple[float, ...]) -> Sampling:
    looks = [_look(spec, phase) for phase in at]
    kinds: dict[tuple[bool, ...], list[int]] = {}
    lent: dict[int, int] = {}
    same = list(range(len(at)))
    values = np.array([value for _, value in looks])
    moves = np.abs(np.diff(values, axis=0))
    none = np.zeros((1, values.shape[1]))
    reach = _NEAR_STEPS * np.maximum(np.vstack([none, moves]), np.vstack([moves, none])) + _EQUAL
    for i, (held, _) in enumerate(looks):
        before = kinds.setdefault(held, [])
        if before:
            apart = (np.abs(values[before] - values[i]) / reach[before]).max(axis=1)
            nearest = before[int(apart.argmin())]
            other = lent.get(nearest, nearest)
            still = np.abs(values[other] - values[i]).max() <= _EQUAL
            if apart.min() <= 1.0 and (still or nearest not in lent):
                same[i] = nearest
                lent[nearest] = i
                continue
        before.append(i)
    return Sampling(at, tuple(same))


def phases(spec: SceneSpec) -> tuple[float, ...]:
    """The phases of a frame sequence, rising: evenly over a rep; for a hold the way in, then
    the breath from 1 to 2."""
    count = min(_MOST_PICTURES, max(8, ceil(PICTURES_PER_S * spec.seconds)))
    way = tuple(i / count for i in range(count))
    if spec.motion.hold:
        breaths = breath_pictures(spec)
        way += tuple(1.0 + i / breaths for i in range(breaths + 1))
    return way


def breath_pictures(spec: SceneSpec) -> int:
    """How many pictures follow one another while the chest fills in a hold."""
    px_per_m = min(spec.pixels) / spec.motion.camera.span
    return max(_LEAST_BREATH_PICTURES, ceil(_CHEST_M * px_per_m / _BREATH_PX))


def pace(motion: Motion, variant: str | None, tempo: Mapping[str, float]) -> float:
    """The seconds that a whole repetition would take at the pace of its slowest movement, from
    the seconds of its named phases: over so many, each phase gets pictures enough."""
    own = (
        motion.variants[variant].phases
        if variant is not None and variant in motion.variants
        else {}
    )
    spans = {**motion.phases, **own}
    paces = [0.0]
    for name, seconds in tempo.items():
        start, end = spans.get(name, (0.0, 0.0))
        places = [motion.channels(phase) for phase in (start, (start + end) / 2, end)]
        if start != end and any(place != places[0] for place in places):
            paces.append(seconds / abs(end - start))
    return max(paces) or sum(tempo.values())


def traced_sampling(spec: SceneSpec) -> Sampling:
    """The phases at which the path of the traced joint is sampled, both ends of a repetition
    included."""
    return sampling_at(spec, tuple(i / _TRACED_PHASES for i in range(_TRACED_PHASES + 1)))


def _look(spec: SceneSpec, phase: float) -> tuple[tuple[bool, ...], NDArray[np.float64]]:
    """What decides the figure's position: which contacts hold, and the value of each channel."""
    motion = spec.motion
    breath = max(0.0, phase - 1.0) if motion.hold else 0.0
    variant = motion.authored_variant(spec.acts, spec.variant)
    if variant is not None and variant in motion.variants and motion.variants[variant].reverse:
        phase = 1.0 - phase
    phase = min(phase, 1.0) if motion.hold else phase % 1.0
    values = motion.channels(phase, variant, spec.amplitude)
    held = tuple(contact.holds(phase) for contact in motion.contacts)
    return held, np.array([breath, *(value for _, value in sorted(values.items()))])


def coarse_to_fine(count: int) -> list[int]:
    """All numbers below `count`, those first that halve the gaps."""
    step = 1
    while step < count:
        step *= 2
    found = [0] if count else []
    while step > 1:
        step //= 2
        found += range(step, count, 2 * step)
    return found
