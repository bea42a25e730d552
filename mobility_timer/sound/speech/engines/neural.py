"""The neural voice: the model of hibari-tts, run on this computer. It uses no network.

hibari-tts can download other voices. It is given the path of the model that it ships, whose sum
is checked, and its download is closed off. onnxruntime is told not to report its use.
"""

from __future__ import annotations

import gc
import hashlib
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NoReturn

import numpy as np

from mobility_timer.sound.speech.clips import Samples, trim
from mobility_timer.sound.speech.engine_spec import EngineSpec, VoiceInfo
from mobility_timer.sound.speech.pcm import BadClip
from mobility_timer.words import sound as faults

VOICE = "heart"
MODEL_SHA256 = "5f70741d4e900f4e85d0037498736cc1b3e1b9a63a13546a5da1e63abf4fccd8"
SENTENCE_GAP_S = 0.35
SEED = 0
"""The voice has a little noise in it: with one seed a line sounds the same each time."""


class NeuralEngine:
    """An English voice. Raises ImportError or ValueError where it cannot be had."""

    name = "neural"
    voices: tuple[VoiceInfo, ...] = (VoiceInfo(VOICE, "Heart", "en-us"),)
    languages: tuple[str, ...] = ("en",)

    def __init__(self, spec: EngineSpec) -> None:
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"
        self._tts = _load(shipped_model())
        self._speed = spec.speed_percent / 100
        self.version = metadata.version("hibari-tts")
        self.voice = VOICE

    def render(self, text: str) -> tuple[Samples, int]:
        """A sentence at a time, since between two the model leaves 0.8 s."""
        rate = int(self._tts.sample_rate)
        gap = np.zeros(round(SENTENCE_GAP_S * rate), np.float32)
        parts: list[Samples] = []
        for sentence in self._tts.split_sentences(text):
            samples = self._tts(sentence, speed=self._speed, seed=SEED)
            if not len(samples):
                raise BadClip(faults.nothing_said(sentence))
            parts += [gap, trim(samples, rate)] if parts else [trim(samples, rate)]
        if not parts:
            raise BadClip(faults.NO_SENTENCE)
        return np.concatenate(parts), rate


def shipped_model() -> Path:
    """The model in the package, found without importing it. Raises ImportError."""
    found = find_spec("hibari")
    if found is None or not found.submodule_search_locations:
        raise ImportError(faults.NO_NEURAL_VOICE)
    return Path(found.submodule_search_locations[0]) / "assets" / "hibari.onnx"


def check_sum(model: Path) -> None:
    """Raises ValueError where the file is not the model that was tried, OSError without one."""
    found = hashlib.sha256(model.read_bytes()).hexdigest()
    if found != MODEL_SHA256:
        raise ValueError(faults.another_model(model.name))


def _load(model: Path) -> Any:
    """The dictionary, 0.5 s, is read beside the model, 0.3 s: somebody waits for the first line."""
    import hibari
    import hibari.voices
    import onnxruntime
    from hibari.g2p import G2P

    hibari.voices.download = _refuse
    if sys.platform == "win32":
        onnxruntime.disable_telemetry_events()
    with _no_garbage(), ThreadPoolExecutor(1) as pool:
        reading = pool.submit(G2P)
        check_sum(model)
        return hibari.Hibari(model=str(model), threads=1, g2p=lambda text: reading.result()(text))


@contextmanager
def _no_garbage() -> Iterator[None]:
    """A large dictionary is read in two thirds of the time where nothing in it is looked after."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.freeze()


def _refuse(*_: object) -> NoReturn:
    raise RuntimeError(faults.NOTHING_IS_DOWNLOADED)
