"""Where the keys of mappings and the entries of lists stand in a text, with their comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mobility_timer.library.tree.document import Node

_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")


@dataclass(frozen=True)
class Span:
    """The places of a key with its value, or of an entry with its dash, in characters.

    From `gap` on there are empty lines and comments apart from it, from `lead` on the comments
    right above it, from `body` on its own lines; its value comes after `colon`, which for an
    entry is its dash, and it ends at `end`, where the next one's gap begins. `column` is that of
    the key or the dash, counted from 0.
    """

    gap: int
    lead: int
    body: int
    colon: int
    end: int
    column: int


def spans(text: str, root: Node) -> dict[int, Span]:
    """The places of all that stands in lines of its own, by the `id` of the node of the value.

    Raises ValueError where a text is laid out in a way that this does not know.
    """
    found: dict[int, Span] = {}
    last = children(root)[-1]
    end, _ = _above(text, len(text), line_end(text, last.key_start), 0)
    _measure(text, root, root.start, end, found)
    return found


def children(node: Node) -> list[Node]:
    """The values of a mapping or the entries of a list, in the order of the text."""
    if isinstance(node.value, dict):
        return sorted(node.value.values(), key=lambda child: child.key_start)
    return node.value if isinstance(node.value, list) else []


def line_start(text: str, place: int) -> int:
    return text.rfind("\n", 0, place) + 1


def line_end(text: str, place: int) -> int:
    """The place after the line that `place` is in."""
    found = text.find("\n", place)
    return len(text) if found < 0 else found + 1


def _measure(text: str, node: Node, start: int, end: int, found: dict[int, Span]) -> None:
    """Find the places inside a node whose value begins at or after `start` and ends at `end`."""
    inside = children(node)
    if node.flow or not inside:
        return
    marks = list(_marks(text, node, inside))
    column = marks[0][0] - line_start(text, marks[0][0])
    if any(mark - line_start(text, mark) != column for mark, _ in marks):
        raise ValueError(node.line)
    lines = [line_start(text, mark) for mark, _ in marks]
    if lines[0] < start:
        lines[0] = marks[0][0]
        floors = [lines[0]]
    else:
        floors = [line_end(text, start) if start > line_start(text, start) else start]
    floors += [line_end(text, mark) for mark, _ in marks[:-1]]
    above = [_above(text, *at, column) for at in zip(lines, floors, strict=True)]
    ends = [*(gap for gap, _ in above[1:]), end]
    for child, (_, colon), line, (gap, lead), stop in zip(
        inside, marks, lines, above, ends, strict=True
    ):
        found[id(child)] = Span(gap, lead, line, colon, stop, column)
        _measure(text, child, colon, stop, found)


def _marks(text: str, node: Node, inside: list[Node]) -> Iterator[tuple[int, int]]:
    """The place of each key or dash, and the one after its colon or itself."""
    if isinstance(node.value, list):
        for child in inside:
            dash = text.rindex("-", 0, child.start)
            yield dash, dash + 1
        return
    for child in inside:
        quoted = _QUOTED.match(text, child.key_start)
        colon = text.index(":", quoted.end() if quoted else child.key_start)
        yield child.key_start, colon + 1


def _above(text: str, line: int, floor: int, column: int) -> tuple[int, int]:
    """Where the gap and the lead of what begins in a line begin, not before `floor`."""
    lead = line
    while lead > floor and _is_comment(text, line_start(text, lead - 1), column):
        lead = max(floor, line_start(text, lead - 1))
    gap = lead
    while gap > floor:
        above = max(floor, line_start(text, gap - 1))
        if text[above:gap].strip() and not _is_comment(text, above, column):
            break
        gap = above
    return gap, lead


def _is_comment(text: str, line: int, column: int) -> bool:
    """Whether a line is a comment alone that stands no further in than `column`."""
    shown = text[line : line_end(text, line)].lstrip(" ")
    return shown.startswith("#") and line_end(text, line) - len(shown) - line <= column
