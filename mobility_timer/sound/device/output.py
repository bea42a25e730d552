"""The sound device of this system, by miniaudio: PulseAudio (PipeWire), ALSA, WASAPI, CoreAudio.

Nearly half a second is mixed ahead, so that neither a stall of this process nor a busy machine is
heard. Closing the device drops what was mixed: it is silent within a few milliseconds.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator
from contextlib import suppress
from time import perf_counter
from types import ModuleType
from typing import Protocol

from mobility_timer.sound.speech.pcm import RATE, Pcm, silence
from mobility_timer.words import window as words

_WITHOUT = {
    "html": ModuleType("html"),
    "numpy": None,
    "urllib.request": ModuleType("urllib.request"),
}
"""What miniaudio asks for and the program needs none of: samples of another kind, and radio from
the internet with its titles and its TLS. Together they would be half of what the process takes."""
_hidden = {name: module for name, module in _WITHOUT.items() if name not in sys.modules}
sys.modules.update(_hidden)  # type: ignore[arg-type]  # None: is not to be imported
try:
    import miniaudio
finally:
    for _name in _hidden:
        del sys.modules[_name]

PERIOD_MS, PERIODS = 30, 16
AHEAD_MS = PERIOD_MS * PERIODS
"""A server of PulseAudio's kind would take one period ahead, and ask for sound three times as often
as it is told to do now. The shorter a period, the closer is what is known of the card's clock."""
ICON = "io.github.mobility_timer.MobilityTimer"
_Backend = miniaudio.Backend
BACKENDS = {
    "linux": (_Backend.PULSEAUDIO, _Backend.ALSA, _Backend.JACK),
    "win32": (_Backend.WASAPI, _Backend.DSOUND, _Backend.WINMM),
    "darwin": (_Backend.COREAUDIO,),
}
OTHER_BACKENDS = (_Backend.SNDIO, _Backend.AUDIO4, _Backend.OSS)

Fill = Callable[[int], Pcm]
"""So many frames of mono sound; called in a thread of the device."""


class NoDevice(OSError):
    """No device plays: why."""


class Output(Protocol):
    """An open device that asks for frames until it is closed."""

    @property
    def last_read_s(self) -> float: ...

    def close(self) -> None: ...


class _Device(miniaudio.PlaybackDevice):  # type: ignore[misc]
    """Lets go of its connection too: the library keeps one for each device that it closed."""

    def close(self) -> None:
        super().close()
        context, self._context = getattr(self, "_context", None), None
        if context is not None:
            miniaudio.lib.ma_context_uninit(context)


class MiniaudioOutput:
    """The default device, which plays at once. Raises NoDevice."""

    def __init__(self, fill: Fill) -> None:
        self._fill = fill
        self.last_read_s = perf_counter()
        frames = self._frames()
        next(frames)
        try:
            self._device = _Device(
                miniaudio.SampleFormat.SIGNED16,
                nchannels=1,
                sample_rate=RATE,
                buffersize_msec=PERIOD_MS,
                callback_periods=PERIODS,
                backends=list(BACKENDS.get(sys.platform, OTHER_BACKENDS)),
                app_name=words.PROGRAM,
            )
            self._device.start(frames)
        except miniaudio.MiniaudioError as error:
            raise NoDevice(str(error)) from error

    def close(self) -> None:
        with suppress(miniaudio.MiniaudioError):
            self._device.close()

    def _frames(self) -> Generator[Pcm, int, None]:
        wanted = yield silence(0)
        while True:
            self.last_read_s = perf_counter()
            wanted = yield self._fill(wanted)


def describe_the_stream() -> None:
    """Tell a sound server of PulseAudio's kind what miniaudio does not: the program's icon, for the
    system's volume control, and how far ahead the sound is to be."""
    os.environ.setdefault("PULSE_PROP", f"application.icon_name={ICON}")
    os.environ.setdefault("PULSE_LATENCY_MSEC", str(AHEAD_MS))
