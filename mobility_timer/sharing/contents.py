"""What a package holds, looked at with the drills that are here; and what would be written."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mobility_timer import files
from mobility_timer.editing import NotSaved, UserFiles
from mobility_timer.library import FileFaults, Library, read_plain, rewritten
from mobility_timer.routine import Routine
from mobility_timer.sharing.package import Package
from mobility_timer.words import sharing as words


@dataclass(frozen=True)
class Contents:
    """A package as it was looked at: its routines as they would be here, the names of its drills,
    and what is wrong, a line each. `taken` are the files that are here already, with other
    contents."""

    package: Package
    routines: tuple[Routine, ...]
    drills: tuple[str, ...]
    faults: tuple[str, ...]
    taken: tuple[str, ...]
    pictures: int = 0
    motions: int = 0


def look(package: Package, library: Library, user: UserFiles) -> Contents:
    """Read everything in it, in a folder of its own that is thrown away."""
    routines: list[Routine] = []
    drills: list[str] = []
    faults: list[str] = []
    with _laid_out(package) as folder:
        for name in package.in_folder("drills"):
            try:
                text = (folder / "drills" / name).read_text(encoding="utf-8")
                drill = library.read_drill_text(text, folder / "drills" / name)
                drills.append(drill.name)
            except FileFaults as found:
                faults += (f"drills/{name}: {fault.message}" for fault in found.faults)
        for name in package.in_folder("routines"):
            try:
                routines.append(library.read_file(folder / name))
            except FileFaults as found:
                faults += (f"{name}: {fault.message}" for fault in found.faults)
    return Contents(
        package,
        tuple(routines),
        tuple(drills),
        tuple(faults),
        tuple(name for name in package.files if _differs(package, name, user)),
        len(package.in_folder("pictures")),
        len(package.in_folder("motions")),
    )


def pack_routine(library: Library, routine: Routine) -> Package:
    """A routine with all that it needs and that did not come with the program.

    Raises OSError.
    """
    path = library.paths.get(f"routine {routine.id}") or Path(routine.id)
    held = {f"routines/{path.stem}.yaml": path.read_bytes()}
    bundled = (files.routines(), files.assets())
    for drill in {drill.id: drill for drill in routine.drills}.values():
        own = library.paths.get(f"drill {drill.id}")
        if own is not None and not own.is_relative_to(bundled[0]):
            held[f"drills/{own.stem}.yaml"] = own.read_bytes()
        motion = library.motion_file(drill, own or path)
        if motion is not None and not motion.is_relative_to(bundled[1]):
            held[f"motions/{motion.name}"] = motion.read_bytes()
        for picture in library.picture_files(drill):
            held[f"pictures/{picture.name}"] = picture.read_bytes()
    return Package(held)


def add(contents: Contents, user: UserFiles, *, replace_taken: bool = False) -> tuple[Path, ...]:
    """Write the package's files into the user's folders; returns the routines that were written.

    What is here already under the same name with other contents gets another name, and is meant
    by it, unless it is to be replaced (what it said is kept as a version). Raises NotSaved.
    """
    names = {} if replace_taken else dict(_new_names(contents, user))
    package = contents.package
    written: list[Path] = []
    for name, data in package.files.items():
        folder, _, _ = name.partition("/")
        target = place_of(names.get(name, name), user)
        if folder == "pictures":
            _write_bytes(target, data)
            continue
        text = _renamed(data.decode(), names)
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
        (folder / "drills").mkdir()
        for name, data in package.files.items():
            inside, _, rest = name.partition("/")
            place = folder if inside == "routines" else folder / "drills"
            if inside != "pictures":
                (place / rest).write_bytes(data)
        yield folder


def _differs(package: Package, name: str, user: UserFiles) -> bool:
    place = place_of(name, user)
    try:
        return place.exists() and place.read_bytes() != package.files[name]
    except OSError:
        return True


def _new_names(contents: Contents, user: UserFiles) -> Iterator[tuple[str, str]]:
    for name in contents.taken:
        stem, _, ending = name.rpartition(".")
        number = 2
        while place_of(f"{stem}-{number}.{ending}", user).exists():
            number += 1
        yield name, f"{stem}-{number}.{ending}"


def _renamed(text: str, names: Mapping[str, str]) -> str:
    """The text with the new names of drills, motions and pictures in the place of the old."""
    ids = {(old.partition("/")[0], Path(old).name): Path(new).name for old, new in names.items()}
    if not ids:
        return text
    plain = read_plain(text)
    return text if plain is None else rewritten(text, _with_names(plain, ids))


def _with_names(value: Any, ids: Mapping[tuple[str, str], str]) -> Any:
    if isinstance(value, list):
        return [_with_names(one, ids) for one in value]
    if not isinstance(value, Mapping):
        return value
    made: dict[str, Any] = {}
    for key, inner in value.items():
        if key == "drill" and isinstance(inner, str):
            new = ids.get(("drills", f"{inner}.yaml"))
            made[key] = Path(new).stem if new else inner
        elif key == "motion" and isinstance(inner, str):
            new = ids.get(("motions", f"{inner.removesuffix('.yaml')}.yaml"))
            made[key] = Path(new).stem if new else inner
        elif key == "pictures" and isinstance(inner, list):
            made[key] = [ids.get(("pictures", str(one)), one) for one in inner]
        elif key in ("drills", "one_of") and isinstance(inner, list):
            made[key] = [
                Path(ids.get(("drills", f"{one}.yaml"), f"{one}.yaml")).stem
                if isinstance(one, str)
                else _with_names(one, ids)
                for one in inner
            ]
        else:
            made[key] = _with_names(inner, ids)
    return made


def _write_bytes(path: Path, data: bytes) -> None:
    try:
        files.write_atomic(path, data)
    except OSError as error:
        raise NotSaved(words.cannot_be_opened(path, error.strerror or "")) from None
