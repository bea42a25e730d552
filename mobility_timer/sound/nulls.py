"""A voice and a loudspeaker that do nothing: for where sound is off, and for tests."""

from __future__ import annotations

from collections.abc import Iterable

from mobility_timer.sound.device.around import Around
from mobility_timer.sound.device.play import Play
from mobility_timer.sound.speech.cache import Clip
from mobility_timer.sound.speech.engine_spec import VoiceInfo


class NullVoice:
    """Has no clip of any line, and nothing of it is missing."""

    notice: str | None = None
    prepared = (0, 0)
    voices: tuple[VoiceInfo, ...] = ()

    def find_voices(self) -> None: ...

    def start(self) -> None: ...

    def request(self, lines: Iterable[str]) -> None: ...

    def clip(self, line: str) -> Clip | None:  # noqa: ARG002
        return None

    def close(self) -> None: ...


class NullLoudspeaker:
    """Plays nothing, and nothing of it is missing."""

    notice: str | None = None

    def start(self) -> None: ...

    def rest(self) -> None: ...

    def plan(self, plays: Iterable[Play]) -> None: ...

    def clear(self, plays: Iterable[Play] = ()) -> None: ...

    def set_gains(self, voice: float, tones: float) -> None: ...

    def set_around(self, around: Around) -> None: ...

    def close(self) -> None: ...
