"""What every speech engine is to the worker."""

from __future__ import annotations

from typing import Protocol

from mobility_timer.sound.speech.clips import Samples
from mobility_timer.sound.speech.engine_spec import VoiceInfo
from mobility_timer.sound.speech.pcm import BadClip


class EngineStuckError(BadClip):
    """The engine did not answer in time and left processes behind: the worker has to end."""


class Engine(Protocol):
    """One voice that turns text into samples.

    `voice` is the one really in use; `voices` are all that the engine has; `languages` are those
    that the voice in use can read, empty where it takes any.
    """

    name: str
    version: str
    voice: str
    voices: tuple[VoiceInfo, ...]
    languages: tuple[str, ...]

    def render(self, text: str) -> tuple[Samples, int]:
        """The samples, mono or (n, channels), and their rate. Raises BadClip or OSError."""
