from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mobility_timer.playback.player import Player
from mobility_timer.playback.transport import State
from mobility_timer.routine.model import Drill, Routine, Side, Variant
from mobility_timer.timeline.compiler import compile_routine
from mobility_timer.timeline.model import WorkSet
from mobility_timer.timeline.steps import LONGEST_STEP_CHARACTERS
from mobility_timer.ui.player.view_model import (
    LONGEST_CUE_CHARACTERS,
    Mood,
    Screen,
    beats_of,
    cues_of,
    dose,
    header_of,
    place,
    screen_of,
    steady_until,
)
from tests.sample_routines import BOOKS, CIRCLES, HOLD, MIXED, SWITCHES, HandClock, routines


@pytest.fixture
def player() -> Player:
    player = Player(compile_routine(MIXED), HandClock())
    player.play()
    return player


def at(player: Player, ms: int) -> Screen:
    return screen_of(player.seek(ms))


def first(player: Player, drill: Drill) -> WorkSet:
    return next(w for w in player.timeline.sets if player.timeline.drill_of(w) is drill)


def test_at_work_the_rep_is_counted(player: Player) -> None:
    screen = at(player, first(player, CIRCLES).start + 4_000 + 2_000)
    assert (screen.count.number, screen.count.of) == ("2", "of 5")
    beats = beats_of(player.look())
    assert (beats.count, beats.done) == (5, pytest.approx(1.5))
    assert (screen.prompt.side, screen.prompt.word) == (Side.LEFT, "Out")
    assert screen.mood is Mood.WORK


def test_a_hold_counts_its_seconds_down_as_one_mark(player: Player) -> None:
    screen = at(player, first(player, HOLD).start + 10_500)
    assert (screen.count.number, screen.count.of) == ("20", "of 30 s")
    beats = beats_of(player.look())
    assert (beats.count, beats.done) == (1, pytest.approx(0.35))
    assert screen.prompt.word == "Hold"


def test_a_long_hold_is_told_in_minutes_and_seconds() -> None:
    long = replace(HOLD, dose=replace(HOLD.dose, amount=180))
    player = Player(compile_routine(Routine("l", "L", (long,))), HandClock())
    player.play()
    screen = at(player, player.timeline.sets[0].start + 10_000)
    assert (screen.count.number, screen.count.of) == ("2:50", "")


def test_alternating_reps_have_the_colours_of_their_sides(player: Player) -> None:
    start = first(player, SWITCHES).start
    expected = (Side.LEFT, Side.RIGHT, Side.LEFT, Side.RIGHT)
    for rep in range(4):
        update = player.seek(start + 2_500 * rep + 100)
        screen = screen_of(update)
        assert beats_of(update).sides == expected
        assert screen.prompt.side is expected[rep]


def test_the_way_to_the_first_set_is_one_count(player: Player) -> None:
    start = first(player, CIRCLES).start
    seconds = [int(at(player, ms).count.number) for ms in range(0, start, 500)]
    assert seconds == sorted(seconds, reverse=True)
    assert seconds[-1] == 1
    assert at(player, 0).prompt.word == "Get ready"


def test_a_gap_shows_where_the_next_drill_is_done_and_how_much(player: Player) -> None:
    screen = at(player, first(player, SWITCHES).opens + 1_000)
    assert screen.mood is Mood.GAP
    assert beats_of(player.look()).empties
    assert screen.count.heading == "Hip switches"
    assert screen.lines.cue == "Sit on the mat"
    assert screen.lines.next == "4 reps, alternating"


def test_a_variant_is_not_told_twice(player: Player) -> None:
    work = player.timeline.sets[1]
    screen = at(player, work.opens + 500)
    assert (screen.lines.cue, screen.lines.next) == ("Reverse the circle", "5 reps")


def test_a_pause_keeps_the_rep_and_says_how_to_go_on(player: Player) -> None:
    at(player, first(player, CIRCLES).start + 6_000)
    screen = screen_of(player.pause())
    assert (screen.mood, screen.prompt.word) == (Mood.PAUSED, "Paused")
    assert screen.count.number == "2"
    assert screen.count.quiet


def test_resuming_counts_three_seconds_in(player: Player) -> None:
    at(player, first(player, CIRCLES).start + 6_000)
    player.pause()
    screen = screen_of(player.play())
    assert (screen.mood, screen.count.number) == (Mood.GAP, "3")
    assert screen.prompt.word == "Get ready"
    assert beats_of(player.look()).count == 5


def test_the_last_of_them_is_one_second() -> None:
    clock = HandClock()
    player = Player(compile_routine(MIXED), clock)
    player.play()
    at(player, first(player, CIRCLES).start + 6_000)
    player.pause()
    player.play()
    clock.move(2_100)
    count = screen_of(player.look()).count
    assert (count.number, count.of) == ("1", "second")


def test_waiting_shows_the_dose_to_come() -> None:
    clock = HandClock()
    player = Player(compile_routine(MIXED), clock, waits=True)
    player.play()
    while player.look().state.value != "waiting":
        clock.move(500)
        player.tick()
    screen = screen_of(player.look())
    assert (screen.mood, screen.prompt.word) == (Mood.WAITING, "Your turn")
    assert (screen.count.number, screen.count.of) == ("5", "reps")
    assert "Space" in screen.lines.cue


def test_a_rest_says_which_round_comes() -> None:
    routine = Routine("r", "R", (replace(HOLD, sides=BOOKS.sides),), rounds=2, rest_ms=20_000)
    player = Player(compile_routine(routine), HandClock())
    player.play()
    again = next(work for work in player.timeline.sets if work.round == 1)
    before = player.timeline.sets[again.index - 1].end
    screen = at(player, before + 1_000)
    assert (screen.mood, screen.prompt.word) == (Mood.REST, "Rest")
    assert screen.lines.cue == "Round 2 of 2"
    assert header_of(player.look()).place == "Round 2 of 2  ·  Drill 1 of 1"


def test_the_end_says_done(player: Player) -> None:
    screen = at(player, player.timeline.length - 100)
    assert (screen.mood, screen.count.number) == (Mood.DONE, "Done")
    assert screen.lines.cue == ""


def test_the_header_tells_what_is_left(player: Player) -> None:
    header = header_of(player.seek(60_000))
    length = player.timeline.length - 60_000
    assert header.left == f"{-(-length // 1000) // 60}:{-(-length // 1000) % 60:02}"


@pytest.mark.parametrize(
    ("drill", "variant", "words"),
    [
        (CIRCLES, None, "5 reps"),
        (CIRCLES, CIRCLES.variants[0], "5 reps, forward circle"),
        (replace(CIRCLES, dose=replace(CIRCLES.dose, amount=1)), None, "1 rep"),
        (HOLD, None, "Hold 30 seconds"),
        (replace(HOLD, dose=replace(HOLD.dose, amount=180)), None, "Hold 3:00"),
    ],
)
def test_a_dose_in_words(drill: Drill, variant: Variant | None, words: str) -> None:
    assert dose(drill, variant, drill.dose.amount) == words


@settings(max_examples=40)
@given(routine=routines, share=st.floats(0, 1))
def test_any_time_of_any_routine_can_be_shown(routine: Routine, share: float) -> None:
    player = Player(compile_routine(routine), HandClock())
    player.play()
    screen = at(player, int(share * player.timeline.length))
    assert screen.count.number
    beats = beats_of(player.look())
    assert 0 <= beats.done <= beats.count
    limit = LONGEST_STEP_CHARACTERS if screen.mood is Mood.GAP else LONGEST_CUE_CHARACTERS
    assert len(screen.lines.cue) <= limit


@settings(max_examples=40)
@given(routine=routines, share=st.floats(0, 1), steps=st.lists(st.integers(1, 400), max_size=30))
def test_the_same_is_read_until_it_is_said_to_change(
    routine: Routine, share: float, steps: list[int]
) -> None:
    clock = HandClock()
    player = Player(compile_routine(routine), clock)
    player.play()
    shown = player.seek(int(share * player.timeline.length))
    for step in steps:
        clock.move(step)
        now = player.tick()
        if now.state is not State.PLAYING:
            break
        if now.at < steady_until(shown):
            assert screen_of(now) == screen_of(shown)
        else:
            shown = now


@pytest.mark.parametrize("drill", [CIRCLES, HOLD, SWITCHES, BOOKS])
def test_what_is_read_stands_for_a_good_part_of_a_second(drill: Drill) -> None:
    clock = HandClock()
    player = Player(compile_routine(Routine("r", "R", (drill,))), clock)
    player.play()
    changes, until = 0, 0
    while (now := player.tick()).state is State.PLAYING:
        if now.at >= until:
            changes, until = changes + 1, steady_until(now)
        clock.move(10)
    assert changes < 4 * player.timeline.length / 1000


def test_what_may_be_the_cue_is_known_ahead(player: Player) -> None:
    for ms in range(0, player.timeline.length, 700):
        screen = at(player, ms)
        step = player.timeline.step_at(ms)
        if screen.mood is Mood.GAP and step is not None:
            assert screen.lines.cue == step.text
        elif screen.mood in (Mood.WORK, Mood.GAP) and screen.lines.cue:
            assert screen.lines.cue in cues_of(screen.drill)


def test_a_set_up_is_told_step_by_step(player: Player) -> None:
    work = first(player, CIRCLES)
    cues = {at(player, ms).lines.cue for ms in range(0, work.start, 250)}
    assert {"Stand at the wall", "One hand on the wall"} <= cues


def test_a_place_is_short_enough_for_a_cue() -> None:
    far = replace(CIRCLES, needs=("a very sturdy kitchen chair",))
    assert place(far) == "Stand"
    assert place(BOOKS) == "Lie on your side"
