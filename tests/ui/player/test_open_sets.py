"""A set that lasts until the person stops: what it counts, and how it is said to end."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mobility_timer.playback.player import Player
from mobility_timer.playback.update import Update
from mobility_timer.routine.dose import Counts, Dose, Ends, Unit
from mobility_timer.routine.model import Phase, Routine, Sides
from mobility_timer.timeline.compiler import compile_routine
from mobility_timer.ui.player.view_model import LONGEST_CUE_CHARACTERS, beats_of, dose, screen_of
from tests.sample_routines import CIRCLES, HOLD, HandClock

REPS = replace(
    CIRCLES, sides=Sides.BOTH, variants=(), dose=Dose(Unit.REPS, 30, 5, 30, ends=Ends.YOU)
)
HELD = replace(HOLD, sides=Sides.BOTH, dose=Dose(Unit.SECONDS, 120, 120, 120, ends=Ends.YOU))
MANY = replace(HOLD, sides=Sides.BOTH, dose=Dose(Unit.SECONDS, 60, 60, 60, ends=Ends.TIME))
WAY = replace(
    REPS,
    tempo=(Phase("walk", 1000),),
    dose=Dose(Unit.REPS, 20, 20, 20, ends=Ends.YOU, counts=Counts.METRES),
)
STEPS = replace(
    REPS, tempo=(Phase("step", 800),), dose=Dose(Unit.REPS, 20, 20, 20, counts=Counts.STEPS)
)


def player_of(drill: Any, *, waits: Any = False) -> Any:
    player = Player(compile_routine(Routine("r", "R", (drill,))), HandClock(), waits=waits)
    player.play()
    return player


def update_at(drill: Any, ms: Any) -> Update:
    player: Player = player_of(drill)
    return player.seek(player.timeline.sets[0].start + ms)


@pytest.mark.parametrize(
    ("drill", "ms", "number", "of", "cue"),
    [
        (REPS, 6_000, "2", "reps", "Space when you stop"),
        (HELD, 34_500, "34", "seconds", "Space when you stop"),
        (HELD, 110_000, "1:50", "", "Space when you stop"),
        (MANY, 12_000, "48", "of 60 s", "Space when you stop"),
        (WAY, 7_500, "20", "metres", "Space when you get there"),
    ],
)
def test_what_is_counted_and_how_it_ends(
    drill: Any, ms: Any, number: Any, of: Any, cue: Any
) -> None:
    update = update_at(drill, ms)
    screen = screen_of(update)
    assert (screen.count.number, screen.count.of) == (number, of)
    assert screen.lines.cue == cue
    assert len(cue) <= LONGEST_CUE_CHARACTERS
    assert beats_of(update).count == 1


@pytest.mark.parametrize(
    ("drill", "said"),
    [
        (REPS, "As many as you can"),
        (HELD, "As long as you can"),
        (MANY, "As many in 60 s"),
        (WAY, "20 metres"),
        (STEPS, "20 steps"),
    ],
)
def test_what_is_asked_for_in_words(drill: Any, said: Any) -> None:
    assert dose(drill, None, drill.dose.amount) == said


def test_a_set_that_waits_says_max_in_place_of_a_number() -> None:
    player = player_of(REPS, waits=True)
    player.seek(player.timeline.gates[0] - 10)
    player._clock.move(20)
    screen = screen_of(player.tick())
    assert (screen.count.number, screen.count.of) == ("max", "reps")


def test_steps_are_counted_as_reps_are() -> None:
    assert screen_of(update_at(STEPS, 1_000)).count.of == "of 20"
