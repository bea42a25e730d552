"""Legs that swing, shoulders that answer and ground that passes: each check falls when broken."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mobility_timer import files
from mobility_timer.figure.checking.checks import check
from mobility_timer.figure.motion.model import Motion
from mobility_timer.figure.motion.track import Track
from mobility_timer.library.motion.reader import read_motion


def motion(id: str) -> Motion:
    return read_motion((files.assets() / "motions" / f"{id}.yaml").read_text("utf-8"), id)


def failed(broken: Motion) -> str:
    return "\n".join(finding.name for finding in check(broken) if not finding.ok)


@pytest.mark.parametrize("id", ["leg-swings-front", "leg-swings-side"])
def test_a_kick_is_no_pendulum(id: str) -> None:
    swing = motion(id)
    assert not failed(swing)
    for name in ("hip_right.flex", "hip_right.abduct"):
        there, back = swing.keys[name].values[0], swing.keys[name].values[-1]
        kicked = Track((0.0, 0.1, 0.5), (there, there + 0.55 * (back - there), back))
        swing = replace(swing, keys={**swing.keys, name: kicked})
    assert "ankle_right is fastest" in failed(swing)


@pytest.mark.parametrize("id", ["leg-swings-front", "lunges", "long-lunges", "short-walk"])
def test_shoulders_that_go_along_with_the_hips(id: str) -> None:
    stiff = motion(id)
    kept = {name: track for name, track in stiff.keys.items() if not name.endswith(".turn")}
    assert "shoulders turn" in failed(replace(stiff, keys=kept))


def test_a_foot_that_slides_on_the_ground() -> None:
    walk = motion("short-walk")
    assert "slides on the ground" in failed(replace(walk, travels=1.3))
    assert "slides" not in failed(replace(walk, travels=0.0))
