"""The user's own program: any that reads text on standard input and writes a WAV."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path

from mobility_timer.sound.speech.clips import Samples
from mobility_timer.sound.speech.engine_spec import EngineSpec, VoiceInfo
from mobility_timer.sound.speech.engines.protocol import EngineStuckError
from mobility_timer.sound.speech.engines.sound_file import blame_full_disk, read_sound_file
from mobility_timer.sound.speech.pcm import BadClip
from mobility_timer.words import sound as faults

PLACEHOLDER = "{file}"
LIMIT_S = 10.0
"""Twice as long nobody speaks before the next voice does, where a command hangs."""


class CommandEngine:
    """Runs the command of the settings once a line, without a shell.

    It is started in the worker's own process group, so that whatever ends the worker ends the
    command and all that it started.
    """

    name = "command"
    voices: tuple[VoiceInfo, ...] = ()
    languages: tuple[str, ...] = ()

    def __init__(self, spec: EngineSpec, folder: Path, limit_s: float = LIMIT_S) -> None:
        self._words = words_of(spec.command)
        if shutil.which(self._words[0]) is None:
            raise FileNotFoundError(faults.no_program(self._words[0]))
        self._file = folder / f"command-{os.getpid()}.wav"
        self._limit_s = limit_s
        self.version = spec.command
        self.voice = "command"

    def render(self, text: str) -> tuple[Samples, int]:
        self._file.unlink(missing_ok=True)
        try:
            self._run([word.replace(PLACEHOLDER, str(self._file)) for word in self._words], text)
            if not self._file.exists():
                raise BadClip(faults.NO_FILE)
            return read_sound_file(self._file)
        except EngineStuckError:
            raise
        except BadClip:
            blame_full_disk(self._file.parent)
            raise
        finally:
            self._file.unlink(missing_ok=True)

    def _run(self, words: list[str], text: str) -> None:
        try:
            done = subprocess.run(
                words,
                input=f"{text}\n".encode(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                timeout=self._limit_s,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise EngineStuckError(faults.too_long(words[0], self._limit_s)) from error
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip().splitlines()
            raise BadClip(faults.ended(words[0], done.returncode, said[-1] if said else ""))


def words_of(command: str) -> list[str]:
    """The words of a command as a shell splits them. Raises ValueError with what is wrong."""
    try:
        words = shlex.split(command, posix=os.name != "nt")
    except ValueError as error:
        raise ValueError(faults.not_closed(command, error)) from error
    if not any(PLACEHOLDER in word for word in words[1:]):
        raise ValueError(faults.names_no_file(command, PLACEHOLDER))
    return [word.strip('"') for word in words] if os.name == "nt" else words
