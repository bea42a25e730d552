"""Which engine and voice is meant, in words that need no engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class EngineKind(StrEnum):
    """The engines in the order in which they are tried."""

    COMMAND = "command"
    NEURAL = "neural"
    SYSTEM = "system"


@dataclass(frozen=True)
class EngineSpec:
    """An engine with its voice. `voice` is None for the engine's usual one.

    `speed_percent` is the pace, 100 being the usual one. `command` is for EngineKind.COMMAND.
    """

    kind: EngineKind = EngineKind.SYSTEM
    voice: str | None = None
    speed_percent: int = 100
    command: str = ""

    def as_json(self) -> dict[str, object]:
        return asdict(self)

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> EngineSpec:
        return cls(
            EngineKind(said["kind"]), said["voice"], int(said["speed_percent"]), said["command"]
        )


@dataclass(frozen=True)
class VoiceInfo:
    """A voice that an engine has. `language` is a tag such as "en-us", empty where not known."""

    id: str
    name: str
    language: str
