"""How one body differs from another: girths, hair and the cut of the clothes; never the bones."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Hair(StrEnum):
    KNOT = "knot"
    SHORT = "short"
    CURLS = "curls"


@dataclass(frozen=True)
class Build:
    """Girths are factors on the profile tables. `hem` is where the shorts end, 0 at the hip and 1
    at the knee; with `tights` they are close and go on to the knee."""

    name: str
    hips: float = 1.0
    waist: float = 1.0
    chest: float = 1.0
    shoulders: float = 1.0
    neck: float = 1.0
    jaw: float = 1.0
    arms: float = 1.0
    legs: float = 1.0
    hair: Hair = Hair.KNOT
    sleeves: bool = True
    tights: bool = False
    hem: float = 0.47


LEAN: Final = Build("lean")
"""The body that poses are solved with."""
BROAD: Final = Build(
    "broad",
    hips=0.98,
    waist=1.07,
    chest=1.07,
    shoulders=1.09,
    neck=1.14,
    jaw=1.08,
    arms=1.13,
    legs=1.04,
    hair=Hair.SHORT,
    hem=0.62,
)
SOFT: Final = Build(
    "soft",
    hips=1.05,
    waist=1.04,
    chest=1.02,
    shoulders=0.97,
    neck=0.96,
    arms=1.03,
    legs=1.06,
    hair=Hair.CURLS,
    sleeves=False,
    tights=True,
)
BUILDS: Final = (LEAN, BROAD, SOFT)
