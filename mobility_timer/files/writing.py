"""How files are written, so that none is ever half there, and read, so that no read is endless."""

import errno
import math
import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from mobility_timer.words import kept

_LEFT_OVER_AFTER_S = 60.0
_PART_BYTES = 1 << 20


def write_atomic(path: Path, content: bytes | str) -> None:
    """Replace the file as a whole, or leave the old one as it is and raise OSError.

    Text is written as UTF-8. Missing folders are made, a link is followed, the mode is kept.
    A device or a pipe is written to, never replaced; a pipe that nobody reads is not waited for.
    """
    data = content.encode() if isinstance(content, str) else content
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        _write_into(target, data)
        return
    make_folder(target.parent)
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
    import glob  # with two patterns that most starts do without

    with suppress(OSError):
        _remove_left_overs(target.parent, glob.escape(target.name[:100]), _changed_s(target))


def make_folder(folder: Path) -> None:
    """Make it, unless it is there. Raises OSError, of a file in its place that it is no folder:
    that it exists would say nothing."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        why = os.strerror(errno.ENOTDIR)
        raise NotADirectoryError(errno.ENOTDIR, why, str(folder)) from None


def why_not_writable(folder: Path) -> str:
    """Why nothing can be kept in a folder, which need not exist; empty where that is possible."""
    there = next((path for path in (folder, *folder.parents) if os.path.lexists(path)), folder)
    if not there.is_dir():
        return kept.no_folder(there)
    return "" if os.access(there, os.W_OK | os.X_OK) else kept.not_writable(there)


def why_not_kept(path: Path, error: OSError) -> str:
    """Why a file could not be written: what is wrong with its folder, else with itself."""
    return why_not_writable(path.parent) or kept.of_file(error.strerror or str(error), path)


def why_nothing_kept(folders: Iterable[Path]) -> tuple[str, ...]:
    """Why nothing can be kept in some of the folders, each reason once."""
    return tuple(dict.fromkeys(filter(None, map(why_not_writable, folders))))


def holds(path: Path, data: bytes) -> bool:
    """Whether a file is there and its content is this one; nothing else is waited for."""
    try:
        return read_limited(path, len(data)) == data
    except OSError:
        return False


def _write_into(pipe_or_device: Path, data: bytes) -> None:
    handle = os.open(pipe_or_device, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))
    with open(handle, "wb") as file:
        os.set_blocking(handle, True)
        file.write(data)


def set_aside(path: Path) -> Path:
    """Move a file that cannot be read to a free name beside it, which is returned.

    Nothing is replaced. Raises OSError.
    """
    aside, number = path.with_name(f"{path.name}.broken"), 1
    while os.path.lexists(aside):
        number += 1
        aside = path.with_name(f"{path.name}.broken-{number}")
    path.rename(aside)
    return aside


def read_limited(path: Path, limit_bytes: int) -> bytes:
    """The content of a file. Raises OSError where it is larger (EFBIG), or is no file but a pipe,
    a device or a folder, which could be waited for without end."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, kept.NOT_A_FILE, str(path))
        data = b"" if status.st_size > limit_bytes else _read(handle, limit_bytes + 1)
    finally:
        os.close(handle)
    if max(len(data), status.st_size) > limit_bytes:
        raise OSError(errno.EFBIG, kept.larger_than(limit_bytes), str(path))
    return data


def _read(handle: int, most_bytes: int) -> bytes:
    """What is left of a file, as far as `most_bytes`."""
    parts = []
    while most_bytes > 0 and (part := os.read(handle, min(most_bytes, _PART_BYTES))):
        parts.append(part)
        most_bytes -= len(part)
    return b"".join(parts)


def remove_left_overs(folder: Path, *, none_is_written: bool = False) -> None:
    """Remove what `write_atomic` left behind where it was killed: what is a minute older than the
    newest file of the folder, or all where nobody writes into it. Raises OSError where there is
    no folder."""
    newest_s = max((_changed_s(path) for path in folder.iterdir()), default=0.0)
    _remove_left_overs(folder, "*", math.inf if none_is_written else newest_s)


def _remove_left_overs(folder: Path, of: str, before_s: float) -> None:
    for path in folder.glob(f".{of}.????????.new"):
        if _changed_s(path) < before_s - _LEFT_OVER_AFTER_S:
            with suppress(OSError):
                path.unlink()


def _changed_s(path: Path) -> float:
    """When a file was changed last; 0 where that cannot be told."""
    try:
        return path.lstat().st_mtime
    except OSError:
        return 0.0


def _sync_folder(folder: Path) -> None:
    with suppress(OSError):  # Windows cannot open a folder, some network drives cannot sync one
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
