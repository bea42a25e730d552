"""What a check found."""

from __future__ import annotations

from dataclasses import dataclass, replace

from mobility_timer.words import findings as words


@dataclass(frozen=True)
class Finding:
    """A value, its limit in words, and whether it holds."""

    name: str
    value: float
    limit: str
    unit: str
    ok: bool

    def of_variant(self, variant: str) -> Finding:
        return replace(self, name=words.of_variant(variant, self.name))
