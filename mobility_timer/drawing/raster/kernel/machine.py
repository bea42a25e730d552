"""The kernel as a machine of its own: its functions, and its memory while a picture is drawn."""

from __future__ import annotations

import ctypes
import struct
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from math import prod
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

import numpy as np
from numpy.typing import DTypeLike, NDArray

from mobility_timer.drawing.raster.kernel.compiled import compiled

if TYPE_CHECKING:
    import wasmtime

_PAGE: Final = 65_536
_ALIGNMENT: Final = 16
_WORD: Final = 4

Number = TypeVar("Number", bound=np.generic)
Address: TypeAlias = int
Tables: TypeAlias = tuple[NDArray[Any], ...]
Value: TypeAlias = int | float | NDArray[Any] | None


class KernelMemory:
    """The kernel's memory from the end of its own data and of what is kept on. An array in it is
    valid until the picture is done. `tables` are the addresses of what is kept, `end` is where it
    is free."""

    def __init__(
        self, machine: Machine, first: Address, size: int, tables: tuple[Address, ...] = ()
    ) -> None:
        self._machine = machine
        self.tables = tables
        self.end = first
        self._base, self._bytes = machine.bytes_from(first + size)

    def room(self, shape: tuple[int, ...], dtype: DTypeLike) -> NDArray[Any]:
        """An array of undefined content. Raises MemoryError where more is asked for than was
        said."""
        kind, count = np.dtype(dtype), prod(shape)
        start = -(-self.end // _ALIGNMENT) * _ALIGNMENT
        self.end = start + count * kind.itemsize
        if self.end > len(self._bytes):
            raise MemoryError("the picture needs more than the memory that was asked for")
        room: NDArray[Any] = np.frombuffer(self._bytes, kind, count, start)
        return room.reshape(shape)

    def copied(self, values: NDArray[Number]) -> NDArray[Number]:
        """A copy of an array in this memory."""
        room = self.room(values.shape, values.dtype)
        np.copyto(room, values)
        return room

    def call(self, name: str, *values: Value) -> None:
        """Call a function of the kernel with numbers, arrays in this memory, or None for no
        array: it finds them in memory, word by word. wasmtime takes 15 us for each of what it is
        given."""
        words = [self._word(value) for value in values]
        kinds = "".join("f" if isinstance(word, float) else "i" for word in words)
        job = self.room((_WORD * len(words),), np.uint8)
        job[:] = np.frombuffer(struct.pack(f"<{kinds}", *words), np.uint8)
        self._machine.call(name, self.address(job))

    def _word(self, value: Value) -> int | float:
        if value is None:
            return 0
        if not isinstance(value, np.ndarray):
            return value
        return self.address(value)

    def address(self, value: NDArray[Any]) -> Address:
        address: int = value.__array_interface__["data"][0] - self._base
        if not 0 <= address <= len(self._bytes) - value.nbytes:
            raise ValueError("the array is not in the kernel's memory")
        return address


class Machine:
    """The kernel, loaded. It draws one picture at a time, for any thread. Raises ImportError,
    OSError or wasmtime.WasmtimeError where it cannot be loaded: then there is no figure."""

    def __init__(self) -> None:
        import wasmtime

        self._engine = wasmtime.Engine()
        self._module = compiled(self._engine)
        self._lock = Lock()
        self._store: wasmtime.Store | None = None
        # At Python's end too, the last first: what wasmtime frees by itself finds its library gone
        # by then.
        weakref.finalize(self, _close, self._module, self._engine)
        self._start()

    def _start(self) -> wasmtime.Store:
        """The store, with the functions and the memory in it, made where there is none."""
        import wasmtime

        if self._store is not None:
            return self._store
        self._store = store = wasmtime.Store(self._engine)
        exports = wasmtime.Instance(store, self._module, []).exports(store)
        self._functions: dict[str, Any] = {name: exports[name] for name in exports}
        self._memory: wasmtime.Memory = self._functions.pop("memory")
        self._first: Address = self._functions.pop("__heap_base").value(store)
        self._kept: dict[int, tuple[Tables, tuple[Address, ...]]] = {}
        self._close = weakref.finalize(self, store.close)
        return store

    def rest(self) -> None:
        """Give the memory back until the next picture is drawn."""
        with self._lock:
            if self._store is not None:
                self._functions.clear()
                del self._memory
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

    def _keep(self, tables: Tables) -> tuple[Address, ...]:
        if id(tables) not in self._kept:
            size = sum(table.nbytes + _ALIGNMENT for table in tables)
            memory = KernelMemory(self, self._first, size)
            kept = tuple(memory.address(memory.copied(table)) for table in tables)
            self._kept[id(tables)] = tables, kept
            self._first = memory.end
        return self._kept[id(tables)][1]

    def bytes_from(self, end: Address) -> tuple[int, memoryview[int]]:
        """The memory, grown to hold `end` bytes, and where in the process it lies. Growing may
        move it, so it is not done while a picture is drawn."""
        store = self._start()
        missing = end - self._memory.data_len(store)
        if missing > 0:
            self._memory.grow(store, -(-missing // _PAGE))
        base = ctypes.addressof(self._memory.data_ptr(store).contents)
        size = self._memory.data_len(store)
        return base, memoryview((ctypes.c_ubyte * size).from_address(base)).cast("B")

    def call(self, name: str, job: Address) -> None:
        """Call a function with what lies at an address."""
        self._functions[name](self._start(), job)


def _close(module: wasmtime.Module, engine: wasmtime.Engine) -> None:
    module.close()
    engine.close()


@lru_cache(maxsize=1)
def machine() -> Machine:
    """The process's only one."""
    return Machine()
