"""The paces of ways, kept on disk: they depend on what a way leads between alone, and finding one
takes as long as drawing half of its pictures."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np

from mobility_timer import files
from mobility_timer.figure import Pacing, Passage

LIMIT_BYTES: Final = 2_000_000
"""The bundled routines' ways have 134 passages, of which all together take a quarter of it."""
_DIGEST_BYTES: Final = 32
_MADE_BY: Final = ("figure",)


class KeptPaces:
    """In a folder; with None, or where it cannot be written to, none is kept and each is found."""

    def __init__(self, folder: Path | None) -> None:
        self._disk = files.DiskCache(folder, ".pace", LIMIT_BYTES)

    def find(self, passage: Passage) -> None:
        """Let the passage have its pace: the one that is kept, or else find it, and keep it."""
        if not self._disk.keeps:
            passage.find_pace()
            return
        key = f"{self._version} {_fingerprint(passage)}"
        kept = self._disk.read(key, lambda data: Pacing.kept(files.unsealed(data), passage.seconds))
        passage.find_pace(kept)
        if kept is None:
            self._disk.write(key, files.sealed(passage.pacing.shown.tobytes()))

    @cached_property
    def _version(self) -> str:
        return files.code_version(*_MADE_BY).hex()


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
