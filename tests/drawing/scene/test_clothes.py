from __future__ import annotations

from typing import Any

import numpy as np

from mobility_timer.drawing.palette import PALETTES
from mobility_timer.drawing.scene.clothes import region_colours
from mobility_timer.figure import Region
from mobility_timer.library import installed
from mobility_timer.routine import Side

LIGHT = PALETTES["light"]


def of(colours: Any, region: Any) -> Any:
    return tuple(np.round(255 * colours[list(Region).index(region)]).astype(int))


def test_without_shoes_the_figure_is_in_its_socks() -> None:
    shod, bare = region_colours(LIGHT), region_colours(LIGHT, shoes=False)
    assert of(shod, Region.SHOE_LEFT) != of(shod, Region.SOCK_LEFT)
    for region in (Region.SHOE_LEFT, Region.SHOE_RIGHT, Region.SOLE):
        assert of(bare, region) == of(bare, Region.SOCK_LEFT)


def test_the_working_foot_keeps_its_colour_without_shoes() -> None:
    bare = region_colours(LIGHT, Side.LEFT, shoes=False)
    assert of(bare, Region.SHOE_LEFT) == of(bare, Region.SOCK_LEFT) != of(bare, Region.SHOE_RIGHT)


def test_in_a_mirror_the_other_limb_wears_the_colour_of_the_side_that_is_called() -> None:
    colours = region_colours(LIGHT, Side.RIGHT, "leg", Side.LEFT)
    left = region_colours(LIGHT, Side.LEFT, "leg")
    assert of(colours, Region.SHOE_RIGHT) == of(left, Region.SHOE_LEFT)


def test_where_it_is_said_the_figure_takes_its_shoes_off() -> None:
    library = installed()
    for drill in library.drills.values():
        motion = library.motion_of(drill)
        if motion is not None:
            said = any("Shoes off" in step for step in (drill.stance, *drill.setup))
            assert said is not motion.shoes, drill.id
