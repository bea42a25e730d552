"""The gap before a set: as long as it is written, and what is said in it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility_timer.routine.dose import Dose, Unit
from mobility_timer.routine.model import Block, Drill, Position, Routine, Side, Sides
from mobility_timer.timeline.compiler import compile_routine
from mobility_timer.timeline.cues import SetBegins, SideChanges
from mobility_timer.timeline.lines.remarks import check_lines
from mobility_timer.timeline.lines.speaking import speaking_ms
from mobility_timer.timeline.model import Kind
from mobility_timer.timeline.timeline import Timeline
from tests.sample_routines import BOOKS, CIRCLES, HOLD, drills

SQUATS = Drill(
    id="squats",
    name="Squats",
    short="Squats",
    spoken="squats",
    position=Position.STANDING,
    dose=Dose(Unit.SECONDS, 20, 20, 20),
)


def compiled(*drills: Drill, **keys: Any) -> Timeline:
    return compile_routine(Routine("r", "R", drills, **keys))


def gaps(timeline: Timeline) -> list[int]:
    """From the end of each set to the start of the next one."""
    return [b.start - a.end for a, b in zip(timeline.sets, timeline.sets[1:], strict=False)]


def test_twenty_on_ten_off_by_eight_takes_three_minutes_fifty() -> None:
    timeline = compiled(replace(SQUATS, rounds=8, rest_ms=10_000))
    assert timeline.sets[-1].end - timeline.sets[0].start == 230_000


@given(drills(), st.integers(1, 60), st.integers(2, 4))
def test_a_written_rest_is_the_rest_one_gets(drill: Drill, seconds: int, rounds: int) -> None:
    drill = replace(drill, rounds=rounds, rest_ms=seconds * 1000)
    timeline = compiled(drill)
    for before, after in zip(timeline.sets, timeline.sets[1:], strict=False):
        if before.repeat != after.repeat:
            assert after.start - before.end == seconds * 1000


@given(drills(), drills(), st.integers(1, 60))
def test_so_it_is_before_another_drill_and_between_rounds(
    first: Drill, second: Drill, seconds: int
) -> None:
    first = replace(first, rest_ms=seconds * 1000, rounds=1)
    timeline = compiled(first, replace(second, rest_ms=0), rounds=2, rest_ms=seconds * 1000)
    for before, after in zip(timeline.sets, timeline.sets[1:], strict=False):
        if before.drill == 0 != after.drill or before.round != after.round:
            assert after.start - before.end == seconds * 1000


@given(drills(), st.sampled_from([500, 1_000, 2_500, 7_000]))
def test_a_written_gap_is_as_long_as_written(drill: Drill, ms: int) -> None:
    drill = replace(drill, side_gap_ms=ms, variant_gap_ms=ms, setup_gap_ms=ms, rest_ms=0)
    timeline = compiled(drill, drill)
    assert set(gaps(timeline)) == {ms}
    assert timeline.sets[0].start - timeline.sets[0].opens == ms


def test_no_number_or_none_at_all_leaves_time_for_the_words() -> None:
    usual, least = compiled(CIRCLES), compiled(replace(CIRCLES, side_gap_ms=0, variant_gap_ms=0))
    assert gaps(usual) == [3_000, 5_924, 3_000]
    for gap, cut in zip(gaps(usual), gaps(least), strict=True):
        assert 2_000 < cut <= gap
    assert not check_lines(least)


def test_what_does_not_fit_is_shortened_and_told() -> None:
    drill = replace(BOOKS, side_gap_ms=3_000)
    timeline = compiled(drill)
    said = [cue.line for cue in timeline.cues if isinstance(cue.meaning, SideChanges)]
    assert said == ["Roll over. Right."]
    (note,) = [note for note in check_lines(timeline) if "Roll over" in note.line]
    assert str(note) == (
        "Open books: “Roll over. Lie on your left, right arm opens.” takes 3.6 s and does not fit"
        " into the 3 s before the set: only “Roll over. Right.” is said."
    )


def test_every_line_of_a_gap_ends_before_the_work() -> None:
    for ms in (1_000, 2_000, 4_000, 8_000):
        timeline = compiled(replace(CIRCLES, side_gap_ms=ms, setup_gap_ms=ms, rest_ms=ms, rounds=2))
        for work in timeline.sets:
            opens = timeline.sets[work.index - 1].end if work.index else work.opens
            for cue in timeline.cues_between(opens, work.start):
                if cue.line and cue.meaning.rank < 100:
                    assert cue.at + speaking_ms(cue.line) <= work.start


def test_a_repeated_set_is_told_as_a_set_and_nothing_about_sides() -> None:
    one_leg = replace(HOLD, order=(Side.RIGHT,), rounds=3, rest_ms=30_000)
    for drill in (replace(SQUATS, rounds=3), one_leg, replace(HOLD, rounds=3)):
        timeline = compiled(drill)
        again = [work for work in timeline.sets if work.repeat]
        for work in again:
            if work.repeat == timeline.sets[work.index - 1].repeat:
                continue
            moment = timeline.moment_at(work.start - 1)
            assert moment.kind is Kind.NEXT_SET
            assert moment.word == "Get ready"
            assert moment.cue == f"Set {work.repeat + 1} of 3"
            cues = timeline.cues_between(work.opens, work.start)
            begins = [cue for cue in cues if isinstance(cue.meaning, SetBegins)]
            number = {2: "two", 3: "three"}[work.repeat + 1]
            assert begins[0].line.startswith(f"Set {number} of three.")
            assert not any("witch" in cue.line for cue in cues)
    assert compiled(replace(SQUATS, rounds=2)).moment_at(20_000).next == "Set 2 of 2"


@pytest.mark.parametrize("sides", [Sides.EACH, Sides.BOTH])
def test_sets_with_another_dose_say_it(sides: Sides) -> None:
    dose = Dose(Unit.REPS, 6, 6, 6, offsets=(0, -2, -4))
    drill = replace(CIRCLES, variants=(), sides=sides, dose=dose, rounds=3, rest_ms=30_000)
    timeline = compiled(drill)
    reps = [work.reps for work in timeline.sets if work.side in (None, Side.LEFT)]
    assert reps == [6, 4, 2]
    lines = [cue.line for cue in timeline.cues if isinstance(cue.meaning, SetBegins)]
    assert lines[0].startswith("Set two of three, four reps.")
    assert lines[1].startswith("Set three of three, two reps.")
    assert drill.with_amount(7).amount_of(2, None) == 3


def test_another_dose_on_the_other_side_is_said_at_the_change() -> None:
    dose = Dose(Unit.SECONDS, 30, 30, 30, right_offsets=(-10,))
    timeline = compiled(replace(HOLD, order=(Side.LEFT, Side.RIGHT), dose=dose))
    assert [work.amount for work in timeline.sets] == [30, 20]
    (change,) = [cue.line for cue in timeline.cues if isinstance(cue.meaning, SideChanges)]
    assert change == "Switch sides. Right foot up. Twenty seconds."


def test_the_drills_of_a_block_are_done_in_turn() -> None:
    block = Block(1, rounds=2, rest_ms=60_000)
    first, second = replace(SQUATS, block=block), replace(CIRCLES, block=block, variants=())
    timeline = compiled(HOLD, first, second, SQUATS)
    done = [(work.drill, work.block_round) for work in timeline.sets if work.side is not Side.RIGHT]
    assert done == [(0, 0), (1, 0), (2, 0), (1, 1), (2, 1), (3, 0)]
    begins = next(work for work in timeline.sets if (work.drill, work.block_round) == (1, 1))
    assert begins.start - timeline.sets[begins.index - 1].end == 60_000
    lines = [c.line for c in timeline.cues_between(begins.opens, begins.start)]
    assert lines[:2] == ["Round two, the last one.", "Next: squats."]
    assert [(s.drill, s.block_round) for s in timeline.spans] == done
