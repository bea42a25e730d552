"""Lines on the voice: what is missing, what speaks instead, and how to get more."""

from __future__ import annotations

import sys

KEEPS_STOPPING = "The voice keeps stopping and is being restarted; captions show every cue."
SAMPLE = "Next: hip switches. Left leg back."
"""What a voice says when you want to hear it."""
WARM_UP = "Keep the back knee straight."
"""Said to nobody, for an engine's first line comes late."""
ENGINES = {
    "command": "your own command",
    "neural": "the built-in voice",
    "system": "this computer's voice",
}


def no_voice() -> str:
    return f"No voice on this computer; captions show every cue. {_how_to_get_one()}"


def cannot_speak(why: str) -> str:
    return f"No voice: {why}. Captions show every cue."


def gives_way(engine: str, to: str, why: str) -> str:
    """A voice cannot speak and another does; `why` may be empty."""
    reason = f" ({why})" if why else ""
    return f"{_start(ENGINES[engine])} does not work{reason}; {ENGINES[to]} speaks instead."


def stands_in(engine: str, other: str) -> str:
    """A voice is slow to answer and another says the nearest lines."""
    return f"{_start(ENGINES[engine])} is slow to answer; {ENGINES[other]} speaks until it does."


def replaced(wanted: str, to: str) -> str:
    return f"The voice {wanted} is no longer there; {ENGINES[to]} speaks instead."


def unreadable(lines: int) -> str:
    some = "one line" if lines == 1 else f"{lines} lines"
    return f"No voice here can read {some} of this routine; the captions show them."


def _start(text: str) -> str:
    return text[:1].upper() + text[1:]


def _how_to_get_one() -> str:
    if sys.platform == "win32":
        return "Add one in Settings, Time & language, Speech."
    if sys.platform == "darwin":
        return "Add one in System Settings, Accessibility, Spoken Content."
    return "On Debian or Ubuntu: sudo apt install espeak-ng"
