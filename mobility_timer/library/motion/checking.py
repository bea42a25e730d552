"""What of drills cannot be shown as it is meant: their motions and their own pictures.

A motion must be there for each drill that names one, and agree with it. The pictures that a drill
names must be there and be such as can be shown. A fault stands in the drill's file where that is
the user's own, otherwise in the motion's.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from mobility_timer import files
from mobility_timer.figure import Motion
from mobility_timer.library.drill_files import Broken
from mobility_timer.library.faults import Fault, FileFaults, nearest, quoted
from mobility_timer.library.folders import DRILLS, cannot_open, files_in, text_of
from mobility_timer.library.motion.agreement import Place, in_drill, in_motion
from mobility_timer.library.pictures import picture_file_trouble
from mobility_timer.library.reading.build import placed_drills
from mobility_timer.routine import Drill, Origin, Routine
from mobility_timer.words import drill_faults as pictures
from mobility_timer.words import motion_faults as words

if TYPE_CHECKING:
    from mobility_timer.library.library import Library


def disagreements(library: Library) -> tuple[Broken, ...]:
    """The files of the library in which a drill or a motion is at fault, in order of path."""
    found: dict[Path, set[Fault]] = {}
    for file, fault in _all(library):
        found.setdefault(file, set()).add(fault)
    return tuple(
        Broken(path, path.name, tuple(sorted(found[path])), still_used=True)
        for path in sorted(found)
    )


def _all(library: Library) -> Iterator[tuple[Path, Fault]]:
    own = files.user_motions()
    try:
        files_in(own)
    except OSError as error:
        yield own, cannot_open(own, error)
    for drill in library.drills.values():
        if path := library.paths.get(f"drill {drill.id}"):
            yield from _of_drill(library, drill, Place(path))
    for routine in library.routines.values():
        if path := library.paths.get(f"routine {routine.id}"):
            yield from _of_routine(library, routine, path, named=False)


def faults_of_drill(library: Library, drill: Drill, path: Path) -> list[Fault]:
    """What does not agree with the motion and the pictures of a drill, whose file may lie
    anywhere."""
    return [fault for _, fault in _of_drill(library, drill, Place(path), beside=path)]


def faults_of_routine(library: Library, routine: Routine, path: Path) -> list[Fault]:
    """The same for the drills of a routine that are written out in it, and what is missing or
    broken of those of the user's that it names."""
    return [fault for _, fault in _of_routine(library, routine, path, named=True)]


def faults_of_motion(library: Library, motion: Motion, path: Path) -> list[Fault]:
    """What does not agree with the library's drills that have the motion of this file."""
    drills = (drill for drill in library.drills.values() if _motion_name(drill) == path.stem)
    place = Place(path)
    return [fault for drill in drills for fault in in_motion(drill, motion, place)]


def _of_drill(
    library: Library, drill: Drill, place: Place, beside: Path | None = None
) -> Iterator[tuple[Path, Fault]]:
    yield from _of_pictures(library, drill, place, beside)
    yield from _of_motion(library, drill, place, beside)


def _missing(
    library: Library, drill: Drill, place: Place, beside: Path
) -> Iterator[tuple[Path, Fault]]:
    yield from _of_pictures(library, drill, place, beside)
    if drill.motion is not None and library.motion_file(drill, beside) is None:
        yield place.path, _no_motion(drill, place)


def _of_pictures(
    library: Library, drill: Drill, place: Place, beside: Path | None
) -> Iterator[tuple[Path, Fault]]:
    for index, name in enumerate(drill.pictures):
        path = library.picture_file(drill, name, beside)
        trouble = "" if path is None else picture_file_trouble(path)
        if path is None:
            what, expected = pictures.no_picture_there(name), pictures.A_PICTURE_BESIDE
            yield place.path, place.fault(f"pictures.{index}", what, expected)
        elif trouble:
            what = f"{name} {trouble}"
            yield place.path, place.fault(f"pictures.{index}", what, pictures.ANOTHER_PICTURE)


def _of_motion(
    library: Library, drill: Drill, place: Place, beside: Path | None
) -> Iterator[tuple[Path, Fault]]:
    if drill.motion is None:
        return
    path = library.motion_file(drill, beside)
    if path is None:
        yield place.path, _no_motion(drill, place)
        return
    try:
        motion = library.motions.read(path)
    except FileFaults as faults:
        yield from ((path, fault) for fault in faults.faults)
        return
    if drill.origin is Origin.USER:
        yield from ((place.path, fault) for fault in in_drill(drill, motion, place))
    else:
        yield from ((path, fault) for fault in in_motion(drill, motion, Place(path)))


def _of_routine(
    library: Library, routine: Routine, path: Path, *, named: bool
) -> Iterator[tuple[Path, Fault]]:
    """Of the drills that are written out in a routine; of those of the user's that are `named` in
    it, what is missing or broken."""
    if not any(drill.motion is not None or drill.pictures for drill in routine.every_drill):
        return
    beside, _ = library.beside.read(path.parent / DRILLS, library.parsed_files)
    try:
        parsed = library.parsed_files.read(text_of(path), str(path), "routine")
    except (OSError, FileFaults):  # changed since the library was read: its next reading tells it
        return
    for place, keys, drill in placed_drills(parsed, routine):
        if "name" in keys:
            yield from _of_drill(library, drill, Place(path, f"{place}."), path)
        elif named and (own := library.drill_file(drill.id, path)):
            known = beside.get(drill.id, library.drills.get(drill.id))
            if known is not None and known.origin is Origin.USER:
                yield from _missing(library, known, Place(own), own)


def _no_motion(drill: Drill, place: Place) -> Fault:
    name = _motion_name(drill)
    folders = (files.user_motions(), files.assets() / "motions")
    there = (path.stem for folder in folders for path in _files_in(folder))
    try_ = nearest(name, list(there)) or words.LEAVE_LINE_OUT
    return place.fault("motion", words.no_motion(quoted(name)), words.A_MOTION, try_=try_)


def _files_in(folder: Path) -> list[Path]:
    try:
        return files_in(folder)
    except OSError:  # told once, for the folder
        return []


def _motion_name(drill: Drill) -> str:
    return (drill.motion or "").removesuffix(".yaml")
