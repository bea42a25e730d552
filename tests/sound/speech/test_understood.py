"""How the benchmarks of the voice count what was misunderstood."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from benchmarks.voice.heard import heard_lines
from benchmarks.voice.session import Found, pieces
from benchmarks.voice.understood import in_order, plain_words, wrong_words
from benchmarks.voice.word_errors import every_line
from mobility_timer import files
from mobility_timer.library.reading.opening import open_library
from mobility_timer.sound.plan import lines_of
from mobility_timer.sound.speech.pcm import RATE
from mobility_timer.timeline.compiler import compile_routine


@pytest.mark.parametrize(
    ("said", "heard", "wrong"),
    [
        ("Toes 45 degrees left.", "Toes forty-five degrees left", 0),
        ("Two.", "To", 0),
        ("Switch legs.", "Switch ads.", 1),
        ("Five drills.", "5 reals", 1),
        ("Heel down.", "", 2),
    ],
)
def test_wrong_words(said: Any, heard: Any, wrong: Any) -> None:
    assert wrong_words(said, heard) == wrong


def test_lines_are_found_in_what_was_heard_of_all_in_their_order() -> None:
    assert in_order(["Two.", "Heel down.", "Three."], "2, feel down, three") == [0, 1, 0]
    assert in_order(["Two.", "Three."], "three two") in ([0, 1], [1, 0])


def test_numbers_are_words() -> None:
    assert plain_words("45° left, 3-2-1") == [
        *["forty", "five", "degrees", "left", "three", "two", "one"]
    ]


def test_all_lines_of_all_routines_are_measured() -> None:
    lines = every_line()
    assert len(lines) > 235
    assert {"Stop if anything hurts." in line for line in lines} == {True, False}
    assert {"Out.", "Two, out.", "Three."} <= set(lines)


def test_a_recording_is_cut_between_lines_and_none_of_it_is_left_out() -> None:
    cues = compile_routine(open_library(files.routines(), None).routines["desk-break"]).cues
    found = [Found(cue, 0.0, 1.0, 1.0) for cue in cues if cue.line]
    samples = np.arange(200 * RATE, dtype=np.float32)
    parts = list(pieces(samples, 2.0, found))
    assert np.array_equal(np.concatenate(parts), samples)
    starts = {round((1.85 + line.cue.at / 1000) * RATE) for line in found}
    assert {int(part[0]) for part in parts[1:]} <= starts
    assert all(len(part) <= 25 * RATE for part in parts[:-1])


def test_a_line_is_found_in_a_recording_once_and_in_fewer_words_where_it_was_cut_short() -> None:
    cue = compile_routine(open_library(files.routines(), None).routines["desk-break"]).cues[0]
    longest, fewer, fewest = (line for line in lines_of(cue) if line)
    sound = np.random.default_rng(1).standard_normal(3 * RATE).astype(np.float32)
    clips = {longest: [sound], fewer: [sound[: 2 * RATE]], fewest: [sound[:RATE]]}
    silence = np.zeros(RATE, np.float32)
    for said in (longest, fewer):
        recording = np.concatenate([silence, clips[said][0], *[silence] * 10])
        (line,) = heard_lines([cue], recording, 0.5, clips)
        assert line.late_s == (pytest.approx(0.5, abs=0.01),)
        assert line.shortened == (said == fewer)
    (line,) = heard_lines([cue], np.concatenate([silence] * 12), 0.5, clips)
    assert line.late_s == ()
