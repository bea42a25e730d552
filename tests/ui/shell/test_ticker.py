from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from mobility_timer.playback.player import Player
from mobility_timer.playback.update import Update, due_ms
from mobility_timer.timeline import Cue, Kind, Moment
from mobility_timer.ui.shell.ticker import PICTURE_MS, RESTING_MS, Ticker, picture_ms
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


class Looks:
    """What those were told who follow all, and how often those who show a movement."""

    def __init__(self) -> None:
        self.moments: list[Moment] = []
        self.cues: list[tuple[int, Cue]] = []
        self.frames: list[int] = []

    def follow(self, update: Update) -> None:
        self.moments.append(update.moment)
        self.cues += [(update.at, cue) for cue in update.cues]

    def frame(self, at: int) -> None:
        self.frames.append(at)

    def close(self) -> None: ...


def test_between_looks_only_movements_are_told_of(
    ticking: tuple[Player, Ticker], clock: HandClock
) -> None:
    """Where nothing but the figure changes, most of the program sleeps on."""
    player, ticker = ticking
    looks = Looks()
    player.follow(looks)
    player.play()
    looks.moments.clear()
    while player.transport.state.value == "playing":
        clock.move(ticker.wait_ms)
        ticker._timer.timeout.emit()
    seconds = player.timeline.length / 1000
    assert len(looks.moments) < 9 * seconds
    assert len(looks.frames) > 12 * seconds
    assert not {moment.at for moment in looks.moments} & set(looks.frames)


def test_each_cue_is_told_as_soon_as_it_is_due(
    ticking: tuple[Player, Ticker], clock: HandClock
) -> None:
    player, ticker = ticking
    looks = Looks()
    player.follow(looks)
    player.play()
    while player.transport.state.value == "playing":
        clock.move(ticker.wait_ms)
        ticker._timer.timeout.emit()
    assert [cue for _, cue in looks.cues] == [
        cue for cue in player.timeline.cues if cue.at < player.timeline.length
    ]
    assert {at - cue.at for at, cue in looks.cues} <= {0, 1}


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
        if moment.at == moment.segment.start:
            segments.add(moment.segment.start)
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
    updates = (player.seek(at) for at in places)
    return {min(picture_ms(update), due_ms(update)) for update in updates}


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
