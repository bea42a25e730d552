"""What the real program imports, starts and reads before Home is painted for the first time."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

WATCHED = """
import gc, json, sys, threading
from mobility_timer.app import starting
starting.import_hashlib()
starting.prepare()
starting.import_qt()  # as the program does it
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

class FirstPaint(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QApplication.instance().removeEventFilter(self)
            names = [thread.name for thread in threading.enumerate()]
            seen = {
                "modules": sorted(sys.modules),
                "threads": names,
                "collects": [str(gc.isenabled())],
            }
            print(json.dumps(seen), flush=True)
            QTimer.singleShot(0, QApplication.instance().closeAllWindows)
        return False

run = QApplication.exec

def watched(*_):
    watch = FirstPaint()
    QApplication.instance().installEventFilter(watch)
    return run()

QApplication.exec = watched
from mobility_timer.__main__ import main
sys.exit(main([]))
"""
LIBRARIES = {"PySide6", "lazy_loader", "shiboken6", "shibokensupport"}
if sys.platform != "linux":
    LIBRARIES.add("platformdirs")
# Rooms of which everything may be imported, and the modules of others.
ROOMS = {"files", "log_file", "plain_output", "routine", "settings", "words"}
UI = {"describe", "home", "pictures", "shell", "widgets"}
DRAWING = {"frames", "frames.deferred", "palette", "stills", "stills.thumbnails"}
OTHERS = {"sound.deferred", "timeline.score_text"}
# Modules of rooms that are needed, but only later.
NOT_YET = {
    "app": {"reminders", "session", "desktop.awake", "desktop.media_keys"},
    "routine": {"fitting", "remarks", "self_check"},
    "library": {"schema", "motion.reader", "settings_file", "tree", "prescription"},
    "personal": {"history.recorder", "history.exchange", "history.measured", "history.plan"},
}
MOST_MODULES = 294
"""272 with Python 3.11, where a bare window has 146."""


@pytest.fixture(scope="module")
def first_look(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    home = str(tmp_path_factory.mktemp("home"))
    places = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
    environment = os.environ | dict.fromkeys(places, home) | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", WATCHED]
    for _ in range(
        3
    ):  # the first keeps what files said and the window's place, the second reads it
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=60, check=False
        )
        assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_only_what_the_first_look_needs_is_imported(first_look: dict[str, list[str]]) -> None:
    others = {name.partition(".")[0] for name in first_look["modules"]}
    others -= {*sys.stdlib_module_names, *LIBRARIES, "mobility_timer", "__main__"}
    others -= {"signature_bootstrap", "cython_runtime"}  # of PySide6 and yaml
    others -= {"sitecustomize", "apport_python_hook"}  # of Python as Debian and Ubuntu bring it
    assert {name for name in others if not name.startswith("_")} == set()


def test_python_brings_nothing_that_nobody_uses_yet(first_look: dict[str, list[str]]) -> None:
    unused = {"csv", "difflib", "email", "http", "multiprocessing", "socket", "statistics"}
    unused |= {f"mobility_timer.words.pages.{each}" for each in ("making", "player", "preview")}
    unused |= {"PySide6.QtNetwork", "PySide6.QtDBus", "_hashlib", "_ssl"}
    unused |= {"bz2", "lzma", "random", "tempfile", "textwrap", "traceback", "urllib.parse"}
    if sys.version_info < (3, 12):  # later ones read a dataclass's annotations by it
        unused |= {"ast", "dis", "inspect", "tokenize"}
    if sys.version_info < (3, 13):  # later ones have it in pathlib
        unused |= {"glob"}
    assert unused & set(first_look["modules"]) == set()


def test_no_room_is_entered_before_it_is_needed(first_look: dict[str, list[str]]) -> None:
    def may_be(name: str) -> bool:
        room, _, inner = name.partition(".")
        if room in ("ui", "drawing"):
            return not inner or inner in DRAWING or inner.partition(".")[0] in UI
        if room in NOT_YET:
            return not any(f"{inner}.".startswith(f"{late}.") for late in NOT_YET[room])
        return room in ROOMS or not inner or name in OTHERS

    names = [name.removeprefix("mobility_timer.") for name in first_look["modules"]]
    own = [name for name in names if f"mobility_timer.{name}" in first_look["modules"]]
    assert [name for name in own if name != "__main__" and not may_be(name)] == []


def test_no_more_is_imported_than_was_found_to_be_needed(first_look: dict[str, list[str]]) -> None:
    assert len(first_look["modules"]) <= MOST_MODULES


def test_python_imports_by_itself_beside_qt() -> None:
    """PySide6 would read the source of every module that is imported."""
    text = (
        "import builtins; own = builtins.__import__\n"
        "from mobility_timer.app.starting import import_qt; import_qt()\n"
        "import sys; sys.exit(builtins.__import__ is not own)"
    )
    assert subprocess.run([sys.executable, "-c", text], timeout=60, check=False).returncode == 0


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("QSize('wide')", "QSize.__init__(w: int, h: int"),
        ("QSize.expandedTo(QSize(), 1)", "PySide6.QtCore.QSize.expandedTo(int)"),
        ("QObject(nothing=1)", "'nothing' is not a Qt property or a signal"),
    ],
)
def test_qt_still_says_what_is_wrong_with_a_call(wrong: str, said: str) -> None:
    """It reads its signatures only then."""
    text = (
        "from mobility_timer.app.starting import import_qt; import_qt()\n"
        "from PySide6.QtCore import QObject, QSize\n"
        f"{wrong}"
    )
    command = [sys.executable, "-c", text]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, said in done.stderr) == (1, True), done.stderr


def test_no_garbage_is_searched_before_it(first_look: dict[str, list[str]]) -> None:
    assert first_look["collects"] == ["False"]


def test_no_thread_works_beside_it(first_look: dict[str, list[str]]) -> None:
    """But the one that read what the cards propose, which only waits by then."""
    assert first_look["threads"] == ["MainThread", "history_0"]


STEPS = """
import sys
from importlib import import_module
import mobility_timer.__main__, mobility_timer.app.window as window, mobility_timer.ui.home.page
for name in window.LOADED_AHEAD:
    before = set(sys.modules)
    import_module(name)
    print(name, sum(one.startswith("mobility_timer") for one in set(sys.modules) - before))
"""
MOST_OF_A_STEP = 60
"""Closing waits for the step at hand. All of them together bring 139."""


def test_what_is_loaded_ahead_comes_in_short_steps() -> None:
    done = subprocess.run([sys.executable, "-c", STEPS], capture_output=True, text=True, check=True)
    found = {name: int(count) for name, count in map(str.split, done.stdout.splitlines())}
    assert sum(found.values()) > 100
    assert max(found.values()) <= MOST_OF_A_STEP, found
