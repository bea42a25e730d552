"""What a process that the program has started does to itself. It imports little: the audio host,
which is there for a whole session, is to stay small.
"""

from __future__ import annotations

import ctypes
import signal
import sys
from contextlib import suppress

MAPPED_FROM_BYTES = 64 << 10


def be_child(name: str) -> None:
    """Have the process list of Linux call this process `name`, of which it shows 15 letters.

    Should the program die while this process is stopped, Linux lets it run on: it can then see
    that its input is closed, and end. Where there is `setpriv` that has been asked for already.
    """
    if sys.platform == "linux":
        set_of_process = ctypes.CDLL(None).prctl
        set_of_process(15, name.encode(), 0, 0, 0)  # PR_SET_NAME
        set_of_process(1, signal.SIGCONT, 0, 0, 0)  # PR_SET_PDEATHSIG


def give_back_what_is_freed() -> None:
    """Have the system get back at once what was taken for a clip, a block or a message. Else glibc
    keeps it, in a heap of its own for each thread."""
    if sys.platform == "linux":
        with suppress(AttributeError):  # another C library than glibc
            set_of_heap = ctypes.CDLL(None).mallopt
            set_of_heap(-8, 1)  # M_ARENA_MAX
            set_of_heap(-3, MAPPED_FROM_BYTES)  # M_MMAP_THRESHOLD
