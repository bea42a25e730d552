"""The audio host seen from the program: a plan is handed over, and the host is kept alive."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Iterable
from enum import Enum
from time import perf_counter
from typing import Protocol

from mobility_timer import system_libraries
from mobility_timer.sound.child_process import (
    Child,
    ChildProcess,
    Launch,
    Message,
    module_command,
)
from mobility_timer.sound.device.around import Around
from mobility_timer.sound.device.play import Play
from mobility_timer.sound.supervisor import Supervisor
from mobility_timer.words import sound as words

log = logging.getLogger(__name__)

STARTS_WITHIN_S = 10.0
ANSWERS_WITHIN_S, MOST_PATIENCE = 2.0, 3
"""One that was started in place of a lost one gets so many times longer at most: on a busy machine
it would never get as far as to answer.
"""
LOSS_TOLD_AFTER_S = 2.0
STEADY_AFTER_S = 5.0
NO_HOST_RETRY_S = 60.0
RESTS_AFTER_S = 20.0


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

    @property
    def works(self) -> bool: ...

    def start(self) -> None: ...

    def rest(self) -> None: ...

    def plan(self, plays: Iterable[Play]) -> None: ...

    def clear(self, plays: Iterable[Play] = ()) -> None: ...

    def set_gains(self, voice: float, tones: float) -> None: ...

    def set_around(self, around: Around) -> None: ...

    def close(self) -> None: ...


def launch_host(on_message: Callable[[Message], None]) -> Child:
    command = module_command("mobility_timer.sound.device.host", "--audio-host")
    return ChildProcess("audio host", command, on_message)


class Loudspeaker:
    """Gives the plan to the audio host, and again to each host that replaces a lost one.

    `start` begins a thread that calls `supervise`; everything may be called from any thread.
    Between `rest` and the next `start` the device is let go after 20 s.
    """

    def __init__(
        self, launch: Launch = launch_host, clock: Callable[[], float] = perf_counter
    ) -> None:
        self._clock = clock
        self._supervisor = Supervisor(
            "audio host",
            launch,
            on_start=self._host_started,
            on_message=self._host_said,
            on_loss=self._host_lost,
            look_every_s=ANSWERS_WITHIN_S,
            clock=clock,
        )
        self._state = Sound.STARTING
        self._why_missing = ""
        self._told: str | None = None
        self._lost_since_s: float | None = None
        self._rests_since_s: float | None = None
        self._owes_answer = True
        self._answered_s = 0.0
        self._heard_until_s = -math.inf
        self._plays: tuple[Play, ...] = ()
        self._gains = (1.0, 1.0)
        self._around = Around()

    @property
    def state(self) -> Sound:
        return self._state

    @property
    def notice(self) -> str | None:
        """One line on why nothing is heard. A loss that is mended within 2 s is not told."""
        if not self.works:
            return self._why_missing
        lost_since_s = self._lost_since_s
        if lost_since_s is not None and self._clock() - lost_since_s >= LOSS_TOLD_AFTER_S:
            return words.STARTS_AGAIN
        return self._told

    @property
    def works(self) -> bool:
        """Whether there is a device, as far as that is known."""
        return self._state not in (Sound.NO_DEVICE, Sound.MISSING)

    def start(self) -> None:
        self._rests_since_s = None
        self.supervise()
        self._supervisor.run_in_thread(self.supervise)

    def rest(self) -> None:
        """Nothing more is to be heard for now."""
        self._rests_since_s = self._clock()

    def plan(self, plays: Iterable[Play]) -> None:
        """What is to come, as a whole: it replaces what was planned and has not begun."""
        self._send_plays("plan", plays)

    def clear(self, plays: Iterable[Play] = ()) -> None:
        """Silence at once, then these."""
        self._send_plays("clear", plays)

    def set_gains(self, voice: float, tones: float) -> None:
        """How loud voice and tones are, 1 being as they were made."""
        with self._supervisor.lock:
            self._gains = (voice, tones)
            self._send(self._volume())

    def set_around(self, around: Around) -> None:
        """What is to be done with other people's sound, and with silence."""
        if around == self._around:  # asked at every look, and the lock may be held for long
            return
        with self._supervisor.lock:
            self._around = around
            self._send({"do": "around", **around.as_json()})

    def supervise(self) -> None:
        """One look: does the host live and answer, is it time to start or to replace it?"""
        with self._supervisor.lock:
            if self._supervisor.is_closed:
                return
            if self._has_rested():
                self._let_go()
                return
            self._supervisor.look()
            self._supervisor.start_if_due()

    def close(self) -> None:
        with self._supervisor.lock:
            self._supervisor.close()
            self._let_go()

    def _has_rested(self) -> bool:
        since_s = self._rests_since_s
        return since_s is not None and self._clock() - since_s > RESTS_AFTER_S

    def _send_plays(self, do: str, plays: Iterable[Play]) -> None:
        with self._supervisor.lock:
            self._plays = tuple(plays)
            self._send(self._message(do))

    def _send(self, message: Message) -> None:
        """Hand over what the host has to answer in time."""
        self._supervisor.send(message)
        if not self._owes_answer:
            self._owes_answer = True
            self._supervisor.expect_within(self._answers_within_s)

    @property
    def _answers_within_s(self) -> float:
        return ANSWERS_WITHIN_S * min(MOST_PATIENCE, 1 + self._supervisor.failures)

    def _message(self, do: str) -> Message:
        """The plays, without what an earlier host has begun: nothing is said twice."""
        plays = [play.as_json() for play in self._plays if play.at > self._heard_until_s]
        return {"do": do, "plays": plays}

    def _volume(self) -> Message:
        return {"do": "volume", "voice": self._gains[0], "tones": self._gains[1]}

    def _host_started(self) -> None:
        self._owes_answer = True
        self._supervisor.expect_within(STARTS_WITHIN_S)
        self._supervisor.send(self._volume())
        self._supervisor.send({"do": "around", **self._around.as_json()})
        self._supervisor.send(self._message("plan"))

    def _host_said(self, message: Message) -> None:
        if "error" in message:
            log.info("audio host: %s", message["error"])
        if "notice" in message:
            self._told = str(message["notice"])
        if "failed" in message:
            self._state = Sound.MISSING
            self._why_missing = words.no_sound(str(message["failed"]))
            self._supervisor.retry_after(NO_HOST_RETRY_S)
        elif "state" in message:
            self._owes_answer = False
            self._answered_s = self._clock()
            self._supervisor.expect_within(self._answers_within_s if message.get("awake") else None)
            self._enter(Sound(message["state"]))
            self._lost_since_s = None
            if self._state is Sound.READY and self._supervisor.age_s > STEADY_AFTER_S:
                self._supervisor.succeeded()

    def _enter(self, state: Sound) -> None:
        if state is Sound.NO_DEVICE and self._state is not state:
            self._why_missing = _why_no_device()
        self._state = state

    def _host_lost(self, why: str) -> None:
        hung = why == words.NO_ANSWER
        self._heard_until_s = self._answered_s if hung else self._clock()
        if self._state is not Sound.MISSING:
            self._state = Sound.LOST
            if self._lost_since_s is None:
                self._lost_since_s = self._clock()

    def _let_go(self) -> None:
        self._state, self._lost_since_s, self._told = Sound.STARTING, None, None
        self._supervisor.stop()


def _why_no_device() -> str:
    """Without the library of the sound server there may be a device that cannot be reached."""
    if lacking := system_libraries.missing(system_libraries.SOUND):
        return system_libraries.advice(lacking, "Sound")
    return words.NO_DEVICE
