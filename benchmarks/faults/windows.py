"""What the window shows, and does not."""

from __future__ import annotations

import errno
import threading
from typing import Any

from PySide6.QtCore import Qt

from benchmarks.faults.table import GOOD, Tried, opened, press, row, shown
from mobility_timer import files
from mobility_timer.log_file import report
from mobility_timer.playback import State
from tests.simulation.program import World


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
        told = " / ".join(line for one in window.notice.messages.kept for line in one.lines)
        led = window._player.transport.state is State.PLAYING and window._player.look().at > 10_000
        failures = (not led) + ("apt install" in told) + ("full" not in told)
        made.disk.refuses = None
    return Tried(1, failures, told)


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
