"""What an engine wrote, read as samples."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

from mobility_timer.sound.speech.clips import Samples, reason
from mobility_timer.sound.speech.pcm import BadClip

LONGEST_LINE_BYTES = 1_000_000


def blame_full_disk(folder: Path) -> None:
    """Raise the OSError that an engine, which could not write there, did not tell of."""
    if shutil.disk_usage(folder).free < LONGEST_LINE_BYTES:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def read_sound_file(path: Path) -> tuple[Samples, int]:
    """Samples and rate of a file of any usual kind. Raises BadClip."""
    import soundfile

    try:
        samples, rate = soundfile.read(path, dtype="float32")
    except soundfile.SoundFileError as error:
        raise BadClip(reason(error)) from error
    return samples, int(rate)
