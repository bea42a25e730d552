"""What stands where a figure would, for drills that have none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from mobility_timer.playback.player import Player
from mobility_timer.routine.dose import Dose, Unit
from mobility_timer.routine.model import Phase, Routine
from mobility_timer.ui.player.page import PlayerPage
from tests.sample_routines import CIRCLES


def test_without_a_motion_the_steps_stand_in_and_move_on(
    open_page: Callable[..., tuple[Player, PlayerPage]],
) -> None:
    drill = replace(CIRCLES, setup=("Stand side-on.", "Lift the knee.", "Draw a circle."))
    player, page = open_page(Routine("steps", "Steps", (drill,)))
    player.play()
    work = player.timeline.sets[0]
    presents = []
    for ms in range(work.opens, work.start, 500):
        player.seek(ms)
        presents.append(page.figure_view._steps.present)
    assert presents == sorted(presents)
    assert (presents[0], presents[-1]) == (0, 2)


def test_without_a_motion_the_phases_stand_in_while_it_is_done(
    open_page: Callable[..., tuple[Player, PlayerPage]],
) -> None:
    tempo = (Phase("lift", 1_000), Phase("hold", 10_000), Phase("lower", 1_500))
    drill = replace(CIRCLES, tempo=tempo, variants=(), motion=None, setup=("Sit tall.",))
    player, page = open_page(Routine("phases", "Phases", (drill,)))
    player.play()
    work = player.timeline.sets[0]
    player.seek(work.start - 100)
    assert page.figure_view._steps.lines == ("Sit tall.",)
    assert not page.figure_view._steps.are_numbered
    seen = []
    for ms in (0, 900, 1_000, 10_900, 11_000, 12_400, 12_500):
        player.seek(work.start + ms)
        seen.append(page.figure_view._steps.present)
    assert seen == [0, 0, 1, 1, 2, 2, 0]
    assert page.figure_view._steps.lines == ("Lift", "Hold", "Lower")
    assert page.figure_view._steps.times == ("1 s", "10 s", "1.5 s")


def test_without_motion_steps_or_phases_the_name_stands_in(
    open_page: Callable[..., tuple[Player, PlayerPage]],
) -> None:
    drill = replace(CIRCLES, tempo=(), variants=(), motion=None, setup=(), stance="")
    drill = replace(drill, dose=Dose(Unit.SECONDS, 30, 30, 30))
    player, page = open_page(Routine("name", "Name", (drill,)))
    player.play()
    player.seek(player.timeline.sets[0].start)
    steps = page.figure_view._steps
    assert (steps.lines, steps.present, steps.are_numbered) == ((drill.name,), None, False)
