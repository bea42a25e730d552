"""The speech worker seen from the program: lines are asked for ahead and become clips."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from time import perf_counter
from typing import Protocol

from mobility_timer.sound.child_process import (
    Child,
    ChildProcess,
    Launch,
    Message,
    module_command,
)
from mobility_timer.sound.speech.cache import Clip, SpeechCache
from mobility_timer.sound.supervisor import Supervisor

log = logging.getLogger(__name__)

WORDS_PER_MINUTE = 155
STARTS_WITHIN_S = 10.0
SPEAKS_WITHIN_S = 8.0
IDLE_AFTER_S = 30.0
NO_ENGINE_RETRY_S = 30.0
ATTEMPTS = 2
TOLD_AFTER_FAILURES = 3


class Speech(Protocol):
    """What turns lines into clips, or stands in for it. No call waits."""

    @property
    def notice(self) -> str | None: ...

    def start(self) -> None: ...

    def request(self, lines: Iterable[str]) -> None: ...

    def clip(self, line: str) -> Clip | None: ...

    def close(self) -> None: ...


def launch_worker(on_message: Callable[[Message], None]) -> Child:
    command = module_command("mobility_timer.sound.speech.worker", "--speech-worker")
    return ChildProcess("speech worker", command, on_message)


class Voice:
    """Asks the speech worker for one line at a time, the nearest first.

    `start` begins a thread that calls `supervise`; the other calls may come from any thread.
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
        self._clock = clock
        self._supervisor = Supervisor(
            "speech worker",
            launch,
            on_start=self._worker_started,
            on_message=self._worker_said,
            on_loss=self._worker_lost,
            clock=clock,
        )
        self._lines: tuple[str, ...] = ()
        self._clips: dict[str, Clip] = {}
        self._failed: dict[str, int] = {}
        self._asked: str | None = None
        self._is_ready = False
        self._idle_since_s = 0.0
        self._is_confirmed = False
        self._unable = ""
        self._failures = 0
        self._why_failed = ""

    @property
    def notice(self) -> str | None:
        if self._unable:
            return f"No voice on this computer; captions show every cue. {_how_to_get_one()}"
        if self._failures >= TOLD_AFTER_FAILURES:
            return f"No voice: {self._why_failed}. Captions show every cue."
        if self._supervisor.keeps_failing:
            return "The voice keeps stopping and is being started again; captions show every cue."
        return None

    def start(self) -> None:
        self._supervisor.run_in_thread(self.supervise)

    def request(self, lines: Iterable[str]) -> None:
        """The lines that will be needed, the nearest first; they replace those asked before."""
        self._lines = tuple(dict.fromkeys(line for line in lines if line))
        self._supervisor.wake()

    def clip(self, line: str) -> Clip | None:
        return self._clips.get(line)

    def close(self) -> None:
        self._supervisor.close()
        self._cache.close()

    def supervise(self) -> None:
        """One look: what the worker said, whether it still lives, what to ask next."""
        with self._supervisor.lock:
            if self._supervisor.is_closed:
                return
            self._cache.open()
            self._supervisor.look()
            if not self._supervisor.has_child:
                if self._next_line() or (self._lines and not self._is_confirmed):
                    self._supervisor.start_if_due()
            elif self._is_ready and self._asked is None:
                self._ask_next()

    def _ask_next(self) -> None:
        line = self._next_line()
        if line is None:
            if self._clock() - self._idle_since_s > IDLE_AFTER_S:
                self._supervisor.stop()
            return
        self._asked = line
        self._supervisor.expect_within(SPEAKS_WITHIN_S)
        path = str(self._cache.path(line))
        self._supervisor.send({"do": "say", "text": line.replace("<", " "), "path": path})

    def _next_line(self) -> str | None:
        """The first line that is neither a clip yet nor known to fail."""
        for line in self._lines:
            if line in self._clips or self._failed.get(line, 0) >= ATTEMPTS:
                continue
            if not self._take_clip(line):
                return line
        return None

    def _take_clip(self, line: str) -> bool:
        clip = self._cache.clip(line)
        if clip is not None:
            self._clips[line] = clip
        return clip is not None

    def _worker_started(self) -> None:
        self._asked, self._is_ready = None, False
        self._supervisor.expect_within(STARTS_WITHIN_S)
        use = {"voice": self._wanted, "rate": WORDS_PER_MINUTE, "folder": str(self._cache.folder)}
        self._supervisor.send({"do": "use", **use})

    def _worker_said(self, message: Message) -> None:
        self._idle_since_s = self._clock()
        if "unable" in message:
            self._unable = str(message["unable"])
            self._supervisor.retry_after(NO_ENGINE_RETRY_S)
            log.info("no voice: %s", self._unable)
        elif "ready" in message:
            ready = message["ready"]
            self._is_ready = True
            self._unable = ""
            self._supervisor.expect_within(None)
            named = (ready["engine"], ready["version"], ready["voice"], WORDS_PER_MINUTE)
            self._confirm("\n".join(map(str, named)))
        elif self._asked is not None:
            line, self._asked = self._asked, None
            self._supervisor.expect_within(None)
            self._answered(line, message)

    def _answered(self, line: str, message: Message) -> None:
        if "said" in message and self._take_clip(line):
            self._failures = 0
            self._supervisor.succeeded()
            return
        self._failures += 1
        self._why_failed = str(message.get("why", "its files are no sound"))
        self._count_failure(line, self._why_failed)

    def _confirm(self, identity: str) -> None:
        self._is_confirmed = True
        if identity != self._cache.identity:
            self._cache.identify(identity)
            self._clips = {}

    def _worker_lost(self, why: str) -> None:
        if self._asked is not None:
            self._count_failure(self._asked, why)

    def _count_failure(self, line: str, why: str) -> None:
        self._failed[line] = self._failed.get(line, 0) + 1
        log.info("not said: %r: %s", line, why)


def _how_to_get_one() -> str:
    if sys.platform == "win32":
        return "Add one in Settings, Time & language, Speech."
    if sys.platform == "darwin":
        return "Add one in System Settings, Accessibility, Spoken Content."
    return "On Debian or Ubuntu: sudo apt install espeak-ng"
