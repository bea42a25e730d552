"""Files damaged at random, of every kind that the program reads, and what became of each.

`python -m tests.simulation.bad_files [COUNT] [SEED]` prints the table. A file fails where reading
it raises, takes more than half a second of the processor, or its fault is told in another line than
the damaged one.
"""

from __future__ import annotations

import json
import logging
import re
import shutil
import sys
import tempfile
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import process_time

from mobility_timer import files
from mobility_timer.library import FileFaults, Library, installed, load_settings
from mobility_timer.personal import AdjustmentsStore, History, NotARecord, SessionStart
from mobility_timer.playback import Player
from mobility_timer.routine import Adjustments
from mobility_timer.routine.model import Routine
from mobility_timer.settings import Settings
from mobility_timer.timeline import compile_routine
from tests.simulation.rim import Clock

LONGEST_S = 0.5
_LINE = re.compile(r"(?::|line )(\d+)")
_SCRAPS = (
    b"&a ", b"*a", b"!!python/object:os.system ", b"<<: ", b"? ", b"- ", b": ", b"{", b"}", b"[",
    b"]", b"|\n", b"'", b'"', b"#", b"%", b"@", b"\t", b"\r", b"\x00", b"\xff", b"\xef\xbb\xbf",
    b"---\n", b"~", b"null", b"010", b"1e9", b"-1", b"99999999999999999999", b".nan", b"[" * 60,
    b"{a: " * 60, b"\n\n", b"\xf0\x9f\x8f\x83", b"name:\n", b"true", b"\x07", b"NaN", b"Infinity",
)  # fmt: skip


@dataclass
class Outcome:
    """Of how many files, which failed and how, and the longest that one took."""

    tries: int = 0
    failures: list[str] = field(default_factory=list)
    slowest_s: float = 0.0
    slowest: bytes = b""


@dataclass(frozen=True)
class Kind:
    """`samples` are sound files, `read` gives the lines that are told of one; `marked` makes a line
    wrong, in files with lines."""

    name: str
    samples: tuple[bytes, ...]
    read: Callable[[Path], list[str]]
    marked: Callable[[bytes, Random], tuple[bytes, int]] | None = None


def damaged(data: bytes, random: Random) -> bytes:
    """One to four wounds: bytes turned, cut out, put in, lines moved, the end torn off."""
    for _ in range(random.randint(1, 4)):
        at = random.randrange(len(data) + 1)
        wound = random.randrange(5)
        if wound == 0:
            data = data[:at] + bytes([random.randrange(256)]) + data[at + 1 :]
        elif wound == 1:
            data = data[:at] + data[at + random.randrange(60) :]
        elif wound == 2:
            data = data[:at] + random.choice(_SCRAPS) + data[at:]
        elif wound == 3:
            lines = data.splitlines(keepends=True) or [b""]
            lines.insert(random.randrange(len(lines) + 1), lines.pop(random.randrange(len(lines))))
            data = b"".join(lines)
        else:
            data = data[:at]
    return data


def turned(data: bytes, random: Random) -> bytes:
    """Some bytes are others, where they stand."""
    changed = bytearray(data)
    for _ in range(random.randint(1, 8)):
        changed[random.randrange(len(data))] = random.randrange(256)
    return bytes(changed)


def try_many(kind: Kind, count: int, seed: int) -> Outcome:
    """Damage `count` files and read each. Every fourth, where it has lines, in a known line."""
    random, outcome = Random(seed), Outcome()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            sample, line = random.choice(kind.samples), 0
            if kind.marked is not None and number % 4 == 0:
                data, line = kind.marked(sample, random)
            else:
                wound = turned if kind.name == "database" and number % 3 else damaged
                data = wound(sample, random)
            path = Path(folder) / f"{number}" / f"x{_ending(kind)}"
            path.parent.mkdir()
            path.write_bytes(data)
            _try(kind, path, line, outcome)
            shutil.rmtree(path.parent)
    return outcome


def _try(kind: Kind, path: Path, line: int, outcome: Outcome) -> None:
    before = path.read_bytes()
    begun = process_time()
    try:
        told = kind.read(path)
    except Exception:
        last = traceback.format_exc().strip().splitlines()
        outcome.failures.append(f"{last[-1]} ({last[-3].strip()}): {before[:80]!r}")
        told = []
    took_s = process_time() - begun
    outcome.tries += 1
    if took_s > outcome.slowest_s:
        outcome.slowest_s, outcome.slowest = took_s, before
    if line and not any(int(found) == line for text in told for found in _LINE.findall(text)):
        outcome.failures.append(f"line {line} is not told: {told[:2]}")
    if kind.name in ("adjustments", "database") and before:
        kept = [p.read_bytes() for p in path.parent.iterdir() if p.is_file()]
        if kind.name == "adjustments" and before not in kept:
            outcome.failures.append(f"lost: {before[:80]!r}")


def _ending(kind: Kind) -> str:
    return {"adjustments": ".json", "database": ".db"}.get(kind.name, ".yaml")


def _wrong_line(wrong: bytes) -> Callable[[bytes, Random], tuple[bytes, int]]:
    """Put a line that is wrong before one that begins a key of the whole file."""

    def marked(data: bytes, random: Random) -> tuple[bytes, int]:
        lines = data.splitlines(keepends=True)
        keys = [n for n, text in enumerate(lines) if re.match(rb"[a-z_]+:", text)]
        at = random.choice(keys)
        return b"".join([*lines[:at], wrong, *lines[at:]]), at + 1

    return marked


def _wrong_value(data: bytes, random: Random) -> tuple[bytes, int]:
    """Put a sign that is no value in place of one."""
    lines = data.splitlines(keepends=True)
    values = [n for n, text in enumerate(lines) if re.search(rb": \d", text)]
    at = random.choice(values)
    lines[at] = re.sub(rb": \d+", b": @", lines[at])
    return b"".join(lines), at + 1


def _bad_setting(data: bytes, random: Random) -> tuple[bytes, int]:
    lines = data.splitlines(keepends=True)
    at = random.choice([n for n, text in enumerate(lines) if re.match(rb"[a-z_]+: ", text)])
    key = lines[at].partition(b":")[0]
    lines[at] = key + b": [1, 2]\n"
    return b"".join(lines), at + 1


def kinds(folder: Path) -> tuple[Kind, ...]:
    """Every kind of file; samples of what the program writes are made in `folder`."""
    library = installed()
    return (
        Kind("routine", _texts(files.routines()), _reads(library), _wrong_line(b"zzz: 1\n")),
        Kind(
            "motion", _texts(files.assets() / "motions"), _reads(library), _wrong_line(b"zzz: 1\n")
        ),
        Kind("settings", (_settings(folder),), _read_settings, _bad_setting),
        Kind("adjustments", (_adjustments(folder),), _read_adjustments, _wrong_value),
        Kind("database", (_database(folder, library),), _read_database),
    )


def _texts(folder: Path) -> tuple[bytes, ...]:
    return tuple(path.read_bytes() for path in sorted(folder.rglob("*.yaml")))


def _reads(library: Library) -> Callable[[Path], list[str]]:
    def read(path: Path) -> list[str]:
        try:
            library.check_file(path)
        except FileFaults as faults:
            return [str(fault) for fault in faults.faults]
        return []

    return read


def _read_settings(path: Path) -> list[str]:
    return list(load_settings(path)[1])


def _read_adjustments(path: Path) -> list[str]:
    store = AdjustmentsStore(path)
    told = [store.trouble]
    store.recall("ankles-and-hips")
    routine = installed_routine()
    store.standing(routine)
    store.stepped_back(routine)
    return told


def _read_database(path: Path) -> list[str]:
    history = History(path)
    library = _LIBRARY[0]
    try:
        history.this_week()
        history.last_routines()
        history.hurts()
        history.unfinished(library.routines, library.drills)
        history.progress()
        history.as_json()
        history.as_csv()
        with suppress(NotARecord):
            history.add_json("{}")
        written = history.store.write(lambda _connection: None)
        if (fault := written.exception()) is not None:
            raise fault
    finally:
        history.close()
    return [history.trouble]


_LIBRARY: list[Library] = []


def installed_routine() -> Routine:
    return next(iter(_LIBRARY[0].routines.values()))


def _settings(folder: Path) -> bytes:
    from mobility_timer.library import save_settings

    path = folder / "settings.yaml"
    save_settings(Settings(volume=30, muted=True), Settings(), path)
    return path.read_bytes()


def _adjustments(folder: Path) -> bytes:
    path = folder / "adjustments.json"
    store = AdjustmentsStore(path)
    for routine in _LIBRARY[0].routines.values():
        changes = Adjustments()
        for drill in routine.drills:
            changes = changes.with_amount(drill.id, drill.dose.amount + 1)
        store.keep(routine.id, changes, routine)
    json.loads(path.read_text())
    return path.read_bytes()


def _database(folder: Path, library: Library) -> bytes:
    """The record of some sessions, with sets done, skipped and left."""
    path = folder / "sessions.db"
    history = History(path)
    for routine in list(library.routines.values())[:6]:
        clock = Clock()
        timeline = compile_routine(routine)
        player = Player(timeline, clock, [history.recorder(SessionStart())])
        player.play()
        for _ in range(600):
            clock.now_ms += 500
            player.tick()
        player.next_set()
        player.close()
    history.close()
    return path.read_bytes()


def table(count: int, seed: int) -> dict[str, Outcome]:
    """The outcome for each kind, `count` files in all."""
    _LIBRARY[:] = [installed()]
    with tempfile.TemporaryDirectory() as folder:
        every = kinds(Path(folder))
        return {kind.name: try_many(kind, count // len(every), seed) for kind in every}


def main() -> int:
    logging.getLogger("mobility_timer").setLevel(logging.CRITICAL)  # what is told is looked at
    count = int(sys.argv[1]) if sys.argv[1:] else 20_000
    outcomes = table(count, int(sys.argv[2]) if sys.argv[2:] else 1)
    for name, outcome in outcomes.items():
        failed, slowest_ms = len(outcome.failures), 1000 * outcome.slowest_s
        print(
            f"{name:12} {outcome.tries:6,} tries {failed:4} failures, slowest {slowest_ms:.0f} ms"
        )
        for line in outcome.failures[:5]:
            print(f"    {line[:300]}")
        if outcome.slowest_s > LONGEST_S:
            print(f"    too slow: {outcome.slowest[:300]!r}")
    every = outcomes.values()
    return 1 if any(each.failures or each.slowest_s > LONGEST_S for each in every) else 0


if __name__ == "__main__":
    sys.exit(main())
