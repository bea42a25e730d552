from __future__ import annotations

import numpy as np
import pytest

from mobility_timer.drawing.scene.room.between import things_between
from mobility_timer.figure import Ball, Band, Cushion, Mat, Prop, Roller, Step, Wall

CUSHION = Cushion((-0.9, -0.6), (-0.2, 0.1), 0.08)
ROLLER = Roller((0.7, -0.15), 0.0, 0.065, 0.38, "ankle_right")
POST = Step((-1.0, -0.9), (-0.14, -0.04), 3.0)
SHARES = [i / 100 for i in range(101)]


@pytest.mark.parametrize("prop", [CUSHION, ROLLER, POST])
def test_what_only_one_drill_has_fades_where_it_stands(prop: Prop) -> None:
    for before, after in (((prop,), ()), ((), (prop,))):
        seen = [list(things_between(before, after, share)) for share in SHARES]
        assert all(group == ((prop,), group[1]) for groups in seen for group in groups)
        opacities = [groups[0][1] if groups else 0.0 for groups in seen]
        assert opacities == sorted(opacities, reverse=bool(before))
        assert {opacities[0], opacities[-1]} == {0.0, 1.0}
        assert np.abs(np.diff(opacities)).max() < 0.1


def test_what_both_have_slides_and_keeps_its_size() -> None:
    there = Cushion((-0.9, -0.6), (-0.1, 0.2), 0.08)
    middles = []
    for share in SHARES:
        (((cushion,), opacity),) = things_between((CUSHION,), (there,), share)
        assert isinstance(cushion, Cushion)
        assert opacity == 1.0
        assert cushion.y[1] - cushion.y[0] == pytest.approx(0.3)
        middles.append(sum(cushion.y) / 2)
    assert middles == sorted(middles)
    assert (middles[0], middles[-1]) == (pytest.approx(-0.05), pytest.approx(0.05))


def test_what_a_limb_lies_on_is_not_pushed_through_the_feet() -> None:
    other = Roller((0.7, 0.15), 0.0, 0.065, 0.38, "ankle_left")
    assert list(things_between((ROLLER,), (other,), 0.5)) == []
    assert list(things_between((ROLLER,), (other,), 0.0)) == [((ROLLER,), 1.0)]
    assert list(things_between((ROLLER,), (other,), 1.0)) == [((other,), 1.0)]


def test_room_and_bands_are_no_furniture() -> None:
    around = (
        Mat((0.0, 1.0), (0.0, 1.0)),
        Wall("x", 0.6, -1.0, 1.0, 2.0),
        Band((0.0, 0.0, 0.1), "ankle_left"),
    )
    ball = Ball((0.1, 0.1), 0.03, "ankle_left")
    assert [props for props, _ in things_between(around, (*around, ball), 1.0)] == [(ball,)]
    assert list(things_between(around, around, 0.5)) == []
