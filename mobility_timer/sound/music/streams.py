"""What other programs play through PulseAudio or PipeWire: lowered, and put back as it was."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from time import sleep
from typing import Any

import pulsectl

from mobility_timer.sound.music.kept_down import LoweredStream
from mobility_timer.words import window as words

log = logging.getLogger(__name__)

LOWERED_SHARE = 0.6
"""Of the server's volume scale, which is cubic: 13 dB."""
FADE_STEPS, FADE_STEP_S = 5, 0.03
SAME_SHARE = 0.01


class Streams:
    """The streams of others on the sound server. Raises OSError where there is no server."""

    def __init__(self, own_process: int) -> None:
        self._own_process = str(own_process)
        try:
            self._pulse = pulsectl.Pulse(words.PROGRAM, connect=False)
            self._pulse.connect(autospawn=False)  # its timeout is waited for in any case
        except pulsectl.PulseError as error:
            raise OSError(str(error)) from error

    def close(self) -> None:
        self._pulse.close()

    def others(self) -> list[LoweredStream]:
        """What other programs play now, each with what it is to be lowered to."""
        found = []
        for stream in self._listed():
            before = tuple(stream.volume.values)
            after = tuple(value * LOWERED_SHARE for value in before)
            found.append(LoweredStream(_program(stream), stream.index, before, after))
        return found

    def lower(self, streams: Sequence[LoweredStream]) -> None:
        self._fade([(stream.index, stream.before, stream.after) for stream in streams])

    def put_back(self, streams: Iterable[LoweredStream]) -> None:
        """Raise what is still as we left it: what someone has changed since stays.

        Whoever was killed while it faded left it half way. A stream that began anew meanwhile is
        known by its program: servers remember volumes.
        """
        now = {stream.index: stream for stream in self._listed()}
        changes = []
        for kept in streams:
            stream = now.pop(kept.index, None)
            if stream is None or _program(stream) != kept.program:
                same = (s for s in now.values() if _program(s) == kept.program)
                stream = next((s for s in same if _is_lowered(s, kept)), None)
            if stream is not None and _is_lowered(stream, kept):
                changes.append((stream.index, tuple(stream.volume.values), kept.before))
        self._fade(changes)

    def _listed(self) -> Iterator[Any]:
        try:
            listed = self._pulse.sink_input_list()
        except pulsectl.PulseError as error:
            raise OSError(str(error)) from error
        for stream in listed:
            own = stream.proplist.get("application.process.id") == self._own_process
            if not own and stream.proplist.get("application.name") != words.PROGRAM:
                yield stream

    def _fade(self, changes: Sequence[tuple[int, tuple[float, ...], tuple[float, ...]]]) -> None:
        for step in range(1, FADE_STEPS + 1):
            for index, start, end in changes:
                self._set(index, _faded(start, end, step))
            if step < FADE_STEPS and changes:
                sleep(FADE_STEP_S)

    def _set(self, index: int, values: Sequence[float]) -> None:
        try:
            self._pulse.sink_input_volume_set(index, pulsectl.PulseVolumeInfo(list(values)))
        except pulsectl.PulseIndexError:
            log.debug("a stream has ended meanwhile")
        except pulsectl.PulseError as error:
            raise OSError(str(error)) from error


def _program(stream: Any) -> str:
    return str(stream.proplist.get("application.name") or stream.name)


def _faded(start: Sequence[float], end: Sequence[float], step: int) -> tuple[float, ...]:
    """The volumes after a step of a fade."""
    return tuple(a + (b - a) * step / FADE_STEPS for a, b in zip(start, end, strict=True))


def _is_lowered(stream: Any, kept: LoweredStream) -> bool:
    """Whether it is as low as it was to be, or where a fade from or to there was cut off."""
    steps = range(1, FADE_STEPS + 1)
    return any(_is_at(stream, _faded(kept.before, kept.after, step)) for step in steps)


def _is_at(stream: Any, values: tuple[float, ...]) -> bool:
    now = stream.volume.values
    near = (abs(a - b) < SAME_SHARE for a, b in zip(now, values, strict=False))
    return len(now) == len(values) and all(near)
