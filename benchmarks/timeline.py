"""Prints what large timelines cost: `python -m benchmarks.timeline`.

A routine of holds and one of reps are compiled with more and more sets; then the longest one is
asked. Beside them stands what Python takes at least: for a timeline, to make each of its segments
once more; for a look, to find a number among as many. CPU times, the least of three. Goals: 5,000
sets in 100 ms, `moment_at` in 10 us.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import cycle, islice
from random import Random
from time import process_time
from typing import TypeVar

from mobility_timer import files
from mobility_timer.library.reading.opening import open_library
from mobility_timer.routine import Drill, Routine
from mobility_timer.timeline import Segment, Timeline, compile_routine

T = TypeVar("T")

COUNTS = (50, 500, 5000)
ASKED = 5000


def least(work: Callable[[], T]) -> tuple[float, T]:
    """The least CPU seconds of three times, and what came of it."""
    found, times = work(), []
    for _ in range(3):
        began = process_time()
        found = work()
        times.append(process_time() - began)
    return min(times), found


def with_sets(routine: Routine, drills: list[Drill], sets: int) -> Routine:
    """The routine with as many of the drills, in turn, as make so many sets."""
    each = [len(drill.worked_sides) * max(1, len(drill.variants)) for drill in drills]
    count = round(sets * len(drills) / sum(each))
    return replace(routine, drills=tuple(islice(cycle(drills), count)))


def asked(timeline: Timeline) -> tuple[float, float]:
    """The CPU seconds of one `moment_at`, and those of finding its segment's number."""
    random = Random(1)
    at = [random.randrange(timeline.length) for _ in range(ASKED)]
    ends = [segment.end for segment in timeline.segments]
    look = least(lambda: [timeline.moment_at(each) for each in at])[0]
    found = least(lambda: [bisect_right(ends, each) for each in at])[0]
    return look / ASKED, found / ASKED


def made_again(timeline: Timeline) -> float:
    """The CPU seconds of making each segment once more."""
    return least(lambda: [Segment(*segment) for segment in timeline.segments])[0]


def main() -> None:
    library = open_library(files.routines(), None)
    routine = library.find("ankles-and-hips")
    drills = sorted(library.drills.values(), key=lambda drill: drill.id)
    kinds = {
        "holds": [drill for drill in drills if drill.is_hold],
        "reps": [drill for drill in drills if not drill.is_hold],
    }
    for name, chosen in kinds.items():
        for count in COUNTS:
            large = with_sets(routine, chosen, count)
            seconds, timeline = least(partial(compile_routine, large))
            print(
                f"{name:6} {len(timeline.sets):5} sets, {len(timeline.segments):6} segments:"
                f" compiled in {1e3 * seconds:6.0f} ms,"
                f" its segments made once more in {1e3 * made_again(timeline):6.0f} ms",
                flush=True,
            )
        look, found = asked(timeline)
        print(f"{name:6} moment_at {1e6 * look:.1f} us, its number alone {1e6 * found:.1f} us")


if __name__ == "__main__":
    main()
