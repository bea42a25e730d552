"""What the figure's ways from drill to drill hold: `python -m benchmarks.passages [WORD ...]`.

Looks at every way that the bundled routines contain, the one to the first drill included, as it
is shown and thirty times a second, and prints for each the seconds it takes, those it is shown
for and those of the gap, where it is met, and what it does not hold; with WORDs, only the ways
whose line has them all.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from mobility_timer.drawing import Transition, Viewport, figure_at
from mobility_timer.drawing.scene.route import Route, is_behind
from mobility_timer.figure import SIDES, Pose, Wall, check_way
from mobility_timer.library import installed
from mobility_timer.timeline import compile_routine, minutes_seconds

VIEW = Viewport(640, 640, 1.0, "light")
STEP_MS = 400
LOOKS_A_SECOND = 30
LOOKS_A_WAY = 60
MOST_WALL_M_S = 0.3
TOUCHES_M = 0.03
LEAST_SEEN = 0.8
"""How much of a wall, 0..1, is still to be seen while a hand lies on it."""
MOST_TURN_DEG_S = 85.0
"""Degrees a second that the camera goes round at most."""


@dataclass(frozen=True)
class Met:
    """A way as it is shown, and where in the routines."""

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

    @property
    def seconds(self) -> float:
        return self.transition.seconds

    def pose(self, seconds: float) -> Pose:
        """The figure after so many seconds of what is shown."""
        return self.transition.route.pose(seconds / self.seconds)


def ways() -> dict[str, Met]:
    """Every way of the bundled routines by its name, where it is shown for the shortest time."""
    library = installed()
    found: dict[str, Met] = {}
    for routine in library.routines.values():
        timeline = compile_routine(routine)
        for work in timeline.sets:
            opens, start = timeline.gap_before(work)
            looks = (
                figure_at(timeline, at, library.motion_of, VIEW)
                for at in range(opens, start, STEP_MS)
            )
            state = next((each for each in looks if each and each.before is not None), None)
            if state is None or state.before is None:
                continue
            transition = Transition(
                *state.before,
                state.spec,
                state.phase,
                still=state.way_s == 0.0,
                shown_s=state.way_s or None,
            )
            met = Met(transition, routine.id, opens, start - opens)
            other = found.get(met.name)
            if other is None or met.seconds < other.seconds:
                found[met.name] = met
    return found


def faults(met: Met) -> list[str]:
    """What a way does not hold as it is shown; one that fades has only that."""
    if met.transition.fades:
        return ["fades"]
    route = met.transition.route
    props = [*route.props[0], *route.props[1]]
    found = [f"{f.name} {f.value:.0f} {f.unit}" for f in check_way(met, props) if not f.ok]
    turn = turn_deg_s(met.transition)
    if turn > MOST_TURN_DEG_S:
        found.append(f"camera {turn:.0f} deg/s")
    return [*found, *furniture_faults(route, met.seconds), *hand_faults(route)]


def hand_faults(route: Route) -> Iterator[str]:
    """A hand lies on a wall only as long as the wall is there."""
    shares = [i / LOOKS_A_WAY for i in range(LOOKS_A_WAY + 1)]
    for props, order in ((route.props[0], shares), (route.props[1], shares[::-1])):
        walls = [prop for prop in props if isinstance(prop, Wall)]
        for side in SIDES:
            seen = 1.0
            for share in order:
                palm = route.pose(share).joint(f"palm_{side}")
                if all(abs(float(palm["xy".index(w.axis)]) - w.at) > TOUCHES_M for w in walls):
                    break
                there = [
                    a for group, a in route.ground(share) if any(isinstance(p, Wall) for p in group)
                ]
                seen = min(seen, max(there, default=0.0))
            if seen < LEAST_SEEN:
                yield f"hand {side} on a wall that is gone ({seen:.2f})"


def furniture_faults(route: Route, seconds: float) -> Iterator[str]:
    """What stands about goes once and comes once, moves calmly, and never hides the figure."""
    count = max(2, round(LOOKS_A_SECOND * seconds))
    shares = [i / count for i in range(count + 1)]
    looks = [list(route.ground(share)) for share in shares]
    going, _, coming = ([look[i][1] for look in looks] for i in range(3))
    if going != sorted(going, reverse=True) or coming != sorted(coming):
        yield "furniture goes or comes twice"
    speed = max(
        (
            abs(there.at - here.at) * count / seconds
            for a, b in pairwise(looks)
            for here, there in zip(a[1][0], b[1][0], strict=True)
            if isinstance(here, Wall) and isinstance(there, Wall)
        ),
        default=0.0,
    )
    if speed > MOST_WALL_M_S:
        yield f"wall {speed:.1f} m/s"
    for share, look in zip(shares, looks, strict=True):
        walls = [prop for props, seen in look if seen > 0.0 for prop in props]
        if any(isinstance(p, Wall) and is_behind(route.camera(share), p) for p in walls):
            yield f"the lens is behind a wall at {share:.2f} of the way"
            return


def turn_deg_s(transition: Transition) -> float:
    """How fast the camera goes round at most, degrees a second."""
    count = max(2, round(LOOKS_A_SECOND * transition.seconds))
    at = [transition.route.camera(i / count).azimuth for i in range(count + 1)]
    steps = [abs(b - a) for a, b in pairwise(at)]
    return max(steps) * count / transition.seconds


def main() -> None:
    good = 0
    for name, met in sorted(ways().items()):
        where = f"{met.routine} {minutes_seconds(met.at_ms)}"
        if not all(word in f"{name} {where}" for word in sys.argv[1:]):
            continue
        wrong = faults(met)
        good += not wrong
        way = met.transition.route.way
        print(
            f"{name:62} {way.seconds if way else 0.0:5.2f} s in {met.seconds:5.2f}"
            f" of {met.gap_ms / 1000:4.1f}  {turn_deg_s(met.transition):3.0f} deg/s"
            f"  {where:28} {'; '.join(wrong) or 'ok'}",
            flush=True,
        )
    print(f"{good} hold all that is asked of them")


if __name__ == "__main__":
    main()
