"""What is said of the user's own files: their changes to routines, their settings."""

from __future__ import annotations

CHANGES_EXPECTED = "expected routines by their ids, with the changes of each"
TEXT_EXPECTED = "expected text in UTF-8"
TOO_DEEP = "numbers too long or nested too deeply"
SESSIONS_SLOW = "The record of your sessions is slow to answer. It goes on without it."


def changes_not_kept(why: str) -> str:
    return f"Your changes could not be kept: {why}."


def changes_not_read(why: str, file: str) -> str:
    return f"Your changes to routines could not be read: {why} ({file})."


def changes_set_aside(file: str, why: str, aside: str) -> str:
    return (
        f"Your changes to routines could not be read ({file}, {why}). The file is kept as {aside}."
    )


def settings_not_kept(why: str) -> str:
    return f"The settings could not be kept: {why}"


def at_most(kib: int) -> str:
    return f"expected at most {kib} KiB"


def at_line(line: int, column: int, what: str) -> str:
    return f"line {line}, column {column}: {what}"


def sessions_not_kept(why: str) -> str:
    return f"Your sessions could not be written down: {why}."


def sessions_set_aside(aside: str) -> str:
    return f"The record of your sessions was damaged. It is kept as {aside}, and a new one begins."


def sessions_newer(file: str) -> str:
    return (
        f"The record of your sessions comes from a newer version of this program ({file}). "
        "It is left as it is, and nothing is written down. Install the newer version again."
    )
