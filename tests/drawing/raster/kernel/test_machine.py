from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from typing import Any

import numpy as np
import pytest
from wasmtime import Store, Trap

from mobility_timer.drawing.raster.kernel import machine
from mobility_timer.drawing.raster.kernel.compiled import FILE
from mobility_timer.drawing.raster.kernel.machine import KernelMemory, Machine
from mobility_timer.drawing.raster.rasteriser import BLOCK, NOTHING
from tools import build_kernel


@pytest.fixture(scope="module")
def kernel() -> Any:
    return Machine()


def test_what_is_in_its_memory_does_not_overlap_and_is_aligned(kernel: Machine) -> None:
    with kernel.memory(10_000) as memory:
        places = [memory.copied(bytes([size] * size)) for size in (3, 200, 1, 16)]
        found = [
            memory.found(at, (size,), np.uint8)
            for at, size in zip(places, (3, 200, 1, 16), strict=True)
        ]
        assert [set(each.tolist()) for each in found] == [{3}, {200}, {1}, {16}]
        assert all(each.ctypes.data % 16 == 0 for each in found)


def test_memory_grows_from_picture_to_picture(kernel: Machine) -> None:
    for size in (1_000, 3_000_000, 20_000_000):
        with kernel.memory(size) as memory:
            memory.found(memory.room(size - 16), (size - 16,), np.uint8).fill(1)


def test_more_than_was_asked_for_is_refused(kernel: Machine) -> None:
    with kernel.memory(1_000) as memory, pytest.raises(MemoryError):
        memory.room(1 << 31)


def test_what_was_called_is_done_in_its_order_when_it_is_looked_at(kernel: Machine) -> None:
    with kernel.memory(10_000) as memory:
        canvas, _ = blank(memory)
        tones, depths, rows, *_ = canvas
        wide = tones, depths, rows, 2 * BLOCK, 1, 2 * BLOCK, 0, 1, None, 0
        memory.call("draw_whole", *wide)
        memory.call("draw_whole", *canvas)
        assert memory.found(rows, (1, 4), np.int32).tolist() == [[0, 0, 0, BLOCK]]


def blank(memory: KernelMemory) -> tuple[tuple[int | None, ...], int]:
    """A canvas of one row of a block, on which nothing is to be drawn, and where its row is."""
    rows = memory.copied(np.zeros((1, 4), np.int32))
    tones, depths = memory.room(8 * BLOCK), memory.room(8 * BLOCK)
    return (tones, depths, rows, BLOCK, 1, BLOCK, 0, 1, None, 0), rows


def test_what_was_not_looked_at_is_not_done_for_the_next_picture(kernel: Machine) -> None:
    with kernel.memory(10_000) as memory:
        canvas, rows = blank(memory)
        memory.call("draw_whole", *canvas)
    with kernel.memory(10_000) as memory:
        assert memory.found(rows, (1, 4), np.int32).tolist() == [[0, 0, 0, 0]]


def test_pictures_of_two_threads_do_not_mix(kernel: Machine) -> None:
    wrong = []

    def draw(number: int) -> None:
        for _ in range(20):
            with kernel.memory(100_000) as memory:
                room = memory.found(memory.room(80_000), (20_000,), np.uint32)
                room.fill(number)
                if (room.copy() != number).any():
                    wrong.append(number)

    threads = [Thread(target=draw, args=(number,)) for number in (1, 2, 3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_what_goes_wrong_in_the_kernel_is_told_and_it_draws_again() -> None:
    kernel = Machine()
    with kernel.memory(1000), pytest.raises(Trap, match="out of bounds"):
        kernel.run(2**31 - 4)
    with kernel.memory(1000) as memory:
        assert memory.found(memory.copied(b"seen"), (4,), np.uint8).tobytes() == b"seen"
        kernel.run(memory.steps())


def test_it_is_called_as_wasmtime_calls_anything_where_it_has_no_other_names() -> None:
    given: list[Any] = []
    machine._call_of(Store(), given.append)()
    assert [type(each) for each in given] == [Store]


def test_it_gives_its_memory_back_and_draws_again(kernel: Machine) -> None:
    with kernel.memory(30_000_000):
        pass
    kernel.rest()
    kernel.rest()
    assert len(kernel.bytes_until(1_000)) < 2_000_000
    for _ in range(2):
        with kernel.memory(10_000) as memory:
            canvas, rows = blank(memory)
            memory.call("draw_whole", *canvas)
            assert memory.found(rows, (1, 4), np.int32).tolist() == [[0, 0, 0, BLOCK]]
            assert (memory.found(canvas[1], (BLOCK,), np.float32) == NOTHING).all()
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
