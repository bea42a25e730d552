"""Samples by name, as the plan names them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

from mobility_timer.sound.device.tones import tones
from mobility_timer.sound.speech.clips import RATE, BadClip, Samples, load
from mobility_timer.timeline import Tone

TONE = "tone:"
KEPT = 100


class ClipStore:
    """The samples of a tone or of a file, at RATE; the most recent ones stay in memory."""

    def __init__(self, on_fault: Callable[[str], None]) -> None:
        self._on_fault = on_fault
        self._kept: OrderedDict[str, Samples] = OrderedDict()

    def get(self, name: str) -> Samples | None:
        if name.startswith(TONE):
            return tones(RATE)[Tone(name.removeprefix(TONE))]
        if name not in self._kept:
            try:
                self._kept[name] = load(Path(name))
            except (BadClip, OSError) as error:
                self._on_fault(str(error))
                return None
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(name)
        return self._kept[name]
