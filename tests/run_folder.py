"""One folder for all that a test run writes: homes, caches, sockets, temporary files.

It goes when the run ends, also by Ctrl-C or SIGTERM. What a killed run left is removed by the next.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path
from types import FrameType

PREFIX = "mobility-timer-tests-"
HOMES = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")
TEMPORARY = ("TMPDIR", "TEMP", "TMP")
SHARED = "MOBILITY_TIMER_TESTS"  # tells the workers of pytest-xdist the folder of their run
ABANDONED_S = 24 * 3600


class RunFolder:
    """The folder of this process: a new one, or in a worker a part of its run's."""

    def __init__(self, parent: Path | None = None) -> None:
        shared = os.environ.get(SHARED) if os.environ.get("PYTEST_XDIST_WORKER") else None
        self._is_ours = shared is None
        if shared is None:
            outside = parent or Path(tempfile.gettempdir())
            sweep(outside)
            self.path = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=outside))
        else:
            self.path = Path(tempfile.mkdtemp(dir=shared))

    def enter(self) -> None:
        """Lead all that this process and its children write here."""
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", tempfile.gettempdir())
        if self._is_ours:
            os.environ[SHARED] = str(self.path)
            end_by_sigterm()
        for kind in ("DATA", "CONFIG", "CACHE", "STATE", "RUNTIME"):
            folder = self.path / kind.lower()
            folder.mkdir(mode=0o700)
            os.environ["XDG_RUNTIME_DIR" if kind == "RUNTIME" else f"XDG_{kind}_HOME"] = str(folder)
        temporary = self.path / "tmp"
        temporary.mkdir(mode=0o700)
        os.environ.update(dict.fromkeys(HOMES, str(self.path)))
        os.environ.update(dict.fromkeys(TEMPORARY, str(temporary)))
        tempfile.tempdir = None  # it is asked for again

    def remove(self) -> None:
        if self._is_ours:
            shutil.rmtree(self.path, ignore_errors=True)


def sweep(parent: Path) -> None:
    """Remove what runs left that were killed."""
    for folder in parent.glob(f"{PREFIX}*"):
        owner = re.match(rf"{PREFIX}(\d+)-", folder.name)
        if not is_running(int(owner[1])) if owner and os.name == "posix" else is_old(folder):
            shutil.rmtree(folder, ignore_errors=True)


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # another user's
        return True
    return True


def is_old(folder: Path) -> bool:
    try:
        return time.time() - folder.stat().st_mtime > ABANDONED_S
    except OSError:
        return False


def end_by_sigterm() -> None:
    """Let SIGTERM end the run as Ctrl-C does, so that what it made is removed."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    if sys.platform != "win32" and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, interrupt)
