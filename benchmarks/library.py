"""Prints how long the library takes to open, and a routine to fit: `python -m benchmarks.library`.

The user's folder is filled with copies of the bundled files; the first opening reads them all, the
second finds them in the cache. Each is done in a process of its own.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from itertools import cycle, islice
from pathlib import Path
from time import process_time

from mobility_timer import files

OPEN = """
from pathlib import Path
from time import perf_counter
began = perf_counter()
from mobility_timer import files
from mobility_timer.library.reading.opening import open_library
imported = perf_counter()
open_library(files.routines(), None, Path({bundled!r}))
first = perf_counter()
library = open_library(files.routines(), Path({user!r}), Path({cache!r}))
done = perf_counter()
print(f"import {{imported - began:.2f}} s, bundled {{first - imported:.2f}} s, "
      f"all {{len(library.routines)}} routines {{done - first:.2f}} s")
"""


def fill(user: Path, count: int) -> None:
    drills = count // 5
    for folder, number in (("drills", drills), ("", count - drills)):
        (user / folder).mkdir(parents=True, exist_ok=True)
        bundled = cycle(sorted((files.routines() / folder).glob("*.yaml")))
        for index, path in enumerate(islice(bundled, number)):
            text = path.read_text(encoding="utf-8").replace("name: ", f"name: {index} ", 1)
            (user / folder / f"own-{index}.yaml").write_text(text, encoding="utf-8")


def measure_library(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        user, cache, bundled = (Path(folder) / name for name in ("user", "cache", "bundled"))
        fill(user, count)
        program = OPEN.format(user=str(user), cache=str(cache), bundled=str(bundled))
        for name in ("first time", "second time", "third time"):
            print(f"{count} files, {name}: ", end="", flush=True)
            subprocess.run([sys.executable, "-c", program], check=True)


def measure_fit() -> None:
    """CPU times of a fit to any minutes, by lengths alone and by whole timelines."""
    from mobility_timer.library.reading.opening import open_library
    from mobility_timer.routine.fitting import FEWEST_MINUTES, MOST_MINUTES, fit
    from mobility_timer.timeline.compiler import compile_routine, length_ms

    ways = {"lengths": length_ms, "timelines": lambda routine: compile_routine(routine).length}
    for routine in open_library(files.routines(), None).routines.values():
        told = []
        for name, length_of in ways.items():
            took = []
            for minutes in range(FEWEST_MINUTES, MOST_MINUTES + 1):
                began = process_time()
                fit(routine, minutes, length_of)
                took.append((process_time() - began) * 1000)
            mean = sum(took) / len(took)
            told.append(f"by {name} {mean:3.0f} ms on average, {max(took):3.0f} ms at most")
        print(f"fit {routine.id}: {'; '.join(told)}", flush=True)


if __name__ == "__main__":
    measure_library(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
    measure_fit()
