"""Values out of the mappings of a tree; what does not fit is a fault, and reading goes on."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from mobility_timer.library.faults import MOST_FAULTS, Fault, nearest, now_called, quoted, renamed
from mobility_timer.library.tree.document import Node
from mobility_timer.words import file_faults as words
from mobility_timer.words import one_of

T = TypeVar("T")
L = TypeVar("L", bound=str)


class MappingReader:
    """Reads the mappings of one file and gathers its faults; what does not fit is a default."""

    def __init__(self, file: str, faults: list[Fault]) -> None:
        self._file = file
        self.faults = faults

    def each(self, keys: Mapping[str, Node], name: str, read: Callable[[Node], T]) -> dict[str, T]:
        if name not in keys:
            return {}
        return {key: read(node) for key, node in self.mapping(keys[name]).items()}

    def keys(
        self, node: Node | None, required: Sequence[str] = (), optional: Sequence[str] = ()
    ) -> dict[str, Node]:
        """The known keys of a mapping; says what is missing and what is not known."""
        if node is None:
            return {}
        found = self.mapping(node)
        known = (*required, *optional)
        for name, value in found.items():
            if name not in known:
                self.unknown(value, name, known, "key")
        for name in required:
            if name not in found and isinstance(node.value, dict):
                self.say(node, words.is_missing(quoted(name)), words.the_keys(one_of(required)))
        return {name: value for name, value in found.items() if name in known}

    def mapping(self, node: Node | None) -> dict[str, Node]:
        if node is None or node.value is None:
            return {}
        if isinstance(node.value, dict):
            return node.value
        self.say(node, words.NO_KEYS, words.KEYS_WITH_VALUES, _seen(node))
        return {}

    def entries(self, node: Node | None) -> list[Node]:
        if node is None or node.value is None:
            return []
        if isinstance(node.value, list):
            return node.value
        self.say(node, words.NO_LIST, words.A_LIST, _seen(node))
        return []

    def text(self, node: Node | None) -> str:
        if node is None or node.value is None:
            return ""
        if isinstance(node.value, str):
            return node.value
        self.say(node, words.NO_TEXT, words.A_WORD, _seen(node))
        return ""

    def flag(self, node: Node | None) -> bool:
        return self.choice(node, ("true", "false"), "false") == "true"

    def choice(self, node: Node | None, known: Sequence[L], usual: L) -> L:
        """One of the known words; the usual one where there is none of them."""
        chosen = self._known(node, known)
        return usual if chosen is None else chosen

    def optional(self, keys: Mapping[str, Node], name: str, known: Sequence[L]) -> L | None:
        return self._known(keys[name], known) if name in keys else None

    def _known(self, node: Node | None, known: Sequence[L]) -> L | None:
        word = self.text(node)
        for name in known:
            if name == word:
                return name
        if node is not None and isinstance(node.value, str):
            meant = nearest(word, known)
            expected = one_of(known) if len(known) < 8 else ""
            self.say(node, words.not_known(quoted(word)), expected, try_=meant)
        return None

    def number(self, node: Node | None, least: float = -1000.0, most: float = 1000.0) -> float:
        if node is None or node.value is None:
            return 0.0
        try:
            value = float(node.value) if isinstance(node.value, str) else float("nan")
        except ValueError:
            value = float("nan")
        if not least <= value <= most:
            self.say(node, words.NO_NUMBER, words.number(least, most), _seen(node))
            return 0.0
        return value

    def whole(self, node: Node | None, least: int, most: int) -> int:
        """A whole number; `least` where it is none."""
        text = self.text(node)
        number = int(text) if re.fullmatch(r"[+-]?[0-9]{1,9}", text) else None
        if number is not None and least <= number <= most:
            return number
        if node is not None and isinstance(node.value, str):
            expected = words.whole_number(least, most)
            self.say(node, words.NO_NUMBER, expected, quoted(text))
        return least

    def numbers(
        self, node: Node | None, count: int, least: float = -1000.0, most: float = 1000.0
    ) -> tuple[float, ...]:
        items = self.entries(node)
        if node is not None and isinstance(node.value, list) and len(items) != count:
            self.say(node, words.WRONG_LENGTH, words.numbers(count), f"{len(items)}")
        numbers = [self.number(item, least, most) for item in items[:count]]
        return (*numbers, *(0.0,) * (count - len(numbers)))

    def triple(self, node: Node | None) -> tuple[float, float, float]:
        x, y, z = self.numbers(node, 3)
        return x, y, z

    def pair(self, node: Node | None) -> tuple[float, float]:
        x, y = self.numbers(node, 2)
        return x, y

    def span(self, node: Node | None, least: float = 0.0, most: float = 1.0) -> tuple[float, float]:
        start, end = self.numbers(node, 2, least, most)
        if node is not None and end < start:
            self.say(node, words.BACKWARDS, words.SMALLER_FIRST)
        return start, end

    def unknown(self, node: Node, name: str, known: Sequence[str], what: str) -> None:
        place = (node.key_line or node.line, node.key_column or node.column)
        if now := renamed(name, known):
            self.faults.append(now_called(self._file, *place, name, now))
            return
        meant = nearest(name, known) if len(self.faults) < MOST_FAULTS else ""
        expected = "" if meant else one_of(known[:8])
        said = words.is_no(quoted(name), what)
        self.faults.append(Fault(self._file, *place, said, expected, try_=meant))

    def say(
        self, node: Node, what: str, expected: str = "", found: str = "", try_: str = ""
    ) -> None:
        self.faults.append(Fault(self._file, node.line, node.column, what, expected, found, try_))


def _seen(node: Node) -> str:
    if isinstance(node.value, dict):
        return "keys"
    return words.A_LIST if isinstance(node.value, list) else quoted(str(node.value))
