"""What is known of passages and scenes, kept on disk: it depends on their movement alone. To find a
pace takes as long as drawing half of the pictures, and a pose a quarter of each."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final, TypeAlias

import numpy as np

from mobility_timer import files
from mobility_timer.drawing.scene.scene import Scene
from mobility_timer.figure import ROW_NUMBERS, Pacing, Passage, Pose, pose_of, row_of

LIMIT_BYTES: Final = 32_000_000
"""The bundled routines' ways have 134 passages, which take a third of it; their scenes as much."""
_MOST_POSES: Final = 300
"""Of one passage or scene: a few windows or tempos in which it takes another time."""
_DIGEST_BYTES: Final = 32
_HEAD: Final = struct.Struct("<2i")
_TIME_BYTES, _NUMBER_BYTES = 8, 4
_MADE_BY: Final = ("figure", "drawing/scene")

Kept: TypeAlias = tuple[Pacing | None, dict[float, Pose]]
"""The pace of a passage, and poses by their seconds; of a scene, poses by their phases."""


class KeptPoses:
    """In a folder; with None, or where it cannot be written to, none is kept and all is found."""

    def __init__(self, folder: Path | None) -> None:
        self._disk = files.DiskCache(folder, ".poses", LIMIT_BYTES)
        self._kept: dict[Passage | Scene, int] = {}
        """How many poses were kept of what is known now, -1 where it was not."""

    def know_passage(self, passage: Passage) -> None:
        """Let the passage know what is kept of it, or else find its pace. What it comes to know is
        kept by the next `keep`."""
        kept = self._read(passage, passage.seconds)
        passage.know(*kept or ())
        self._note(passage, kept)

    def know_scene(self, scene: Scene) -> None:
        """Let the scene know what poses are kept of it. Those that it finds are kept by the next
        `keep`."""
        kept = self._read(scene, None)
        scene.know(kept[1] if kept else {})
        self._note(scene, kept)

    def keep(self) -> None:
        """Keep what was found since, and let go of it."""
        for subject, kept in self._kept.items():
            poses = subject.forget()
            if self._disk.keeps and len(poses) > kept:
                pacing = subject.pacing if isinstance(subject, Passage) else None
                self._disk.write(self._key(subject), files.sealed(_packed(pacing, poses)))
        self._kept.clear()

    def _note(self, subject: Passage | Scene, kept: Kept | None) -> None:
        self._kept[subject] = -1 if kept is None else len(kept[1])

    def _read(self, subject: Passage | Scene, seconds: float | None) -> Kept | None:
        if not self._disk.keeps:
            return None
        return self._disk.read(
            self._key(subject), lambda data: _unpacked(files.unsealed(data), seconds)
        )

    def _key(self, subject: Passage | Scene) -> str:
        made_from = subject if isinstance(subject, Passage) else subject.spec.posed
        return f"{self._version} {_fingerprint(made_from)}"

    @cached_property
    def _version(self) -> str:
        return files.code_version(*_MADE_BY).hex()


def _packed(pacing: Pacing | None, poses: Mapping[float, Pose]) -> bytes:
    """The pace, and those poses that came last; what of them is metres or a frame in single
    precision, to a ten-thousandth of a millimetre."""
    poses = dict(list(poses.items())[-_MOST_POSES:])
    times = np.fromiter(poses, np.float64, len(poses))
    rows = np.array([row_of(pose) for pose in poses.values()], np.float32)
    shown = np.empty(0) if pacing is None else pacing.shown
    return _HEAD.pack(len(shown), len(poses)) + b"".join(
        each.tobytes() for each in (shown, times, rows)
    )


def _unpacked(data: bytes, seconds: float | None) -> Kept:
    """What was packed of a passage of so many seconds, or with None of a scene, which has no pace.
    Raises ValueError where it is not that."""
    if len(data) < _HEAD.size:
        raise ValueError("too short")
    paces, count = _HEAD.unpack_from(data)
    times_at = _HEAD.size + _TIME_BYTES * paces
    rows_at = times_at + _TIME_BYTES * count
    if len(data) != rows_at + _NUMBER_BYTES * ROW_NUMBERS * count:
        raise ValueError(f"{len(data)} bytes for {count} poses")
    pacing = None if seconds is None else Pacing.kept(data[_HEAD.size : times_at], seconds)
    times = np.frombuffer(data, np.float64, count, times_at).tolist()
    rows = np.frombuffer(data, np.float32, ROW_NUMBERS * count, rows_at).astype(np.float64)
    poses = map(pose_of, rows.reshape(count, ROW_NUMBERS))
    return pacing, dict(zip(times, poses, strict=True))


def _fingerprint(made_from: object) -> str:
    """A name for all that something is made from."""
    hashed = hashlib.blake2b(digest_size=_DIGEST_BYTES)
    todo: list[Any] = [made_from]
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
