"""Joins the parts of the program, for the window and for the terminal."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, TextIO

from mobility_timer import files
from mobility_timer.app.desktop.desktop_id import DESKTOP_ID, WINDOW_CLASS
from mobility_timer.app.desktop.screen import silent_screens
from mobility_timer.app.starting import (
    collect_after_first_paint,
    import_qt,
    without_collecting,
)
from mobility_timer.app.wanted import Wanted as Wanted
from mobility_timer.log_file import report, start_log, tell_of_errors
from mobility_timer.sound import deferred_coach
from mobility_timer.words import kept
from mobility_timer.words import window as words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from mobility_timer.library import Library
    from mobility_timer.personal import History, Person, SessionStart
    from mobility_timer.playback import Player, View
    from mobility_timer.routine import Routine
    from mobility_timer.sound import Coach
    from mobility_timer.ui import MainWindow

OK, BAD_INPUT = 0, 2
WITHOUT_SCREEN = ("offscreen", "minimal", "vnc", "linuxfb", "eglfs")


def window(
    library: Library,
    person: Person,
    wanted: Wanted,
    find: Callable[[Wanted], Routine],
    routine: Routine | None = None,
    speed: float = 1.0,
) -> int:
    """Open the window on what is wanted, `routine`, or on Home; 2 without a screen.

    Where a window is open already, that one finds and opens it instead.
    """
    if not has_screen():
        print(words.NO_SCREEN, file=sys.stderr)
        return BAD_INPUT
    with silent_screens(os.environ) as silent:
        if silent:
            print(words.screen_silent(", ".join(silent)), file=sys.stderr)
            return BAD_INPUT
        import_qt()
        from PySide6.QtWidgets import QApplication

        application = QApplication.instance() or QApplication([WINDOW_CLASS])
        assert isinstance(application, QApplication)
    from mobility_timer.app.desktop import one_window
    from mobility_timer.app.desktop.ground import keep_ground
    from mobility_timer.ui import after_first_paint, tell_roles

    only = one_window.claim(files.log_file().parent, wanted)
    if only is None:
        return OK
    troubles = troubles_of_start(person)
    person.history.open_ahead()
    coach = deferred_coach(files.cache("speech"), person.settings, speed)
    if routine is not None and wanted.start:
        from mobility_timer.timeline import compile_routine

        coach.prepare(compile_routine(routine))
    application.setApplicationName(words.PROGRAM)
    application.setApplicationDisplayName(words.PROGRAM)
    application.setDesktopFileName(DESKTOP_ID)
    tell_roles()
    try:
        with (
            without_collecting(),
            joined(library, person, coach, speed) as main_window,
            loading_ahead(library, main_window),
            ExitStack() as later,
        ):
            collect_after_first_paint(main_window)
            end_on_signals(application, main_window)
            only.asked.connect(partial(take_over, main_window, find))
            only.leads = lambda: main_window.in_session
            after_first_paint(main_window, partial(show_icon, application))
            after_first_paint(main_window, only.listen)
            after_first_paint(main_window, partial(keep_ground, application, main_window))
            after_first_paint(main_window, partial(remind, later, application, main_window))
            show(main_window, troubles, routine, wanted.start)
            if wanted.file is not None:
                main_window.show_file(wanted.file)
            return application.exec()
    finally:
        only.close()


def troubles_of_start(person: Person) -> tuple[str, ...]:
    """Start the log; a line each on what cannot be read of the person's, logged, or made only
    once."""
    folders = files.cache("speech"), files.cache("thumbnails")
    caches = map(kept.no_cache, files.why_nothing_kept(folders)[:1])
    lines = (*person.troubles, start_log(), *caches)
    return tuple(filter(None, lines))


def show_icon(application: QApplication) -> None:
    from mobility_timer.ui import application_icon

    application.setWindowIcon(application_icon())


def remind(later: ExitStack, application: QApplication, main_window: MainWindow) -> None:
    from mobility_timer.app.reminders.joining import reminding

    later.enter_context(reminding(application, main_window))


def take_over(main_window: MainWindow, find: Callable[[Wanted], Routine], wanted: Wanted) -> None:
    """Come to the front and open what a later start asked for; a session is not broken off."""
    from mobility_timer.app.desktop.one_window import open_window

    open_window(main_window)
    if not wanted.written:
        return
    if wanted.file is not None:
        main_window.show_file(wanted.file)
        return
    try:
        routine = find(wanted)
    except LookupError as error:
        main_window.say(str(error.args[0]))
        return
    if main_window.in_session:
        main_window.offer_later(routine.name, partial(take_over, main_window, find, wanted))
    elif wanted.start:
        main_window.play(routine)
    else:
        main_window.show_preview(routine)


@contextmanager
def joined(library: Library, person: Person, coach: Coach, speed: float) -> Iterator[MainWindow]:
    """The window with all that it needs, not yet shown; all of that is closed in the end."""
    from mobility_timer.drawing import DeferredFrameSource, Thumbnails
    from mobility_timer.ui import Context, MainWindow, SettingsStore, less_motion

    store = SettingsStore(person.settings)
    drawing = ThreadPoolExecutor(1, "drawing")
    still = less_motion(person.settings.reduced_motion)
    frames = DeferredFrameSource(reduced=still, executor=drawing)
    context = Context(
        settings=store,
        adjustments=person.choices,
        library=library,
        open_session=session_opener(coach, person.history, speed),
        history=person.history,
        coach=coach,
        thumbnails=Thumbnails(
            library.motion_file,
            files.cache("thumbnails"),
            drawing,
            pictures_of=library.picture_files,
            coach_of=lambda: store.value.coach,
        ),
        pictures_of=library.picture_files,
        frames=frames,
        motion_of=library.motion_of,
        motion_trouble=library.motion_trouble,
    )
    try:
        main_window = MainWindow(context)
        store.on_trouble = main_window.troubled.emit
        person.on_trouble(main_window.troubled.emit)
        yield main_window
    finally:
        told = (store.trouble, *person.kept_troubles)
        store.on_trouble = lambda: None
        person.on_trouble(lambda: None)
        coach.close()
        frames.close()
        drawing.shutdown(cancel_futures=True)
        store.close()
        person.close()
        for line in dict.fromkeys((store.trouble, *person.kept_troubles)):
            if line and line not in told:
                print(line, file=sys.stderr)


def session_opener(coach: Coach, history: History, speed: float) -> Callable[..., Player]:
    """What opens a session; it imports what plays one when the first is opened."""

    def open_session(routine: Routine, view: View, start: SessionStart | None = None, /) -> Player:
        from mobility_timer.app.session import SessionParts, open_window_session
        from mobility_timer.playback import SystemClock

        parts = SessionParts(coach, lambda: SystemClock(speed), report, history)
        return open_window_session(parts, routine, view, start)

    return open_session


def show(
    main_window: MainWindow,
    troubles: Sequence[str],
    routine: Routine | None,
    start: bool = True,
) -> None:
    """Show the window, say what cannot be read or kept, and start the routine or its preview."""
    tell_of_errors(main_window.told.emit)
    main_window.open()
    main_window.notice.say_faults(troubles)
    if routine is not None:
        (main_window.play if start else main_window.show_preview)(routine)


LOADED_AHEAD = (
    "numpy",
    "mobility_timer.figure.skeleton.bones",
    "mobility_timer.figure.solving.solver",
    "mobility_timer.figure.passage.ends",
    "mobility_timer.drawing.scene.scene",
    "mobility_timer.drawing.scene.route",
    "mobility_timer.drawing.demonstration",
    "mobility_timer.ui.player.page",
    "mobility_timer.drawing.frames.source",
)
"""What others need first, so that each step is short: closing waits for the one at hand."""


@contextmanager
def loading_ahead(library: Library, main_window: MainWindow) -> Iterator[None]:
    """Once Home is painted, import and read on a thread what it does without and the player needs.

    At the end only the step at hand is waited for: a thread that still imports while Python ends
    would bring the program down.
    """
    from mobility_timer.ui import after_first_paint

    ahead = ThreadPoolExecutor(1, "load ahead")

    def load() -> None:
        with suppress(RuntimeError):  # closed before it was painted
            for name in LOADED_AHEAD:
                ahead.submit(import_module, name)
            for drill in library.drills.values():
                ahead.submit(library.motion_of, drill)

    after_first_paint(main_window, load)
    try:
        yield
    finally:
        ahead.shutdown(cancel_futures=True)


def without_window(person: Person, routine: Routine, speed: float, out: TextIO) -> int:
    """Play an effective routine as text and sound."""
    tell_of_errors(partial(print, file=sys.stderr))
    for trouble in troubles_of_start(person):
        print(trouble, file=sys.stderr)
    from mobility_timer.app.session import SessionParts, play_in_terminal
    from mobility_timer.playback import SystemClock

    coach = deferred_coach(files.cache("speech"), person.settings, speed)
    parts = SessionParts(coach, lambda: SystemClock(speed), report, person.history)
    try:
        play_in_terminal(parts, routine, out, sys.stdin)
    finally:
        coach.close()
        person.close()
        if person.history.trouble:
            print(person.history.trouble, file=sys.stderr)
    return OK


def has_screen() -> bool:
    """Whether Qt will find a screen: without one it ends the process and cannot be caught."""
    if sys.platform in ("win32", "darwin"):
        return True
    if os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0] in WITHOUT_SCREEN:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def end_on_signals(application: QApplication, main_window: MainWindow) -> None:
    """Let Ctrl-C and a polite kill close the window as a click would, and leave the tray."""
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
        main_window.stays = lambda: False
        application.closeAllWindows()
        application.quit()

    notifier = QSocketNotifier(read, QSocketNotifier.Type.Read, application)
    notifier.activated.connect(close)
