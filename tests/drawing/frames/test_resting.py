from __future__ import annotations

import ctypes
import sys
from pathlib import Path

import numpy as np
import pytest

from mobility_timer.drawing.frames.resting import give_back_memory, loading_tables

MAPS = """\
55d0c0000000-55d0c0001000 r--p 00000000 08:01 11 /usr/bin/python3.11
7f0000000000-7f0000002000 r--p 00000000 08:01 12 /usr/lib/x86_64-linux-gnu/libname.so.6.1
7f0000002000-7f0000005000 r-xp 00002000 08:01 12 /usr/lib/x86_64-linux-gnu/libname.so.6.1
7f0000005000-7f0000006000 r--p 00005000 08:01 12 /usr/lib/x86_64-linux-gnu/libname.so.6.1
7f0000006000-7f0000007000 rw-p 00006000 08:01 12 /usr/lib/x86_64-linux-gnu/libname.so.6.1
7f0000008000-7f0000009000 rw-p 00000000 00:00 0
7f000000a000-7f000000b000 r--p 00000000 08:01 13 /opt/my programs/_name.cpython-311.so
7f000000c000-7f000000d000 r--p 00000000 08:01 14 /usr/share/fonts/some.sofa/a.ttf
7ffc00000000-7ffc00021000 rw-p 00000000 00:00 0 [stack]
"""


def test_the_tables_of_libraries_are_what_is_only_read_from_the_begin_of_their_files() -> None:
    found = [(hex(first), hex(end)) for first, end in loading_tables(MAPS)]
    assert found == [
        ("0x7f0000000000", "0x7f0000002000"),
        ("0x7f000000a000", "0x7f000000b000"),
    ]


def rss_of_tables() -> int:
    """In kB."""
    tables = {f"{a:x}-{b:x}" for a, b in loading_tables(Path("/proc/self/maps").read_text())}
    total, is_table = 0, False
    for line in Path("/proc/self/smaps").read_text().splitlines():
        word, _, rest = line.partition(" ")
        if not word.endswith(":"):
            is_table = word in tables
        elif is_table and word == "Rss:":
            total += int(rest.split()[0])
    return total


@pytest.mark.skipif(sys.platform != "linux", reason="the system tells of no mappings")
def test_the_tables_are_given_back_and_read_again_where_they_are_asked_for() -> None:
    before = rss_of_tables()
    give_back_memory()
    assert rss_of_tables() < before / 2
    assert ctypes.CDLL(None).getpid() > 0
    assert np.linalg.det(np.eye(3)) == pytest.approx(1.0)
