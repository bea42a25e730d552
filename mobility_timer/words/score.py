"""A timeline as text, and what an author is told of the lines in it."""

from __future__ import annotations

from mobility_timer.words.language.numbers import counted

TONES = {
    "countdown": "beep",
    "go": "GO",
    "rep": "tick",
    "phase": "phase",
    "halfway": "halfway",
    "change": "chime",
    "rest": "rest",
    "end": "END TONE",
}
COUNTED = {"reps": "rep", "steps": "step"}
HOLD = "hold"
TOO_QUICK_TO_COUNT = "takes longer than a rep: from there on only every tenth is said."


def seconds(ms: int) -> str:
    return f"{ms / 1000:g} s"


def gap(kind: str, ms: int) -> str:
    return f"[{kind}, {seconds(ms)}]"


def dose(reps: int, counts: str, ends: str) -> str:
    """What a set asks for; `reps` is 0 for a time, `counts` and `ends` say what it counts."""
    if counts == "metres":
        return f"{reps} m, until you get there"
    asked = counted(reps, COUNTED[counts]) if reps else HOLD
    if ends == "you":
        return f"up to {asked}, until you stop" if reps else f"{HOLD} until you stop"
    return "as many as you can" if ends == "time" else asked


def never_said(takes_ms: int, room_ms: int) -> str:
    return (
        f"is never said: it takes {takes_ms / 1000:.1f} s, and a rep leaves room"
        f" for {max(0, room_ms) / 1000:.1f} s."
    )


def cut_short(said: str, takes_ms: int, gap_ms: int) -> str:
    instead = f"only “{said}” is said" if said else "is not said"
    return (
        f"takes {takes_ms / 1000:.1f} s and does not fit into the {seconds(gap_ms)} before the"
        f" set: {instead}."
    )


def said_too_often(times: int, most: int) -> str:
    return (
        f"would be said {times} times; {most} is the most:"
        " write more lines of coaching so that they take turns."
    )


def about(drill: str, line: str, reason: str) -> str:
    return f"{drill}: “{line}” {reason}"
