from __future__ import annotations

import numpy as np
import pytest

from mobility_timer.figure.body.build import BUILDS, Build
from mobility_timer.figure.body.mesh import body_of
from mobility_timer.figure.body.rigging.rig import FRAME, ORIGINS_FIRST, SAMPLES
from mobility_timer.figure.skeleton.bones import BONES, RELAXED, SIDES

EVERY_BUILD = pytest.mark.parametrize("build", BUILDS, ids=lambda build: build.name)


@EVERY_BUILD
def test_each_ring_has_a_plan(build: Build) -> None:
    body = body_of(build)
    assert len(body.plans.rings) == sum(len(loft.stations) for loft in body.lofts.values())


@EVERY_BUILD
def test_a_ring_lies_among_the_bones(build: Build) -> None:
    """Whatever moves all bones by as much moves each ring by that."""
    rings = body_of(build).plans.rings
    places = rings["places"]
    at_bones = (places >= ORIGINS_FIRST) & (places < ORIGINS_FIRST + len(BONES))
    shares = np.where(at_bones | (places < SAMPLES), rings["weights"], 0.0).sum(axis=1)
    np.testing.assert_allclose(shares, 1.0, atol=1e-6)


@EVERY_BUILD
def test_a_ring_of_a_hand_is_one_of_those_that_the_hand_has(build: Build) -> None:
    body = body_of(build)
    for number, side in enumerate(SIDES):
        those = body.plans.rings[body.plans.rings["base"] == FRAME[f"hand_{side}"]]
        count = len(body.hand_rings(side, RELAXED)) // (4 * 3 * 4)
        assert those["home"].tolist() == list(range(count))
        assert set(those["hand"]) == {number}
