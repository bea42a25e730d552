"""A desktop of its own: an X server, a window manager, a session bus, and the program on it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

NEEDED = ("Xvfb", "openbox", "xdotool", "dbus-daemon", "setxkbmap", "import")
PATIENCE_S = 60
missing = [tool for tool in NEEDED if not shutil.which(tool)]


class Desk:
    """A screen of the size `width`x`height` with a session bus; `environment` leads to both."""

    def __init__(self, display: str, bus: str, home: Path) -> None:
        self.bus = bus
        self.home = home
        self.environment = {
            **os.environ,
            "DISPLAY": display,
            "DBUS_SESSION_BUS_ADDRESS": bus,
            "HOME": str(home),
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "WAKEPY_FAKE_SUCCESS": "1",
        }
        for name in [*self.environment]:
            if name == "WAYLAND_DISPLAY" or (name.startswith("XDG_") and name.endswith("_HOME")):
                del self.environment[name]

    def press(self, *keys: str) -> None:
        """Press keys by their names in X, one after the other, and let them be heard."""
        self.tool("xdotool", "key", "--delay", "30", *keys)
        time.sleep(0.25)

    def click(self, x: int, y: int) -> None:
        self.tool("xdotool", "mousemove", str(x), str(y), "click", "1")
        time.sleep(0.3)

    def layout(self, name: str) -> None:
        self.tool("setxkbmap", name)
        time.sleep(0.3)

    def picture(self, path: Path) -> None:
        """What the whole screen shows, as a PNG."""
        self.tool("import", "-window", "root", str(path))

    def window(self) -> tuple[int, int, int, int]:
        """The place of the window's inside: x, y, width, height."""
        found = self.tool("xdotool", "search", "--onlyvisible", "--name", "Mobility Timer").split()
        told = self.tool("xdotool", "getwindowgeometry", "--shell", found[-1])
        place = dict(line.split("=") for line in told.split())
        return int(place["X"]), int(place["Y"]), int(place["WIDTH"]), int(place["HEIGHT"])

    def tool(self, *words: str) -> str:
        done = subprocess.run(
            words, env=self.environment, capture_output=True, text=True, check=True, timeout=30
        )
        return done.stdout

    @property
    def log(self) -> str:
        found = [*self.home.rglob("mobility-timer.log")]
        return found[0].read_text(encoding="utf-8") if found else ""

    @contextmanager
    def program(self, *words: str, **changes: str) -> Iterator[subprocess.Popen[bytes]]:
        """The program, its window open and active; it must end well when asked to."""
        before = self.log.count("window open")
        process = subprocess.Popen(
            [sys.executable, "-m", "mobility_timer", *words],
            env={**self.environment, **changes},
            stdin=subprocess.DEVNULL,
        )
        try:
            self._wait(lambda: self.log.count("window open") > before, process)
            self.tool("xdotool", "search", "--sync", "--onlyvisible", "--name", "Mobility Timer")
            time.sleep(1)
            yield process
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE_S)

    def _wait(self, holds: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
        ends = time.monotonic() + PATIENCE_S
        while not holds():
            assert process.poll() is None, f"the program ended: {process.returncode}\n{self.log}"
            assert time.monotonic() < ends, f"no window; log:\n{self.log}"
            time.sleep(0.1)


@contextmanager
def desk(home: Path, size: str = "1440x900", **changes: str) -> Iterator[Desk]:
    """A desktop that ends with all that was started on it."""
    home.mkdir(parents=True, exist_ok=True)
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as told:
        display = f":{told.readline().strip()}"
    bus = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
        env={**os.environ, "DISPLAY": display, "HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert bus.stdout
    made = Desk(display, bus.stdout.readline().strip(), home)
    made.environment |= changes
    manager = subprocess.Popen(["openbox"], env=made.environment, stderr=subprocess.DEVNULL)
    time.sleep(0.5)
    try:
        yield made
    finally:
        for process in (manager, bus, server):
            process.terminate()
            process.wait(timeout=10)
        bus.stdout.close()
