"""What a package holds, looked at with the drills that are here; and what would be written."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from mobility_timer import files
from mobility_timer.editing import UserFiles
from mobility_timer.library import (
    LARGEST_PICTURE_BYTES,
    Fault,
    FileFaults,
    Library,
    read_motion_file,
)
from mobility_timer.routine import Drill, Routine
from mobility_timer.sharing.package import Package
from mobility_timer.sharing.renaming import renamed

_R = TypeVar("_R")


@dataclass(frozen=True)
class Contents:
    """A package as it was looked at: its routines as they would be here, the names of its drills,
    and what is wrong, a line each. `taken` are the files that are here already, with other
    contents. `lacks` says what will not be shown as it is meant, a line each."""

    package: Package
    routines: tuple[Routine, ...]
    drills: tuple[str, ...]
    faults: tuple[str, ...]
    taken: tuple[str, ...]
    pictures: int = 0
    motions: int = 0
    lacks: tuple[str, ...] = ()


def look(package: Package, library: Library, user: UserFiles) -> Contents:
    """Read everything in it, in a folder of its own that is thrown away."""
    routines: list[Routine] = []
    drills: list[str] = []
    faults: list[str] = []
    lacks: list[str] = []
    with _laid_out(package) as folder:
        alone = replace(library, user=None, paths={}, own_motions=folder / "motions")

        def told(fault: Fault) -> str:
            line = str(fault)
            for name in package.files:
                line = line.replace(str(_laid_at(folder, name)), name)
            return line

        def read(name: str, reads: Callable[[Path], _R]) -> _R | None:
            try:
                return reads(_laid_at(folder, name))
            except FileFaults as found:
                faults.extend(told(fault._replace(file=name)) for fault in found.faults)
            return None

        def drill_in(path: Path) -> Drill:
            return library.read_drill_text(path.read_text(encoding="utf-8"), path)

        def show(name: str, found: Drill | Routine) -> None:
            path = _laid_at(folder, name)
            wrong = alone.faults_of_pictures(found, path)
            own = (fault.what for fault in wrong if fault.file == str(path))
            lacks.extend(f"{found.name}: {what}" for what in own)

        for name in sorted(package.files):
            if name.startswith("motions/"):
                read(name, read_motion_file)
            elif name.startswith("drills/") and (drill := read(name, drill_in)):
                drills.append(drill.name)
                show(name, drill)
        for name in sorted(package.files):
            if name.startswith("routines/") and (routine := read(name, library.read_file)):
                routines.append(routine)
                show(name, routine)
    return Contents(
        package,
        tuple(routines),
        tuple(drills),
        tuple(faults),
        tuple(name for name, data in package.files.items() if not _is_free(name, data, user)),
        len(package.in_folder("pictures")),
        len(package.in_folder("motions")),
        tuple(dict.fromkeys(lacks)),
    )


def add(contents: Contents, user: UserFiles, *, replace_taken: bool = False) -> tuple[Path, ...]:
    """Write the package's files into the user's folders; returns the routines that were written.

    What is here already under the same name with other contents gets another name, and is meant
    by it, unless it is to be replaced (what it said is kept as a version). Raises NotSaved.
    """
    names = new_names(contents, user, replace_taken=replace_taken)
    package = contents.package
    written: list[Path] = []
    for name, data in package.files.items():
        folder, _, _ = name.partition("/")
        target = place_of(names.get(name, name), user)
        if folder == "pictures":
            user.write_data(target, data, most_bytes=LARGEST_PICTURE_BYTES)
            continue
        text = renamed(data.decode(), names)
        user.write(target, text, None, over=True)
        if folder == "routines":
            written.append(target)
    return tuple(written)


def place_of(name: str, user: UserFiles) -> Path:
    """Where a file of a package goes."""
    folder, _, rest = name.partition("/")
    places = {
        "routines": user.folder,
        "drills": user.folder / "drills",
        "pictures": user.folder / "drills" / "pictures",
        "motions": files.user_motions(),
    }
    return places[folder] / rest


@contextmanager
def _laid_out(package: Package) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="mobility-") as made:
        folder = Path(made)
        for inside in ("drills/pictures", "motions"):
            (folder / inside).mkdir(parents=True)
        for name, data in package.files.items():
            _laid_at(folder, name).write_bytes(data)
        yield folder


def _laid_at(folder: Path, name: str) -> Path:
    """Where a file of a package lies to be read: as `place_of` puts it, but for the motions."""
    inside = f"drills/{name}" if name.startswith("pictures/") else name.removeprefix("routines/")
    return folder / inside


def new_names(contents: Contents, user: UserFiles, *, replace_taken: bool) -> dict[str, str]:
    """Those of its files that cannot have the name that they bear, with the one they get.

    What a file means comes before it: where a drill gets another name, a routine that means it
    is another one than the user's, which stays as it is.
    """
    names: dict[str, str] = {}
    for name in sorted(contents.package.files, key=_meant_first):
        data = _written(contents.package, name, names)
        folder, _, rest = name.partition("/")
        is_reserved = files.is_reserved(rest)
        if not is_reserved and (replace_taken or _is_free(name, data, user)):
            continue
        stem, _, ending = files.free_of_reserved(rest).rpartition(".")
        new, number = f"{folder}/{stem}.{ending}", 2
        while not _is_free(new, data, user):
            new, number = f"{folder}/{stem}-{number}.{ending}", number + 1
        names[name] = new
    return names


def _meant_first(name: str) -> tuple[int, str]:
    return ("pictures", "motions", "drills", "routines").index(name.partition("/")[0]), name


def _written(package: Package, name: str, names: Mapping[str, str]) -> bytes:
    """What a file holds once those that it means have their new names."""
    data = package.files[name]
    return data if name.startswith("pictures/") else renamed(data.decode(), names).encode()


def _is_free(name: str, data: bytes, user: UserFiles) -> bool:
    """Whether nothing is in its place, or the very same."""
    place = place_of(name, user)
    return not os.path.lexists(place) or files.holds(place, data)
