from dataclasses import replace

import pytest

from mobility_timer.drawing.scene import spec as specs
from mobility_timer.routine.model import Side


@pytest.mark.parametrize(
    "change",
    [
        {"side": Side.LEFT},
        {"variant": "reverse"},
        {"amplitude": 0.5},
        {"width": 98},
        {"height": 98},
        {"dpr": 2.0},
        {"theme": "dark"},
    ],
)
def test_what_changes_the_picture_changes_the_key(spec, change):
    assert replace(spec, **change).key() != spec.key()


def test_a_motion_changed_in_any_word_has_another_key(spec, circles):
    moved = replace(circles, camera=replace(circles.camera, azimuth=circles.camera.azimuth + 1))
    assert replace(spec, motion=moved).key() != spec.key()
    assert replace(spec, motion=replace(circles)).key() == spec.key()


def test_another_engine_has_other_pictures(spec, monkeypatch):
    key = spec.key()
    monkeypatch.setattr(specs, "ENGINE", specs.ENGINE + 1)
    assert spec.key() != key


def test_amplitudes_are_rounded_but_never_to_nothing(spec):
    found = [replace(spec, amplitude=a).bucketed().amplitude for a in (0.0, 0.49, 0.52, 1.0)]
    assert found == [0.125, 0.5, 0.5, 1.0]


def test_pixels_are_even(spec):
    assert replace(spec, width=33, height=50, dpr=1.5).pixels == (50, 76)


def test_the_limb_that_works_is_the_traced_ones(spec, circles):
    assert spec.limb == "leg"
    assert replace(spec, motion=replace(circles, trace="elbow_left")).limb == "arm"
    assert replace(spec, motion=replace(circles, trace=None)).limb == "leg"
