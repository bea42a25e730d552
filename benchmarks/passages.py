"""What the figure's ways from drill to drill hold: `python -m benchmarks.passages [WORD ...]`.

Looks at every way that the bundled routines contain, thirty times a second, and prints for each
its seconds, those of the gap, where it is first met, and what it does not hold; with WORDs, only
the ways whose line has them all.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

from mobility_timer.drawing import Transition, Viewport, figure_at
from mobility_timer.figure import check_way
from mobility_timer.library import installed
from mobility_timer.timeline import compile_routine, minutes_seconds

VIEW = Viewport(640, 640, 1.0, "light")
LOOK_MS = 450


@dataclass(frozen=True)
class Met:
    """A way, and where in the routines it is first met."""

    transition: Transition
    routine: str
    at_ms: int
    gap_ms: int

    @property
    def name(self) -> str:
        a, b = self.transition.before, self.transition.after
        return " -> ".join(
            " ".join(filter(None, (spec.motion.id, spec.side and spec.side.value, spec.variant)))
            for spec in (a, b)
        )


def ways() -> dict[str, Met]:
    """Every way of the bundled routines by its name, at the shortest gap in which it is met."""
    library = installed()
    found: dict[str, Met] = {}
    for routine in library.routines.values():
        timeline = compile_routine(routine)
        for work, following in zip(timeline.sets, timeline.sets[1:], strict=False):
            state = figure_at(timeline, work.end + LOOK_MS, library.motion_of, VIEW)
            if state is None or state.before is None:
                continue
            transition = Transition(*state.before, state.spec, state.phase)
            met = Met(transition, routine.id, work.end, following.start - work.end)
            other = found.get(met.name)
            if other is None or met.gap_ms < other.gap_ms:
                found[met.name] = met
    return found


def faults(transition: Transition) -> list[str]:
    """What a way does not hold; a way that is not authored has none."""
    route = transition.route
    if route.way is None:
        return ["fades"]
    props = [*route.props[0], *route.props[1]]
    return [f"{f.name} {f.value:.0f} {f.unit}" for f in check_way(route.way, props) if not f.ok]


def main() -> None:
    good = 0
    for name, met in sorted(ways().items()):
        where = f"{met.routine} {minutes_seconds(met.at_ms)}"
        if not all(word in f"{name} {where}" for word in sys.argv[1:]):
            continue
        wrong = faults(met.transition)
        good += not wrong
        print(
            f"{name:62} {met.transition.seconds:5.2f} s of {met.gap_ms / 1000:4.1f}  {where:28}"
            f" {'; '.join(wrong) or 'ok'}",
            flush=True,
        )
    print(f"{good} hold all that is asked of them")


if __name__ == "__main__":
    main()
