"""A session without a window: the cues as lines of text, and one line of progress."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from typing import TextIO

from mobility_timer.playback import Player, State, Update
from mobility_timer.timeline import Moment, minutes_seconds
from mobility_timer.words import numbers, score, spoken, transcript

LOOK_EVERY_S = 0.03
BAR_CHARACTERS = 20


class Transcript:
    """Prints each cue with its time, and on a terminal the progress below.

    `notice` is asked what is missing; each new answer is told once. `unread` tells that nobody
    reads on, such as `head` that has its lines.
    """

    def __init__(self, out: TextIO, notice: Callable[[], str | None] = lambda: None) -> None:
        self._out = out
        self._notice = notice
        self.unread = False
        self._told: str | None = None
        self._live = out.isatty()
        self._set = -1
        self._waiting = False
        self._shown = ""

    def follow(self, update: Update) -> None:
        if update.state is State.READY:
            return
        moment = update.moment
        notice = self._notice()
        if notice and notice != self._told:
            self._line(notice)
            self._told = notice
        if update.interruption:
            self._line(transcript.INTERRUPTED[update.interruption.value])
        if update.state is State.WAITING and not self._waiting:
            self._line(transcript.PRESS_ENTER)
        self._waiting = update.state is State.WAITING
        if moment.kind.is_work and moment.set.index != self._set:
            self._set = moment.set.index
            self._line(f"{reached(moment.at):>6}  {heading(moment)}")
            if moment.is_open:
                self._line(transcript.ENTER_WHEN_YOU_STOP)
        for cue in update.cues:
            if cue.line:
                self._line(f"{reached(cue.at):>6}    {cue.line}")
        if self._live:
            self._progress(moment)

    def close(self) -> None:
        self._wipe()

    def _line(self, text: str) -> None:
        self._wipe()
        self._print(text + "\n")

    def _progress(self, moment: Moment) -> None:
        done = round(BAR_CHARACTERS * moment.at / moment.length)
        count = f"{moment.rep} of {moment.reps}" if moment.rep else f"{moment.seconds_left} s"
        if moment.rep and moment.is_open:
            count = str(moment.rep)
        clock = f"{reached(moment.at)} of {minutes_seconds(moment.length)}"
        text = f"[{'#' * done}{'.' * (BAR_CHARACTERS - done)}] {clock}  {moment.word}  {count}"
        if text != self._shown:
            self._wipe()
            self._print(text)
            self._shown = text

    def _wipe(self) -> None:
        if self._shown:
            self._print(f"\r{' ' * len(self._shown)}\r")
            self._shown = ""

    def _print(self, text: str) -> None:
        try:
            print(text, end="", file=self._out, flush=True)
        except BrokenPipeError:
            self.unread = True


def reached(ms: int) -> str:
    """1:35 for 95,900 ms: the whole seconds that have passed."""
    return minutes_seconds(ms - ms % 1000)


def heading(moment: Moment) -> str:
    """The drill, side, variant and dose of the set."""
    work = moment.set
    parts = [moment.drill.name]
    if work.side is not None:
        parts.append(spoken.SIDES[work.side.value])
    if work.variant is not None:
        parts.append(work.variant.name)
    dose = moment.drill.dose
    asked = score.dose(work.reps, dose.counts.value, dose.ends.value)
    if not work.reps and not dose.is_open:
        asked = numbers.counted(work.amount, "second")
    return f"-- {', '.join(parts)}, {asked}"


class EnterKey:
    """The Enter key of a terminal, listened to without waiting for it.

    `descriptor` is the file descriptor that the keys come from.
    """

    def __init__(self, descriptor: int) -> None:
        self._presses: SimpleQueue[bool] = SimpleQueue()
        self._descriptor = descriptor
        self.ended = False
        Thread(target=self._listen, name="enter key", daemon=True).start()

    def pressed(self) -> bool:
        """Whether it was pressed since the last question."""
        pressed = False
        while not self._presses.empty():
            pressed = self._presses.get() or pressed
        return pressed

    def _listen(self) -> None:
        with suppress(OSError):
            # not the buffered sys.stdin: a thread that holds its lock breaks the end of Python
            while typed := os.read(self._descriptor, 1024):
                if b"\n" in typed:
                    self._presses.put(True)
        self.ended = True


class NoEnterKey:
    """Where nobody can press it."""

    ended = True

    def pressed(self) -> bool:
        return False


def enter_key(source: TextIO | None) -> EnterKey | NoEnterKey:
    """The Enter key of what is read from, such as standard input."""
    try:
        return NoEnterKey() if source is None else EnterKey(source.fileno())
    except (OSError, ValueError):
        return NoEnterKey()


def play(player: Player, lines: Transcript, out: TextIO, enter: EnterKey | NoEnterKey) -> None:
    """Play to the end, or until Ctrl-C, which ends as cleanly; the player is closed then.

    Raises BrokenPipeError, and has stopped, when nobody reads the lines any more.
    A session that waits for the user goes on with Enter, and by itself where no key will come.
    """
    try:
        state = player.play().state
        while state is not State.DONE:
            time.sleep(LOOK_EVERY_S)
            state = _look(player, enter)
            if lines.unread:
                raise BrokenPipeError
    except BrokenPipeError:
        player.stop()
        player.close()
        raise
    except KeyboardInterrupt:
        update = player.stop()
        at = reached(update.moment.at)
        player.close()
        print(transcript.stopped(at, minutes_seconds(update.moment.length)), file=out)
    else:
        player.close()


def _look(player: Player, enter: EnterKey | NoEnterKey) -> State:
    update, pressed = player.tick(), enter.pressed()
    if update.interruption:
        return player.play().state
    if pressed and update.moment.is_open:
        return player.end_set().state
    if update.state is State.WAITING and pressed:
        return player.play().state
    if update.state is State.WAITING and enter.ended:
        return player.set_waiting(False).state
    return update.state
