from dataclasses import replace

import pytest
from sample_routines import CIRCLES

from mobility_timer import files
from mobility_timer.drawing.motions import MotionCatalog

BUNDLED = files.assets() / "motions" / "hip-cars.yaml"


@pytest.fixture
def broken(tmp_path):
    path = tmp_path / "broken.yaml"
    path.write_text("id: broken\nkamera: {}\n", encoding="utf-8")
    return path


def test_a_motion_is_read_once():
    cast = MotionCatalog(lambda _: BUNDLED)
    motion = cast.motion_of(CIRCLES)
    assert motion.id == "hip-cars"
    assert cast.motion_of(replace(CIRCLES, rounds=2)) is motion


def test_a_drill_without_a_file_has_no_motion():
    assert MotionCatalog(lambda _: None).motion_of(CIRCLES) is None


def test_a_broken_motion_is_told_once_with_its_place(broken):
    cast = MotionCatalog(lambda _: broken)
    assert cast.motion_of(CIRCLES) is None
    told = cast.faults
    assert any(line.startswith(f"{broken}:2:1: ") for line in told)
    assert cast.motion_of(CIRCLES) is None
    assert cast.faults == told


def test_a_missing_file_is_told(tmp_path):
    cast = MotionCatalog(lambda _: tmp_path / "none.yaml")
    assert cast.motion_of(CIRCLES) is None
    assert "none.yaml" in cast.faults[0]


def test_motions_are_read_ahead():
    asked = []
    cast = MotionCatalog(lambda drill: asked.append(drill.id) or BUNDLED)
    cast.read_ahead([CIRCLES]).join(10)
    assert asked == ["circles"]
