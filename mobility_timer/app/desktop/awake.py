"""Keeps the display awake while a session plays, and only then."""

from __future__ import annotations

import logging
from queue import SimpleQueue
from threading import Thread

from mobility_timer.playback import State, Update

logger = logging.getLogger(__name__)


class Awake:
    """A follower. What it asks of the desktop it asks on a thread of its own: it may hang."""

    def __init__(self) -> None:
        self._wanted = False
        self._orders: SimpleQueue[bool | None] = SimpleQueue()
        self._thread: Thread | None = None

    def follow(self, update: Update) -> None:
        self._want(update.state is State.PLAYING)

    def close(self) -> None:
        self._want(False)
        self._orders.put(None)

    def _want(self, wanted: bool) -> None:
        if wanted == self._wanted:
            return
        self._wanted = wanted
        if self._thread is None:
            self._thread = Thread(target=self._work, name="awake", daemon=True)
            self._thread.start()
        self._orders.put(wanted)

    def _work(self) -> None:
        from wakepy import keep

        mode = None
        while (wanted := self._orders.get()) is not None:
            try:
                if wanted and mode is None:
                    mode = keep.presenting(on_fail="pass")
                    mode.__enter__()
                elif not wanted and mode is not None:
                    held, mode = mode, None
                    held.__exit__(None, None, None)
            except Exception:
                logger.info("the display could not be kept awake", exc_info=True)
