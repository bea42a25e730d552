"""The voices one under the other: each line is said by the first that can read it and works.

The order is the one of `EngineKind`, with the voice that was chosen at the top. A voice that
gives up, or fails with a line, leaves it to the next one; where it is slow to answer, the next
one stands in. Below the last there are captions.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Protocol

from mobility_timer.sound.child_process import Launch
from mobility_timer.sound.speech.cache import Clip
from mobility_timer.sound.speech.engine_spec import EngineKind, EngineSpec, VoiceInfo
from mobility_timer.sound.speech.scripts import can_read, speaks, usual_languages
from mobility_timer.sound.speech.voice import Voice, launch_worker
from mobility_timer.words import voice as words

TOLD_FOR_S = 12.0
LINES_STOOD_IN_FOR = 6
"""So many of the nearest lines another voice has ready as well, while one is slow to answer."""


class Speech(Protocol):
    """What turns lines into clips, or stands in for it. No call waits."""

    @property
    def notice(self) -> str | None: ...

    @property
    def works(self) -> bool: ...

    @property
    def prepared(self) -> tuple[int, int]: ...

    @property
    def voices(self) -> tuple[VoiceInfo, ...]: ...

    def find_voices(self) -> None: ...

    def start(self) -> None: ...

    def request(self, lines: Iterable[str]) -> None: ...

    def owes(self, line: str) -> bool: ...

    def clip(self, line: str) -> Clip | None: ...

    def close(self) -> None: ...


@dataclass(frozen=True)
class VoiceChoice:
    """Who is to speak. `voice` is "command", "neural" or the name of a voice of the system.

    None is the first that works. `language` is the tag of what will be said, if that is known.
    """

    voice: str | None = None
    command: str | None = None
    speed_percent: int = 100
    language: str | None = None

    @property
    def specs(self) -> tuple[EngineSpec, ...]:
        """The voices in the order in which they are tried."""
        usual = [EngineSpec(kind, None, self.speed_percent) for kind in _BUILT_IN]
        if self.command:
            usual.insert(0, EngineSpec(EngineKind.COMMAND, None, self.speed_percent, self.command))
        if self.voice is None or self.voice in {kind.value for kind in EngineKind}:
            return tuple(sorted(usual, key=lambda spec: spec.kind.value != self.voice))
        return (EngineSpec(EngineKind.SYSTEM, self.voice, self.speed_percent), *usual)


_BUILT_IN = (EngineKind.NEURAL, EngineKind.SYSTEM)


class Ladder:
    """Shares the lines out among the voices, and again when one of them gives up.

    `start` begins the work in threads; the other calls may come from any thread.
    """

    def __init__(
        self,
        cache: Path,
        choice: VoiceChoice,
        launch: Launch = launch_worker,
        clock: Callable[[], float] = perf_counter,
    ) -> None:
        self._cache = cache
        self._launch = launch
        self._clock = clock
        self._language = choice.language
        self._lock = threading.RLock()
        self._voices = [self._new(spec) for spec in choice.specs]
        self._last = self._voices[-1]
        self._started = False
        self._lines: tuple[str, ...] = ()
        self._shared_by: list[tuple[object, ...]] = []
        self._mute = 0
        self._told: dict[str, float] = {}

    @property
    def prepared(self) -> tuple[int, int]:
        """How many of the requested lines can be heard by now, and of how many that is to be."""
        with self._lock:
            lines = [line for line in self._lines if self._voice_for(line)]
            return sum(self.clip(line) is not None for line in lines), len(lines)

    @property
    def notice(self) -> str | None:
        """What is missing, for as long as it is; what speaks instead, for a few seconds."""
        with self._lock:
            speaking = next((each for each in self._voices if not each.gives_up), self._last)
            if speaking.gives_up:
                return speaking.notice or words.KEEPS_STOPPING
            return self._once(self._changes(speaking)) or speaking.notice

    @property
    def works(self) -> bool:
        """Whether any voice is left that has not given up."""
        with self._lock:
            return not all(voice.gives_up for voice in self._voices)

    def speaker_of(self, line: str) -> str:
        """Who says a line, in words; empty where nobody does."""
        voice = self._voice_for(line)
        return words.ENGINES[voice.spec.kind] if voice else ""

    def start(self) -> None:
        with self._lock:
            self._started = True
            for voice in self._voices:
                voice.start(self.supervise)

    @property
    def voices(self) -> tuple[VoiceInfo, ...]:
        """The voices of the system, once `find_voices` has brought them."""
        of_system = (it for it in self._voices if it.spec.kind is EngineKind.SYSTEM)
        return next((voice.voices for voice in of_system if voice.voices), ())

    def find_voices(self) -> None:
        """Have the system asked for its voices."""
        with self._lock:
            for voice in self._voices:
                if voice.spec.kind is EngineKind.SYSTEM:
                    voice.introduce()

    def request(self, lines: Iterable[str]) -> None:
        """The lines that will be needed, the nearest first; they replace those asked before."""
        with self._lock:
            self._lines = tuple(dict.fromkeys(line for line in lines if line))
            self._share_out()

    def owes(self, line: str) -> bool:
        """Whether a line is still to become a clip, as far as that is known."""
        return self.clip(line) is None and self.works and self._voice_for(line) is not None

    def clip(self, line: str) -> Clip | None:
        voice = self._voice_for(line)
        found = voice.clip(line) if voice else None
        return found or next(filter(None, (v.clip(line) for v in self._voices)), None)

    def close(self) -> None:
        with self._lock:
            for voice in self._voices:
                voice.close()

    def supervise(self) -> None:
        """One look at every voice; the lines are shared out anew where one can say other ones."""
        with self._lock:
            for voice in self._voices:
                voice.supervise()
            if [voice.abilities for voice in self._voices] != self._shared_by:
                self._share_out()

    def _new(self, spec: EngineSpec) -> Voice:
        return Voice(self._cache, spec, self._launch, self._clock)

    def _share_out(self) -> None:
        shares: dict[Voice, list[str]] = {voice: [] for voice in self._voices}
        self._mute = stood_in = 0
        for line in self._lines:
            voice = self._voice_for(line)
            if voice is None or not self._is_fluent(voice):
                voice = self._another_voice(line) or voice
            if voice is None:
                can_wait = any(each.waits_for_folder(line) for each in self._voices)
                self._mute += self._is_introduced and not can_wait
            elif self._is_fluent(voice) or self._is_introduced:
                shares.setdefault(voice, []).append(line)
                stand_ins = self._stand_ins(voice, line)
                if stand_ins and stood_in < LINES_STOOD_IN_FOR:
                    stood_in += 1
                    for other in stand_ins:
                        shares[other].append(line)
        for voice, lines in shares.items():
            voice.request(lines)
        self._shared_by = [voice.abilities for voice in self._voices]

    def _voice_for(self, line: str) -> Voice | None:
        able = [voice for voice in self._working() if voice.reads(line)]
        fluent = [voice for voice in able if self._is_fluent(voice)]
        return next(iter(fluent or able), None)

    def _stand_ins(self, voice: Voice, line: str) -> list[Voice]:
        """Who says a line while the voice that is to say it does not answer: each of the others up
        to the first that does."""
        found: list[Voice] = []
        if not voice.hesitates or voice.clip(line) is not None:
            return found
        for other in self._working():
            if other is not voice and other.reads(line) and self._is_fluent(other):
                found.append(other)
                if not other.hesitates:
                    break
        return found

    def _is_fluent(self, voice: Voice) -> bool:
        """Whether it speaks the language that is asked for, as far as that is known."""
        if self._language is None or voice.spec.kind is EngineKind.COMMAND:
            return True
        return speaks(voice.languages, self._language)

    def _working(self) -> list[Voice]:
        """Those that have not given up; the last one is tried again and again."""
        return [voice for voice in self._voices if not voice.gives_up] or [self._last]

    @property
    def _is_introduced(self) -> bool:
        """Whether it is known which voices the system has."""
        return all(voice.is_introduced for voice in self._of_system())

    def _of_system(self) -> list[Voice]:
        return [voice for voice in self._working() if voice.spec.kind is EngineKind.SYSTEM]

    def _another_voice(self, line: str) -> Voice | None:
        """One more rung: a voice of the system that has the letters of this line.

        Where another one reads it already, only one that speaks the language is an improvement.
        """
        of_system = self._of_system()
        for voice in of_system:
            voice.introduce()
        listed = next((voice.voices for voice in of_system if voice.voices), ())
        info = self._reader_of(listed, line, fluent=self._voice_for(line) is not None)
        if info is None:
            return None
        spec = EngineSpec(EngineKind.SYSTEM, info.id, of_system[0].spec.speed_percent)
        if any(each.spec == spec for each in self._voices):
            return None
        added = self._new(spec)
        added.languages = (info.language,)
        self._voices.append(added)
        if self._started:
            added.start(self.supervise)
        return added

    def _reader_of(
        self, voices: Iterable[VoiceInfo], line: str, *, fluent: bool
    ) -> VoiceInfo | None:
        readers = [v for v in voices if v.language and can_read((v.language,), line, "espeak")]
        asked = [self._language] if self._language else []
        for language in asked if fluent else (*asked, *usual_languages(line)):
            speakers = [v for v in readers if speaks([v.language], language)]
            if speakers:
                return speakers[0]
        return None if fluent else next(iter(readers), None)

    def _changes(self, speaking: Voice) -> list[str]:
        """What is other than was chosen."""
        found = []
        first = self._voices[0]
        if first.replaces_wanted:
            found.append(words.replaced(str(first.spec.voice), speaking.spec.kind))
        elif speaking is not first:
            found.append(words.gives_way(first.spec.kind, speaking.spec.kind, first.why))
        elif first.spec.kind is EngineKind.COMMAND and first.hesitates:
            others = (voice for voice in self._working() if not voice.hesitates)
            found += [words.stands_in(first.spec.kind, other.spec.kind) for other in others][:1]
        if self._mute:
            found.append(words.unreadable(self._mute))
        return found

    def _once(self, lines: Iterable[str]) -> str | None:
        """The first line that has not been told for long enough yet."""
        now = self._clock()
        for line in lines:
            if now - self._told.setdefault(line, now) < TOLD_FOR_S:
                return line
        return None
