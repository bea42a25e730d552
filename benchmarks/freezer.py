"""Holds every thread of a process still, in a way that no signal but SIGKILL ends (Linux):

    python -m benchmarks.freezer PROCESS

It prints "frozen" and ends with the process, or lets it go on where it is ended itself.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import threading
from contextlib import suppress

SEIZE, INTERRUPT = 0x4206, 0x4207
"""Requests of ptrace."""
ALL_THREADS = 0x40000000
"""An option of waitpid."""


def freeze(process: int) -> bool:
    """Hold a process still until it is killed; whether that is allowed here.

    What holds it has to be another process than its parent, which is told of its own tracing.
    """
    command = [sys.executable, "-m", "benchmarks.freezer", str(process)]
    freezer = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    threading.Thread(target=freezer.wait, daemon=True).start()
    assert freezer.stdout is not None
    with freezer.stdout as said:
        return bool(said.readline())


def main() -> int:
    process = int(sys.argv[1])
    trace = ctypes.CDLL(None).ptrace
    trace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
    for thread in map(int, os.listdir(f"/proc/{process}/task")):
        if trace(SEIZE, thread, None, None) or trace(INTERRUPT, thread, None, None):
            return 1
    print("frozen", flush=True)
    with suppress(ChildProcessError):  # there is none any more
        while True:
            os.waitpid(-1, ALL_THREADS)
    return 0


if __name__ == "__main__":
    sys.exit(main())
