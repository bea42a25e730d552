"""Memory that is given back to the system while nothing is drawn."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

_LIBC: Final = "libc.so.6"
_MAPS: Final = Path("/proc/self/maps")
_DONT_NEED: Final = 4  # MADV_DONTNEED: read again from the file where it is asked for


def give_back_memory() -> None:
    """Let the system have what was freed: what a thread frees in between stays with the process
    else, a tenth of what the window takes. Only glibc knows how. With it go the tables of the
    libraries, 15 MB that were read once, when they were loaded."""
    with suppress(OSError, AttributeError):
        libc = ctypes.CDLL(_LIBC)
        libc.malloc_trim(0)
        if sys.maxsize > 1 << 32:
            give_back = libc.madvise
            give_back.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
            for first, end in loading_tables(_MAPS.read_text(encoding="utf-8")):
                give_back(first, end - first, _DONT_NEED)


def loading_tables(maps: str) -> Iterator[tuple[int, int]]:
    """From where to where the names and relocations of the shared libraries lie.

    That is what is mapped from the begin of a library's file to be read only. Nothing is ever
    written there: what a loader writes to and then locks stands after the code.
    """
    for line in maps.splitlines():
        place, rights, offset, _device, _node, *name = line.split(None, 5)
        if rights == "r--p" and int(offset, 16) == 0 and name and ".so" in Path(name[0]).name:
            first, end = place.split("-")
            yield int(first, 16), int(end, 16)
