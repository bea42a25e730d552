"""What went wrong, kept in a file and told in one line."""

from __future__ import annotations

import errno
import logging
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from mobility_timer import files
from mobility_timer.words import kept

log = logging.getLogger("mobility_timer")


MOST_BYTES = 1_000_000


class _Handler(logging.FileHandler):
    """Begins a new file when this one is full, and goes without what a full disk does not take.

    The library's own way to do so brings sockets and pickles into every start.
    """

    def emit(self, record: logging.LogRecord) -> None:
        with suppress(OSError):
            if self.stream is not None and self.stream.tell() > MOST_BYTES:
                self.close()
                full = Path(self.baseFilename)
                full.replace(f"{full}.1")
        super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None: ...


def keep_out_of_terminal() -> None:
    """What is logged without a file is not printed: what the person is to know is said in words."""
    log.addHandler(logging.NullHandler())


def start_log() -> str:
    """Write what is logged from INFO on to the log file, 1 MB at most and one older file.

    A line on why that cannot be; empty where it can.
    """
    path = files.log_file()
    try:
        files.make_folder(path.parent)
        if path.exists() and not path.is_file():
            raise OSError(errno.EINVAL, kept.NOT_A_FILE, str(path))
        handler = _Handler(path, encoding="utf-8")
    except OSError as error:
        keep_out_of_terminal()
        return kept.no_log_file(files.why_not_kept(path, error))
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    return ""


def tell_of_errors(say: Callable[[str], None]) -> None:
    """Log what nobody caught and tell it in one line, once for each place; the session goes on.

    `say` is called in the thread in which it happened.
    """
    told: set[tuple[object, ...]] = set()

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        from traceback import walk_tb  # nothing that a start without a fault would need

        where = tuple((f.f_code, line) for f, line in walk_tb(trace))[-1:]
        if (kind, where) in told:
            return
        told.add((kind, where))
        log.error("not caught", exc_info=(kind, error, trace))
        say(kept.went_wrong(kind.__name__, files.log_file()))

    def thread_hook(given: threading.ExceptHookArgs) -> None:
        if given.exc_value is not None and not isinstance(given.exc_value, SystemExit):
            hook(given.exc_type, given.exc_value, given.exc_traceback)

    sys.excepthook = hook
    threading.excepthook = thread_hook


def report(error: Exception) -> None:
    """Treat a fault that was caught so that others could go on as one that nobody caught."""
    sys.excepthook(type(error), error, error.__traceback__)
