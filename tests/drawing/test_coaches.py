from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
import pytest

from mobility_timer.drawing.coaches import build_of, palette_of
from mobility_timer.drawing.palette import PALETTES, colour
from mobility_timer.drawing.scene.scene import Scene
from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.figure.body.build import BUILDS
from mobility_timer.settings import CoachFigure

Worn = Literal["skin", "top", "shorts", "hair", "trim", "shoe", "sock"]


@pytest.mark.parametrize("coach", CoachFigure)
@pytest.mark.parametrize("theme", PALETTES)
@pytest.mark.parametrize("worn", ["skin", "top", "shorts", "hair", "trim", "shoe", "sock"])
def test_no_coach_is_in_a_sides_colour_or_the_glows(
    coach: CoachFigure, theme: Literal["light", "dark"], worn: Worn
) -> None:
    palette = palette_of(theme, coach)
    mine = colour(getattr(palette, worn))
    for taken in (palette.left, palette.right, palette.glow):
        assert sum(abs(a - b) for a, b in zip(mine, colour(taken), strict=True)) > 70


def test_each_coach_has_a_build_and_colours_of_its_own() -> None:
    assert {build_of(coach) for coach in CoachFigure} == set(BUILDS)
    for theme in PALETTES:
        for part in ("skin", "hair", "top", "shorts"):
            assert len({getattr(palette_of(theme, coach), part) for coach in CoachFigure}) == 3


def test_each_coach_is_seen_in_its_own_picture(spec: SceneSpec) -> None:
    shown = [Scene(replace(spec, coach=coach)).figure(0.0)[0].pixels for coach in CoachFigure]
    assert not any(
        a.shape == b.shape and np.array_equal(a, b)
        for i, a in enumerate(shown)
        for b in shown[i + 1 :]
    )
