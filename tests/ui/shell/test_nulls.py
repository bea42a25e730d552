"""Every page can be made of parts that do nothing."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from mobility_timer.library.library import Library
from mobility_timer.playback import Player, State, Tally
from mobility_timer.routine import Routine
from mobility_timer.timeline import compile_routine
from mobility_timer.ui.home.page import HomePage
from mobility_timer.ui.player.page import PlayerPage
from mobility_timer.ui.preview.page import PreviewPage
from mobility_timer.ui.shell.context import Context
from mobility_timer.ui.shell.nulls import (
    NullAdjustments,
    NullClock,
    NullCoach,
    NullFollower,
    NullFrames,
    NullHistory,
    NullPages,
    NullSettings,
    NullThumbnails,
)
from mobility_timer.ui.shell.pages import Page
from mobility_timer.ui.snapshot import picture_of
from tests.sample_routines import MIXED


def open_player(routine: Routine) -> Player:
    return Player(compile_routine(routine), NullClock(), [NullFollower(), NullCoach()])


def null_context() -> Context:
    return Context(
        settings=NullSettings(),
        adjustments=NullAdjustments(),
        library=Library({drill.id: drill for drill in MIXED.drills}, {MIXED.id: MIXED}),
        history=NullHistory(),
        open_session=lambda routine, _view, _start=None: open_player(routine),
        coach=NullCoach(),
        thumbnails=NullThumbnails(),
        frames=NullFrames(),
    )


def player_page(context: Context) -> Page:
    player = open_player(MIXED)
    page = PlayerPage(context, NullPages(), player, Tally())
    for follower in page.followers:
        player.follow(follower)
    return page


@pytest.mark.parametrize(
    "make",
    [
        lambda context: HomePage(context, NullPages()),
        lambda context: PreviewPage(context, NullPages(), MIXED),
        player_page,
    ],
)
def test_a_page_of_null_parts_is_drawn(make: Callable[[Context], Page]) -> None:
    image = picture_of(make(null_context()), (1024, 640), "light")
    assert len({image.pixel(x, y) for x in range(0, 1024, 16) for y in range(0, 640, 16)}) > 5


def test_a_session_of_null_parts_goes_on_to_its_end() -> None:
    player = open_player(replace(MIXED, wait_for_me=False))
    player.play()
    player.seek(player.timeline.length)
    player.tick()
    assert player.transport.state is State.DONE
    player.close()
