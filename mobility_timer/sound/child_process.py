"""A process of the program's own that is sent lines of JSON. No call waits for it."""

from __future__ import annotations

import json
import logging
import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from mobility_timer.sound.descendants import end_all_with, marked, new_mark

log = logging.getLogger(__name__)

Message = Mapping[str, Any]
CLOSES_WITHIN_S = 0.8
"""How long a child may take to end by itself once its input is closed."""


class Child(Protocol):
    """What a parent needs of a child, and what a test puts in its place."""

    @property
    def running(self) -> bool: ...

    def send(self, message: Message) -> None: ...

    def kill(self) -> None: ...

    def close(self) -> None: ...


Launch = Callable[[Callable[[Message], None]], Child]


def module_command(module: str, flag: str) -> list[str]:
    """How to start one of the program's own modules; a frozen build is started by a flag.

    The folder that the user stands in is not imported from.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, flag]
    return [sys.executable, "-P", "-m", module]


def child_environment() -> dict[str, str]:
    """The environment of a child: it finds this very package, and nothing by a relative path."""
    package_parent = str(Path(__file__).resolve().parents[2])
    inherited = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    paths = [package_parent, *filter(os.path.isabs, inherited)]
    own = {"PYTHONPATH": os.pathsep.join(paths), "PYTHONSAFEPATH": "1", "PYTHONUTF8": "1"}
    return {**os.environ, **own}


class ChildProcess:
    """A process with threads of its own that start, write to and read from it.

    `on_message` is called with each message, and with an empty one when the process has ended, in
    the reading thread.
    """

    def __init__(
        self, name: str, command: list[str], on_message: Callable[[Message], None]
    ) -> None:
        self._name = name
        self._on_message = on_message
        self._outbox: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
        self._process: subprocess.Popen[str] | None = None
        self._ended = threading.Event()
        self._killed = threading.Event()
        self._mark = new_mark()
        self._thread(self._run, command)

    @property
    def running(self) -> bool:
        return not self._ended.is_set()

    def send(self, message: Message) -> None:
        self._outbox.put(message)

    def kill(self) -> None:
        """End it and all that it started, now."""
        self._killed.set()
        if self._process is not None:
            self._kill_all(self._process)
        self._outbox.put(None)

    def close(self) -> None:
        """Close its input, upon which it ends by itself; kill it where it has not within 0.8 s.

        The program that closes its children and ends waits so long for them, and no longer.
        """
        self._outbox.put(None)
        threading.Thread(target=self._end, name=f"end of {self._name}", daemon=False).start()

    def wait(self, seconds: float) -> bool:
        """Whether it has ended within `seconds`."""
        return self._ended.wait(seconds)

    def _thread(self, target: Callable[..., None], *args: object) -> None:
        threading.Thread(target=target, args=args, name=self._name, daemon=True).start()

    def _run(self, command: list[str]) -> None:
        try:
            self._process = _start(command, self._mark)
        except OSError as error:
            log.error("%s does not start: %s", self._name, error)
            self._has_ended()
            return
        if self._killed.is_set():
            self._kill_all(self._process)
        self._thread(self._read, self._process)
        self._thread(self._read_errors, self._process)
        if hasattr(os, "waitid"):
            self._thread(_keep_awake, self._name, self._process.pid)
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
                self._on_message(message)
        log.info("%s ended: %s", self._name, process.wait())
        process.stdout.close()
        self._has_ended()
        self._outbox.put(None)

    def _has_ended(self) -> None:
        self._ended.set()
        self._on_message({})

    def _read_errors(self, process: subprocess.Popen[str]) -> None:
        assert process.stderr is not None
        for line in process.stderr:
            log.debug("%s: %s", self._name, line.rstrip())
        process.stderr.close()

    def _kill_all(self, process: subprocess.Popen[str]) -> None:
        """Also what has left its group, and what it left behind when it ended by itself."""
        _kill_group(process)
        end_all_with(self._mark)

    def _end(self) -> None:
        if not self._ended.wait(CLOSES_WITHIN_S):
            self.kill()


def _start(command: list[str], mark: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*(_woken_with_its_parent() if shutil.which(command[0]) else ()), *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
        env={**child_environment(), **marked(mark)},
        start_new_session=os.name != "nt",
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


@cache
def _woken_with_its_parent() -> tuple[str, ...]:
    """What asks for `be_child`'s wake-up before Python starts, which takes a tenth of a second.

    A frozen program's libraries are not for other programs.
    """
    if sys.platform != "linux" or getattr(sys, "frozen", False):
        return ()
    launcher = shutil.which("setpriv")
    if launcher is None:
        return ()
    asked = (launcher, "--pdeathsig", "CONT", "--")
    known = subprocess.run([*asked, "true"], capture_output=True, check=False).returncode == 0
    return asked if known else ()


def _keep_awake(name: str, process: int) -> None:
    """Let a child go on whenever something has stopped it, as `kill -STOP` does, until it ends.

    Its end is left to be read by whoever waits for that.
    """
    stopped, ended = os.WSTOPPED, os.WEXITED | os.WNOWAIT
    with suppress(ChildProcessError, ProcessLookupError):
        while (told := os.waitid(os.P_PID, process, stopped | ended)) is not None:
            if told.si_code != os.CLD_STOPPED:
                return
            os.waitid(os.P_PID, process, stopped | os.WNOHANG)  # told once, however it goes on
            log.info("%s was stopped: woken", name)
            os.kill(process, signal.SIGCONT)


def _kill_group(process: subprocess.Popen[str]) -> None:
    """A child leads a session of its own, so its group is it and all that it started."""
    if process.poll() is not None:
        return
    if os.name == "nt":
        process.kill()
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)


def _close(pipe: Any) -> None:
    try:
        pipe.close()
    except OSError:
        log.debug("the pipe was broken")
