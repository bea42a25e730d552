"""What an engine wrote, read as samples."""

from __future__ import annotations

from pathlib import Path

from mobility_timer.sound.speech.clips import BadClip, Samples, reason


def read_sound_file(path: Path) -> tuple[Samples, int]:
    """Samples and rate of a file of any usual kind. Raises BadClip."""
    import soundfile

    try:
        samples, rate = soundfile.read(path, dtype="float32")
    except soundfile.SoundFileError as error:
        raise BadClip(reason(error)) from error
    return samples, int(rate)
