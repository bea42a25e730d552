"""A routine put into a package, with all that it needs and that did not come with the program."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mobility_timer import files
from mobility_timer.library import Library
from mobility_timer.routine import Drill, Routine
from mobility_timer.sharing.package import Package
from mobility_timer.sharing.renaming import renamed


def pack_routine(library: Library, routine: Routine, path: Path) -> Package:
    """The routine of a file with its drills, their motions and pictures. Raises OSError.

    Files that bear one name in different folders get names of their own, and what means them is
    renamed along.
    """
    held: dict[str, bytes] = {}
    found = {drill.id: _file_of(library, drill, path) for drill in _every(routine)}
    written_out = [drill for drill in _every(routine) if found[drill.id] is None]
    names = _with_what_they_need(library, written_out, path, held)
    held[f"routines/{path.stem}.yaml"] = _named(path, names)
    for drill in _every(routine):
        own = found[drill.id]
        if own is not None and not own.is_relative_to(files.routines()):
            names = _with_what_they_need(library, [drill], own, held)
            held[f"drills/{own.stem}.yaml"] = _named(own, names)
    return Package(held)


def _every(routine: Routine) -> Iterator[Drill]:
    """Its drills, each once, those that are drawn from too."""
    drawn = (one for drill in routine.drills for one in drill.drawn_from or (drill,))
    yield from {drill.id: drill for drill in drawn}.values()


def _file_of(library: Library, drill: Drill, routine: Path) -> Path | None:
    """The file of a drill: beside the routine's, else the library's; None for one that is written
    out in the routine."""
    beside = (routine.parent / "drills" / f"{drill.id}{end}" for end in files.YAML_ENDINGS)
    return next((path for path in beside if path.is_file()), None) or library.paths.get(
        f"drill {drill.id}"
    )


def _with_what_they_need(
    library: Library, drills: list[Drill], path: Path, held: dict[str, bytes]
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
            name, data = f"{folder}/{file.name}", file.read_bytes()
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
    data = path.read_bytes()
    return renamed(data.decode(errors="replace"), names).encode() if names else data
