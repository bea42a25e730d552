"""The kernel as a machine of its own: its functions, and its memory while a picture is drawn."""

from __future__ import annotations

import ctypes
import struct
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from math import prod
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np
from numpy.typing import DTypeLike, NDArray

from mobility_timer.drawing.raster.kernel.compiled import compiled

if TYPE_CHECKING:
    import wasmtime

_PAGE: Final = 65_536
_ALIGNMENT: Final = 16
_WORD_BYTES: Final = 4

_TASKS: Final = {
    name: number
    for number, name in enumerate(
        (
            "rig_body",
            "see_body",
            "draw_body",
            "draw_whole",
            "halve",
            "smooth",
            "lay_shadows",
            "paint_ground",
            "pack_runs",
            "lay_runs",
        )
    )
}
"""The kernel's functions, by their numbers in its table."""
Address: TypeAlias = int
Tables: TypeAlias = tuple[NDArray[Any], ...]
Value: TypeAlias = int | float | None


class KernelMemory:
    """The kernel's memory from the end of its own data and of what is kept on: what lies in it is
    valid until the picture is done. `tables` are the addresses of what is kept, `end` is where it
    is free."""

    def __init__(
        self, machine: Machine, first: Address, size: int, tables: tuple[Address, ...] = ()
    ) -> None:
        self._machine = machine
        self.tables = tables
        self.end = first
        self._bytes = machine.bytes_until(first + size)
        self._steps: list[int] = []

    def room(self, size: int) -> Address:
        """So many bytes of undefined content. Raises MemoryError where more is asked for than was
        said."""
        start = -(-self.end // _ALIGNMENT) * _ALIGNMENT
        self.end = start + size
        if self.end > len(self._bytes):
            raise MemoryError("the picture needs more than the memory that was asked for")
        return start

    def copied(self, values: NDArray[Any] | bytes) -> Address:
        """A copy of an array in this memory."""
        content = values if isinstance(values, bytes) else values.data.cast("B")
        start = self.room(len(content))
        self._bytes[start : self.end] = content
        return start

    def job(self, *values: Value) -> Address:
        """A job for the kernel: numbers, addresses, or None for no address, word by word."""
        words = [0 if value is None else value for value in values]
        kinds = "".join(["f" if isinstance(word, float) else "i" for word in words])
        return self.copied(struct.pack(f"<{kinds}", *words))

    def call(self, name: str, *values: Value) -> Address:
        """Have a function of the kernel called with a job, which lies where it says. wasmtime takes
        long for each call and for each value that it is given, so it is called with none, and once
        for all that was to be called."""
        job = self.job(*values)
        self._steps += (_TASKS[name], job)
        return job

    def steps(self) -> Address:
        """What is to be called, to be run as often as is wanted while this memory is used."""
        steps, self._steps = self._steps, []
        count = len(steps) // 2
        return self.copied(struct.pack(f"<{len(steps) + 1}i", count, *steps))

    def whole(self, address: Address, size: int) -> memoryview[int]:
        """So many bytes from an address on, to be read and written."""
        return self._bytes[address : address + size]

    def found(self, address: Address, shape: tuple[int, ...], kind: DTypeLike) -> NDArray[Any]:
        """What lies in memory, when all that was to be called has been."""
        if self._steps:
            self._machine.run(self.steps())
        values: NDArray[Any] = np.frombuffer(self._bytes, kind, prod(shape), address)
        return values.reshape(shape)


class Machine:
    """The kernel with a memory of its own. It draws one picture at a time, for any thread. Raises
    ImportError, OSError or wasmtime.WasmtimeError where it cannot be loaded: then there is no
    figure."""

    def __init__(self) -> None:
        self._code = _code()
        self._lock = Lock()
        self._store: wasmtime.Store | None = None
        self._start()

    def _start(self) -> wasmtime.Store:
        """The store, with the kernel and its memory in it, made where there is none."""
        if self._store is not None:
            return self._store
        import wasmtime

        self._store = store = wasmtime.Store(self._code.engine)
        exports = wasmtime.Instance(store, self._code.module, []).exports(store)
        found: dict[str, Any] = {name: exports[name] for name in exports}
        self._run, self._memory = _call_of(store, found["run"]), found["memory"]
        after_data: Address = found["__heap_base"].value(store)
        self._steps = after_data // _WORD_BYTES
        self._first = after_data + _WORD_BYTES
        self._reach_memory(store)
        self._kept: dict[int, tuple[Tables, tuple[Address, ...]]] = {}
        self._close = weakref.finalize(self, store.close)
        return store

    def rest(self) -> None:
        """Give the memory back until the next picture is drawn."""
        with self._lock:
            if self._store is not None:
                del self._run, self._memory, self._bytes, self._words
                self._close()
                self._store = None

    @contextmanager
    def memory(self, size: int, tables: Tables = ()) -> Iterator[KernelMemory]:
        """Memory for one picture, `size` bytes of it. The `tables` are copied once and stay
        until the machine rests; the memory has their addresses."""
        with self._lock:
            self._start()
            kept = self._keep(tables) if tables else ()
            yield KernelMemory(self, self._first, size, kept)

    def lasting(self, size: int) -> KernelMemory:
        """Memory for as long as the machine is there, of one that nobody else uses."""
        return KernelMemory(self, self._first, size)

    def _keep(self, tables: Tables) -> tuple[Address, ...]:
        if id(tables) not in self._kept:
            size = sum(table.nbytes + _ALIGNMENT for table in tables)
            memory = KernelMemory(self, self._first, size)
            kept = tuple(memory.copied(table) for table in tables)
            self._kept[id(tables)] = tables, kept
            self._first = memory.end
        return self._kept[id(tables)][1]

    def bytes_until(self, end: Address) -> memoryview[int]:
        """The memory, grown to hold `end` bytes. Growing may move it, so it is not done while a
        picture is drawn."""
        store = self._start()
        missing = end - len(self._bytes)
        if missing > 0:
            self._memory.grow(store, -(-missing // _PAGE))
            self._reach_memory(store)
        return self._bytes

    def _reach_memory(self, store: wasmtime.Store) -> None:
        start = ctypes.addressof(self._memory.data_ptr(store).contents)
        size = self._memory.data_len(store)
        self._bytes = memoryview((ctypes.c_ubyte * size).from_address(start)).cast("B")
        self._words = self._bytes.cast("i")

    def run(self, steps: Address) -> None:
        """Call the functions of steps that lie at an address, one after the other."""
        self._words[self._steps] = steps
        self._run()


def _call_of(store: wasmtime.Store, function: Any) -> Callable[[], None]:
    """A call of a function that takes and gives nothing. wasmtime asks each time what it takes and
    gives, which takes six times as long as the call itself: so that is made here, where this
    version of wasmtime has it by these names."""
    from wasmtime import Trap, WasmtimeError, _ffi

    try:
        context, itself = store._context(), ctypes.byref(function._func)
        call, trap_pointer = _ffi.wasmtime_func_call, ctypes.POINTER(_ffi.wasm_trap_t)
    except (AttributeError, TypeError):
        return partial(function, store)

    def run() -> None:
        trap = trap_pointer()
        error = call(context, itself, None, 0, None, 0, ctypes.byref(trap))
        if error:
            raise WasmtimeError._from_ptr(error)
        if trap:
            raise Trap._from_ptr(trap)

    return run


class _Code:
    """The kernel's functions, for all of its memories."""

    def __init__(self) -> None:
        import wasmtime

        self.engine = wasmtime.Engine()
        self.module = compiled(self.engine)
        # At Python's end too, the last first: what wasmtime frees by itself finds its library gone
        # by then.
        weakref.finalize(self, _close, self.module, self.engine)


def _close(module: wasmtime.Module, engine: wasmtime.Engine) -> None:
    module.close()
    engine.close()


@lru_cache(maxsize=1)
def _code() -> _Code:
    return _Code()


@lru_cache(maxsize=1)
def machine() -> Machine:
    """The one that draws."""
    return Machine()
