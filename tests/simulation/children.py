"""Child processes without processes: they answer late, hang, die and come again, as they are told.

The host hears plays as the real one does: what has begun is not begun again, what is too late is
dropped, and a voice that begins ends the one before.
"""

from __future__ import annotations

import io
import wave
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from mobility_timer.sound.child_process import Message
from mobility_timer.sound.device.play import Play
from mobility_timer.sound.speech.pcm import RATE

HEARTBEAT_S = 0.25
SPEAKS_IN_S = 0.05


@dataclass
class Heard:
    """A play that began at `at` seconds, and was to begin at `due`."""

    play: Play
    at: float
    seconds: float


class FakeChild:
    """What both have in common: they hear messages, and live until they are ended."""

    def __init__(self, on_message: Callable[[dict[str, Any]], None], now: float) -> None:
        self._tell = on_message
        self.running = True
        self.hangs = False
        self.hangs_since = now
        self.closed = False
        self.since = now

    @property
    def owes_since(self) -> float:
        """Since when one that hangs owes a sign of life."""
        return self.hangs_since

    def look(self) -> None:
        """Do what is due by now."""
        raise NotImplementedError

    def kill(self) -> None:
        self.running = False

    def close(self) -> None:
        self.closed = True
        self.running = False

    def say(self, **message: Any) -> None:
        if self.running:
            self._tell(message)


class FakeWorker(FakeChild):
    """Speaks in a moment; a line is as long as it may be, less a tenth."""

    def __init__(self, sounds: Sounds, on_message: Callable[[dict[str, Any]], None]) -> None:
        super().__init__(on_message, sounds.now)
        self._sounds = sounds
        self._asked: deque[tuple[float, Message]] = deque()

    def send(self, message: Message) -> None:
        late = self._sounds.late_s
        self._asked.append((self._sounds.now + SPEAKS_IN_S + late, message))

    def look(self) -> None:
        while self.running and not self.hangs and self._asked:
            when, message = self._asked[0]
            if when > self._sounds.now:
                return
            self._asked.popleft()
            self._answer(message)

    def _answer(self, message: Message) -> None:
        if message["do"] == "use":
            kind = message["engine"]["kind"]
            if kind in self._sounds.unable:
                self.say(unable="no such engine")
                self.running = False
                return
            voices = [["gmw/en-us", "English", "en-us"]] if kind == "system" else []
            about = {"engine": "espeak" if kind == "system" else kind, "version": "1"}
            used = {"voice": "gmw/en-us", "languages": ["en"], "voices": voices}
            self.say(ready={**about, **used})
        elif self._sounds.disk_is_full():
            self.say(failed=message["path"], why="No space left on device")
        else:
            Path(message["path"]).write_bytes(_clip(round(message["within_s"] * 9) / 10))
            self.say(said=message["path"])


class FakeHost(FakeChild):
    """Notes what is heard and when."""

    def __init__(self, sounds: Sounds, on_message: Callable[[dict[str, Any]], None]) -> None:
        super().__init__(on_message, sounds.now)
        self._sounds = sounds
        self._plan: list[Play] = []
        self._begun: deque[Play] = deque(maxlen=32)
        self._said: deque[Play] = deque(maxlen=32)
        self._beat = sounds.now
        self.ready_since: float | None = None
        self._asked_s: float | None = None

    @property
    def owes_since(self) -> float:
        """Without a device it tells its state only where it is sent something."""
        if self.ready_since is not None:
            return self.hangs_since
        return self._sounds.now if self._asked_s is None else self._asked_s

    def send(self, message: Message) -> None:
        self._asked_s = self._sounds.now if self._asked_s is None else self._asked_s
        if message["do"] not in ("plan", "clear"):
            return
        plays = [Play.from_json(each) for each in message["plays"]]
        if message["do"] == "clear":
            self._begun.clear()
            self._said.clear()
            self._sounds.cut_off()
        self._plan = [p for p in plays if not self._is_over(p)]

    def kill(self) -> None:
        super().kill()
        self._sounds.cut_off()

    def _is_over(self, play: Play) -> bool:
        return any(play.is_same(begun) for begun in self._begun) or any(
            play.is_said_by(said) for said in self._said
        )

    def look(self) -> None:
        now = self._sounds.now
        if not self.running or self.hangs:
            return
        self._asked_s = None
        if now >= self._beat:
            self._beat = now + HEARTBEAT_S
            there = self._sounds.device
            self.say(state="ready" if there else "no device", awake=there)
            if there and self.ready_since is None:
                self.ready_since = now
            elif not there:
                self.ready_since = None
        if self.ready_since is not None:
            self._play(now)

    def _play(self, now: float) -> None:
        for play in sorted((p for p in self._plan if p.at <= now), key=lambda play: play.at):
            self._plan.remove(play)
            self._begun.append(play)
            if now - play.at <= play.late:
                self._said.append(play)
                self._sounds.begin(play, now)


@dataclass
class Sounds:
    """The sound of the computer: its device, its children, and what is heard."""

    clock: Callable[[], float]
    disk_is_full: Callable[[], bool]
    device: bool = True
    late_s: float = 0.0
    unable: set[str] = field(default_factory=set)
    workers: list[FakeWorker] = field(default_factory=list)
    hosts: list[FakeHost] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)
    harmed: bool = False

    @property
    def now(self) -> float:
        return self.clock()

    def launch_worker(self, on_message: Callable[[Message], None]) -> FakeWorker:
        self.workers.append(FakeWorker(self, on_message))
        return self.workers[-1]

    def launch_host(self, on_message: Callable[[Message], None]) -> FakeHost:
        self.hosts.append(FakeHost(self, on_message))
        return self.hosts[-1]

    def look(self) -> None:
        self.workers[:] = [worker for worker in self.workers if worker.running]
        self.hosts[:] = [host for host in self.hosts if host.running]
        for child in (*self.workers, *self.hosts):
            child.look()
        del self.heard[:-200]

    @property
    def voices_are_well(self) -> bool:
        """Whether all voices could have answered since this was last asked."""
        harmed, self.harmed = self.harmed, False
        hangs = any(worker.hangs for worker in self.workers)
        return not (harmed or hangs or self.late_s or self.unable)

    @property
    def host(self) -> FakeHost | None:
        return next((host for host in reversed(self.hosts) if host.running), None)

    def begin(self, play: Play, now: float) -> None:
        seconds = 0.2 if play.clip.startswith("tone:") else _seconds_of(play.clip)
        if play.until is not None:
            seconds = min(seconds, max(0.0, play.until - now))
        self.heard.append(Heard(play, now, seconds))

    def cut_off(self) -> None:
        """The device is silent at once."""
        for heard in self.heard:
            heard.seconds = min(heard.seconds, max(0.0, self.now - heard.at))

    def harm(self, random: Random) -> str:
        """One of the children dies or hangs."""
        children = [*self.workers, *self.hosts]
        if not children:
            return "nobody"
        child = random.choice(children)
        self.harmed = True
        if isinstance(child, FakeHost):
            self.cut_off()
        if random.random() < 0.5:
            child.running = False
            return f"{type(child).__name__} dies"
        child.hangs, child.hangs_since = True, self.now
        return f"{type(child).__name__} hangs"


@lru_cache(maxsize=64)
def _clip(seconds: float) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.full(max(1, round(seconds * RATE)), 9000, "<i2").tobytes())
    return out.getvalue()


def _seconds_of(path: str) -> float:
    try:
        return (Path(path).stat().st_size - 44) / 2 / RATE
    except OSError:
        return 0.0
