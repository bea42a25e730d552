"""The samples of a finished clip: WAV, 48 kHz, 16 bit, mono. Read without numpy: the audio host,
which does no more than read and add them, would take twice the memory with it.
"""

from __future__ import annotations

import io
import sys
import wave
from array import array
from pathlib import Path
from typing import TypeAlias

from mobility_timer.files import read_limited
from mobility_timer.words import sound as faults

Pcm: TypeAlias = "array[int]"
"""Samples of 16 bits, of the type code "h"."""

RATE = 48_000
"""Samples per second of every clip."""
FULL_SCALE_LEVELS = 32_768
SAMPLE_BYTES = 2
SILENT_BELOW_DBFS = -45.0
LARGEST_BYTES = 20_000_000
_NEVER_LOUD = b"\x00\xff"
"""The upper byte of what is a 128th of full scale at most."""


class BadClip(ValueError):
    """The file is not a clip that can be played."""


def decibels(level: float) -> float:
    """The amplitude of a level in dBFS."""
    return float(10 ** (level / 20))


def silence(frames: int) -> Pcm:
    return array("h", bytes(SAMPLE_BYTES * frames))


def load(path: Path) -> Pcm:
    """The samples of a finished clip. Raises BadClip with the reason, or OSError."""
    try:
        return decode(read_limited(path, LARGEST_BYTES))
    except BadClip as error:
        raise BadClip(f"{path.name}: {error}") from error


def decode(content: bytes) -> Pcm:
    """The samples of a finished clip from the content of its file. Raises BadClip."""
    try:
        with wave.open(io.BytesIO(content)) as file:
            shape = (file.getframerate(), file.getnchannels(), file.getsampwidth())
            frames = file.getnframes()
            data = file.readframes(frames)
    except (EOFError, wave.Error) as error:
        raise BadClip(str(error)) from error
    if shape != (RATE, 1, SAMPLE_BYTES):
        raise BadClip(faults.NOT_OUR_FORMAT)
    if len(data) != frames * SAMPLE_BYTES:
        raise BadClip(faults.CUT_OFF)
    samples = array("h", data)
    if sys.byteorder == "big":
        samples.byteswap()
    if not data[1::SAMPLE_BYTES].translate(None, _NEVER_LOUD) and _is_silent(samples):
        raise BadClip(faults.SILENT)
    return samples


def _is_silent(samples: Pcm) -> bool:
    loudest = max(map(abs, samples), default=0)
    return loudest < FULL_SCALE_LEVELS * decibels(SILENT_BELOW_DBFS)
