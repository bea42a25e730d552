"""Values of a YAML text changed in place: comments, order and all that is not changed stay."""

from __future__ import annotations

import re
from collections.abc import Mapping

import yaml

from mobility_timer.library.tree.document import Node

_NEVER_FOLDED_CHARACTERS = 10**9  # characters
_COMMENT = re.compile(r"( +)#")


def dumped(key: str, value: object) -> str:
    """`key: value` as YAML without the last line end; a mapping takes several lines."""
    said = _dump({key: value}, allow_unicode=True)
    if not said.replace("\n", "").isprintable():  # PyYAML folds line ends that are not escaped
        said = _dump({key: value}, allow_unicode=False)
    return said.rstrip("\n")


def with_values(text: str, root: Node, values: Mapping[str, object]) -> str:
    """The text with other values for keys that its root has."""
    nodes = root.value if isinstance(root.value, dict) else {}
    places = sorted(((nodes[key].key_start, key) for key in values), reverse=True)
    for start, key in places:
        old = text[start : nodes[key].end].rstrip()
        rest = text[start + len(old) :]
        new = dumped(key, values[key])
        if comment := _COMMENT.match(rest):
            new = new.ljust(len(old) + len(comment[1]) - 2) + "  "
            rest = rest.lstrip(" ")
        text = text[:start] + new + rest
    return text


def _dump(value: object, allow_unicode: bool) -> str:
    text: str = yaml.safe_dump(
        value, sort_keys=False, allow_unicode=allow_unicode, width=_NEVER_FOLDED_CHARACTERS
    )
    return text
