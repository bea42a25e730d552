"""Pictures as files, made here."""

import struct
import zlib


def png(width: int, height: int) -> bytes:
    """A grey picture."""
    rows = b"".join(b"\0" + b"\x80" * width * 3 for _ in range(height))
    return (
        b"\x89PNG\r\n\x1a\n"
        + header(width, height)
        + _chunk(b"IDAT", zlib.compress(rows))
        + _chunk(b"IEND", b"")
    )


def huge_png(width: int, height: int) -> bytes:
    """A picture that says to be larger than it is."""
    begin = b"\x89PNG\r\n\x1a\n"
    return begin + header(width, height) + png(1, 1)[len(begin) + len(header(1, 1)) :]


def header(width: int, height: int) -> bytes:
    return _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))


def _chunk(kind: bytes, content: bytes) -> bytes:
    checksum = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + checksum


def gif(width: int, height: int, frames: int) -> bytes:
    """An animation of white pictures, each drawn as one pixel."""
    frame = b"\x2c\0\0\0\0\x01\0\x01\0\0" + b"\x02\x02\x4c\x01\0"
    control = b"\x21\xf9\x04\0\x0a\0\0\0"
    head = b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + b"\xff" * 6
    return head + (control + frame) * frames + b"\x3b"


def webp(width: int, height: int) -> bytes:
    """The beginning of a lossless picture of that size."""
    bits = struct.pack("<I", (width - 1) | (height - 1) << 14)
    content = b"VP8L" + struct.pack("<I", 6) + b"\x2f" + bits + b"\0"
    return b"RIFF" + struct.pack("<I", 4 + len(content)) + b"WEBP" + content
