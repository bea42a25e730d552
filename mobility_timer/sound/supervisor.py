"""Keeps one child process alive: starts it, notices that it died or hangs, starts it again."""

from __future__ import annotations

import logging
import math
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter

from mobility_timer.sound.child_process import Child, Launch, Message
from mobility_timer.words import sound as faults

log = logging.getLogger(__name__)

DELAYS_S = (0.2, 0.4, 0.8, 1.6, 2.0, 2.0)
LATER_S = 5.0
KEEPS_FAILING_AFTER = 3
LOOK_EVERY_S = 0.1


@dataclass
class _Life:
    """One process from its start to its end; what it said waits to be handled."""

    child: Child
    since_s: float
    inbox: queue.SimpleQueue[Message] = field(default_factory=queue.SimpleQueue)


class Supervisor:
    """One child process, looked after from one thread at a time: whoever holds `lock`.

    `on_start` is called after each start, to send what the child has to know; `on_message` with
    each message, and `on_loss` with the reason when the child ended or owed a sign of life for
    too long. The next start comes after 0.2, 0.4, 0.8, 1.6, 2 and 2 s, then every 5 s, until
    `succeeded` begins that series anew. Times are seconds of `clock`.
    """

    def __init__(
        self,
        name: str,
        launch: Launch,
        *,
        on_start: Callable[[], None],
        on_message: Callable[[Message], None],
        on_loss: Callable[[str], None],
        look_every_s: float = LOOK_EVERY_S,
        clock: Callable[[], float] = perf_counter,
    ) -> None:
        self.lock = threading.RLock()
        self.failures = 0
        self._name = name
        self._launch = launch
        self._on_start = on_start
        self._on_message = on_message
        self._on_loss = on_loss
        self._look_every_s = look_every_s
        self._clock = clock
        self._life: _Life | None = None
        self._due_s: float | None = None
        self._next_start_s = 0.0
        self._retry_s: float | None = None
        self._came_too_early = False
        self._look_again_s = math.inf
        self._thread: threading.Thread | None = None
        self._wake = threading.Event()
        self._closed = threading.Event()

    @property
    def has_child(self) -> bool:
        return self._life is not None

    @property
    def age_s(self) -> float:
        """How long the present child has lived; 0 where there is none."""
        return 0.0 if self._life is None else self._clock() - self._life.since_s

    @property
    def keeps_failing(self) -> bool:
        """Whether the child was lost several times without having done anything between."""
        return self.failures >= KEEPS_FAILING_AFTER

    @property
    def is_closed(self) -> bool:
        return self._closed.is_set()

    def start_if_due(self) -> None:
        """Start a child unless there is one, the last one ended too recently, or all is over."""
        now = self._clock()
        if self._life is not None or self.is_closed:
            return
        self._came_too_early = now < self._next_start_s
        if not self._came_too_early:
            self._retry_s = self._due_s = None
            inbox: queue.SimpleQueue[Message] = queue.SimpleQueue()

            def keep(message: Message) -> None:
                if message:
                    inbox.put(message)
                self._wake.set()

            self._life = _Life(self._launch(keep), now, inbox)
            self._wake.set()
            self._on_start()

    def send(self, message: Message) -> None:
        """Hand a message to the child; without one it is dropped."""
        if self._life is not None:
            self._life.child.send(message)

    def expect_within(self, seconds: float | None) -> None:
        """The child is lost unless this is called again in time; None: it owes nothing."""
        self._due_s = None if seconds is None else self._clock() + seconds

    def succeeded(self) -> None:
        """The child does its work: losses before now count no more."""
        self.failures = 0

    def retry_after(self, seconds: float) -> None:
        """The child said that it cannot work: once it ends, the next is started so much later."""
        self._retry_s = seconds

    def look(self) -> None:
        """Handle what the child said, then see whether it still lives and answers."""
        life = self._life
        if life is None:
            return
        ended = not life.child.running
        while self._life is life and not life.inbox.empty():
            self._on_message(life.inbox.get())
        if self._life is not life:
            return
        if ended:
            self._lose(life, faults.ENDED)
        elif self._due_s is not None and self._clock() > self._due_s:
            self._lose(life, faults.NO_ANSWER)

    def stop(self) -> None:
        """Let the child end. It is killed where it does not."""
        if self._life is not None:
            self._life.child.close()
            self._life = None

    def run_in_thread(self, look: Callable[[], None]) -> None:
        """Call `look` at once when the child has said something or ended, when it owes a sign of
        life no longer, and every `look_every_s` meanwhile.

        Without a child it is called when the next start is due, at the time that `look_again_at`
        was told, and else only when woken.
        """
        if self._thread is None:
            self._thread = threading.Thread(
                target=self._keep_looking, args=(look,), name=self._name, daemon=True
            )
            self._thread.start()

    def wake(self) -> None:
        """Have `look` called now."""
        self._wake.set()

    def look_again_at(self, at_s: float) -> None:
        """There will be something to do at that time, at the latest; infinity: nothing is known."""
        if at_s != self._look_again_s:
            self._look_again_s = at_s
            self._wake.set()

    def close(self) -> None:
        """End the child within 2 s, whatever state it is in, and start none any more."""
        with self.lock:
            self._closed.set()
            self._wake.set()
            self.stop()

    def _keep_looking(self, look: Callable[[], None]) -> None:
        while not self.is_closed:
            self._came_too_early = False
            look()
            self._wake.wait(self._next_look_s())
            self._wake.clear()

    def _next_look_s(self) -> float | None:
        """How long to wait for the next look; None: until something happens."""
        now, due_s = self._clock(), self._due_s
        if self._life is not None:
            until_due_s = math.inf if due_s is None else due_s - now
            return max(0.0, min(self._look_every_s, until_due_s))
        is_to_start = self._came_too_early or self._next_start_s > now
        next_s = min(self._next_start_s if is_to_start else math.inf, self._look_again_s)
        return None if next_s == math.inf else max(0.0, next_s - now)

    def _lose(self, life: _Life, why: str) -> None:
        log.info("%s lost: %s", self._name, why)
        life.child.kill()
        self._life = None
        delay = DELAYS_S[self.failures] if self.failures < len(DELAYS_S) else LATER_S
        self.failures += 1
        self._next_start_s = self._clock() + (delay if self._retry_s is None else self._retry_s)
        self._on_loss(why)
