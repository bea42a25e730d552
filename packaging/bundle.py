"""Makes the bundle of this system, has it test itself, and packs it: `dev.py bundle` calls it."""

from __future__ import annotations

import lzma
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUNDLE = ROOT / "dist/mobility-timer"
# How a tar of machine code gets smallest: addresses first, then with a long memory.
FOR_PROGRAMS = [{"id": lzma.FILTER_X86}, {"id": lzma.FILTER_LZMA2, "preset": 9}]


def main() -> int:
    shutil.rmtree(BUNDLE.parent, ignore_errors=True)
    make = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    if call([*make, "--distpath", str(BUNDLE.parent), "packaging/mobility-timer.spec"]):
        print("PyInstaller made no bundle; what is wrong is above.", file=sys.stderr)
        return 1
    slim(BUNDLE / "_internal")
    if failed := call([str(BUNDLE / "mobility-timer"), "self-test"], without_python()):
        return failed
    packed = Path(pack())
    print(f"{packed}: {packed.stat().st_size / 1_000_000:.1f} MB")
    return 0


def call(command: Sequence[str], environment: Mapping[str, str] = os.environ) -> int:
    return subprocess.run(command, cwd=ROOT, env=dict(environment), check=False).returncode


def without_python() -> dict[str, str]:
    """The environment of a machine without Python, and without a screen where none is named."""
    environment = {name: text for name, text in os.environ.items() if name != "PYTHONPATH"}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    return environment


def slim(folder: Path) -> None:
    """Take the symbols for debuggers out of the libraries that have some, where that tool is."""
    if sys.platform == "linux" and shutil.which("strip"):
        python = [*folder.glob("libpython*"), *folder.glob("python*/lib-dynload/*.so")]
        call(["strip", "--strip-unneeded", *map(str, (*python, *folder.glob("wasmtime/*/*.so")))])


def pack() -> str:
    """The packed bundle: a tar for Linux, a zip for Windows and macOS."""
    name = str(BUNDLE.parent / f"mobility-timer-{sys.platform}")
    if sys.platform == "darwin":  # its own tool keeps the links of an application
        application = str(BUNDLE.parent / "Mobility Timer.app")
        call(["ditto", "-c", "-k", "--keepParent", application, f"{name}.zip"])
        return f"{name}.zip"
    if sys.platform == "win32":
        return shutil.make_archive(name, "zip", BUNDLE.parent, BUNDLE.name)
    with (
        lzma.open(f"{name}.tar.xz", "wb", filters=FOR_PROGRAMS) as packed,
        tarfile.open(fileobj=packed, mode="w|") as tar,
    ):
        tar.add(BUNDLE, BUNDLE.name)
    return f"{name}.tar.xz"


if __name__ == "__main__":
    sys.exit(main())
