"""What the player page costs: `python -m benchmarks.player_page [WIDTHxHEIGHT]`.

Prints, for *Ankles and hips* with the figure moving: one look at the clock with all that follows
it, the painting that this asks for, both as a share of a core at 60 frames a second, and each part
of the page painted alone. A frame has 16 ms.
"""

from __future__ import annotations

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter, process_time

from mobility_timer.ui.shell.nulls import NullHistory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from mobility_timer import files
from mobility_timer.drawing.frames.deferred import DeferredFrameSource
from mobility_timer.library.reading.opening import open_library
from mobility_timer.playback.player import Player
from mobility_timer.playback.result import Tally
from mobility_timer.timeline.compiler import compile_routine
from mobility_timer.ui.player.page import PlayerPage
from mobility_timer.ui.shell.context import Context
from mobility_timer.ui.shell.nulls import (
    NullAdjustments,
    NullCoach,
    NullPages,
    NullSettings,
    NullThumbnails,
)

FRAME_MS = 16
FRAMES = 900
BUILDING_SECONDS = 6
PARTS = ("figure_view", "count", "beats", "prompt", "lines", "header", "bar", "caption", "controls")


class HandClock:
    """A clock that is moved frame by frame."""

    speed = 1.0

    def __init__(self) -> None:
        self.at = 0

    def now(self) -> int:
        return self.at

    def wall(self) -> int:
        return self.at


def spread(milliseconds: list[float]) -> str:
    found = sorted(milliseconds)
    shares = (0.5, 0.99, 1.0)
    half, most, worst = (found[min(len(found) - 1, int(share * len(found)))] for share in shares)
    return f"median {half:5.2f}   99 % {most:5.2f}   worst {worst:5.2f} ms"


def measure(size: tuple[int, int]) -> None:
    library = open_library(files.routines(), None)
    drawing = ThreadPoolExecutor(1)
    frames = DeferredFrameSource(reduced=False, executor=drawing)
    clock = HandClock()
    player = Player(compile_routine(library.find("ankles-and-hips")), clock)
    context = Context(
        settings=NullSettings(),
        library=library,
        adjustments=NullAdjustments(),
        history=NullHistory(),
        open_session=lambda _routine, _view, _start=None: player,
        coach=NullCoach(),
        thumbnails=NullThumbnails(),
        frames=frames,
        motion_of=library.motion_of,
    )
    page = PlayerPage(context, NullPages(), player, Tally())
    for follower in page.followers:
        player.follow(follower)
    page.resize(*size)
    page.show()
    player.play()
    player.seek(player.timeline.sets[6].start)
    end = perf_counter() + BUILDING_SECONDS
    while perf_counter() < end:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)
        page.figure_view.update()

    looks, paints = [], []
    spent = process_time()
    for _ in range(FRAMES):
        clock.at += FRAME_MS
        start = perf_counter()
        player.tick()
        told = perf_counter()
        QApplication.processEvents()
        looks.append(1000 * (told - start))
        paints.append(1000 * (perf_counter() - told))
    share = (process_time() - spent) / (FRAMES / 60)
    print(f"{size[0]}x{size[1]}")
    print(f"  look        {spread(looks)}")
    print(f"  painting    {spread(paints)}")
    print(f"  together    {share:5.1%} of a core at 60 frames a second")
    for name in PARTS:
        part, costs = getattr(page, name), []
        for _ in range(60):
            start = perf_counter()
            part.repaint()
            costs.append(1000 * (perf_counter() - start))
        print(f"  {name:10}  {spread(costs)}   {part.width()}x{part.height()}")
    frames.close()
    drawing.shutdown(cancel_futures=True)


def main() -> None:
    application = QApplication([])
    sizes = [tuple(map(int, word.split("x"))) for word in sys.argv[1:]]
    for width, height in sizes or [(1024, 640), (1440, 900), (1920, 1080)]:
        measure((width, height))
    application.quit()


if __name__ == "__main__":
    main()
