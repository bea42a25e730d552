"""Films on disk: one file each, the oldest thrown away when there are too many."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from mobility_timer.drawing.frames.packed import PackedFrame
from mobility_timer.files import sweep, write_atomic

LIMIT: Final = 300_000_000
"""Bytes that all films together may take."""

_MAGIC: Final = b"MTFILM01"


class BadSequence(Exception):
    """The file is damaged, or is no film."""


class StoredSequence:
    """The frames of a film read from disk, unpacked one at a time. Raises BadFilm."""

    def __init__(self, data: bytes) -> None:
        if not data.startswith(_MAGIC):
            raise BadSequence("not a film")
        start = len(_MAGIC) + 4
        end = start + int.from_bytes(data[len(_MAGIC) : start], "little")
        self._data = data
        self._frames: dict[int, tuple[int, int, Any, Any]] = {}
        try:
            for index, size, tiles, place in json.loads(data[start:end]):
                self._frames[index] = (end, size, tiles, place)
                end += size
        except (ValueError, TypeError) as error:
            raise BadSequence(str(error)) from error
        if end != len(data):
            raise BadSequence("a film cut short")

    def __iter__(self) -> Iterator[int]:
        return iter(self._frames)

    def frame(self, index: int) -> PackedFrame:
        start, size, tiles, place = self._frames[index]
        try:
            data = zlib.decompress(self._data[start : start + size])
            four = tuple((left, top, width, height) for left, top, width, height in tiles)
            area = sum(width * height for _, _, width, height in four)
            where = None if place is None else tuple(map(float, place))
        except (ValueError, TypeError, zlib.error) as error:
            raise BadSequence(str(error)) from error
        if not all(isinstance(number, int) for tile in four for number in tile):
            raise BadSequence("tiles between the pixels")
        if len(data) != 4 * area:
            raise BadSequence("a frame of another size")
        return PackedFrame(four, data, where)


def _packed(frames: Mapping[int, PackedFrame]) -> bytes:
    head = [[i, len(each.deflated), each.tiles, each.place] for i, each in frames.items()]
    text = json.dumps(head, separators=(",", ":")).encode()
    blobs = (frame.deflated for frame in frames.values())
    return b"".join([_MAGIC, len(text).to_bytes(4, "little"), text, *blobs])


class FrameCache:
    """A folder of films. Whatever goes wrong with the disk, there is only nothing in it."""

    def __init__(self, folder: Path | None, limit: int = LIMIT) -> None:
        self._folder = folder
        self._limit = limit

    def _path(self, key: str) -> Path | None:
        return self._folder and self._folder / f"{key}.film"

    def load(self, key: str) -> StoredSequence | None:
        """The film, or None where there is none that can be read; a damaged one is removed."""
        path = self._path(key)
        if path is None:
            return None
        try:
            stored = StoredSequence(path.read_bytes())
            os.utime(path)
        except OSError:
            return None
        except BadSequence:
            self.remove(key)
            return None
        return stored

    def remove(self, key: str) -> None:
        path = self._path(key)
        if path is not None:
            with suppress(OSError):
                path.unlink()

    @property
    def keeps(self) -> bool:
        """Whether there is a folder at all."""
        return self._folder is not None

    def save(self, key: str, frames: Mapping[int, PackedFrame]) -> None:
        """Write a film of deflated frames."""
        path = self._path(key)
        if path is None:
            return
        with suppress(OSError):
            write_atomic(path, _packed(frames))
            sweep(path.parent, self._limit)
