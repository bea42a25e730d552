"""Whether a picture of a drill's can be shown: read as far as its structure, never unpacked.

A PNG is looked through chunk by chunk with its checksums, a GIF block by block, a WebP chunk by
chunk. So a broken one, and one that would fill the memory, is known in milliseconds.
"""

from __future__ import annotations

import errno
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from mobility_timer import files
from mobility_timer.words import drill_faults as words

LARGEST_PICTURE_BYTES: Final = 4 * 1024 * 1024
MOST_PIXELS: Final = 50_000_000
MOST_PIXELS_OF_ALL_FRAMES: Final = 200_000_000
_PNG, _GIFS = b"\x89PNG\r\n\x1a\n", (b"GIF87a", b"GIF89a")
_GIF_END, _GIF_EXTENSION, _GIF_FRAME, _GIF_TABLE = 0x3B, 0x21, 0x2C, 0x80
_WEBP_KEY_FRAME, _WEBP_LOSSLESS = b"\x9d\x01\x2a", 0x2F


class _Broken(Exception):
    """It ends too early, or is not what it should be."""


def picture_trouble(name: str, data: bytes) -> str:
    """Why the picture cannot be shown, to be said after its name; empty where it can."""
    kind = name.rpartition(".")[2].lower()
    if not _begins(kind, data):
        return words.no_picture(kind)
    try:
        width, height, frames = {"png": _png, "gif": _gif, "webp": _webp}[kind](data)
    except (_Broken, IndexError, struct.error):
        return words.BROKEN_PICTURE
    if not width or not height or not frames:
        return words.BROKEN_PICTURE
    if width * height > MOST_PIXELS or width * height * frames > MOST_PIXELS_OF_ALL_FRAMES:
        return words.too_many_pixels(width, height, frames)
    return ""


def picture_file_trouble(path: Path) -> str:
    """The same of a file."""
    try:
        return picture_trouble(path.name, files.read_limited(path, LARGEST_PICTURE_BYTES))
    except OSError as error:
        if error.errno == errno.EFBIG:
            return words.too_large_picture(LARGEST_PICTURE_BYTES // 1024 // 1024)
        return words.unreadable_picture(error.strerror or "")


def _begins(kind: str, data: bytes) -> bool:
    if kind == "webp":
        return data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    return data.startswith(_PNG if kind == "png" else _GIFS)


def _png(data: bytes) -> tuple[int, int, int]:
    """Width and height in pixels, and how many frames."""
    size, has_pixels = (0, 0), False
    for kind, content in _png_chunks(data):
        if kind == b"IHDR":
            size = struct.unpack_from(">II", content)
        has_pixels = has_pixels or kind == b"IDAT"
    return (*size, int(has_pixels))


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at, kind = len(_PNG), b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", data, at)
        content = data[at + 8 : at + 8 + length]
        (checksum,) = struct.unpack_from(">I", data, at + 8 + length)
        if len(content) != length or zlib.crc32(kind + content) != checksum:
            raise _Broken
        yield kind, content
        at += length + 12


def _gif(data: bytes) -> tuple[int, int, int]:
    width, height, flags = struct.unpack_from("<HHB", data, 6)
    at = 13 + _gif_table_bytes(flags)
    frames = 0
    while data[at] != _GIF_END:
        if data[at] == _GIF_EXTENSION:
            at = _after_blocks(data, at + 2)
        elif data[at] == _GIF_FRAME:
            frames += 1
            at = _after_blocks(data, at + 11 + _gif_table_bytes(data[at + 9]))
        else:
            raise _Broken
    return width, height, frames


def _gif_table_bytes(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & _GIF_TABLE else 0


def _after_blocks(data: bytes, at: int) -> int:
    """The place after blocks that each begin with their length, the last one empty."""
    while length := data[at]:
        at += length + 1
    return at + 1


def _webp(data: bytes) -> tuple[int, int, int]:
    size, frames = (0, 0), 0
    for kind, content in _webp_chunks(data):
        if kind == b"VP8X":
            size = _three_bytes(content, 4) + 1, _three_bytes(content, 7) + 1
        elif kind == b"ANMF":
            frames += 1
        elif kind == b"VP8 ":
            if content[3:6] != _WEBP_KEY_FRAME:
                raise _Broken
            width, height = struct.unpack_from("<HH", content, 6)
            size, frames = size if any(size) else (width & 0x3FFF, height & 0x3FFF), frames + 1
        elif kind == b"VP8L":
            if content[0] != _WEBP_LOSSLESS:
                raise _Broken
            (bits,) = struct.unpack_from("<I", content, 1)
            width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
            size, frames = size if any(size) else (width, height), frames + 1
    return (*size, frames)


def _webp_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    (length,) = struct.unpack_from("<I", data, 4)
    end, at = length + 8, 12
    if len(data) < end:
        raise _Broken
    while at < end:
        kind, length = struct.unpack_from("<4sI", data, at)
        if at + 8 + length > end:
            raise _Broken
        yield kind, data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def _three_bytes(data: bytes, at: int) -> int:
    return data[at] | data[at + 1] << 8 | data[at + 2] << 16
