"""Tries every part of an installed program and says what was found."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TextIO

from mobility_timer import files, system_libraries
from mobility_timer.library import Broken, installed, load_settings
from mobility_timer.playback import Player, SystemClock, Update
from mobility_timer.timeline import Cue, compile_routine
from mobility_timer.words import command_line as words

OK, FAILED = 0, 1
ROUTINE = "ankles-and-hips"
FIRST_MINUTE_MS = 60_000
FAST_SPEED = 60.0
WAIT_S = 10.0
SIZE_PX = (1024, 640)


class Missing(Exception):
    """Not there, and the program does without; the text says what."""


class Wrong(Exception):
    """Mistakes in the user's own files and folders, which the program does without; each has a
    text."""

    def __init__(self, mistakes: Sequence[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


def run(out: TextIO) -> int:
    """Try each part, print a line for it; 1 when one is broken. What is only missing, or wrong
    with the user's own files, is told."""
    parts: tuple[tuple[str, Callable[[], str]], ...] = (
        ("folders", _folders),
        ("settings", _settings),
        ("routines", _routines),
        (words.FIRST_MINUTE, _first_minute),
        ("figure", _figure),
        ("window", _window),
        ("voice", _voice),
        ("sound", _sound),
    )
    result = OK
    for name, part in parts:
        try:
            print(words.tried(name, words.PART_OK, part()), file=out, flush=True)
        except Missing as missing:
            print(words.tried(name, words.PART_MISSING, str(missing)), file=out, flush=True)
        except Wrong as wrong:
            for mistake in wrong.mistakes:
                print(words.tried(name, words.PART_WRONG, mistake), file=out, flush=True)
        except Exception as error:  # a self-test reports whatever is broken
            said = f"{type(error).__name__}: {error}"
            print(words.tried(name, words.PART_BROKEN, said), file=out, flush=True)
            result = FAILED
    return result


def _folders() -> str:
    folders = files.user_folders().values()
    if reasons := files.why_nothing_kept(folders):
        raise Wrong([words.nothing_kept(why) for why in reasons])
    return words.can_be_kept(len(folders))


def _settings() -> str:
    _, troubles = load_settings()
    if troubles:
        raise Wrong(troubles)
    return str(files.config_file())


def _routines() -> str:
    library = installed()
    lengths = [compile_routine(routine).length for routine in library.routines.values()]
    _tell(library.broken)
    return words.library(len(lengths), len(library.drills))


class _CueRecorder:
    def __init__(self) -> None:
        self.cues: list[Cue] = []

    def follow(self, update: Update) -> None:
        self.cues += update.cues

    def close(self) -> None:
        pass


def _first_minute() -> str:
    timeline = compile_routine(installed().find(ROUTINE))
    recorder = _CueRecorder()
    player = Player(timeline, SystemClock(FAST_SPEED), [recorder])
    at = player.play().moment.at
    while at < FIRST_MINUTE_MS:
        time.sleep(0.005)
        at = player.tick().moment.at
    if tuple(recorder.cues) != timeline.cues_between(0, at):
        raise AssertionError(words.OTHER_CUES)
    return words.cues_heard(len(recorder.cues), FAST_SPEED)


def _figure() -> str:
    library = installed().with_agreement()
    _tell(broken for broken in library.broken if broken.still_used)
    motions = [library.motion_of(drill) for drill in library.drills.values()]
    return words.motions(sum(motion is not None for motion in motions))


def _tell(broken: Iterable[Broken]) -> None:
    """What is wrong with a bundled file is broken, with one of the user's own it is told."""
    found = list(broken)
    said = [str(fault) for one in found for fault in one.faults]
    if any(one.bundled for one in found):
        raise AssertionError("; ".join(said))
    if found:
        raise Wrong(said)


def _window() -> str:
    lacking = system_libraries.missing(system_libraries.PICTURES)
    if lacking := lacking or system_libraries.for_window(os.environ):
        raise Missing(system_libraries.advice(lacking, words.THE_WINDOW))
    from PySide6 import __version__
    from PySide6.QtGui import QImageReader

    from mobility_timer.app.commands.stills import offscreen_application
    from mobility_timer.ui import player_picture

    application = offscreen_application()
    library = installed()
    routine = library.find(ROUTINE)
    image = player_picture(routine, 25_000, SIZE_PX, "light", motion_of=library.motion_of)
    colours = {image.pixel(x, y) for x in range(0, SIZE_PX[0], 8) for y in range(0, SIZE_PX[1], 8)}
    del application
    if len(colours) < 20:
        raise AssertionError(words.blank(len(colours)))
    readable = {f".{bytes(form.data()).decode()}" for form in QImageReader.supportedImageFormats()}
    if unreadable := sorted({*files.PICTURE_ENDINGS} - readable):
        raise AssertionError(words.unreadable_pictures(unreadable))
    return words.drawn(__version__, *SIZE_PX)


def _voice() -> str:
    from mobility_timer.sound import Ladder, VoiceChoice

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        voice = Ladder(Path(folder), VoiceChoice())
        voice.start()
        line = words.TRIED_LINE
        voice.request([line])
        try:
            deadline = time.monotonic() + WAIT_S
            while (clip := voice.clip(line)) is None and time.monotonic() < deadline:
                if not voice.works:
                    break
                time.sleep(0.02)
            if clip is None:
                raise Missing(voice.notice or words.NO_VOICE)
            return words.spoken(line, clip.seconds, voice.speaker_of(line))
        finally:
            voice.close()


def _sound() -> str:
    from mobility_timer.sound import Loudspeaker, Sound

    loudspeaker = Loudspeaker()
    loudspeaker.start()
    try:
        deadline = time.monotonic() + WAIT_S
        while loudspeaker.state is Sound.STARTING and time.monotonic() < deadline:
            time.sleep(0.02)
        if loudspeaker.state is not Sound.READY:
            raise Missing(loudspeaker.notice or words.NO_LOUDSPEAKER)
        return words.LOUDSPEAKER
    finally:
        loudspeaker.close()
