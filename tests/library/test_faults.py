from __future__ import annotations

import pytest

from mobility_timer.library.faults import Fault, FileFaults, nearest, quoted


def test_a_fault_says_where_what_expected_found_try() -> None:
    fault = Fault("a.yaml", 3, 7, "reps", "a whole number", '"ten"', "10")
    assert str(fault) == 'a.yaml:3:7: reps: expected a whole number, found "ten", try 10'
    assert str(Fault("a.yaml", 1, 1, "the file is empty")) == "a.yaml:1:1: the file is empty"


def test_a_line_break_in_a_files_name_does_not_tear_the_line() -> None:
    assert str(Fault("a\nb.yaml", 3, 7, "reps")) == "a\\nb.yaml:3:7: reps"
    assert Fault("a\r\nb.yaml", 1, 1, "reps").place == "a\\nb.yaml:1:1"


def test_faults_come_in_the_order_of_lines_and_once() -> None:
    late, early = Fault("a", 10, 1, "late"), Fault("a", 9, 5, "early")
    assert FileFaults([late, early, late]).faults == (early, late)


def test_of_very_many_faults_the_first_are_told() -> None:
    faults = FileFaults(Fault("a", line, 1, "wrong") for line in range(1, 251)).faults
    assert len(faults) == 101
    assert str(faults[-1]) == "a:100:1: and 150 more"


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("resp", "reps"),
        ("Hip Cars", "hip-cars"),
        ("wait-for-me", "wait_for_me"),
        ("xyz", ""),
        ("", ""),
    ],
)
def test_the_word_that_was_meant(word: str, meant: str) -> None:
    assert nearest(word, ["rest", "reps", "hip-cars", "wait_for_me"]) == meant


def test_a_long_text_is_cut_and_stays_on_one_line() -> None:
    assert quoted("a\n b") == '"a b"'
    assert len(quoted("x" * 100)) == 42
