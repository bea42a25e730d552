"""Names one after the other, as a sentence has them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence


def one_of(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} or {names[-1]}"


def listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def told_apart(names: Sequence[str]) -> list[str]:
    """The names, each that was there before with its number: "Lunges", "Lunges (2)"."""
    seen = Counter[str]()
    told = []
    for name in names:
        seen[name] += 1
        told.append(f"{name} ({seen[name]})" if seen[name] > 1 else name)
    return told
