"""How patterns over the kinds of items are written, and the fields that a part of a line says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from mobility_timer.library.prescription.grammar.items import Item
from mobility_timer.library.prescription.grammar.lexicon import KINDS

Saying: TypeAlias = Mapping[str, Any]
"""Fields of a `PrescriptionLine`, and those that `Heard` settles at the end of the line."""

_FIRST_SIGN = "\u4e00"
_SIGNS = {kind: chr(ord(_FIRST_SIGN) + at) for at, kind in enumerate(KINDS)}


@dataclass(frozen=True)
class Match:
    """Items that a pattern found, by the names of its groups."""

    items: Sequence[Item]
    found: re.Match[str]

    def item(self, group: str) -> Item | None:
        """The first item of a group; None where the group found nothing."""
        at = self.found.start(group)
        return self.items[at] if at >= 0 and self.found.end(group) > at else None

    def the(self, group: str) -> Item:
        item = self.item(group)
        assert item is not None, group
        return item

    @property
    def all(self) -> Sequence[Item]:
        return self.items[self.found.start() : self.found.end()]

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset(item.kind for item in self.all)


Rule: TypeAlias = Callable[[Match], Saying | None]
"""What was found says this; None where it says nothing here."""


def signs_of(items: Sequence[Item]) -> str:
    """One sign an item, which the patterns are matched with."""
    return "".join(_SIGNS[item.kind] for item in items)


Pattern: TypeAlias = tuple[re.Pattern[str], Rule]


def rule(words: str, says: Rule) -> Pattern:
    """A regular expression whose words are kinds of items, and what it says:
    `number x? (each|slash) day`."""

    def sign(found: re.Match[str]) -> str:
        return _SIGNS.get(found[0], found[0])

    return re.compile(re.sub(r"<[a-z_]+>|[a-z_]+", sign, words).replace(" ", "")), says


Rules: TypeAlias = Iterator[Pattern]


def is_(**said: object) -> Rule:
    """What is always said the same."""
    return lambda _match: said
