"""What starting costs: `python -m benchmarks.start [RUNS]`.

Prints the CPU time of the window's process and the time that passes until Home is painted, beside
those of a bare PySide6 window, started in turn: the median of each, and their ratio. Thumbnails,
the library's parse cache and compiled modules are there, as at every start but the first. Goal: a
ratio of 2.0, then 1.5.
On a screen of its own (Xvfb), then, as in the tests, on none; only that where there is no Xvfb.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from time import monotonic

from benchmarks.environment import own_folders, screen

RUNS = 7
WARM_UP_SECONDS = 6

PAINTED = """
import sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

class FirstPaint(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(LINGER_MS, self.tell)
        return False

    def tell(self):
        print(time.process_time(), time.monotonic(), len(sys.modules), flush=True)
        QApplication.instance().closeAllWindows()
        QApplication.instance().quit()

run = QApplication.exec

def exec_(*_):
    watch = FirstPaint()
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            window.installEventFilter(watch)
    return run()

QApplication.exec = exec_
"""
"""It watches the window alone: to tell a filter of the whole program what else has events, PySide6
makes all classes of widgets, 20 to 40 ms."""
BARE = """
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication([])
window = QWidget()
window.resize(1280, 800)
window.show()
application.exec()
"""
IMPORT_QT = """
from mobility_timer.app import starting
starting.import_hashlib()
starting.prepare()
starting.import_qt()
"""
"""As the program does it: what watches it is the first to import Qt here."""
OURS = """
from mobility_timer.__main__ import main
main([])
"""


def started(program: str, environment: Mapping[str, str], linger_ms: int = 0) -> tuple[float, ...]:
    """CPU seconds, seconds and modules until the first paint of a program."""
    imports = "" if program is BARE else IMPORT_QT
    text = imports + PAINTED.replace("LINGER_MS", str(linger_ms)) + program
    began = monotonic()
    done = subprocess.run(
        [sys.executable, "-c", text], env=environment, check=True, capture_output=True, text=True
    )
    if not done.stdout:
        sys.exit(f"the window did not open. {done.stderr}")
    cpu, painted, modules = map(float, done.stdout.split()[-3:])
    return cpu, painted - began, modules


def row(name: str, runs: list[tuple[float, ...]]) -> tuple[float, float]:
    cpu, wall = (1e3 * statistics.median(run[i] for run in runs) for i in (0, 1))
    least = 1e3 * min(run[0] for run in runs)
    print(
        f"{name:12} CPU {cpu:5.0f} ms (least {least:4.0f})   wall {wall:5.0f} ms"
        f"   {runs[0][2]:4.0f} modules"
    )
    return cpu, wall


def side_by_side(count: int, where: str, environment: Mapping[str, str]) -> None:
    print(where)
    started(OURS, environment, 1000 * WARM_UP_SECONDS)
    ours, bare = [], []
    for _ in range(count):
        bare.append(started(BARE, environment))
        ours.append(started(OURS, environment))
    their_cpu, their_wall = row("bare window", bare)
    our_cpu, our_wall = row("Home", ours)
    print(f"{'ratio':12} CPU {our_cpu / their_cpu:5.2f}      wall {our_wall / their_wall:5.2f}")


def main() -> None:
    count = int(sys.argv[1]) if sys.argv[1:] else RUNS
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, **own_folders(folder)}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        if shutil.which("Xvfb"):
            with screen() as display:
                seen = {**environment, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
                side_by_side(count, "on a screen", seen)
        side_by_side(count, "on none", {**environment, "QT_QPA_PLATFORM": "offscreen"})


if __name__ == "__main__":
    main()
