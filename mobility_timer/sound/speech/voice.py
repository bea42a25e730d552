"""The speech worker seen from the program: lines are asked for ahead and become clips."""

from __future__ import annotations

import logging
import queue
import sys
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Protocol

from mobility_timer.sound.child_process import ChildProcess, Launch, Message, Peer, own_command
from mobility_timer.sound.speech.cache import Clip, SpeechCache

log = logging.getLogger(__name__)

WORDS_A_MINUTE = 155
STARTS_WITHIN = 10.0
SPEAKS_WITHIN = 8.0
IDLE = 30.0
ATTEMPTS = 2
DELAYS = (0.2, 0.4, 0.8, 1.6, 2.0)
LATER = 30.0
GIVES_NOTICE_AFTER = 3
SUPERVISE_EVERY = 0.1


class Speech(Protocol):
    """What turns lines into clips, or stands in for it. No call waits."""

    @property
    def notice(self) -> str | None: ...

    def start(self) -> None: ...

    def request(self, lines: Iterable[str]) -> None: ...

    def clip(self, line: str) -> Clip | None: ...

    def close(self) -> None: ...


def launch_worker(hear: Callable[[Message], None]) -> Peer:
    command = own_command("mobility_timer.sound.speech.worker", "--speech-worker")
    return ChildProcess("speech worker", command, hear)


@dataclass
class _Worker:
    """One life of the worker: what it was asked last, and since when it owes an answer."""

    peer: Peer
    since: float
    is_ready: bool = False
    line: str | None = None
    heard: queue.SimpleQueue[Message] = field(default_factory=queue.SimpleQueue)

    @property
    def owes(self) -> bool:
        return not self.is_ready or self.line is not None


class Voice:
    """Asks the worker for one line at a time, the nearest first, and mends what breaks.

    `start` begins a thread that calls `tend`; the other calls may come from any thread.
    """

    def __init__(
        self,
        cache: Path,
        wanted: str | None = None,
        launch: Launch = launch_worker,
        clock: Callable[[], float] = perf_counter,
    ) -> None:
        self._cache = SpeechCache(cache, wanted)
        self._wanted = wanted
        self._launch = launch
        self._clock = clock
        self._wake = threading.Event()
        self._closed = threading.Event()
        self._keeper: threading.Thread | None = None
        self._lines: tuple[str, ...] = ()
        self._clips: dict[str, Clip] = {}
        self._failed: dict[str, int] = {}
        self._worker: _Worker | None = None
        self._is_confirmed = False
        self._unable = ""
        self._failures = 0
        self._next_try = 0.0

    @property
    def notice(self) -> str | None:
        if self._unable or self._failures >= GIVES_NOTICE_AFTER:
            return f"No voice on this computer; captions show every cue. {_how_to_get_one()}"
        return None

    def start(self) -> None:
        if self._keeper is None:
            self._keeper = threading.Thread(target=self._keep_tending, name="voice", daemon=True)
            self._keeper.start()

    def request(self, lines: Iterable[str]) -> None:
        """The lines that will be needed, the nearest first; they replace those asked before."""
        self._lines = tuple(dict.fromkeys(line for line in lines if line))
        self._wake.set()

    def clip(self, line: str) -> Clip | None:
        return self._clips.get(line)

    def close(self) -> None:
        self._closed.set()
        self._wake.set()

    def supervise(self) -> None:
        """One look: what the worker said, whether it still lives, what to ask next."""
        now = self._clock()
        worker = self._worker
        if worker is not None:
            while not worker.heard.empty():
                self._answered(worker, worker.heard.get(), now)
            worker = self._check(worker, now)
        if worker is None or not worker.owes:
            self._ask_next(worker, now)

    def _keep_tending(self) -> None:
        self._cache.open()
        while not self._closed.is_set():
            self.supervise()
            self._wake.wait(SUPERVISE_EVERY)
            self._wake.clear()
        if self._worker is not None:
            self._worker.peer.close()
        self._cache.close()

    def _ask_next(self, worker: _Worker | None, now: float) -> None:
        line = self._next_line()
        if worker is None:
            if now >= self._next_try and (line or (self._lines and not self._is_confirmed)):
                self._begin(now)
        elif line is None:
            if now - worker.since > IDLE:
                worker.peer.close()
                self._worker = None
        else:
            worker.line, worker.since = line, now
            path = str(self._cache.path(line))
            worker.peer.send({"do": "say", "text": line.replace("<", " "), "path": path})

    def _next_line(self) -> str | None:
        """The first line that is neither a clip yet nor known to fail."""
        for line in self._lines:
            if line in self._clips or self._failed.get(line, 0) >= ATTEMPTS:
                continue
            if not self._take(line):
                return line
        return None

    def _take(self, line: str) -> bool:
        clip = self._cache.clip(line)
        if clip is not None:
            self._clips[line] = clip
        return clip is not None

    def _begin(self, now: float) -> None:
        heard: queue.SimpleQueue[Message] = queue.SimpleQueue()

        def hear(message: Message) -> None:
            heard.put(message)
            self._wake.set()

        self._worker = _Worker(self._launch(hear), now, heard=heard)
        use = {"voice": self._wanted, "rate": WORDS_A_MINUTE, "folder": str(self._cache.folder)}
        self._worker.peer.send({"do": "use", **use})

    def _answered(self, worker: _Worker, message: Message, now: float) -> None:
        worker.since = now
        if "unable" in message:
            self._unable = str(message["unable"])
            log.info("no voice: %s", self._unable)
        elif "ready" in message:
            ready = message["ready"]
            worker.is_ready = True
            self._unable = ""
            named = (ready["engine"], ready["version"], ready["voice"], WORDS_A_MINUTE)
            self._confirm("\n".join(map(str, named)))
        elif worker.line is not None:
            line, worker.line = worker.line, None
            if "said" in message and self._take(line):
                self._failures = 0
            else:
                self._fail(line, str(message.get("why", "the file is not sound")))

    def _confirm(self, identity: str) -> None:
        self._is_confirmed = True
        if identity != self._cache.identity:
            self._cache.identify(identity)
            self._clips = {}

    def _fail(self, line: str, why: str) -> None:
        self._failed[line] = self._failed.get(line, 0) + 1
        self._failures += 1
        log.info("not said: %r: %s", line, why)

    def _check(self, worker: _Worker, now: float) -> _Worker | None:
        """The worker, or None once it is dead or owes an answer for too long."""
        within = SPEAKS_WITHIN if worker.is_ready else STARTS_WITHIN
        late = worker.owes and now - worker.since > within
        if worker.peer.running and not late:
            return worker
        worker.peer.kill()
        self._worker = None
        if worker.line is not None:
            self._fail(worker.line, "no answer" if late else "the worker ended")
        else:
            self._failures += 1
        delay = LATER if self._unable else _delay(self._failures)
        self._next_try = now + delay
        return None


def _delay(failures: int) -> float:
    return DELAYS[failures - 1] if 0 < failures <= len(DELAYS) else LATER


def _how_to_get_one() -> str:
    if sys.platform == "win32":
        return "Add one in Settings, Time & language, Speech."
    if sys.platform == "darwin":
        return "Add one in System Settings, Accessibility, Spoken Content."
    return "On Debian or Ubuntu: sudo apt install espeak-ng"
