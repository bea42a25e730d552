"""Garbage is searched for on the window's thread only."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mobility_timer.app import starting


def looks(window: QWidget) -> bool:
    timers = window.findChildren(QTimer)
    return any(timer.interval() == starting.LOOKS_EVERY_MS for timer in timers)


def test_from_the_first_paint_on_the_window_looks_for_garbage(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gc, "freeze", lambda: None)
    window = QWidget()
    qtbot.addWidget(window)
    starting.collect_after_first_paint(window)
    assert not looks(window)
    window.show()
    window.grab()
    qtbot.waitUntil(lambda: looks(window))
    assert not gc.isenabled()


@pytest.mark.parametrize(
    ("count", "generations"),
    [
        ((starting.MUCH_OBJECTS, 0, 0), []),
        ((starting.MUCH_OBJECTS + 1, 0, 0), [1]),
        ((starting.MUCH_OBJECTS + 1, 0, starting.FULL_EVERY_TIMES), [2]),
    ],
)
def test_it_collects_only_where_much_is_new(
    monkeypatch: pytest.MonkeyPatch, count: tuple[int, int, int], generations: list[int]
) -> None:
    collected: list[int] = []
    monkeypatch.setattr(gc, "collect", collected.append)
    monkeypatch.setattr(gc, "get_count", lambda: count)
    starting.collect_where_much_is_new()
    assert collected == generations


def test_digests_are_the_same_without_openssl() -> None:
    text = (
        "from mobility_timer.app.starting import import_hashlib; import_hashlib()\n"
        "import hashlib, sys\n"
        "own = [each(b'x').hexdigest() for each in (hashlib.sha256, hashlib.blake2b)]\n"
        "assert '_hashlib' not in sys.modules\n"
        "import _hashlib\n"
        "assert own[0] == _hashlib.openssl_sha256(b'x').hexdigest()\n"
        "assert own[1] == _hashlib.new('blake2b512', b'x').hexdigest()\n"
    )
    assert subprocess.run([sys.executable, "-c", text], timeout=60, check=False).returncode == 0


@pytest.mark.skipif(not hasattr(os, "confstr"), reason="asks for the C library")
def test_threads_allocate_where_the_window_does(tmp_path: Path) -> None:
    if not (os.confstr("CS_GNU_LIBC_VERSION") or "").startswith("glibc"):
        pytest.skip("another C library")
    told = tmp_path / "heaps.xml"
    text = (
        "import ctypes, threading\n"
        "from mobility_timer.app.starting import share_heap\n"
        "share_heap()\n"
        "kept = []\n"
        "def work(): kept.append(bytearray(100_000))\n"
        "threads = [threading.Thread(target=work) for _ in range(4)]\n"
        "[each.start() for each in threads], [each.join() for each in threads]\n"
        "libc = ctypes.CDLL(None)\n"
        "libc.fopen.restype = ctypes.c_void_p\n"
        f"file = ctypes.c_void_p(libc.fopen({str(told).encode()!r}, b'w'))\n"
        "libc.malloc_info(0, file), libc.fclose(file)\n"
    )
    assert subprocess.run([sys.executable, "-c", text], timeout=60, check=False).returncode == 0
    assert told.read_text(encoding="ascii").count("<heap nr=") == 1


def test_what_is_not_used_is_imported_when_it_is() -> None:
    text = (
        "import sys\n"
        "from mobility_timer.app.starting import without_unused\n"
        "with without_unused():\n"
        "    import tempfile\n"
        "    from textwrap import dedent\n"
        "assert not {'tempfile', 'textwrap'} & set(sys.modules)\n"
        "assert dedent('  a') == 'a' and 'textwrap' in sys.modules\n"
        "assert tempfile.gettempdir() and 'tempfile' in sys.modules\n"
        "import tempfile as real, textwrap\n"
        "assert real is not tempfile and real.gettempdir is tempfile.gettempdir\n"
        "with without_unused():\n"
        "    import tempfile as again\n"
        "    from inspect import currentframe\n"
        "    assert currentframe() and 'inspect' in sys.modules\n"
        "assert again is real\n"
        "try:\n"
        "    tempfile.nothing\n"
        "except AttributeError as error:\n"
        "    assert 'nothing' in str(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", text], timeout=60, check=False)
    assert done.returncode == 0
