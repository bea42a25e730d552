"""The values that drills and routines share: doses, phases, variants, gaps."""

# mypy: disable-error-code="valid-type"

from __future__ import annotations

from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    field_validator,
)

from mobility_timer.library.schema.scalars import (
    amounts_of_sets,
    by_set_or_side,
    choice,
    line,
    milliseconds,
    phase_name,
    whole,
    whole_seconds,
    word,
    wrong,
)
from mobility_timer.library.schema.typed import typed_dose
from mobility_timer.routine import (
    LONGEST_HOLD_S,
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

Cue = line(24)
Amount = whole(1, MOST_REPS, "reps?|x|times")
Hold = whole_seconds(SHORTEST_HOLD_S, LONGEST_HOLD_S)
PhaseMs = milliseconds(QUICKEST_PHASE_MS / 1000, SLOWEST_PHASE_MS / 1000)
GapMs = milliseconds(0, 5 * 60)
RestMs = milliseconds(0, 10 * 60)
GetReadyMs = milliseconds(SHORTEST_GET_READY_S, LONGEST_GET_READY_S)
Rounds = whole(1, MOST_ROUNDS, "x|times|rounds?|sets?")
AmountOfEach = by_set_or_side(Amount, MOST_ROUNDS)
HoldOfEach = by_set_or_side(Hold, MOST_ROUNDS)
DrillId = line(60)
VariantId = word("[a-z0-9]+(-[a-z0-9]+)*", words.HYPHENATED, "forward")
PhaseName = phase_name(12)
SideName = choice(Side)
Order = Annotated[list[SideName], Field(min_length=1, max_length=2)]


class KnownKeys(BaseModel):
    model_config = ConfigDict(extra="forbid", validate_default=False)


def each_once(values: list[str] | None) -> list[str] | None:
    for index, value in enumerate(values or ()):
        if values and value in values[:index]:
            raise wrong(words.EACH_ENTRY_ONCE, found=words.twice(f'"{value}"'), at=(index,))
    return values


def sets_of(value: Any, dose: RepsKeys | HoldKeys | None) -> Any:
    """How many sets, or the amount of each; what the dose says of them must not differ."""
    if isinstance(value, list):
        value = amounts_of_sets(value, Hold if isinstance(dose, HoldKeys) else Amount, MOST_ROUNDS)
    else:
        value = Rounds.__metadata__[0].func(value)
    if dose is not None and dose.sets is not None:
        raise wrong(what=words.SETS_TWICE, expected=words.BESIDE_OR_IN_DOSE, found="")
    amounts = dose.reps if isinstance(dose, RepsKeys) else dose.hold if dose else None
    if isinstance(amounts, list) and value != len(amounts):
        raise wrong(words.as_many_sets(len(amounts)))
    if isinstance(amounts, dict) and isinstance(value, list):
        raise wrong(words.ONE_NUMBER_OF_SETS)
    return value


class RepsKeys(KnownKeys):
    reps: AmountOfEach
    sets: Rounds | None = None
    range: Annotated[list[Amount], Field(min_length=2, max_length=2)] | None = None

    @field_validator("range")
    @classmethod
    def _ordered(cls, ends: list[int] | None) -> list[int] | None:
        return _in_order(ends)


class HoldKeys(KnownKeys):
    hold: HoldOfEach
    sets: Rounds | None = None
    range: Annotated[list[Hold], Field(min_length=2, max_length=2)] | None = None

    @field_validator("range")
    @classmethod
    def _ordered(cls, ends: list[int] | None) -> list[int] | None:
        return _in_order(ends)


def _in_order(ends: list[int] | None) -> list[int] | None:
    if ends and ends[0] > ends[1]:
        raise wrong(words.LOWER_FIRST, found=f"{ends[0]}, {ends[1]}", try_=f"{ends[::-1]}")
    return ends


def _kind_of_dose(value: Any) -> str:
    written = isinstance(value, dict) and "hold" in value and "reps" not in value
    return "(hold)" if written or isinstance(value, HoldKeys) else "(reps)"


Dose = Annotated[
    Annotated[RepsKeys, Tag("(reps)")] | Annotated[HoldKeys, Tag("(hold)")],
    Discriminator(_kind_of_dose),
    BeforeValidator(typed_dose),
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
