"""What the person and the computer do: each deed is one line of a run, drawn from its seed."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from mobility_timer import files
from mobility_timer.personal import AdjustmentsStore
from mobility_timer.playback import State
from mobility_timer.routine import Adjustments
from mobility_timer.settings import FASTEST_PERCENT, SLOWEST_PERCENT, Count, Theme
from mobility_timer.ui.home.page import HomePage
from mobility_timer.ui.player.page import PlayerPage
from mobility_timer.ui.widgets.controls.buttons import FlatButton
from tests.simulation.expected import BAD, Expected
from tests.simulation.program import Violation, World
from tests.simulation.writer import Writer

GOOD = "name: Mine {n}\nfor: [rest day]\ndrills: [{drills}]\n"
KEPT_AFTER_MS = 600
OWN_DRILLS = ("calf-stretch", "ankle-circles", "low-squats", "hip-cars")
PLAYER_KEYS = (
    Qt.Key.Key_Space, Qt.Key.Key_Space, Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Right,
    Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_S, Qt.Key.Key_W, Qt.Key.Key_M,
    Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_F,
)  # fmt: skip
HOME_KEYS = (
    Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_Return, Qt.Key.Key_Return,
    Qt.Key.Key_P, Qt.Key.Key_Down, Qt.Key.Key_F5, Qt.Key.Key_Escape, Qt.Key.Key_Tab,
)  # fmt: skip
OTHER_KEYS = (
    Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Space, Qt.Key.Key_Down,
)  # fmt: skip
SIZES = ((1280, 800), (1024, 640), (1440, 900), (800, 520))


class Person:
    """Does one thing after the other to the program in `world`, and knows what must come of it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.random = world.random
        self.expected = Expected()
        self.writer = Writer(world, self.random)
        self.said = 0

    def act(self) -> str:
        """One deed; what it was."""
        deeds, weights = zip(*self._deeds(), strict=True)
        deed: Callable[[], str] = self.random.choices(deeds, weights)[0]
        return f"{deed.__name__.strip('_')}: {deed()}"

    def _deeds(self) -> list[tuple[Callable[[], str], int]]:
        led = isinstance(self._window.page, PlayerPage)
        return [
            (self._wait, 34 if led else 16), (self._press, 34 if led else 18),
            (self._start, 0 if led else 16), (self._gate, 4 if led else 0),
            (self._pause, 5 if led else 0), (self._next_day, 0 if led else 2), (self._click, 6),
            (self._leave, 3), (self._resize, 3), (self._settings, 3), (self._adjust, 2),
            (self._write_file, 7), (self._remove_file, 2), (self._folder, 2), (self._motion, 1),
            (self._edit_settings, 2), (self._edit_changes, 2), (self._disk, 3), (self._device, 2),
            (self._child, 4), (self._slow, 1), (self._sleep, 2), (self._restart, 1),
            (self._kill, 1), (self.writer.write, 0 if led else 6),
        ]  # fmt: skip

    @property
    def _window(self) -> Any:
        assert self.world.window is not None
        return self.world.window

    def _wait(self) -> str:
        ms = self.random.choice((40, 200, 700, 1500, 4000, 9000, 30_000))
        self.world.pass_time(ms)
        return f"{ms} ms"

    def _press(self) -> str:
        page = self._window.page
        keys: Sequence[Qt.Key] = OTHER_KEYS
        if isinstance(page, PlayerPage):
            keys = PLAYER_KEYS
        elif isinstance(page, HomePage):
            keys = HOME_KEYS
        key = self.random.choice(keys)
        focus = QApplication.focusWidget()
        before = None if isinstance(focus, FlatButton) else self._state()
        self._key(key)
        self.expected.answered(self.world, page, key, before)
        return key.name

    def _key(self, key: Qt.Key) -> None:
        if not self._window.isActiveWindow():
            self._window.activateWindow()
            QApplication.processEvents()
        target = QApplication.focusWidget() or self._window
        self.writer.pressed(target, key)
        QTest.keyClick(target, key)
        self.world.settle()

    def _state(self) -> tuple[State, int] | None:
        """Where the session is, where the keys lead it: none does that on the sheet of keys."""
        player, page = self._window._player, self._window.page
        if player is None or (isinstance(page, PlayerPage) and page.overlay.isVisible()):
            return None
        player.look()
        return player.transport.state, player.look().at

    def _start(self) -> str:
        """A routine from its card or from the list, at once."""
        if self._window.in_session:
            return "is in one"
        routines = self._window._context.library.routines
        routine = self.random.choice(sorted(routines))
        self._window.play(routines[routine])
        self.world.settle()
        self.world.turn()
        return routine

    def _click(self) -> str:
        page = self._window.page
        buttons = [b for b in page.findChildren(FlatButton) if self._can_be_clicked(b)]
        if not buttons:
            return "nothing to click"
        button = self.random.choice(buttons)
        name = button.accessibleName() or button.text()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self._close_menus()
        self.world.settle()
        return name

    def _can_be_clicked(self, button: QWidget) -> bool:
        """What takes back or throws away what was written is left alone."""
        gives_up = button in self.writer.undoing(self._window.page)
        return button.isVisible() and button.isEnabled() and not gives_up

    def _close_menus(self) -> None:
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()

    def _leave(self) -> str:
        for _ in range(self.random.randint(1, 3)):
            self._key(Qt.Key.Key_Escape)
        return type(self._window.page).__name__

    def _gate(self) -> str:
        """Wait for me, up to the next gate; then a side is left out, or it goes on."""
        player = self._window._player
        player.set_waiting(True)
        player.play()
        for _ in range(60):
            if player.transport.state is not State.PLAYING:
                break
            self.world.pass_time(1000)
        self.world.settle()
        key = self.random.choice((Qt.Key.Key_S, Qt.Key.Key_S, Qt.Key.Key_Space))
        before = self._state()
        self._key(key)
        self.expected.answered(self.world, self._window.page, key, before)
        return key.name

    def _pause(self) -> str:
        """In the middle of the work, and on again."""
        player = self._window._player
        player.play()
        self.world.pass_time(self.random.choice((9000, 20_000)))
        player.pause()
        self.world.pass_time(self.random.choice((200, 2500)))
        before = self._state()
        player.play()
        self.world.settle()
        return f"at {before[1] if before else 0} ms"

    def _resize(self) -> str:
        size = self.random.choice(SIZES)
        self._window.resize(*size)
        self.world.settle()
        return f"{size[0]}x{size[1]}"

    def _settings(self) -> str:
        change: dict[str, Any] = self.random.choice(
            (
                {"theme": self.random.choice(list(Theme))},
                {"volume": self.random.randrange(0, 101, 10)},
                {"count": self.random.choice(list(Count))},
                {"muted": self.random.random() < 0.3},
                {"speak": self.random.random() < 0.8},
                {"voice_speed": self.random.randrange(SLOWEST_PERCENT, FASTEST_PERCENT + 1, 10)},
                {"wait_for_me": self.random.random() < 0.3},
            )
        )
        self._window._context.settings.change(**change)
        self._window.apply_settings()
        self.world.settle()
        return str(change)

    def _adjust(self) -> str:
        context = self._window._context
        routine = context.library.routines[self.random.choice(sorted(context.library.routines))]
        drill = self.random.choice(routine.drills)
        kept = context.adjustments.recall(routine.id)
        changes = kept.with_amount(drill.id, self.random.randint(3, 12))
        context.adjustments.keep(routine, kept, changes)
        return f"{routine.id}: {drill.id}"

    def _write_file(self) -> str:
        """A file comes or changes in the user's folder."""
        folder = files.user_routines()
        folder.mkdir(parents=True, exist_ok=True)
        n = self.random.randrange(6)
        path = folder / f"mine-{n}.yaml"
        kind = self.random.choice(
            ("good", "good", "bad", "bad", "bad", "link", "pipe", "folder", "closed", "gone")
        )
        self.writer.gone(path)
        _remove(path)
        self.world.disk.unreadable.discard(str(path))
        if kind == "good":
            drills = ", ".join(self.random.sample(OWN_DRILLS, 2))
            path.write_text(GOOD.format(n=n, drills=drills))
        elif kind == "bad":
            path.write_bytes(self.random.choice(BAD))
        elif kind == "link":
            path.symlink_to(path.name)
        elif kind == "pipe":
            os.mkfifo(path)
        elif kind == "folder":
            path.mkdir()
        elif kind == "closed":
            path.write_text(GOOD.format(n=n, drills=OWN_DRILLS[0]))
            self.world.disk.unreadable.add(str(path))
        self.world.settle()
        return f"{kind} {path.name}"

    def _remove_file(self) -> str:
        found = sorted(files.user_routines().glob("*.yaml"))
        if not found:
            return "none"
        path = self.random.choice(found)
        self.writer.gone(path)
        _remove(path)
        self.world.settle()
        return path.name

    def _folder(self) -> str:
        """The whole folder goes, is made again, or cannot be read for a while."""
        folder = files.user_routines()
        if str(folder) in self.world.disk.unreadable:
            self.world.disk.unreadable.discard(str(folder))
            os.utime(folder)
            done = "readable"
        elif not folder.exists():
            folder.mkdir(parents=True)
            done = "made"
        elif self.random.random() < 0.5:
            for path in folder.iterdir():
                self.writer.gone(path)
            shutil.rmtree(folder)
            done = "removed"
        else:
            self.world.disk.unreadable.add(str(folder))
            os.utime(folder)
            done = "unreadable"
        self.world.settle()
        return done

    def _motion(self) -> str:
        """A motion of the user's own comes, broken, or goes."""
        folder = files.user_motions()
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{self.random.choice(OWN_DRILLS)}.yaml"
        if path.exists():
            path.unlink()
            return f"{path.name} gone"
        path.write_text("name: x\nposes: [\n")
        self.world.settle()
        return f"{path.name} broken"

    def _edit_settings(self) -> str:
        """By hand, in an editor, while the window is open."""
        path = files.config_file()
        path.parent.mkdir(parents=True, exist_ok=True)
        if self.random.random() < 0.5:
            token = f"not understood {self.random.random()}"
            self.expected.garbage(path, token)
            path.write_text(f"{token}: [\n")
            return "garbage"
        text = path.read_text() if path.exists() else ""
        if "newer_key" in text or "not understood" in text:
            return "left alone"
        path.write_text(f"newer_key: 7\n{text}")
        self.expected.newer_key = True
        return "a newer key"

    def _edit_changes(self) -> str:
        """By another window, or damaged."""
        path = files.state_file("adjustments.json")
        path.parent.mkdir(parents=True, exist_ok=True)
        if self.random.random() < 0.4:
            token = f"not understood {self.random.random()}"
            self.expected.garbage(path, token)
            path.write_text(token)
            return "garbage"
        if self.world.disk.refuses is not None:
            return "full disk"
        self.expected.another_reads(path)
        store = AdjustmentsStore()
        routine = f"other-{self.random.randrange(20)}"
        store.keep(routine, Adjustments().with_amount("drill", self.random.randint(3, 9)))
        self.expected.other_windows[routine] = store.recall(routine)
        return routine

    def _disk(self) -> str:
        """The disk is full or read-only for a while."""
        disk = self.world.disk
        full = self.random.choice((errno.ENOSPC, errno.EROFS))
        disk.refuses = full if disk.refuses is None else None
        return "fine" if disk.refuses is None else os.strerror(disk.refuses)

    def _device(self) -> str:
        sounds = self.world.sounds
        sounds.device = not sounds.device
        return "there" if sounds.device else "gone"

    def _child(self) -> str:
        done = self.world.sounds.harm(self.random)
        self.world.pass_time(self.random.choice((100, 3000)))
        return done

    def _slow(self) -> str:
        sounds = self.world.sounds
        sounds.late_s = 0.0 if sounds.late_s else self.random.choice((1.0, 5.0, 12.0))
        sounds.unable = {"neural"} if self.random.random() < 0.4 else set()
        return f"{sounds.late_s} s, unable: {sounds.unable}"

    def _sleep(self) -> str:
        """The computer sleeps."""
        seconds = self.random.choice((1, 3, 60, 3600))
        before = self._state()
        self.world.clock.slept_ms += seconds * 1000
        self.world.pass_time(200)
        self.world.settle()
        self.expected.slept(self.world, seconds, before)
        return f"{seconds} s"

    def _next_day(self) -> str:
        if self._window.in_session:
            return "is in a session"
        hours = self.random.choice((3, 12, 24))
        self.world.away_ms += hours * 3_600_000
        self.world.pass_time(2000)
        return f"{hours} hours later"

    def _restart(self) -> str:
        self.world.disk.refuses = None
        self.world.settle()
        self.world.pass_time(KEPT_AFTER_MS)
        self.expected.before_end(self.world)
        self.world.close()
        self.expected.after_end(self.world)
        self.world.start()
        return "closed and started"

    def _kill(self) -> str:
        self.world.pass_time(KEPT_AFTER_MS)
        self.expected.before_end(self.world, killed=True)
        self.world.kill()
        self.world.disk.refuses = None
        self.expected.after_end(self.world)
        self.world.start()
        return "killed and started"


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    elif path.is_symlink() or path.exists():
        path.unlink()


__all__ = ["Person", "Violation"]
