"""What is known of the passages of ways, kept on disk: it depends on what they lead between alone.
To find a pace takes as long as drawing half of the pictures, and poses a quarter of each."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np

from mobility_timer import files
from mobility_timer.figure import ROW_NUMBERS, Pacing, Passage, Pose, pose_of, row_of

LIMIT_BYTES: Final = 16_000_000
"""The bundled routines' ways have 134 passages, of which all together take two thirds of it."""
_MOST_POSES: Final = 300
"""Of one passage: a few windows in which it takes another time."""
_DIGEST_BYTES: Final = 32
_HEAD: Final = struct.Struct("<2i")
_TIME_BYTES, _NUMBER_BYTES = 8, 4
_MADE_BY: Final = ("figure",)


class KeptPassages:
    """In a folder; with None, or where it cannot be written to, none is kept and all is found."""

    def __init__(self, folder: Path | None) -> None:
        self._disk = files.DiskCache(folder, ".passage", LIMIT_BYTES)
        self._poses: dict[Passage, int] = {}
        """How many poses were kept of each passage that is known now, -1 where it was not."""

    def know(self, passage: Passage) -> None:
        """Let the passage know what is kept of it, or else find its pace. What it comes to know is
        kept by the next `keep`."""
        kept = self._read(passage) if self._disk.keeps else None
        passage.know(*kept or ())
        self._poses[passage] = len(kept[1]) if kept else -1

    def keep(self) -> None:
        """Keep what was found since, and let go of it."""
        for passage, kept in self._poses.items():
            poses = passage.forget()
            if self._disk.keeps and len(poses) > kept:
                self._disk.write(self._key(passage), files.sealed(_packed(passage.pacing, poses)))
        self._poses.clear()

    def _read(self, passage: Passage) -> tuple[Pacing, dict[float, Pose]] | None:
        return self._disk.read(
            self._key(passage), lambda data: _unpacked(files.unsealed(data), passage.seconds)
        )

    def _key(self, passage: Passage) -> str:
        return f"{self._version} {_fingerprint(passage)}"

    @cached_property
    def _version(self) -> str:
        return files.code_version(*_MADE_BY).hex()


def _packed(pacing: Pacing, poses: Mapping[float, Pose]) -> bytes:
    """The pace, and those poses that came last; what of them is metres or a frame in single
    precision, to a ten-thousandth of a millimetre."""
    poses = dict(list(poses.items())[-_MOST_POSES:])
    times = np.fromiter(poses, np.float64, len(poses))
    rows = np.array([row_of(pose) for pose in poses.values()], np.float32)
    head = _HEAD.pack(len(pacing.shown), len(poses))
    return head + pacing.shown.tobytes() + times.tobytes() + rows.tobytes()


def _unpacked(data: bytes, seconds: float) -> tuple[Pacing, dict[float, Pose]]:
    """What was packed of a passage of so many seconds. Raises ValueError where it is not that."""
    if len(data) < _HEAD.size:
        raise ValueError("too short")
    paces, count = _HEAD.unpack_from(data)
    times_at = _HEAD.size + _TIME_BYTES * paces
    rows_at = times_at + _TIME_BYTES * count
    if len(data) != rows_at + _NUMBER_BYTES * ROW_NUMBERS * count:
        raise ValueError(f"{len(data)} bytes for {count} poses")
    pacing = Pacing.kept(data[_HEAD.size : times_at], seconds)
    times = np.frombuffer(data, np.float64, count, times_at).tolist()
    rows = np.frombuffer(data, np.float32, ROW_NUMBERS * count, rows_at).astype(np.float64)
    poses = map(pose_of, rows.reshape(count, ROW_NUMBERS))
    return pacing, dict(zip(times, poses, strict=True))


def _fingerprint(passage: Passage) -> str:
    """A name for all that a passage is made from."""
    hashed = hashlib.blake2b(digest_size=_DIGEST_BYTES)
    todo: list[Any] = [passage]
    while todo:
        value = todo.pop()
        if is_dataclass(value):
            todo += [getattr(value, field.name) for field in fields(value)]
        elif isinstance(value, Mapping):
            todo += [each for pair in sorted(value.items()) for each in pair]
        elif isinstance(value, tuple):
            todo += value
        elif isinstance(value, np.ndarray):
            hashed.update(value.tobytes())
        else:
            hashed.update(f"{value!r} ".encode())
        hashed.update(type(value).__name__.encode())
    return hashed.hexdigest()
