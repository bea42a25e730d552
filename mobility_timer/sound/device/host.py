"""The process that holds the sound device: `python -m mobility_timer.sound.device.host`.

It is not the window's: neither a stall of the window nor a sound server that takes its client
along is to touch the other. Lines of JSON come in on standard input:

    {"do": "plan", "plays": [...]}     replaces what is not yet heard
    {"do": "clear", "plays": [...]}    is silent at once, then plays these
    {"do": "volume", "voice": 0.8, "tones": 0.8}
    {"do": "around", "music": "lines", "way": "lower", "silence": "auto", "leads": true}

A play is {"clip", "at", "until", "voice", "late"}; see schedule.Play. A clip is the path of a
WAV, or "tone:warm/go". Each is answered with {"state": "ready" | "no device", "awake": bool}; while
the device is open, the state comes each second. {"notice": line} is for the user. Where sound
cannot be had at all, {"failed": why} comes once. It ends when its input closes.
"""

from __future__ import annotations

import json
import math
import os
import queue
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from time import perf_counter
from typing import TYPE_CHECKING, Any

from mobility_timer.settings import Music, MusicWay, OpenSilence
from mobility_timer.sound.as_child import be_child, give_back_what_is_freed
from mobility_timer.sound.device.around import Around, is_on_bluetooth
from mobility_timer.sound.device.clip_store import ClipStore
from mobility_timer.sound.device.mixer import Gains
from mobility_timer.sound.device.play import Play
from mobility_timer.sound.device.schedule import Schedule
from mobility_timer.sound.music.keeper import open_keeper
from mobility_timer.sound.music.kept_down import lowered_file
from mobility_timer.sound.speech.pcm import RATE, Pcm
from mobility_timer.words import sound as words

if TYPE_CHECKING:
    from mobility_timer.sound.device.output import Fill, Output

Say = Callable[..., None]
OPENS_AHEAD_S = 1.0
CLOSES_AFTER_S = 3.0
MUSIC_LEAD_S = 0.3
MUSIC_HOLD_S = 5.0
MUSIC_NEAR_S = 2.0
"""Other people's sound stays down so long after a line, and longer where the next one is so near:
it does not pump."""
BEAT_EVERY_S = 1.0
STALLED_AFTER_S, LONGEST_STALL_S = 0.5, 2.0
"""A device that reads no more is opened anew. On a busy machine that takes longer than the stall
that led to it, so each time in a row it is given twice as long.
"""
TRIES_AGAIN_AFTER_S = 1.0
ENDS_WITHIN_S = 1.0


class Host:
    """Carries out what comes in. The device is open only while something sounds or is about to.

    `open_output` raises OSError where no device plays. All but `fill` is called from one thread.
    """

    def __init__(
        self,
        open_output: Callable[[Fill], Output],
        say: Say,
        clock: Callable[[], float] = perf_counter,
        keep_music: Callable[[MusicWay | None], None] = lambda _way: None,
        on_bluetooth: Callable[[], bool] = lambda: False,
    ) -> None:
        self._keep_music = keep_music
        self._on_bluetooth = on_bluetooth
        self._around = Around()
        self._keeps_open = False
        self._spoke_at_s = -math.inf
        self._open_output = open_output
        self._say = say
        self._clock = clock
        self._clips = ClipStore(lambda why: say(error=why), lambda line: say(notice=line))
        self._schedule = Schedule(RATE, self._clips.get)
        self._lock = threading.Lock()
        self._output: Output | None = None
        self._opened_at_s = 0.0
        self._patience_s = STALLED_AFTER_S
        self._has_device: bool | None = None
        self._used_at_s = clock()
        self._tries_at_s = clock()
        self._beats_at_s = clock()

    def carry_out(self, message: dict[str, Any]) -> None:
        try:
            self._do(message)
        except (KeyError, TypeError, ValueError) as error:
            self._say(error=words.not_understood(error))
        self.look()
        self._beat()

    def look(self) -> float | None:
        """Open, close or replace the device as it is due now. Seconds until the next look."""
        now = self._clock()
        if self._output is not None:
            self._look_at_reads(self._output.last_read_s, now)
        if not self._has_device or self._is_wanted(now):
            self._open(now)
        elif self._output is not None and now > self._used_at_s + CLOSES_AFTER_S:
            self._close()
            self._beat()
        if self._output is not None and now >= self._beats_at_s:
            self._beat()
        self._keep_music(self._around.way if self._is_music_down(now) else None)
        return self._next_look_s(now)

    def _look_at_reads(self, last_s: float, now: float) -> None:
        if now - last_s > self._patience_s:
            self._say(error=words.READS_NO_MORE)
            self._close()
            self._patience_s = min(2 * self._patience_s, LONGEST_STALL_S)
        elif last_s - self._opened_at_s > LONGEST_STALL_S:
            self._patience_s = STALLED_AFTER_S

    def fill(self, frames: int) -> Pcm:
        with self._lock:
            return self._schedule.fill(self._clock(), frames)

    def close(self) -> None:
        self._close()

    def _do(self, message: dict[str, Any]) -> None:
        if message["do"] == "volume":
            gains = Gains(float(message["voice"]), float(message["tones"]))
            with self._lock:
                self._schedule.mixer.gains = gains
            return
        if message["do"] == "around":
            self._around = Around.from_json(message)
            self._keeps_open = self._around.leads and self._keeps_silence_open()
            return
        plays = [Play.from_json(each) for each in message["plays"]]
        if message["do"] == "clear":
            self._close()
            self._clips.get_ready(play.clip for play in plays)
            self._schedule.clear(plays)
        elif message["do"] == "plan":
            self._plan(plays)
        else:
            raise ValueError(message["do"])

    def _plan(self, plays: list[Play]) -> None:
        self._clips.get_ready(play.clip for play in plays)
        with self._lock:
            mix_again = self._schedule.plan(plays, self._clock())
        if mix_again and self._output is not None:
            self._close()
            self._schedule.restart(self._clock(), plays)

    def _is_wanted(self, now: float) -> bool:
        with self._lock:
            next_at = self._schedule.next_at(now)
            sounds = now < self._schedule.sounds_until()
        if self._keeps_open or sounds or (next_at is not None and next_at < now + OPENS_AHEAD_S):
            self._used_at_s = now
            return True
        return False

    def _is_music_down(self, now: float) -> bool:
        if self._around.music is Music.SESSION:
            return self._around.leads
        with self._lock:
            begins = self._schedule.next_voice_at(now)
            ends = self._schedule.sounds_until(voice=True)
        is_down = now < self._spoke_at_s + MUSIC_HOLD_S
        lead_s = MUSIC_NEAR_S if is_down else MUSIC_LEAD_S
        if now < ends or (begins is not None and begins <= now + lead_s):
            self._spoke_at_s = max(now, min(ends, now + MUSIC_HOLD_S))
        return self._around.music is Music.LINES and now < self._spoke_at_s + MUSIC_HOLD_S

    def _keeps_silence_open(self) -> bool:
        if self._around.silence is OpenSilence.AUTO:
            return self._on_bluetooth()
        return self._around.silence is OpenSilence.ON

    def _open(self, now: float) -> None:
        """Open the device, unless it is open or was tried a moment ago."""
        if self._output is not None or now < self._tries_at_s:
            return
        had_device = self._has_device
        self._schedule.restart(now)
        try:
            self._output = self._open_output(self.fill)
        except OSError as error:
            self._has_device = False
            self._patience_s = STALLED_AFTER_S
            self._tries_at_s = now + TRIES_AGAIN_AFTER_S
            if had_device:
                self._say(error=str(error))
        else:
            self._has_device = True
            self._opened_at_s = now
            self._keeps_open = self._around.leads and self._keeps_silence_open()
        if had_device != self._has_device:
            self._beat()

    def _close(self) -> None:
        """The lock is not held meanwhile: the device waits for a `fill` that is under way."""
        if self._output is not None:
            output, self._output = self._output, None
            output.close()

    def _beat(self) -> None:
        state = "ready" if self._has_device else "no device"
        self._beats_at_s = self._clock() + BEAT_EVERY_S
        self._say(state=state, awake=self._output is not None)

    def _next_look_s(self, now: float) -> float | None:
        """None where nothing is due before a message comes."""
        due = []
        if self._output is not None:
            due += [self._beats_at_s]
        elif not self._has_device:
            due += [self._tries_at_s]
        with self._lock:
            next_at = self._schedule.next_at(now)
        if next_at is not None and self._output is None and self._has_device:
            due += [next_at - OPENS_AHEAD_S]
        if self._around.music is Music.LINES:
            due += self._music_looks(now)
        return max(0.0, min(due) - now) if due else None

    def _music_looks(self, now: float) -> list[float]:
        """When other people's sound is to go down or up again."""
        with self._lock:
            begins = self._schedule.next_voice_at(now)
        looks = [self._spoke_at_s + MUSIC_HOLD_S]
        if begins is not None:
            looks += [begins - MUSIC_NEAR_S, begins - MUSIC_LEAD_S]
        return [at for at in looks if at > now]


def send(**message: object) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def run_audio_host() -> int:
    be_child("mobility-audio")
    give_back_what_is_freed()
    try:
        from mobility_timer.sound.device.output import MiniaudioOutput, describe_the_stream
    except ImportError as error:
        send(failed=str(error))
        return 3
    describe_the_stream()
    inbox: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(inbox.put,), daemon=True).start()
    keeper = open_keeper(lowered_file())
    host = Host(MiniaudioOutput, send, keep_music=keeper.keep_down, on_bluetooth=is_on_bluetooth)
    with suppress(BrokenPipeError):  # the program was killed: a device must not be waited for
        _serve(host, inbox)
    _end_soon()
    host.close()
    keeper.close()
    os._exit(0)


def _serve(host: Host, inbox: queue.SimpleQueue[dict[str, Any] | None]) -> None:
    while True:
        try:
            message = inbox.get(timeout=host.look())
        except queue.Empty:
            continue
        if message is None:
            return
        host.carry_out(message)


def _end_soon() -> None:
    """Whatever this process does then: a device may be waited for, for ever."""
    threading.Timer(ENDS_WITHIN_S, os._exit, (0,)).start()


def _listen(take: Callable[[dict[str, Any] | None], None]) -> None:
    for line in sys.stdin:
        try:
            message = json.loads(line)
        except ValueError as error:
            send(error=f"no JSON: {error}")
            continue
        if isinstance(message, dict):
            take(message)
    take(None)
    _end_soon()


if __name__ == "__main__":
    sys.exit(run_audio_host())
