"""Decides which picture is drawn next: of what is shown, then of what comes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from threading import Condition
from typing import Final

from mobility_timer.drawing.frames.packed import PackedFrame
from mobility_timer.drawing.frames.painting import after_of
from mobility_timer.drawing.frames.renderer import Renderer
from mobility_timer.drawing.frames.sequence import FrameSequence
from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.drawing.scene.transition import Transition

MEMORY_BYTES: Final = 36_000_000
"""Bytes that all pictures in memory may take; what is not shown makes do with half of them, and
where the pictures are small with a quarter."""

_PICTURES_A_JOB: Final = 4
"""After so many the drawing thread turns to others' jobs, such as thumbnails."""
_MOST_SEQUENCES: Final = 12
_AHEAD_PIXEL_BYTES: Final = 36
"""For each pixel of a picture: so many bytes are a drill, the longest way to the next and that."""


class FrameScheduler:
    """Makes frame sequences in the order in which they are needed.

    Every public method may be called from any thread; pictures are added under `lock`.
    `executor` runs one job at a time; without one, a thread is started. `on_arrival` is called,
    on its thread, when a picture of what is shown has been added.
    """

    def __init__(
        self,
        memory_bytes: int = MEMORY_BYTES,
        executor: Executor | None = None,
        on_arrival: Callable[[], None] = lambda: None,
    ) -> None:
        self.lock = Condition()
        self._memory_bytes = memory_bytes
        self._on_arrival = on_arrival
        self._is_own = executor is None
        self._executor = executor or ThreadPoolExecutor(1, "drawing")
        self._renderer = Renderer()
        self._sequences: OrderedDict[SceneSpec | Transition, FrameSequence] = OrderedDict()
        self._shown: FrameSequence | None = None
        self._coming: dict[SceneSpec | Transition, None] = {}
        self._comes_anew = False
        self._stand_in: FrameSequence | None = None
        self._working = False
        self._closed = False

    def sequence(self, subject: SceneSpec | Transition) -> FrameSequence:
        """The sequence of a scene or transition, known from now on if it was not before. It is made
        where it is asked for or shown."""
        with self.lock:
            sequence = self._sequences.get(subject)
            if sequence is None:
                self._forget_stale()
                sequence = self._sequences[subject] = FrameSequence(subject)
                self._pump()
            return sequence

    def ask(self, subject: SceneSpec | Transition) -> FrameSequence:
        """The sequence of what is needed next, after all others asked for since another was shown
        or since pictures of another kind were asked for.

        One that could not be drawn is tried again.
        """
        with self.lock:
            if self._comes_anew or not all(_look_alike(each, subject) for each in self._coming):
                self._comes_anew = False
                self._coming.clear()
            self._coming.setdefault(subject)
            if len(self._coming) > _MOST_SEQUENCES:
                del self._coming[next(iter(self._coming))]
            failed = self._sequences.get(subject)
            if failed is not None and failed.fault:
                del self._sequences[subject]
            sequence = self.sequence(subject)
            if subject in self._sequences:
                self._sequences.move_to_end(subject)
            self._pump()
            return sequence

    def show(
        self, subject: SceneSpec | Transition, phase: float, *, stands: bool = False
    ) -> FrameSequence:
        """The sequence of what is on screen at a phase: it is made before all others. Where the
        figure `stands` at that phase, as in a pause, its picture there is made first."""
        with self.lock:
            sequence = self.sequence(subject)
            sequence.need(phase, only=stands)
            if self._shown is not sequence:
                self._shown = sequence
                self._comes_anew = True
                self._stand_in = None
                for each in self._sequences.values():
                    each.full = False
                self._pump()
            elif sequence.has_work():
                self._pump()
            return sequence

    def stand_in(self, spec: SceneSpec, phase: float) -> FrameSequence:
        """The sequence of a scene that is on screen until there is a picture of what is shown:
        its picture at `phase` is made before that."""
        with self.lock:
            sequence = self._stand_in = self.sequence(spec)
            sequence.need(phase, only=True)
            self._pump()
            return sequence

    def forget(self) -> None:
        """Let go of all pictures in memory."""
        with self.lock:
            self._sequences.clear()
            self._shown = self._stand_in = None

    @property
    def bytes(self) -> int:
        with self.lock:
            return sum(sequence.bytes for sequence in self._sequences.values())

    def finish(self, seconds: float | None = None) -> bool:
        """Wait until all that was asked for is there, at most so long; whether it is."""
        with self.lock:
            return self.lock.wait_for(lambda: not self._working, seconds)

    def close(self) -> None:
        """Stop drawing, after the picture at hand."""
        with self.lock:
            self._closed = True
        if self._is_own:
            self._executor.shutdown(cancel_futures=True)

    def _order(self) -> list[FrameSequence]:
        """The sequences, the most needed first: those that are wanted, then all others, the latest
        first."""
        others = reversed(self._sequences.values())
        return list(dict.fromkeys((*self._wanted(), *others)))

    def _wanted(self) -> list[FrameSequence]:
        """What is shown, then what was asked for last, in that order."""
        known = self._sequences
        first = [] if self._shown is None else [self._shown.subject]
        return [known[each] for each in dict.fromkeys((*first, *self._coming)) if each in known]

    def _next(self) -> FrameSequence | None:
        if self._closed:
            return None
        first = self._stand_in
        if first is not None and self._stands_in(first):
            return first
        return next((each for each in self._wanted() if each.has_work()), None)

    def _stands_in(self, sequence: FrameSequence) -> bool:
        """Whether its one picture is wanted, and can be drawn."""
        is_known = self._sequences.get(sequence.subject) is sequence
        if not is_known or (self._shown is not None and self._shown.pictures):
            return False
        return sequence.has_work() and not sequence.has_needed

    def _pump(self) -> None:
        """Have the executor draw where there is something to draw."""
        if not self._working and self._next() is not None:
            self._working = True
            self._executor.submit(self._work)

    def _work(self) -> None:
        for _ in range(_PICTURES_A_JOB):
            with self.lock:
                sequence = self._next()
            if sequence is None:
                break
            self._draw(sequence)
        with self.lock:
            is_done = self._next() is None
        try:
            if is_done:
                self._renderer.rest()
        finally:
            with self.lock:
                self._working = False
                self._pump()
                self.lock.notify_all()

    def _draw(self, sequence: FrameSequence) -> None:
        """Draw the picture that the sequence needs most."""
        try:
            if not self._renderer.settle(sequence.subject):
                return
            index = sequence.missing()
            frame = None
            if index is not None:
                frame = self._renderer.frame(sequence.subject, sequence.phases[index])
        except Exception as fault:  # whatever a motion of the user's own may lead to
            with self.lock:
                sequence.fault = f"{type(fault).__name__}: {fault}"
            return
        if index is not None and frame is not None:
            with self.lock:
                self._add(sequence, index, frame)

    def _add(self, sequence: FrameSequence, index: int, frame: PackedFrame) -> None:
        if self._sequences.get(sequence.subject) is sequence and not sequence.full:
            sequence.add(index, frame)
            self._trim(sequence)
            if sequence.full:
                sequence.drop(index)
            elif sequence in (self._shown, self._stand_in) and not self._closed:
                self._on_arrival()

    def _trim(self, growing: FrameSequence) -> None:
        """Forget what is needed least; where that is the growing sequence itself, let it stay as
        coarse as it is: until it is shown, or for good where there is no room even then."""
        width, height = after_of(growing.subject).pixels
        ahead = max(_AHEAD_PIXEL_BYTES * width * height, self._memory_bytes // 4)
        enough = min(ahead, self._memory_bytes // 2)
        for sequence in reversed(self._order()):
            if self.bytes <= enough:
                return
            if sequence is growing:
                growing.full = self.bytes > (
                    self._memory_bytes if growing is self._shown else enough
                )
                return
            del self._sequences[sequence.subject]

    def _forget_stale(self) -> None:
        """Make room for one more: what was asked for longest ago goes, but not what is shown."""
        stale = [each for each in self._sequences.values() if each is not self._shown]
        for sequence in stale[: max(0, len(self._sequences) + 1 - _MOST_SEQUENCES)]:
            del self._sequences[sequence.subject]


def _look_alike(subject: SceneSpec | Transition, other: SceneSpec | Transition) -> bool:
    """Whether their pictures are ever shown together: of one size and theme."""
    one, another = after_of(subject), after_of(other)
    return (one.pixels, one.theme) == (another.pixels, another.theme)
