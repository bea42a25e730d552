"""Only what changed changes: comments, order and layout of a hand-written file stay."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility_timer.library.tree.rendering import rendered, texts
from mobility_timer.library.tree.rewriting import Moved, read_plain, rewritten

CHECKOUT = Path(__file__).resolve().parents[3]
BUNDLED = sorted((CHECKOUT / "routines").rglob("*.yaml"))
TEXT = """\
# Mine, from the clinic
name: My hips   # the name

# Monday
for: [rest day]

drills:
  # warm up first
  - calf-stretch   # easy

  # the sore side
  - drill: hip-cars
    reps: 10     # as told
    # further in
  - {drill: open-books, reps: 8}

  - name: "Own thing"
    position:   standing
    dose: {reps: 6, range: [4, 8]}
    tempo:
      lift: 1
      lower: 2  # slow
# the end
"""
PLAIN = read_plain(TEXT)
DRILLS = PLAIN["drills"]


def stays(place: int, value: dict[str, Any] | None = None) -> Moved:
    return Moved(("drills", place), DRILLS[place] if value is None else value)


def with_drills(*drills: Moved | dict[str, Any]) -> str:
    return rewritten(TEXT, {**PLAIN, "drills": list(drills)})


def lines_changed(text: str) -> list[str]:
    before, after = TEXT.splitlines(), text.splitlines()
    assert len(before) == len(after)
    return [new for old, new in zip(before, after, strict=True) if old != new]


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
def test_nothing_changes_where_nothing_was_changed(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert rewritten(text, read_plain(text)) == text


def test_one_number_changes_in_its_place() -> None:
    new = {**DRILLS[1], "reps": "8"}
    text = with_drills(stays(0), stays(1, new), stays(2), stays(3))
    assert lines_changed(text) == ["    reps: 8      # as told"]


def test_numbers_in_braces_and_deeper_down_change_in_their_place() -> None:
    own = {**DRILLS[3], "dose": {"reps": "7", "range": ["4", "8"]}}
    own["tempo"] = {"lift": "1", "lower": "2.5"}
    text = with_drills(stays(0), stays(1), stays(2, {**DRILLS[2], "reps": "9"}), stays(3, own))
    assert lines_changed(text) == [
        "  - {drill: open-books, reps: 9}",
        "    dose: {reps: 7, range: [4, 8]}",
        "      lower: 2.5  # slow",
    ]


def test_a_drill_by_name_alone_gets_keys_and_keeps_what_is_beside_it() -> None:
    text = with_drills(stays(0, {"drill": "calf-stretch", "hold": "40"}), *map(stays, (1, 2, 3)))
    assert "  # warm up first\n  - drill: calf-stretch   # easy\n    hold: 40\n\n  # the" in text


def test_an_entry_takes_its_comments_along_when_it_moves() -> None:
    text = with_drills(*map(stays, (1, 2, 0, 3)))
    assert sorted(filter(None, text.splitlines())) == sorted(filter(None, TEXT.splitlines()))
    mine = text.index("# the sore side\n  - drill: hip-cars\n    reps: 10     # as told\n    # fur")
    assert mine < text.index("# warm up first\n  - calf-stretch   # easy")


def test_entries_go_into_a_new_block_with_their_comments() -> None:
    text = with_drills(stays(0), {"rounds": "2", "drills": [stays(1), stays(3)]}, stays(2))
    assert "  - rounds: 2\n    drills:\n      # the sore side\n      - drill: hip-cars\n" in text
    assert "        # further in\n" in text
    assert "          lower: 2  # slow\n" in text
    assert text.endswith("  - {drill: open-books, reps: 8}\n# the end\n")


def test_what_is_taken_away_takes_only_its_own_comments_along() -> None:
    text = with_drills(*map(stays, (0, 2, 3)))
    assert "hip-cars" not in text
    assert "sore side" not in text
    assert text.count("#") == TEXT.count("#") - 3


def test_a_new_key_stands_where_it_is_wanted() -> None:
    wanted = {"name": PLAIN["name"], "summary": "Two: a, b", **PLAIN, "rounds": 2}
    text = rewritten(TEXT, wanted)
    assert 'name: My hips   # the name\nsummary: "Two: a, b"\n\n# Monday\nfor:' in text
    assert text.endswith("# slow\nrounds: 2\n# the end\n")


def test_line_ends_of_windows_stay() -> None:
    windows = TEXT.replace("\n", "\r\n")
    text = rewritten(windows, {**PLAIN, "name": "Other"})
    assert text == windows.replace("My hips ", "Other   ")


def test_what_cannot_be_changed_in_place_is_written_anew_under_its_head() -> None:
    odd = '# Head\n"name": "A"\n? drills\n: [calf-stretch]\n'
    text = rewritten(odd, {"name": "B", "drills": ["calf-stretch", {"drill": "b", "reps": 3}]})
    assert text.startswith("# Head\n")
    assert read_plain(text) == {
        "name": "B",
        "drills": ["calf-stretch", {"drill": "b", "reps": "3"}],
    }


said = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=20)
values = st.recursive(
    said | st.integers(0, 10**6).map(str),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=4)
        | st.dictionaries(said.filter(str.strip), inner, min_size=1, max_size=4)
    ),
    max_leaves=12,
)
documents = st.dictionaries(
    said.filter(lambda key: key.strip() and key != "<<"), values, min_size=1, max_size=5
)


@given(documents)
def test_whatever_is_written_reads_back(document: dict[str, Any]) -> None:
    text = rendered(document)
    read = read_plain(text)
    assert read is None or read == texts(document)
    assert read is not None or "<<" in text


@given(documents, documents, st.randoms(use_true_random=False))
def test_a_text_says_what_is_wanted_whatever_it_said(
    before: dict[str, Any], after: dict[str, Any], chance: random.Random
) -> None:
    text = "# Head\n" + rendered(before)
    if read_plain(text) is None:
        return
    mixed = {**{key: value for key, value in before.items() if chance.random() < 0.7}, **after}
    new = rewritten(text, mixed)
    read = read_plain(new)
    assert read == texts(mixed) or "<<" in new
    if read is not None:
        assert rewritten(new, read) == new


BRACKETS = "drills: [a, b]  # two\n"
TALL = "drills: [\n  a,  # easy\n  {drill: b, reps: 6},  # slow\n  c,\n]\n# end\n"


def was(place: int, value: Any) -> Moved:
    return Moved(("drills", place), value)


@pytest.mark.parametrize(
    ("text", "wanted", "then"),
    [
        (BRACKETS, [was(1, "b"), was(0, "a")], "drills: [b, a]  # two\n"),
        (BRACKETS, [was(0, "a"), "c", was(1, "b")], "drills: [a, c, b]  # two\n"),
        (BRACKETS, [was(1, "b")], "drills: [b]  # two\n"),
        (
            BRACKETS,
            [was(0, {"drill": "a", "reps": 5}), was(1, "b")],
            "drills: [{drill: a, reps: 5}, b]  # two\n",
        ),
        (
            BRACKETS,
            [{"rounds": 2, "drills": [was(0, "a"), was(1, "b")]}],
            "drills: [{rounds: 2, drills: [a, b]}]  # two\n",
        ),
        (
            TALL,
            [was(1, {"drill": "b", "reps": "6"}), was(2, "c")],
            TALL.replace("  a,  # easy\n", ""),
        ),
        (
            TALL,
            [was(0, "a"), was(1, {"drill": "b", "reps": 5}), was(2, "c")],
            TALL.replace("6", "5"),
        ),
        (
            TALL,
            [was(2, "c"), was(0, "a"), was(1, {"drill": "b", "reps": "6"})],
            "drills: [\n  c,\n  a,  # easy\n  {drill: b, reps: 6},  # slow\n]\n# end\n",
        ),
        (
            TALL,
            [was(0, "a"), was(1, {"drill": "b", "reps": "6"}), was(2, "c"), "d"],
            TALL.replace("  c,\n", "  c,\n  d,\n"),
        ),
        (
            TALL,
            [{"drills": [was(0, "a"), was(1, {"drill": "b", "reps": "6"})]}, was(2, "c")],
            "drills: [\n  {drills: [a, {drill: b, reps: 6}]},  # easy  # slow\n  c,\n]\n# end\n",
        ),
    ],
)
def test_a_list_in_brackets_stays_one(text: str, wanted: list[Any], then: str) -> None:
    assert rewritten(text, {"drills": wanted}) == then


def test_a_list_in_brackets_that_gets_too_long_for_a_line_gets_lines() -> None:
    many = [f"a-rather-long-name-{number}" for number in range(8)]
    new = rewritten(BRACKETS, {"drills": [was(0, "a"), was(1, "b"), *many]})
    assert new.startswith("drills:         # two\n  - a\n  - b\n")


COMMENTED = """\
drills:
  # first
  - a  # easy
  # second
  - drill: b  # slow
    reps: 6  # six
  - c
"""


def test_entries_that_go_into_a_block_take_their_comments_along() -> None:
    inside = [was(0, "a"), was(1, {"drill": "b", "reps": "6"})]
    new = rewritten(COMMENTED, {"drills": [{"rounds": "2", "drills": inside}, was(2, "c")]})
    assert (
        new
        == """\
drills:
  - rounds: 2
    drills:
      # first
      - a  # easy
      # second
      - drill: b  # slow
        reps: 6  # six
  - c
"""
    )


def test_a_comment_that_goes_along_is_not_left_behind_too() -> None:
    text = "drills:\n  - a\n  # apart\n\n  - b\n"
    new = rewritten(text, {"drills": [was(0, "a"), {"drills": [was(1, "b")]}]})
    assert new.count("# apart") == 1


def test_the_comments_of_a_block_stay_where_it_is_taken_apart() -> None:
    text = """\
drills:
  # pair
  - rounds: 2  # twice
    name: "a # b"  # quoted
    # within
    drills:
      - a  # easy
      - b
  - c
"""
    inside = [Moved(("drills", 0, "drills", at), said) for at, said in enumerate("ab")]
    assert (
        rewritten(text, {"drills": [*inside, was(1, "c")]})
        == """\
drills:
  # pair
  # twice
  # quoted
  # within
  - a  # easy
  - b
  - c
"""
    )
