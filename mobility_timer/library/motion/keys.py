"""The keys of a motion's file."""

from __future__ import annotations

from typing import Final

REQUIRED: Final = ("id", "side", "camera", "phases", "keys")
OPTIONAL: Final = (
    "stance", "ease", "hold", "alternate", "straight", "contacts", "props", "glow", "trace",
    "variants", "grows", "seconds", "expect", "base", "shows", "close_up", "shoes",
    "travels",
)  # fmt: skip
