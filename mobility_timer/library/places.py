"""Motions and pictures that lie beside a routine's file, by their whole paths.

A drill that is written out in a routine has no file of its own to look beside; once it is read,
nothing tells any more where it stood.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Protocol

from mobility_timer.library.folders import DRILLS
from mobility_timer.routine import Drill, Routine


class Finder(Protocol):
    """What finds the files of a drill, at hand and beside a file."""

    def picture_file(self, drill: Drill, name: str, beside: Path | None = None) -> Path | None: ...

    def motion_file(self, drill: Drill, beside: Path | None = None) -> Path | None: ...


def with_places(routine: Routine, path: Path, finder: Finder) -> Routine:
    """The routine of that file, its drills with the whole paths of what is found beside it only."""
    if not any(drill.pictures or drill.motion for drill in routine.every_drill):
        return routine
    drills = tuple(_with_places(drill, path, finder) for drill in routine.drills)
    return routine if drills == routine.drills else replace(routine, drills=drills)


def _with_places(drill: Drill, path: Path, finder: Finder) -> Drill:
    pictures = tuple(_pictures(drill, path, finder))
    find = partial(finder.motion_file, drill)
    motion = _only_beside(find, path) if _is_near(drill.motion, path) else None
    lot = tuple(_with_places(one, path, finder) for one in drill.drawn_from)
    named = drill.motion if motion is None else str(motion.with_suffix(""))
    if (pictures, named, lot) == (drill.pictures, drill.motion, drill.drawn_from):
        return drill
    return replace(drill, pictures=pictures, motion=named, drawn_from=lot)


def _pictures(drill: Drill, path: Path, finder: Finder) -> Iterator[str]:
    for name in drill.pictures:
        found = _only_beside(partial(finder.picture_file, drill, name), path)
        yield name if found is None else str(found)


def _is_near(motion: str | None, path: Path) -> bool:
    """Whether a file of that name lies beside the routine's, which is quickly said of most."""
    if motion is None:
        return False
    name, folder = f"{motion.removesuffix('.yaml')}.yaml", str(path.parent)
    return any(os.path.isfile(os.path.join(folder, *inside, name)) for inside in ((), (DRILLS,)))


def _only_beside(find: Callable[..., Path | None], path: Path) -> Path | None:
    """What is found beside the file, and not without it."""
    found = find(path)
    return None if found is None or find() == found else found.absolute()
