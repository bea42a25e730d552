"""What a session without a window says besides its cues."""

from __future__ import annotations

PRESS_ENTER = "Press Enter when you are ready."
ENTER_WHEN_YOU_STOP = "Press Enter when you stop."
INTERRUPTED = {
    "asleep": "The computer was asleep. Resuming from here.",
    "busy": "The computer was too busy to keep up. Resuming from here.",
}


def stopped(at: str, length: str) -> str:
    """`at` and `length` as minutes and seconds."""
    return f"Stopped at {at} of {length}."
