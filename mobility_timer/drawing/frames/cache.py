"""Frame sequences on disk, one file each."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from mobility_timer.drawing.frames.packed import PackedFrame
from mobility_timer.files import DiskCache

LIMIT_BYTES: Final = 300_000_000

_MAGIC: Final = b"MTFRAME1"


class BadSequence(ValueError):
    """The file is damaged, or is no frame sequence."""


class StoredSequence:
    """The frames of a sequence read from disk, unpacked one at a time. Raises BadSequence."""

    def __init__(self, data: bytes) -> None:
        if not data.startswith(_MAGIC):
            raise BadSequence("not a frame sequence")
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
            raise BadSequence("a frame sequence cut short")

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
    """Frame sequences by their key; see DiskCache."""

    def __init__(self, folder: Path | None, limit_bytes: int = LIMIT_BYTES) -> None:
        self._disk = DiskCache(folder, ".frames", limit_bytes)

    @property
    def keeps(self) -> bool:
        """Whether there is a folder at all."""
        return self._disk.keeps

    def load(self, key: str) -> StoredSequence | None:
        """The sequence, or None where there is none that can be read."""
        return self._disk.read(key, StoredSequence)

    def save(self, key: str, frames: Mapping[int, PackedFrame]) -> None:
        """Write a sequence of deflated frames."""
        if self.keeps:
            self._disk.write(key, _packed(frames))

    def remove(self, key: str) -> None:
        self._disk.remove(key)
