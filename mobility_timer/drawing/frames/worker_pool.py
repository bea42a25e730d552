"""Where pictures are made, off the window's thread: processes of low priority."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
from collections import OrderedDict
from collections.abc import Callable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
    wait,
)
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from multiprocessing.context import SpawnContext, SpawnProcess
from threading import Thread, Timer
from typing import Any, Final, ParamSpec, TypeVar

from mobility_timer.drawing.frames.packed import PackedFrame, pack
from mobility_timer.drawing.scene.scene import Scene
from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.drawing.scene.transition import Transition, TransitionScene

P = ParamSpec("P")
T = TypeVar("T")

WORKERS: Final = min(4, max(2, (os.cpu_count() or 2) - 1))
CLOSES_WITHIN_S: Final = 1.0
"""How long the workers may take to end what they do once the pool is closed."""
_SCENES_KEPT: Final = 6

_scenes: OrderedDict[str, Scene | TransitionScene] = OrderedDict()


def _remembered(key: str, make: Callable[[], Scene | TransitionScene]) -> Scene | TransitionScene:
    scene = _scenes.pop(key, None) or make()
    _scenes[key] = scene
    while len(_scenes) > _SCENES_KEPT:
        _scenes.popitem(last=False)
    return scene


def _scene(spec: SceneSpec) -> Scene:
    found = _remembered(spec.key(), lambda: Scene(spec))
    assert isinstance(found, Scene)
    return found


def render_frames(
    subject: SceneSpec | Transition, phases: tuple[float, ...], deflate: bool
) -> list[PackedFrame]:
    """The figure at each of the phases, deflated as well where it is to be kept on disk."""
    if isinstance(subject, SceneSpec):
        scene: Scene | TransitionScene = _scene(subject)
    else:
        scene = _remembered(
            subject.key(),
            lambda: TransitionScene(subject, _scene(subject.before), _scene(subject.after)),
        )
    return [pack(*scene.figure(phase), deflate=deflate) for phase in phases]


NAME_IN_PROCESS_LIST: Final = b"mobility-figure"
_PR_SET_NAME: Final = 15

# mallopt's names for the sizes above which glibc takes memory from the system and gives it back.
_M_TRIM_THRESHOLD: Final = -1
_M_MMAP_THRESHOLD: Final = -3


def _start_worker() -> None:
    """Give way to the window, and keep memory: numpy's temporaries would otherwise be paged in
    anew for each picture, which is a third of its cost."""
    with suppress(AttributeError, OSError):
        os.nice(10)
    with suppress(AttributeError, OSError, TypeError):
        libc = ctypes.CDLL(None)
        libc.prctl(_PR_SET_NAME, NAME_IN_PROCESS_LIST)
        for name in (_M_MMAP_THRESHOLD, _M_TRIM_THRESHOLD):
            libc.mallopt(name, 1 << 30)
    Thread(target=_end_with_the_program, daemon=True).start()


def _end_with_the_program() -> None:
    """A program that was killed takes its workers with it."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)


def _ready() -> None:
    """Nothing: asked for once, so that the processes start before they are needed."""


@contextmanager
def _safe_path() -> Iterator[None]:
    """Python processes started meanwhile import nothing from the folder the user stands in."""
    before = os.environ.get("PYTHONSAFEPATH")
    os.environ["PYTHONSAFEPATH"] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ["PYTHONSAFEPATH"]
        else:
            os.environ["PYTHONSAFEPATH"] = before


class _Worker(SpawnProcess):
    def start(self) -> None:
        with _safe_path():
            super().start()


class _Processes(SpawnContext):
    """Starts processes as usual and remembers them, so that they can be ended."""

    def __init__(self) -> None:
        super().__init__()
        self.started: list[SpawnProcess] = []

    def Process(self, *arguments: Any, **named: Any) -> SpawnProcess:  # type: ignore[override]
        process = _Worker(*arguments, **named)
        self.started.append(process)
        return process

    def kill(self) -> None:
        """End those that still run, a stopped one too."""
        for process in self.started:
            with suppress(AttributeError, OSError, ValueError):
                process.kill()


class WorkerPool:
    """Runs jobs in processes, or in a thread where the system allows none."""

    def __init__(self, workers: int = WORKERS) -> None:
        self.workers = workers
        self._processes = _Processes()
        self._pool: Executor
        try:
            with _safe_path():  # its semaphores start a process that tracks them
                self._pool = ProcessPoolExecutor(workers, self._processes, _start_worker)
        except (ImportError, NotImplementedError, OSError):
            self._use_a_thread()
        self._starts = [self.submit(_ready) for _ in range(workers)]

    def submit(self, job: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> Future[T]:
        try:
            return self._pool.submit(job, *arguments, **named)
        except (BrokenProcessPool, OSError):
            self.give_up_processes()
            return self._pool.submit(job, *arguments, **named)

    def wait_until_ready(self, seconds: float = 30.0) -> None:
        """Wait until the first process has started, at most so long."""
        wait(self._starts, seconds, return_when=FIRST_COMPLETED)

    def give_up_processes(self) -> None:
        """Go on with one thread."""
        if isinstance(self._pool, ProcessPoolExecutor):
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._processes.kill()
            self._use_a_thread()

    def close(self) -> None:
        """End the workers: by themselves after the job at hand, or else they are killed."""
        last_resort = Timer(CLOSES_WITHIN_S, self._processes.kill)
        last_resort.start()
        self._pool.shutdown(wait=True, cancel_futures=True)
        last_resort.cancel()

    def _use_a_thread(self) -> None:
        self.workers = 1
        self._pool = ThreadPoolExecutor(1, "figure")
