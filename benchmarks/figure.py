"""What the figure costs: `python -m benchmarks.figure [MOTION ...]`.

Prints, for each motion at 640 x 640 and a device pixel ratio of 1 and 2: the first picture from
cold, all pictures of a repetition, their number and size, the CPU time of each, the time to paint
one, the share of a core at 30 pictures a second, and the gaps of a 60 Hz timer of the window
meanwhile. Targets: 150 ms, 2.5 s (5 s at a ratio of 2), 24 a second, 10 ms, 0.5 ms, 4 %, 25 ms at
the 99th percentile.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter, process_time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QElapsedTimer, QEventLoop, QRect, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from mobility_timer import files
from mobility_timer.drawing.frames.sampling import sampling
from mobility_timer.drawing.frames.source import FrameSource
from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.library.motion.reader import read_motion

SIDE = 640
SCALES = ("1", "2")
DRILLS = ("hip-cars", "calf-stretch", "open-books")
PLAYED_SECONDS = 4.0
LOOK_MS = 4


@dataclass
class Gaps:
    """Milliseconds between the ticks of a timer that should tick 60 times a second."""

    found: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._clock = QElapsedTimer()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        self._clock.start()
        self._timer.start(16)

    def stop(self) -> None:
        self._timer.stop()

    def _tick(self) -> None:
        self.found.append(self._clock.nsecsElapsed() / 1e6)
        self._clock.restart()


class Player(QWidget):
    """Shows a scene as the player does."""

    def __init__(self, frames: FrameSource, spec: SceneSpec) -> None:
        super().__init__()
        self.frames, self.spec, self.began = frames, spec, perf_counter()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.resize(SIDE, SIDE)

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        phase = (perf_counter() - self.began) / self.spec.seconds % 1.0
        self.frames.paint(painter, self.rect(), self.spec, phase)


def run_until(application: QApplication, until: Callable[[], bool]) -> float:
    """Run the window until something is so; the seconds that took."""
    began = perf_counter()
    wake = QTimer()
    wake.setTimerType(Qt.TimerType.PreciseTimer)
    wake.start(LOOK_MS)
    while not until():
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    return perf_counter() - began


def paint_cost(frames: FrameSource, spec: SceneSpec) -> list[float]:
    image = QImage(*spec.pixels, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(spec.dpr)
    box, costs = frames.box(spec), []
    for i in range(300):
        painter = QPainter(image)
        painter.setClipRect(box)
        began = perf_counter()
        frames.paint(painter, QRect(0, 0, SIDE, SIDE), spec, i / 300)
        painter.end()
        costs.append(1e3 * (perf_counter() - began))
    return costs


def moving_seconds(spec: SceneSpec) -> float:
    """The seconds of a repetition that need pictures of their own: no pause, no way back that
    looks like the way out."""
    same = sampling(spec.bucketed()).same
    return spec.seconds * len(set(same)) / len(same)


def play(application: QApplication, frames: FrameSource, spec: SceneSpec) -> float:
    """The share of a core that 30 pictures a second take, in percent."""
    player = Player(frames, spec)
    player.show()
    box = frames.box(spec)
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: player.update(box))
    timer.start(33)
    stop = QTimer()
    stop.setSingleShot(True)
    stop.timeout.connect(application.quit)
    stop.start(int(1000 * PLAYED_SECONDS))
    began, used = perf_counter(), process_time()
    application.exec()
    share = 100 * (process_time() - used) / (perf_counter() - began)
    timer.stop()
    player.close()
    return share


def measure(application: QApplication, name: str, dpr: float) -> None:
    path = files.assets() / "motions" / f"{name}.yaml"
    motion = read_motion(path.read_text(encoding="utf-8"), path.name)
    variant_id = next(iter(motion.variants), None)
    spec = SceneSpec(motion, motion.side, variant_id, 1.0, SIDE, SIDE, dpr, "light", motion.seconds)
    frames, gaps = FrameSource(), Gaps()
    gaps.start()
    frames.prepare(spec)
    used = process_time()
    first = run_until(application, lambda: frames.picture(spec, 0.0) is not None)
    player = Player(frames, spec)
    player.show()
    gaps.found.clear()
    drawn = first + run_until(application, lambda: frames.finish(0))
    used = process_time() - used
    gaps.stop()
    player.close()
    megabytes, pictures = frames.bytes / 1e6, frames.pictures(spec)
    costs = paint_cost(frames, spec)
    share = play(application, frames, spec)
    frames.close()
    gap = np.percentile(gaps.found, (50, 99, 100)) if gaps.found else (0.0, 0.0, 0.0)
    print(
        f"{name:16} dpr {dpr:g}: first {1e3 * first:4.0f} ms, all {drawn:4.2f} s"
        f" ({pictures} pictures, {pictures / moving_seconds(spec):.0f} a second of movement,"
        f" {megabytes:.0f} MB), CPU {1e3 * used / pictures:.1f} ms each,"
        f" paint {np.median(costs):.2f} ms (95 %: {np.percentile(costs, 95):.2f}),"
        f" playing {share:.1f} % of a core,"
        f" gaps {gap[0]:.0f} ms (99 %: {gap[1]:.0f}, most {gap[2]:.0f})",
        flush=True,
    )


def main() -> None:
    if len(sys.argv) > 1 and sys.argv[1] in SCALES:
        application = QApplication([])
        for name in sys.argv[2:] or DRILLS:
            measure(application, name, float(sys.argv[1]))
        return
    for scale in SCALES:
        # Qt takes its scale from the environment, once.
        subprocess.run(
            [sys.executable, "-m", "benchmarks.figure", scale, *sys.argv[1:]],
            env=os.environ | {"QT_SCALE_FACTOR": scale},
            check=True,
        )


if __name__ == "__main__":
    main()
