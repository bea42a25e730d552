"""What the user chose, as one frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

SHORTEST_GET_READY_S, LONGEST_GET_READY_S = 4, 60


class Theme(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Count(StrEnum):
    """How the reps are counted aloud."""

    SPOKEN = "spoken"
    TICKED = "ticked"
    SILENT = "silent"


class ReducedMotion(StrEnum):
    SYSTEM = "system"
    ON = "on"
    OFF = "off"


@dataclass(frozen=True)
class Settings:
    """What the user chose. `volume` is in percent; `voice` is None for the usual one.

    `get_ready_s` is the least time from the start to the first drill's set-up.
    """

    theme: Theme = Theme.SYSTEM
    reduced_motion: ReducedMotion = ReducedMotion.SYSTEM
    full_screen: bool = False
    count: Count = Count.SPOKEN
    muted: bool = False
    volume: int = 80
    voice: str | None = None
    wait_for_me: bool = False
    get_ready_s: int = SHORTEST_GET_READY_S
    last_routines: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    window_geometry: str = ""

    def after(self, occasion: str, routine: str) -> Settings:
        """The same, with `routine` as the one last used for `occasion`."""
        used = MappingProxyType({**self.last_routines, occasion: routine})
        return replace(self, last_routines=used)
