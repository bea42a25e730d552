"""Builds the parts and joins them."""

from __future__ import annotations

import os
import signal
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TextIO

from mobility_timer import files, settings
from mobility_timer.library import Library
from mobility_timer.log_file import report, start_log, tell_of_errors
from mobility_timer.playback import Player, SystemClock, Update
from mobility_timer.routine import Routine
from mobility_timer.sound import Coach, open_coach
from mobility_timer.timeline import compile_routine

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

OK, BAD_INPUT = 0, 2
WITHOUT_SCREEN = ("offscreen", "minimal", "vnc", "linuxfb", "eglfs")
NO_SCREEN = """No screen found (neither DISPLAY nor WAYLAND_DISPLAY is set).
Cues as text and sound: mobility-timer play ROUTINE --no-window"""


@dataclass(frozen=True)
class InSession:
    """The coach in one session, which ends in silence; the coach stays for the next one."""

    coach: Coach

    def follow(self, update: Update) -> None:
        self.coach.follow(update)

    def close(self) -> None:
        self.coach.silence()


def window(library: Library, routine: Routine | None = None, speed: float = 1.0) -> int:
    """Open the window, on a routine that starts at once or on Home; 2 without a screen."""
    if not has_screen():
        print(NO_SCREEN, file=sys.stderr)
        return BAD_INPUT
    start_log()
    from PySide6.QtWidgets import QApplication

    from mobility_timer.drawing import FrameSource, MotionCatalog, Thumbnails, WorkerPool
    from mobility_timer.ui import Context, MainWindow, SettingsStore, less_motion

    chosen, troubles = settings.load()
    coach = open_coach(files.cache("speech"), chosen, speed)
    if routine is not None:
        coach.prepare(compile_routine(routine))
    application = QApplication([sys.argv[0]])
    application.setApplicationName("mobility-timer")
    application.setApplicationDisplayName("Mobility Timer")
    store = SettingsStore(chosen)
    cast = MotionCatalog(library.motion_file)
    cast.read_ahead(library.drills.values())
    pool = WorkerPool()
    still = less_motion(chosen.reduced_motion)
    frames = FrameSource(files.cache("films"), reduced=still, pool=pool)

    def open_player(routine: Routine) -> Player:
        timeline = compile_routine(routine)
        coach.prepare(timeline)
        clock = SystemClock(speed)
        return Player(timeline, clock, [InSession(coach)], routine.wait_for_me, report)

    context = Context(
        settings=store,
        library=library,
        open_player=open_player,
        coach=coach,
        thumbnails=Thumbnails(library.motion_file, files.cache("films"), pool),
        frames=frames,
        motion_of=cast.motion_of,
    )
    main_window = MainWindow(context)
    tell_of_errors(main_window.say)
    end_on_signals(application)
    main_window.open()
    for trouble in troubles:
        main_window.say(trouble)
    if routine is not None:
        waits = routine.wait_for_me or chosen.wait_for_me
        main_window.play(replace(routine, wait_for_me=waits))
    try:
        return application.exec()
    finally:
        coach.close()
        frames.close()
        store.close()


def without_window(routine: Routine, speed: float, out: TextIO) -> int:
    """Play as text and sound."""
    from mobility_timer import terminal

    start_log()
    chosen, troubles = settings.load()
    for trouble in troubles:
        print(trouble, file=sys.stderr)
    coach = open_coach(files.cache("speech"), chosen, speed)
    timeline = compile_routine(routine)
    coach.prepare(timeline)
    player = Player(timeline, SystemClock(speed), [coach], report=report)
    terminal.play(player, out, lambda: coach.notice)
    return OK


def has_screen() -> bool:
    """Whether Qt will find a screen: without one it ends the process and cannot be caught."""
    if sys.platform in ("win32", "darwin"):
        return True
    if os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0] in WITHOUT_SCREEN:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def end_on_signals(application: QApplication) -> None:
    """Let Ctrl-C and a polite kill close the window as a click would."""
    if os.name != "posix":
        return
    from PySide6.QtCore import QSocketNotifier

    read, write = os.pipe()
    for end in (read, write):
        os.set_blocking(end, False)
    signal.set_wakeup_fd(write)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: None)

    def close() -> None:
        os.read(read, 64)
        application.closeAllWindows()

    notifier = QSocketNotifier(read, QSocketNotifier.Type.Read, application)
    notifier.activated.connect(close)
