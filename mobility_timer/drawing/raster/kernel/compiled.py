"""The kernel compiled for this computer, and kept: to compile takes more memory than to draw."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mobility_timer import files

if TYPE_CHECKING:
    import wasmtime

FILE: Final = Path(__file__).with_name("kernel.wasm")
LIMIT_BYTES: Final = 1_000_000


def compiled(engine: wasmtime.Engine, folder: Path | None = None) -> wasmtime.Module:
    """The kernel's module, from `folder` (the user's cache) or else compiled and kept there.

    wasmtime itself refuses what another version, or for another processor, was compiled. Raises
    OSError or wasmtime.WasmtimeError where it cannot be compiled.
    """
    import wasmtime

    disk = files.DiskCache(folder or files.cache("kernel"), ".bin", LIMIT_BYTES)
    source = FILE.read_bytes()
    key = hashlib.sha256(source).hexdigest()

    def load(data: bytes) -> wasmtime.Module:
        body = files.unsealed(data)
        try:
            return wasmtime.Module.deserialize(engine, body)
        except wasmtime.WasmtimeError as error:
            raise ValueError(str(error)) from error

    kept = disk.read(key, load)
    if kept is not None:
        return kept
    module = wasmtime.Module(engine, source)
    disk.write(key, files.sealed(bytes(module.serialize())))
    return module
