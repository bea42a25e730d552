"""What is said of files that the editor writes."""

from __future__ import annotations

MY_ROUTINE = "My routine"
BUSY = "Another program is writing this file right now. Try again in a moment."
CHANGED_ELSEWHERE = "The file was changed elsewhere since you opened it."
GONE = "The file is no longer there."
DISK_FULL = "The disk is full. Nothing was changed, and your draft is still here."

SIDES_DIFFER = (
    "Left and right differ here. Open the drill and set each, or type one number to shift both."
)


def read_only(folder: object) -> str:
    return f"You can't write to {folder}. Nothing was changed, and your draft is still here."


def no_folder(why: str) -> str:
    return f"It can't be saved: {why}. Nothing was changed, and your draft is still here."


def not_saved(path: object, why: str) -> str:
    said = f" ({why})" if why else ""
    return f"{path} could not be written{said}. Nothing was changed, and your draft is still here."
