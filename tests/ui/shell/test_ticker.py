from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QObject

from mobility_timer.playback import update
from mobility_timer.playback.player import Player
from mobility_timer.playback.update import PICTURE_MS, RESTING_MS, Update
from mobility_timer.timeline import Cue, Moment
from mobility_timer.ui.shell.ticker import Ticker
from tests.sample_routines import MIXED, HandClock


@pytest.fixture
def ticking(open_player: Callable[..., Player]) -> Iterator[tuple[Player, Ticker]]:
    player = open_player(MIXED)
    ticker = Ticker(player)
    player.follow(ticker)
    yield player, ticker
    player.close()


def test_it_runs_while_playing_and_rests_else(ticking: tuple[Player, Ticker]) -> None:
    player, ticker = ticking
    assert not ticker.runs
    player.play()
    assert ticker.runs
    player.pause()
    assert not ticker.runs
    player.play()
    player.close()
    assert not ticker.runs


def test_no_name_is_looked_up_at_a_look(ticking: tuple[Player, Ticker]) -> None:
    """As one would be of a QObject's method, at each."""
    _, ticker = ticking
    assert not isinstance(ticker, QObject)


def test_a_tick_is_a_look_at_the_clock(ticking: tuple[Player, Ticker], clock: HandClock) -> None:
    player, ticker = ticking
    player.play()
    clock.move(1_500)
    ticker._timer.timeout.emit()
    assert player.look().moment.at == 1_500


def test_what_is_due_next_is_found_once_for_the_timer_and_all_others(
    ticking: tuple[Player, Ticker], monkeypatch: pytest.MonkeyPatch
) -> None:
    player, ticker = ticking
    found: list[int] = []
    monkeypatch.setattr(update, "_to_second", lambda left: found.append(left) or 1000)
    player.play()
    assert ticker.runs
    assert len(found) == 1


class Looks:
    """What those were told who follow all, and how often those who show a movement."""

    def __init__(self, *, moves: bool = True) -> None:
        self.moves = moves
        self.moments: list[Moment] = []
        self.cues: list[tuple[int, Cue]] = []
        self.frames: list[int] = []

    def follow(self, update: Update) -> None:
        self.moments.append(update.moment)
        self.cues += [(update.at, cue) for cue in update.cues]

    def frame(self, at: int) -> bool:
        self.frames.append(at)
        return self.moves

    def close(self) -> None: ...


def play_through(player: Player, ticker: Ticker, clock: HandClock) -> None:
    while player.transport.state.value == "playing":
        clock.move(ticker.wait_ms)
        ticker._timer.timeout.emit()


def test_between_looks_only_movements_are_told_of(
    ticking: tuple[Player, Ticker], clock: HandClock
) -> None:
    """Where nothing but the figure changes, most of the program sleeps on."""
    player, ticker = ticking
    looks = Looks()
    player.follow(looks)
    player.play()
    looks.moments.clear()
    play_through(player, ticker, clock)
    seconds = player.timeline.length / 1000
    assert len(looks.moments) < 9 * seconds
    assert len(looks.frames) > 12 * seconds
    assert not {moment.at for moment in looks.moments} & set(looks.frames)


def told_through(player: Player, ticker: Ticker, clock: HandClock) -> Looks:
    looks = Looks()
    player.follow(looks)
    player.play()
    play_through(player, ticker, clock)
    return looks


def test_each_cue_is_told_as_soon_as_it_is_due(
    ticking: tuple[Player, Ticker], clock: HandClock
) -> None:
    player, ticker = ticking
    looks = told_through(player, ticker, clock)
    assert [cue for _, cue in looks.cues] == [
        cue for cue in player.timeline.cues if cue.at < player.timeline.length
    ]
    assert {at - cue.at for at, cue in looks.cues} <= {0, 1}


def test_what_begins_with_a_cue_is_told_with_it(
    ticking: tuple[Player, Ticker], clock: HandClock
) -> None:
    """Not the one a millisecond after the other: each look costs."""
    looks = told_through(*ticking, clock)
    times = [moment.at for moment in looks.moments]
    begun = sorted({at for at in times if at > 0})
    assert min(after - before for before, after in pairwise(begun)) > 2


class Waiting(Looks):
    """Waits for something of which nobody tells it."""

    waiting = True

    def waits(self) -> bool:
        return self.waiting


def test_who_waits_is_told_with_each_picture(
    ticking: tuple[Player, Ticker], clock: HandClock
) -> None:
    player, ticker = ticking
    looks = Waiting()
    player.follow(looks)
    player.play()
    for looks.waiting in (True, False):
        looks.moments.clear()
        for _ in range(25):
            clock.move(ticker.wait_ms)
            ticker._timer.timeout.emit()
        told_each = len(looks.moments) == 25
        assert told_each is looks.waiting


def test_it_looks_when_a_segment_ends_and_when_a_second_is_over(
    ticking: tuple[Player, Ticker], clock: HandClock
) -> None:
    player, ticker = ticking
    player.play()
    looks = Looks()
    player.follow(looks)
    seen, segments = set(), set()
    while player.transport.state.value == "playing":
        clock.move(ticker.wait_ms)
        ticker._timer.timeout.emit()
        moment = looks.moments[-1]
        seen.add(-(-moment.left // 1000))
        if moment.at - moment.segment.start <= 1:
            segments.add(moment.segment.start)
    timeline = player.timeline
    assert seen >= set(range(1, timeline.length // 1000))
    assert segments >= {each.start for each in timeline.segments[1:]}


@pytest.mark.parametrize(("moves", "most"), [(True, 30), (False, 18)])
def test_wake_ups_a_second(
    ticking: tuple[Player, Ticker], clock: HandClock, moves: bool, most: int
) -> None:
    """A picture is a reason to wake up, a second and a segment too; where nothing moves there are
    fewer."""
    player, ticker = ticking
    player.follow(Looks(moves=moves))
    player.play()
    count = 0
    while player.transport.state.value == "playing":
        clock.move(ticker.wait_ms)
        ticker._timer.timeout.emit()
        count += 1
    assert count <= most * player.timeline.length / 1000


def test_where_something_moves_each_picture_is_looked_at(
    ticking: tuple[Player, Ticker], clock: HandClock
) -> None:
    player, ticker = ticking
    looks = Looks(moves=False)
    player.follow(looks)
    player.play()
    waits = []
    for moves in (True, False, True):
        looks.moves = moves
        clock.move(10)
        ticker._timer.timeout.emit()
        waits.append(ticker.wait_ms)
    assert waits[1:] == [RESTING_MS, PICTURE_MS]
