from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from mobility_timer.playback.player import Player
from mobility_timer.timeline import Kind
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


def waits_in(player: Player, kinds: tuple[Kind, ...], from_ms: int, to_ms: int) -> set[int]:
    """How long it waits from look to look, so many ms into the longest gap of one of the kinds."""
    gaps = [each for each in player.timeline.segments if each.kind in kinds]
    longest = max(gaps, key=lambda each: each.end - each.start)
    places = range(longest.start + from_ms, min(longest.end, longest.start + to_ms), 7)
    return {next_look_ms(player.seek(at)) for at in places}


def test_a_rest_where_nothing_moves_is_looked_at_less_often(
    open_player: Callable[..., Player],
) -> None:
    player = open_player(replace(MIXED, drills=(replace(MIXED.drills[2], rounds=3),)))
    player.play()
    rests = (Kind.REST, Kind.NEXT_SET)
    assert max(waits_in(player, rests, 2_600, 60_000)) == RESTING_MS
    assert max(waits_in(player, rests, 0, 2_000)) == PICTURE_MS
    player.close()


def test_a_gap_in_which_the_figure_shows_how_is_looked_at_for_each_picture(
    ticking: tuple[Player, Ticker],
) -> None:
    player, _ = ticking
    player.play()
    assert max(waits_in(player, (Kind.SETUP, Kind.CHANGE), 2_600, 60_000)) == PICTURE_MS
