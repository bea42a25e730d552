"""What the host is told of what is around it: other people's sound, and the device itself."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mobility_timer.settings import Music, MusicWay, OpenSilence, Settings
from mobility_timer.words import window as words

log = logging.getLogger(__name__)

BLUETOOTH = ("bluez", "bluetooth")
ABOUT_ITS_BUS = ("device.bus", "device.api")
"""A sink that was renamed is still known by these of its properties."""


@dataclass(frozen=True)
class Around:
    """When and how music is kept down, whether silence is kept open, and whether a session runs."""

    music: Music = Music.NEVER
    way: MusicWay = MusicWay.LOWER
    silence: OpenSilence = OpenSilence.AUTO
    leads: bool = False

    @classmethod
    def of(cls, chosen: Settings, leads: bool) -> Around:
        return cls(chosen.music, chosen.music_way, chosen.open_silence, leads)

    def as_json(self) -> dict[str, object]:
        return {
            "music": self.music.value,
            "way": self.way.value,
            "silence": self.silence.value,
            "leads": self.leads,
        }

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Around:
        music, way = Music(said["music"]), MusicWay(said["way"])
        return cls(music, way, OpenSilence(said["silence"]), bool(said["leads"]))


def is_on_bluetooth() -> bool:
    """Whether the default device is a Bluetooth one, as far as a sound server tells."""
    try:
        import pulsectl

        with pulsectl.Pulse(words.PROGRAM, connect=False) as pulse:
            pulse.connect(autospawn=False)
            name = pulse.server_info().default_sink_name
            sink = pulse.get_sink_by_name(name)
            told = (str(name), *map(sink.proplist.get, ABOUT_ITS_BUS))
    except (ImportError, OSError) as error:
        log.info("the default device is not known: %s", error)
        return False
    except pulsectl.PulseError as error:
        log.info("the default device is not known: %s", error)
        return False
    return any(part in each for each in told if each for part in BLUETOOTH)
