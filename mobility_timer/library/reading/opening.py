"""The library as it is read from its folders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from mobility_timer import files
from mobility_timer.library.drill_files import (
    Broken,
    Seen,
    parsed_files_in,
    read_drills,
    unusable_drills,
)
from mobility_timer.library.faults import FileFaults
from mobility_timer.library.folders import DRILLS, routine_folders
from mobility_timer.library.library import Library
from mobility_timer.library.places import with_places
from mobility_timer.library.reading.build import Parsed, routine_of
from mobility_timer.library.reading.parse_cache import ParseCache
from mobility_timer.routine import Drill, Origin, Routine


def installed(new_at_most: int | None = None) -> Library:
    """The library of this computer's user."""
    cache = files.cache("routines") / "read.json"
    return open_library(files.routines(), files.user_routines(), cache, new_at_most)


def open_library(
    bundled: Path, user: Path | None, cache: Path | None = None, new_at_most: int | None = None
) -> Library:
    """Read both folders, routines in each and drills in its folder `drills`; so in the folders
    inside them.

    `cache` is a file that remembers what was read, so that it need not be read again. Of routines
    that it does not know, at most `new_at_most` are read; where there are more of them, the library
    is not whole.
    """
    parsed_files = ParseCache(cache, new_at_most)
    library = _Folders(parsed_files)
    library.add(bundled, Origin.BUNDLED)
    if user is not None:
        library.add(user, Origin.USER)
    parsed_files.save()
    return library.library(user)


class _Folders:
    """The folders as they are read, the user's after the bundled one."""

    def __init__(self, parsed_files: ParseCache) -> None:
        self._parsed_files = parsed_files
        self._bundled: dict[str, Drill] = {}
        self._drills: dict[str, Drill] = {}
        self._paths: dict[str, Path] = {}
        self._routines: list[tuple[Path, Origin, Parsed]] = []
        self._broken: list[Broken] = []

    def add(self, folder: Path, origin: Origin) -> None:
        folders = routine_folders(folder)
        drills: Seen = {}
        for place in folders:
            read, broken = read_drills(place / DRILLS, origin, self._parsed_files, drills)
            for id, (drill, path) in read.items():
                self._drills[id] = drill
                self._paths[f"drill {id}"] = path
            self._broken += broken
        if origin is Origin.BUNDLED:
            self._bundled = dict(self._drills)
        routines: Seen = {}
        for place in folders:
            for path, parsed in parsed_files_in(
                place, "routine", self._parsed_files, self._broken, routines
            ):
                self._routines.append((path, origin, parsed))

    def library(self, user: Path | None) -> Library:
        routines: dict[str, Routine] = {}
        unusable = unusable_drills(self._broken)
        for path, origin, parsed in self._routines:
            for routine in self._routine(path, origin, parsed, unusable):
                routines[routine.id] = routine
                self._paths[f"routine {routine.id}"] = path
        library = Library(
            self._drills,
            routines,
            tuple(self._broken),
            self._paths,
            user,
            self._parsed_files,
            is_whole=not self._parsed_files.left_out,
        )
        for routine in [*routines.values()]:
            if routine.origin is Origin.USER:
                path = self._paths[f"routine {routine.id}"]
                routines[routine.id] = with_places(routine, path, library)
        return library

    def _routine(
        self, path: Path, origin: Origin, parsed: Parsed, unusable: Mapping[str, str]
    ) -> Iterator[Routine]:
        try:
            yield routine_of(parsed, str(path), origin, self._drills, unusable)
        except FileFaults as faults:
            self._broken.append(Broken(path, parsed.keys.get("name", path.name), faults.faults))
            if origin is Origin.BUNDLED:
                yield from self._as_bundled(path, parsed)

    def _as_bundled(self, path: Path, parsed: Parsed) -> Iterator[Routine]:
        """A bundled routine with the bundled drills, where the user's own do not fit it."""
        try:
            yield routine_of(parsed, str(path), Origin.BUNDLED, self._bundled)
        except FileFaults:
            return
