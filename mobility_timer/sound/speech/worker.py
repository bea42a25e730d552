"""The process that speaks to files: `python -m mobility_timer.sound.speech.worker`.

It is not the window's, because speech engines hang, print, and end the process that loaded
them. Lines of JSON come in on standard input, the answers go out in the same order:

    {"do": "use", "engine": {"kind", "voice", "speed_percent", "command"}, "folder": for raw files}
        {"ready": {"engine", "version", "voice", "languages", "voices": [[id, name, language]]}}
    {"do": "say", "text": words, "path": file, "within_s": the longest that it may be, or null}
        {"said": file}, a finished clip, or {"failed": file, "why": reason}

{"unable": why} comes instead where there is no such engine. It ends when its input closes, and
all that it started ends with it.
"""

from __future__ import annotations

import json
import os
import queue
import signal
import sys
import threading
from pathlib import Path
from time import sleep
from typing import Any, NoReturn, TextIO

from mobility_timer.files import write_atomic
from mobility_timer.sound.as_child import be_child
from mobility_timer.sound.descendants import end_all_with, own_mark
from mobility_timer.sound.speech.clips import encode, finish, is_plausible
from mobility_timer.sound.speech.engine_spec import EngineKind, EngineSpec
from mobility_timer.sound.speech.engines.protocol import Engine, EngineStuckError
from mobility_timer.sound.speech.pcm import BadClip
from mobility_timer.sound.speech.shorten import shorten
from mobility_timer.words import sound as faults

ENDS_WITHIN_S = 1.0


def open_engine(spec: EngineSpec, folder: Path) -> Engine:
    """The engine that is asked for, ready to speak. Raises whatever keeps it from that."""
    if spec.kind is EngineKind.COMMAND:
        from mobility_timer.sound.speech.engines.command import CommandEngine

        return CommandEngine(spec, folder)
    if spec.kind is EngineKind.NEURAL:
        from mobility_timer.sound.speech.engines.neural import NeuralEngine

        return NeuralEngine(spec)
    from mobility_timer.sound.speech.engines.system import SystemEngine

    return SystemEngine(spec, folder)


def run_speech_worker() -> int:
    be_child("mobility-voice")
    out = _protocol_output()
    asked: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(asked,), daemon=True).start()
    engine: Engine | None = None
    leaves_children = False
    while (message := asked.get()) is not None:
        if message["do"] == "use":
            try:
                spec = EngineSpec.from_json(message["engine"])
                engine = open_engine(spec, Path(message["folder"]))
            except Exception as error:
                why = getattr(error, "strerror", None) or str(error)
                _say(out, unable=why or type(error).__name__)
                return 3
            leaves_children = spec.kind is EngineKind.COMMAND
            _say(out, ready=_about(engine))
        elif engine is not None:
            _render(out, engine, message)
    if leaves_children:
        _end_with_all()
    return 0


def _about(engine: Engine) -> dict[str, object]:
    return {
        "engine": engine.name,
        "version": engine.version,
        "voice": engine.voice,
        "languages": engine.languages,
        "voices": [[voice.id, voice.name, voice.language] for voice in engine.voices],
    }


def _listen(asked: queue.SimpleQueue[dict[str, Any] | None]) -> None:
    """When the input closes, this process ends, even where the engine hangs."""
    for line in sys.stdin:
        asked.put(json.loads(line))
    asked.put(None)
    sleep(ENDS_WITHIN_S / 2)
    _end_with_all()


def _render(out: TextIO, engine: Engine, asked: dict[str, Any]) -> None:
    text, path, within_s = asked["text"], asked["path"], asked.get("within_s")
    try:
        clip = finish(*engine.render(text))
        if not is_plausible(clip, text):
            raise BadClip(faults.not_the_length(len(clip), text))
        if within_s is not None:
            clip = shorten(clip, within_s)
        write_atomic(Path(path), encode(clip))
    except EngineStuckError as error:
        _say(out, failed=path, why=str(error))
        _end_with_all()
    except BadClip as error:
        _say(out, failed=path, why=str(error))
    except OSError as error:
        _say(out, failed=path, why=error.strerror or str(error))
    except Exception as error:
        _say(out, failed=path, why=f"{type(error).__name__}: {error}")
    else:
        _say(out, said=path)


def _end_with_all() -> NoReturn:
    """End now, with all that was started. The program starts a worker as the leader of a group."""
    end_all_with(own_mark())
    if os.name != "nt" and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(0)


def _protocol_output() -> TextIO:
    """Keep standard output for the answers: what the engine prints is thrown away."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return out


def _say(out: TextIO, **message: object) -> None:
    out.write(json.dumps(message) + "\n")
    out.flush()


if __name__ == "__main__":
    sys.exit(run_speech_worker())
