"""Prints what Home costs with many own routines: `python -m benchmarks.home [ROUTINES]`.

The program is started anew until Home is painted, beside a start without any: first with files
that it never read (no parse cache), of which the most are read after that, so until all are there
too; then again. Goal: 2,000 own routines in 1 s, never read before.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from itertools import cycle, islice
from pathlib import Path

from benchmarks.environment import own_folders
from benchmarks.start import OURS, WARM_UP_SECONDS, row, started
from mobility_timer import files

ROUTINES = 2000
RUNS = 3
WHOLE = """
from PySide6.QtWidgets import QApplication
from PySide6.QtCore import QTimer
from mobility_timer.ui.home.page import HomePage

def tell_when_whole():
    pages = [each for each in QApplication.allWidgets() if isinstance(each, HomePage)]
    if pages and pages[0]._library.is_whole:
        print(time.process_time(), time.monotonic(), len(sys.modules), flush=True)
        QApplication.instance().closeAllWindows()
        QApplication.instance().quit()
    else:
        QTimer.singleShot(10, tell_when_whole)

FirstPaint.tell = lambda _watch: tell_when_whole()
"""


def fill(folder: Path, count: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    bundled = cycle(sorted(files.routines().glob("*.yaml")))
    for index, path in enumerate(islice(bundled, count)):
        text = path.read_text(encoding="utf-8").replace("name: ", f"name: {index} ", 1)
        (folder / f"own-{index}.yaml").write_text(text, encoding="utf-8")


def places(environment: dict[str, str]) -> list[Path]:
    """The user's folder of routines and the parse cache of a program that is started so."""
    told = "from mobility_timer import files; print(files.user_routines(), files.cache('routines'))"
    done = subprocess.run(
        [sys.executable, "-c", told], env=environment, check=True, capture_output=True, text=True
    )
    return [Path(path) for path in done.stdout.split()]


def main() -> None:
    count = int(sys.argv[1]) if sys.argv[1:] else ROUTINES
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, **own_folders(folder)}
        if not environment.get("DISPLAY"):
            environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        user, cache = places(environment)
        started(OURS, environment, 1000 * WARM_UP_SECONDS)
        none = [started(OURS, environment) for _ in range(RUNS)]
        fill(user, count)
        cold: list[tuple[float, ...]] = []
        whole: list[tuple[float, ...]] = []
        known: list[tuple[float, ...]] = []
        for _ in range(RUNS):
            for runs, program in ((cold, OURS), (whole, WHOLE + OURS)):
                for path in cache.glob("*"):
                    path.unlink()
                runs.append(started(program, environment))
            known.append(started(OURS, environment))
    row("no own", none)
    row(f"{count} new", cold)
    row("all there", whole)
    row(f"{count} known", known)


if __name__ == "__main__":
    main()
