"""A list in brackets with other entries: those that stay keep their text and their comments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mobility_timer.library.tree.document import Node

_COMMENT = re.compile(r"#[^\n]*")
_REST_OF_LINE = re.compile(r"[ \t]*(?:#[^\n]*)?\n")


@dataclass(frozen=True)
class _Piece:
    """What stands before an entry, the entry, and what comes after its comma up to the next."""

    lead: str
    body: str
    tail: str


def rewritten_brackets(
    text: str, node: Node, entries: Sequence[tuple[Node | None, str | None, Sequence[Node]]]
) -> str:
    """The list `node` of a text, from bracket to bracket, with these entries: each as one of its
    own nodes with its text (None for the one it has), or without a node as a new one, into which
    some of its nodes may have gone; their comments stand beside it."""
    assert isinstance(node.value, list)
    inside = node.value
    begin = _after_line(text, node.start + 1, inside[0].start)
    opening, pieces, closing, has_last_comma = _taken_apart(text, node, begin)
    known = {id(child): piece for child, piece in zip(inside, pieces, strict=True)}
    is_tall = "\n" in text[node.start : node.end]
    new_lead = pieces[-1].lead if is_tall else ""
    new_tail = "\n" if is_tall and pieces[-1].tail.endswith("\n") else ""
    made: list[_Piece] = []
    for child, body, taken in entries:
        piece = known.get(id(child)) if child is not None else None
        if piece is None:
            gone = [known[id(one)] for one in taken if id(one) in known]
            comments = "".join(f"  {c}" for one in gone for c in _COMMENT.findall(one.tail))
            lead = "".join(one.lead for one in gone if "#" in one.lead) or new_lead
            made.append(_Piece(lead, body or "", comments + new_tail))
        else:
            made.append(_Piece(piece.lead, piece.body if body is None else body, piece.tail))
    said = opening
    for place, piece in enumerate(made):
        is_last = place == len(made) - 1
        lead = piece.lead
        if not is_tall:
            lead = pieces[0].lead if not place else " "
        comma = "," if not is_last or has_last_comma else ""
        tail = piece.tail if is_tall else ""
        said += f"{lead}{piece.body}{comma}{tail}"
    return said + closing


def _taken_apart(text: str, node: Node, begin: int) -> tuple[str, list[_Piece], str, bool]:
    """What opens it, its entries, what closes it, and whether a comma follows the last one."""
    assert isinstance(node.value, list)
    inside = node.value
    ends = [len(text[: child.end].rstrip()) for child in inside]
    pieces: list[_Piece] = []
    at = begin
    for child, end, following in zip(inside, ends, [*inside[1:], None], strict=True):
        stop = following.start if following else node.end - 1
        comma = _comma(text, end, stop)
        after = end if comma is None else comma + 1
        tail_end = _after_line(text, after, stop)
        between = text[end:comma] if comma is not None else ""
        pieces.append(
            _Piece(text[at : child.start], text[child.start : end] + between, text[after:tail_end])
        )
        at = tail_end
    has_last_comma = _comma(text, ends[-1], node.end - 1) is not None
    return text[node.start : begin], pieces, text[at : node.end], has_last_comma


def _after_line(text: str, at: int, stop: int) -> int:
    """The place after the line, where only a comment is left of it; else the same place."""
    found = _REST_OF_LINE.match(text, at, stop)
    return found.end() if found else at


def _comma(text: str, at: int, stop: int) -> int | None:
    """The comma that ends an entry, past comments."""
    while at < stop:
        if text[at] == ",":
            return at
        at = text.find("\n", at) if text[at] == "#" else at + 1
        if at < 0:
            return None
    return None
