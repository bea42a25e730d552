"""What of the person's must be on the disk, and what a deed must have led to."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from shiboken6 import isValid

from mobility_timer import files
from mobility_timer.library import load_settings
from mobility_timer.personal import AdjustmentsStore
from mobility_timer.playback import Player, State
from mobility_timer.playback.played import set_key
from mobility_timer.playback.player import SEEN_AFTER_MS
from mobility_timer.ui.player.page import PlayerPage
from mobility_timer.ui.preview.page import PreviewPage
from mobility_timer.ui.shell.pages import Page
from tests.simulation.program import STEP_MS, Log, Violation, World

BAD = (
    b"name: x\ndrills: [\n",
    b"\xef\xbb\xbfname: \xf0\x9f",
    b"name: x\ndrills: [no-such-drill]\n",
    b"",
    b"\x00\x01\x02",
    b"name: 'x\n",
)


def must(holds: object, what: str) -> None:
    if not holds:
        raise Violation(what)


LINES_REMEMBERED = 20


def is_said(world: World, words: str) -> bool:
    """It stands there, or was said lately and taken away by the person."""
    messages = world.window.notice.messages
    stood = chain(*(message.lines for message in (*messages.kept, messages.pressed)))
    return any(words in line for line in (*stood, *world.said[-LINES_REMEMBERED:]))


def _is_unseen(world: World, player: Player) -> bool:
    """Whether it paused by itself so lately that a key cannot have meant that."""
    return world.clock.now_ms - player._interrupted_at < SEEN_AFTER_MS


class Expected:
    """What of the person's must be on the disk, and what was seen of the session at hand."""

    def __init__(self) -> None:
        self.tokens: dict[str, Path] = {}
        self.told_elsewhere: set[str] = set()
        self.newer_key = False
        self.other_windows: dict[str, Any] = {}
        self.done: dict[str, set[Any]] = {}
        self.log: Log | None = None
        self._player: Player | None = None
        self._settings: Any = None
        self._changes: dict[str, Any] = {}
        self._full_since_write = False

    def garbage(self, path: Path, token: str) -> None:
        """The person writes this over the file; it must never be lost."""
        text = path.read_text(errors="replace") if path.exists() else ""
        for replaced in [each for each in self.tokens if each in text]:
            del self.tokens[replaced]
        self.tokens[token] = path
        if path.name == "settings.yaml":
            self.newer_key = False
        else:
            self.other_windows.clear()

    def another_reads(self, path: Path) -> None:
        """Another program reads the file: what it sets aside, it tells in its own window."""
        text = path.read_text(errors="replace") if path.exists() else ""
        self.told_elsewhere |= {token for token in self.tokens if token in text}

    def watch(self, world: World) -> None:
        """Follow the session that was opened."""
        player = world.window._player if world.window else None
        if player is self._player:
            return
        world.left_s = world.clock.seconds()
        self._player = player
        self.log = None
        if player is not None:
            self.log = Log()
            player.follow(self.log)

    def note_done(self, world: World) -> None:
        recorder = world.person.history._recorder
        if self.log is None or recorder is None:
            return
        for update in self.log.updates:
            for finished in update.finished:
                if finished.done > 0:
                    self.done.setdefault(recorder.token, set()).add(set_key(finished.set))

    def answered(self, world: World, page: Page, key: Qt.Key, before: Any) -> None:
        """A key did what it is for."""
        player = world.window._player if world.window else None
        if before is None or player is None or not isinstance(page, PlayerPage):
            return
        if not isValid(page) or page.overlay.isVisible():
            return
        state, at = before
        after = player.transport.state
        if key == Qt.Key.Key_Space:
            ends = state is State.DONE or (state, at) == (State.PLAYING, player.timeline.length)
            expected = State.PAUSED if state is State.PLAYING else State.PLAYING
            expected = State.DONE if ends else expected
            if state is State.PAUSED and _is_unseen(world, player):
                expected = State.PAUSED
            must(after is expected, f"Space: {state} became {after}, not {expected}")
        goes_on = state in (State.PLAYING, State.PAUSED) and at < player.timeline.length
        if key == Qt.Key.Key_Right and goes_on:
            must(player.look().at > at or after is State.DONE, "Right: it did not go on")
        if key == Qt.Key.Key_S and state is State.WAITING:
            here = player.look().at
            gates = player.timeline.gates
            must(after is not State.WAITING or here in gates, f"S at a gate: waits at {here}")

    def slept(self, world: World, seconds: int, before: Any) -> None:
        player = world.window._player if world.window else None
        if before is None or player is None or before[0] is not State.PLAYING:
            return
        at = player.look().at
        began_slowly = before[1] == 0 and seconds < 10
        if seconds > 2 and not began_slowly:
            must(player.transport.state is State.PAUSED, "it plays on after a sleep")
            must(abs(at - before[1]) <= 4 * STEP_MS, f"a sleep went from {before[1]} to {at}")
            must(is_said(world, "asleep"), "a sleep is not said")

    def before_end(self, world: World, killed: bool = False) -> None:
        world.left_s = world.clock.seconds()
        self.note_done(world)
        context = world.window._context
        self._settings = None if killed else context.settings.value
        ids = context.library.routines
        self._changes = {} if killed else {id: context.adjustments.recall(id) for id in ids}
        for page in world.window.findChildren(PreviewPage):
            must(page.model == page._kept._first, "what was changed in a preview is not kept")
        if killed and world.person.history.store._waiting:  # the disk refused what was told
            self.done.clear()

    def after_end(self, world: World) -> None:
        """The program is gone, the disk is fine: what was made and done must be there."""
        alive = [c for c in (*world.sounds.workers, *world.sounds.hosts) if c.running]
        must(not alive, f"left running: {alive}")
        left = list(world.home.rglob(".*.new"))
        must(len(left) <= 3, f"left over: {left}")
        self._on_disk()
        if self._settings is not None and not self._is_garbage(files.config_file()):
            kept = load_settings()[0]
            must(kept.volume == self._settings.volume, "the volume is not on the disk")
            must(kept.theme == self._settings.theme, "the theme is not on the disk")
            must(kept.muted == self._settings.muted, "the mute is not on the disk")
        self.another_reads(files.state_file("adjustments.json"))
        store = AdjustmentsStore()
        for id, changes in self._changes.items():
            must(store.recall(id) == changes, f"changes of {id} are not on the disk")
        self._player = None

    def _is_garbage(self, path: Path) -> bool:
        """Whether what was written over the file by hand still stands there."""
        text = path.read_text(errors="replace") if path.exists() else ""
        return any(token in text for token in self.tokens)

    def _on_disk(self) -> None:
        for token, path in self.tokens.items():
            held = [p for p in path.parent.glob(f"{path.name}*") if p.is_file()]
            texts = [p.read_text(errors="replace") for p in held]
            must(any(token in text for text in texts), f"lost: {token} of {path.name}")
        if self.newer_key:
            must("newer_key: 7" in files.config_file().read_text(), "a newer key was dropped")
        self.another_reads(files.state_file("adjustments.json"))
        store = AdjustmentsStore()
        for id, changes in self.other_windows.items():
            must(store.recall(id) == changes, f"another window's {id} was lost")
        self._sessions()

    def written_down(self, world: World) -> None:
        """Each finished set is on the disk at once, where nothing was refused."""
        if world.disk.refuses is None and not world.person.history.trouble:
            self._sessions()

    def _sessions(self) -> None:
        path = files.state_file("sessions.db")
        if not self.done:
            return
        must(path.exists(), "the record is gone")
        with closing(sqlite3.connect(path)) as connection:
            for token, keys in self.done.items():
                rows = connection.execute(
                    "SELECT round, s.place, repeat, side, variant FROM sets s"
                    " JOIN sessions ON session = id WHERE token = ? AND done > 0",
                    (token,),
                ).fetchall()
                missing = keys - {tuple(row) for row in rows}
                must(not missing, f"finished and not written down: {missing}")
