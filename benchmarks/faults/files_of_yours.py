"""What is written over, lost, hidden or waited for."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Any

from benchmarks.faults.table import GOOD, Tried, opened, program, row
from mobility_timer import files
from mobility_timer.files import DiskCache
from mobility_timer.library import FileFaults, Library, installed, load_settings, save_settings
from mobility_timer.personal import AdjustmentsStore
from mobility_timer.routine import Adjustments
from mobility_timer.settings import Settings
from tests.simulation.program import World


@row("changes written over after a failed or stale read", "all lost, nothing told")
def written_over() -> Tried:
    failures, told = 0, ""
    kinds: tuple[Callable[[Path], object], ...] = (
        lambda path: path.write_text("not understood"),
        lambda path: path.write_text('{"other": {"newer": 1}}'),
        lambda path: AdjustmentsStore(path).keep("other", Adjustments().with_amount("a", 3)),
    )
    for number, kind in enumerate(kinds):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "adjustments.json"
            store = AdjustmentsStore(path)
            store.keep("mine", Adjustments().with_amount("a", 2))
            kind(path)
            before = path.read_text()
            store.keep("mine", Adjustments().with_amount("a", 5))
            kept = "".join(each.read_text() for each in Path(folder).iterdir() if each.is_file())
            failures += (before if number == 0 else "other") not in kept
            told = told or store.trouble.replace(folder, "~")
    return Tried(len(kinds), failures, told)


@row("settings written over after a failed read", "defaults are written")
def settings_over() -> Tried:
    said: list[str] = []
    failures = 0
    for texts in (("theme: [\n", "volume: [\n"), ("theme: sepia\n",), ("newer: 1\n",)):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "settings.yaml"
            for text in texts:
                path.write_text(text)
                save_settings(Settings(volume=7), Settings(), path, say=said.append)
            held = "".join(each.read_text() for each in Path(folder).iterdir())
            failures += any(text.strip() not in held for text in texts)
            said[:] = [line.replace(folder, "~") for line in said]
    return Tried(3, failures, said[0])


@row("one entry that is no file hides all own routines", "1 of 1, silently")
def hides() -> Tried:
    def bad(made: World) -> None:
        folder = files.user_routines()
        folder.mkdir(parents=True)
        (folder / "good.yaml").write_text(GOOD)
        (folder / "itself.yaml").symlink_to("itself.yaml")
        (folder / "folder.yaml").mkdir()
        (folder / "closed.yaml").write_text(GOOD)
        made.disk.unreadable.add(str(folder / "closed.yaml"))
        os.mkfifo(folder / "pipe.yaml")

    with opened(bad) as made:
        window: Any = made.window
        library = window._context.library
        told = sorted(broken.path.name for broken in library.broken)
        fault = library.broken[0].faults[0].message
        failures = 4 - len(told) + ("good" not in library.routines)
    return Tried(4, failures, f"on Home: {', '.join(told)}; {fault}")


@row("a pipe in place of a file is waited for", "3 of 3: for ever")
def pipes() -> Tried:
    with tempfile.TemporaryDirectory() as folder:
        pipe = Path(folder) / "pipe.yaml"
        os.mkfifo(pipe)
        begun = monotonic()
        done = program("check", str(pipe))
        told = load_settings(pipe)[1]
        store = AdjustmentsStore(pipe)
        waited = monotonic() - begun > 30
        failures = (done.returncode != 2) + (not told) + (not store.trouble) + waited
        return Tried(3, failures, store.trouble.replace(folder, "~"))


@row("a file of 2 GB in place of one of yours", "2 GB of memory")
def huge() -> Tried:
    failures, told = 0, ""
    library = installed()
    with tempfile.TemporaryDirectory() as folder:
        cache = DiskCache(Path(folder), ".yaml", 1_000_000)
        path = cache.path("x")
        assert path is not None
        reads: tuple[Callable[[], object], ...] = (
            lambda: load_settings(path)[1],
            lambda: AdjustmentsStore(path).trouble,
            lambda: cache.read("x", bytes) is None,
            lambda: _faults_of(library, path),
        )
        for read in reads:
            with path.open("wb") as file:
                file.truncate(2_000_000_000)
            tracemalloc.start()
            said = read()
            most_bytes = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
            failures += most_bytes > 50_000_000 or not said
            told = told or (str(said).replace(folder, "~") if isinstance(said, str) else "")
    return Tried(len(reads), failures, told)


@row("a file set aside replaces the one before it", "*.broken is overwritten")
def set_aside_again() -> Tried:
    tries, told = 5, ""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "adjustments.json"
        texts = [f"not understood {number}" for number in range(tries)]
        for text in texts:
            path.write_text(text)
            store = AdjustmentsStore(path)
            store.keep("mine", Adjustments().with_amount("a", 2))
            told = store.trouble.replace(folder, "~") or told
        held = {each.read_text() for each in Path(folder).iterdir()}
    return Tried(tries, len(set(texts) - held), told)


@row("a save is killed half way, and what it wrote stays", ".new files for ever")
def left_overs() -> Tried:
    kills = 6
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "settings.yaml"
        write = (
            "import os, signal, sys; from pathlib import Path; from mobility_timer import files; "
            "os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL); "
            "files.write_atomic(Path(sys.argv[1]), 'half')"
        )
        path.write_text("whole")
        for _ in range(kills):
            subprocess.run([sys.executable, "-c", write, str(path)], check=False)
        before = [each for each in Path(folder).iterdir() if each.suffix == ".new"]
        for each in before:  # an hour later
            os.utime(each, (each.stat().st_mtime - 3600,) * 2)
        broken = path.read_text() != "whole"
        files.write_atomic(path, "whole again")
        left = sum(each.suffix == ".new" for each in Path(folder).iterdir())
    return Tried(kills, left + broken + (len(before) != kills))


def _faults_of(library: Library, path: Path) -> str:
    try:
        library.check_file(path)
    except FileFaults as faults:
        return str(faults.faults[0])
    return ""
