"""A `.mobility` file: a zip with routines, their drills, motions and pictures, and nothing else.

Whatever is in it is checked before anything is unpacked: its size, its names, its kinds.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from mobility_timer import files
from mobility_timer.library import LARGEST_PICTURE_BYTES, picture_trouble
from mobility_timer.routine import LARGEST_FILE_BYTES
from mobility_timer.words import sharing as words

LARGEST_PACKAGE_BYTES = 24 * 1024 * 1024
LARGEST_TEXT_BYTES = 256 * 1024
"""Of all its files but the pictures together: they are read before anything is shown."""
MOST_ENTRIES = 200
FOLDERS = ("routines", "drills", "motions", "pictures")
_NAME = re.compile(r"(routines|drills|motions|pictures)/([\w][\w .()+-]{0,80})\.([a-z]{3,4})")
_KINDS = {"routines": ("yaml",), "drills": ("yaml",), "motions": ("yaml",),
          "pictures": ("png", "gif", "webp")}  # fmt: skip
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_END_OF_DIRECTORY, _LARGE_ZIP = b"PK\x05\x06", b"PK\x06\x07"
_SHORTEST_END_BYTES, _LONGEST_END_BYTES = 22, 22 + 65_535
_LONGEST_ENTRY_BYTES = 512
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, RuntimeError),
    *(OSError, struct.error),
)


class NotTaken(Exception):
    """A file of which nothing is taken, with one line that says why."""


class NotAPackage(NotTaken):
    """A file that is none of ours, or one that cannot be read."""


@dataclass(frozen=True)
class Package:
    """The files of a package by their names in it, `routines/mine.yaml`."""

    files: Mapping[str, bytes]

    def in_folder(self, folder: str) -> dict[str, bytes]:
        """The files of one of its folders, by their names alone."""
        return {
            name.partition("/")[2]: data
            for name, data in self.files.items()
            if name.startswith(f"{folder}/")
        }


def packed(package: Package) -> bytes:
    """The package as a zip; the same files give the same bytes."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(package.files.items()):
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)
    return data.getvalue()


def unpacked(path: Path) -> Package:
    """What a file holds. Raises NotAPackage; nothing is written anywhere."""
    return Package(_looked_into(path, _contents))


def is_package(path: Path) -> bool:
    """Whether it is a zip with a routine of ours in it, whatever it is called. Raises NotAPackage
    where it cannot be looked into."""
    names = _looked_into(path, lambda archive: dict.fromkeys(archive.namelist(), b""))
    return any(_NAME.fullmatch(name) for name in names)


def texts_with(path: Path, endings: tuple[str, ...], most_bytes: int) -> dict[str, bytes]:
    """The files in another program's zip whose names end so, together no larger than that. Raises
    NotAPackage."""

    def texts(archive: zipfile.ZipFile) -> dict[str, bytes]:
        found: dict[str, bytes] = {}
        for info in archive.infolist():
            if info.filename.lower().endswith(endings):
                room = most_bytes - sum(map(len, found.values()))
                if info.flag_bits & 1 or info.file_size > room:
                    raise NotAPackage(words.TOO_MUCH)
                with archive.open(info) as entry:
                    found[info.filename] = entry.read(room + 1)
                if len(found[info.filename]) > room:
                    raise NotAPackage(words.TOO_MUCH)
        return found

    return _looked_into(path, texts)


def _looked_into(
    path: Path, look: Callable[[zipfile.ZipFile], dict[str, bytes]]
) -> dict[str, bytes]:
    try:
        data = files.read_limited(path, LARGEST_PACKAGE_BYTES)
    except OSError as error:
        raise NotAPackage(words.cannot_be_opened(path, error.strerror or "")) from None
    try:
        _check_directory(data)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return look(archive)
    except NotAPackage as refused:
        raise NotAPackage(words.refused(path.name, str(refused))) from None
    except _BROKEN:
        raise NotAPackage(words.refused(path.name, words.DAMAGED)) from None


def _check_directory(data: bytes) -> None:
    """Refuse a zip whose list of files is longer than any of ours, before that list is read."""
    end = data.rfind(_END_OF_DIRECTORY, -_LONGEST_END_BYTES)
    if end < 0 or len(data) < end + _SHORTEST_END_BYTES or _LARGE_ZIP in data[end - 20 : end]:
        raise NotAPackage(words.DAMAGED)
    number, length = struct.unpack_from("<HI", data, end + 10)
    if number > MOST_ENTRIES or length > MOST_ENTRIES * _LONGEST_ENTRY_BYTES:
        raise NotAPackage(words.too_many(number, MOST_ENTRIES))


def _contents(archive: zipfile.ZipFile) -> dict[str, bytes]:
    infos = archive.infolist()
    if len(infos) > MOST_ENTRIES:
        raise NotAPackage(words.too_many(len(infos), MOST_ENTRIES))
    found: dict[str, bytes] = {}
    seen: set[str] = set()
    entries = {
        _checked_name(info, seen): info
        for info in infos
        if not (info.is_dir() and info.filename.rstrip("/") in FOLDERS)
    }
    room = {"pictures": LARGEST_PACKAGE_BYTES, "texts": LARGEST_TEXT_BYTES}
    _check_sizes(entries, room)
    for name, info in entries.items():
        content = _read(archive, info, room[_kind(name)])
        room[_kind(name)] -= len(content)
        _check_kind(name, content)
        found[name] = content
    if not any(name.startswith("routines/") for name in found):
        raise NotAPackage(words.NO_ROUTINE)
    return found


def _check_sizes(entries: Mapping[str, zipfile.ZipInfo], room: Mapping[str, int]) -> None:
    """Refuse what says of itself that it is too large, before anything of it is read."""
    for name, info in entries.items():
        if info.file_size > _most_bytes(name):
            raise NotAPackage(words.too_large(name))
    for kind, most_bytes in room.items():
        sizes = (info.file_size for name, info in entries.items() if _kind(name) == kind)
        if sum(sizes) > most_bytes:
            raise NotAPackage(words.TOO_MUCH)


def _most_bytes(name: str) -> int:
    return LARGEST_PICTURE_BYTES if _kind(name) == "pictures" else LARGEST_FILE_BYTES


def _kind(name: str) -> str:
    return "pictures" if name.startswith("pictures/") else "texts"


def _checked_name(info: zipfile.ZipInfo, seen: set[str]) -> str:
    name = unicodedata.normalize("NFC", info.filename)
    known = _NAME.fullmatch(name)
    mode = info.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        raise NotAPackage(words.is_a_link(name))
    if known is None or known[3] not in _KINDS[known[1]] or name.endswith((" ", ".")):
        raise NotAPackage(words.does_not_belong(name))
    if name.casefold() in seen:
        raise NotAPackage(words.is_there_twice(name))
    seen.add(name.casefold())
    if info.flag_bits & 1 or info.compress_type not in _METHODS:
        raise NotAPackage(words.cannot_be_read(name))
    return name


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, room_bytes: int) -> bytes:
    """The content of an entry, never more than is allowed, whatever its header says."""
    alone = _most_bytes(info.filename)
    most = min(alone, room_bytes)
    content = b""
    if info.file_size <= most:
        with archive.open(info) as entry:
            content = entry.read(most + 1)
    if max(info.file_size, len(content)) > most:
        is_alone = max(info.file_size, len(content)) > alone
        raise NotAPackage(words.too_large(info.filename) if is_alone else words.TOO_MUCH)
    return content


def _check_kind(name: str, content: bytes) -> None:
    ending = name.rpartition(".")[2]
    if ending == "yaml":
        try:
            content.decode()
        except UnicodeDecodeError:
            raise NotAPackage(words.is_no_text(name)) from None
    elif trouble := picture_trouble(name, content):
        raise NotAPackage(f"{name} {trouble}")


def text_bytes(path: Path) -> bytes:
    """The content of a text file. Raises NotAPackage where it cannot be read."""
    try:
        data = files.read_limited(path, LARGEST_FILE_BYTES)
        data.decode()
    except OSError as error:
        raise NotAPackage(words.cannot_be_opened(path, error.strerror or "")) from None
    except UnicodeDecodeError:
        raise NotAPackage(words.refused(path.name, words.is_no_text(path.name))) from None
    return data
