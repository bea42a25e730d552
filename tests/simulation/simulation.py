"""One seed, one run: `python -m tests.simulation SEED [DEEDS]` replays it and prints every deed."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.simulation.invariants import check, check_library, check_memory, track_children
from tests.simulation.person import Person
from tests.simulation.program import Violation, world

LIBRARY_EVERY, MEMORY_EVERY = 12, 60
DEEDS_TOLD = 12


def run(seed: int, deeds: int, tell: Callable[[str], object] = lambda _line: None) -> int:
    """Do `deeds` things with the program; the milliseconds that went by. Raises Violation."""
    assert QApplication.instance() is not None
    done: list[str] = []
    with tempfile.TemporaryDirectory() as folder, world(Path(folder) / "home", seed) as made:
        made.files_before = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc") else 0
        made.on_look = lambda: track_children(made)
        person = Person(made)
        try:
            made.start()
            check(made, person.expected)
            for number in range(1, deeds + 1):
                done.append(f"{number} {person.act()}")
                tell(done[-1])
                check(made, person.expected)
                person.writer.check()
                if number % LIBRARY_EVERY == 0:
                    check_library(made)
                if number % MEMORY_EVERY == 0:
                    check_memory()
        except Exception as error:
            raise Violation(_told(seed, done, error)) from error
        return made.clock.wall() + made.away_ms


def _told(seed: int, done: list[str], error: Exception) -> str:
    deeds = "\n".join(done[-DEEDS_TOLD:])
    again = f"python -m tests.simulation {seed} {len(done)}"
    return f"{error}\nafter:\n{deeds}\nreplay: {again}"
