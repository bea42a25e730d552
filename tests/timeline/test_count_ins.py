import pytest

from mobility_timer.timeline.compiler import compile_routine
from mobility_timer.timeline.count_ins import COUNT_IN_MS, count_in_cues, resume_from
from mobility_timer.timeline.cues import Tone
from mobility_timer.timeline.model import Kind, Segment
from mobility_timer.timeline.work_cues import CountsDown, Starts
from tests.sample_routines import MIXED

TIMELINE = compile_routine(MIXED)


def test_a_count_in_is_counted_down_to_the_start() -> None:
    due = count_in_cues(TIMELINE, 7_000)
    assert [(before, cue.meaning) for before, cue in due] == [
        (3_000, CountsDown(3)),
        (2_000, CountsDown(2)),
        (1_000, CountsDown(1)),
        (0, Starts()),
    ]
    assert [cue.line for _, cue in due] == ["Three.", "Two.", "One.", ""]
    assert [cue.tone for _, cue in due] == [Tone.COUNTDOWN] * 3 + [Tone.GO]
    assert {cue.at for _, cue in due} == {7_000}


def test_the_start_of_a_set_is_told_by_the_timeline_alone() -> None:
    due = count_in_cues(TIMELINE, TIMELINE.sets[0].start)
    assert [before for before, _ in due] == [3_000, 2_000, 1_000]


def test_a_shorter_count_in_begins_later_in_the_count() -> None:
    assert [before for before, _ in count_in_cues(TIMELINE, 0, 2_500)] == [2_000, 1_000, 0]


@pytest.mark.parametrize("segment", TIMELINE.segments)
def test_playback_goes_on_where_there_is_time_to_get_ready(segment: Segment) -> None:
    position, count_in = resume_from(TIMELINE, segment.end - 1)
    assert position <= segment.end - 1
    if segment.kind.is_work:
        assert count_in == COUNT_IN_MS
        assert position == TIMELINE.rep_start(segment.end - 1)
    elif segment.kind is not Kind.END:
        assert count_in == 0
        assert segment.end - position >= min(COUNT_IN_MS, segment.length)
