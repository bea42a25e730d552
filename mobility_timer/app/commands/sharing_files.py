"""Routines given away and taken in, on the command line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from mobility_timer import sharing
from mobility_timer.editing import NotSaved, installed_user_files
from mobility_timer.library import FileFaults, Library
from mobility_timer.routine import Routine, check_routine
from mobility_timer.timeline import length_ms, minutes_seconds
from mobility_timer.words import command_line as words
from mobility_timer.words import sharing_page

OK, BAD_INPUT = 0, 2


def import_files(
    library: Library, paths: Sequence[Path], out: TextIO, errors: TextIO, *, replace: bool
) -> int:
    """Show what each file holds and add it; 2 where one is not taken, which adds nothing of it."""
    user, result = installed_user_files(), OK
    for path in paths:
        try:
            incoming = sharing.read_incoming(path, library, user)
            contents = incoming.contents
            if contents.faults:
                refused = sharing_page.in_one_line(contents.faults)
                raise sharing.NotTaken(words.fault(path, refused))
            for routine in contents.routines:
                print(_told(routine), file=out)
            for line in incoming.left_out:
                print(line, file=out)
            for line in contents.lacks:
                print(words.note(path, line), file=out)
            if contents.taken and not replace:
                print(sharing_page.are_here(contents.taken), words.KEEPS_BOTH, file=out)
            copies = sharing.copies_of(contents, user) if replace else ()
            for written in sharing.add(contents, user, replace_taken=replace):
                print(words.added_as(written), file=out)
            for copy in copies:
                user.delete(copy)
                print(words.copy_removed(copy), file=out)
        except (sharing.NotTaken, NotSaved, OSError) as error:
            print(error, file=errors)
            result = BAD_INPUT
    return result


def share(library: Library, path: Path, output: Path, out: TextIO, errors: TextIO) -> int:
    """Write the routine of a file with all that it needs into one file, and tell what is missing.

    2 where the file cannot be used. Raises OSError.
    """
    try:
        lacking = sharing.save_package(library, path, output)
    except FileFaults as faults:
        print(faults, file=errors)
        return BAD_INPUT
    print(sharing_page.saved_as(output), file=out)
    for fault in lacking:
        print(words.note(fault.place, fault.message), file=out)
    return OK


def _told(routine: Routine) -> str:
    lines = [f"{routine.name}  {minutes_seconds(length_ms(routine))}"]
    lines += [f"  {remark.text}" for remark in check_routine(routine)]
    return "\n".join(lines)
