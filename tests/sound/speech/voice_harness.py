"""A voice whose worker answers when the test says so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from mobility_timer.sound.child_process import Message
from mobility_timer.sound.speech.clips import encode
from mobility_timer.sound.speech.engine_spec import EngineSpec
from mobility_timer.sound.speech.pcm import RATE
from mobility_timer.sound.speech.voice import Voice

READY = {
    "ready": {
        "engine": "espeak",
        "version": "1",
        "voice": "gmw/en-us",
        "languages": ["en-us"],
        "voices": [["gmw/en-us", "English", "en-us"]],
    }
}
SOUND = encode(np.full(RATE // 2, 0.3, np.float32))


class FakeWorker:
    """Answers when the test says so."""

    def __init__(self, on_message: Callable[[Message], None]) -> None:
        self.on_message = on_message
        self.running = True
        self.closed = False
        self.asked: list[Any] = []

    def send(self, message: Message) -> None:
        self.asked.append(message)

    def kill(self) -> None:
        self.running = False

    def close(self) -> None:
        self.closed = True

    @property
    def texts(self) -> list[str]:
        return [asked["text"] for asked in self.asked if asked["do"] == "say"]

    def say(self, content: bytes = SOUND) -> None:
        path = self.asked[-1]["path"]
        with open(path, "wb") as file:
            file.write(content)
        self.on_message({"said": path})


class Harness:
    def __init__(self, cache: Path, spec: EngineSpec = EngineSpec()) -> None:  # noqa: B008
        self.now = 50.0
        self.workers: list[Any] = []
        self.cache = cache
        self.voice = Voice(cache, spec, self.launch, lambda: self.now)

    def launch(self, on_message: Callable[[Message], None]) -> FakeWorker:
        self.workers.append(FakeWorker(on_message))
        return self.workers[-1]

    @property
    def worker(self) -> FakeWorker:
        return self.workers[-1]

    def ask(self, *lines: str) -> None:
        self.voice.request(lines)
        self.voice.supervise()

    def ready(self) -> None:
        self.worker.on_message(READY)
        self.voice.supervise()

    def speak(self, count: int = 1) -> None:
        for _ in range(count):
            self.worker.say()
            self.voice.supervise()

    def fail(self, count: int = 1) -> None:
        for _ in range(count):
            self.worker.on_message({"failed": "x", "why": "No space left on device"})
            self.voice.supervise()

    def fill_the_disk(self) -> None:
        """The worker is refused once, and the next one writes to a temporary folder."""
        self.fail()
        self.voice.supervise()
        self.ready()

    def run(self, seconds: float) -> None:
        for _ in range(round(seconds * 10)):
            self.now += 0.1
            self.voice.supervise()
