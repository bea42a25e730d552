from concurrent.futures import ThreadPoolExecutor

import pytest

from mobility_timer.drawing.frames import worker_pool
from mobility_timer.drawing.frames.packed import PackedFrame
from mobility_timer.drawing.frames.worker_pool import WorkerPool, render_frames


class Refusing(ThreadPoolExecutor):
    """A pool that the system allows no processes."""

    def __init__(self, *_):
        super().__init__(1)

    def submit(self, *_, **__):
        raise OSError("no processes here")


class Impossible(ThreadPoolExecutor):
    """A pool that the system does not know."""

    def __init__(self, *_):
        raise NotImplementedError("no semaphores here")


@pytest.fixture(params=[Refusing, Impossible])
def refused(request, monkeypatch):
    monkeypatch.setattr(worker_pool, "ProcessPoolExecutor", request.param)
    made = WorkerPool()
    yield made
    made.close()


def test_without_processes_a_thread_does_the_work(refused):
    assert refused.submit(sum, (1, 2)).result(10) == 3
    assert refused.workers == 1
    refused.wait_until_ready()


def test_frames_are_deflated_only_for_a_disk(spec):
    (kept,) = render_frames(spec, (0.0,), True)
    (seen,) = render_frames(spec, (0.0,), False)
    assert kept.data == seen.data
    assert seen.deflated == b""
    assert 0 < len(kept.deflated) < len(kept.data)
    assert isinstance(kept, PackedFrame)
