"""A routine put into a package, with all that it needs and that did not come with the program."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mobility_timer import files
from mobility_timer.library import LARGEST_PICTURE_BYTES, Fault, Library
from mobility_timer.routine import LARGEST_FILE_BYTES, Drill
from mobility_timer.sharing.package import Package, packed
from mobility_timer.sharing.renaming import renamed


def save_package(library: Library, path: Path, target: Path) -> tuple[Fault, ...]:
    """Write the routine of a file, packed, to the target; returns what it cannot show as it is
    meant, such as a picture that is not there. Raises FileFaults and OSError."""
    files.write_atomic(target, packed(pack_routine(library, path)))
    return library.faults_of_pictures(library.read_file(path), path)


def pack_routine(library: Library, path: Path) -> Package:
    """The routine of a file with its drills, their motions and pictures, as far as they are there.

    Files that bear one name in different folders get names of their own, and what means them is
    renamed along. Raises FileFaults and OSError.
    """
    held: dict[str, bytes] = {}
    written_out, named = library.drills_of_file(path)
    names = _with_what_they_need(library, written_out, path, held)
    held[f"routines/{path.stem}.yaml"] = _named(path, names)
    for drill in named:
        own = library.drill_file(drill.id, path)
        if own is not None and not own.is_relative_to(files.routines()):
            names = _with_what_they_need(library, [drill], own, held)
            held[f"drills/{own.stem}.yaml"] = _named(own, names)
    return Package(held)


def _with_what_they_need(
    library: Library, drills: Sequence[Drill], path: Path, held: dict[str, bytes]
) -> dict[str, str]:
    """Put motions and pictures of drills that stand in one file among what is held; returns those
    that are held under another name."""
    names: dict[str, str] = {}
    for drill in drills:
        motion = library.motion_file(drill, path)
        needed = [] if motion is None else [("motions", motion)]
        needed += [("pictures", picture) for picture in library.picture_files(drill, path)]
        for folder, file in needed:
            if file.is_relative_to(files.assets()):
                continue
            name, data = f"{folder}/{file.name}", files.read_limited(file, LARGEST_PICTURE_BYTES)
            new = _free(name, data, held)
            held[new] = data
            if new != name:
                names[name] = new
    return names


def _free(name: str, data: bytes, held: dict[str, bytes]) -> str:
    """The name, or one like it that nothing else has."""
    stem, _, ending = name.rpartition(".")
    new, number = name, 2
    while held.get(new, data) != data:
        new, number = f"{stem}-{number}.{ending}", number + 1
    return new


def _named(path: Path, names: dict[str, str]) -> bytes:
    data = files.read_limited(path, LARGEST_FILE_BYTES)
    return renamed(data.decode(errors="replace"), names).encode() if names else data
