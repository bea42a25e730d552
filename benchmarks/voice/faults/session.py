"""A short session with a real coach, its processes and a recorded sound server."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter, sleep

import numpy as np

from benchmarks.loopback import Loopback
from benchmarks.voice.heard import HeardLine, Samples, heard_lines
from mobility_timer import files
from mobility_timer.library.reading.opening import open_library
from mobility_timer.playback import Player, SystemClock
from mobility_timer.settings import Settings
from mobility_timer.sound import Coach, Ladder, Loudspeaker, VoiceChoice
from mobility_timer.sound.descendants import processes_with
from mobility_timer.sound.plan import lines_of
from mobility_timer.sound.speech.cache import Clip
from mobility_timer.sound.speech.clips import as_floats
from mobility_timer.sound.speech.pcm import RATE, BadClip, load
from mobility_timer.timeline import Cue, Timeline, compile_routine

ROUTINE = "desk-break"
LASTS_S, LONGEST_LINE_S = 13.6, 3.5
"""The first three lines of the routine, the last of which begins 10.1 s after Start."""
LOOK_EVERY_S = 0.03
ENDS_WITHIN_S = 3.0
LATE_S = 0.25
MARK = "MOBILITY_TIMER_FAULTS"
"""A name in the environment of all that a session starts."""

Recording = tuple[Samples, float]
"""Samples, and the perf_counter time of the first."""


class Recorder:
    """The sound server of a session, which may be away for a while."""

    def __init__(self, loopback: Loopback) -> None:
        self._loopback = loopback
        self._parts: list[Recording] = []

    def take_server_away(self) -> None:
        self._parts.append(self._loopback.recorded())
        self._loopback.stop_server()

    def bring_server_back(self) -> None:
        self._loopback.start_server()

    def recorded(self) -> Recording:
        """All parts on one line of time, with silence between."""
        parts = [*self._parts, self._loopback.recorded()]
        began = min(start for _, start in parts)
        ends = [round((start - began) * RATE) + len(samples) for samples, start in parts]
        whole = np.zeros(max(ends), np.float32)
        for (samples, _), end in zip(parts, ends, strict=True):
            whole[end - len(samples) : end] = samples
        return whole, began


Deed = Callable[[Recorder], None]


@dataclass
class Outcome:
    """What became of one session."""

    heard: list[HeardLine]
    stopped: bool
    left: int
    told: list[str] = field(default_factory=list)
    acted_s: tuple[float, ...] = ()
    waited_s: float = 0.0
    """How long the session stood at its start for the first line."""

    @property
    def lost(self) -> list[HeardLine]:
        return [line for line in self.heard if not line.late_s]

    @property
    def twice(self) -> list[HeardLine]:
        return [line for line in self.heard if len(line.late_s) > 1]

    @property
    def late(self) -> list[HeardLine]:
        return [line for line in self.heard if line.late_s and line.late_s[0] > LATE_S]


def timeline_of_session() -> Timeline:
    return compile_routine(open_library(files.routines(), None).routines[ROUTINE])


def cues_of(timeline: Timeline, lasts_s: float) -> list[Cue]:
    """The cues whose lines a session of that length has the time to say."""
    cues = timeline.cues_between(0, round((lasts_s - LONGEST_LINE_S) * 1000))
    return [cue for cue in cues if cue.line]


def run(
    loopback: Loopback,
    cache: Path,
    choice: VoiceChoice,
    deeds: Sequence[tuple[float, Deed]] = (),
    lasts_s: float = LASTS_S,
) -> Outcome:
    """Start at once, nothing being rendered yet, and do each deed so long after the start."""
    os.environ[MARK] = str(os.getpid())
    recorder = Recorder(loopback)
    timeline = timeline_of_session()
    ladder = Ladder(cache, choice)
    coach = Coach(lambda _choice: ladder, Loudspeaker(), Settings())
    coach.prepare(timeline)
    player = Player(timeline, SystemClock(), [coach], is_ready=lambda: coach.is_ready)
    to_do, told, clips = list(deeds), list[str](), dict[str, set[Clip]]()
    cues = cues_of(timeline, lasts_s)
    began = perf_counter()
    player.play()
    waited_s = 0.0
    while (now := perf_counter() - began) < lasts_s + waited_s:
        sleep(LOOK_EVERY_S)
        player.tick()
        while to_do and to_do[0][0] <= now:
            threading.Thread(target=to_do.pop(0)[1], args=(recorder,)).start()
        _collect(ladder, cues, clips)
        if coach.notice and coach.notice not in told:
            told.append(coach.notice)
        waited_s = max(0.0, player.transport.since / 1000 - began)
    stopped = player.look().at < 1000 * (lasts_s - 0.5)
    samples, start = recorder.recorded()
    sounds = {line: list(filter(len, map(_samples, found))) for line, found in clips.items()}
    coach.close()
    del os.environ[MARK]
    heard = heard_lines(cues, samples, began + waited_s - start, sounds)
    acted_s = tuple(at_s for at_s, _ in deeds)
    return Outcome(heard, stopped, _left(), told, acted_s, waited_s)


def _collect(ladder: Ladder, cues: Iterable[Cue], into: dict[str, set[Clip]]) -> None:
    for line in (line for cue in cues for line in lines_of(cue) if line):
        if (clip := ladder.clip(line)) is not None:
            into.setdefault(line, set()).add(clip)


def _samples(clip: Clip) -> Samples:
    with suppress(BadClip, OSError):
        return as_floats(load(clip.path))
    return np.zeros(0, np.float32)


def _left() -> int:
    """How many processes of the session are still there a while after it was closed."""
    until = perf_counter() + ENDS_WITHIN_S
    while (found := marked()) and perf_counter() < until:
        sleep(0.05)
    return len(found)


def marked() -> list[int]:
    """The processes that a session of this process has started."""
    return processes_with(MARK, str(os.getpid()))


def workers() -> list[int]:
    """The speech workers of this process."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parent = int(stat.read_bytes().rpartition(b")")[2].split()[1])
            command = (stat.parent / "cmdline").read_bytes()
            if parent == os.getpid() and b"speech.worker" in command:
                found.append(int(stat.parent.name))
    return found
