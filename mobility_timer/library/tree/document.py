"""A YAML text as a tree of places and texts; nothing is guessed: `on`, `010`, `1:30` stay text.

Refused, each with its place: anchors, aliases, merges, tags, a key given twice, an empty value, a
second document, more than 256 KiB, more than 32 levels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from mobility_timer.library.faults import LINE_BREAK, Fault, place_at, quoted, too_large
from mobility_timer.library.tree.tabs import begins_of_runs, tabs_by_line, with_spaces
from mobility_timer.routine import LARGEST_FILE_BYTES
from mobility_timer.words import file_faults as words

DEEPEST_LEVELS = 32

_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_QUOTES = ("'", '"')
_PLAIN_WORDS = {
    "mapping values are not allowed": words.COLON_INSIDE,
    "nesting depth": (words.TOO_DEEP, words.at_most_levels(DEEPEST_LEVELS)),
    "'\\t'": words.TAB,
    "a tab character": words.TAB,
    "could not find expected ':'": words.NO_KEY_WITH_VALUE,
    "cannot start any token": words.STARTS_WITH_SIGN,
    "end of stream": words.ENDS_EARLY,
    "did not find expected <document start>": words.BESIDE_KEYS,
    "expected <block end>": words.NOT_LINED_UP,
    "did not find expected key": words.NOT_LINED_UP,
    "did not find expected '-' indicator": words.NOT_LINED_UP,
    "expected ',' or": words.LIST_NOT_CLOSED,
    "expected node content": words.SIGN_FOR_VALUE,
}


@dataclass(slots=True)
class Node:
    """A text, a list or keys with values; None for what has been refused already.

    `key_line` and `key_column` tell where its key stands, for a value of a mapping. `key_start`,
    `start` and `end` are where key and value begin and end in the text, in characters. `flow`
    where it is written in brackets or braces.
    """

    line: int
    column: int
    value: str | list[Node] | dict[str, Node] | None
    key_line: int = 0
    key_column: int = 0
    key_start: int = 0
    end: int = 0
    quoted: bool = False
    start: int = 0
    flow: bool = False

    def plain(self) -> Any:
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def child(self, step: str | int) -> Node | None:
        if isinstance(self.value, dict) and isinstance(step, str):
            return self.value.get(step)
        if isinstance(self.value, list) and isinstance(step, int) and step < len(self.value):
            return self.value[step]
        return None

    def walk(self, path: str = "") -> Iterator[tuple[str, Node]]:
        """Every node with its path: keys and numbers joined by dots."""
        yield path, self
        children: Any = ()
        if isinstance(self.value, dict):
            children = self.value.items()
        elif isinstance(self.value, list):
            children = enumerate(self.value)
        for step, node in children:
            yield from node.walk(f"{path}.{step}" if path else str(step))


def read_document(text: str, file: str) -> tuple[Node | None, list[Fault]]:
    """The tree of one document, as far as it can be read, and what is wrong with it."""
    text = text.removeprefix("\ufeff")
    if len(text) > LARGEST_FILE_BYTES or len(text.encode(errors="replace")) > LARGEST_FILE_BYTES:
        return None, [too_large(file)]
    if odd := _UNPRINTABLE.search(text):
        place = place_at(text, odd.start())
        found = words.character(ord(odd.group()))
        return None, [Fault(file, *place, words.NO_TEXT_CHARACTER, found=found)]
    root, faults = _Builder(file).build(text)
    is_tab = root is None and any(fault.found == words.TAB[0] for fault in faults)
    return _without_tabs(text, file) if is_tab else (root, faults)


def _without_tabs(text: str, file: str) -> tuple[Node | None, list[Fault]]:
    """The tree as it is with spaces for tabs, so that no other fault waits until they are gone."""
    tabs = tabs_by_line(text)
    what, (found, try_) = words.NOT_YAML, words.TAB
    told = [Fault(file, line, 1, what, found=found, try_=try_) for line in begins_of_runs(tabs)]
    tried = ((width, *_Builder(file).build(spaced)) for spaced, width in with_spaces(text))
    first = next(tried)
    width, root, faults = first if first[1] else next((one for one in tried if one[1]), first)
    for _, node in root.walk() if root else ():
        node.column = _column(node.line, node.column, tabs, width)
        node.key_column = _column(node.key_line, node.key_column, tabs, width)
    others = [
        fault._replace(column=_column(fault.line, fault.column, tabs, width))
        for fault in faults
        if root is not None or fault.line not in tabs
    ]
    return root, [*told, *others]


def _column(line: int, column: int, tabs: Mapping[int, int], width: int) -> int:
    """A column of the text with tabs, from that with so many spaces for each."""
    return max(1, column - (width - 1) * tabs.get(line, 0))


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet, and the key that waits for its value."""

    node: Node
    key: str | None = None
    key_mark: Any = None
    expects_value: bool = False
    flow: bool = False
    seen: dict[str, int] = field(default_factory=dict)


_WITHOUT_COLON = re.compile(r"([^\W\d_]+)(?: (?=\d)|:)(\S+)")


def _with_colon(key: str | None) -> str:
    """A key and its value that were read as a key, for want of a colon and a space."""
    found = _WITHOUT_COLON.fullmatch(key or "")
    return f"{found[1]}: {found[2]}" if found else ""


class _Builder:
    def __init__(self, file: str) -> None:
        self._file = file
        self._faults: list[Fault] = []
        self._open: list[_Open] = []
        self._root: Node | None = None
        self._end = 0

    def build(self, text: str) -> tuple[Node | None, list[Fault]]:
        loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        documents = 0
        try:
            for event in _events(loader(text)):
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        self._say(
                            event.start_mark,
                            words.SECOND_DOCUMENT,
                            expected=words.ONE_DOCUMENT,
                            try_=words.FILE_OF_ITS_OWN,
                        )
                        break
                elif not self._take(event):
                    return None, self._faults
        except yaml.MarkedYAMLError as error:
            self._faults.append(self._syntax(error, text))
            return None, self._faults
        except (yaml.YAMLError, RecursionError, ValueError):
            self._faults.append(Fault(self._file, 1, 1, words.CANNOT_BE_READ))
            return None, self._faults
        if documents == 0:
            self._faults.append(Fault(self._file, 1, 1, words.EMPTY, words.KEYS_WITH_VALUES))
        return self._root, self._faults

    def _take(self, event: Any) -> bool:
        if isinstance(event, yaml.ScalarEvent):
            self._refuse_marks(event)
            self._scalar(event)
        elif isinstance(event, yaml.AliasEvent):
            self._refuse_alias(event)
            self._add(event, None)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._refuse_marks(event)
            if len(self._open) >= DEEPEST_LEVELS:
                self._say(event.start_mark, words.TOO_DEEP, words.at_most_levels(DEEPEST_LEVELS))
                return False
            self._add(event, [] if isinstance(event, yaml.SequenceStartEvent) else {})
        elif isinstance(event, yaml.CollectionEndEvent):
            closed = self._open.pop()
            ends: Any = event.end_mark
            self._end = ends.index if closed.flow else self._end
            closed.node.end = self._end
        return True

    def _scalar(self, event: Any) -> None:
        parent = self._open[-1] if self._open else None
        is_key = (
            parent is not None and isinstance(parent.node.value, dict) and not parent.expects_value
        )
        if is_key or event.value or event.style not in (None, ""):
            self._add(event, event.value)
            return
        named = quoted(parent.key) if parent and parent.key else words.AN_ENTRY
        self._say(
            parent.key_mark if parent and parent.key_mark else event.start_mark,
            words.has_no_value(named),
            try_=_with_colon(parent.key if parent else None) or words.A_VALUE,
        )
        self._add(event, None)

    def _add(self, event: Any, value: str | list[Node] | dict[str, Node] | None) -> None:
        mark = event.start_mark
        self._end = end = event.end_mark.index
        node = Node(mark.line + 1, mark.column + 1, value, end=end, start=mark.index)
        if self._open:
            self._attach(self._open[-1], node, mark)
        else:
            self._root = node
        if isinstance(value, (list, dict)):
            node.flow = bool(event.flow_style)
            self._open.append(_Open(node, flow=event.flow_style))
        elif value is not None:
            node.quoted = event.style in _QUOTES

    def _attach(self, parent: _Open, node: Node, mark: Any) -> None:
        if isinstance(parent.node.value, list):
            parent.node.value.append(node)
        elif not parent.expects_value:
            parent.expects_value = True
            parent.key, parent.key_mark = self._key(parent, node, mark), mark
        elif isinstance(parent.node.value, dict):
            if parent.key is not None:
                node.key_line = parent.key_mark.line + 1
                node.key_column = parent.key_mark.column + 1
                node.key_start = parent.key_mark.index
                parent.node.value[parent.key] = node
            parent.expects_value = False
            parent.key = parent.key_mark = None

    def _key(self, parent: _Open, node: Node, mark: Any) -> str | None:
        """The key, or None when it and its value are to be left out."""
        key = node.value
        if not isinstance(key, str) or not key.strip():
            if key is not None:
                self._say(mark, words.KEY_NO_WORD, try_=words.KEY_VALUE)
            return None
        if key == "<<":
            self._say(mark, words.A_MERGE, try_=words.KEYS_WRITTEN_OUT)
            return None
        if key in parent.seen:
            self._say(
                mark,
                words.given_twice(quoted(key)),
                expected=words.EACH_KEY_ONCE,
                found=words.first_in_line(parent.seen[key]),
                try_=words.ONE_OF_TWO_ONLY,
            )
            return None
        parent.seen[key] = node.line
        return key

    def _refuse_alias(self, event: Any) -> None:
        self._say(event.start_mark, words.alias(event.anchor), try_=words.WRITTEN_OUT)

    def _refuse_marks(self, event: Any) -> None:
        if event.anchor is not None:
            self._say(event.start_mark, words.anchor(event.anchor), try_=words.NO_NAME)
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._say(event.start_mark, words.tag(tag), try_=words.PLAIN_VALUE)

    def _syntax(self, error: yaml.MarkedYAMLError, text: str) -> Fault:
        mark = error.problem_mark or error.context_mark
        if _is_unclosed(error, text):
            mark = error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problem = " ".join(str(error.problem or "").split())
        bracket = next((each.node for each in reversed(self._open) if each.flow), None)
        told = next(
            (plain for sign, plain in _PLAIN_WORDS.items() if sign in problem),
            (problem.removeprefix("found "), ""),
        )
        if mark is not None and text[mark.index : mark.index + 1] == "\t":
            told = words.TAB
        no_value = told == words.SIGN_FOR_VALUE
        if bracket and no_value and bracket.line < line and _begins(mark, text):
            line, column, told = bracket.line, bracket.column, words.LIST_NOT_CLOSED
        if told == words.NO_KEY_WITH_VALUE and (key := error.context_mark):
            line, column = key.line + 1, key.column + 1
            meant = _with_colon(re.split(LINE_BREAK, text[key.index :], maxsplit=1)[0].strip())
            told = (told[0], meant or told[1])
        return Fault(self._file, line, column, words.NOT_YAML, found=told[0], try_=told[1])

    def _say(
        self, mark: Any, what: str, expected: str = "", found: str = "", try_: str = ""
    ) -> None:
        self._faults.append(
            Fault(self._file, mark.line + 1, mark.column + 1, what, expected, found, try_)
        )


def _events(loader: Any) -> Iterator[Any]:
    """Those of a whole text, as `yaml.parse` gives them, with half the calls."""
    try:
        while (event := loader.get_event()) is not None:
            yield event
    finally:
        loader.dispose()


def _is_unclosed(error: yaml.MarkedYAMLError, text: str) -> bool:
    """Whether what is wrong is a quote or a bracket opened in an earlier line: found out at the
    end of the text, or where a later line begins anew with a key or a dash."""
    opened, noticed = error.context_mark, error.problem_mark
    if opened is None or noticed is None or opened.line == noticed.line:
        return False
    if "quoted" in str(error.context):
        return True
    return "flow" in str(error.context) and _begins(noticed, text)


def _begins(mark: Any, text: str) -> bool:
    """Whether the text ends at the mark, or a line begins anew there."""
    lines = re.split(LINE_BREAK, text)
    line = lines[mark.line] if mark.line < len(lines) else ""
    return not line[: mark.column].strip() or line[mark.column :][:1] == ":"
