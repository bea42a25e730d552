from __future__ import annotations

from dataclasses import replace
from typing import get_args

import numpy as np
import pytest

from mobility_timer.figure.skeleton.blending import Floats, smooth
from mobility_timer.figure.skeleton.bones import HandKind, HandShape, rest_pose
from mobility_timer.figure.solving import fingers
from mobility_timer.figure.solving.fingers import DIGITS, digit

STATIONS = np.linspace(-0.1, 1.0, 12)
RIGS = tuple(digit(name) for name in DIGITS)


@pytest.mark.parametrize("kind", get_args(HandKind))
def test_a_finger_is_as_long_however_it_bends(kind: HandKind) -> None:
    for rig in RIGS:
        lengths = []
        for curl in (0.0, 0.5, 1.0):
            shape = HandShape(kind, curl)
            pose = replace(rest_pose(), hands=(shape, shape))
            frames, places = rig(pose, "left", STATIONS)
            np.testing.assert_allclose(np.linalg.det(frames), 1.0, atol=1e-9)
            lengths.append(np.linalg.norm(np.diff(places, axis=0), axis=1).sum())
        assert max(lengths) - min(lengths) < 0.003


def test_where_a_finger_bends_is_found_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def told(value: Floats) -> Floats:
        asked.append(value)
        return smooth(value)

    monkeypatch.setattr(fingers, "smooth", told)
    stations = np.linspace(-0.1, 1.0, 13)
    for curl in (0.1, 0.2):
        shape = HandShape("relaxed", curl)
        for name in DIGITS:
            digit(name)(replace(rest_pose(), hands=(shape, shape)), "left", stations)
    assert len(asked) == 4
