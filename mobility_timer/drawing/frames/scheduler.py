"""Decides which frame sequence is made next: what is shown, then what comes, from disk first."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from threading import Condition
from typing import Final

from mobility_timer.drawing.frames.cache import BadSequence, FrameCache, StoredSequence
from mobility_timer.drawing.frames.packed import PackedFrame
from mobility_timer.drawing.frames.sequence import FrameSequence
from mobility_timer.drawing.frames.worker_pool import WorkerPool, render_frames
from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.drawing.scene.transition import Transition

MEMORY_BYTES: Final = 150_000_000
"""Bytes that all pictures in memory together may take."""

_BATCH_PICTURES: Final = 3
_MOST_SEQUENCES: Final = 40


class FrameScheduler:
    """Makes frame sequences in the order in which they are needed.

    Every public method may be called from any thread; pictures are added under `lock`.
    `on_arrival` is called, on whatever thread, when a picture of what is shown has been added.
    """

    def __init__(
        self,
        cache: Path | None,
        memory_bytes: int = MEMORY_BYTES,
        pool: WorkerPool | None = None,
        on_arrival: Callable[[], None] = lambda: None,
    ) -> None:
        self.lock = Condition()
        self._cache = FrameCache(cache)
        self._memory_bytes = memory_bytes
        self._on_arrival = on_arrival
        self._pool = pool or WorkerPool()
        self._disk = ThreadPoolExecutor(1, "frames on disk")
        self._sequences: OrderedDict[SceneSpec | Transition, FrameSequence] = OrderedDict()
        self._shown: FrameSequence | None = None
        self._last_shown: deque[FrameSequence] = deque(maxlen=2)
        self._busy = 0
        self._closed = False

    def sequence(self, subject: SceneSpec | Transition, *, reduced: bool = False) -> FrameSequence:
        """The sequence of a scene or transition, made from now on if it was not before."""
        with self.lock:
            sequence = self._sequences.get(subject)
            if sequence is None:
                self._forget_stale()
                sequence = self._sequences[subject] = FrameSequence(subject, reduced=reduced)
                if not self._closed:
                    self._disk.submit(self._fetch, sequence)
            return sequence

    def ask(self, subject: SceneSpec | Transition, *, reduced: bool = False) -> FrameSequence:
        """The sequence of what is needed next, after all others asked for since one was shown."""
        with self.lock:
            sequence = self.sequence(subject, reduced=reduced)
            self._sequences.move_to_end(subject)
            return sequence

    def show(self, subject: SceneSpec | Transition, *, reduced: bool = False) -> FrameSequence:
        """The sequence of what is on screen: it is made before all others."""
        with self.lock:
            sequence = self.sequence(subject, reduced=reduced)
            if self._shown is not sequence:
                self._shown = sequence
                self._last_shown.append(sequence)
                for each in self._sequences.values():
                    each.full = False
                self._pump()
            return sequence

    def forget(self) -> None:
        """Let go of all pictures in memory."""
        with self.lock:
            self._sequences.clear()
            self._shown = None
            self._last_shown.clear()

    @property
    def bytes(self) -> int:
        with self.lock:
            return sum(sequence.bytes for sequence in self._sequences.values())

    def finish(self, seconds: float | None = None) -> bool:
        """Wait until all that was asked for is there, at most so long; whether it is."""

        def done() -> bool:
            waiting = any(
                sequence.has_work() or not sequence.fetched for sequence in self._sequences.values()
            )
            return not waiting and not self._busy

        with self.lock:
            return self.lock.wait_for(done, seconds)

    def close(self) -> None:
        """Stop making pictures; a sequence that is complete is still written."""
        with self.lock:
            self._closed = True
        self._pool.close()
        self._disk.shutdown(wait=True)

    def _fetch(self, sequence: FrameSequence) -> None:
        """Take what the disk has, on the disk's thread, where sampling it delays nobody."""
        _ = sequence.wanted
        stored = self._cache.load(sequence.key)
        if stored is not None:
            try:
                self._take(sequence, stored)
            except BadSequence:
                self._cache.remove(sequence.key)
                sequence.saved = False
        with self.lock:
            sequence.fetched = True
            self._pump()
            self.lock.notify_all()

    def _take(self, sequence: FrameSequence, stored: StoredSequence) -> None:
        there = set(stored)
        if there != set(sequence.wanted):
            raise BadSequence("a frame sequence of other phases")
        sequence.saved = True
        for index in sequence.wanted:
            if self._closed or sequence.full or sequence.subject not in self._sequences:
                return
            frame = stored.frame(index)
            with self.lock:
                self._add(sequence, index, frame)

    def _order(self) -> list[FrameSequence]:
        """The sequences, the most needed first: what is shown, what was asked for after it, in that
        order, then what was asked for before, the latest first."""
        asked = list(self._sequences.values())
        if self._shown not in asked:
            return asked
        place = asked.index(self._shown)
        return [*asked[place:], *reversed(asked[:place])]

    def _pump(self) -> None:
        """Keep the worker pool busy, one job ahead."""
        while not self._closed and self._busy <= self._pool.workers:
            sequence = next((each for each in self._order() if each.has_work()), None)
            if sequence is None:
                return
            self._send(sequence, sequence.missing()[: _BATCH_PICTURES if sequence.pictures else 1])

    def _send(self, sequence: FrameSequence, batch: list[int]) -> None:
        sequence.asked.update(batch)
        self._busy += 1
        at = tuple(sequence.phases[index] for index in batch)
        future = self._pool.submit(render_frames, sequence.subject, at, self._cache.keeps)

        def arrived(future: Future[list[PackedFrame]]) -> None:
            with self.lock:
                self._busy -= 1
                sequence.asked.difference_update(batch)
                self._receive(sequence, batch, future)
                self._pump()
                self.lock.notify_all()

        future.add_done_callback(arrived)

    def _receive(
        self, sequence: FrameSequence, batch: list[int], future: Future[list[PackedFrame]]
    ) -> None:
        try:
            frames = future.result()
        except CancelledError:
            return
        except BrokenProcessPool:
            self._pool.give_up_processes()
            return
        except Exception as fault:  # whatever a motion of the user's own may lead to
            sequence.fault = f"{type(fault).__name__}: {fault}"
            return
        for index, frame in zip(batch, frames, strict=True):
            self._add(sequence, index, frame)
        if self._cache.keeps and sequence.share == 1.0 and not sequence.saved and not self._closed:
            sequence.saved = True
            self._disk.submit(self._cache.save, sequence.key, sequence.deflated())

    def _add(self, sequence: FrameSequence, index: int, frame: PackedFrame) -> None:
        if self._sequences.get(sequence.subject) is sequence and not sequence.full:
            sequence.add(index, frame)
            self._trim(sequence)
            if sequence.full:
                sequence.drop(index)
            elif sequence in self._last_shown and not self._closed:
                self._on_arrival()

    def _trim(self, growing: FrameSequence) -> None:
        """Forget what is needed least; where that is the growing sequence itself, let it stay as
        coarse as it is."""
        for sequence in reversed(self._order()):
            if self.bytes <= self._memory_bytes:
                return
            if sequence is growing:
                growing.full = True
                return
            del self._sequences[sequence.subject]

    def _forget_stale(self) -> None:
        """Make room for one more: what was asked for longest ago goes, but not what is shown."""
        stale = [each for each in self._sequences.values() if each is not self._shown]
        for sequence in stale[: max(0, len(self._sequences) + 1 - _MOST_SEQUENCES)]:
            del self._sequences[sequence.subject]
