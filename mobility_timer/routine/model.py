"""A routine as values: drill, side, variant, rep and the named phases of a rep.

Durations are integer milliseconds; a dose is counted in reps or in seconds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from enum import Enum
from functools import cached_property, lru_cache

from mobility_timer.frozen import frozen
from mobility_timer.routine.dose import Counts, Dose, Unit
from mobility_timer.settings import SHORTEST_GET_READY_S, PhaseCues, ToneSet
from mobility_timer.words import spoken

_SWITCH_SIDES = spoken.SWITCH_SIDES


class Side(Enum):
    """The working side: the limb that is announced."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> Side:
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


class Sides(Enum):
    """How a drill shares its reps between left and right."""

    EACH = "each"
    ALTERNATE = "alternate"
    BOTH = "both"


class Position(Enum):
    """How a body is: `LYING` is on the back, `PRONE` face down."""

    STANDING = "standing"
    KNEELING = "kneeling"
    SITTING = "sitting"
    LYING = "lying"
    PRONE = "prone"
    SIDE_LYING = "side-lying"

    @property
    def on_floor(self) -> bool:
        return self is not Position.STANDING


class Breath(Enum):
    OUT = "out"
    IN = "in"
    HOLD = "hold"


_STILL = frozenset({"pause", "hold", "stay"})
_BREATHS = frozenset({"inhale", "exhale", "in", "out", "hold", "breathe", "keep", "pause"})


_SEATS = ("chair", "bench", "stool", "sofa", "couch", "bed", "tub")


_ARTICLES = ("a ", "an ", "the ", "your ", "some ")


@lru_cache(maxsize=1024)
def _thing(need: str) -> str:
    """A need without its article: "a mat" is a mat."""
    text = need.lower()
    article = next((it for it in _ARTICLES if text.startswith(it)), "")
    return text.removeprefix(article).strip()


def distinct_needs(needs: Iterable[str]) -> tuple[str, ...]:
    """Each thing once, as it is written first."""
    by_thing: dict[str, str] = {}
    for need in needs:
        by_thing.setdefault(_thing(need), need)
    return tuple(by_thing.values())


class Occasion(Enum):
    BEFORE_RUN = "before a run"
    AFTER_RUN = "after a run"
    REST_DAY = "rest day"
    SHORT_OF_TIME = "short of time"
    SITTING_LONG = "sitting long"
    ANY_TIME = "any time"


class Origin(Enum):
    """Where a drill or a routine came from."""

    BUNDLED = "bundled"
    USER = "user"


LEAST_PART_MS = 800


@frozen
class Phase:
    """One named part of a rep, with its time."""

    name: str
    ms: int
    breath: Breath | None = None
    cue: str = ""

    @cached_property
    def is_a_breath(self) -> bool:
        """Whether the breath is all there is to it, so that it is told by its breath alone."""
        return self.breath is not None and self.name.lower() in _BREATHS

    @cached_property
    def is_still(self) -> bool:
        """Whether one stays where one is, for long enough to be told when it is over."""
        return self.name.lower() in _STILL and self.ms >= LEAST_PART_MS


@frozen
class Variant:
    """One way of doing the drill: a foot angle, the direction of a circle.

    `name` is shown, `says` is spoken at the change; both stand for the change itself
    ("45° left", "45 degrees left"). `phases` names the tempo's phases in another order, where
    this variant goes through them differently (a circle reversed); empty for the same order.
    """

    id: str
    name: str
    says: str
    phases: tuple[str, ...] = ()


@frozen
class Block:
    """Drills of a routine in a row that are done `rounds` times: a superset, a circuit.

    `number` tells it from the other blocks of the routine; `rest_ms` is between its rounds.
    """

    number: int
    rounds: int = 1
    rest_ms: int = 0
    name: str = ""


@frozen
class Drill:
    """One movement, as it is to be done.

    `side_says` and `switch` are templates in which {side} is the working side and {other} the
    opposite one. `side_means` tells which limb the announced side is. `order` names the sides to
    do, first one first; a single entry drops the other side. The gaps are the time for setting up,
    changing the side and changing the variant; None is the usual time, 0 no longer than what is
    said. A dose in seconds with a tempo is a movement that goes on for that time; without one it
    is a hold. A hold with several phases goes through them until its time is over. `rounds` are
    its sets, `rest_ms` the time after each of them, set-up included, and `rest_after_ms` the time
    after the last one where that differs. `notes` are for reading, `pain` is the rule for when to
    stop. `pictures` are the names of files that show it, phase by phase. `drawn_from` are the
    drills of which this one is drawn, itself included, if it is.
    `warning` says for whom it is not; where it `waits`, its first set begins with a key, because
    there is something to set up.
    """

    id: str
    name: str
    short: str
    spoken: str
    position: Position
    dose: Dose
    targets: tuple[str, ...] = ()
    muscles: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    sides: Sides = Sides.BOTH
    order: tuple[Side, ...] = (Side.LEFT, Side.RIGHT)
    side_means: str = ""
    side_says: str = ""
    switch: str = _SWITCH_SIDES
    variants: tuple[Variant, ...] = ()
    tempo: tuple[Phase, ...] = ()
    stance: str = ""
    setup: tuple[str, ...] = ()
    feel: str = ""
    watch: str = ""
    cues: tuple[str, ...] = ()
    coaching: tuple[str, ...] = ()
    grows: bool = False
    motion: str | None = None
    pictures: tuple[str, ...] = ()
    warning: str = ""
    waits: bool = False
    rounds: int = 1
    rest_ms: int = 0
    rest_after_ms: int | None = None
    side_gap_ms: int | None = None
    variant_gap_ms: int | None = None
    setup_gap_ms: int | None = None
    block: Block | None = None
    notes: tuple[str, ...] = ()
    pain: str = ""
    drawn_from: tuple[Drill, ...] = ()
    source: str = ""
    origin: Origin = Origin.BUNDLED

    @property
    def on_floor(self) -> bool:
        """Whether it goes down to the floor; sitting on a chair does not."""
        seated = self.position is Position.SITTING and any(
            seat in need.lower() for need in self.needs for seat in _SEATS
        )
        return self.position.on_floor and not seated

    @cached_property
    def rep_ms(self) -> int:
        """Length of one rep; 0 where nothing moves."""
        return sum(phase.ms for phase in self.tempo)

    def tempo_in(self, variant: Variant | None) -> tuple[Phase, ...]:
        """The phases of one rep in the order of this variant."""
        if variant is None or not variant.phases:
            return self.tempo
        by_name = {phase.name: phase for phase in self.tempo}
        return tuple(by_name[name] for name in variant.phases)

    @cached_property
    def has_parts(self) -> bool:
        """Whether a rep goes through parts that are worth telling: at least three, none hurried."""
        return len(self.tempo) >= 3 and min(phase.ms for phase in self.tempo) >= LEAST_PART_MS

    @cached_property
    def is_hold(self) -> bool:
        return self.dose.unit is Unit.SECONDS

    @property
    def changes_in_hold(self) -> bool:
        """Whether a hold goes through phases, or from side to side, again and again."""
        alternates = self.sides is Sides.ALTERNATE
        return self.is_hold and bool(self.tempo) and (len(self.tempo) > 1 or alternates)

    @property
    def dose_step(self) -> int:
        """The least change of the dose that keeps both sides equal."""
        if self.is_hold and self.sides is Sides.ALTERNATE:
            return max(5, 2 * self.rep_ms // 1000)
        if self.is_hold or self.dose.counts is Counts.METRES:
            return 5
        return 2 if self.sides is Sides.ALTERNATE else 1

    def with_amount(self, amount: int) -> Drill:
        """The same at another dose: so many reps, or seconds; what differs by set moves along."""
        return replace(self, dose=replace(self.dose, amount=amount))

    def amount_of(self, repeat: int, side: Side | None) -> int:
        """The reps, or the seconds, of one set; `repeat` counts from 0."""
        amount = self.dose.amount_of(repeat, right=side is Side.RIGHT)
        return max(self.dose_step, amount) if amount != self.dose.amount else amount

    @property
    def worked_sides(self) -> tuple[Side | None, ...]:
        """The sides of one set, one after the other; None where it has none or they alternate."""
        return self.order if self.sides is Sides.EACH else (None,)

    def amount_on(self, side: Side | None) -> int:
        """All its sets and variants on one side, in one round of the routine."""
        sets = sum(self.amount_of(repeat, side) for repeat in range(self.rounds))
        return sets * max(1, len(self.variants)) * (self.block.rounds if self.block else 1)

    @cached_property
    def amount_in_all(self) -> int:
        """Reps or seconds of all its sets, sides and variants, in one round of the routine."""
        return sum(map(self.amount_on, self.worked_sides))

    @property
    def sets_per_round(self) -> int:
        return len(self.worked_sides) * max(1, len(self.variants))


@frozen
class Routine:
    """Drills in order, done `rounds` times with `rest_ms` between the rounds.

    `get_ready_ms` is the least time from the start to the first drill's set-up. `voice` speaks it
    and `language` is the tag of what is said; `tones` and `single_beep` are how its tones sound.
    All are empty where the settings decide. `pain` is the rule for when to stop. `per_week` and
    `per_day` say how often, from the least to the most; 0 is not said.
    """

    id: str
    name: str
    drills: tuple[Drill, ...]
    summary: str = ""
    occasions: tuple[Occasion, ...] = ()
    rounds: int = 1
    rest_ms: int = 0
    wait_for_me: bool = False
    get_ready_ms: int = 1000 * SHORTEST_GET_READY_S
    phase_cues: PhaseCues = PhaseCues.TONES
    voice: str = ""
    language: str = ""
    notes: tuple[str, ...] = ()
    pain: str = ""
    per_week: tuple[int, int] = (0, 0)
    per_day: tuple[int, int] = (0, 0)
    tones: ToneSet | None = None
    single_beep: bool | None = None
    source: str = ""
    origin: Origin = Origin.BUNDLED

    @property
    def every_drill(self) -> tuple[Drill, ...]:
        """Its drills, each once, those that one is drawn from too."""
        return tuple(
            dict.fromkeys(one for drill in self.drills for one in drill.drawn_from or (drill,))
        )

    @cached_property
    def needs(self) -> tuple[str, ...]:
        """What must be at hand, in the order of first use."""
        return distinct_needs(need for drill in self.drills for need in drill.needs)

    @cached_property
    def _first_needs(self) -> dict[int, tuple[str, ...]]:
        """What is needed for the first time, by the place of the drill."""
        found: dict[int, tuple[str, ...]] = {}
        had: set[str] = set()
        for place, drill in enumerate(self.drills):
            new = [need for need in distinct_needs(drill.needs) if _thing(need) not in had]
            if new:
                found[place] = tuple(new)
                had.update(map(_thing, new))
        return found

    def needs_first(self, place: int) -> tuple[str, ...]:
        """What the drill at a place needs that none before it did."""
        return self._first_needs.get(place, ())

    @cached_property
    def _first_warnings(self) -> dict[int, tuple[str, ...]]:
        """The warnings and rules for pain that no drill before told, by the place of the drill."""
        found: dict[int, tuple[str, ...]] = {}
        told = {"", self.pain}
        for place, drill in enumerate(self.drills):
            new = tuple([text for text in (drill.warning, drill.pain) if text not in told])
            if new:
                found[place] = new
                told.update(new)
        return found

    def warnings_first(self, place: int) -> tuple[str, ...]:
        """For whom the drill at a place is not, and its rule for pain, where nothing before it, and
        not the routine's own rule, said the same."""
        return self._first_warnings.get(place, ())

    @property
    def on_floor(self) -> bool:
        return any(drill.on_floor for drill in self.drills)

    @property
    def targets(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(target for drill in self.drills for target in drill.targets))
