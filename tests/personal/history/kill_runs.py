"""Plays sessions in processes that are killed at random moments, and looks at what is left.

Every second one is killed at a random moment after its first set is on the disk, the others after
their start.

`python kill_runs.py RUNS FOLDER SEED` prints how many runs there were, how many sets were on the
disk by then and what was wrong; it ends with 1 where something was.
"""

from __future__ import annotations

import os
import random
import select
import signal
import sqlite3
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Any

from mobility_timer.personal.history.history import History
from mobility_timer.playback.played import set_key
from mobility_timer.playback.player import Player
from mobility_timer.timeline.compiler import compile_routine
from tests.sample_routines import MIXED, HandClock

TIMELINE = compile_routine(MIXED)
NOW = datetime.fromisoformat("2026-05-04T07:30:00+02:00")
LONGEST_S = 0.3
PATIENCE_S = 30


def play_until_killed(path: Path, tell: int, seed: int) -> None:
    """Play sessions one after the other; say what is finished, and when it is on the disk."""
    chance = random.Random(seed)
    history = History(path, lambda: NOW)
    write = history.store.write

    class Listener:
        """Follows before the recorder does."""

        def follow(self, update: Any) -> None:
            self.finished = [(recorder.token, *set_key(s.set), s.done) for s in update.finished]
            for one in self.finished:
                os.write(tell, f"told {one}\n".encode())

        def close(self) -> None:
            """Nothing to end."""

    def write_and_say(work: Any) -> Any:
        finished = list(listener.finished)

        def say(_written: Any) -> None:
            for one in finished:
                os.write(tell, f"kept {one}\n".encode())

        written = write(work)
        written.add_done_callback(say)
        return written

    history.store.write = write_and_say
    while True:
        clock, listener, recorder = HandClock(), Listener(), history.recorder()
        player = Player(TIMELINE, clock, [listener, recorder])
        player.play()
        while player.tick().at < TIMELINE.length:
            clock.move(chance.randint(100, 1_900))
            if chance.random() < 0.03:
                player.next_set()
        player.close()
        history.store.read_patiently(lambda _c: None, None)


def one_run(path: Path, seed: int) -> tuple[int, list[str]]:
    """How many sets were said to be on the disk when it was killed, and what is wrong."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        play_until_killed(path, write, seed)
    os.close(write)
    begun = _first_kept(read) if seed % 2 else b""  # the others are killed while they begin, too
    time.sleep(random.Random(seed).uniform(0, LONGEST_S))
    os.kill(child, signal.SIGKILL)
    with os.fdopen(read, "rb") as rest:
        said = (begun + rest.read()).decode()
    lines = [line.rstrip("\n") for line in said.splitlines(keepends=True) if line.endswith("\n")]
    os.waitpid(child, 0)
    told = {line[5:] for line in lines if line.startswith("told")}
    kept = {line[5:] for line in lines if line.startswith("kept")}
    there = {str(row) for row in rows(path)}
    lost = [f"lost: {one}" for one in kept if one not in there]
    return len(kept), lost + [f"not told: {one}" for one in there - told - PAST]


def _first_kept(read: int) -> bytes:
    """What was said until the first set was on the disk, however slow that is."""
    said = b""
    while b"kept" not in said and select.select([read], [], [], PATIENCE_S)[0]:
        more = os.read(read, 65_536)
        if not more:
            break
        said += more
    return said


PAST: set[str] = set()


def rows(path: Path) -> list[tuple[object, ...]]:
    if not path.exists():
        return []
    connection = sqlite3.connect(path)
    try:
        check = connection.execute("PRAGMA integrity_check").fetchone()
        if check != ("ok",):
            return [check]
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'sets'").fetchone():
            return []
        return connection.execute(
            "SELECT token, round, sets.place, repeat, side, variant, done FROM sets"
            " JOIN sessions ON sessions.id = sets.session WHERE done > 0"
        ).fetchall()
    finally:
        connection.close()


def main(runs: int, folder: Path, seed: int) -> int:
    kept, wrong = 0, []
    for number in range(runs):
        path = folder / f"{number // 10}.db"
        found, faults = one_run(path, seed + number)
        kept += found
        wrong += faults
        PAST.update(str(row) for row in rows(path))
    print(f"{runs} kills, {kept} sets on the disk, {len(wrong)} faults")
    print("\n".join(wrong[:20]))
    return 1 if wrong or not kept else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])))
