"""A coach with a voice, a loudspeaker and a clock that the test holds."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from mobility_timer.playback.player import Player
from mobility_timer.settings import Settings
from mobility_timer.sound.coach import Coach
from mobility_timer.sound.device.around import Around
from mobility_timer.sound.device.play import Play
from mobility_timer.sound.nulls import NullVoice
from mobility_timer.sound.speech.cache import Clip
from mobility_timer.timeline.compiler import compile_routine
from tests.sample_routines import MIXED, HandClock

TIMELINE = compile_routine(MIXED)
START = TIMELINE.sets[0].start


class FakeVoice(NullVoice):
    """Has a clip of every line that is not among `silent`."""

    def __init__(self) -> None:
        self.started = self.closed = 0
        self.requested: list[Any] = []
        self.silent: set[Any] = set()
        self.seconds = 0.4
        self.found = self.asked = 0

    def find_voices(self) -> None:
        self.found += 1

    def start(self) -> None:
        self.started += 1

    def request(self, lines: Iterable[str]) -> None:
        self.requested = list(lines)

    def owes(self, line: str) -> bool:
        return line in self.silent

    def clip(self, line: str) -> Clip | None:
        self.asked += 1
        return None if line in self.silent else Clip(Path(f"{line}wav"), self.seconds)

    def close(self) -> None:
        self.closed += 1


class NullLoudspeaker:
    """Plays nothing, and nothing of it is missing."""

    notice: str | None = None
    works = True

    def start(self) -> None: ...

    def rest(self) -> None: ...

    def plan(self, plays: Iterable[Play]) -> None: ...

    def clear(self, plays: Iterable[Play] = ()) -> None: ...

    def set_gains(self, voice: float, tones: float) -> None: ...

    def set_around(self, around: Around) -> None: ...

    def close(self) -> None: ...


class FakeLoudspeaker(NullLoudspeaker):
    """Keeps what it is told, and which plays are still planned."""

    def __init__(self) -> None:
        self.started = self.closed = self.rests = 0
        self.told: list[Any] = []
        self.told_last = ""
        self.planned: tuple[Play, ...] = ()
        self.gains: tuple[float, float] | None = None

    def start(self) -> None:
        self.started += 1

    def rest(self) -> None:
        self.rests += 1

    def plan(self, plays: Iterable[Play]) -> None:
        self.planned = tuple(plays)
        self._note("plan")

    def clear(self, plays: Iterable[Play] = ()) -> None:
        self.planned = tuple(plays)
        self._note("clear")

    def _note(self, told: str) -> None:
        self.told.append(told)
        self.told_last = told

    def set_around(self, around: Any) -> None:
        self.around = around

    def set_gains(self, voice: float, tones: float) -> None:
        self.gains = (voice, tones)

    def close(self) -> None:
        self.closed += 1


class Harness:
    def __init__(self, speed: Any = 1.0, **chosen: Any) -> None:
        self.choices: list[Any] = []
        self.voice, self.speaker = FakeVoice(), FakeLoudspeaker()
        self.coach = Coach(self.open_voice, self.speaker, Settings(**chosen), speed)
        self.clock = HandClock(speed)
        self.player = Player(TIMELINE, self.clock, [self.coach])
        self.ever: dict[Any, Any] = {}

    def open_voice(self, choice: Any) -> Any:
        self.choices.append(choice)
        return self.voice

    @property
    def now(self) -> Any:
        return self.clock.now() / 1000 / self.clock.speed

    def run(self, seconds: Any) -> None:
        for _ in range(round(seconds * 20)):
            self.clock.move(round(50 * self.clock.speed))
            self.player.tick()
            for play in (play for play in self.speaker.planned if play.at > self.now - 0.1):
                self.ever[play] = self.speaker.told_last

    def told(self) -> Any:
        told, self.speaker.told[:] = list(self.speaker.told), []
        return told
