"""Days of routines on a fast clock: `python -m benchmarks.soak [HOURS] [MINUTES]`.

Plays routine after routine in the real window, off screen, with the joins of the real program and
the stand-ins of `tests/simulation` for clock, threads, children and kernel (a picture takes as
much memory as a real one). Between two it looks into previews and Progress, resizes and pauses.
Ends after HOURS of simulated time, or MINUTES of real time, whichever comes first. Prints a line
for each simulated hour, then what was to hold: less than 5 MB more than after the first hour, no
late cue, no frozen start, no process left, caches within their bounds. It begins with a look at
each drill of every routine, so that what is kept of them is there in the first hour; and memory is
measured without the pages of files, and without the pictures, the backdrops and the ways of the
figure, caches of their own bounds that fill and empty.
"""

from __future__ import annotations

import ctypes
import gc
import os
import platform
import sys
import tempfile
from functools import lru_cache
from pathlib import Path
from time import monotonic
from typing import Any

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mobility_timer.drawing.frames.packed import PackedFrame, pack
from mobility_timer.drawing.scene.room.furniture import Sprite
from mobility_timer.drawing.scene.route import forget_ways
from mobility_timer.drawing.stills.thumbnails import MOST_IN_MEMORY
from mobility_timer.playback import State
from mobility_timer.timeline import length_ms
from tests.simulation import program
from tests.simulation.expected import Expected
from tests.simulation.invariants import check, check_memory, track_children
from tests.simulation.program import Violation, World, world

HOUR_MS = 3_600_000
MOST_GROWTH_MB = 5.0
LATE_S = 0.3
STEP_MS = 80
PICTURE_RUNS = 32_000
PICTURE_COLOURS = 3_500
SIZES = ((1280, 800), (1440, 900), (1024, 640))


class Soak:
    """Plays in a world, and counts what must not be."""

    def __init__(self, made: World) -> None:
        self.world = made
        self.expected = Expected()
        self.played_ms = 0
        self.routines = self.late = self.frozen = 0
        self._seen: set[tuple[str, float]] = set()

    def play_one(self) -> None:
        """One routine from Home to its end page and back, with a look at others before."""
        window = self.world.window
        assert window is not None
        library = window._context.library
        for id in self.world.random.sample(sorted(library.routines), 2):
            window.show_preview(library.routines[id])
            self._pass(600)
            self._press(Qt.Key.Key_Escape)
        window.show_progress()
        self._pass(200)
        window.show_home()
        routine = library.routines[sorted(library.routines)[self.routines % len(library.routines)]]
        window.resize(*SIZES[self.routines % len(SIZES)])
        window.play(routine)
        self._pass(2000)
        player = window._player
        assert player is not None
        self.frozen += player.look().at == 0
        self._lead(length_ms(routine))
        check(self.world, self.expected)
        window.show_home()
        self._pass(30_000)
        check(self.world, self.expected)
        self.routines += 1

    def _lead(self, most_ms: int) -> None:
        """To its end: now and then it pauses, and goes on."""
        window, began = self.world.window, self.world.clock.now_ms
        assert window is not None
        player = window._player
        while player is window._player and player.transport.state is not State.DONE:
            self._pass(20_000)
            if player.transport.state is State.WAITING or self.world.random.random() < 0.05:
                player.toggle()
                self._pass(3_000)
            if player.transport.state in (State.PAUSED, State.WAITING):
                player.play()
            if self.world.clock.now_ms - began > 4 * most_ms + HOUR_MS:
                raise Violation("a routine never ends")

    def _press(self, key: Qt.Key) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.world.window, key)
        self.world.settle()

    def _pass(self, ms: int) -> None:
        self.world.pass_time(ms)
        self.world.settle()
        self.played_ms += ms
        for heard in self.world.sounds.heard:
            one = (heard.play.clip, heard.play.at)
            if (
                one not in self._seen
                and heard.at - heard.play.at > LATE_S
                and not heard.play.late > 1
            ):
                self.late += 1
            self._seen.add(one)
        if len(self._seen) > 2_000:
            self._seen = {(h.play.clip, h.play.at) for h in self.world.sounds.heard}

    def look_at_all(self) -> None:
        """Open each routine and go through its drills."""
        window = self.world.window
        assert window is not None
        for routine in window._context.library.routines.values():
            window.play(routine)
            player = window._player
            assert player is not None
            for number in range(len(player.timeline.spans)):
                player.go_to_drill(number)
                self._pass(900)
            window.show_home()
            self._pass(900)

    def rest(self) -> None:
        """Back to Home after a look at one routine, each time the same one in a window as large:
        what was painted last takes as much memory then."""
        window = self.world.window
        assert window is not None
        window.resize(*SIZES[0])
        window.play(next(iter(window._context.library.routines.values())))
        self._pass(5_000)
        window.show_home()
        self._pass(30_000)

    def let_go_of_pictures(self) -> float:
        """Forget the pictures, the backdrops and the ways of the figure; the megabytes that the
        pictures and the backdrops took."""
        assert self.world.window is not None
        context: Any = self.world.window._context
        frames = context.frames._source
        took = frames.bytes + sum(image.sizeInBytes() for _, image in frames._backdrops.values())
        frames._scheduler.forget()
        frames._backdrops.clear()
        forget_ways()
        return float(took / 1e6)

    def cache_faults(self) -> list[str]:
        """The caches that are larger than they may be."""
        window = self.world.window
        assert window is not None
        context: Any = window._context
        frames, thumbnails = context.frames._source, context.thumbnails
        found = []
        if frames is not None and frames.bytes > frames._scheduler._memory_bytes:
            found.append(f"frames: {frames.bytes:,} bytes")
        if len(thumbnails._pictures) > MOST_IN_MEMORY:
            found.append(f"thumbnails: {len(thumbnails._pictures)}")
        sizes = {p: p.stat().st_size for p in self.world.home.rglob("*") if p.is_file()}
        speech = sum(size for path, size in sizes.items() if path.suffix == ".wav")
        if speech > 220_000_000:
            found.append(f"speech: {speech:,} bytes")
        return found


def megabytes() -> float:
    """What the process holds in memory of its own; what is free in its heap is given back before.

    Pages of files do not count: code that is run for the first time after ten hours is no leak.
    """
    gc.collect()
    if hasattr(libc := ctypes.CDLL(None), "malloc_trim"):
        libc.malloc_trim(0)
    resident, of_files = map(int, Path("/proc/self/statm").read_text().split()[1:3])
    return (resident - of_files) * os.sysconf("SC_PAGE_SIZE") / 1e6


def python_objects() -> int:
    gc.collect()
    return len(gc.get_objects())


@lru_cache(maxsize=1)
def packed_picture() -> PackedFrame:
    """As large as a picture of the figure is, packed: each pixel is a run."""
    number = np.arange(PICTURE_RUNS, dtype=np.uint32) % PICTURE_COLOURS
    colours = 0xFF000000 | (number & 127) << 1 | number >> 7 << 9
    return pack(Sprite(10, 10, colours.reshape(320, -1, 1).view(np.uint8)))


def picture(phase: float) -> PackedFrame:
    """One that shares no memory with another."""
    one = packed_picture()
    return PackedFrame(one.box, bytes(bytearray(one.packed)), (phase, 0.0, 0.0))


def soak(hours: float, minutes: float) -> int:
    program._frame = picture
    program.STEP_MS = STEP_MS
    begun = monotonic()
    sizes: list[float] = []
    with tempfile.TemporaryDirectory() as folder, world(Path(folder) / "home", 1) as made:
        made.files_before = len(os.listdir("/proc/self/fd"))
        made.on_look = lambda: track_children(made)
        made.start()
        run = Soak(made)
        run.look_at_all()
        faults: list[str] = []
        while run.played_ms < hours * HOUR_MS and monotonic() - begun < 60 * minutes:
            run.play_one()
            if run.played_ms >= HOUR_MS * (len(sizes) + 1):
                run.rest()
                check_memory()
                faults += run.cache_faults()
                pictures_mb = run.let_go_of_pictures()
                sizes.append(megabytes())
                print(
                    f"{len(sizes):3} h {run.routines:4} routines {sizes[-1]:7.1f} MB without "
                    f"{pictures_mb:4.1f} MB of pictures, {python_objects():,} objects"
                    f"  after {monotonic() - begun:.0f} s",
                    flush=True,
                )
        run.expected.before_end(made)
        made.close()
        run.expected.after_end(made)
    growth_mb = max(sizes[1:], default=0.0) - sizes[0] if len(sizes) > 1 else 0.0
    print(f"{run.played_ms / HOUR_MS:.1f} simulated hours, {run.routines} routines")
    python = platform.python_version()
    print(f"Python {python}, growth after the first hour, without pictures, backdrops and ways:")
    print(f"{growth_mb:+.1f} MB at the most (allowed {MOST_GROWTH_MB})")
    print(
        f"late cues {run.late}, frozen starts {run.frozen}, caches over bounds {faults or 'none'}"
    )
    return int(growth_mb > MOST_GROWTH_MB or bool(run.late or run.frozen or faults))


def main() -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication([])
    hours = float(sys.argv[1]) if sys.argv[1:] else 24.0
    minutes = float(sys.argv[2]) if sys.argv[2:] else 600.0
    result = soak(hours, minutes)
    application.quit()
    return result


if __name__ == "__main__":
    sys.exit(main())
