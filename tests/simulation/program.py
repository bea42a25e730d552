"""The real program, joined as it is for its user, on a computer of `rim` and `children`."""

from __future__ import annotations

import importlib
import logging
import os
import pkgutil
import shutil
import sqlite3
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QFileDialog

import mobility_timer.ui
from mobility_timer.app import session, window
from mobility_timer.drawing.frames import sequence as frame_sequence
from mobility_timer.drawing.frames.packed import PackedFrame, pack
from mobility_timer.drawing.frames.renderer import Renderer
from mobility_timer.drawing.frames.sampling import Sampling
from mobility_timer.drawing.scene.room.furniture import Sprite
from mobility_timer.drawing.scene.route import Route
from mobility_timer.drawing.stills import thumbnail as stills
from mobility_timer.library import installed
from mobility_timer.personal import History, load_person
from mobility_timer.personal.history import store as history_store
from mobility_timer.playback import Update
from mobility_timer.sound import coach as coach_module
from mobility_timer.sound.coach import Coach
from mobility_timer.sound.device.loudspeaker import Loudspeaker
from mobility_timer.sound.speech.ladder import Ladder
from mobility_timer.sound.supervisor import LOOK_EVERY_S, Supervisor
from mobility_timer.timeline import CountsRep, Tone
from mobility_timer.ui import MainWindow
from mobility_timer.ui.shell import latest, settings_store
from mobility_timer.ui.shell.notice import Notice
from tests.simulation.children import Sounds
from tests.simulation.rim import Clock, Disk, Executor, Threads, Timers

STEP_MS = 40
MOST_TONES = MOST_LINES = 100
BEGINS = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)


class Violation(AssertionError):
    """Something that must hold does not."""


class Log:
    """A follower that notes what its session brought, each tone and line with its second.

    How a rep is counted is a choice: its number is not among the lines.
    """

    def __init__(self) -> None:
        self.updates: list[Update] = []
        self.tones: list[tuple[float, Tone]] = []
        self.lines: list[tuple[float, str]] = []
        self.faults: list[str] = []
        self.jumped_at = 0.0
        self.jumps: list[float] = []
        self._at: int | None = None
        self._told: set[tuple[int, str]] = set()

    def follow(self, update: Update) -> None:
        self.updates.append(update)
        del self.updates[:-50]
        late_ms = update.now - update.at
        self.tones += [((late_ms + c.at) / 1000, c.tone) for c in update.cues if c.tone is not None]
        del self.tones[:-MOST_TONES]
        spoken = (c for c in update.cues if c.line and not isinstance(c.meaning, CountsRep))
        self.lines += [((late_ms + c.at) / 1000, c.line) for c in spoken]
        del self.lines[:-MOST_LINES]
        if update.jumped:
            self.jumped_at = update.now / 1000
            self.jumps.append(self.jumped_at)
            self._told.clear()
        elif update.start == update.at:
            return
        elif self._at is not None and update.start != self._at:
            self.faults.append(f"from {self._at} to {update.start} nothing was told")
        cues = {(cue.at, cue.line) for cue in update.cues if not update.count_in}
        if cues & self._told:
            self.faults.append(f"told twice: {cues & self._told}")
        self._told |= cues
        self._at = update.at

    def close(self) -> None: ...


class World:
    """One computer with one person's files, and the program that runs on it."""

    def __init__(self, home: Path, random: Random, patch: pytest.MonkeyPatch) -> None:
        self.home = home
        self.random = random
        self.clock = Clock()
        self.timers = Timers(self.clock)
        self.disk = Disk()
        self.threads = Threads()
        self.sounds = Sounds(self.clock.seconds, lambda: self.disk.refuses is not None)
        self.supervisors: list[tuple[Supervisor, Any]] = []
        self.drawing: list[Executor] = []
        self.away_ms = 0
        self.on_look: Callable[[], object] = lambda: None
        self.uncaught: list[str] = []
        self.files_before = 0
        self.said: list[str] = []
        self.troubles: dict[str, str] = {}
        self.left_s = self.muted_s = self.alone_s = self.mute_s = self.unwell_s = (
            self.clock.seconds()
        )
        self.window: MainWindow | None = None
        self.person: Any = None
        self.coach: Coach | None = None
        self._joined: Any = None
        self._looked_s = 0.0
        self._patch(patch)

    def today(self) -> datetime:
        return BEGINS + timedelta(milliseconds=self.clock.wall() + self.away_ms)

    def start(self) -> MainWindow:
        """Start the program, as `mobility-timer` without a word does."""
        self.troubles.clear()
        library, person = installed(), load_person()
        self.person = replace(person, history=History(now=self.today))
        self.coach = Coach(
            lambda choice: Ladder(
                self.home / "speech", choice, self.sounds.launch_worker, self.clock.seconds
            ),
            Loudspeaker(self.sounds.launch_host, self.clock.seconds),
            person.settings,
        )
        self._joined = window.joined(library, self.person, self.coach, 1.0)
        self.window = self._joined.__enter__()
        window.show(self.window, person.troubles, None)
        self._note_all(sys.excepthook)
        self.window.activateWindow()
        self.settle()
        return self.window

    def close(self) -> None:
        """Close the window, as a click does, and end."""
        assert self.window is not None
        self.window.close()
        self._end()

    def kill(self) -> None:
        """The program ends at once: what is on the disk now is all that is left."""
        assert self.window is not None
        left = self.home.with_name(f"{self.home.name}-left")
        shutil.copytree(self.home, left, symlinks=True, copy_function=_copy)
        self.window.close()
        self._end()
        shutil.rmtree(self.home)
        left.rename(self.home)

    def _end(self) -> None:
        self._joined.__exit__(None, None, None)
        self.run_deleted()
        assert self.window is not None
        self.window.deleteLater()
        self.run_deleted()
        self.window = self.coach = None
        self.supervisors.clear()
        self.drawing.clear()

    def pass_time(self, ms: int) -> None:
        """Let time go on in steps no longer than a picture stands, and do what comes due."""
        end = self.clock.now_ms + ms
        while self.clock.now_ms < end:
            self.clock.now_ms = min(end, self.clock.now_ms + STEP_MS)
            self.turn()

    def turn(self) -> None:
        """What is due at this moment: children, supervisors, timers, threads."""
        self.sounds.look()
        if self.clock.seconds() - self._looked_s >= LOOK_EVERY_S:
            self._looked_s = self.clock.seconds()
            for supervisor, look in list(self.supervisors):
                if not supervisor.is_closed:
                    look()
            self.on_look()
        self.timers.run_due()
        self.threads.run()
        for executor in self.drawing:
            executor.run(4)

    def settle(self) -> None:
        """Give the event loop what waits for it, and end what threads have at hand."""
        for _ in range(3):
            QApplication.processEvents()
            self.threads.run()
            for executor in self.drawing:
                executor.run(10_000)
        self.run_deleted()
        QApplication.processEvents()

    def run_deleted(self) -> None:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def _note_all(self, tell: Any) -> None:
        def note(kind: Any, error: Any, trace: Any) -> None:
            self.uncaught.append("".join(traceback.format_exception(kind, error, trace)))
            tell(kind, error, trace)

        sys.excepthook = note

    def _patch(self, patch: pytest.MonkeyPatch) -> None:
        for name in ("DATA", "CONFIG", "CACHE", "STATE"):
            patch.setenv(f"XDG_{name}_HOME", str(self.home / name.lower()))
        timer, executor = self.timers.timer_class(), Executor
        for module in _modules():
            if hasattr(module, "QTimer"):
                patch.setattr(module, "QTimer", timer)
        patch.setattr(latest, "Thread", self.threads.thread_class())
        patch.setattr(settings_store, "ThreadPoolExecutor", lambda *_: executor(at_once=True))
        patch.setattr(history_store, "ThreadPoolExecutor", lambda *_: executor(at_once=True))
        patch.setattr(window, "ThreadPoolExecutor", self._drawing_executor)
        patch.setattr("mobility_timer.playback.SystemClock", lambda _speed: self.clock)
        patch.setattr(session, "Awake", _Nobody)
        patch.setattr("mobility_timer.app.desktop.media_keys.media_keys", lambda _player: ())
        patch.setattr(coach_module, "perf_counter", self.clock.seconds)
        patch.setattr(
            Supervisor, "run_in_thread", lambda supervisor, look: self._supervise(supervisor, look)
        )
        patch.setattr(Renderer, "frame", lambda _self, _of, phase: _frame(phase))
        patch.setattr(Route, "_widths", (1.0, 1.0))  # what the drawing of a picture works out
        patch.setattr(frame_sequence, "sampling_at", lambda _spec, phases: _all_of(phases))
        patch.setattr(stills, "thumbnail", lambda _m, _side, size, dpr, _theme: _still(size, dpr))
        patch.setattr(os, "fsync", self.disk.fsync)
        patch.setattr(os, "open", self.disk.open)
        patch.setattr(os, "listdir", self.disk.listdir)
        in_transaction = history_store._in_transaction

        def refusing(connection: sqlite3.Connection, work: Any) -> None:
            if self.disk.refuses is not None:
                raise sqlite3.OperationalError("database or disk is full")
            in_transaction(connection, work)

        patch.setattr(history_store, "_in_transaction", refusing)
        say, say_faults = Notice.say, Notice.say_faults

        def noting(notice: Notice, line: str, *on_press: Any) -> None:
            self.said.append(line)
            say(notice, line, *on_press)

        def noting_faults(notice: Notice, lines: Sequence[str]) -> None:
            self.said += lines
            say_faults(notice, lines)

        patch.setattr(Notice, "say", noting)
        patch.setattr(Notice, "say_faults", noting_faults)
        saved = str(self.home / "saved.json")
        patch.setattr(QFileDialog, "getSaveFileName", lambda *_: (saved, ""))
        patch.setattr(QFileDialog, "getOpenFileName", lambda *_: (saved, ""))
        log = logging.getLogger("mobility_timer")
        patch.setattr(log, "propagate", False)
        patch.setattr(log, "handlers", [logging.NullHandler()])
        for place in (sys, threading):
            patch.setattr(place, "excepthook", place.excepthook)

    def _drawing_executor(self, *_: object) -> Executor:
        self.drawing.append(Executor(at_once=False))
        return self.drawing[-1]

    def _supervise(self, supervisor: Supervisor, look: Any) -> None:
        if all(other is not supervisor for other, _ in self.supervisors):
            self.supervisors.append((supervisor, look))


@contextmanager
def world(home: Path, seed: int) -> Iterator[World]:
    """A computer that is given back as it was."""
    with pytest.MonkeyPatch.context() as patch:
        home.mkdir(parents=True)
        made = World(home, Random(seed), patch)
        try:
            yield made
        finally:
            if made.window is not None:
                made.disk.refuses = None
                made.close()


class _Nobody:
    def follow(self, update: Update) -> None: ...

    def close(self) -> None: ...


def _modules() -> list[Any]:
    """All of the window's modules, loaded."""
    found = pkgutil.walk_packages(mobility_timer.ui.__path__, "mobility_timer.ui.")
    return [importlib.import_module(each.name) for each in found]


def _copy(source: str, target: str) -> None:
    if Path(source).is_file():
        shutil.copyfile(source, target)


@lru_cache(maxsize=1)
def _grey() -> PackedFrame:
    return pack(Sprite(10, 10, np.full((8, 8, 4), 0x80, np.uint8)))


def _frame(phase: float) -> PackedFrame:
    return replace(_grey(), place=(phase, 0.0, 0.0))


def _all_of(phases: tuple[float, ...]) -> Sampling:
    return Sampling(phases, tuple(range(len(phases))))


def _still(size: tuple[int, int], dpr: float) -> QImage:
    width, height = (max(2, 2 * round(side * dpr / 2)) for side in size)
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0xFF808080)
    return image
