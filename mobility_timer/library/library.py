"""All drills, routines and motions at hand: those that come with the program and the user's own."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from mobility_timer import files
from mobility_timer.frozen import frozen
from mobility_timer.library.drill_files import Broken, DrillsBeside, unusable_drills
from mobility_timer.library.faults import Fault, FileFaults, nearest, quoted
from mobility_timer.library.folders import DRILLS, text_of
from mobility_timer.library.motion.files import Motions, read_motion_file
from mobility_timer.library.places import with_places
from mobility_timer.library.reading.build import Parsed, drill_of, placed_drills, routine_of
from mobility_timer.library.reading.parse_cache import ParseCache
from mobility_timer.routine import Drill, Origin, Routine
from mobility_timer.words import file_faults as words
from mobility_timer.words import motion_faults

if TYPE_CHECKING:
    from mobility_timer.figure import Motion


_PICTURES = "pictures"


@frozen
class Library:
    """Drills and routines by id, their motions, and the files with faults.

    The user's file wins over the bundled one of the same id, unless it is broken. Where it is not
    whole, routines are there that were not read yet. `own_motions` is the folder of the user's
    motions where that is not the usual one.
    """

    drills: Mapping[str, Drill]
    routines: Mapping[str, Routine]
    broken: tuple[Broken, ...] = ()
    paths: Mapping[str, Path] = field(default_factory=dict)
    user: Path | None = None
    parsed_files: ParseCache = field(default_factory=ParseCache, repr=False, compare=False)
    beside: DrillsBeside = field(default_factory=DrillsBeside, repr=False, compare=False)
    motions: Motions = field(default_factory=Motions, repr=False, compare=False)
    is_whole: bool = True
    own_motions: Path | None = None

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
        hint = words.did_you_mean(near) if near else words.SEE_ALL
        raise LookupError(words.no_routine(quoted(wanted), hint))

    def read_file(self, path: Path) -> Routine:
        """The routine in a file anywhere, with the library's drills and those beside it.

        Raises FileFaults and OSError.
        """
        return with_places(self._routine(self._parsed(path, "routine"), path), path, self)

    def read_text(self, text: str, path: Path) -> Routine:
        """The routine that the file at `path` would hold with this text. Raises FileFaults."""
        parsed = self.parsed_files.read(text, str(path), "routine")
        return with_places(self._routine(parsed, path), path, self)

    def read_drill_text(self, text: str, path: Path) -> Drill:
        """The drill that the file at `path` would hold with this text. Raises FileFaults."""
        return drill_of(self.parsed_files.read(text, str(path), "drill"), str(path), Origin.USER)

    def with_drill(self, drill: Drill, path: Path) -> Library:
        """The same with a drill of the user's that was just written to `path`."""
        paths = {**self.paths, f"drill {drill.id}": path}
        return replace(self, drills={**self.drills, drill.id: drill}, paths=paths)

    def with_routine(self, routine: Routine, path: Path) -> Library:
        """The same with a routine of the user's that was just written to `path`."""
        paths = {**self.paths, f"routine {routine.id}": path}
        routines = {**self.routines, routine.id: routine}
        broken = tuple(one for one in self.broken if one.path != path)
        return replace(self, routines=routines, paths=paths, broken=broken)

    def check_file(self, path: Path) -> Drill | Routine | Motion:
        """The drill, routine or motion in a file anywhere; its keys tell which it is.

        A drill must agree with its motion, a motion with the drills that have it. Raises
        FileFaults and OSError.
        """
        from mobility_timer.library.motion.checking import faults_of_motion

        parsed = self._parsed(path, None)
        if parsed.kind == "motion":
            motion = read_motion_file(path)
            _refuse(faults_of_motion(self, motion, path))
            return motion
        found: Drill | Routine
        if parsed.kind == "drill":
            found = drill_of(parsed, str(path), Origin.USER)
        else:
            found = self._routine(parsed, path)
        _refuse(self.faults_of_pictures(found, path))
        return found

    def faults_of_pictures(self, found: Drill | Routine, path: Path) -> tuple[Fault, ...]:
        """What cannot be shown as it is meant, of a drill or of a routine's drills: motions and
        pictures that are not there, are broken, or do not agree. `path` is its file anywhere."""
        from mobility_timer.library.motion.checking import faults_of_drill, faults_of_routine

        if isinstance(found, Routine):
            return tuple(faults_of_routine(self, found, path))
        return tuple(faults_of_drill(self, found, path))

    def drills_of_file(self, path: Path) -> tuple[tuple[Drill, ...], tuple[Drill, ...]]:
        """The drills that are written out in a routine's file, and those that it names, each once.

        Raises FileFaults and OSError.
        """
        parsed = self._parsed(path, "routine")
        placed = [*placed_drills(parsed, self._routine(parsed, path))]
        written_out = dict.fromkeys(drill for _, keys, drill in placed if "name" in keys)
        named = {drill.id: drill for _, keys, drill in placed if "name" not in keys}
        return tuple(written_out), tuple(named.values())

    def with_agreement(self) -> Library:
        """The same, with the drills and motions that do not agree among its `broken`.

        Reads every motion that a drill has, which takes a while.
        """
        from mobility_timer.library.motion.checking import disagreements

        return replace(self, broken=(*self.broken, *disagreements(self)))

    def motion_of(self, drill: Drill) -> Motion | None:
        """The drill's motion; None where it has none or its file cannot be used."""
        return self.motions.find(self.motion_file(drill))

    def motion_trouble(self, drill: Drill) -> str:
        """What keeps the drill's motion from being shown, in a line; empty where nothing does."""
        if drill.motion is None:
            return ""
        path = self.motion_file(drill)
        if path is None:
            return motion_faults.no_motion(quoted(drill.motion))
        fault = self.motions.fault(path)
        return "" if fault is None else motion_faults.fault_in(path.name, fault.line, fault.message)

    def motion_file(self, drill: Drill, beside: Path | None = None) -> Path | None:
        """The file of the drill's motion: the user's, else the bundled one; None if none is.

        `beside` is the file of a drill that is not in the library, or of the routine that it
        stands in or beside.
        """
        if drill.motion is None:
            return None
        name = drill.motion.removesuffix(".yaml")
        folders = [self.own_motions or files.user_motions(), files.assets() / "motions"]
        if drill.origin is Origin.USER and self.user is not None:
            folders = [self.user / "drills", self.user, *folders]
        own = [self.paths.get(f"drill {drill.id}"), beside]
        if beside is not None:
            drills = beside.parent / "drills"
            folders = [beside.parent, drills, *folders]
            own.append(drills / f"{drill.id}.yaml")
        found = (folder / f"{name}.yaml" for folder in folders)
        return next((path for path in found if path not in own and os.path.isfile(path)), None)

    def drill_file(self, id: str, routine: Path) -> Path | None:
        """The file of a drill that a routine names: one beside its file, else the library's."""
        beside = (routine.parent / DRILLS / f"{id}{ending}" for ending in files.YAML_ENDINGS)
        own = next((path for path in beside if path.is_file()), None)
        return own or self.paths.get(f"drill {id}")

    def picture_files(self, drill: Drill, beside: Path | None = None) -> tuple[Path, ...]:
        """The files of a drill's own pictures, those that are there."""
        found = (self.picture_file(drill, name, beside) for name in drill.pictures)
        return tuple(path for path in found if path is not None)

    def picture_file(self, drill: Drill, name: str, beside: Path | None = None) -> Path | None:
        """The file of one of a drill's own pictures; None where there is none. `beside` is the
        file that the drill stands in, where that is not the library's."""
        own = self.paths.get(f"drill {drill.id}")
        near = [path.parent for path in (beside, own) if path is not None]
        near += [path.parent / DRILLS for path in (beside,) if path is not None]
        near += [self.user / DRILLS] if self.user is not None else []
        every = (folder / _PICTURES / name for folder in near)
        return next((path for path in every if path.is_file()), None)

    def _parsed(self, path: Path, kind: str | None) -> Parsed:
        return self.parsed_files.read(text_of(path), str(path), kind)

    def _routine(self, parsed: Parsed, path: Path) -> Routine:
        beside, faults = self.beside.read(path.parent / DRILLS, self.parsed_files)
        drills = {**self.drills, **beside}
        broken = unusable_drills((*self.broken, *faults))
        return routine_of(parsed, str(path), Origin.USER, drills, broken)


def _refuse(faults: Sequence[Fault]) -> None:
    if faults:
        raise FileFaults(faults)
