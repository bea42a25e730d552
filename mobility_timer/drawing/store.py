"""Films on disk: one file each, the oldest thrown away when there are too many."""

from __future__ import annotations

import json
import os
import tempfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import numpy as np

from mobility_timer.drawing.frame import Frame
from mobility_timer.drawing.survey import Survey

LIMIT: Final = 300_000_000
"""Bytes that all films together may take."""

_MAGIC: Final = b"MTFILM01"
_LEVEL: Final = 1


class Film:
    """A film read from disk: its survey, if it is one of a shot, and its frames, unpacked one at
    a time. Raises ValueError or zlib.error where the file is damaged."""

    def __init__(self, data: bytes) -> None:
        if not data.startswith(_MAGIC):
            raise ValueError("not a film")
        start = len(_MAGIC) + 4
        end = start + int.from_bytes(data[len(_MAGIC) : start], "little")
        head: dict[str, Any] = json.loads(data[start:end])
        self._data = data
        self._frames: dict[int, tuple[int, int, list[list[int]]]] = {}
        for index, size, tiles in head["frames"]:
            self._frames[index] = (end, size, tiles)
            end += size
        if end != len(data):
            raise ValueError("a film cut short")
        same = tuple(int(i) for i in head["same"])
        self.survey = Survey(same, np.array(head["places"], float).reshape(-1, 3))

    def __iter__(self) -> Iterator[int]:
        return iter(self._frames)

    def frame(self, index: int) -> Frame:
        start, size, tiles = self._frames[index]
        data = zlib.decompress(self._data[start : start + size])
        if len(data) != sum(4 * width * height for _, _, width, height in tiles):
            raise ValueError("a frame of another size")
        return Frame(tuple((left, top, w, h) for left, top, w, h in tiles), data)


def _packed(survey: Survey, frames: Mapping[int, Frame]) -> bytes:
    blobs = {index: zlib.compress(frame.data, _LEVEL) for index, frame in frames.items()}
    head = {
        "same": survey.same,
        "places": survey.places.round(5).tolist(),
        "frames": [[index, len(blobs[index]), frame.tiles] for index, frame in frames.items()],
    }
    text = json.dumps(head, separators=(",", ":")).encode()
    return b"".join([_MAGIC, len(text).to_bytes(4, "little"), text, *blobs.values()])


class Store:
    """A folder of films. Whatever goes wrong with the disk, there is only nothing in it."""

    def __init__(self, folder: Path | None, limit: int = LIMIT) -> None:
        self._folder = folder
        self._limit = limit

    def _path(self, key: str) -> Path | None:
        return self._folder and self._folder / f"{key}.film"

    def load(self, key: str) -> Film | None:
        """The film, or None where there is none that can be read; a damaged one is removed."""
        path = self._path(key)
        if path is None:
            return None
        try:
            film = Film(path.read_bytes())
            os.utime(path)
        except OSError:
            return None
        except (ValueError, KeyError, TypeError, json.JSONDecodeError):
            self.remove(key)
            return None
        return film

    def remove(self, key: str) -> None:
        path = self._path(key)
        if path is not None:
            with suppress(OSError):
                path.unlink()

    def save(self, key: str, survey: Survey, frames: Mapping[int, Frame]) -> None:
        path = self._path(key)
        if path is None:
            return
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, _packed(survey, frames))
            self._tidy(path)

    def _tidy(self, newest: Path) -> None:
        assert self._folder is not None
        files = [(entry.stat().st_mtime, entry.stat().st_size, entry)
                 for entry in self._folder.iterdir() if entry.suffix == ".film"]
        total = sum(size for _, size, _ in files)
        for _, size, entry in sorted(files):
            if total <= self._limit:
                break
            if entry != newest:
                with suppress(OSError):
                    entry.unlink()
                    total -= size


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
