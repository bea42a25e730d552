"""Where the program keeps things for its user, how large they are, and how they are removed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from mobility_timer import files
from mobility_timer.words import command_line as words
from mobility_timer.words import file_faults

OK, FAILED = 0, 1


def show(out: TextIO, err: TextIO) -> int:
    """Print each folder with what is in it and its size, and why nothing can be kept there."""
    _print_sizes(out)
    for why in files.why_nothing_kept(files.user_folders().values()):
        print(words.nothing_kept(why), file=err)
    return OK


def _print_sizes(out: TextIO) -> None:
    folders = files.user_folders()
    width = max(len(str(folder)) for folder in folders.values())
    for what, folder in folders.items():
        held = _held(folder)
        size = f"{_size(sum(path.lstat().st_size for path in held)):>8}" if held else " nothing"
        print(f"{folder!s:<{width}}  {size}  {what}", file=out)


def remove(ask: Callable[[str], str], out: TextIO) -> int:
    """Show the folders, ask, and remove them; 1 when the answer is no or one cannot be removed."""
    _print_sizes(out)
    try:
        answer = ask(words.ASK_TO_REMOVE)
    except EOFError:
        answer = ""
    if answer.strip().lower() != "yes":
        print(words.NOTHING_REMOVED, file=out)
        return FAILED
    result = OK
    for folder in sorted(set(map(_own, files.user_folders().values()))):
        try:
            if folder.is_symlink():
                folder.unlink()
            elif folder.exists():
                shutil.rmtree(folder)
        except OSError as error:
            print(file_faults.of_file(error.filename or folder, error.strerror), file=out)
            result = FAILED
    print(words.REMOVED if result == OK else words.NOT_ALL_REMOVED, file=out)
    return result


def _held(folder: Path) -> list[Path]:
    """The files in `folder` that are not in a folder of their own kind inside it."""
    inner = [other for other in files.user_folders().values() if folder in other.parents]
    return [
        path
        for path in folder.rglob("*")
        if (path.is_file() or path.is_symlink()) and not any(i in path.parents for i in inner)
    ]


def _own(folder: Path) -> Path:
    """The uppermost folder that bears the program's name: on some systems one holds the others."""
    named = [path for path in (folder, *folder.parents) if path.name == files.APP]
    return named[-1] if named else folder


def _size(count: float) -> str:
    for unit in ("bytes", "kB", "MB"):
        if count < 1000:
            return f"{count:.0f} {unit}"
        count /= 1000
    return f"{count:.1f} GB"
