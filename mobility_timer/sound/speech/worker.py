"""The process that speaks to files: `python -m mobility_timer.sound.speech.worker`.

It is not the window's, because speech engines hang, print, and end the process that loaded
them. Lines of JSON come in on standard input, the answers go out in the same order:

    {"do": "use", "voice": name or null, "rate": 155, "folder": where raw files may lie}
        {"ready": {"engine", "version", "voice"}}
    {"do": "say", "text": words, "path": file}
        {"said": file}, a finished clip, or {"failed": file, "why": reason}

{"unable": why} comes instead where there is no engine. It ends when its input closes.
"""

from __future__ import annotations

import atexit
import ctypes
import json
import os
import platform
import queue
import shutil
import sys
import tempfile
import threading
from collections.abc import Sequence
from contextlib import suppress
from importlib import metadata
from pathlib import Path
from time import perf_counter, sleep
from typing import Any, TextIO

from mobility_timer.files import write_atomic
from mobility_timer.sound.speech.clips import RATE, BadClip, encode, finish, is_plausible

ESPEAK = "espeak"
ESPEAK_VOICE = "gmw/en-us"
LONGEST_DATA_PATH_BYTES = 130
WARM_UP = "Keep the back knee straight."
ATTEMPTS = 5
RATE_ATTEMPTS = 12
ALIKE_SHARE = 0.03
APPEARS_WITHIN_S = 2.0
EMPTY_FOR_S = 0.1
POLL_EVERY_S = 0.01
ENDS_WITHIN_S = 1.0
LEAST_FILE_BYTES = 1000


class Engine:
    """pyttsx3, asked for one file at a time, each of which is checked and made again if need be."""

    def __init__(self, folder: Path) -> None:
        load_espeak()
        import pyttsx3

        self._engine: Any = pyttsx3.init()
        self.name = str(self._engine)
        self.version = _version()
        self.voices = [(str(v.id), str(v.name)) for v in self._engine.getProperty("voices")]
        self._raw = folder / f"raw-{os.getpid()}"

    def use(self, wanted: str | None, rate: int) -> str:
        """Choose voice and rate; returns the voice that is really in use.

        The engine takes settings only when it speaks, and loses some even where they are read
        back right: so it speaks before and after, and the lengths are compared.
        """
        voice = choose_voice(self.name, self.voices, wanted)
        for _ in range(ATTEMPTS):
            if voice is not None:
                self._engine.setProperty("voice", voice)
            usual = self._steady_seconds()
            if voice is None or voice.lower() == self._voice.lower():
                break
        expected = usual * self._engine.getProperty("rate") / rate
        for _ in range(RATE_ATTEMPTS):
            self._engine.setProperty("rate", rate)
            if abs(self._steady_seconds() - expected) <= abs(expected - usual) / 2:
                break
        return self._voice

    @property
    def _voice(self) -> str:
        return str(self._engine.getProperty("voice"))

    def _steady_seconds(self) -> float:
        """The length of the warm-up, once it came out alike twice running."""
        before = self._warm_up_seconds()
        for _ in range(ATTEMPTS):
            seconds = self._warm_up_seconds()
            if abs(seconds - before) <= ALIKE_SHARE * before:
                return seconds
            before = seconds
        return before

    def _warm_up_seconds(self) -> float:
        for _ in range(ATTEMPTS):
            with suppress(BadClip):
                return len(finish(*self._raw_samples(WARM_UP))) / RATE
        return 0.0

    def render(self, text: str, path: Path) -> None:
        """Write `text` as a finished clip. Raises BadClip or OSError."""
        problem = BadClip("nothing was written")
        for _ in range(ATTEMPTS):
            try:
                samples, rate = self._raw_samples(text)
                clip = finish(samples, rate)
            except BadClip as error:
                problem = error
                continue
            if is_plausible(clip, text):
                write_atomic(path, encode(clip))
                return
            problem = BadClip(f"{len(clip)} samples are not the length of {text!r}")
        raise problem

    def _raw_samples(self, text: str) -> tuple[Any, int]:
        import soundfile

        self._raw.unlink(missing_ok=True)
        self._engine.save_to_file(text, str(self._raw))
        self._engine.runAndWait()
        _wait_until_written(self._raw)
        try:
            samples, rate = soundfile.read(self._raw, dtype="float32")
        except soundfile.SoundFileError as error:
            raise BadClip(str(error)) from error
        finally:
            self._raw.unlink(missing_ok=True)
        return samples, int(rate)


def choose_voice(engine: str, voices: Sequence[tuple[str, str]], wanted: str | None) -> str | None:
    """The wanted voice where it exists, else an English one, else None: the engine's own."""
    known = [voice for voice, _ in voices]
    if wanted and wanted.partition("+")[0] in known:
        return wanted
    if engine == ESPEAK:
        return ESPEAK_VOICE if ESPEAK_VOICE in known else None
    english = [id_ for id_, name in voices if "english" in name.lower() or ".en" in id_.lower()]
    return english[0] if english else None


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
            raise BadClip("the engine wrote an empty file")
        sleep(POLL_EVERY_S)
    raise BadClip("the engine wrote no file")


def run_speech_worker() -> int:
    out = _protocol_output()
    asked: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(asked,), daemon=True).start()
    engine: Engine | None = None
    while (message := asked.get()) is not None:
        if message["do"] == "use":
            try:
                engine = engine or Engine(Path(message["folder"]))
                _use(out, engine, message)
            except Exception as error:
                _say(out, unable=f"{type(error).__name__}: {error}")
                return 3
        elif engine is not None:
            _render(out, engine, message)
    return 0


def _listen(asked: queue.SimpleQueue[dict[str, Any] | None]) -> None:
    """When the input closes, this process ends, even where the engine hangs."""
    for line in sys.stdin:
        asked.put(json.loads(line))
    asked.put(None)
    sleep(ENDS_WITHIN_S)
    os._exit(0)


def _use(out: TextIO, engine: Engine, asked: dict[str, Any]) -> None:
    voice = engine.use(asked["voice"], asked["rate"])
    _say(out, ready={"engine": engine.name, "version": engine.version, "voice": voice})


def _render(out: TextIO, engine: Engine, asked: dict[str, Any]) -> None:
    try:
        engine.render(asked["text"], Path(asked["path"]))
    except BadClip as error:
        _say(out, failed=asked["path"], why=str(error))
    except OSError as error:
        _say(out, failed=asked["path"], why=error.strerror or str(error))
    else:
        _say(out, said=asked["path"])


def _protocol_output() -> TextIO:
    """Keep standard output for the answers: what the engine prints is thrown away."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return out


def _say(out: TextIO, **message: object) -> None:
    out.write(json.dumps(message) + "\n")
    out.flush()


if __name__ == "__main__":
    sys.exit(run_speech_worker())
