"""What rests on what, and how a part's place stands still while it touches."""

from __future__ import annotations

from typing import Final

from mobility_timer.figure.motion.model import Channels, Contact, Motion
from mobility_timer.figure.motion.props import Cushion

_PLACE: Final = {
    "foot": ("foot", ("x", "y", "z", "yaw")),
    "heel": ("foot", ("x", "y", "z", "yaw")),
    "knee": ("knee", ("x", "y")),
    "palm": ("hand", ("x", "y", "z")),
}
"""The channels that place a part, which stand still while it touches."""


_RESTING: Final = frozenset({"pelvis", "chest", "head", "leg", "arm"})


def rest_height(contact: Contact, motion: Motion) -> float | None:
    """How high a part comes to rest, or None if it does not; a cushion gives a little."""
    if contact.part.partition("_")[0] not in _RESTING:
        return None
    cushions = (prop.height for prop in motion.props if isinstance(prop, Cushion))
    return next(cushions, 0.0) - 0.01 if contact.on == "cushion" else 0.0


def hold_contacts(
    motion: Motion, channels: Channels, phase: float, variant: str | None, amplitude: float
) -> None:
    """Stop the clock of a part's place while it touches, and run it faster in between."""
    for contact in motion.contacts:
        kind, _, side = contact.part.partition("_")
        if kind not in _PLACE or contact.always:
            continue
        group, axes = _PLACE[kind]
        names = [f"{group}_{side}.{axis}" for axis in axes]
        held = held_phase(contact.spans, phase, cyclic=not motion.hold)
        then = motion.channels(held, variant, amplitude)
        channels |= {name: then[name] for name in names if name in then}
        if kind == "foot" and contact.on == "floor" and contact.holds(phase):
            channels[f"foot_{side}.z"] = 0.0


def held_phase(spans: tuple[tuple[float, float], ...], phase: float, *, cyclic: bool) -> float:
    """A phase that stands in the middle of each span, or at the rep's end if the span is there."""
    stops = [
        (start, end, 0.0 if start <= 0.0 else 1.0 if end >= 1.0 else (start + end) / 2.0)
        for start, end in sorted(spans)
    ]
    if cyclic:
        first, last = stops[0], stops[-1]
        stops = [
            (last[0] - 1.0, last[1] - 1.0, last[2] - 1.0),
            *stops,
            (first[0] + 1.0, first[1] + 1.0, first[2] + 1.0),
        ]
    else:
        stops = [(0.0, 0.0, 0.0), *stops, (1.0, 1.0, 1.0)]
    for start, end, middle in stops:
        if start <= phase <= end:
            return middle
    before = max((stop for stop in stops if stop[1] < phase), key=lambda stop: stop[1])
    after = min((stop for stop in stops if stop[0] > phase), key=lambda stop: stop[0])
    share = (phase - before[1]) / (after[0] - before[1])
    held = before[2] + (after[2] - before[2]) * share
    return held % 1.0 if cyclic else held
