"""The coaches that the figure may be: a build and the colours of skin, hair and clothes.

None wears the blue or the coral that tell left from right, nor the orange of what works.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final

from mobility_timer.drawing.palette import PALETTES, Palette, Theme
from mobility_timer.figure import BROAD, LEAN, SOFT, Build
from mobility_timer.settings import CoachFigure


@dataclass(frozen=True)
class _Look:
    """A build, and what differs from the palette of each theme."""

    build: Build
    light: Mapping[str, Any]
    dark: Mapping[str, Any]


_LOOKS: Final = {
    CoachFigure.MAYA: _Look(LEAN, {}, {}),
    CoachFigure.JONAS: _Look(
        BROAD,
        {
            "skin": "#EDBE9C",
            "hair": "#8A5A33",
            "lip": "#C98572",
            "eye": "#33302C",
            "top": "#6A5A8E",
            "shorts": "#3E424A",
        },
        {
            "skin": "#EFC4A4",
            "hair": "#A9743F",
            "lip": "#CB8B78",
            "eye": "#2B2825",
            "top": "#8F7CBC",
            "shorts": "#616973",
        },
    ),
    CoachFigure.IMANI: _Look(
        SOFT,
        {
            "skin": "#7E4E37",
            "hair": "#1F1917",
            "lip": "#5E3228",
            "eye": "#17100E",
            "top": "#93A83F",
            "shorts": "#3B3B52",
        },
        {
            "skin": "#8F5C42",
            "hair": "#3B302C",
            "lip": "#683A2E",
            "eye": "#140D0B",
            "top": "#AFC45E",
            "shorts": "#63637F",
        },
    ),
}


def build_of(coach: CoachFigure) -> Build:
    return _LOOKS[coach].build


@cache
def palette_of(theme: Theme, coach: CoachFigure) -> Palette:
    """The theme's colours, with those of a coach's skin, hair and clothes."""
    look = _LOOKS[coach]
    return replace(PALETTES[theme], **(look.light if theme == "light" else look.dark))
