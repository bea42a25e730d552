"""A session stands at its start until the voice has its first line, for 3 s at most."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mobility_timer.playback.player import VOICE_READY_WITHIN_MS, Player
from mobility_timer.playback.transport import State
from tests.playback.conftest import TIMELINE, Stage


class Voice:
    def __init__(self) -> None:
        self.is_ready = False
        self.asked = 0

    def __call__(self) -> bool:
        self.asked += 1
        return self.is_ready


@pytest.fixture
def voice() -> Voice:
    return Voice()


@pytest.fixture
def held(voice: Voice) -> Stage:
    """A session that has begun before its first line was ready."""
    stage = Stage()
    stage.player = Player(TIMELINE, stage.clock, [stage.recorder], is_ready=voice)
    stage.player.play()
    return stage


def test_nothing_moves_until_the_voice_is_ready(held: Stage, voice: Voice) -> None:
    held.run(1_200)
    assert (held.position, held.state, held.recorder.cues) == (0, State.PLAYING, [])
    assert held.player.look().count_in == 0
    voice.is_ready = True
    held.run(1_000)
    assert held.position == 950
    held.run_to(TIMELINE.length)
    assert tuple(held.recorder.cues) == TIMELINE.cues


def test_it_goes_on_without_a_voice_after_three_seconds(held: Stage, voice: Voice) -> None:
    held.run(VOICE_READY_WITHIN_MS + 500)
    assert held.position == 500
    asked = voice.asked
    held.run(5_000)
    assert voice.asked == asked


def test_a_session_whose_line_is_there_begins_at_once() -> None:
    stage = Stage()
    stage.player.play()
    stage.run(500)
    assert stage.position == 500


def test_the_time_is_real_time_at_any_speed(voice: Voice) -> None:
    stage = Stage(speed=2.0)
    stage.player = Player(TIMELINE, stage.clock, is_ready=voice)
    stage.player.play()
    stage.run(2 * VOICE_READY_WITHIN_MS + 500)
    assert stage.position == 500


def _pause_and_go_on(player: Player) -> None:
    player.toggle()
    player.toggle()


@pytest.mark.parametrize(
    "command",
    [_pause_and_go_on, Player.next_set, Player.more, lambda player: player.skip(10_000)],
)
def test_a_command_goes_on_at_once(held: Stage, command: Callable[[Player], object]) -> None:
    held.run(200)
    command(held.player)
    at = held.position
    held.run(500)
    assert held.position == at + 500


def test_only_the_start_of_a_session_is_waited_with(voice: Voice) -> None:
    stage = Stage()
    stage.player = Player(TIMELINE, stage.clock, is_ready=voice)
    stage.player.seek(TIMELINE.sets[1].opens)
    stage.player.play()
    at = stage.position
    stage.run(500)
    assert stage.position == at + 500
    assert voice.asked == 0


def test_a_slow_computer_is_no_reason_to_begin_sooner(held: Stage, voice: Voice) -> None:
    held.clock.move(2_500)
    assert held.player.tick().interruption is None
    held.run(200)
    assert (held.position, held.state) == (0, State.PLAYING)
    voice.is_ready = True
    held.run(300)
    assert held.position == 250


def test_a_computer_that_slept_is_paused(held: Stage) -> None:
    held.clock.sleep(60_000)
    held.player.tick()
    assert held.state is State.PAUSED
