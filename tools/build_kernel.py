"""Build the drawing's kernel: `python -m tools.build_kernel [FILE]`.

Needs `pip install ziglang`, which is a C compiler for every system in one wheel. Without FILE the
kernel in the package is replaced, and what it was built from is noted beside it.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Final

FOLDER: Final = (
    Path(__file__).resolve().parent.parent / "mobility_timer" / "drawing" / "raster" / "kernel"
)
SOURCES: Final = FOLDER / "source"
KERNEL: Final = FOLDER / "kernel.wasm"
NOTE: Final = FOLDER / "kernel.sources"

_OPTIONS: Final = (
    *("-target", "wasm32-freestanding", "-std=c11", "-Wall", "-Wextra", "-Werror"),
    *("-O3", "-msimd128", "-mbulk-memory", "-mnontrapping-fptoint"),
    # wasmtime has few registers: what these would have it count beside an index ends on its stack.
    *("-fno-unroll-loops", "-mllvm", "-disable-lsr"),
    *("-nostdlib", "-Wl,--no-entry", "-Wl,--strip-all", "-Wl,--export=__heap_base"),
)


def note() -> str:
    """What a kernel built now would be built from: the sources' digest, and the compiler."""
    digest = hashlib.sha256()
    for source in sorted([*SOURCES.glob("*.c"), *SOURCES.glob("*.h")]):
        digest.update(source.read_bytes().replace(b"\r\n", b"\n"))
    return f"{digest.hexdigest()} ziglang {version('ziglang')}\n"


def build(target: Path) -> None:
    sources = sorted(source.name for source in SOURCES.glob("*.c"))
    command = [sys.executable, "-m", "ziglang", "cc", *_OPTIONS, "-o", str(target.resolve())]
    subprocess.run([*command, *sources], check=True, cwd=SOURCES)
    target.chmod(0o644)


def main() -> None:
    if sys.argv[1:]:
        build(Path(sys.argv[1]))
        return
    build(KERNEL)
    NOTE.write_text(note(), encoding="ascii")


if __name__ == "__main__":
    main()
