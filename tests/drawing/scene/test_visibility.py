from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mobility_timer import files
from mobility_timer.drawing.scene.visibility import check_view
from mobility_timer.figure.motion.model import Motion
from tests.drawing.conftest import motion_named

NAMES = sorted(path.stem for path in (files.assets() / "motions").glob("*.yaml"))


def failing(motion: Motion) -> set[str]:
    return {finding.name.split(":")[-1] for finding in check_view(motion) if not finding.ok}


@pytest.mark.parametrize("name", NAMES)
def test_the_picture_shows_the_point_of_each_drill_on_each_coach(name: str) -> None:
    motion = motion_named(name)
    assert motion.shows
    assert failing(motion) == set()


def test_a_drill_that_names_none_is_not_looked_at(calf: Motion) -> None:
    assert check_view(replace(calf, shows=None)) == ()


def seen_from(name: str, **changes: Any) -> set[str]:
    motion = motion_named(name)
    return failing(replace(motion, camera=replace(motion.camera, **changes)))


def test_what_moves_along_the_line_of_sight_is_told() -> None:
    assert any("line of sight" in name for name in seen_from("leg-swings-front", azimuth=0.0))


def test_what_is_too_small_is_told() -> None:
    assert "ankle_right moves across the picture" in seen_from("leg-swings-front", span=24.0)


def test_a_figure_that_leaves_half_the_picture_empty_is_told() -> None:
    fills = "the figure fills the picture's height"
    assert fills in seen_from("glute-bridges", azimuth=-57.0, elevation=30.0, span=1.46)
    assert fills in seen_from("lunges", span=3.2)


def test_a_close_up_is_judged_where_it_is_seen() -> None:
    motion = motion_named("calf-raises")
    assert not failing(motion)
    assert "heel_right moves across the picture" in failing(replace(motion, close_up=None))
    far = replace(motion, close_up=replace(motion.close_up, span=2.0))
    assert "heel_right moves across the picture" in failing(far)


def test_what_the_body_hides_is_told() -> None:
    assert any("is seen" in name for name in seen_from("open-books", azimuth=-60.0, elevation=30.0))
