"""What was done to other people's sound, as it is noted for a later process."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from mobility_timer.files import read_limited, state_file

log = logging.getLogger(__name__)

LARGEST_BYTES = 100_000


def lowered_file() -> Path:
    """Where it is noted. The file is there only while something is lowered or paused."""
    return state_file("lowered.json")


@dataclass(frozen=True)
class LoweredStream:
    """A stream of a program by its name, and its volumes of each channel before and after."""

    program: str
    index: int
    before: tuple[float, ...]
    after: tuple[float, ...]

    def as_json(self) -> dict[str, object]:
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Any) -> LoweredStream:
        before, after = tuple(map(float, kept["before"])), tuple(map(float, kept["after"]))
        return cls(str(kept["program"]), int(kept["index"]), before, after)


@dataclass(frozen=True)
class KeptDown:
    """What we lowered and paused."""

    streams: tuple[LoweredStream, ...] = ()
    players: tuple[str, ...] = ()

    def as_text(self) -> str:
        streams = [stream.as_json() for stream in self.streams]
        return json.dumps({"streams": streams, "players": self.players})


def read_kept_down(path: Path) -> KeptDown:
    """What a process that was killed has left lowered; nothing where that cannot be read."""
    try:
        kept = json.loads(read_limited(path, LARGEST_BYTES))
        streams = tuple(LoweredStream.from_json(each) for each in kept["streams"])
        return KeptDown(streams, tuple(map(str, kept["players"])))
    except FileNotFoundError:
        return KeptDown()
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        log.info("%s cannot be read: %s", path.name, error)
        return KeptDown()
