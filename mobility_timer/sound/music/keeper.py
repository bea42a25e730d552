"""Keeps other people's sound down while it is wanted, in a thread of its own.

What was changed is written to a file before it is changed: a process that is killed leaves word
for the next, which puts everything back.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from mobility_timer.files import write_atomic
from mobility_timer.settings import MusicWay
from mobility_timer.sound.music.kept_down import KeptDown, LoweredStream, read_kept_down

log = logging.getLogger(__name__)

ENDS_WITHIN_S = 0.6


class StreamControls(Protocol):
    def others(self) -> list[LoweredStream]: ...

    def lower(self, streams: list[LoweredStream]) -> None: ...

    def put_back(self, streams: list[LoweredStream]) -> None: ...

    def close(self) -> None: ...


class PlayerControls(Protocol):
    def playing(self) -> list[str]: ...

    def pause(self, names: list[str]) -> None: ...

    def play_on(self, names: list[str]) -> None: ...

    def close(self) -> None: ...


class MusicKeeper:
    """`open_streams` and `open_players` raise OSError, or ImportError where there is no way."""

    def __init__(
        self,
        kept: Path,
        open_streams: Callable[[], StreamControls],
        open_players: Callable[[], PlayerControls],
    ) -> None:
        self._kept = kept
        self._open_streams = open_streams
        self._open_players = open_players
        self._changed = KeptDown()
        self._wanted: MusicWay | None = None
        self._wake = threading.Event()
        self._closed = False
        self._thread: threading.Thread | None = None
        if kept.exists():
            self._start()

    def keep_down(self, way: MusicWay | None) -> None:
        """From now on, in this way; None puts everything back. Returns at once."""
        if way is self._wanted:
            return
        self._wanted = way
        self._start()
        self._wake.set()

    def close(self) -> None:
        """Put everything back, within a second."""
        self._closed = True
        self._wanted = None
        self._wake.set()
        if self._thread is not None:
            self._thread.join(ENDS_WITHIN_S)

    def _start(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="music", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        self._put_back(read_kept_down(self._kept))
        down: MusicWay | None = None
        while True:
            wanted = self._wanted
            if wanted is not down:
                if down is not None:
                    self._put_back(self._changed)
                if wanted is not None:
                    self._take_down(wanted)
                down = wanted
                continue
            if self._closed:
                return
            self._wake.wait()
            self._wake.clear()

    def _take_down(self, way: MusicWay) -> None:
        players: list[str] = []
        if way is MusicWay.PAUSE:
            players = self._with_players(lambda controls: controls.playing()) or []
            self._remember(KeptDown(players=tuple(players)))
            self._with_players(lambda controls: controls.pause(players))
        if not players:
            self._with_streams(self._lower)

    def _lower(self, controls: StreamControls) -> None:
        streams = controls.others()
        self._remember(KeptDown(tuple(streams), self._changed.players))
        controls.lower(streams)

    def _put_back(self, changed: KeptDown) -> None:
        """The note stays for a later process where the server does not answer: it remembers how
        low a program was, and has it so when it comes back."""
        reached = not changed.streams or self._with_streams(
            lambda controls: controls.put_back(list(changed.streams))
        )
        if changed.players:
            self._with_players(lambda controls: controls.play_on(list(changed.players)))
        self._changed = KeptDown()
        if reached:
            with suppress(OSError):
                self._kept.unlink(missing_ok=True)

    def _remember(self, changed: KeptDown) -> None:
        self._changed = changed
        try:
            write_atomic(self._kept, changed.as_text())
        except OSError as error:
            log.info("what is lowered could not be noted: %s", error)

    def _with_streams(self, do: Callable[[StreamControls], object]) -> bool:
        """Whether it could be done."""
        try:
            controls = self._open_streams()
        except (ImportError, OSError) as error:
            log.info("other streams are left alone: %s", error)
            return False
        try:
            do(controls)
        except OSError as error:
            log.info("other streams: %s", error)
            return False
        finally:
            controls.close()
        return True

    def _with_players(self, do: Callable[[PlayerControls], list[str] | None]) -> list[str] | None:
        try:
            controls = self._open_players()
        except (ImportError, OSError) as error:
            log.info("players are left alone: %s", error)
            return None
        try:
            return do(controls)
        except OSError as error:
            log.info("players: %s", error)
            return None
        finally:
            controls.close()


def open_keeper(kept: Path) -> MusicKeeper:
    """A keeper of this system's streams and players."""

    def streams() -> StreamControls:
        from mobility_timer.sound.music.streams import Streams

        return Streams(os.getpid())

    def players() -> PlayerControls:
        from mobility_timer.sound.music.players import Players

        return Players()

    return MusicKeeper(kept, streams, players)
