from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from mobility_timer.figure.passage.retiming import FASTEST, pacing_for
from mobility_timer.figure.skeleton.bones import INDEX, rest_pose
from mobility_timer.figure.skeleton.rotation import about_y


def nodding(degrees_at: Any) -> Any:
    """A pose at each time whose head is turned by so many degrees."""

    def pose(seconds: Any) -> Any:
        still = rest_pose()
        frames = still.frames.copy()
        frames[INDEX["head"]] = frames[INDEX["head"]] @ about_y(degrees_at(seconds))
        return replace(still, frames=frames)

    return pose


def jerk(seconds: Any) -> Any:
    return 60.0 * np.clip((seconds - 1.0) / 0.1, 0.0, 1.0)


def test_a_jerk_is_slowed_and_the_whole_takes_as_long() -> None:
    clock = pacing_for(nodding(jerk), 2.0)
    times = np.linspace(0.0, 2.0, 241)
    angles = np.array([jerk(clock.at(time)) for time in times])
    assert np.abs(np.diff(angles)).max() * 120 < 1.2 * FASTEST
    assert clock.at(0.0) == 0.0
    assert abs(clock.at(2.0) - 2.0) < 1e-9
    assert np.all(np.diff([clock.at(time) for time in times]) >= 0.0)


def test_a_jerk_between_two_pictures_is_seen_and_slowed() -> None:
    def angle(seconds: Any) -> Any:
        return 16.0 * np.clip((seconds - 1.008) / 0.016, 0.0, 1.0)

    clock = pacing_for(nodding(angle), 2.0)
    angles = np.array([angle(clock.at(time)) for time in np.linspace(0.0, 2.0, 61)])
    assert np.abs(np.diff(angles)).max() * 30 < 300.0


def test_what_is_slow_keeps_its_time() -> None:
    clock = pacing_for(nodding(lambda seconds: 40.0 * seconds), 2.0)
    assert abs(clock.at(1.0) - 1.0) < 0.01
