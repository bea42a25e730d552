from __future__ import annotations

from typing import Literal

import pytest

from mobility_timer.drawing.palette import PALETTES, colour
from mobility_timer.drawing.scene.clothes import region_colours
from mobility_timer.figure.body.region import Region
from mobility_timer.routine.model import Side


def luminance(text: str) -> float:
    """Relative luminance after WCAG 2.2."""
    parts = [part / 255 for part in colour(text)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(a: str, b: str) -> float:
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", PALETTES)
@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("ground", ["background", "floor", "wall"])
def test_a_sides_colour_stands_out_from_what_is_behind_it(
    theme: str, side: Side, ground: str
) -> None:
    palette = PALETTES[theme]
    assert contrast(palette.of_side(side), getattr(palette, ground)) >= 3.0


@pytest.mark.parametrize("theme", PALETTES)
def test_the_top_is_neither_sides_colour(theme: str) -> None:
    palette = PALETTES[theme]
    for side in (palette.left, palette.right):
        assert sum(abs(a - b) for a, b in zip(colour(palette.top), colour(side), strict=True)) > 70


@pytest.mark.parametrize(("limb", "worn"), [("leg", "SHOE"), ("arm", "SLEEVE")])
def test_only_the_working_limb_wears_the_sides_colour(
    limb: Literal["leg", "arm"], worn: str
) -> None:
    palette = PALETTES["light"]
    plain = region_colours(palette)
    left = region_colours(palette, Side.LEFT, limb)
    changed = {Region(i).name for i in range(len(plain)) if (plain[i] != left[i]).any()}
    assert f"{worn}_LEFT" in changed
    assert all(name.endswith("_LEFT") for name in changed)
    expected = [part / 255 for part in colour(palette.left)]
    assert left[Region[f"{worn}_LEFT"]] == pytest.approx(expected)
