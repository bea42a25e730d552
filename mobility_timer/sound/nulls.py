"""A voice that says nothing: for where the voice is off, and for tests."""

from __future__ import annotations

from collections.abc import Iterable

from mobility_timer.sound.speech.cache import Clip
from mobility_timer.sound.speech.engine_spec import VoiceInfo


class NullVoice:
    """Has no clip of any line, and nothing of it is missing."""

    notice: str | None = None
    works = True
    prepared = (0, 0)
    voices: tuple[VoiceInfo, ...] = ()

    def find_voices(self) -> None: ...

    def start(self) -> None: ...

    def request(self, lines: Iterable[str]) -> None: ...

    def owes(self, line: str) -> bool:  # noqa: ARG002
        return False

    def clip(self, line: str) -> Clip | None:  # noqa: ARG002
        return None

    def close(self) -> None: ...
