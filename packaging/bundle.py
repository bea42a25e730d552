"""Makes the bundle of this system, has it test itself, and packs it: `dev.py bundle` calls it."""

from __future__ import annotations

import gzip
import lzma
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import deb
import icu_data

ROOT = Path(__file__).resolve().parent.parent
BUNDLE = ROOT / "dist/mobility-timer"
MEMORY_BYTES = 192 * 1024 * 1024
# How a tar of machine code gets smallest: addresses first, then with a long memory.
FOR_PROGRAMS = [
    {"id": lzma.FILTER_X86},
    {
        "id": lzma.FILTER_LZMA2,
        "preset": 9 | lzma.PRESET_EXTREME,
        "dict_size": MEMORY_BYTES,
    },
]
SPOKEN = "said by the built-in voice"
# What is packed already gets no smaller in the tar: the modules of Python are left as they are.
UNPACKED = {"PYINSTALLER_ZLIB_COMPRESSION_LEVEL": "0"}


def main() -> int:
    shutil.rmtree(BUNDLE.parent, ignore_errors=True)
    make = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    recipe = ["--distpath", str(BUNDLE.parent), "packaging/mobility-timer.spec"]
    if call([*make, *recipe], {**os.environ, **UNPACKED}):
        print("PyInstaller made no bundle; what is wrong is above.", file=sys.stderr)
        return 1
    slim(BUNDLE / "_internal")
    if failed := test_itself():
        return failed
    for packed in filter(
        None, (Path(pack()), deb.make(BUNDLE) if sys.platform == "linux" else None)
    ):
        print(f"{packed}: {packed.stat().st_size / 1_000_000:.1f} MB")
    return 0


def test_itself() -> int:
    """Its self-test; the built-in voice has to speak where it is in the bundle, not another."""
    code, printed = call_and_read([str(BUNDLE / "mobility-timer"), "self-test"], without_python())
    print(printed, end="")
    if not code and (BUNDLE / "_internal/hibari").is_dir() and SPOKEN not in printed:
        print("The built-in voice is in the bundle and does not speak.", file=sys.stderr)
        return 1
    return code


def call(command: Sequence[str], environment: Mapping[str, str] = os.environ) -> int:
    return subprocess.run(command, cwd=ROOT, env=dict(environment), check=False).returncode


def call_and_read(command: Sequence[str], environment: Mapping[str, str]) -> tuple[int, str]:
    done = subprocess.run(
        command, cwd=ROOT, env=dict(environment), stdout=subprocess.PIPE, text=True, check=False
    )
    return done.returncode, done.stdout


def without_python() -> dict[str, str]:
    """The environment of a machine without Python, and without a screen where none is named."""
    environment = {name: text for name, text in os.environ.items() if name != "PYTHONPATH"}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    return environment


def slim(folder: Path) -> None:
    """Leave out of what was collected all that the program does not reach."""
    for packed in folder.glob("hibari/assets/*.gz"):
        with gzip.open(packed) as words:
            packed.write_bytes(gzip.compress(words.read(), compresslevel=0))
    if sys.platform == "linux":
        for library in folder.glob("PySide6/Qt/lib/libicudata.so.*"):
            icu_data.keep_reached(library)
        # In NAME.libs a wheel brings libraries that were moved about; strip would break those.
        whole = (one for one in folder.rglob("*.so*") if not one.is_symlink())
        safe = [str(one) for one in whole if not one.parent.name.endswith(".libs")]
        call(["strip", "--strip-unneeded", *sorted(safe)])


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
        # Alike beside alike: then there is more to refer to.
        for path in sorted(BUNDLE.rglob("*"), key=lambda path: (path.suffix, path)):
            if path.is_symlink() or not path.is_dir():
                tar.add(path, path.relative_to(BUNDLE.parent))
    return f"{name}.tar.xz"


if __name__ == "__main__":
    sys.exit(main())
