from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from typing import Any

import numpy as np
import pytest

from mobility_timer.drawing.raster.kernel.compiled import FILE
from mobility_timer.drawing.raster.kernel.machine import Machine
from mobility_timer.drawing.raster.rasteriser import BLOCK, NOTHING
from tools import build_kernel


@pytest.fixture(scope="module")
def kernel() -> Any:
    return Machine()


def test_arrays_in_its_memory_do_not_overlap_and_are_aligned(kernel: Machine) -> None:
    with kernel.memory(10_000) as memory:
        rooms = [memory.room((size,), np.uint8) for size in (3, 500, 1, 16)]
        for number, room in enumerate(rooms):
            room[:] = number
        assert [set(room.tolist()) for room in rooms] == [{0}, {1}, {2}, {3}]
        assert all(room.ctypes.data % 16 == 0 for room in rooms)


def test_memory_grows_from_picture_to_picture(kernel: Machine) -> None:
    for size in (1_000, 3_000_000, 20_000_000):
        with kernel.memory(size) as memory:
            memory.room((size // 4 - 8,), np.float32).fill(1.0)


def test_more_than_was_asked_for_is_refused(kernel: Machine) -> None:
    with kernel.memory(1_000) as memory, pytest.raises(MemoryError):
        memory.room((1 << 28,), np.float64)


def test_an_array_from_elsewhere_is_refused(kernel: Machine) -> None:
    with kernel.memory(1_000) as memory, pytest.raises(ValueError, match="kernel's memory"):
        memory.call("know_all", np.zeros((2, 2), np.uint32))


def test_pictures_of_two_threads_do_not_mix(kernel: Machine) -> None:
    wrong = []

    def draw(number: int) -> None:
        for _ in range(20):
            with kernel.memory(100_000) as memory:
                room = memory.room((20_000,), np.uint32)
                room.fill(number)
                if (room.copy() != number).any():
                    wrong.append(number)

    threads = [Thread(target=draw, args=(number,)) for number in (1, 2, 3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_it_gives_its_memory_back_and_draws_again(kernel: Machine) -> None:
    with kernel.memory(30_000_000):
        pass
    kernel.rest()
    kernel.rest()
    base, found = kernel.bytes_from(1_000)
    assert base
    assert len(found) < 2_000_000
    for _ in range(2):
        with kernel.memory(10_000) as memory:
            tones = memory.room((1, BLOCK), np.uint32)
            depths = memory.room((1, BLOCK), np.float32)
            rows = memory.copied(np.zeros((1, 4), np.int32))
            memory.call("know_all", tones, depths, rows, BLOCK, 1, BLOCK)
            assert rows.tolist() == [[0, 0, 0, BLOCK]]
            assert (depths == NOTHING).all()
        kernel.rest()


def test_the_kernel_was_built_from_the_sources_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build_kernel, "version", lambda _: "")
    digest, *_ = build_kernel.NOTE.read_text(encoding="ascii").split()
    assert digest == build_kernel.note().split()[0], "call: python -m tools.build_kernel"


def test_what_wasmtime_holds_is_closed_in_order_before_python_ends() -> None:
    """What is kept to the last is freed when the library that frees it is gone."""
    code = """
import atexit

closed = []
atexit.register(lambda: print(*closed))
import wasmtime
from mobility_timer.drawing.raster.kernel.machine import machine

for kind in (wasmtime.Engine, wasmtime.Store):
    def delete(self, ptr, kind=kind, delete=kind._delete):
        closed.append(kind.__name__)
        delete(self, ptr)
    kind._delete = delete
machine()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("Store Engine\n", "")


@pytest.mark.slow
@pytest.mark.skipif(find_spec("ziglang") is None, reason="needs `pip install ziglang`")
def test_the_sources_give_this_kernel_again(tmp_path: Path) -> None:
    if build_kernel.NOTE.read_text(encoding="ascii") != build_kernel.note():
        pytest.skip("another version of the compiler")
    build_kernel.build(tmp_path / "kernel.wasm")
    assert (tmp_path / "kernel.wasm").read_bytes() == FILE.read_bytes()
