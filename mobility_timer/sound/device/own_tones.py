"""Tones that are files of the user's own."""

from __future__ import annotations

from array import array
from pathlib import Path

from mobility_timer.settings import ToneSet
from mobility_timer.sound.device.tones import loudness_of
from mobility_timer.sound.speech.clips import as_int16, brought_to, read_any, trim
from mobility_timer.sound.speech.pcm import RATE, BadClip, Pcm
from mobility_timer.timeline import Tone
from mobility_timer.words import sound as faults

LONGEST_OWN_S = 3.0


def own_tone(path: Path) -> Pcm:
    """A file of any kind, at the loudness of the warm set. Raises BadClip or OSError."""
    samples = trim(read_any(path), RATE)
    if len(samples) > LONGEST_OWN_S * RATE:
        raise BadClip(faults.longer_than(LONGEST_OWN_S))
    louder = brought_to(samples, loudness_of(ToneSet.WARM, Tone.GO))
    return array("h", as_int16(louder).tobytes())
