"""The player where nobody looked at the clock for a while."""

from __future__ import annotations

import pytest

from mobility_timer.playback.transport import State
from tests.ui.conftest import NotedPages, PlayedPage


@pytest.mark.parametrize(("away", "why"), [("sleep", "asleep"), ("move", "too busy")])
def test_it_says_why_it_is_paused(
    session: PlayedPage, pages: NotedPages, away: str, why: str
) -> None:
    session.run(1000)
    getattr(session.clock, away)(60_000)
    session.player.tick()
    assert session.player.transport.state is State.PAUSED
    (said,) = [line for name, line in pages.asked if name == "hold"]
    assert why in said
    session.player.play()
    assert pages.asked == [("hold", said), ("take_back", said)]
