"""What makes the start short: Python's own import beside Qt, no garbage searched for in it, no
OpenSSL, and nothing imported that only messages about faults need."""

from __future__ import annotations

import builtins
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from importlib.abc import Loader

    from PySide6.QtWidgets import QWidget


LOOKS_EVERY_MS = 5_000
MUCH_OBJECTS = 20_000
FULL_EVERY_TIMES = 10


_OPENSSL = "_hashlib"
_OF_SIGNATURES = {
    f"shibokensupport.{name}"
    for name in (
        "feature",
        "signature.errorhandler",
        "signature.importhandler",
        "signature.layout",
        "signature.lib.enum_sig",
        "signature.lib.pyi_generator",
        "signature.lib.tool",
        "signature.parser",
    )
}
"""All but `signature.mapping`: PySide6 looks into that past the import."""
_UNUSED = ("bz2", "inspect", "lzma", "tempfile", "textwrap", "traceback", "urllib.parse")
"""What PySide6, logging, dataclasses, pathlib and platformdirs import for what is rare."""


def import_hashlib() -> None:
    """Import hashlib with Python's own digests: OpenSSL's take 4 MB, and longer to load than all
    that is to be digested here. Whoever asks OpenSSL itself still finds it."""
    if "hashlib" in sys.modules or _OPENSSL in sys.modules:
        return
    sys.modules[_OPENSSL] = None  # type: ignore[assignment]  # what is not to be imported
    try:
        import hashlib  # noqa: F401
        import hmac  # noqa: F401  # asks for OpenSSL by itself
    finally:
        del sys.modules[_OPENSSL]


def prepare() -> None:
    """Have the imports until the first paint cost little: no garbage is searched for, which the
    window begins with, and nothing imported that has nothing to do before a fault."""
    gc.disable()
    with without_unused():
        import dataclasses  # noqa: F401
        import logging  # noqa: F401

        if sys.platform != "linux":  # there, `files` knows the places without it
            import platformdirs  # noqa: F401


def share_heap() -> None:
    """Have all threads allocate from one heap, and that keep what is freed until it is asked to
    give it back (the drawing does, at rest). To be called before there are threads.

    Else glibc gives each thread a heap of its own, in which 8 MB lie that no other can use, and has
    the system take and clear 400 pages anew for each picture that is drawn: 1 ms of 16.
    """
    if sys.platform != "linux":
        return
    import ctypes

    with suppress(OSError, AttributeError):  # another C library than glibc
        set_of_heap = ctypes.CDLL(None).mallopt
        set_of_heap(-8, 1)  # M_ARENA_MAX
        set_of_heap(-3, 32 << 20)  # M_MMAP_THRESHOLD
        set_of_heap(-1, 64 << 20)  # M_TRIM_THRESHOLD


class _StandIn(ModuleType):
    """Stands for the module whose name it has, and imports that when anything of it is used."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:  # `from ... import name`
            return lambda *given, **named: getattr(_real(self), name)(*given, **named)
        return getattr(_real(self), name)


def _real(module: _StandIn) -> ModuleType:
    if sys.modules.get(module.__name__) is module:
        del sys.modules[module.__name__]
    return import_module(module.__name__)


@contextmanager
def without_unused() -> Iterator[None]:
    """Who imports a module meanwhile that has nothing to do before a fault gets a stand-in, which
    goes on doing after that. Of none of them is anything but functions imported here."""
    standing = {name: _StandIn(name) for name in _UNUSED if name not in sys.modules}
    sys.modules.update(standing)
    try:
        yield
    finally:
        for name, module in standing.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


def import_qt() -> None:
    """Import Qt without what PySide6 needs only to name signatures: in messages about wrong
    arguments, in help, in stubs for editors. That is compiled from its source at each import and
    takes a tenth of the start; now it is when it is first asked for.

    With that goes what PySide6 puts in the place of Python's own import, which reads the source
    text of every module that is imported from then on, to see whether it says
    `from __feature__ import`.
    """
    from importlib import machinery
    from importlib.util import LazyLoader

    from mobility_timer.app.qt_enums import make_qt_enums_fast

    make_qt_enums_fast()
    own_import, own_spec = builtins.__import__, machinery.ModuleSpec

    def spec(name: str, loader: Loader) -> machinery.ModuleSpec:
        return own_spec(name, LazyLoader(loader) if name in _OF_SIGNATURES else loader)

    machinery.ModuleSpec = spec  # type: ignore[assignment,misc]  # for PySide6's own importer
    with without_unused():
        try:
            import shiboken6  # noqa: F401  # before PySide6, which would ask for all of it
        finally:
            machinery.ModuleSpec = own_spec  # type: ignore[misc]
        import PySide6.QtCore

        _ = PySide6.QtCore.Qt  # made when first asked for, it imports textwrap for a warning
    builtins.__import__ = own_import


@contextmanager
def without_collecting() -> Iterator[None]:
    """No search for garbage by itself, in whichever thread that would be, until the end."""
    gc.disable()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.enable()


def collect_after_first_paint(window: QWidget) -> None:
    """Search for garbage from the first paint on, and not among what the start has made.

    Only on the window's thread: what is found may be a widget, which no other thread may end.
    """
    from PySide6.QtCore import QTimer

    from mobility_timer.ui import after_first_paint

    def begin() -> None:
        gc.freeze()
        looks = QTimer(window)
        looks.timeout.connect(collect_where_much_is_new)
        looks.start(LOOKS_EVERY_MS)

    after_first_paint(window, begin)


def collect_where_much_is_new() -> None:
    """Among what is young, and every tenth time among all."""
    young, _, times = gc.get_count()
    if young > MUCH_OBJECTS:
        gc.collect(2 if times >= FULL_EVERY_TIMES else 1)
