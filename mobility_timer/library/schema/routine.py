"""What a routine may say, and each of its entries."""

# mypy: disable-error-code="valid-type"

from __future__ import annotations

import re
from functools import lru_cache
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Field,
    ModelWrapValidatorHandler,
    Tag,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from mobility_timer.library.amounts import DOSE_KEYS, UNTIL_YOU_STOP, key_of
from mobility_timer.library.schema.drill import DrillKeys
from mobility_timer.library.schema.scalars import (
    SWITCH,
    amounts_of_sets,
    choice,
    line,
    so_often,
    span,
)
from mobility_timer.library.schema.typed import typed_keys, with_typed
from mobility_timer.library.schema.values import (
    AMOUNTS,
    DOSES,
    AmountOfEach,
    DrillId,
    GapsKeys,
    GetReadyMs,
    HoldOfEach,
    KnownKeys,
    Metres,
    Notes,
    Order,
    PhaseMs,
    PhaseName,
    RestMs,
    Rounds,
    StepsOfEach,
    VariantId,
    Within,
    each_once,
    in_order,
    sets_of,
)
from mobility_timer.library.schema.wrong import together, under, wrong
from mobility_timer.routine import (
    LONGEST_NAME_CHARACTERS,
    MOST_ENTRIES,
    MOST_IN_BLOCK,
    Occasion,
    Sides,
)
from mobility_timer.settings import ToneSet
from mobility_timer.words import drill_faults as words
from mobility_timer.words import value_faults


class EntryKeys(KnownKeys):
    """A drill of a routine by its id, and what differs from the drill's own file."""

    drill: DrillId
    reps: AmountOfEach | None = None
    hold: HoldOfEach | None = None
    steps: StepsOfEach | None = None
    distance: Metres | None = None
    within: Within | None = Field(default=None, alias="in")
    range: Any = None
    sets: Any = None
    tempo: dict[PhaseName, PhaseMs] = Field({})
    rounds: Rounds | None = None
    rest: RestMs | None = None
    sides: choice(Sides) | None = None
    order: Order | None = None
    variants: Annotated[list[VariantId], Field(min_length=1, max_length=8)] | None = None
    gaps: GapsKeys = GapsKeys()
    notes: Notes | None = None
    pain: line(80) | None = None

    @model_validator(mode="wrap")
    @classmethod
    def _typed(cls, keys: Any, read: ModelWrapValidatorHandler[EntryKeys]) -> EntryKeys:
        if not isinstance(keys, dict):
            return read(keys)
        sides = keys["sides"] if isinstance(keys.get("sides"), str) else None
        try:
            said = _with_dose(keys, sides)
        except (PydanticCustomError, ValidationError) as error:
            rest = {key: value for key, value in keys.items() if key != "dose"}
            raise together(error, lambda: with_typed(rest, sides, read)) from None
        entry: EntryKeys = with_typed(said, sides, read)
        return entry

    @field_validator("hold", "steps", "distance")
    @classmethod
    def _either(cls, amount: Any, info: ValidationInfo) -> Any:
        others = [key for key in DOSE_KEYS if info.data.get(key) is not None]
        if amount is not None and others:
            both = value_faults.both(others[0], str(info.field_name))
            raise wrong(what=both, expected=value_faults.ONE_OF_TWO, found="")
        return amount

    @field_validator("within")
    @classmethod
    def _beside_a_way_or_max(cls, within: int | None, info: ValidationInfo) -> int | None:
        timed = info.data.get("distance") is not None or info.data.get("reps") == UNTIL_YOU_STOP
        if within is not None and not timed:
            raise wrong(value_faults.MAX_BESIDE_IT, found="", unless=_ANY_DOSE)
        return within

    @field_validator("range")
    @classmethod
    def _of_the_amounts(cls, ends: Any, info: ValidationInfo) -> Any:
        key = key_of(info.data)
        if ends is None:
            return None
        if not key:
            if not _is_range_of("hold", ends):
                _range_of("reps", ends)
            raise wrong(value_faults.AMOUNT_BESIDE_IT, found="", unless=_ANY_DOSE)
        if info.data.get("within") is not None or key == "distance":
            raise wrong(what=value_faults.a_range_of(key), expected=value_faults.NO_RANGE, found="")
        return _range_of(key, ends)

    @field_validator("sets", mode="before")
    @classmethod
    def _of_the_dose(cls, value: Any, info: ValidationInfo) -> Any:
        key = key_of(info.data)
        kind: Any = DOSES.get(key)
        dose = kind.model_construct(**{key: info.data[key]}) if kind else None
        return sets_of(value, dose)

    @field_validator("rounds")
    @classmethod
    def _either_name(cls, rounds: int | None, info: ValidationInfo) -> int | None:
        if info.data.get("sets") is not None:
            raise wrong(what=value_faults.BOTH_COUNTS, expected=value_faults.ONE_OF_TWO, found="")
        return rounds

    @field_validator("order", "variants")
    @classmethod
    def _once(cls, values: list[str] | None) -> list[str] | None:
        return each_once(values)


def _range_of(key: str, ends: Any) -> list[int]:
    """The least and the most of the amounts of a key."""
    ends = span(ends)
    if not isinstance(ends, list) or len(ends) != 2:
        raise wrong(value_faults.TWO_NUMBERS, try_="[30, 60]" if key == "hold" else "[5, 15]")
    read: list[int] = in_order(amounts_of_sets(ends, AMOUNTS[key], 2)) or []
    return read


def _is_range_of(key: str, ends: Any) -> bool:
    try:
        return bool(_range_of(key, ends))
    except (PydanticCustomError, ValidationError):
        return False


_ANY_DOSE = ("dose", *DOSE_KEYS)


def _with_dose(keys: dict[str, Any], sides: str | None) -> dict[str, Any]:
    """The keys of an entry with those of a `dose` among them."""
    dose = keys.get("dose")
    if dose is None:
        return keys
    rest = {key: value for key, value in keys.items() if key != "dose"}
    said = under(("dose",), lambda: typed_keys(dose, sides)) if isinstance(dose, str) else dose
    if not isinstance(said, dict):
        raise wrong(value_faults.REPS_OR_HOLD, try_="reps: 10", at=("dose",))
    if twice := sorted(said.keys() & rest.keys()):
        what, expected = value_faults.twice(twice[0]), value_faults.once_in("dose")
        raise wrong(what=what, expected=expected, found="", at=("dose",))
    return rest | said


_WRITTEN_OUT = frozenset({"name", "dose", "position"})


def _entry(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return _by_id(value) or {"drill": value}


@lru_cache(maxsize=1024)
def _by_id(id: str) -> EntryKeys | None:
    """The entry that is an id alone, as most are; None where it cannot be one."""
    try:
        return EntryKeys.model_validate({"drill": id})
    except ValidationError:
        return None


def _kind_of_drill(value: Any) -> str:
    written = (
        isinstance(value, dict) and "drill" not in value and not _WRITTEN_OUT.isdisjoint(value)
    )
    return "(inline)" if written or isinstance(value, DrillKeys) else "(by-id)"


def _kind_of_entry(value: Any) -> str:
    if isinstance(value, OneOfKeys) or (isinstance(value, dict) and "one_of" in value):
        return "(one-of)"
    if isinstance(value, RestKeys) or (isinstance(value, dict) and set(value) == {"rest"}):
        return "(rest)"
    if isinstance(value, dict) and "drills" in value:
        return "(inner-block)"
    return _kind_of_drill(value)


class RestKeys(KnownKeys):
    """A rest between two entries: from the end of the one to the start of the other."""

    rest: RestMs


class OneOfKeys(KnownKeys):
    """Drills of which one is drawn at random, another one on another day."""

    one_of: Annotated[
        list[
            Annotated[
                Annotated[EntryKeys, Tag("(by-id)")] | Annotated[DrillKeys, Tag("(inline)")],
                Discriminator(_kind_of_drill),
                BeforeValidator(_entry),
            ]
        ],
        Field(min_length=2, max_length=20),
    ]


def _not_in_a_block(_value: Any) -> Any:
    raise wrong(
        what=words.BLOCK_IN_BLOCK,
        expected=words.WRITTEN_OUT_IN_OUTER,
        found="",
    )


Override = Annotated[
    Annotated[EntryKeys, Tag("(by-id)")]
    | Annotated[DrillKeys, Tag("(inline)")]
    | Annotated[RestKeys, Tag("(rest)")]
    | Annotated[OneOfKeys, Tag("(one-of)")]
    | Annotated[Any, BeforeValidator(_not_in_a_block), Tag("(inner-block)")],
    Discriminator(_kind_of_entry),
    BeforeValidator(_entry),
]


def _language(tag: str) -> str:
    if tag and not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", tag):
        raise wrong(what=words.NO_LANGUAGE, expected=words.A_LANGUAGE, found=tag)
    return tag.lower()


class BlockKeys(KnownKeys):
    """Drills of a routine that are done in turn, several times."""

    name: line(LONGEST_NAME_CHARACTERS) = ""
    rounds: Rounds = 1
    rest: RestMs = 0
    drills: Annotated[list[Override], Field(min_length=1, max_length=MOST_IN_BLOCK)]

    @field_validator("drills")
    @classmethod
    def _ends_with_a_drill(cls, entries: list[Any]) -> list[Any]:
        if isinstance(entries[-1], RestKeys):
            raise wrong(
                what=words.REST_ENDS_BLOCK,
                expected=words.REST_BESIDE_DRILLS,
                found="",
                at=(len(entries) - 1,),
            )
        return entries


def _kind_of_part(value: Any) -> str:
    written = isinstance(value, dict) and "drills" in value
    return "(block)" if written or isinstance(value, BlockKeys) else "(entry)"


Part = Annotated[
    Annotated[BlockKeys, Tag("(block)")] | Annotated[Override, Tag("(entry)")],
    Discriminator(_kind_of_part),
]


class RoutineKeys(KnownKeys):
    name: line(LONGEST_NAME_CHARACTERS)
    summary: line(160) = ""
    occasions: Annotated[list[choice(Occasion)], Field(max_length=6)] = Field([], alias="for")
    rounds: Rounds = 1
    rest: RestMs = 0
    get_ready: GetReadyMs | None = None
    wait_for_me: SWITCH = False
    voice: line(200) = ""
    language: Annotated[line(20), AfterValidator(_language)] = ""
    notes: Notes = Field([])
    pain: line(80) = ""
    per_week: so_often(7) | None = None
    per_day: so_often(10) | None = None
    tones: choice(ToneSet) | None = None
    single_beep: SWITCH | None = None
    source: line(300) = ""
    drills: Annotated[list[Part], Field(min_length=1, max_length=MOST_ENTRIES)]

    @field_validator("occasions")
    @classmethod
    def _once(cls, values: list[str] | None) -> list[str] | None:
        return each_once(values)
