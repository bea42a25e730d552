from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mobility_timer import files
from mobility_timer.library.tree.document import DEEPEST_LEVELS, read_document
from mobility_timer.routine.limits import LARGEST_FILE_BYTES


def plain(text: str) -> list[list[Any]] | dict[str, Any]:
    root, faults = read_document(text, "a.yaml")
    assert faults == []
    return root.plain()


def test_a_text_stays_as_it_is_written() -> None:
    text = "a: on\nb: no\nc: 010\nd: 1:30\ne: 2024-01-01\nf: ~\ng: 1e3\nh: 'x'\ni: ''\n"
    assert plain(text) == {
        "a": "on",
        "b": "no",
        "c": "010",
        "d": "1:30",
        "e": "2024-01-01",
        "f": "~",
        "g": "1e3",
        "h": "x",
        "i": "",
    }


def test_lists_and_keys_nest() -> None:
    assert plain("a: [1, {b: c}]\nd:\n- e\n- [f]\n") == {"a": ["1", {"b": "c"}], "d": ["e", ["f"]]}


def test_a_place_is_counted_from_one() -> None:
    root, _ = read_document("\ufeffa:\n  b: [x, y]\n", "a.yaml")
    places = {path: (node.line, node.column) for path, node in root.walk()}
    assert places == {"": (1, 1), "a": (2, 3), "a.b": (2, 6), "a.b.0": (2, 7), "a.b.1": (2, 10)}
    a = root.child("a")
    assert (a.key_line, a.key_column) == (1, 1)


def test_of_two_equal_keys_the_first_counts() -> None:
    root, faults = read_document("a: 1\nb: 2\na: 3\n", "a.yaml")
    assert root.plain() == {"a": "1", "b": "2"}
    assert [str(fault) for fault in faults] == [
        'a.yaml:3:1: "a" is given twice: expected each key once, '
        "found the first in line 1, try one of the two only"
    ]


def test_a_second_document_is_a_fault_and_the_first_is_read() -> None:
    root, faults = read_document("a: 1\n---\nb: 2\n", "a.yaml")
    assert root.plain() == {"a": "1"}
    assert [str(fault) for fault in faults] == [
        "a.yaml:2:1: a second document: expected one document in a file, "
        "try a file of its own for what comes after ---"
    ]


def test_the_largest_file_is_read_and_a_larger_one_is_not() -> None:
    fits = "a: " + "x" * (LARGEST_FILE_BYTES - 4) + "\n"
    assert plain(fits) == {"a": "x" * (LARGEST_FILE_BYTES - 4)}
    for text in (fits + "#", "#" + "é" * (LARGEST_FILE_BYTES // 2)):
        root, faults = read_document(text, "a.yaml")
        assert root is None
        assert [fault.what for fault in faults] == ["the file is too large"]


def test_the_deepest_file_is_read_and_a_deeper_one_is_not() -> None:
    plain("[" * DEEPEST_LEVELS + "]" * DEEPEST_LEVELS)
    _, faults = read_document("[" * (DEEPEST_LEVELS + 1) + "]" * (DEEPEST_LEVELS + 1), "a.yaml")
    assert [fault.what for fault in faults] == ["nested too deeply"]


def test_aliases_cannot_grow() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{c}: &{c} [*{b}, *{b}]\n" for b, c in ("ab", "bc", "cd"))
    root, faults = read_document(bomb, "a.yaml")
    assert root.plain()["d"] == [None, None]
    assert len(faults) == 10


@pytest.mark.parametrize("name", ["strength", "drills/hip-cars", "drills/ankle-matrix"])
def test_without_the_fast_parser_a_file_reads_the_same(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    text = (files.routines() / f"{name}.yaml").read_text(encoding="utf-8")
    fast, _ = read_document(text, "a.yaml")
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    slow, faults = read_document(text, "a.yaml")
    assert faults == []
    assert list(slow.walk()) == list(fast.walk())


@given(st.text(alphabet="ab:-[]{}#&*!|>'\"%@`?,\n \t\\0é\x00\ud800", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    root, faults = read_document(text, "a.yaml")
    assert faults or root is not None
    lines = text.count("\n") + 2
    assert all(1 <= fault.line <= lines and fault.column >= 1 for fault in faults)
