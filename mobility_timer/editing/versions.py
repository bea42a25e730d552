"""The last versions of each of the user's files."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from mobility_timer import files

MOST_KEPT = 20
_LARGEST_BYTES = 4 * 1024 * 1024
_ENDINGS = (*files.YAML_ENDINGS, *files.PICTURE_ENDINGS)
_NAME_CHARACTERS = 8
_WHERE = "path.txt"


@dataclass(frozen=True)
class Version:
    """What a file held once: a text or a picture. `kept_s` is when that was kept, in seconds since
    1970."""

    path: Path
    number: int
    kept_s: float
    data: bytes

    @property
    def text(self) -> str:
        return self.data.decode(errors="replace")

    @property
    def is_text(self) -> bool:
        return self.path.suffix in files.YAML_ENDINGS


class Versions:
    """Kept in a folder of the program, one folder for each file, one file for each version."""

    def __init__(self, folder: Path, user: Path) -> None:
        self._folder = folder
        self._user = user

    def keep(self, path: Path, content: bytes | str) -> None:
        """Keep what a file holds, unless that was kept last. Raises OSError."""
        data = content.encode() if isinstance(content, str) else content
        known = self._paths(path)
        if known and _data(known[-1]) == data:
            return
        number = int(known[-1].stem) + 1 if known else 1
        if not known:
            files.write_atomic(self._of(path) / _WHERE, str(path))
        ending = ".txt" if path.suffix in files.YAML_ENDINGS else path.suffix
        files.write_atomic(self._of(path) / f"{number:0{_NAME_CHARACTERS}}{ending}", data)
        for old in known[: max(0, len(known) + 1 - MOST_KEPT)]:
            with suppress(OSError):
                old.unlink()

    def of(self, path: Path, most: int = MOST_KEPT) -> tuple[Version, ...]:
        """The versions of a file, the newest first, and at most so many."""
        read = ((kept, _data(kept)) for kept in reversed(self._paths(path)))
        found = (
            Version(path, int(kept.stem), kept.stat().st_mtime, data)
            for kept, data in read
            if data is not None
        )
        return tuple(islice(found, most))

    def deleted(self) -> tuple[Version, ...]:
        """The newest version of each of the user's files that is gone, the last kept first."""
        return tuple(sorted(self._gone(), key=lambda version: version.kept_s, reverse=True))

    def has_deleted(self) -> bool:
        """Whether there is any of those."""
        return any(True for _ in self._gone())

    def folders(self) -> tuple[Path, ...]:
        """The folders that the versions lie in. Raises OSError."""
        return tuple(path for path in self._folder.iterdir() if path.is_dir())

    def _of(self, path: Path) -> Path:
        inside = path.is_relative_to(self._user)
        name = path.relative_to(self._user).as_posix() if inside else path.as_posix()
        return self._folder / name.strip("/").replace("/", "__")

    def _kept_of(self, folder: Path) -> Path:
        """The file whose versions lie in a folder; older ones tell it by their name alone."""
        where = _data(folder / _WHERE)
        return (
            Path(where.decode(errors="replace"))
            if where
            else self._user / folder.name.replace("__", "/")
        )

    def _gone(self) -> Iterator[Version]:
        with suppress(OSError):
            for folder in self._folder.iterdir():
                path = self._kept_of(folder)
                if path.suffix in _ENDINGS and not path.exists():
                    yield from self.of(path, most=1)

    def _paths(self, path: Path) -> list[Path]:
        try:
            return sorted(p for p in self._of(path).iterdir() if p.stem.isdigit())
        except OSError:
            return []


def differences(before: str, after: str) -> tuple[str, ...]:
    """The lines that differ, those that went with a minus, those that came with a plus."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    without_heads = islice(lines, 2, None)
    return tuple(f"{line[0]} {line[1:]}" for line in without_heads if line[0] in "+-")


def _data(path: Path) -> bytes | None:
    try:
        return files.read_limited(path, _LARGEST_BYTES)
    except OSError:
        return None
