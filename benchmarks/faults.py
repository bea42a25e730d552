"""The table of faults: `python -m benchmarks.faults [NAME ...]`.

Each row is tried now, in this process or with the real program; what was found before stands
beside it, as the issue tells it. "told" is what the person reads, as the program said it just now.
"""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import monotonic
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.environment import own_folders
from mobility_timer import files
from mobility_timer.library import load_settings, save_settings
from mobility_timer.log_file import report
from mobility_timer.personal import AdjustmentsStore
from mobility_timer.playback import Player, State
from mobility_timer.routine import Adjustments
from mobility_timer.settings import Settings
from mobility_timer.timeline import compile_routine
from tests.simulation.program import World, world
from tests.simulation.rim import Clock

GOOD = "name: Mine\ndrills: [calf-stretch]\n"


@dataclass(frozen=True)
class Tried:
    """How often it was tried, how often it failed, and what was told."""

    tries: int
    failures: int | bool
    told: str = ""


ROWS: dict[str, tuple[str, Callable[[], Tried]]] = {}


def row(name: str, before: str) -> Callable[[Callable[[], Tried]], Callable[[], Tried]]:
    def add(tries: Callable[[], Tried]) -> Callable[[], Tried]:
        ROWS[name] = before, tries
        return tries

    return add


@contextmanager
def opened(before: Callable[[World], object] = lambda _made: None) -> Iterator[World]:
    """A program that is open on Home, in a home of its own."""
    with tempfile.TemporaryDirectory() as folder, world(Path(folder) / "home", 1) as made:
        before(made)
        made.start()
        made.pass_time(500)
        made.settle()
        yield made


def press(made: World, key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget() or made.window, key)
    made.settle()


def shown(made: World) -> str:
    """The line that the window shows."""
    assert made.window is not None
    return made.window.notice.text()


@row("a routine opens frozen after four others", "66 of 92 starts")
def frozen() -> Tried:
    failures, tries = 0, 20
    with opened() as made:
        window: Any = made.window
        library = window._context.library
        for number in range(tries):
            for routine in sorted(library.routines)[:4]:
                window.play(library.routines[routine])
                made.settle()
                made.pass_time(400)
                window.show_home()
            window.resize(1280 - number, 800)
            window.play(library.routines["ankles-and-hips"])
            made.settle()
            made.pass_time(2000)
            failures += not window._player.look().at or bool(made.uncaught)
            window.show_home()
    return Tried(tries, failures)


@row("changes written over after a failed or stale read", "all lost, nothing told")
def written_over() -> Tried:
    failures, told = 0, ""
    kinds: tuple[Callable[[Path], object], ...] = (
        lambda path: path.write_text("not understood"),
        lambda path: path.write_text('{"other": {"newer": 1}}'),
        lambda path: AdjustmentsStore(path).keep("other", Adjustments().with_amount("a", 3)),
    )
    for number, kind in enumerate(kinds):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "adjustments.json"
            store = AdjustmentsStore(path)
            store.keep("mine", Adjustments().with_amount("a", 2))
            kind(path)
            before = path.read_text()
            store.keep("mine", Adjustments().with_amount("a", 5))
            kept = "".join(each.read_text() for each in Path(folder).iterdir() if each.is_file())
            failures += (before if number == 0 else "other") not in kept
            told = told or store.trouble.replace(folder, "~")
    return Tried(len(kinds), failures, told)


@row("settings written over after a failed read", "defaults are written")
def settings_over() -> Tried:
    said: list[str] = []
    failures = 0
    for texts in (("theme: [\n", "volume: [\n"), ("theme: sepia\n",), ("newer: 1\n",)):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "settings.yaml"
            for text in texts:
                path.write_text(text)
                save_settings(Settings(volume=7), Settings(), path, say=said.append)
            held = "".join(each.read_text() for each in Path(folder).iterdir())
            failures += any(text.strip() not in held for text in texts)
            said[:] = [line.replace(folder, "~") for line in said]
    return Tried(3, failures, said[0])


@row("a marked file that ends inside a character", "24 of 28: a traceback")
def marked() -> Tried:
    failures, tries, told = 0, 0, ""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.yaml"
        for prefix in (b"", b"a", b"name: x\n", b"name: x\ndrills: [a]\n"):
            for cut in range(1, 8):
                path.write_bytes(b"\xef\xbb\xbf" + prefix + ("\U0001f3c3" * 2).encode()[:cut])
                done = program("check", str(path))
                tries += 1
                failures += done.returncode != 2 or "Traceback" in done.stdout + done.stderr
                told = done.stdout.strip().replace(folder, "~") if cut % 4 else told
            if tries >= 14:
                break
    return Tried(tries, failures, told)


@row("one entry that is no file hides all own routines", "1 of 1, silently")
def hides() -> Tried:
    def bad(made: World) -> None:
        folder = files.user_routines()
        folder.mkdir(parents=True)
        (folder / "good.yaml").write_text(GOOD)
        (folder / "itself.yaml").symlink_to("itself.yaml")
        (folder / "folder.yaml").mkdir()
        (folder / "closed.yaml").write_text(GOOD)
        made.disk.unreadable.add(str(folder / "closed.yaml"))
        os.mkfifo(folder / "pipe.yaml")

    with opened(bad) as made:
        window: Any = made.window
        library = window._context.library
        told = sorted(broken.path.name for broken in library.broken)
        fault = library.broken[0].faults[0].message
        failures = 4 - len(told) + ("good" not in library.routines)
    return Tried(4, failures, f"on Home: {', '.join(told)}; {fault}")


@row("Python files in the current folder are run", "2 of 2 children")
def planted() -> Tried:
    from mobility_timer.sound.child_process import child_environment, module_command

    failures = 0
    modules = ("mobility_timer.sound.speech.worker", "mobility_timer.sound.device.host")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "numpy.py").write_text("open('was-run', 'w')\n")
        for module in modules:
            command = module_command(module, "")
            subprocess.run(
                command, cwd=folder, input=b"", env=child_environment(), capture_output=True,
                timeout=60, check=False,
            )  # fmt: skip
            failures += (Path(folder) / "was-run").exists()
    return Tried(len(modules), failures)


@row("Home does not notice a folder made, edited, made again", "3 of 3")
def notices() -> Tried:
    failures = 0
    with opened() as made:
        window: Any = made.window
        home, folder = window.page, files.user_routines()
        for text in (GOOD, GOOD.replace("Mine", "Edited"), "gone", GOOD.replace("Mine", "Again")):
            folder.mkdir(parents=True, exist_ok=True)
            if text == "gone":
                (folder / "mine.yaml").unlink()
                folder.rmdir()
            else:
                (folder / "mine.yaml").write_text(text)
            for _ in range(3):
                made.settle()
                made.pass_time(600)
            found = home._library.routines.get("mine")
            name = text.partition("\n")[0].removeprefix("name: ")
            failures += (found.name if found else "gone") != name
    return Tried(4, failures)


@row("a picture comes for a page that is gone", "RuntimeError on Home")
def gone() -> Tried:
    failures, tries = 0, 10
    with opened() as made:
        for _ in range(tries):
            press(made, Qt.Key.Key_P)
            made.pass_time(80)
            press(made, Qt.Key.Key_Escape)
            made.pass_time(800)
            made.settle()
            failures += bool(made.uncaught)
    return Tried(tries, failures)


@row("an exception on another thread", "told from that thread, or logged only")
def threads() -> Tried:
    with opened() as made:
        report_from_thread = threading.Thread(target=report, args=(ValueError("x"),))
        report_from_thread.start()
        report_from_thread.join()
        made.settle()
        told = shown(made)
        made.uncaught.clear()
    return Tried(1, "ValueError" not in told, told.partition(";")[0])


@row("a pipe in place of a file is waited for", "3 of 3: for ever")
def pipes() -> Tried:
    with tempfile.TemporaryDirectory() as folder:
        pipe = Path(folder) / "pipe.yaml"
        os.mkfifo(pipe)
        begun = monotonic()
        done = program("check", str(pipe))
        told = load_settings(pipe)[1]
        store = AdjustmentsStore(pipe)
        waited = monotonic() - begun > 30
        failures = (done.returncode != 2) + (not told) + (not store.trouble) + waited
        return Tried(3, failures, store.trouble.replace(folder, "~"))


@row("a full disk", "told as no voice on this computer")
def full() -> Tried:
    with opened() as made:
        window: Any = made.window
        made.disk.refuses = errno.ENOSPC
        window.play(window._context.library.routines["desk-break"])
        made.pass_time(20_000)
        made.settle()
        window._context.settings.change(volume=33)
        made.settle()
        told = " / ".join(window.notice._lines)
        led = window._player.transport.state is State.PLAYING and window._player.look().at > 10_000
        failures = (not led) + ("apt install" in told) + ("full" not in told)
        made.disk.refuses = None
    return Tried(1, failures, told)


@row("names reach the terminal raw, or end it", "all, in a narrow locale")
def names() -> Tried:
    with tempfile.TemporaryDirectory() as folder:
        place = {**os.environ, **own_folders(folder), "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
        own = next(Path(folder).glob("xdg_data_home")) / "mobility-timer/routines"
        own.mkdir(parents=True)
        (own / "esc.yaml").write_text('name: "\\e]0;title\\a"\ndrills: [calf-stretch]\n')
        (own / os.fsdecode(b"l\xe4tin.yaml")).write_text(GOOD)
        done = [program(*words, env=place) for words in (("list",), ("score", "esc"))]
        bad = sum("\x1b" in d.stdout + d.stderr or "Traceback" in d.stderr for d in done)
        return Tried(2, bad, done[1].stdout.splitlines()[0])


@row("leaving a side out at a gate stops at the opening", "263 of 5,700 sequences")
def gates() -> Tried:
    failures, tries = 0, 500
    with opened() as made:
        window: Any = made.window
        routines = [compile_routine(r) for r in window._context.library.routines.values()]
    for seed in range(tries):
        random, clock = Random(seed), Clock()
        player = Player(random.choice(routines), clock, waits=True)
        player.play()
        for _ in range(random.randrange(1, 12)):
            deeds = (player.next_set, player.go_on, player.previous_set, player.more)
            random.choice(deeds)()
            for _ in range(random.randrange(40)):
                clock.now_ms += 1900
                player.tick()
            if player.transport.state is State.WAITING:
                player.drop_side()
                at, now = player.look().at, player.transport.state
                failures += now is State.WAITING and at not in player.timeline.gates
    return Tried(tries, failures)


@row("a screen that does not answer", "abort, with Qt's advice to reinstall")
def screens() -> Tried:
    env = {k: v for k, v in os.environ.items() if k not in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    done = program("open", env={**env, "DISPLAY": ":77"})
    return Tried(1, done.returncode != 2, done.stderr.splitlines()[0] if done.stderr else "")


@row("a motion of the user's own is broken", "no figure, and only the log says so")
def motions() -> Tried:
    def broken(_made: World) -> None:
        files.user_motions().mkdir(parents=True)
        for path in (files.assets() / "motions").glob("*.yaml"):
            (files.user_motions() / path.name).write_text("name: x\nposes: [\n")

    with opened(broken) as made:
        window: Any = made.window
        window.play(window._context.library.routines["ankles-and-hips"])
        made.settle()
        made.pass_time(1000)
        told = shown(made)
    return Tried(1, "without its figure" not in told, told)


@row("the computer sleeps", "paused, and the window does not say why")
def sleeps() -> Tried:
    failures, told = 0, ""
    with opened() as made:
        window: Any = made.window
        window.play(window._context.library.routines["desk-break"])
        for seconds in (3, 60, 3600):
            made.pass_time(6000)
            before = window._player.look().at
            made.clock.slept_ms += 1000 * seconds
            made.pass_time(200)
            paused = window._player.transport.state is State.PAUSED
            failures += not paused or abs(window._player.look().at - before) > 160
            told = shown(made)
            window._player.play()
    return Tried(3, failures, told)


@row("the figure after a jump, a resize, full screen while paused", "gone for good")
def figures() -> Tried:
    failures = 0
    with opened() as made:
        window: Any = made.window
        window.play(window._context.library.routines["ankles-and-hips"])
        made.pass_time(8000)
        window._player.pause()
        deeds = (window._player.next_set, lambda: window.resize(1000, 700), window.showFullScreen)
        for deed in deeds:
            deed()
            made.settle()
            made.pass_time(400)
            made.settle()
            failures += not window.page.figure_view._painted
    return Tried(3, failures)


def program(*words: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mobility_timer", *words]
    return subprocess.run(
        command, env=env, capture_output=True, text=True, errors="replace", timeout=60, check=False
    )


def main() -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication([])
    print("| fault | before | tries | failures now | what is told |\n|---|---|---|---|---|")
    failed = 0
    for name, (before, tries) in ROWS.items():
        if sys.argv[1:] and not any(word in name for word in sys.argv[1:]):
            continue
        tried = tries()
        failed += bool(tried.failures)
        told = tried.told.replace("|", "/")[:240]
        print(f"| {name} | {before} | {tried.tries} | {int(tried.failures)} | {told} |", flush=True)
    application.quit()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
