"""What the runner wears: a colour for each region of the body."""

from __future__ import annotations

from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from mobility_timer.drawing.palette import Palette, colour
from mobility_timer.figure import Region
from mobility_timer.routine import Side

_WORN: Final = {"leg": ("SOCK", "SHOE", "LEG_TRIM"), "arm": ("SLEEVE", "ARM_TRIM")}


def region_colours(
    palette: Palette,
    side: Side | None = None,
    limb: Literal["leg", "arm"] = "leg",
    called: Side | None = None,
    *,
    shoes: bool = True,
) -> NDArray[np.float32]:
    """RGB 0..1 (len(Region), 3); the working limb of a side wears the colour of the side that it
    is `called`, in a mirror the other one. Without `shoes` the figure is in its socks."""
    names = {
        Region.SKIN: palette.skin,
        Region.TOP: palette.top,
        Region.TRIM: palette.trim,
        Region.SHORTS: palette.shorts,
        Region.HAIR: palette.hair,
        Region.BAND: palette.band,
        Region.EYE: palette.eye,
        Region.LIP: palette.lip,
        Region.SOLE: palette.sole,
        Region.SOCK_LEFT: palette.sock,
        Region.SOCK_RIGHT: palette.sock,
        Region.SHOE_LEFT: palette.shoe,
        Region.SHOE_RIGHT: palette.shoe,
        Region.LEG_TRIM_LEFT: palette.trim,
        Region.LEG_TRIM_RIGHT: palette.trim,
        Region.ARM_TRIM_LEFT: palette.trim,
        Region.ARM_TRIM_RIGHT: palette.trim,
        Region.SLEEVE_LEFT: palette.skin,
        Region.SLEEVE_RIGHT: palette.skin,
    }
    if not shoes:
        names |= dict.fromkeys((Region.SOLE, Region.SHOE_LEFT, Region.SHOE_RIGHT), palette.sock)
    if side is not None:
        names |= {
            Region[f"{part}_{side.name}"]: palette.of_side(called or side) for part in _WORN[limb]
        }
    return np.array([colour(names[region]) for region in Region], np.float32) / 255.0
