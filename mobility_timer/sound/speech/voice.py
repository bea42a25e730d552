"""One voice of one engine: lines are asked for ahead and its worker makes them clips."""

from __future__ import annotations

import errno
import logging
import math
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from textwrap import shorten
from time import perf_counter

from mobility_timer.sound.child_process import (
    Child,
    ChildProcess,
    Launch,
    Message,
    module_command,
)
from mobility_timer.sound.speech.cache import Clip, SpeechCache
from mobility_timer.sound.speech.engine_spec import EngineKind, EngineSpec, VoiceInfo
from mobility_timer.sound.speech.failed_lines import LINE_TRIED_AGAIN_AFTER_S, FailedLines
from mobility_timer.sound.speech.scripts import can_read
from mobility_timer.sound.supervisor import Supervisor
from mobility_timer.timeline import speaking_ms
from mobility_timer.words import sound as faults
from mobility_timer.words import voice as words

log = logging.getLogger(__name__)

STARTS_WITHIN_S = 20.0
"""Usually a second; a voice that is not waited for is given up for the whole run."""
SPEAKS_WITHIN_S = {EngineKind.COMMAND: 12.0, EngineKind.NEURAL: 8.0, EngineKind.SYSTEM: 8.0}
HESITATES_AFTER_S = {EngineKind.COMMAND: 3.0, EngineKind.NEURAL: 1.5, EngineKind.SYSTEM: 1.5}
STARTS_SLOWLY_AFTER_S = 2.5
"""From then on the next voice had better have the nearest lines ready too."""
IDLE_AFTER_S = 2.0
"""How long a worker stays after its last line: it takes 200 MB and is back within a second."""
NO_ENGINE_RETRY_S = 30.0
TRIED_AGAIN_AFTER_S = 600.0
FULL_DISK_TRIED_AGAIN_AFTER_S = 60.0
"""It is no fault of the voice, and each try is quick to fail."""
CACHE_REFUSES = tuple(map(os.strerror, (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES)))
"""Reasons why a line is not written that are the folder's, not the voice's."""
LONGEST_REASON_CHARACTERS = 90
GIVES_UP_AFTER_LOSSES = 2
GIVES_UP_AFTER_FAILURES = 3
KNOWN_LANGUAGES = {EngineKind.NEURAL: ("en",)}
CLIP_FORMAT = "2"
"""Raised when clips have to be made anew: another finish, or other lengths of the lines."""


def launch_worker(on_message: Callable[[Message], None]) -> Child:
    command = module_command("mobility_timer.sound.speech.worker", "--speech-worker")
    return ChildProcess("speech worker", command, on_message)


class Voice:
    """Asks the speech worker for one line at a time, the nearest first.

    `start` begins a thread that calls `supervise`; the other calls may come from any thread.
    """

    def __init__(
        self,
        cache: Path,
        spec: EngineSpec,
        launch: Launch = launch_worker,
        clock: Callable[[], float] = perf_counter,
    ) -> None:
        self.spec = spec
        self.languages: tuple[str, ...] = KNOWN_LANGUAGES.get(spec.kind, ())
        self.voices: tuple[VoiceInfo, ...] = ()
        self.in_use = ""
        self.replaces_wanted = False
        """Whether the voice that was asked for is gone and another of the engine speaks."""
        self._engine = ""
        self._introduces = False
        self._cache = SpeechCache(cache, "\n".join(map(str, spec.as_json().values())))
        self._clock = clock
        self._supervisor = Supervisor(
            "speech worker",
            launch,
            on_start=self._worker_started,
            on_message=self._worker_said,
            on_loss=self._worker_lost,
            clock=clock,
        )
        self._lines: tuple[str, ...] = ()
        self._clips: dict[str, Clip] = {}
        self._failed = FailedLines()
        self._asked: str | None = None
        self._is_ready = False
        self._hesitates_from_s = math.inf
        self._idle_since_s = 0.0
        self._is_confirmed = False
        self._unable = ""
        self._failures = 0
        self._failed_at_s = 0.0
        self._why_failed = ""

    @property
    def notice(self) -> str | None:
        if self._unable:
            is_folder = self._unable in CACHE_REFUSES
            return words.cannot_speak(self._unable) if is_folder else words.no_voice()
        if self._failures >= GIVES_UP_AFTER_FAILURES:
            return words.cannot_speak(self._why_failed)
        if self._supervisor.keeps_failing:
            is_folder = self._why_failed in CACHE_REFUSES
            return words.cannot_speak(self._why_failed) if is_folder else words.KEEPS_STOPPING
        return None

    @property
    def gives_up(self) -> bool:
        """Whether another voice had better speak: it is gone, or did not start, or stopped, twice
        running. One that only did not answer is tried again later: the machine may have been busy.
        """
        if self._unable or self.replaces_wanted:
            return True
        lost = self._supervisor.failures >= GIVES_UP_AFTER_LOSSES
        failed = self._failures >= GIVES_UP_AFTER_FAILURES
        return (lost or failed) and self._clock() < self._failed_at_s + self._gone_for_s

    @property
    def _gone_for_s(self) -> float:
        is_full = self._why_failed == os.strerror(errno.ENOSPC)
        return FULL_DISK_TRIED_AGAIN_AFTER_S if is_full else TRIED_AGAIN_AFTER_S

    @property
    def why(self) -> str:
        """Why it gives up, in a few words; empty where nothing is known."""
        reason = self._unable or self._why_failed
        return shorten(reason, LONGEST_REASON_CHARACTERS, placeholder=" …")

    @property
    def is_introduced(self) -> bool:
        """Whether it is known which voices its engine has."""
        return self._is_confirmed

    def reads(self, line: str) -> bool:
        """Whether it can say a line, as far as that is known."""
        is_lost = line not in self._clips and line in self._lost
        return not is_lost and can_read(self.languages, line, self._engine)

    def waits_for_folder(self, line: str) -> bool:
        """Whether it could say a line if only it could be written."""
        return line in self._failed.by_folder

    @property
    def _lost(self) -> tuple[str, ...]:
        """The lines that failed too often to be tried now."""
        return self._failed.left_alone(self._clock())

    @property
    def hesitates(self) -> bool:
        """Whether it owes a line, or its start, for longer than it usually takes; a voice that
        failed meanwhile still does.
        """
        return self._clock() >= self._hesitates_from_s

    @property
    def abilities(self) -> tuple[object, ...]:
        """What it is known to be able to say; other lines fall to it only where this changes."""
        able = self.gives_up, self.languages, self.voices, self._engine, self._lost
        return (*able, self.hesitates)

    def start(self, look: Callable[[], None] | None = None) -> None:
        """Have `look`, which calls `supervise`, called again and again in a thread."""
        self._supervisor.run_in_thread(look or self.supervise)

    def introduce(self) -> None:
        """Find out which voices its engine has, also where nothing is to be said."""
        if not self._introduces:
            self._introduces = True
            self._supervisor.wake()

    def request(self, lines: Iterable[str]) -> None:
        """The lines that will be needed, the nearest first; they replace those asked before."""
        wanted = tuple(dict.fromkeys(line for line in lines if line))
        if wanted != self._lines:  # waking for nothing would have the looks call each other
            self._lines = wanted
            self._supervisor.wake()

    def clip(self, line: str) -> Clip | None:
        return self._clips.get(line)

    def close(self) -> None:
        self._supervisor.close()
        self._cache.close()

    def supervise(self) -> None:
        """One look: what the worker said, whether it still lives, what to ask next."""
        with self._supervisor.lock:
            if self._supervisor.is_closed:
                return
            self._cache.open()
            self._supervisor.look()
            if not self._supervisor.has_child:
                curious = (self._lines or self._introduces) and not self._is_confirmed
                if self._next_line() or curious:
                    self._supervisor.start_if_due()
            elif self._is_ready and self._asked is None:
                self._ask_next()
            self._supervisor.look_again_at(self._able_again_s())

    def _able_again_s(self) -> float:
        """When it is tried next with what failed; infinity where nothing is to be tried."""
        now_s = self._clock()
        times = [*self._failed.ends_s]
        times.append(self._failed_at_s + self._gone_for_s if self.gives_up else math.inf)
        return min((at_s for at_s in times if at_s > now_s), default=math.inf)

    def _ask_next(self) -> None:
        line = self._next_line()
        if line is None:
            self._hesitates_from_s = math.inf
            if self._clock() - self._idle_since_s > IDLE_AFTER_S:
                self._supervisor.stop()
            return
        self._asked = line
        self._owes_within(HESITATES_AFTER_S[self.spec.kind])
        self._supervisor.expect_within(SPEAKS_WITHIN_S[self.spec.kind])
        path, text = str(self._cache.path(line)), line.replace("<", " ")
        within_s = speaking_ms(line) / 1000
        self._supervisor.send({"do": "say", "text": text, "path": path, "within_s": within_s})

    def _next_line(self) -> str | None:
        """The first line that is neither a clip yet nor known to fail; none for a voice gone."""
        if self.replaces_wanted:
            return None
        for line in self._lines:
            if line in self._clips or not self.reads(line):
                continue
            if not self._take_clip(line):
                return line
        return None

    def _take_clip(self, line: str) -> bool:
        clip = self._cache.clip(line)
        if clip is not None:
            self._clips[line] = clip
        return clip is not None

    def _worker_started(self) -> None:
        self._asked, self._is_ready = None, False
        self._owes_within(STARTS_SLOWLY_AFTER_S)
        self._supervisor.expect_within(STARTS_WITHIN_S)
        folder = str(self._cache.folder)
        self._supervisor.send({"do": "use", "engine": self.spec.as_json(), "folder": folder})

    def _worker_said(self, message: Message) -> None:
        self._idle_since_s = self._clock()
        if not self.hesitates or "said" in message:
            self._hesitates_from_s = math.inf
        if "unable" in message:
            if self._has_moved(str(message["unable"])):
                return
            self._unable = str(message["unable"])
            self._supervisor.retry_after(NO_ENGINE_RETRY_S)
            log.info("no voice: %s", self._unable)
        elif "ready" in message:
            ready = message["ready"]
            self._is_ready = True
            self._unable = ""
            self._supervisor.expect_within(None)
            self._engine, self.in_use = ready["engine"], ready["voice"]
            self.replaces_wanted = _is_another(self.in_use, self.spec.voice or "")
            self.languages = tuple(ready["languages"]) or self.languages
            self.voices = tuple(VoiceInfo(*voice) for voice in ready["voices"])
            pace = self.spec.speed_percent
            named = (self._engine, ready["version"], self.in_use, pace, CLIP_FORMAT)
            self._confirm("\n".join(map(str, named)))
        elif self._asked is not None:
            line, self._asked = self._asked, None
            self._supervisor.expect_within(None)
            self._answered(line, message)

    def _answered(self, line: str, message: Message) -> None:
        if "said" in message and self._take_clip(line):
            self._failures = 0
            self._failed.can_be_written()
            self._supervisor.succeeded()
            return
        why = str(message.get("why", faults.NO_SOUND_IN_FILES))
        log.info("not said: %r: %s", line, why)
        if self._has_moved(why):
            return
        by_folder = why in CACHE_REFUSES
        self._failures += self._failed.add(line, self._clock(), by_folder=by_folder)
        self._failed_at_s = self._clock()
        self._why_failed = why

    def _owes_within(self, seconds: float) -> None:
        self._hesitates_from_s = min(self._hesitates_from_s, self._clock() + seconds)

    def _has_moved(self, why: str) -> bool:
        """Go on in another folder where it is the folder's fault that nothing is written."""
        if why not in CACHE_REFUSES or not self._cache.move():
            return False
        if self.spec.kind is not EngineKind.NEURAL:
            self._supervisor.stop()  # its engine writes to a folder of its own: the next is told
        return True

    def _confirm(self, identity: str) -> None:
        self._is_confirmed = True
        if identity != self._cache.identity:
            self._cache.identify(identity)
            self._clips = {}

    def _worker_lost(self, why: str) -> None:
        if is_full := self._cache.is_full:
            why = os.strerror(errno.ENOSPC)
            if self._has_moved(why):
                return
        self._why_failed = why if is_full else self._why_failed or why
        self._failed_at_s = self._clock()
        if self._asked is not None:
            rest_s = LINE_TRIED_AGAIN_AFTER_S if is_full else math.inf
            self._failed.add(self._asked, self._clock(), rest_s, by_folder=is_full)
            log.info("not said: %r: %s", self._asked, why)


def _is_another(voice: str, wanted: str) -> bool:
    """Whether a voice is another than the wanted one, whatever the variant after "+"."""
    name, wanted_name = (each.partition("+")[0].lower() for each in (voice, wanted))
    return bool(wanted_name and voice) and name != wanted_name
