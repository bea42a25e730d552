"""Where films are made: what is shown first, then what comes next, from disk or afresh."""

from __future__ import annotations

from collections import OrderedDict
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from threading import Condition
from typing import Final

from mobility_timer.drawing.frames.cache import BadFilm, Film, Store
from mobility_timer.drawing.frames.packed import Frame
from mobility_timer.drawing.frames.sequence import Reel
from mobility_timer.drawing.frames.worker_pool import Workshop, develop
from mobility_timer.drawing.scene.spec import Shot
from mobility_timer.drawing.scene.transition import Passage

MEMORY: Final = 150_000_000
"""Bytes that all pictures in memory together may take."""

_BATCH: Final = 3
_REELS: Final = 40


class Darkroom:
    """Makes reels in the order in which they matter. Every public method may be called from any
    thread; the reels' pictures are added under `lock`."""

    def __init__(
        self, cache: Path | None, memory: int = MEMORY, workshop: Workshop | None = None
    ) -> None:
        self.lock = Condition()
        self._store = Store(cache)
        self._memory = memory
        self._workshop = workshop or Workshop()
        self._disk = ThreadPoolExecutor(1, "films on disk")
        self._reels: OrderedDict[Shot | Passage, Reel] = OrderedDict()
        self._shown: Reel | None = None
        self._busy = 0
        self._closed = False

    def reel(self, subject: Shot | Passage, *, reduced: bool = False) -> Reel:
        """The reel of a subject, which is made from now on if it was not before."""
        with self.lock:
            reel = self._reels.get(subject)
            if reel is None:
                self._forget_stale()
                reel = self._reels[subject] = Reel(subject, reduced=reduced)
                if not self._closed:
                    self._disk.submit(self._fetch, reel)
            return reel

    def ask(self, subject: Shot | Passage, *, reduced: bool = False) -> Reel:
        """The reel of a subject that is needed next, after all others asked for since one was
        shown."""
        with self.lock:
            reel = self.reel(subject, reduced=reduced)
            self._reels.move_to_end(subject)
            return reel

    def show(self, subject: Shot | Passage, *, reduced: bool = False) -> Reel:
        """The reel of a subject that is on screen: it is made before all others."""
        with self.lock:
            reel = self.reel(subject, reduced=reduced)
            if self._shown is not reel:
                self._shown = reel
                for each in self._reels.values():
                    each.full = False
                self._pump()
            return reel

    def forget(self) -> None:
        """Let go of all pictures in memory."""
        with self.lock:
            self._reels.clear()
            self._shown = None

    @property
    def bytes(self) -> int:
        with self.lock:
            return sum(reel.bytes for reel in self._reels.values())

    def finish(self, seconds: float | None = None) -> bool:
        """Wait until all that was asked for is there, at most so long; whether it is."""

        def done() -> bool:
            waiting = any(reel.has_work() or not reel.fetched for reel in self._reels.values())
            return not waiting and not self._busy

        with self.lock:
            return self.lock.wait_for(done, seconds)

    def close(self) -> None:
        """Stop making pictures; a film that is complete is still written."""
        with self.lock:
            self._closed = True
        self._workshop.close()
        self._disk.shutdown(wait=True)

    def _fetch(self, reel: Reel) -> None:
        """Take what the disk has, on the disk's thread, where finding the plan delays nobody."""
        _ = reel.wanted
        film = self._store.load(reel.key)
        if film is not None:
            try:
                self._take(reel, film)
            except BadFilm:
                self._store.remove(reel.key)
                reel.saved = False
        with self.lock:
            reel.fetched = True
            self._pump()
            self.lock.notify_all()

    def _take(self, reel: Reel, film: Film) -> None:
        there = set(film)
        if there != set(reel.wanted):
            raise BadFilm("a film of other phases")
        reel.saved = True
        for index in reel.wanted:
            if self._closed or reel.full or reel.subject not in self._reels:
                return
            frame = film.frame(index)
            with self.lock:
                self._add(reel, index, frame)

    def _order(self) -> list[Reel]:
        """The reels, the most needed first: what is shown, what was asked for after it, in that
        order, then what was asked for before, the latest first."""
        asked = list(self._reels.values())
        if self._shown not in asked:
            return asked
        place = asked.index(self._shown)
        return [*asked[place:], *reversed(asked[:place])]

    def _pump(self) -> None:
        """Keep the workshop busy, one job ahead."""
        while not self._closed and self._busy <= self._workshop.workers:
            reel = next((each for each in self._order() if each.has_work()), None)
            if reel is None:
                return
            self._send(reel, reel.missing()[: _BATCH if reel.pictures else 1])

    def _send(self, reel: Reel, batch: list[int]) -> None:
        reel.asked.update(batch)
        self._busy += 1
        at = tuple(reel.phases[index] for index in batch)
        future = self._workshop.submit(develop, reel.subject, at, self._store.keeps)

        def arrived(future: Future[list[Frame]]) -> None:
            with self.lock:
                self._busy -= 1
                reel.asked.difference_update(batch)
                self._receive(reel, batch, future)
                self._pump()
                self.lock.notify_all()

        future.add_done_callback(arrived)

    def _receive(self, reel: Reel, batch: list[int], future: Future[list[Frame]]) -> None:
        try:
            frames = future.result()
        except CancelledError:
            return
        except BrokenProcessPool:
            self._workshop.give_up_processes()
            return
        except Exception as fault:  # whatever a motion of the user's own may lead to
            reel.fault = f"{type(fault).__name__}: {fault}"
            return
        for index, frame in zip(batch, frames, strict=True):
            self._add(reel, index, frame)
        if self._store.keeps and reel.share == 1.0 and not reel.saved and not self._closed:
            reel.saved = True
            self._disk.submit(self._store.save, reel.key, reel.deflated())

    def _add(self, reel: Reel, index: int, frame: Frame) -> None:
        if self._reels.get(reel.subject) is reel and not reel.full:
            reel.add(index, frame)
            self._trim(reel)
            if reel.full:
                reel.drop(index)

    def _trim(self, growing: Reel) -> None:
        """Forget what is needed least; where that is the growing reel itself, let it stay as
        coarse as it is."""
        for reel in reversed(self._order()):
            if self.bytes <= self._memory:
                return
            if reel is growing:
                growing.full = True
                return
            del self._reels[reel.subject]

    def _forget_stale(self) -> None:
        """Make room for one more: what was asked for longest ago goes, but not what is shown."""
        stale = [each for each in self._reels.values() if each is not self._shown]
        for reel in stale[: max(0, len(self._reels) + 1 - _REELS)]:
            del self._reels[reel.subject]
