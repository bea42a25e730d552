"""Closing takes two seconds at most, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Event
from time import monotonic

from benchmarks.faults.table import Tried, row
from benchmarks.freezer import freeze
from tests.running_program import Program
from tests.sound.test_processes import children_of

CLOSES_WITHIN_S = 2.0
WAITS_S = 60.0


@row("a child that hangs outlives the program, or keeps it", "for ever")
def hanging_children() -> Tried:
    def hang(program: Program) -> list[int]:
        program.wait_for("window open")
        _until(lambda: len(children_of(program.process.pid)) >= 2)
        children = children_of(program.process.pid)
        for child in children:
            freeze(child)
        return children

    return _closed(2, ("play", "ankles-and-hips"), hang)


@row("the program is closed just after its start", "works on for 5 to 16 s")
def closed_early() -> Tried:
    def early(program: Program) -> list[int]:
        program.wait_for("window open")
        return children_of(program.process.pid)

    return _closed(3, ("open",), early)


def _closed(tries: int, words: tuple[str, ...], before: Callable[[Program], list[int]]) -> Tried:
    """Close the program after `before`, which returns its children."""
    failures, longest_s = 0, 0.0
    for _ in range(tries):
        with tempfile.TemporaryDirectory() as folder:
            program = Program(Path(folder), *words)
            try:
                children = before(program)
                begun = monotonic()
                program.process.send_signal(signal.SIGTERM)
                with suppress(subprocess.TimeoutExpired):
                    program.process.wait(WAITS_S)
                took_s = monotonic() - begun
                left = [child for child in children if not _until(partial(_is_gone, child), 3)]
            finally:
                printed = program.end()
            longest_s = max(longest_s, took_s)
            failures += bool(left) or took_s > CLOSES_WITHIN_S or "Traceback" in printed
    return Tried(tries, failures, f"gone after {longest_s:.1f} s at the most")


def _is_gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


def _until(done: Callable[[], bool], seconds: float = WAITS_S) -> bool:
    never, end = Event(), monotonic() + seconds
    while not done():
        if monotonic() > end:
            return False
        never.wait(0.02)
    return True
