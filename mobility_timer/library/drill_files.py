"""The drills and routines in a folder's files, and what is wrong with those that have faults."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, TypeAlias

from mobility_timer import files
from mobility_timer.library.faults import Fault, FileFaults
from mobility_timer.library.folders import cannot_open, files_in, named_as_text, text_of
from mobility_timer.library.reading.build import Parsed, drill_of, id_of
from mobility_timer.library.reading.parse_cache import ParseCache
from mobility_timer.routine import Drill, Origin
from mobility_timer.words import file_faults as words

Seen: TypeAlias = dict[str, Path]


class Broken(NamedTuple):
    """A file with faults, under the name that is shown for it.

    `still_used` where only the figure suffers: a drill that does not agree with its motion, or a
    motion that cannot be read.
    """

    path: Path
    name: str
    faults: tuple[Fault, ...]
    still_used: bool = False

    @property
    def bundled(self) -> bool:
        """Whether the file came with the program."""
        return any(self.path.is_relative_to(f) for f in (files.routines(), files.assets()))


def unusable_drills(broken: Iterable[Broken]) -> dict[str, str]:
    """The files of the drills that have faults, by the drills' ids."""
    drills = (one for one in broken if one.path.parent.name == "drills")
    return {id_of(str(one.path)): str(one.path) for one in drills}


def read_drills(
    folder: Path, origin: Origin, parsed_files: ParseCache, seen: Seen | None = None
) -> tuple[dict[str, tuple[Drill, Path]], list[Broken]]:
    broken: list[Broken] = []
    drills = {}
    for path, parsed in parsed_files_in(folder, "drill", parsed_files, broken, seen):
        try:
            drill = drill_of(parsed, str(path), origin)
            drills[drill.id] = drill, path
        except FileFaults as faults:
            broken.append(Broken(path, path.name, faults.faults))
    return drills, broken


class DrillsBeside:
    """The drills in the folders beside routines, read again only once a file there is another."""

    def __init__(self) -> None:
        self._read: dict[Path, tuple[object, tuple[Mapping[str, Drill], tuple[Broken, ...]]]] = {}

    def read(
        self, folder: Path, parsed_files: ParseCache
    ) -> tuple[Mapping[str, Drill], tuple[Broken, ...]]:
        """The drills of a folder by their ids, and its files with faults."""
        state = _state(folder)
        known = self._read.get(folder)
        if known is None or known[0] != state:
            found, broken = read_drills(folder, Origin.USER, parsed_files)
            drills = {id: drill for id, (drill, _) in found.items()}
            known = self._read[folder] = state, (drills, tuple(broken))
        return known[1]


def _state(folder: Path) -> object:
    """What is another once a file of a folder is: names, sizes and times."""
    try:
        with os.scandir(folder) as entries:
            stats = [(entry.name, entry.stat()) for entry in entries]
    except OSError as error:
        return error.errno
    return sorted((name, stat.st_size, stat.st_mtime_ns, stat.st_ino) for name, stat in stats)


def parsed_files_in(
    folder: Path,
    kind: str,
    parsed_files: ParseCache,
    broken: list[Broken],
    seen: Seen | None = None,
) -> Iterator[tuple[Path, Parsed]]:
    """What the files of a folder say, in the order of their names; the unusable go to `broken`,
    and so does a folder that cannot be read. `seen` are files by their ids, where other folders
    are read beside this one."""
    seen = {} if seen is None else seen
    try:
        found = files_in(folder)
    except OSError as error:
        broken.append(Broken(folder, folder.name, (cannot_open(folder, error),)))
        return
    for path in found:
        id = path.stem
        try:
            text = text_of(path)
            if id in seen:
                raise FileFaults([_same_id(path, seen[id])])
            seen[id] = path
            if kind == "routine" and not parsed_files.may_be_read(text, kind):
                continue
            parsed = parsed_files.read(text, str(path), kind)
            if parsed.kind == kind:  # a motion may lie beside the drills
                yield path, parsed
        except FileFaults as faults:
            broken.append(Broken(path, path.name, faults.faults))
        except OSError as error:
            broken.append(Broken(path, path.name, (cannot_open(path, error),)))
    broken += [Broken(it, it.name, (_ends_in_txt(it),)) for it in named_as_text(folder)]


def _ends_in_txt(path: Path) -> Fault:
    return Fault(str(path), 1, 1, words.ENDS_IN_TXT, try_=words.renaming_to(path.stem))


def _same_id(path: Path, first: Path) -> Fault:
    return Fault(str(path), 1, 1, words.same_id(first.name), try_=words.ANOTHER_FILE_NAME)
