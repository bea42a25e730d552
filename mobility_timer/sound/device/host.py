"""The process that holds the sound device: `python -m mobility_timer.sound.device.host`.

It is not the window's, because a dying sound server aborts the process that plays to it. Lines
of JSON come in on standard input:

    {"do": "plan", "plays": [...]}     replaces what has not begun yet
    {"do": "clear", "plays": [...]}    is silent at once, then plays these
    {"do": "volume", "voice": 0.8, "tones": 0.8}

A play is {"clip", "at", "until", "voice", "late"}; see schedule.Play. A clip is the path of a
WAV, or "tone:go". Out go heartbeats {"state": "ready" | "no device"} four times a second, and once
{"failed": why} where sound cannot be had. It ends when its input closes, and when the device
reads nothing for 1.5 s.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any, NoReturn

import numpy as np

from mobility_timer.sound.device.mixer import Gains
from mobility_timer.sound.device.play import Play
from mobility_timer.sound.device.schedule import Schedule
from mobility_timer.sound.device.tones import tones
from mobility_timer.sound.speech.clips import RATE, BadClip, Samples, as_int16, load, resample
from mobility_timer.timeline import Tone
from mobility_timer.words import window as words

try:
    from PySide6.QtCore import QCoreApplication, QIODevice, QObject, Qt, QTimer, Signal
    from PySide6.QtMultimedia import QAudioFormat, QAudioSink, QMediaDevices, QtAudio
except ImportError as error:
    print(json.dumps({"failed": str(error)}), flush=True)
    sys.exit(3)

TONE = "tone:"
BUFFER_S = 0.4
HEARTBEAT_EVERY_MS = 250
STALLED_AFTER_S = 1.5
CLIPS_KEPT = 100
ENDS_WITHIN_S = 1.0


class Clips:
    """Samples by name, at the device's rate; the most recent ones stay in memory."""

    def __init__(self, rate: int, on_fault: Callable[[str], None]) -> None:
        self._rate = rate
        self._on_fault = on_fault
        self._kept: OrderedDict[str, Samples] = OrderedDict()

    def get(self, name: str) -> Samples | None:
        if name.startswith(TONE):
            return tones(self._rate)[Tone(name.removeprefix(TONE))]
        if name not in self._kept:
            try:
                self._kept[name] = resample(load(Path(name)), RATE, self._rate)
            except (BadClip, OSError) as error:
                self._on_fault(str(error))
                return None
            if len(self._kept) > CLIPS_KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(name)
        return self._kept[name]


def send(**message: object) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def end_now(why: str) -> NoReturn:
    """The parent starts another host at once."""
    send(error=why)
    os._exit(4)


class Feed(QIODevice):
    """What the device pulls from: 16 bit, every channel the same."""

    def __init__(self) -> None:
        super().__init__()
        self.schedule: Schedule | None = None
        self.channels = 1
        self.last_read = perf_counter()
        self.open(QIODevice.OpenModeFlag.ReadOnly | QIODevice.OpenModeFlag.Unbuffered)

    def isSequential(self) -> bool:
        return True

    def bytesAvailable(self) -> int:
        return 1 << 20

    def readData(self, size: int) -> bytes:
        self.last_read = now = perf_counter()
        frames = size // (2 * self.channels)
        if self.schedule is None or frames == 0:
            return bytes(size)
        mono = as_int16(self.schedule.fill(now, frames))
        return np.repeat(mono, self.channels).tobytes()

    def writeData(self, _data: object, _size: int) -> int:
        return -1


class Host(QObject):
    """Carries out what comes in, and tells the parent four times a second that it lives."""

    message_came = Signal(object)
    input_closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.feed = Feed()
        self.sink: QAudioSink | None = None
        self.gains = Gains()
        self.plays: list[Play] = []
        self.device: Any = None
        self.stalls = 0
        self.devices = QMediaDevices()
        self.devices.audioOutputsChanged.connect(self.choose_device)
        self.message_came.connect(self.carry_out, Qt.ConnectionType.QueuedConnection)
        self.input_closed.connect(QCoreApplication.quit, Qt.ConnectionType.QueuedConnection)
        self.timer = QTimer(self)
        self.timer.setTimerType(Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self.send_heartbeat)
        self.timer.start(HEARTBEAT_EVERY_MS)
        self.choose_device()
        self.send_heartbeat()

    def choose_device(self) -> None:
        """Open the default device. For another one the process ends and is started again, because
        changing sinks may hang."""
        device = QMediaDevices.defaultAudioOutput()
        if self.sink is not None:
            if device.id() != self.device:
                end_now("another device")
            return
        if device.isNull():
            return
        self.device = device.id()
        form = self.format_for(device)
        self.feed.channels = form.channelCount()
        clips = Clips(form.sampleRate(), lambda why: send(error=why))
        self.feed.schedule = Schedule(form.sampleRate(), clips.get)
        self.feed.schedule.mixer.gains = self.gains
        self.sink = QAudioSink(device, form)
        self.sink.setBufferSize(form.bytesForDuration(round(BUFFER_S * 1_000_000)))
        self.restart(self.plays)

    def format_for(self, device: Any) -> QAudioFormat:
        form = QAudioFormat()
        form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        for rate in (RATE, device.preferredFormat().sampleRate()):
            form.setSampleRate(rate)
            for channels in (2, 1, device.preferredFormat().channelCount()):
                form.setChannelCount(channels)
                if device.isFormatSupported(form):
                    return form
        return form

    def restart(self, plays: list[Play]) -> None:
        """The stream begins anew, which is silent within 10 ms whatever was buffered."""
        if self.sink is None or self.feed.schedule is None:
            return
        self.sink.stop()
        self.feed.schedule.clear(plays)
        self.feed.last_read = perf_counter()
        self.sink.start(self.feed)

    def carry_out(self, message: dict[str, Any]) -> None:
        try:
            self.do(message)
        except (KeyError, TypeError, ValueError) as error:
            send(error=f"not understood: {error!r}")

    def do(self, message: dict[str, Any]) -> None:
        if message["do"] == "volume":
            self.gains = Gains(float(message["voice"]), float(message["tones"]))
            if self.feed.schedule is not None:
                self.feed.schedule.mixer.gains = self.gains
            return
        self.plays = [Play.from_json(each) for each in message["plays"]]
        if message["do"] == "clear":
            self.restart(self.plays)
        elif message["do"] == "plan":
            if self.feed.schedule is not None:
                self.feed.schedule.plan(self.plays)
        else:
            raise ValueError(message["do"])

    def send_heartbeat(self) -> None:
        if self.sink is None:
            send(state="no device")
            return
        send(state="ready")
        stalled = perf_counter() - self.feed.last_read > STALLED_AFTER_S
        failed = self.sink.error() not in (QtAudio.Error.NoError, QtAudio.Error.UnderrunError)
        self.stalls = self.stalls + 1 if stalled or failed else 0
        if self.stalls > 1:
            send(error="the device reads no more")
            os._exit(4)


def run_audio_host() -> int:
    app = QCoreApplication(sys.argv[:1])
    app.setApplicationName(words.PROGRAM)  # what the system's volume control calls it
    host = Host()
    threading.Thread(
        target=_listen, args=(host.message_came.emit, host.input_closed.emit), daemon=True
    ).start()
    return app.exec()


def _listen(carry_out: Callable[[dict[str, Any]], None], on_close: Callable[[], None]) -> None:
    for line in sys.stdin:
        try:
            message = json.loads(line)
        except ValueError as error:
            send(error=f"no JSON: {error}")
            continue
        if isinstance(message, dict):
            carry_out(message)
    on_close()
    threading.Timer(ENDS_WITHIN_S, os._exit, (0,)).start()


if __name__ == "__main__":
    sys.exit(run_audio_host())
