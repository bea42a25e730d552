"""A rest is never taken out by moving something: it stands where one may stand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mobility_timer.editing.commands import add, group, move, remove, shift
from mobility_timer.editing.draft import DraftBlock, RoutineDraft
from mobility_timer.editing.session import EditSession, opened
from mobility_timer.library.library import Library


@pytest.fixture
def session(bundled: Library, tmp_path: Path) -> Callable[[str], EditSession]:
    """A session on steps named by letters, `_` for a rest, a block in brackets."""

    def session(steps: str) -> EditSession:
        lines, indent = ["name: Mine", "drills:"], "  "
        for letter in steps:
            if letter == "(":
                lines += ["  - rounds: 2", "    drills:"]
                indent = "      "
            elif letter == ")":
                indent = "  "
            else:
                lines.append(f"{indent}- {_SAID[letter]}")
        text = "\n".join(lines) + "\n"
        return opened(bundled.read_text, tmp_path / "mine.yaml", text)

    return session


_SAID = {"a": "hip-cars", "b": "calf-stretch", "c": "hip-switches", "_": "rest: 20"}
_LETTERS = {said: letter for letter, said in _SAID.items()}


def order(draft: RoutineDraft) -> str:
    said = ""
    for part in draft.parts:
        steps = part.steps if isinstance(part, DraftBlock) else (part,)
        letters = "".join("_" if step.is_rest else _LETTERS[step.drill or ""] for step in steps)
        said += f"({letters})" if isinstance(part, DraftBlock) else letters
    return said


def number(draft: RoutineDraft, place: int) -> int:
    return list(draft.steps())[place].number


@pytest.mark.parametrize(
    ("steps", "place", "by", "then"),
    [
        ("(a_b)c", 1, 1, "(ab)_c"),
        ("(ab)_c", 2, -1, "(a_b)c"),
        ("a_(bc)", 1, 1, "a(b_c)"),
        ("a_bc", 0, 1, "b_ac"),
        ("a_bc", 1, -1, "a_bc"),
        ("ab_c", 2, -1, "a_bc"),
        ("(a_b)c", 0, 1, "(b_a)c"),
        ("(a_b)c", 2, -1, "(b_a)c"),
        ("ab", 1, 1, "ab"),
        ("a(b)", 1, 1, "ab"),
    ],
)
def test_moved_by_keys(
    session: Callable[[str], EditSession], steps: str, place: int, by: int, then: str
) -> None:
    now = session(steps)
    moved = shift(now.draft, number(now.draft, place), by)
    assert order(moved) == then
    assert now.changed(moved).routine is not None


@pytest.mark.parametrize(
    ("steps", "place", "before", "block", "then"),
    [
        ("(ab)_", 2, None, 0, "(ab)_"),
        ("_(ab)".replace("_(", "c_("), 1, 2, 1, "c_(ab)"),
        ("a_b", 1, 0, None, "a_b"),
        ("(a_b)", 1, None, 0, "(ab)_"),
        ("(ab)c", 2, None, None, "(ab)c"),
        ("(a_b)c", 2, None, None, "(a)_cb"),
    ],
)
def test_dropped(
    session: Callable[[str], EditSession],
    steps: str,
    place: int,
    before: int | None,
    block: int | None,
    then: str,
) -> None:
    now = session(steps)
    target = None if before is None else number(now.draft, before)
    into = None if block is None else now.draft.parts[block if steps[0] == "(" else 2].number
    moved = move(now.draft, number(now.draft, place), target, into)
    assert order(moved) == then
    assert now.changed(moved).routine is not None


def test_added_after_the_last_of_a_block_it_stands_below(
    session: Callable[[str], EditSession],
) -> None:
    now = session("(ab)c")
    added = add(now.draft, {"rest": "30"}, number(now.draft, 1))
    assert order(added) == "(ab)_c"
    assert now.changed(added).routine is not None


def test_a_drill_goes_into_a_block_with_the_one_above_and_the_rest_between(
    session: Callable[[str], EditSession],
) -> None:
    now = session("a_bc")
    made = group(now.draft, number(now.draft, 2))
    assert order(made) == "(a_b)c"
    assert order(group(made, number(made, 3))) == "(a_bc)"


def test_without_the_drill_before_it_a_rest_goes_too(
    session: Callable[[str], EditSession],
) -> None:
    now = session("a_b")
    assert order(remove(now.draft, number(now.draft, 0))) == "b"
