"""A process of our own that is spoken to in lines of JSON. No call ever waits for it."""

from __future__ import annotations

import json
import logging
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

log = logging.getLogger(__name__)

Message = Mapping[str, Any]
GRACE = 1.0


class Peer(Protocol):
    """What a parent needs of a child, and what a test puts in its place."""

    @property
    def running(self) -> bool: ...

    def send(self, message: Message) -> None: ...

    def kill(self) -> None: ...

    def close(self) -> None: ...


Launch = Callable[[Callable[[Message], None]], Peer]


def own_command(module: str, flag: str) -> list[str]:
    """How this program starts one of its own modules; a frozen build is started by a flag."""
    if getattr(sys, "frozen", False):
        return [sys.executable, flag]
    return [sys.executable, "-m", module]


class ChildProcess:
    """The process starts in a thread. `hear` gets its messages, in the reader's thread."""

    def __init__(self, name: str, command: list[str], hear: Callable[[Message], None]) -> None:
        self._name = name
        self._hear = hear
        self._outbox: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
        self._process: subprocess.Popen[str] | None = None
        self._ended = threading.Event()
        self._killed = threading.Event()
        self._thread(self._live, command)

    @property
    def running(self) -> bool:
        return not self._ended.is_set()

    def send(self, message: Message) -> None:
        self._outbox.put(message)

    def kill(self) -> None:
        """End it now."""
        self._killed.set()
        if self._process is not None:
            self._process.kill()
        self._outbox.put(None)

    def close(self) -> None:
        """Close its input, upon which it ends by itself; kill it where it does not."""
        self._outbox.put(None)
        self._thread(self._end)

    def wait(self, seconds: float) -> bool:
        """Whether it has ended within `seconds`."""
        return self._ended.wait(seconds)

    def _thread(self, target: Callable[..., None], *args: object) -> None:
        threading.Thread(target=target, args=args, name=self._name, daemon=True).start()

    def _live(self, command: list[str]) -> None:
        try:
            self._process = _start(command)
        except OSError as error:
            log.error("%s does not start: %s", self._name, error)
            self._ended.set()
            return
        if self._killed.is_set():
            self._process.kill()
        self._thread(self._read, self._process)
        self._thread(self._read_errors, self._process)
        self._write(self._process)

    def _write(self, process: subprocess.Popen[str]) -> None:
        assert process.stdin is not None
        try:
            while (message := self._outbox.get()) is not None:
                process.stdin.write(json.dumps(message) + "\n")
                process.stdin.flush()
        except OSError:
            log.debug("%s reads no more", self._name)
        finally:
            _close(process.stdin)

    def _read(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            try:
                message = json.loads(line)
            except ValueError:
                log.info("%s says no JSON: %s", self._name, line.strip()[:200])
                continue
            if isinstance(message, dict):
                self._hear(message)
        log.info("%s ended: %s", self._name, process.wait())
        process.stdout.close()
        self._ended.set()
        self._outbox.put(None)

    def _read_errors(self, process: subprocess.Popen[str]) -> None:
        assert process.stderr is not None
        for line in process.stderr:
            log.debug("%s: %s", self._name, line.rstrip())
        process.stderr.close()

    def _end(self) -> None:
        if not self._ended.wait(GRACE):
            self.kill()


def _start(command: list[str]) -> subprocess.Popen[str]:
    package = str(Path(__file__).resolve().parents[2])
    paths = [package, *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"},
        start_new_session=os.name != "nt",
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _close(pipe: Any) -> None:
    try:
        pipe.close()
    except OSError:
        log.debug("the pipe was broken")
