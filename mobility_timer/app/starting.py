"""What makes the start short: Python's own import beside Qt, and no search for garbage."""

from __future__ import annotations

import builtins
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def import_qt() -> None:
    """Import Qt, and keep Python's own import for all that comes after it.

    PySide6 sets another in its place, which reads the source text of every module that is imported
    from then on, to see whether it says `from __feature__ import`. Nothing here does, and to look
    takes a tenth of the start.
    """
    own_import = builtins.__import__
    import PySide6.QtCore  # noqa: F401

    builtins.__import__ = own_import


@contextmanager
def without_collecting() -> Iterator[None]:
    """No search for garbage until `collect_after_first_paint`, or the end."""
    gc.disable()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.enable()


def collect_after_first_paint(window: QWidget) -> None:
    """Search for garbage from the first paint on, and not among what the start has made."""
    from mobility_timer.ui import after_first_paint

    def collect() -> None:
        gc.freeze()
        gc.enable()

    after_first_paint(window, collect)
