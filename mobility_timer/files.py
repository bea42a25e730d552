"""Where things are: bundled, the user's own, the cache; how they are written and swept."""

import os
from contextlib import suppress
from pathlib import Path

_APP = "mobility-timer"


def assets() -> Path:
    """The bundled folder of motions, icons and fonts."""
    return _bundled("assets")


def routines() -> Path:
    """The bundled folder of routines; its subfolder `drills` holds the drills they use."""
    return _bundled("routines")


def user_routines() -> Path:
    """The user's own routines; its subfolder `drills` holds their drills. It need not exist."""
    return _user("data") / "routines"


def user_motions() -> Path:
    """The user's own motions. The folder need not exist."""
    return _user("data") / "motions"


def config_file() -> Path:
    """The file of what the user chose."""
    return _user("config") / "settings.yaml"


def state_file(name: str) -> Path:
    """A file called `name` that the program keeps for the user and would miss if it were lost."""
    return _user("data") / name


def cache(name: str) -> Path:
    """A folder called `name` for what can be made again. It need not exist."""
    return _user("cache") / name


def log_file() -> Path:
    """The file that unexpected errors are written to."""
    return _user("log") / f"{_APP}.log"


def write_atomic(path: Path, content: bytes | str) -> None:
    """Replace the file as a whole, or leave the old one as it is and raise OSError.

    Text is written as UTF-8. Missing folders are made, a link is followed, the mode is kept.
    A device or a pipe is written to, never replaced.
    """
    data = content.encode() if isinstance(content, str) else content
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        target.write_bytes(data)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    new = target.with_name(f".{target.name[:100]}.{os.urandom(4).hex()}.new")
    try:
        with new.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            new.chmod(target.stat().st_mode & 0o7777)
        new.replace(target)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def set_aside(path: Path) -> Path:
    """Move a file that cannot be read to a free name beside it, which is returned.

    Nothing is replaced. Raises OSError.
    """
    aside, number = path.with_name(f"{path.name}.broken"), 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.name}.broken-{number}")
    path.rename(aside)
    return aside


def sweep(folder: Path, most: int) -> None:
    """Remove the files used longest ago until the folder is well below `most` bytes.

    What cannot be removed stays. Raises OSError where there is no folder.
    """
    found = []
    for path in folder.iterdir():
        with suppress(OSError):
            if path.is_file():
                status = path.stat()
                found.append((status.st_mtime, status.st_size, path))
    total = sum(size for _, size, _ in found)
    if total <= most:
        return
    for _, size, path in sorted(found):
        if total <= most * 0.9:
            return
        with suppress(OSError):
            path.unlink()
            total -= size


def _sync_folder(folder: Path) -> None:
    with suppress(OSError):  # Windows cannot open a folder, some network drives cannot sync one
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _bundled(name: str) -> Path:
    package = Path(__file__).resolve().parent
    installed = package / "bundled"
    return (installed if installed.is_dir() else package.parent) / name


def _user(kind: str) -> Path:
    import platformdirs

    folder: Path = getattr(platformdirs, f"user_{kind}_path")(_APP, appauthor=False)
    return folder
