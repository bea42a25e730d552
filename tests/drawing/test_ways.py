"""The figure's ways from drill to drill hold all that is asked, as they are shown."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from benchmarks.passages import Met, faults, furniture_faults, turn_deg_s, ways
from mobility_timer.figure import Wall


@cache
def met() -> dict[str, Met]:
    return ways()


@pytest.mark.slow
def test_the_ways_hold_all_that_is_asked() -> None:
    found = {name: faults(way) for name, way in met().items()}
    assert len(found) > 80
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.slow
def test_the_way_to_the_first_drill_is_looked_at_too() -> None:
    first = [name for name in met() if name.startswith("standing ")]
    assert len(first) >= 8


@pytest.mark.slow
def test_a_way_that_is_shown_too_fast_is_found() -> None:
    way = met()["knee-to-wall left -> knee-to-wall right"]
    hurried = replace(way, transition=replace(way.transition, shown_s=0.8))
    found = " ".join(faults(hurried))
    assert "fastest joint" in found
    assert "camera" in found
    assert turn_deg_s(hurried.transition) > turn_deg_s(way.transition)


@pytest.mark.slow
def test_furniture_that_is_not_calm_is_found() -> None:
    way = met()["single-calf-raises left -> single-calf-raises right"].transition
    route = way.route
    assert list(furniture_faults(route, way.seconds)) == []
    here, there = route.cameras
    other_way_round = replace(there, azimuth=2 * here.azimuth - there.azimuth)
    through = replace(route, cameras=(here, other_way_round))
    assert "behind a wall" in " ".join(furniture_faults(through, way.seconds))
    wall = replace(next(p for p in route.props[1] if isinstance(p, Wall)), at=2.6)
    pushed = replace(route, props=(route.props[0], (wall,)))
    assert "m/s" in " ".join(furniture_faults(pushed, way.seconds))
