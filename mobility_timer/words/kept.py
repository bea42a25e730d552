"""What is said of files that the program keeps: changes, settings, sessions, the log."""

from __future__ import annotations

SETTINGS = "settings"
YOUR_OWN = "your routines and motions, your changes and your sessions"
MADE_AGAIN = "pictures and speech, remade when needed"
LOG = "log of what went wrong"
NOT_A_FILE = "not a file"
CHANGES_EXPECTED = "expected routines by their ids, with the changes of each"
TEXT_EXPECTED = "expected text in UTF-8"
TOO_DEEP = "numbers too long or nested too deeply"
SESSIONS_SLOW = "The record of your sessions is slow to answer. This session goes on without it."


def larger_than(limit_bytes: int) -> str:
    return f"larger than {limit_bytes:,} bytes"


def no_folder(path: object) -> str:
    return f"{path} is not a folder"


def not_writable(folder: object) -> str:
    return f"{folder} cannot be written to"


def is_reserved(name: str) -> str:
    return f"{name} is a name that Windows keeps for a device: choose another one"


def of_file(why: str, path: object) -> str:
    return f"{why} ({path})"


def no_log_file(why: str) -> str:
    return f"No log file: {why}."


def yours_not_kept(why: str) -> str:
    """Where there is no folder for changes and sessions, or it takes nothing."""
    return f"Your changes and sessions can't be kept: {why}."


def no_cache(why: str) -> str:
    return f"Pictures and speech cannot be kept, so they are made anew each time: {why}."


def went_wrong(kind: str, log_file: object) -> str:
    return f"Something went wrong ({kind}). The program goes on; details are in {log_file}"


def changes_not_kept(why: str) -> str:
    return f"Your changes could not be saved: {why}."


def changes_not_read(why: str) -> str:
    return f"Your changes to routines could not be read: {why}."


def changes_set_aside(file: str, why: str, aside: str) -> str:
    return (
        f"Your changes to routines could not be read ({file}, {why}). The file is kept as {aside}."
    )


def settings_not_kept(why: str) -> str:
    return f"The settings could not be saved: {why}."


def at_most(kib: int) -> str:
    return f"expected at most {kib} KiB"


def at_line(line: int, column: int, what: str) -> str:
    return f"line {line}, column {column}: {what}"


def another_format(expected: str, found: object) -> str:
    return f"expected the format {expected!r}, found {found!r}"


def sessions_not_opened(why: str) -> str:
    return f"Your sessions can be neither read nor recorded: {why}."


def sessions_not_kept(why: str) -> str:
    return f"Your sessions could not be recorded: {why}."


def sessions_not_read(why: str) -> str:
    return f"Some of your sessions could not be read: {why}."


def sessions_set_aside(aside: str) -> str:
    return f"The record of your sessions was damaged. It is kept as {aside}, and a new one begins."


def sessions_newer(file: str) -> str:
    return (
        f"The record of your sessions comes from a newer version of this program ({file}). "
        "It is left as it is, and nothing is recorded. Install the newer version again."
    )
