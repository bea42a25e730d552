"""Looks at the time of a picture."""

from __future__ import annotations

import pytest

from mobility_timer.playback.interruption import Interruption
from mobility_timer.playback.transport import State
from tests.playback.conftest import Stage


@pytest.mark.parametrize("away", [Interruption.ASLEEP, Interruption.BUSY])
def test_an_interruption_is_seen_at_a_picture_too(stage: Stage, away: Interruption) -> None:
    stage.run(1_000)
    (stage.clock.sleep if away is Interruption.ASLEEP else stage.clock.move)(5_000)
    stage.player.frame()
    assert stage.recorder.updates[-1].interruption is away
    assert (stage.position, stage.state) == (1_000, State.PAUSED)
    assert stage.recorder.frames == []
