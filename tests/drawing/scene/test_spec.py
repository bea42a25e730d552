from __future__ import annotations

from dataclasses import replace

from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.figure.motion.model import Motion


def test_amplitudes_are_rounded_but_never_to_nothing(spec: SceneSpec) -> None:
    found = [replace(spec, amplitude=a).bucketed().amplitude for a in (0.0, 0.49, 0.52, 1.0)]
    assert found == [0.125, 0.5, 0.5, 1.0]


def test_pixels_are_even(spec: SceneSpec) -> None:
    assert replace(spec, width=33, height=50, dpr=1.5).pixels == (50, 76)


def test_the_limb_that_works_is_the_traced_ones(spec: SceneSpec, circles: Motion) -> None:
    assert spec.limb == "leg"
    assert replace(spec, motion=replace(circles, trace="elbow_left")).limb == "arm"
    assert replace(spec, motion=replace(circles, trace=None)).limb == "leg"
