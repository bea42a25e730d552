"""Pcm by name, as the plan names them."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from mobility_timer.files import user_tones
from mobility_timer.settings import ToneSet
from mobility_timer.sound.device.tones import tone
from mobility_timer.sound.speech.pcm import BadClip, Pcm, load
from mobility_timer.timeline import Tone
from mobility_timer.words import sound as faults

TONE = "tone:"
KEPT = 12
"""More than are due within the plan's two seconds; a tone stays made beside that."""


class ClipStore:
    """The samples of a tone or of a file; the most recent ones stay in memory.

    Any thread may ask. `on_fault` is told of a file that cannot be read, `tell` of a tone of the
    user's, in words.
    """

    def __init__(
        self, on_fault: Callable[[str], None], tell: Callable[[str], None] = lambda _line: None
    ) -> None:
        self._on_fault = on_fault
        self._tell = tell
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, Pcm] = OrderedDict()

    def get(self, name: str) -> Pcm | None:
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
            if self._recent(name) is None:
                with suppress(BadClip, OSError):
                    self._keep(name, self._made(name))

    def _made(self, name: str) -> Pcm:
        return self._tone(name) if name.startswith(TONE) else load(Path(name))

    def _recent(self, name: str) -> Pcm | None:
        with self._lock:
            if name in self._kept:
                self._kept.move_to_end(name)
            return self._kept.get(name)

    def _keep(self, name: str, samples: Pcm) -> None:
        with self._lock:
            self._kept[name] = samples
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)

    def _tone(self, name: str) -> Pcm:
        """A tone of the user's that is not there or cannot be read is a built-in one."""
        of, _, which = name.removeprefix(TONE).partition("/")
        if ToneSet(of) is not ToneSet.OWN:
            return tone(ToneSet(of), Tone(which))
        from mobility_timer.sound.device.own_tones import own_tone  # and numpy with it

        path = user_tones() / f"{which}.wav"
        try:
            return own_tone(path)
        except FileNotFoundError:
            pass
        except (BadClip, OSError) as error:
            self._tell(faults.own_tone(path.name, error))
        return tone(ToneSet.WARM, Tone(which))
