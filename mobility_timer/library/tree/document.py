"""A YAML text as a tree of places and texts; nothing is guessed: `on`, `010`, `1:30` stay text.

Refused, each with its place: anchors, aliases, merges, tags, a key given twice, an empty value, a
second document, more than 256 KiB, more than 32 levels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from mobility_timer.library.faults import LINE_BREAK, Fault, place_at, quoted, too_large
from mobility_timer.routine import LARGEST_FILE_BYTES

DEEPEST_LEVELS = 32

_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_PLAIN_WORDS = {
    "mapping values are not allowed": (
        "a colon inside a text",
        "the text in quotes, when it has a colon followed by a space",
    ),
    "'\\t'": ("a tab", "spaces, a tab cannot indent"),
    "a tab character": ("a tab", "spaces, a tab cannot indent"),
    "could not find expected ':'": ("a line that is no key with a value", "key: value"),
    "cannot start any token": ("a text that starts with a sign of YAML", "the text in quotes"),
    "end of stream": ("an end that comes too early", "the closing quote or bracket"),
    "did not find expected <document start>": ("a text beside the keys", "key: value"),
    "expected <block end>": ("a line that does not line up", "the indent of the lines above it"),
    "did not find expected key": (
        "a line that does not line up",
        "the indent of the lines above it",
    ),
    "did not find expected '-' indicator": (
        "a line that does not line up",
        "the indent of the lines above it",
    ),
    "expected ',' or": ("a list that is not closed", "a comma or the closing bracket"),
}


@dataclass
class Node:
    """A text, a list or keys with values; None for what has been refused already.

    `key_line` and `key_column` tell where its key stands, for a value of a mapping. `key_start`
    and `end` are where key and value begin and end in the text, in characters.
    """

    line: int
    column: int
    value: str | list[Node] | dict[str, Node] | None
    key_line: int = 0
    key_column: int = 0
    key_start: int = 0
    end: int = 0
    quoted: bool = False

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
        found = f"character {ord(odd.group()):#06x}"
        return None, [Fault(file, *place, "a character that is no text", found=found)]
    return _Builder(file).build(text)


@dataclass
class _Open:
    """A list or mapping whose end has not come yet, and the key that waits for its value."""

    node: Node
    key: str | None = None
    key_mark: Any = None
    expects_value: bool = False
    flow: bool = False
    seen: dict[str, int] = field(default_factory=dict)


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
            for event in yaml.parse(text, Loader=loader):
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        self._say(
                            event.start_mark,
                            "a second document",
                            expected="one document in a file",
                            try_="a file of its own for what comes after ---",
                        )
                        break
                elif not self._take(event):
                    return None, self._faults
        except yaml.MarkedYAMLError as error:
            self._faults.append(self._syntax(error, text))
            return None, self._faults
        except (yaml.YAMLError, RecursionError, ValueError):
            self._faults.append(Fault(self._file, 1, 1, "the file cannot be read as YAML"))
            return None, self._faults
        if documents == 0:
            self._faults.append(Fault(self._file, 1, 1, "the file is empty", "keys with values"))
        return self._root, self._faults

    def _take(self, event: Any) -> bool:
        if isinstance(event, yaml.AliasEvent):
            self._refuse_alias(event)
            self._add(event, None)
        elif isinstance(event, yaml.ScalarEvent):
            self._refuse_marks(event)
            self._scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._refuse_marks(event)
            if len(self._open) >= DEEPEST_LEVELS:
                self._say(event.start_mark, "nested too deeply", f"at most {DEEPEST_LEVELS} levels")
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
        named = quoted(parent.key) if parent and parent.key else "an entry"
        self._say(
            parent.key_mark if parent and parent.key_mark else event.start_mark,
            f"{named} has no value",
            try_="a value, or leave the line out",
        )
        self._add(event, None)

    def _add(self, event: Any, value: str | list[Node] | dict[str, Node] | None) -> None:
        mark = event.start_mark
        ends: Any = event.end_mark
        self._end = ends.index
        quoted = getattr(event, "style", None) in ("'", '"')
        node = Node(mark.line + 1, mark.column + 1, value, end=self._end, quoted=quoted)
        if self._open:
            self._attach(self._open[-1], node, mark)
        else:
            self._root = node
        if isinstance(value, (list, dict)):
            self._open.append(_Open(node, flow=event.flow_style))

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
                self._say(mark, "a key that is no word", try_="key: value")
            return None
        if key == "<<":
            self._say(mark, "a merge (<<)", try_="the keys themselves, written out")
            return None
        if key in parent.seen:
            self._say(
                mark,
                f"{quoted(key)} is given twice",
                expected="each key once",
                found=f"the first in line {parent.seen[key]}",
                try_="one of the two only",
            )
            return None
        parent.seen[key] = node.line
        return key

    def _refuse_alias(self, event: Any) -> None:
        self._say(event.start_mark, f"an alias (*{event.anchor})", try_="the value, written out")

    def _refuse_marks(self, event: Any) -> None:
        if event.anchor is not None:
            self._say(event.start_mark, f"an anchor (&{event.anchor})", try_="no name before it")
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._say(event.start_mark, f"a tag ({tag})", try_="the plain value without it")

    def _syntax(self, error: yaml.MarkedYAMLError, text: str) -> Fault:
        mark = error.problem_mark or error.context_mark
        if _is_unclosed(error, text):
            mark = error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problem = " ".join(str(error.problem or "").split())
        for sign, (found, try_) in _PLAIN_WORDS.items():
            if sign in problem:
                return Fault(self._file, line, column, "not YAML", found=found, try_=try_)
        return Fault(self._file, line, column, "not YAML", found=problem.removeprefix("found "))

    def _say(
        self, mark: Any, what: str, expected: str = "", found: str = "", try_: str = ""
    ) -> None:
        self._faults.append(
            Fault(self._file, mark.line + 1, mark.column + 1, what, expected, found, try_)
        )


def _is_unclosed(error: yaml.MarkedYAMLError, text: str) -> bool:
    """Whether what is wrong is a quote or a bracket opened in an earlier line: found out at the
    end of the text, or where a later line begins anew with a key or a dash."""
    opened, noticed = error.context_mark, error.problem_mark
    if opened is None or noticed is None or opened.line == noticed.line:
        return False
    if "quoted" in str(error.context):
        return True
    lines = LINE_BREAK.split(text)
    line = lines[noticed.line] if noticed.line < len(lines) else ""
    begins = not line[: noticed.column].strip() or line[noticed.column :][:1] == ":"
    return "flow" in str(error.context) and begins
