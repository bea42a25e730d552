"""Samples by name, as the plan names them."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mobility_timer.files import user_tones
from mobility_timer.settings import ToneSet
from mobility_timer.sound.device.tones import own_tone, tone
from mobility_timer.sound.speech.clips import BadClip, Samples, load
from mobility_timer.timeline import Tone
from mobility_timer.words import sound as faults

TONE = "tone:"
KEPT = 24
"""More than are due within the plan's two seconds; a tone stays made beside that."""
FULL_SCALE = np.float32(32_768)


class ClipStore:
    """The samples of a tone or of a file, at RATE; the most recent ones stay in memory, those of
    files with 16 bits, as they were read.

    Any thread may ask. `on_fault` is told of a file that cannot be read, `tell` of a tone of the
    user's, in words.
    """

    def __init__(
        self, on_fault: Callable[[str], None], tell: Callable[[str], None] = lambda _line: None
    ) -> None:
        self._on_fault = on_fault
        self._tell = tell
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, Samples | NDArray[np.int16]] = OrderedDict()

    def get(self, name: str) -> Samples | None:
        samples = self._recent(name)
        if samples is None:
            try:
                samples = self._made(name)
            except (BadClip, OSError) as error:
                self._on_fault(str(error))
                return None
            self._keep(name, samples)
        return samples

    def get_ready(self, names: Iterable[str]) -> None:
        """Have them in memory before the device asks, which cannot wait: a tone takes 100 ms to
        make. What cannot be read is told by `get`."""
        for name in names:
            if not self._is_kept(name):
                with suppress(BadClip, OSError):
                    self._keep(name, self._made(name))

    def _made(self, name: str) -> Samples:
        return self._tone(name) if name.startswith(TONE) else load(Path(name))

    def _recent(self, name: str) -> Samples | None:
        if not self._is_kept(name):
            return None
        with self._lock:
            kept = self._kept.get(name)
        if kept is None:
            return None
        samples = np.asarray(kept, np.float32)
        return samples / FULL_SCALE if kept.dtype == np.int16 else samples

    def _is_kept(self, name: str) -> bool:
        with self._lock:
            if name in self._kept:
                self._kept.move_to_end(name)
            return name in self._kept

    def _keep(self, name: str, samples: Samples) -> None:
        is_tone = name.startswith(TONE)
        with self._lock:
            self._kept[name] = samples if is_tone else (samples * FULL_SCALE).astype(np.int16)
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)

    def _tone(self, name: str) -> Samples:
        """A tone of the user's that is not there or cannot be read is a built-in one."""
        of, _, which = name.removeprefix(TONE).partition("/")
        if ToneSet(of) is not ToneSet.OWN:
            return tone(ToneSet(of), Tone(which))
        path = user_tones() / f"{which}.wav"
        try:
            return own_tone(path)
        except FileNotFoundError:
            pass
        except (BadClip, OSError) as error:
            self._tell(faults.own_tone(path.name, error))
        return tone(ToneSet.WARM, Tone(which))
