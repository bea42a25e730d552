"""The bundled drills and routines, held to what the program promises of them."""

from __future__ import annotations

import re
from functools import cache

import pytest

from mobility_timer import files
from mobility_timer.figure import Wall
from mobility_timer.library.library import Library
from mobility_timer.library.reading.opening import open_library
from mobility_timer.routine.dose import Counts
from mobility_timer.routine.model import Drill, Routine, Side, Sides
from mobility_timer.routine.remarks import check_routine
from mobility_timer.timeline.compiler import compile_routine
from mobility_timer.timeline.cues import (
    Finishes,
    NamesDrill,
    SetsUp,
    SideChanges,
    VariantChanges,
    Welcomes,
)
from mobility_timer.timeline.lines.remarks import check_lines
from mobility_timer.timeline.lines.speaking import speaking_ms
from mobility_timer.timeline.work_cues import Coaches

MINUTES = {
    "after-a-run": 9,
    "after-a-run-short": 4,
    "ankle-focus": 9,
    "ankles-and-hips": 10,
    "ankles-and-hips-standing": 6,
    "before-a-run": 6,
    "contrast-bath": 16,
    "contrast-bath-short": 7,
    "desk-break": 3,
    "easy-movement": 4,
    "five-minutes": 5,
    "hip-maintenance": 10,
    "rest-day": 21,
    "self-massage": 6,
    "strength": 10,
}
STANDING = {
    "ankle-focus",
    "ankles-and-hips-standing",
    "before-a-run",
    "contrast-bath",
    "contrast-bath-short",
    "desk-break",
}
REMARKS = {
    "ankles-and-hips": [
        "These two are done on the floor: Hip switches and Side-lying open books. Before a run "
        "you may prefer Standing only."
    ]
}
WITHOUT_MOTION = {"cold-water", "warm-water"}
FORM_CUE_MS = 3_200
LINE_OF_TEXT = 70
NEVER_SAID = re.compile(r"!|prevent|injur|rehab|cure\b|treat|must|lazy|fail", re.IGNORECASE)

DRILLS = sorted(path.stem for path in (files.routines() / "drills").glob("*.yaml"))


@cache
def library() -> Library:
    return open_library(files.routines(), None)


@cache
def routine(id: str) -> Routine:
    return library().routines[id]


def drill(id: str) -> Drill:
    return library().drills[id]


def test_every_bundled_file_reads_without_a_fault() -> None:
    assert library().broken == ()
    assert sorted(library().drills) == DRILLS
    assert sorted(library().routines) == sorted(MINUTES)


@pytest.mark.parametrize("id", MINUTES)
def test_a_routine_takes_as_long_as_it_says(id: str) -> None:
    length = compile_routine(routine(id)).length
    assert abs(length - MINUTES[id] * 60_000) <= 30_000


def test_most_of_the_desk_break_is_movement() -> None:
    timeline = compile_routine(routine("desk-break"))
    moves = sum(done.end - done.start for done in timeline.sets)
    assert moves > 0.55 * timeline.length


@pytest.mark.parametrize("id", MINUTES)
def test_only_the_routines_that_say_so_go_to_the_floor(id: str) -> None:
    assert routine(id).on_floor is (id not in STANDING)


@pytest.mark.parametrize("id", MINUTES)
def test_every_dose_is_inside_its_range_and_both_sides_are_equal(id: str) -> None:
    for drill in routine(id).drills:
        assert drill.dose.in_range, drill.id
        assert set(drill.order) == set(Side), drill.id
        assert drill.sides is not Sides.ALTERNATE or drill.dose.amount % 2 == 0, drill.id


@pytest.mark.parametrize("id", MINUTES)
def test_there_is_nothing_to_remark_but_what_is_known(id: str) -> None:
    assert [str(remark) for remark in check_routine(routine(id))] == REMARKS.get(id, [])


@pytest.mark.parametrize("id", MINUTES)
def test_what_is_said_in_a_gap_is_said_in_full_and_within_it(id: str) -> None:
    introduces = (Welcomes, NamesDrill, SetsUp, SideChanges, VariantChanges, Finishes)
    timeline = compile_routine(routine(id))
    for cue in timeline.cues:
        if isinstance(cue.meaning, introduces) and cue.meaning.phrasings:
            assert cue.line == cue.meaning.phrasings[0]
        assert not cue.line or cue.at + speaking_ms(cue.line) <= cue.until


@pytest.mark.parametrize("id", MINUTES)
def test_every_form_cue_is_heard(id: str) -> None:
    assert [str(line) for line in check_lines(compile_routine(routine(id)))] == []


@pytest.mark.parametrize("id", MINUTES)
def test_every_rep_is_told_when_to_breathe(id: str) -> None:
    """Where a drill has a breath in its tempo, and no number is too near for it."""
    timeline = compile_routine(routine(id))
    for work in timeline.sets:
        drill = timeline.drill_of(work)
        if drill.dose.counts is not Counts.REPS:
            continue
        breaths = sum(bool(phase.breath) for phase in drill.tempo_in(work.variant))
        told = [
            cue
            for cue in timeline.cues_between(work.start, work.start + work.amount * drill.rep_ms)
            if cue.line and re.search(r"\b(in|out)\.$", cue.line, re.IGNORECASE)
        ]
        assert len(told) >= breaths * work.amount, (drill.id, [cue.line for cue in told])


@pytest.mark.parametrize("id", MINUTES)
def test_a_routine_never_says_the_same_line_twice_while_introducing_a_drill(id: str) -> None:
    said: list[str] = []
    for cue in compile_routine(routine(id)).cues:
        if isinstance(cue.meaning, NamesDrill):
            said = []
        if isinstance(cue.meaning, NamesDrill | SetsUp | Coaches) and cue.line:
            sentences = re.split(r"[.,:] ?", cue.line.lower())
            said += [sentence for sentence in sentences if sentence]
            if isinstance(cue.meaning, SetsUp):
                assert len(said) == len(set(said)), said


def test_rounds_and_holds_are_what_the_summaries_promise() -> None:
    assert routine("rest-day").rounds == 2
    assert routine("strength").rounds == 2
    assert routine("contrast-bath").rounds == 4
    assert routine("contrast-bath").drills[-1].id == "cold-water"
    assert all(not d.is_hold for d in routine("before-a-run").drills)
    swings = [d for d in routine("before-a-run").drills if d.id != "calf-raises"]
    assert all(d.grows for d in swings)
    assert all(not d.is_hold or d.dose.amount <= 20 for d in routine("hip-maintenance").drills)
    assert {d.dose.amount for d in routine("after-a-run").drills if d.is_hold} == {30}


def test_the_five_drills_keep_their_doses() -> None:
    doses = [(d.id, d.dose.amount) for d in routine("ankles-and-hips").drills]
    assert doses == [
        ("ankle-matrix", 8),
        ("calf-stretch", 10),
        ("hip-cars", 10),
        ("hip-switches", 10),
        ("open-books", 10),
    ]
    assert routine("rest-day").drills == routine("ankles-and-hips").drills


@pytest.mark.parametrize("id", DRILLS)
def test_a_drill_is_told_completely(id: str) -> None:
    d = drill(id)
    assert 2 <= len(d.setup) <= 5
    assert d.feel
    assert d.watch
    assert d.cues or all(phase.cue for phase in d.tempo)
    assert d.coaching
    assert d.targets
    assert d.source
    assert (d.sides is Sides.BOTH) == (not d.side_means)


@pytest.mark.parametrize("id", DRILLS)
def test_a_drill_is_told_in_short_plain_words(id: str) -> None:
    d = drill(id)
    cues = [
        *d.cues,
        d.switch,
        *(variant.name for variant in d.variants),
        *(phase.cue for phase in d.tempo),
    ]
    assert all(len(line) <= 60 and line.endswith(".") for line in d.setup)
    assert all(len(line) <= 24 and not line.endswith(".") for line in cues)
    assert all(speaking_ms(line) <= FORM_CUE_MS and line.endswith(".") for line in d.coaching)
    assert all(len(line) <= LINE_OF_TEXT and line.endswith(".") for line in (d.feel, d.watch))
    texts = [d.name, d.side_says, d.side_means, d.stance, *d.setup, *cues, *d.coaching]
    texts += [d.feel, d.watch, *(variant.says for variant in d.variants)]
    assert [text for text in texts if NEVER_SAID.search(text)] == []


@pytest.mark.parametrize("id", MINUTES)
def test_a_routine_is_told_in_short_plain_words(id: str) -> None:
    assert routine(id).source
    assert routine(id).summary.endswith(".")
    assert len(routine(id).summary) <= 90
    assert not NEVER_SAID.search(f"{routine(id).name} {routine(id).summary}")


@pytest.mark.parametrize("id", DRILLS)
def test_the_side_that_is_said_is_the_side_that_works(id: str) -> None:
    d = drill(id)
    if d.sides is Sides.BOTH:
        assert not d.side_says
        return
    for side in Side:
        said = d.side_says.format(side=side.value, other=side.other.value)
        assert side.value in said
        if side.other.value in said:
            assert "{other}" in d.side_says


@pytest.mark.parametrize(
    ("id", "left"),
    [
        ("ankle-matrix", "left leg back"),
        ("calf-stretch", "left leg back"),
        ("long-lunges", "left leg back"),
        ("lunge-rotation", "left leg back, turn to the right"),
        ("hip-cars", "right hand on the wall, left leg moves"),
        ("leg-swings-front", "right hand on the wall, left leg swings"),
        ("open-books", "lie on your right, knees bent, left arm opens"),
        ("thigh-across", "left thigh across, right hand on the knee"),
        ("kneeling-lunge", "left knee down, right foot in front"),
        ("dorsiflexion-rocks", "left foot in front, right knee down"),
    ],
)
def test_left_and_right_are_right(id: str, left: str) -> None:
    assert drill(id).side_says.format(side="left", other="right") == left


def test_only_the_baths_do_without_the_figure() -> None:
    assert {id for id in DRILLS if drill(id).motion is None} == WITHOUT_MOTION


def test_every_drill_agrees_with_its_motion() -> None:
    assert library().with_agreement().broken == ()


@pytest.mark.parametrize("id", DRILLS)
def test_the_voice_says_it_where_one_turns_round_for_the_other_side(id: str) -> None:
    """The wall is beside the runner: for the other side one turns round, and so does the figure."""
    motion = library().motion_of(drill(id))
    if motion is None or drill(id).sides is not Sides.EACH:
        return
    beside = any(isinstance(prop, Wall) and prop.axis == "y" for prop in motion.props)
    assert (drill(id).switch == "Turn round") is beside


@pytest.mark.parametrize("id", DRILLS)
def test_who_is_in_socks_was_told_to_take_the_shoes_off(id: str) -> None:
    motion = library().motion_of(drill(id))
    if motion is not None and not motion.shoes:
        assert drill(id).stance.startswith("Shoes off")
        assert drill(id).setup[0].startswith("Shoes off")
