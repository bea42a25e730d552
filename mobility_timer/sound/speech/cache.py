"""Spoken lines as files: named by a hash of engine, version, voice, rate and text."""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from mobility_timer.files import sweep, write_atomic
from mobility_timer.sound.speech.clips import RATE, BadClip, load

log = logging.getLogger(__name__)

LARGEST = 200_000_000


@dataclass(frozen=True)
class Clip:
    """A line as a file that can be played, and how long it is in seconds."""

    path: Path
    seconds: float


class SpeechCache:
    """A folder of clips. `identity` says who speaks; it is remembered for the voice `wanted`.

    What cannot be read is thrown away; where nothing can be written, a temporary folder serves.
    """

    def __init__(self, folder: Path, wanted: str | None) -> None:
        self.folder = folder
        self.identity = ""
        self._wanted = wanted or ""
        self._is_temporary = False

    def open(self) -> None:
        """Make the folder, sweep it, and recall who spoke last time."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            sweep(self.folder, LARGEST)
            if not os.access(self.folder, os.W_OK):
                raise PermissionError(f"{self.folder} cannot be written")
        except OSError as error:
            log.info("no cache for speech: %s", error)
            self.folder = Path(tempfile.mkdtemp(prefix="speech-"))
            self._is_temporary = True
        with suppress(OSError, UnicodeDecodeError):
            self.identity = self._remembered.read_text(encoding="utf-8")

    def identify(self, identity: str) -> None:
        self.identity = identity
        with suppress(OSError):
            write_atomic(self._remembered, identity)

    def path(self, line: str) -> Path:
        name = hashlib.sha256(f"{self.identity}\n{line}".encode()).hexdigest()[:32]
        return self.folder / f"{name}.wav"

    def clip(self, line: str) -> Clip | None:
        """The line's clip if its file is there and sound."""
        if not self.identity:
            return None
        path = self.path(line)
        try:
            samples = load(path)
            os.utime(path)
        except FileNotFoundError:
            return None
        except (BadClip, OSError) as error:
            log.info("not believed: %s", error)
            with suppress(OSError):
                path.unlink(missing_ok=True)
            return None
        return Clip(path, len(samples) / RATE)

    def close(self) -> None:
        if self._is_temporary:
            shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def _remembered(self) -> Path:
        wanted = hashlib.sha256(self._wanted.encode()).hexdigest()[:8]
        return self.folder / f"voice-{wanted}.txt"
