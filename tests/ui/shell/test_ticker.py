from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from mobility_timer.playback.player import Player
from mobility_timer.ui.shell.ticker import PICTURE_MS, RESTING_MS, Ticker, next_look_ms
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


def test_a_tick_is_a_look_at_the_clock(ticking: tuple[Player, Ticker], clock: HandClock) -> None:
    player, ticker = ticking
    player.play()
    clock.move(1_500)
    ticker._timer.timeout.emit()
    assert player.look().moment.at == 1_500


def test_it_looks_when_a_segment_ends_and_when_a_second_is_over(
    ticking: tuple[Player, Ticker], clock: HandClock
) -> None:
    player, ticker = ticking
    player.play()
    seen, segments = set(), set()
    while player.transport.state.value == "playing":
        clock.move(ticker.wait_ms)
        update = player.tick()
        seen.add(-(-update.moment.left // 1000))
        if update.moment.at == update.moment.segment.start:
            segments.add(update.moment.segment.start)
    timeline = player.timeline
    assert seen >= set(range(1, timeline.length // 1000))
    assert segments >= {each.start for each in timeline.segments[1:]}


def test_wake_ups_a_second(ticking: tuple[Player, Ticker], clock: HandClock) -> None:
    """A picture is a reason to wake up, a second and a segment too; where nothing moves there are
    fewer."""
    player, ticker = ticking
    player.play()
    counts = {True: 0, False: 0}
    spent = {True: 0, False: 0}
    while player.transport.state.value == "playing":
        wait = ticker.wait_ms
        at_work = player.look().moment.kind.is_work
        clock.move(wait)
        counts[at_work] += 1
        spent[at_work] += wait
        player.tick()
    assert 1000 * counts[True] / spent[True] <= 30
    assert 1000 * counts[False] / spent[False] <= 26


def test_a_gap_where_nothing_moves_is_looked_at_less_often(ticking: tuple[Player, Ticker]) -> None:
    player, _ = ticking
    player.play()
    gaps = [each for each in player.timeline.segments if not each.kind.is_work]
    longest = max(gaps, key=lambda each: each.end - each.start)
    waits = {next_look_ms(player.seek(at)) for at in range(longest.start + 2_600, longest.end, 7)}
    assert max(waits) == RESTING_MS
    start = {next_look_ms(player.seek(at)) for at in range(longest.start, longest.start + 2_000, 7)}
    assert max(start) == PICTURE_MS
