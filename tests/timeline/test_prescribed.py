"""Routines as they are handed out, with what each of them has to become."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from mobility_timer import files
from mobility_timer.library.faults import FileFaults
from mobility_timer.library.reading.opening import open_library
from mobility_timer.library.reading.reader import read_routine
from mobility_timer.playback.player import Player
from mobility_timer.playback.result import Tally
from mobility_timer.playback.transport import State
from mobility_timer.routine.model import Origin
from mobility_timer.routine.remarks import check_routine
from mobility_timer.timeline.compiler import compile_routine
from mobility_timer.timeline.lines.remarks import check_lines
from mobility_timer.timeline.model import Kind

FOLDER = Path(__file__).with_name("prescribed")
DRILLS = open_library(files.routines(), None).drills
REFUSED = ("comma_flow", "units")
PLAYED = sorted(path.stem for path in FOLDER.glob("*.yaml") if path.stem not in REFUSED)


def read(name: Any, change: Any = lambda text: text) -> Any:
    text = change((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return read_routine(text, f"{name}.yaml", Origin.USER, DRILLS)


def timeline_of(name: Any, **change: Any) -> Any:
    return compile_routine(read(name, **change))


def said(timeline: Any) -> Any:
    return [cue.line for cue in timeline.cues if cue.line]


def rests(timeline: Any) -> Any:
    """The milliseconds from the end of each set to the start of the next one."""
    return [after.start - before.end for before, after in pairwise(timeline.sets)]


def faults_of(name: Any) -> Any:
    with pytest.raises(FileFaults) as raised:
        read(name)
    return [fault.message for fault in raised.value.faults]


class Clock:
    speed = 1.0

    def __init__(self) -> None:
        self.ms = 0

    def now(self) -> Any:
        return self.ms

    wall = now


@pytest.mark.parametrize("name", PLAYED)
def test_it_is_played_to_its_end_and_all_of_it_is_done(name: Any) -> None:
    timeline, clock, tally = timeline_of(name), Clock(), Tally()
    player = Player(timeline, clock, [tally])
    player.play()
    while player.transport.state is not State.DONE:
        clock.ms += 1_000
        player.tick()
    done = tally.done
    assert done.finished
    assert all(drill.complete for drill in done.drills)


@pytest.mark.parametrize("name", ["switch_in_repeats", "alfredson"])
def test_a_repeated_set_is_announced_as_a_set_and_not_as_a_change_of_sides(name: Any) -> None:
    timeline = timeline_of(name)
    lines = said(timeline)
    assert not any("witch" in line for line in lines)
    assert any(line.startswith("Set two of ") for line in lines)
    assert any(line.startswith("Set three of three") for line in lines)
    kinds = {segment.kind for segment in timeline.segments}
    assert Kind.CHANGE not in kinds
    repeated = [segment for segment in timeline.segments if segment.kind is Kind.NEXT_SET]
    words = {timeline.moment_at(segment.start).cue for segment in repeated}
    assert words <= {"Set 2 of 2", "Set 2 of 3", "Set 3 of 3"}


def test_one_sore_leg_is_all_that_is_done() -> None:
    timeline = timeline_of("alfredson")
    assert [work.side.value for work in timeline.sets] == ["right"] * 6
    assert rests(timeline)[:2] == [60_000, 60_000]
    assert sum(work.reps for work in timeline.sets) == 90


def test_twenty_on_and_ten_off_by_eight_is_three_fifty() -> None:
    timeline = timeline_of("tabata_20_10")
    assert timeline.sets[-1].end - timeline.sets[0].start == 230_000
    assert rests(timeline) == [10_000] * 7
    assert check_lines(timeline) == ()


def _with_rests(text: Any) -> Any:
    return text.replace("gaps: {setup: 10}", "rest: 10")


def test_a_gap_is_as_long_as_it_is_written_or_check_says_what_does_not_fit() -> None:
    assert set(rests(timeline_of("seven_minutes"))) == {10_000}
    as_rests = timeline_of(
        "seven_minutes", change=lambda t: t.replace("gaps: {setup: 10}", "rest: 10")
    )
    assert set(rests(as_rests)) == {10_000}
    short = timeline_of("seven_minutes", change=lambda t: t.replace("setup: 10", "setup: 3"))
    assert set(rests(short)) == {3_000}
    assert any("does not fit into the 3 s" in str(remark) for remark in check_lines(short))


def test_the_phases_of_a_hold_come_again_and_again_shown_and_heard() -> None:
    timeline = timeline_of("hold_phases")
    first = timeline.sets[0]
    phases = [s for s in timeline.segments if s.set == first.index and s.kind is Kind.HOLD]
    assert [(s.phase.name, s.length) for s in phases] == [("relax", 10_000), ("squeeze", 5_000)] * 8
    lines = said(timeline)
    assert lines.count("Squeeze. Press the shin back.") == 2
    assert sum(line.startswith("Relax") for line in lines) == 16
    assert sum(line.startswith("Squeeze") for line in lines) == 16


def test_a_pyramid_is_one_drill_of_three_sets_with_holds_that_are_heard() -> None:
    timeline = timeline_of("mcgill-as-written")
    curls = [work for work in timeline.sets if work.drill == 0]
    assert [work.reps for work in curls] == [6, 4, 2]
    assert rests(timeline)[:2] == [30_000, 30_000]
    assert len(timeline.routine.drills) == 3
    lines = [c.line for c in timeline.cues_between(curls[0].start, curls[0].end) if c.line]
    assert (lines.count("Hold."), lines.count("Lower.")) == (6, 6)


@pytest.mark.parametrize("name", ["pails-rails", "pails-rails-as-written"])
def test_ramps_push_and_pull_are_heard_by_their_names(name: Any) -> None:
    lines = said(timeline_of(name))
    assert sum(line.startswith("Max") for line in lines) == 4
    assert sum(line.startswith("Pull") for line in lines) == 4
    assert "Next: PAILs." in lines
    assert "Next: RAILs." in lines


@pytest.mark.parametrize(("name", "cycles"), [("breath478-as-written", 4), ("breath478", 8)])
def test_every_breath_is_led(name: Any, cycles: Any) -> None:
    routine = read(name)
    lines = said(compile_routine(routine))
    assert sum("reathe out" in line or line == "Out." for line in lines) == cycles
    held = [line for line in lines if "old" in line and "breathing" not in line]
    assert len(held) == cycles
    assert not routine.on_floor
    assert not any("floor" in line for line in lines)


def test_a_quick_count_is_spoken_to_its_end() -> None:
    timeline = timeline_of("count99")
    lines = said(timeline)
    assert "Last two." in lines
    assert "Ninety-nine." in lines
    counts = [cue for cue in timeline.cues if type(cue.meaning).__name__ == "CountsRep"]
    assert sum(not cue.line for cue in counts) <= 1


def test_needs_are_said_as_a_person_would() -> None:
    lines = said(timeline_of("needs_spoken"))
    assert "Next: hop and stick. You need a mat, no shoes." in lines
    assert not any("the room" in line or "the a " in line or "the no" in line for line in lines)
    assert any(line.endswith("You need a partner.") for line in lines)


@pytest.mark.parametrize("name", ["thai2", "japanese"])
def test_other_scripts_are_compiled_with_time_for_their_words(name: Any) -> None:
    timeline = timeline_of(name)
    assert timeline.length > 60_000
    assert check_routine(timeline.routine) == ()


def test_a_decimal_comma_in_braces_is_one_fault() -> None:
    assert faults_of("comma_flow") == [
        'a decimal comma: expected a decimal point, found "1,5", try 1.5'
    ]


def test_what_people_type_is_understood_where_it_has_one_meaning() -> None:
    faults = faults_of("units")
    assert [fault.rpartition("try ")[2] for fault in faults] == ["1:30", "10"]
    routine = read("units", lambda t: t.replace("0:90", "1:30").replace('"10 each"', "10 reps"))
    plank, raises, swings = routine.drills
    assert (routine.rounds, routine.rest_ms, plank.dose.amount) == (3, 60_000, 30)
    assert (raises.dose.low, raises.dose.high) == (10, 12)
    assert [phase.ms for phase in raises.tempo] == [3_000, 1_000, 1_000]
    assert swings.rep_ms == 1_500
