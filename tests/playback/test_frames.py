"""Looks at the time of a picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from typing import Any

import pytest

from mobility_timer.playback.interruption import Interruption
from mobility_timer.playback.player import Player
from mobility_timer.playback.transport import State
from mobility_timer.playback.update import PICTURE_MS, RESTING_MS, Link
from tests.playback.conftest import TIMELINE, Stage
from tests.sample_routines import HandClock, Recorder


@pytest.mark.parametrize("away", [Interruption.ASLEEP, Interruption.BUSY])
def test_an_interruption_is_seen_at_a_picture_too(stage: Stage, away: Interruption) -> None:
    stage.run(1_000)
    (stage.clock.sleep if away is Interruption.ASLEEP else stage.clock.move)(5_000)
    stage.player.frame()
    assert stage.recorder.updates[-1].interruption is away
    assert (stage.position, stage.state) == (1_000, State.PAUSED)
    assert stage.recorder.frames == []


def test_what_was_shown_before_an_interruption_was_played(stage: Stage) -> None:
    """Up to the last look, at which nothing else was due: told once, before the interruption."""
    stage.run_to(TIMELINE.sets[0].start + 100)
    told = stage.position
    stage.clock.move(30)
    stage.player.frame()
    stage.clock.sleep(60_000)
    stage.player.tick()
    stage.player.tick()
    spans = [(each.start, each.at) for each in stage.recorder.updates[-3:]]
    assert spans == [(told, told + 30), (told + 30, told + 30), (told + 30, told + 30)]
    assert [bool(each.interruption) for each in stage.recorder.updates[-3:]] == [False, True, False]


def test_all_are_told_only_when_something_is_due(stage: Stage) -> None:
    """A whole second of the set, a cue, a segment: some four times in three seconds."""
    before = len(stage.recorder.updates)
    while stage.state is State.PLAYING:
        stage.clock.move(stage.player.frame())
    told = len(stage.recorder.updates) - before
    assert told < 1.4 * TIMELINE.length / 1000


def test_out_of_sight_no_movement_is_told_and_all_that_is_due(stage: Stage) -> None:
    sight = [True]
    link = Link(lambda _: None, stage.recorder.frame, is_seen=lambda: sight[0])
    player = Player(TIMELINE, stage.clock, [link])
    player.play()
    counts = []
    for sight[0] in (True, False, True):
        stage.recorder.frames.clear()
        player.tick()
        start, looks = player.look().at, 0
        while player.look().at < start + 10_000:
            stage.clock.move(player.frame())
            looks += 1
        counts.append((looks, len(stage.recorder.frames)))
    assert counts[0][1] > 200 < counts[2][1]
    assert counts[1][1] == 0
    assert counts[1][0] < 40


def test_who_waits_out_of_sight_is_told_with_each_picture(stage: Stage) -> None:
    class Waiting(Recorder):
        def waits(self) -> bool:
            return True

    link = Link(lambda _: None, lambda _: True, is_seen=lambda: False)
    player = Player(TIMELINE, stage.clock, [link, Waiting()])
    player.play()
    assert max(player.frame() for _ in range(10)) <= PICTURE_MS


class Ahead:
    """Notes where it is to look ahead, and what it showed of that."""

    def __init__(self) -> None:
        self.most = 100
        self.error: Exception | None = None
        self.asked: list[list[int]] = []
        self.shown: list[int] = []

    def look_ahead(self, positions: Sequence[int]) -> Sequence[Callable[[], None]]:
        if self.error is not None:
            raise self.error
        self.asked.append(list(positions))
        return [partial(self.show, at) for at in positions[: self.most]]

    def show(self, at: int) -> None:
        if self.error is not None:
            raise self.error
        self.shown.append(at)


class Moving:
    """A session at work, whose figure has pictures ahead."""

    def __init__(self, speed: float = 1.0) -> None:
        self.speed = speed
        self.clock, self.ahead, self.faults = HandClock(speed), Ahead(), list[Any]()
        self.told: list[int] = []
        self.moves = True
        link = Link(
            lambda update: self.told.append(update.at), lambda _: self.moves, ahead=self.ahead
        )
        self.player = Player(TIMELINE, self.clock, [link], report=self.faults.append)
        self.player.play()
        self.player.seek(self.start)
        self.ahead.asked.clear()

    @property
    def start(self) -> int:
        return TIMELINE.sets[0].start

    @property
    def left(self) -> int:
        """How long until something else than a movement is due."""
        return int(self.player._followers.frames_until - self.clock.now())

    def show_next(self, ms: int) -> int:
        """Have what was found ahead shown that much later."""
        self.clock.move(ms)
        return self.player.show_next()

    def look(self, ms: float) -> int:
        """Look at the clock that much later."""
        self.clock.move(round(ms))
        return self.player.frame()


@pytest.fixture
def moving() -> Moving:
    return Moving()


def test_the_pictures_after_a_look_are_shown_without_one(moving: Moving) -> None:
    wait = moving.look(10)
    moving.told.clear()
    until = moving.start + 10 + moving.left
    (asked,) = moving.ahead.asked
    for _ in asked:
        wait = moving.show_next(wait)
    assert moving.ahead.shown == asked
    assert moving.told == []
    assert moving.show_next(wait) == 0
    moving.player.frame()
    assert moving.told == [until]


def test_they_are_evenly_apart_up_to_what_is_due_next(moving: Moving) -> None:
    """Not one after the other, and a short one left over: it would be seen no better."""
    for ms in range(10, 400, 7):
        moving.player.seek(moving.start)
        moving.look(ms)
        at, until = moving.start + ms, moving.start + ms + moving.left
        apart = [b - a for a, b in pairwise([at, *moving.ahead.asked[-1], until])]
        assert max(apart) - min(apart) < len(apart)
        assert until - at < PICTURE_MS or min(apart) >= PICTURE_MS * 2 / 3
        assert max(apart) <= PICTURE_MS * 3 / 2


def test_so_they_are_after_all_were_told(moving: Moving) -> None:
    moving.clock.move(10)
    moving.player.tick()
    assert moving.show_next(PICTURE_MS)
    assert moving.ahead.shown == moving.ahead.asked[-1][:1]


def test_who_finds_none_is_told_how_far_it_is_at_each(stage: Stage) -> None:
    """As marks are, that fill with what moves."""
    ahead = Ahead()
    figure = Link(lambda _: None, lambda _: True, ahead=ahead)
    marks = Link(lambda _: None, stage.recorder.frame, every_ms=70)
    player = Player(TIMELINE, stage.clock, [marks, figure])
    player.play()
    player.seek(TIMELINE.sets[0].start)
    stage.clock.move(10)
    player.tick()
    for _ in range(4):
        stage.clock.move(PICTURE_MS)
        assert player.show_next()
    assert ahead.shown == ahead.asked[-1]
    assert stage.recorder.frames == ahead.shown[1::2]


def test_where_the_figure_comes_to_rest_there_is_a_look(moving: Moving) -> None:
    moving.ahead.most = 2
    wait = moving.look(10)
    assert moving.show_next(wait) == wait
    assert moving.show_next(wait) == PICTURE_MS
    assert moving.show_next(PICTURE_MS) == 0
    moving.ahead.most = 0
    moving.look(10)
    assert moving.show_next(PICTURE_MS) == 0


def test_what_begins_to_move_with_the_next_picture_is_shown_in_time(moving: Moving) -> None:
    moving.look(10)
    moving.moves = False
    assert moving.look(10) == moving.ahead.asked[-1][0] - moving.start - 20
    moving.ahead.most = 0
    assert moving.look(10) == RESTING_MS


def test_what_is_due_sooner_than_two_pictures_is_waited_for(moving: Moving) -> None:
    moving.look(10)
    while moving.left >= PICTURE_MS * 3 / 2:
        moving.look(20)
    moving.ahead.asked.clear()
    assert moving.look(1) == moving.left
    assert moving.ahead.asked == [[]]
    assert moving.show_next(0) == 0


@pytest.mark.parametrize("late_ms", [PICTURE_MS, 700])
def test_late_there_is_a_look_instead(moving: Moving, late_ms: int) -> None:
    """All pictures after it would be as late."""
    wait = moving.look(10)
    assert moving.show_next(wait)
    assert moving.show_next(wait + late_ms) == 0
    assert moving.show_next(0) == 0
    assert moving.ahead.shown == moving.ahead.asked[-1][:1]


def test_after_a_sleep_there_is_a_look_instead(moving: Moving) -> None:
    """The clock by which pictures are shown stands still meanwhile."""
    wait = moving.look(10)
    moving.clock.sleep(60_000)
    assert moving.show_next(wait) == 0
    assert moving.ahead.shown == []


def test_a_little_late_it_is_shown(moving: Moving) -> None:
    wait = moving.look(10)
    assert moving.show_next(2 * wait - 1) == wait
    assert moving.ahead.shown == moving.ahead.asked[-1][:1]


@pytest.mark.parametrize("command", [Player.pause, Player.next_set, Player.stop, Player.close])
def test_after_a_command_nothing_found_before_is_shown(moving: Moving, command: Any) -> None:
    moving.look(10)
    moving.ahead.most = 0
    command(moving.player)
    moving.player.show_next()
    assert moving.ahead.shown == []


def test_a_session_that_runs_quicker_looks_as_much_farther() -> None:
    moving, quicker = Moving(), Moving(speed=2.0)
    waits = [each.look(10 * each.speed) for each in (moving, quicker)]
    steps = [each.ahead.asked[-1][0] - each.player.look().at for each in (moving, quicker)]
    assert steps[1] > 1.5 * steps[0]
    assert waits[1] == round(steps[1] / 2)


def test_what_fails_ahead_is_told_and_the_session_leads_on(moving: Moving) -> None:
    moving.ahead.error = KeyError("ahead")
    moving.look(10)
    assert not moving.player.show_next()
    moving.ahead.error = None
    moving.look(10)
    moving.ahead.error = KeyError("shown")
    assert moving.player.show_next()
    assert [fault.args for fault in moving.faults] == [("ahead",), ("shown",)]
    assert moving.look(10) == PICTURE_MS


def test_a_link_without_pictures_ahead_or_closed_finds_none() -> None:
    ahead = Ahead()
    link = Link(lambda _: None, lambda _: True, ahead=ahead)
    link.close()
    for each in (link, Link(lambda _: None, lambda _: True)):
        assert not each.look_ahead([1_000])
    assert ahead.asked == []
