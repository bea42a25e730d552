from __future__ import annotations

from functools import cache

from mobility_timer import files
from mobility_timer.figure.motion.model import Motion
from mobility_timer.figure.passage.way import PassageLibrary
from mobility_timer.library.motion.reader import read_motion


@cache
def motion_named(name: str, folder: str = "motions") -> Motion:
    path = files.assets() / folder / f"{name}.yaml"
    return read_motion(path.read_text(encoding="utf-8"), path.name)


@cache
def passages() -> PassageLibrary:
    folder = files.assets() / "passages"
    return PassageLibrary({p.stem: motion_named(p.stem, "passages") for p in folder.glob("*.yaml")})
