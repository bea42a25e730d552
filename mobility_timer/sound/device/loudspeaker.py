"""The audio host seen from the program: a plan is handed over, and the host is kept alive."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from time import perf_counter
from typing import Protocol

from mobility_timer.sound.child_process import ChildProcess, Launch, Message, Peer, own_command
from mobility_timer.sound.device.schedule import Play

log = logging.getLogger(__name__)

SILENT_FOR = 2.0
FIRST_SIGN_WITHIN = 10.0
STEADY_AFTER = 5.0
DELAYS = (0.2, 0.4, 0.8, 1.6, 2.0, 2.0)
LATER = 5.0
NO_HOST_AT_ALL = 60.0
NO_DEVICE_ANY_MORE = 5.0
NO_DEVICE_YET = 30.0
RESTS_AFTER = 20.0
SUPERVISE_EVERY = 0.1


class Sound(Enum):
    """What is known of the loudspeaker."""

    STARTING = "starting"
    READY = "ready"
    NO_DEVICE = "no device"
    LOST = "lost"
    MISSING = "missing"


class Speaks(Protocol):
    """A loudspeaker, or what stands in for one. No call waits. Plays are in perf_counter time."""

    @property
    def notice(self) -> str | None: ...

    def start(self) -> None: ...

    def rest(self) -> None: ...

    def plan(self, plays: Iterable[Play]) -> None: ...

    def clear(self, plays: Iterable[Play] = ()) -> None: ...

    def set_gain(self, gain: float) -> None: ...

    def close(self) -> None: ...


def launch_host(hear: Callable[[Message], None]) -> Peer:
    command = own_command("mobility_timer.sound.device.host", "--audio-host")
    return ChildProcess("audio host", command, hear)


@dataclass
class _Host:
    """One life of the host process."""

    peer: Peer
    born: float
    heard: float | None = None


class Loudspeaker:
    """Starts the host, gives it the plan, starts it again when it dies or falls silent.

    `start` begins a thread that calls `tend`; everything else may be called from any thread.
    Between `rest` and the next `start` the device is let go after 20 s.
    """

    def __init__(
        self, launch: Launch = launch_host, clock: Callable[[], float] = perf_counter
    ) -> None:
        self._launch = launch
        self._clock = clock
        self._lock = threading.RLock()
        self._closed = threading.Event()
        self._host: _Host | None = None
        self._state = Sound.STARTING
        self._why = ""
        self._lost_at: float | None = None
        self._was_ready = False
        self._keeper: threading.Thread | None = None
        self._rests_since: float | None = None
        self._failures = 0
        self._next_try = 0.0
        self._plays: tuple[Play, ...] = ()
        self._gain = 1.0

    @property
    def state(self) -> Sound:
        return self._state

    @property
    def notice(self) -> str | None:
        """One line on why nothing is heard. A loss that is mended within 2 s is not told."""
        if self._state is Sound.NO_DEVICE:
            return "No sound device found. Plug one in and the sound comes by itself."
        if self._state is Sound.MISSING:
            return f"No sound: {_missing(self._why)}"
        if self._lost_at is not None and self._clock() - self._lost_at >= SILENT_FOR:
            return "The sound has stopped and is being started again."
        return None

    def start(self) -> None:
        self._rests_since = None
        self.supervise()
        if self._keeper is None:
            self._keeper = threading.Thread(
                target=self._keep_tending, name="loudspeaker", daemon=True
            )
            self._keeper.start()

    def rest(self) -> None:
        """Nothing more is to be heard for now."""
        self._rests_since = self._clock()

    def plan(self, plays: Iterable[Play]) -> None:
        """What is to come, as a whole: it replaces what was planned and has not begun."""
        self._tell("plan", plays)

    def clear(self, plays: Iterable[Play] = ()) -> None:
        """Silence at once, then these."""
        self._tell("clear", plays)

    def set_gain(self, gain: float) -> None:
        with self._lock:
            self._gain = gain
            if self._host is not None:
                self._host.peer.send(self._volume())

    def supervise(self) -> None:
        """Look after the host: is it alive, does it answer, is it time to start it again?"""
        now = self._clock()
        with self._lock:
            if self._closed.is_set():
                return
            if self._rests_since is not None and now - self._rests_since > RESTS_AFTER:
                self._let_go()
            elif self._host is None:
                if now >= self._next_try:
                    self._begin(now)
            elif not self._host.peer.running:
                self._give_up(now, "it ended")
            elif self._is_silent(self._host, now):
                self._give_up(now, "it does not answer")
            elif self._state is Sound.NO_DEVICE:
                self._look_again(self._host, now)
            elif self._is_steady(self._host, now):
                self._failures = 0

    def close(self) -> None:
        with self._lock:
            self._closed.set()
            self._let_go()

    def _keep_tending(self) -> None:
        while not self._closed.wait(SUPERVISE_EVERY):
            self.supervise()

    def _tell(self, do: str, plays: Iterable[Play]) -> None:
        with self._lock:
            self._plays = tuple(plays)
            if self._host is not None:
                self._host.peer.send(self._message(do))

    def _message(self, do: str) -> Message:
        return {"do": do, "plays": [play.as_json() for play in self._plays]}

    def _volume(self) -> Message:
        return {"do": "volume", "gain": self._gain}

    def _begin(self, now: float) -> None:
        life: list[_Host] = []
        peer = self._launch(lambda message: self._hear(life, message))
        life.append(_Host(peer, now))
        self._host = life[0]
        peer.send(self._volume())
        peer.send(self._message("plan"))

    def _hear(self, life: list[_Host], message: Message) -> None:
        with self._lock:
            if not life or life[0] is not self._host:
                return
            if "error" in message:
                log.info("audio host: %s", message["error"])
            if "failed" in message:
                self._state = Sound.MISSING
                self._why = str(message["failed"])
            elif "state" in message:
                self._host.heard = self._clock()
                self._state = Sound(message["state"])
                self._was_ready |= self._state is Sound.READY
                self._lost_at = None

    def _is_silent(self, host: _Host, now: float) -> bool:
        if host.heard is None:
            return now - host.born > FIRST_SIGN_WITHIN
        return now - host.heard > SILENT_FOR

    def _is_steady(self, host: _Host, now: float) -> bool:
        return self._state is Sound.READY and now - host.born > STEADY_AFTER

    def _let_go(self) -> None:
        self._state, self._lost_at = Sound.STARTING, None
        if self._host is not None:
            self._host.peer.close()
            self._host = None

    def _look_again(self, host: _Host, now: float) -> None:
        """A host sees a device that is plugged in, but not a sound server that comes up again."""
        if now - host.born > (NO_DEVICE_ANY_MORE if self._was_ready else NO_DEVICE_YET):
            host.peer.close()
            self._begin(now)

    def _give_up(self, now: float, why: str) -> None:
        assert self._host is not None
        log.info("audio host lost: %s", why)
        self._host.peer.kill()
        self._host = None
        if self._state is Sound.MISSING:
            self._next_try = now + NO_HOST_AT_ALL
            return
        self._state = Sound.LOST
        self._lost_at = now if self._lost_at is None else self._lost_at
        delay = DELAYS[self._failures] if self._failures < len(DELAYS) else LATER
        self._failures += 1
        self._next_try = now + delay


def _missing(why: str) -> str:
    library = next((word.rstrip(":") for word in why.split() if ".so" in word), "")
    if not library:
        return f"{why}. Captions show every cue."
    return f"the library {library} is missing. On Debian or Ubuntu: sudo apt install libpulse0"
