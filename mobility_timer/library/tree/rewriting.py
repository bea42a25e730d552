"""A YAML text that says something else: only what differs is written anew, the rest stays.

Each value is looked up where it stands. What is equal keeps its text to the letter; an entry of a
list takes its comments along when it moves. The result is read again: where it does not say what
was wanted, the whole is written anew, under the comments at the head of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from mobility_timer.library.tree.brackets import rewritten_brackets
from mobility_timer.library.tree.document import Node, read_document
from mobility_timer.library.tree.layout import Span, children, line_start, spans
from mobility_timer.library.tree.rendering import (
    LONGEST_LINE_CHARACTERS,
    after_key,
    entry_lines,
    inline,
    key_lines,
    rendered,
    scalar,
    texts,
)

_COMMENT = re.compile(r"( +)#")
_BESIDE = re.compile(r"(?:[^\n#\"']|\"[^\n\"]*\"|'[^\n']*'|(?<=\S)#)*?(?<!\S)(#[^\n]*)")
_STEPS_TO_ENTRY = 2
Origin = tuple[str | int, ...]


@dataclass(frozen=True)
class Moved:
    """An entry of a list that stood at `origin` in the text: keys and numbers from the root."""

    origin: Origin
    value: Any


def read_plain(text: str) -> Any:
    """The document as mappings, lists and texts; None where it cannot be read."""
    root, faults = read_document(text, "")
    return None if root is None or faults else root.plain()


def rewritten(text: str, wanted: Mapping[str, Any]) -> str:
    """The text of a document, changed so that it says `wanted`: mappings and lists of texts and
    numbers. An entry of a list may be `Moved`."""
    windows = "\r\n" in text
    unix = text.replace("\r\n", "\n")
    plain = texts(_settled(wanted))
    new = _in_place(unix, wanted)
    if new is None or read_plain(new) != plain:
        head = takewhile(lambda line: line.startswith("#"), unix.splitlines(keepends=True))
        new = "".join(head) + rendered(plain)
    return new.replace("\n", "\r\n") if windows else new


def _in_place(text: str, wanted: Mapping[str, Any]) -> str | None:
    root, faults = read_document(text, "")
    if root is None or faults or not isinstance(root.value, dict) or not root.value:
        return None
    ended = text if text.endswith("\n") else f"{text}\n"
    try:
        return _Rewriting(ended, root).document(wanted)
    except (ValueError, KeyError):
        return None


class _Rewriting:
    def __init__(self, text: str, root: Node) -> None:
        self._text = text
        self._root = root
        self._spans = {} if root.flow else spans(text, root)
        self._used: set[int] = set()

    def document(self, wanted: Mapping[str, Any]) -> str:
        self._used = {id(self._find(origin)) for origin in _origins(wanted)}
        if self._root.flow:
            return self._braces(self._root, wanted, 0, len(self._text))
        inside = children(self._root)
        first, last = (self._spans[id(inside[at])] for at in (0, -1))
        return self._text[: first.gap] + self._keys(self._root, wanted) + self._text[last.end :]

    def _value(self, node: Node, wanted: Any, span: Span) -> str:
        """What stands from after the colon, or the dash, up to the end of the span."""
        text = self._text
        said = _settled(wanted)
        if texts(said) == node.plain() and not self._moves(node, wanted):
            return text[span.colon : span.end]
        inside = children(node)
        if isinstance(node.value, dict) and isinstance(said, Mapping) and said and inside:
            if node.flow:
                return self._braces(node, said, span.colon, span.end)
            before = text[span.colon : self._spans[id(inside[0])].gap]
            return before + self._keys(node, wanted)
        if isinstance(node.value, list) and _is_list(said) and said and inside and not node.flow:
            before = text[span.colon : self._spans[id(inside[0])].gap]
            return before + self._entries(node, wanted)
        if isinstance(node.value, list) and _is_list(said) and said and inside:
            beside = self._brackets(node, wanted)
            if beside is not None:
                return f"{text[span.colon : node.start]}{beside}{text[node.end : span.end]}"
        return self._replaced(node, texts(said), span)

    def _replaced(self, node: Node, said: Any, span: Span) -> str:
        """Another value in the place of one; what is beside it in the line stays there."""
        text = self._text
        old_end = max(span.colon, node.start + len(text[node.start : node.end].rstrip()))
        beside, _, below = text[old_end : span.end].partition("\n")
        if text[span.colon - 1] == "-" and isinstance(said, Mapping) and said:
            first, *others = key_lines(said, span.column + 2)
            first = f" {first.lstrip(' ')}"
        else:
            first, *others = after_key("", said, span.column)
        in_line = line_start(text, node.start) == line_start(text, span.colon)
        if in_line and first.strip():
            first = text[span.colon : node.start] + first.lstrip(" ")
        if comment := _COMMENT.match(beside):
            over = max(0, len(first) - (old_end - span.colon))
            gap = max(len(comment[1]) - over, min(len(comment[1]), 2 + over))
            first = first.ljust(old_end - span.colon) + " " * gap
            beside = beside.lstrip(" ")
        return f"{first}{beside}\n" + "".join(f"{line}\n" for line in others) + below

    def _keys(self, node: Node, wanted: Mapping[str, Any]) -> str:
        """The keys of a mapping, each in lines of its own."""
        assert isinstance(node.value, dict)
        nodes = {key: value for child in children(node)
                 for key, value in node.value.items() if value is child}  # fmt: skip
        first = self._spans[id(children(node)[0])]
        made: dict[str, str] = {}
        for key, child in nodes.items():
            span = self._spans[id(child)]
            if key in wanted:
                head = self._text[span.gap : span.colon]
                made[key] = head + self._value(child, wanted[key], span)
            else:
                gap = self._text[span.gap : span.lead]
                made[key] = gap if gap.strip() else ""
        order = list(nodes)
        for key in wanted:
            if key not in nodes:
                order.insert(_place(order, list(wanted), key), key)
                lines = key_lines({key: texts(_settled(wanted[key]))}, first.column)
                made[key] = "".join(f"{line}\n" for line in lines)
        text = _joined([made[key] for key in order])
        begins_in_line = first.body > line_start(self._text, first.body)
        return text.lstrip(" ") if begins_in_line else text

    def _entries(self, node: Node, wanted: Sequence[Any]) -> str:
        """The entries of a list, each with its dash."""
        column = self._spans[id(children(node)[0])].column
        placed = self._placed(node, wanted)
        parts = self._parts(placed, column)
        self._keep_comments(node, wanted, parts, column)
        if placed[0][0] is not children(node)[0]:
            parts[0] = parts[0].lstrip("\n")
        return _joined(parts) + self._left_behind(node, [origin for origin, _ in placed])

    def _parts(self, placed: Sequence[tuple[Node | None, Any]], column: int) -> list[str]:
        return [
            self._new_entry(value, column) if node is None else self._entry(node, value, column)
            for node, value in placed
        ]

    def _entry(self, node: Node, value: Any, column: int) -> str:
        """An entry as it stood, or as it is now, at the column of the list it comes into."""
        span = self._spans[id(node)]
        whole = self._text[span.gap : span.colon] + self._value(node, value, span)
        by = column - span.column
        if not by:
            return whole
        lines = whole.splitlines(keepends=True)
        return "".join(_indented(line, by) for line in lines)

    def _new_entry(self, value: Any, column: int) -> str:
        """An entry that is new itself and may hold some that were there."""
        if not isinstance(value, Mapping) or not any(_origins(value)):
            return "".join(f"{line}\n" for line in entry_lines([texts(_settled(value))], column))
        said = ""
        for key, inner in value.items():
            begin = " " * (column + 2)
            if any(_origins(inner)):
                parts = self._parts(self._placed(None, inner), column + 4)
                said += f"{begin}{key}:\n" + _joined(parts).lstrip("\n")
            else:
                lines = key_lines({key: texts(_settled(inner))}, column + 2)
                said += "".join(f"{line}\n" for line in lines)
        return f"{' ' * column}- {said[column + 2 :]}"

    def _keep_comments(
        self, node: Node, wanted: Sequence[Any], parts: list[str], column: int
    ) -> None:
        """Put the comments of a block that was taken apart above what stood in it."""
        apart = {id(entry): entry for entry in children(node) if id(entry) not in self._used}
        for place, value in enumerate(wanted):
            inside = isinstance(value, Moved) and len(value.origin) > _STEPS_TO_ENTRY
            block = apart.pop(id(self._find(value.origin[:-2])), None) if inside else None
            if block is not None:
                comments = self._comments(block)
                parts[place] = "".join(f"{' ' * column}{it}\n" for it in comments) + parts[place]

    def _comments(self, block: Node) -> Iterator[str]:
        """The comments in an entry that are not those of entries in it that stay."""
        span, text = self._spans[id(block)], self._text
        stay = [found for key, found in self._spans.items() if key in self._used]
        at = span.lead
        for line in text[span.lead : span.end].splitlines(keepends=True):
            found = _BESIDE.match(line)
            if found and not any(one.gap <= at < one.end for one in stay):
                yield found[1].rstrip()
            at += len(line)

    def _left_behind(self, node: Node, stays: Sequence[Node | None]) -> str:
        """The comments that stood apart above entries that are gone."""
        kept = {id(origin) for origin in stays} | self._used
        gone = (self._spans[id(child)] for child in children(node) if id(child) not in kept)
        gaps = (self._text[span.gap : span.lead] for span in gone)
        return "".join(gap for gap in gaps if gap.strip())

    def _placed(self, node: Node | None, wanted: Sequence[Any]) -> list[tuple[Node | None, Any]]:
        """What is wanted with the entry that it was: the one it says, else an equal one."""
        free = list(children(node)) if node else []
        placed: list[tuple[Node | None, Any]] = []
        for value in wanted:
            origin: Node | None = None
            if isinstance(value, Moved):
                origin = self._at(value.origin)
                value = value.value
            elif equal := [entry for entry in free if entry.plain() == texts(_settled(value))]:
                origin = equal[0]
                free.remove(origin)
            placed.append((origin, value))
        return placed

    def _at(self, path: Origin) -> Node | None:
        """The entry that stands there; None where it has no lines of its own."""
        node = self._find(path)
        return node if id(node) in self._spans else None

    def _find(self, path: Origin) -> Node:
        node: Node | None = self._root
        for step in path:
            node = node.child(step) if node else None
        if node is None:
            raise KeyError(path)
        return node

    def _brackets(self, node: Node, wanted: Sequence[Any]) -> str | None:
        """A list in brackets; None where a person would rather have it in lines."""
        free = list(children(node))
        entries: list[tuple[Node | None, str | None, list[Node]]] = []
        for value in wanted:
            origin = self._find(value.origin) if isinstance(value, Moved) else None
            plain = texts(_settled(value))
            child = next((one for one in free if one is origin), None)
            if child is None and not isinstance(value, Moved):
                child = next((one for one in free if one.plain() == plain), None)
            if child is not None:
                free.remove(child)
            same = child is not None and child.plain() == plain
            taken = [] if child is not None else [self._find(one) for one in _origins(value)]
            entries.append((child, None if same else self._bracketed(child, plain), taken))
        made = rewritten_brackets(self._text, node, entries)
        old = self._text[node.start : node.end]
        line = self._text[line_start(self._text, node.start) : node.start] + made
        is_long = "\n" not in old and len(line) > LONGEST_LINE_CHARACTERS and len(made) > len(old)
        said = read_plain(f"list: {made}\n")
        return None if is_long or said != {"list": texts(_settled(wanted))} else made

    def _bracketed(self, child: Node | None, plain: Any) -> str:
        if child is not None and isinstance(child.value, dict) and isinstance(plain, Mapping):
            return self._braces(child, plain, child.start, child.end)
        return inline([plain])[1:-1]

    def _moves(self, node: Node | None, wanted: Any) -> bool:
        """Whether entries of a list come from elsewhere: equal ones may have changed places."""
        if isinstance(wanted, Mapping):
            return any(
                self._moves(node and node.child(key), value) for key, value in wanted.items()
            )
        if not _is_list(wanted):
            return False
        inside = children(node) if node is not None else []
        for place, value in enumerate(wanted):
            child = inside[place] if place < len(inside) else None
            if isinstance(value, Moved):
                if child is None or self._find(value.origin) is not child:
                    return True
                value = value.value
            if self._moves(child, value):
                return True
        return False

    def _braces(self, node: Node, wanted: Mapping[str, Any], start: int, end: int) -> str:
        """A mapping in braces: what is equal in it keeps its text."""
        assert isinstance(node.value, dict)
        text, nodes = self._text, node.value
        if list(wanted) == list(nodes):
            said, at = "", start
            for key, child in nodes.items():
                if texts(wanted[key]) != child.plain():
                    said += text[at : child.start] + inline([texts(wanted[key])])[1:-1]
                    at = child.end
            return said + text[at:end]
        pairs = [
            text[nodes[key].key_start : nodes[key].end]
            if key in nodes and texts(wanted[key]) == nodes[key].plain()
            else f"{scalar(key, True)}: {inline([texts(wanted[key])])[1:-1]}"
            for key in wanted
        ]
        return f"{text[start : node.start]}{{{', '.join(pairs)}}}{text[node.end : end]}"


def _settled(wanted: Any) -> Any:
    """What is wanted, without where it was."""
    if isinstance(wanted, Moved):
        return _settled(wanted.value)
    if isinstance(wanted, Mapping):
        return {key: _settled(value) for key, value in wanted.items()}
    return [_settled(value) for value in wanted] if _is_list(wanted) else wanted


def _origins(wanted: Any) -> Iterator[Origin]:
    """Where all that was there already stood."""
    if isinstance(wanted, Moved):
        yield wanted.origin
        yield from _origins(wanted.value)
    elif isinstance(wanted, Mapping):
        for value in wanted.values():
            yield from _origins(value)
    elif _is_list(wanted):
        for value in wanted:
            yield from _origins(value)


def _is_list(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _place(order: Sequence[str], wanted: Sequence[str], key: str) -> int:
    """Where a new key goes: after the nearest one before it that is there."""
    before = wanted[: wanted.index(key)]
    return next((order.index(other) + 1 for other in reversed(before) if other in order), 0)


def _joined(parts: Sequence[str]) -> str:
    """Parts one below the other, the empty lines at the end of one moved to the end of all."""
    text = ""
    for part in parts:
        if text.endswith("\n\n") and part.strip():
            body = text.rstrip("\n") + "\n"
            text, part = body, text[len(body) :] + part if part[:1] in ("#", "\n") else part
        text += part
    return text


def _indented(line: str, by: int) -> str:
    if by > 0:
        return " " * by + line if line.strip() else line
    return line[min(-by, len(line) - len(line.lstrip(" "))) :]
