"""The values that drills and routines share: doses, phases, variants, gaps."""

# mypy: disable-error-code="valid-type"

from __future__ import annotations

from functools import partial
from typing import Annotated, Any, ClassVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    ValidationInfo,
    WrapValidator,
    field_validator,
)

from mobility_timer.library.amounts import DOSE_KEYS, UNTIL_YOU_STOP, sets_of_amounts
from mobility_timer.library.schema.proposals import instead_of
from mobility_timer.library.schema.scalars import (
    amounts_of_sets,
    by_set_or_side,
    choice,
    from_to,
    line,
    milliseconds,
    phase_name,
    whole,
    whole_seconds,
    word,
)
from mobility_timer.library.schema.typed import typed_dose
from mobility_timer.library.schema.wrong import refuse, wrong
from mobility_timer.routine import (
    FEWEST_METRES,
    LONGEST_HOLD_S,
    LONGEST_REST_S,
    MOST_METRES,
    MOST_REPS,
    MOST_ROUNDS,
    QUICKEST_PHASE_MS,
    SHORTEST_HOLD_S,
    SLOWEST_PHASE_MS,
    Breath,
    Side,
)
from mobility_timer.settings import LONGEST_GET_READY_S, SHORTEST_GET_READY_S
from mobility_timer.words import value_faults as words


def one_or_more(value: Any) -> Any:
    """A list, also where one text stands alone."""
    return [value] if isinstance(value, str) else value


Cue = line(24)
Amount = whole(1, MOST_REPS, "reps?|times", partial(instead_of, key="reps"))
Hold = whole_seconds(SHORTEST_HOLD_S, LONGEST_HOLD_S, partial(instead_of, key="hold"))
PhaseMs = milliseconds(QUICKEST_PHASE_MS / 1000, SLOWEST_PHASE_MS / 1000)
GapMs = milliseconds(0, 5 * 60)
RestMs = milliseconds(0, LONGEST_REST_S)
GetReadyMs = milliseconds(SHORTEST_GET_READY_S, LONGEST_GET_READY_S)
Within = whole_seconds(SHORTEST_HOLD_S, LONGEST_HOLD_S)
Metres = whole(FEWEST_METRES, MOST_METRES, "m|metres?|meters?")
Rounds = whole(1, MOST_ROUNDS, "x|times|rounds?|sets?")
Steps = whole(1, MOST_REPS, "steps?|reps?|times", partial(instead_of, key="steps"))
AmountOfEach = by_set_or_side(Amount, "reps", MOST_ROUNDS)
HoldOfEach = by_set_or_side(Hold, "hold", MOST_ROUNDS)
StepsOfEach = by_set_or_side(Steps, "steps", MOST_ROUNDS)
RangeOfReps = from_to(Amount, "reps")
RangeOfHold = from_to(Hold, "hold")
RangeOfSteps = from_to(Steps, "steps")
DrillId = line(60)
VariantId = word("[a-z0-9]+(-[a-z0-9]+)*", words.HYPHENATED, "forward")
PhaseName = phase_name(12)
LONGEST_NOTE_CHARACTERS = 160
Note = line(LONGEST_NOTE_CHARACTERS)
Notes = Annotated[list[Note], Field(max_length=8), BeforeValidator(one_or_more)]
AMOUNTS = {"reps": Amount, "steps": Steps, "hold": Hold, "distance": Metres}
SideName = choice(Side)
Order = Annotated[list[SideName], Field(min_length=1, max_length=2)]


class KnownKeys(BaseModel):
    model_config = ConfigDict(extra="forbid", validate_default=False)


def each_once(values: list[str] | None) -> list[str] | None:
    once = values or []
    refuse(
        wrong(words.EACH_ENTRY_ONCE, found=words.twice(f'"{value}"'), at=(index,))
        for index, value in enumerate(once)
        if value in once[:index]
    )
    return values


def sets_of(value: Any, dose: DoseKeys | None) -> Any:
    """How many sets, or the amount of each; what the dose says of them must not differ."""
    if isinstance(value, list):
        value = amounts_of_sets(value, AMOUNTS[dose.key if dose else "reps"], MOST_ROUNDS)
    else:
        value = Rounds.__metadata__[0].func(value)
    if dose is None:
        return value
    if dose.sets is not None:
        raise wrong(what=words.SETS_TWICE, expected=words.BESIDE_OR_IN_DOSE, found="")
    if dose.amounts == UNTIL_YOU_STOP and isinstance(value, list):
        raise wrong(words.NUMBER_OF_OPEN_SETS)
    listed = sets_of_amounts(dose.amounts) if dose.amounts != UNTIL_YOU_STOP else 0
    if listed and value != listed:
        raise wrong(words.as_many_sets(listed))
    if isinstance(dose.amounts, dict) and isinstance(value, list):
        raise wrong(words.ONE_NUMBER_OF_SETS)
    return value


class DoseKeys(KnownKeys):
    """What every dose has; `key` is the key of its amounts."""

    key: ClassVar[str]
    sets: Rounds | None = None

    @property
    def amounts(self) -> Any:
        return getattr(self, self.key)


class RepsKeys(DoseKeys):
    key = "reps"
    reps: AmountOfEach
    within: Within | None = Field(default=None, alias="in")
    range: RangeOfReps | None = None

    @field_validator("within")
    @classmethod
    def _as_many_as_you_can(cls, within: int | None, info: ValidationInfo) -> int | None:
        if within is not None and info.data.get("reps") != UNTIL_YOU_STOP:
            raise wrong(words.MAX_BESIDE_IT, found="", unless=("reps",))
        return within

    @field_validator("range")
    @classmethod
    def _ordered(cls, ends: list[int] | None, info: ValidationInfo) -> list[int] | None:
        if ends is not None and info.data.get("within") is not None:
            raise wrong(what=words.both("in", "range"), expected=words.ONE_OF_TWO, found="")
        return in_order(ends)


class HoldKeys(DoseKeys):
    key = "hold"
    hold: HoldOfEach
    range: RangeOfHold | None = None

    @field_validator("range")
    @classmethod
    def _ordered(cls, ends: list[int] | None) -> list[int] | None:
        return in_order(ends)


class StepsKeys(DoseKeys):
    """A count of steps."""

    key = "steps"
    steps: StepsOfEach
    range: RangeOfSteps | None = None

    @field_validator("range")
    @classmethod
    def _ordered(cls, ends: list[int] | None) -> list[int] | None:
        return in_order(ends)


class DistanceKeys(DoseKeys):
    """A way in metres; `within` is about how long it takes, in seconds."""

    key = "distance"
    distance: Metres
    within: Within | None = Field(default=None, alias="in")


DOSES = {it.key: it for it in (RepsKeys, HoldKeys, StepsKeys, DistanceKeys)}


def in_order(ends: list[int] | None) -> list[int] | None:
    if ends and ends[0] > ends[1]:
        raise wrong(words.LOWER_FIRST, found=f"{ends[0]}, {ends[1]}", try_=f"{ends[::-1]}")
    return ends


def _kind_of_dose(value: Any) -> str:
    if isinstance(value, DoseKeys):
        return f"({value.key})"
    keys = value if isinstance(value, dict) else ()
    return f"({next((key for key in DOSE_KEYS if key in keys), 'reps')})"


Dose = Annotated[
    Annotated[RepsKeys, Tag("(reps)")]
    | Annotated[HoldKeys, Tag("(hold)")]
    | Annotated[StepsKeys, Tag("(steps)")]
    | Annotated[DistanceKeys, Tag("(distance)")],
    Discriminator(_kind_of_dose),
    WrapValidator(typed_dose),
]


class PhaseKeys(KnownKeys):
    seconds: PhaseMs
    breath: choice(Breath) | None = None
    cue: Cue = ""


def phase_keys(value: Any) -> Any:
    return {"seconds": value} if isinstance(value, str) else value


class VariantKeys(KnownKeys):
    id: VariantId
    name: Cue
    says: line(60)
    phases: list[PhaseName] = []


class GapsKeys(KnownKeys):
    setup: GapMs | None = None
    side: GapMs | None = None
    variant: GapMs | None = None
