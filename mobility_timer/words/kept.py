"""What is said of the user's own files: their changes to routines, their settings."""

from __future__ import annotations

CHANGES_EXPECTED = "expected routines by their ids, with the changes of each"
TEXT_EXPECTED = "expected text in UTF-8"
TOO_DEEP = "numbers too long or nested too deeply"


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
