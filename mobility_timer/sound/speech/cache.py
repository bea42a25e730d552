"""Spoken lines as files: named by a hash of engine, version, voice, rate and text."""

from __future__ import annotations

import errno
import hashlib
import logging
import os
import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from mobility_timer.files import DiskCache, read_limited, write_atomic

log = logging.getLogger(__name__)

LIMIT_BYTES = 200_000_000
LONGEST_IDENTITY_BYTES = 10_000
LEAST_FREE_BYTES, LONGEST_LINE_BYTES = 20_000_000, 1_000_000
"""What the lines of a long routine take, and one: on a fuller disk they are kept elsewhere."""


@dataclass(frozen=True)
class Clip:
    """A line as a file that can be played, and how long it is in seconds."""

    path: Path
    seconds: float


class SpeechCache:
    """A folder of clips. `identity` says who speaks; it is remembered for the voice `wanted`.

    Unlike other caches it cannot do without a folder, for the device plays from files: where
    nothing can be written, or the disk is full, a temporary one serves until `close`. What was
    read before from the first one is still there.
    """

    def __init__(self, folder: Path, wanted: str | None) -> None:
        self.folder = folder
        self.identity = ""
        self._disk = DiskCache(folder, ".wav", LIMIT_BYTES)
        self._wanted = wanted or ""
        self._is_open = False
        self._is_temporary = False

    def open(self) -> None:
        """Make the folder, sweep it, and recall who spoke last time; once."""
        if self._is_open:
            return
        self._is_open = True
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            if not os.access(self.folder, os.W_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(self.folder))
            if shutil.disk_usage(self.folder).free < LEAST_FREE_BYTES:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self.folder))
        except OSError as error:
            log.info("no cache for speech: %s", error)
            self.move()
        self._disk.sweep()
        with suppress(OSError, UnicodeDecodeError):
            self.identity = read_limited(self._remembered, LONGEST_IDENTITY_BYTES).decode()

    @property
    def is_full(self) -> bool:
        """Whether not even one more line has room."""
        with suppress(OSError):
            return shutil.disk_usage(self.folder).free < LONGEST_LINE_BYTES
        return False

    def move(self) -> bool:
        """Go on in a temporary folder; False where it is in one already, or there is no place."""
        if self._is_temporary:
            return False
        try:
            self.folder = self._disk.folder = Path(tempfile.mkdtemp(prefix="speech-"))
        except OSError as error:
            log.info("no other folder for speech: %s", error)
            return False
        self._is_temporary = True
        return True

    def identify(self, identity: str) -> None:
        self.identity = identity
        with suppress(OSError):
            write_atomic(self._remembered, identity)

    def path(self, line: str) -> Path:
        """The file that the clip of a line is to be written to."""
        path = self._disk.path(self._key(line))
        assert path is not None
        return path

    def clip(self, line: str) -> Clip | None:
        """The line's clip if its file is there and sound."""
        if not self.identity:
            return None
        from mobility_timer.sound.speech.pcm import RATE, decode

        samples = self._disk.read(self._key(line), decode)
        return None if samples is None else Clip(self.path(line), len(samples) / RATE)

    def close(self) -> None:
        if self._is_temporary:
            shutil.rmtree(self.folder, ignore_errors=True)

    def _key(self, line: str) -> str:
        return f"{self.identity}\n{line}"

    @property
    def _remembered(self) -> Path:
        wanted = hashlib.sha256(self._wanted.encode()).hexdigest()[:8]
        return self.folder / f"voice-{wanted}.txt"
