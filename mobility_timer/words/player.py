"""What the player shows."""

from __future__ import annotations

SEGMENTS = {
    "lead-in": "Get ready",
    "set-up": "Get ready",
    "change": "Switch",
    "hold": "Hold",
    "rest": "Rest",
    "end": "Done",
}
"""The word of each kind of segment; a rep shows its phases instead."""

THE_END = "The end"
REST_NEXT = "Rest"
ONCE_MORE = "Once more"


def drill_and_position(drill: str, position: str) -> str:
    return f"{drill}, {position}"
