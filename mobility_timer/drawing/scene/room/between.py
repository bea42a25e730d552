"""What stands about between two drills: it slides to its next place, or fades where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from mobility_timer.figure import Ball, Band, Chair, Cushion, Mat, Prop, Roller, Step, Wall

Group = tuple[tuple[Prop, ...], float]
"""Things, and how opaque they are, 0..1."""

_GOES: Final = (0.12, 0.35)
_COMES: Final = (0.60, 0.85)
"""The shares of the time between which a thing fades: when nobody leans or lies on it any more,
and before anybody does."""


def ease(share: float) -> float:
    share = min(max(share, 0.0), 1.0)
    return share * share * (3.0 - 2.0 * share)


def mix(a: float, b: float, share: float) -> float:
    return a + (b - a) * share


def furniture(props: Sequence[Prop]) -> tuple[Prop, ...]:
    """What may hide the figure: neither the room nor what it wears."""
    return tuple(prop for prop in props if not isinstance(prop, Wall | Mat | Band))


def things_between(before: Sequence[Prop], after: Sequence[Prop], share: float) -> Iterator[Group]:
    """The furniture at a share of the time: what both drills have slides, what only one has fades.
    What a limb lies on fades too: pushed along, it would go through the feet."""
    here, there = furniture(before), furniture(after)
    slid = [mixed(a, b, ease(share)) for a, b in zip(here, there, strict=False)]
    if here and len(here) == len(there) and all(slid):
        yield tuple(prop for prop in slid if prop is not None), 1.0
        return
    for props, (start, end), comes in ((here, _GOES, False), (there, _COMES, True)):
        come = ease((share - start) / (end - start))
        opacity = come if comes else 1.0 - come
        if props and opacity > 0.0:
            yield props, opacity


def mixed(a: Prop, b: Prop, share: float) -> Prop | None:
    """A thing part of the way to another, or None where it is quite another one."""
    match a, b:
        case Wall(), Wall() if a.axis == b.axis and a.at * b.at > 0.0:
            start, end = _span((a.start, a.end), (b.start, b.end), share)
            at, height = mix(a.at, b.at, share), mix(a.height, b.height, share)
            return Wall(a.axis, at, start, end, height)
        case Mat(), Mat():
            return Mat(_span(a.x, b.x, share), _span(a.y, b.y, share))
        case Step(), Step():
            height = mix(a.height, b.height, share)
            return Step(_span(a.x, b.x, share), _span(a.y, b.y, share), height)
        case Cushion(), Cushion():
            height = mix(a.height, b.height, share)
            return Cushion(_span(a.x, b.x, share), _span(a.y, b.y, share), height)
        case Chair(), Chair() if a.yaw == b.yaw:
            return Chair(_span(a.at, b.at, share), a.yaw)
        case ((Roller() | Ball()), (Roller() | Ball())) if a.at == b.at:
            return a
    return None


def _span(p: tuple[float, float], q: tuple[float, float], share: float) -> tuple[float, float]:
    return mix(p[0], q[0], share), mix(p[1], q[1], share)
