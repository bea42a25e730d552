"""Where each muscle that may glow lies on the body."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mobility_timer.figure.body.build import LEAN, Build
from mobility_timer.figure.body.mesh import BodyMesh, body_of
from mobility_timer.figure.body.region import Region


class Anchor(NamedTuple):
    """The middle of a glow at rest (front, outwards, up), its radii, the parts that show it and
    its strength. On the trunk it has no side and `middle[1]` counts to the left."""

    middle: tuple[float, float, float]
    radii: tuple[float, float, float]
    parts: tuple[str, ...]
    strength: float = 0.92


_LEG: Final = ("leg", "shorts")
_SEAT: Final = ("leg", "shorts", "pelvis")
_SIDED: Final[Mapping[str, Anchor]] = MappingProxyType(
    {
        "calf": Anchor((-0.045, 0.090, 0.345), (0.074, 0.085, 0.125), ("leg",)),
        "achilles": Anchor((-0.045, 0.088, 0.170), (0.050, 0.050, 0.080), ("leg",)),
        "shin": Anchor((0.045, 0.095, 0.300), (0.045, 0.055, 0.130), ("leg",)),
        "ankle": Anchor((0.030, 0.088, 0.105), (0.060, 0.060, 0.055), ("leg", "shoe")),
        "sole": Anchor((0.050, 0.088, 0.000), (0.120, 0.070, 0.050), ("sole",)),
        "hip": Anchor((-0.010, 0.175, 0.925), (0.110, 0.090, 0.105), _SEAT),
        "hip_flexor": Anchor((0.085, 0.100, 0.880), (0.070, 0.075, 0.120), _SEAT),
        "quad": Anchor((0.075, 0.090, 0.720), (0.075, 0.090, 0.170), _LEG),
        "glute": Anchor((-0.115, 0.085, 0.905), (0.085, 0.085, 0.090), _SEAT),
        "hamstring": Anchor((-0.070, 0.090, 0.680), (0.070, 0.090, 0.160), _LEG),
        "adductor": Anchor((0.000, 0.030, 0.800), (0.080, 0.060, 0.130), _LEG),
    }
)
_MIDDLE: Final[Mapping[str, Anchor]] = MappingProxyType(
    {
        "upper_back": Anchor((-0.110, 0.0, 1.290), (0.110, 0.160, 0.110), ("top",), 0.80),
        "lower_back": Anchor((-0.110, 0.0, 1.060), (0.090, 0.130, 0.080), ("top",), 0.80),
        "chest": Anchor((0.110, 0.0, 1.300), (0.110, 0.170, 0.100), ("top",), 0.80),
    }
)
# Over a sock in the side's colour a glow turns grey, so only what lies under it shines through.
_SOCKS: Final = (Region.SOCK_LEFT, Region.SOCK_RIGHT)
_UNDER_SOCKS: Final = ("achilles", "ankle")

MUSCLES: Final = (
    *(f"{name}_{side}" for name in _SIDED for side in ("left", "right")),
    *_MIDDLE,
)


def _weights(muscle: str, body: BodyMesh) -> NDArray[np.float32]:
    stem, _, hand = muscle.rpartition("_")
    if muscle in _MIDDLE:
        anchor, side, parts = _MIDDLE[muscle], 1.0, _MIDDLE[muscle].parts
    else:
        anchor, side = _SIDED[stem], 1.0 if hand == "left" else -1.0
        parts = tuple(part if part in body.parts else f"{part}_{hand}" for part in anchor.parts)
    middle = np.array(anchor.middle) * (1.0, side, 1.0)
    far = (body.rest - middle) / np.array(anchor.radii)
    found = np.zeros(len(body.rest), np.float32)
    near = np.clip(1.15 * np.exp(-0.8 * np.einsum("ij,ij->i", far, far)), 0.0, 1.0)
    for part in parts:
        found[body.parts[part]] = near[body.parts[part]]
    if stem not in _UNDER_SOCKS:
        found[np.isin(body.regions, _SOCKS)] = 0.0
    return found * np.float32(anchor.strength)


@lru_cache(maxsize=64)
def glow(muscles: tuple[str, ...], build: Build = LEAN) -> NDArray[np.float32]:
    """How much each vertex of a body so built glows (N,), 0..1.

    Raises KeyError for a name not in `MUSCLES`.
    """
    body = body_of(build)
    found = np.zeros(len(body.rest), np.float32)
    for muscle in muscles:
        np.maximum(found, _weights(muscle, body), out=found)
    return found


def unknown(muscles: Iterable[str]) -> tuple[str, ...]:
    """The names that are no muscle."""
    return tuple(name for name in muscles if name not in MUSCLES)
