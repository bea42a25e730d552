"""What a session finds around it: a disk, a network, libraries, programs."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SPEAKER = """
import math, struct, sys, time, wave
text = sys.stdin.read()
time.sleep(float(sys.argv[2]))
with wave.open(sys.argv[1], "wb") as file:
    file.setnchannels(1), file.setsampwidth(2), file.setframerate(16000)
    high = 0.05 + sum(map(ord, text)) % 97 / 300
    tone = (int(9000 * math.sin(high * at + at * at / 2e6)) for at in range(900 * len(text)))
    file.writeframes(b"".join(struct.pack("<h", sample) for sample in tone))
"""
"""A voice of one's own: a program that hums each line otherwise, as long as it takes to say it."""
FULL_BYTES = 8 * 1024
FILLS_LATER_BYTES = 21_000_000
"""A little more than what a cache must have free to be used at all."""


def command(folder: Path, waits_s: float = 0.0) -> str:
    """The command of the settings for a voice of one's own that takes its time."""
    speaker = folder / "speaker.py"
    speaker.write_text(SPEAKER, encoding="utf-8")
    return f"{sys.executable} {speaker} {{file}} {waits_s}"


@contextmanager
def disk(size_bytes: int, *, read_only: bool = False) -> Iterator[Path]:
    """A disk of its own, in memory. Needs the right to mount."""
    with tempfile.TemporaryDirectory() as folder:
        options = f"size={size_bytes}{',ro' if read_only else ''}"
        mount = ["mount", "-t", "tmpfs", "-o", options, "none", folder]
        subprocess.run(mount, check=True)
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", "-l", folder], check=True)


def fill(folder: Path) -> None:
    """Leave no room on the disk of a folder."""
    with (folder / "filler").open("wb", buffering=0) as file:
        try:
            while file.write(bytes(100_000)):
                pass
        except OSError:
            return


@contextmanager
def without(*modules: str) -> Iterator[None]:
    """In the children that are started meanwhile these modules cannot be imported."""
    before = os.environ.get("PYTHONPATH")
    with tempfile.TemporaryDirectory() as folder:
        for module in modules:
            text = f"raise ImportError('no {module} here')\n"
            (Path(folder) / f"{module}.py").write_text(text, encoding="utf-8")
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (folder, before)))
        try:
            yield
        finally:
            os.environ["PYTHONPATH"] = before or ""
