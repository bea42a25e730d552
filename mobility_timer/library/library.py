"""All drills and routines at hand: those that come with the program and the user's own."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mobility_timer import files
from mobility_timer.library.build import Parsed, drill_of, id_of, routine_of
from mobility_timer.library.faults import Fault, RoutineFaults, nearest, quoted, too_large
from mobility_timer.library.parse_cache import ParseCache
from mobility_timer.routine import LARGEST_FILE, Drill, Origin, Routine

_ENDINGS = (".yaml", ".yml")


@dataclass(frozen=True)
class Broken:
    """A file that cannot be used, under the name that is shown for it, and why."""

    path: Path
    name: str
    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class Library:
    """Drills and routines by id, and the files that cannot be used.

    The user's file wins over the bundled one of the same id, unless it is broken.
    """

    drills: Mapping[str, Drill]
    routines: Mapping[str, Routine]
    broken: tuple[Broken, ...] = ()
    paths: Mapping[str, Path] = field(default_factory=dict)
    user: Path | None = None
    parsed_files: ParseCache = field(default_factory=ParseCache, repr=False, compare=False)

    def find(self, wanted: str) -> Routine:
        """The routine with this id or name. Raises LookupError with a plain message."""
        if wanted in self.routines:
            return self.routines[wanted]
        by_name = {routine.name.lower(): id for id, routine in self.routines.items()}
        if id := by_name.get(wanted.strip().lower()):
            return self.routines[id]
        for broken in self.broken:
            if broken.path.stem == wanted:
                raise LookupError("\n".join(map(str, broken.faults)))
        near = nearest(wanted, self.routines) or by_name.get(nearest(wanted, by_name), "")
        hint = f"did you mean {near}?" if near else "see all with: mobility-timer list"
        raise LookupError(f"no routine {quoted(wanted)}, {hint}")

    def read_file(self, path: Path) -> Routine:
        """The routine in a file anywhere, with the library's drills and those beside it.

        Raises RoutineFaults and OSError.
        """
        return self._routine(self._parsed(path, "routine"), path)

    def check_file(self, path: Path) -> Drill | Routine:
        """The drill or the routine in a file anywhere; its keys tell which it is.

        Raises RoutineFaults and OSError.
        """
        parsed = self._parsed(path, None)
        if parsed.kind == "drill":
            return drill_of(parsed, str(path), Origin.USER)
        return self._routine(parsed, path)

    def motion_file(self, drill: Drill) -> Path | None:
        """The file of the drill's motion: the user's, else the bundled one; None if none is."""
        if drill.motion is None:
            return None
        name = drill.motion.removesuffix(".yaml")
        folders = [files.user_motions(), files.assets() / "motions"]
        if drill.origin is Origin.USER and self.user is not None:
            folders = [self.user / "drills", self.user, *folders]
        found = (folder / f"{name}.yaml" for folder in folders)
        own = self.paths.get(f"drill {drill.id}")
        return next((path for path in found if path != own and path.is_file()), None)

    def _parsed(self, path: Path, kind: str | None) -> Parsed:
        return self.parsed_files.read(_text(path), str(path), kind)

    def _routine(self, parsed: Parsed, path: Path) -> Routine:
        beside, faults = _read_folder(path.parent / "drills", Origin.USER, self.parsed_files)
        drills = {**self.drills, **{id: drill for id, (drill, _) in beside.items()}}
        broken = _unusable_drills((*self.broken, *faults))
        return routine_of(parsed, str(path), Origin.USER, drills, broken)


def installed() -> Library:
    """The library of this computer's user."""
    cache = files.cache("routines") / "read.json"
    return open_library(files.routines(), files.user_routines(), cache)


def open_library(bundled: Path, user: Path | None, cache: Path | None = None) -> Library:
    """Read both folders, routines in each and drills in its folder `drills`.

    `cache` is a file that remembers what was read, so that it need not be read again.
    """
    parsed_files = ParseCache(cache)
    library = _Shelves(parsed_files)
    library.add(bundled, Origin.BUNDLED)
    if user is not None:
        library.add(user, Origin.USER)
    parsed_files.save()
    return library.library(user)


class _Shelves:
    """The folders as they are read, the user's after the bundled one."""

    def __init__(self, parsed_files: ParseCache) -> None:
        self._drafts = parsed_files
        self._bundled: dict[str, Drill] = {}
        self._drills: dict[str, Drill] = {}
        self._paths: dict[str, Path] = {}
        self._routines: list[tuple[Path, Origin, Parsed]] = []
        self._broken: list[Broken] = []

    def add(self, folder: Path, origin: Origin) -> None:
        read, broken = _read_folder(folder / "drills", origin, self._drafts)
        for id, (drill, path) in read.items():
            self._drills[id] = drill
            self._paths[f"drill {id}"] = path
        if origin is Origin.BUNDLED:
            self._bundled = dict(self._drills)
        self._broken += broken
        for path, parsed in _drafts_in(folder, "routine", self._drafts, self._broken):
            self._routines.append((path, origin, parsed))

    def library(self, user: Path | None) -> Library:
        routines: dict[str, Routine] = {}
        unusable = _unusable_drills(self._broken)
        for path, origin, parsed in self._routines:
            for routine in self._routine(path, origin, parsed, unusable):
                routines[routine.id] = routine
                self._paths[f"routine {routine.id}"] = path
        return Library(self._drills, routines, tuple(self._broken), self._paths, user, self._drafts)

    def _routine(
        self, path: Path, origin: Origin, parsed: Parsed, unusable: Mapping[str, str]
    ) -> Iterator[Routine]:
        try:
            yield routine_of(parsed, str(path), origin, self._drills, unusable)
        except RoutineFaults as faults:
            self._broken.append(Broken(path, parsed.keys.get("name", path.name), faults.faults))
            if origin is Origin.BUNDLED:
                yield from self._as_bundled(path, parsed)

    def _as_bundled(self, path: Path, parsed: Parsed) -> Iterator[Routine]:
        """A bundled routine with the bundled drills, where the user's own do not fit it."""
        try:
            yield routine_of(parsed, str(path), Origin.BUNDLED, self._bundled)
        except RoutineFaults:
            return


def _unusable_drills(broken: Iterable[Broken]) -> dict[str, str]:
    """The files of the drills that have faults, by the drills' ids."""
    drills = (one for one in broken if one.path.parent.name == "drills")
    return {id_of(str(one.path)): str(one.path) for one in drills}


def _read_folder(
    folder: Path, origin: Origin, parsed_files: ParseCache
) -> tuple[dict[str, tuple[Drill, Path]], list[Broken]]:
    broken: list[Broken] = []
    drills = {}
    for path, parsed in _drafts_in(folder, "drill", parsed_files, broken):
        try:
            drills[path.stem] = drill_of(parsed, str(path), origin), path
        except RoutineFaults as faults:
            broken.append(Broken(path, path.name, faults.faults))
    return drills, broken


def _drafts_in(
    folder: Path, kind: str, parsed_files: ParseCache, broken: list[Broken]
) -> Iterator[tuple[Path, Parsed]]:
    """What the files of a folder say, in the order of their names; the unusable go to `broken`."""
    seen: dict[str, Path] = {}
    for path in _files_in(folder):
        try:
            text = _text(path)
            if path.stem in seen:
                raise RoutineFaults([_same_id(path, seen[path.stem])])
            seen[path.stem] = path
            yield path, parsed_files.read(text, str(path), kind)
        except RoutineFaults as faults:
            broken.append(Broken(path, path.name, faults.faults))
        except OSError as error:
            fault = Fault(str(path), 1, 1, f"the file cannot be opened ({error.strerror})")
            broken.append(Broken(path, path.name, (fault,)))


def _files_in(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            names = [e.name for e in entries if _is_shown(e.name) and e.is_file()]
    except OSError:
        return []
    return [folder / name for name in sorted(names)]


def _is_shown(name: str) -> bool:
    return name.endswith(_ENDINGS) and not name.startswith(".")


def _same_id(path: Path, first: Path) -> Fault:
    return Fault(str(path), 1, 1, f"the same id as {first.name}", try_="another file name")


def _text(path: Path) -> str:
    """The text of a file. Raises RoutineFaults if it is none, and OSError."""
    with path.open("rb") as file:
        data = file.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise RoutineFaults([too_large(str(path))])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        lines = data[: error.start].decode("utf-8-sig").split("\n")
        place = len(lines), len(lines[-1]) + 1
        fault = Fault(str(path), *place, "not text in UTF-8", try_="saving the file as UTF-8")
        raise RoutineFaults([fault]) from None
