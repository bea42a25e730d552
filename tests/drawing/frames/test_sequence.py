from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility_timer.drawing.frames.packed import PackedFrame
from mobility_timer.drawing.frames.sequence import FrameSequence
from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.figure.motion.model import Motion

phases = st.floats(0, 1)
DOT = b"a dot"


def frame(number: int) -> PackedFrame:
    return PackedFrame((number, 0, 1, 1), DOT, (number / 100, 0.0, 0.0))


def filled(spec: SceneSpec, indices: list[int]) -> FrameSequence:
    sequence = FrameSequence(spec)
    for index in indices:
        sequence.add(index, frame(index))
    return sequence


def number(picture: PackedFrame) -> int:
    return picture.box[0]


@pytest.fixture(scope="module")
def whole(spec: SceneSpec) -> FrameSequence:
    sequence = FrameSequence(spec)
    return filled(spec, sequence.wanted)


@given(phase=phases)
def test_the_picture_of_a_full_sequence_is_the_nearest(whole: FrameSequence, phase: float) -> None:
    def distance(index: int) -> float:
        gap = abs(whole.phases[index] - phase) % 1.0
        return min(gap, 1.0 - gap)

    best = min(distance(i) for i in range(len(whole.phases)))
    assert distance(whole.index(phase)) == pytest.approx(best, abs=1e-9)
    assert number(whole.nearest(phase)) == whole.sampling.same[whole.index(phase)]


def test_with_one_picture_that_one_is_shown(spec: SceneSpec) -> None:
    sequence = filled(spec, [3])
    assert {number(sequence.nearest(i / 10)) for i in range(10)} == {3}
    assert FrameSequence(spec).nearest(0.5) is None


def test_a_hold_does_not_go_round(spec: SceneSpec, hold: Motion) -> None:
    sequence = FrameSequence(replace(spec, motion=hold, variant=None))
    assert sequence.phases[sequence.index(5.0)] == 2.0
    assert sequence.phases[sequence.index(0.0)] == 0.0
    assert sequence.phases[sequence.index(1.0)] == 1.0


def test_first_the_start_then_halfway(spec: SceneSpec) -> None:
    sequence = FrameSequence(spec)
    assert sequence.wanted[0] == 0
    assert sequence.phases[sequence.wanted[1]] == pytest.approx(0.5, abs=0.05)
    assert len(sequence.wanted) == len(set(sequence.sampling.same))


def test_the_path_is_known_when_the_pictures_are(spec: SceneSpec, whole: FrameSequence) -> None:
    assert len(filled(spec, [0, 1]).places) == 0
    assert whole.detail == 2
    assert len(whole.places) == len(whole.phases) + 1
    assert (whole.places[0] == whole.places[-1]).all()


def test_work_is_left_until_the_last_picture(spec: SceneSpec) -> None:
    sequence = FrameSequence(spec)
    for index in sequence.wanted:
        assert sequence.has_work()
        assert sequence.missing() == index
        sequence.add(index, frame(index))
    assert not sequence.has_work()
    assert sequence.missing() is None
    sequence.drop(sequence.wanted[3])
    assert sequence.missing() == sequence.wanted[3]
    assert sequence.bytes == len(DOT) * (len(sequence.wanted) - 1)
