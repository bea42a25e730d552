"""The voices of the system, through pyttsx3; on Linux those of espeak-ng."""

from __future__ import annotations

import atexit
import ctypes
import os
import platform
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from importlib import metadata
from pathlib import Path
from time import perf_counter, sleep
from typing import Any

from mobility_timer.sound.speech.clips import Samples, finish, is_plausible
from mobility_timer.sound.speech.engine_spec import EngineSpec, VoiceInfo
from mobility_timer.sound.speech.engines.sound_file import blame_full_disk, read_sound_file
from mobility_timer.sound.speech.pcm import BadClip
from mobility_timer.words import sound as faults
from mobility_timer.words import voice as words

WORDS_PER_MINUTE = 155
ESPEAK = "espeak"
ESPEAK_VOICE = "gmw/en-us"
LONGEST_DATA_PATH_BYTES = 130
ATTEMPTS = 5
APPEARS_WITHIN_S = 2.0
EMPTY_FOR_S = 0.1
POLL_EVERY_S = 0.01
LEAST_FILE_BYTES = 1000


class SystemEngine:
    """pyttsx3, asked for one file at a time, each of which is checked and made again if need be."""

    def __init__(self, spec: EngineSpec, folder: Path) -> None:
        load_espeak()
        import pyttsx3

        self._engine: Any = pyttsx3.init()
        self.name = str(self._engine)
        self.version = _version()
        self.voices = tuple(map(_info, self._engine.getProperty("voices")))
        self._raw = folder / f"raw-{os.getpid()}"
        self.voice = self._use(spec.voice, round(WORDS_PER_MINUTE * spec.speed_percent / 100))
        used = [v.language for v in self.voices if v.id.lower() == self.voice.lower()]
        self.languages = tuple(filter(None, used))

    def _use(self, wanted: str | None, rate: int) -> str:
        """Choose voice and rate; returns the voice that is really in use.

        pyttsx3 keeps all settings back until the engine has spoken for the first time.
        """
        self._warm_up()
        voice = choose_voice(self.name, self.voices, wanted)
        if voice is not None:
            self._set("voice", voice)
        self._set("rate", rate)
        return str(self._engine.getProperty("voice"))

    def _warm_up(self) -> None:
        with suppress(BadClip):
            self._raw_samples(words.WARM_UP)

    def _set(self, name: str, value: object) -> None:
        self._engine.setProperty(name, value)
        self._synchronize()

    def _synchronize(self) -> None:
        """Wait until espeak has done what it was told; other engines do so themselves.

        It works on a thread of its own, and pyttsx3 cancels what still waits there whenever it
        leaves its loop: a rate that was on its way is lost then, though it reads back right.
        """
        if self.name == ESPEAK:
            from pyttsx3.drivers import _espeak

            _espeak.Synchronize()

    def render(self, text: str) -> tuple[Samples, int]:
        problem = BadClip(faults.NOTHING_WRITTEN)
        for _ in range(ATTEMPTS):
            try:
                samples, rate = self._raw_samples(text)
                clip = finish(samples, rate)
            except BadClip as error:
                problem = error
                continue
            if is_plausible(clip, text):
                return samples, rate
            problem = BadClip(faults.not_the_length(len(clip), text))
        raise problem

    def _raw_samples(self, text: str) -> tuple[Samples, int]:
        self._raw.unlink(missing_ok=True)
        blame_full_disk(self._raw.parent)  # pyttsx3 would wait for its file for ever
        self._engine.save_to_file(text, str(self._raw))
        self._engine.runAndWait()
        self._synchronize()
        _wait_until_written(self._raw)
        try:
            return read_sound_file(self._raw)
        finally:
            self._raw.unlink(missing_ok=True)


def choose_voice(engine: str, voices: Sequence[VoiceInfo], wanted: str | None) -> str | None:
    """The wanted voice where it exists, else an English one, else None: the engine's own."""
    known = [voice.id for voice in voices]
    if wanted and wanted.partition("+")[0] in known:
        return wanted
    if engine == ESPEAK:
        return ESPEAK_VOICE if ESPEAK_VOICE in known else None
    english = [voice.id for voice in voices if voice.language.startswith("en")]
    return english[0] if english else None


def _info(voice: Any) -> VoiceInfo:
    return VoiceInfo(str(voice.id), str(voice.name), language_of(voice))


def language_of(voice: Any) -> str:
    """The tag of a voice's language, as the engines hide it: in a list, its id or its name."""
    said = (voice.languages or [""])[0]
    tag = said.decode(errors="ignore") if isinstance(said, bytes) else str(said)
    tag = tag.strip("\x00\x01\x02\x03\x04\x05 ").lower().replace("_", "-")
    if re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]+)*", tag):
        return tag
    in_id = re.search(r"[._\\ -]([a-z]{2})[-_]([a-z]{2})\b", str(voice.id), re.IGNORECASE)
    if in_id:
        return f"{in_id[1]}-{in_id[2]}".lower()
    return "en" if "english" in str(voice.name).lower() else ""


def load_espeak() -> None:
    """Make the bundled espeak-ng the one that pyttsx3 finds; without it a system one is used.

    Its data must be named by a short path: a long one ends the process without a word.
    """
    if sys.platform != "linux":
        return
    try:
        import espeakng_loader
    except ImportError:
        return
    data = Path(espeakng_loader.get_data_path())
    if len(os.fsencode(data)) > LONGEST_DATA_PATH_BYTES:
        link = Path(tempfile.mkdtemp(prefix="speech-")) / data.name
        link.symlink_to(data, target_is_directory=True)
        atexit.register(shutil.rmtree, link.parent, ignore_errors=True)
        data = link
    os.environ["ESPEAK_DATA_PATH"] = str(data)
    ctypes.CDLL(espeakng_loader.get_library_path(), mode=ctypes.RTLD_GLOBAL)


def _version() -> str:
    parts = [metadata.version("pyttsx3")]
    try:
        parts.append(metadata.version("espeakng-loader"))
    except metadata.PackageNotFoundError:
        parts.append(platform.version())
    return " ".join(parts)


def _wait_until_written(path: Path) -> None:
    """The engine returns before its file is written: wait until it has stopped growing."""
    begun = perf_counter()
    size, since = -1, begun
    while (now := perf_counter()) - begun < APPEARS_WITHIN_S:
        found = path.stat().st_size if path.exists() else -1
        if found != size:
            size, since = found, now
        elif size > LEAST_FILE_BYTES and now - since >= POLL_EVERY_S:
            return
        elif size >= 0 and now - since > EMPTY_FOR_S:
            raise BadClip(faults.EMPTY_FILE)
        sleep(POLL_EVERY_S)
    raise BadClip(faults.NO_FILE)
