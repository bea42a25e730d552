"""What a routine may say, and each of its entries."""

# mypy: disable-error-code="valid-type"

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Field,
    Tag,
    ValidationInfo,
    field_validator,
)

from mobility_timer.library.schema.drill import DrillKeys
from mobility_timer.library.schema.scalars import SWITCH, choice, line, wrong
from mobility_timer.library.schema.values import (
    AmountOfEach,
    DrillId,
    GapsKeys,
    GetReadyMs,
    HoldKeys,
    HoldOfEach,
    KnownKeys,
    Order,
    PhaseMs,
    PhaseName,
    RepsKeys,
    RestMs,
    Rounds,
    VariantId,
    each_once,
    sets_of,
)
from mobility_timer.routine import Occasion, Sides
from mobility_timer.words import drill_faults as words
from mobility_timer.words import value_faults


class EntryKeys(KnownKeys):
    """A drill of a routine by its id, and what differs from the drill's own file."""

    drill: DrillId
    reps: AmountOfEach | None = None
    hold: HoldOfEach | None = None
    sets: Any = None
    tempo: dict[PhaseName, PhaseMs] = Field({})
    rounds: Rounds | None = None
    rest: RestMs | None = None
    sides: choice(Sides) | None = None
    order: Order | None = None
    variants: Annotated[list[VariantId], Field(min_length=1, max_length=8)] | None = None
    gaps: GapsKeys = GapsKeys()

    @field_validator("hold")
    @classmethod
    def _either(cls, hold: Any, info: ValidationInfo) -> Any:
        if hold is not None and info.data.get("reps") is not None:
            raise wrong(what=value_faults.BOTH_DOSES, expected=value_faults.ONE_OF_TWO, found="")
        return hold

    @field_validator("sets", mode="before")
    @classmethod
    def _of_the_dose(cls, value: Any, info: ValidationInfo) -> Any:
        reps, hold = info.data.get("reps"), info.data.get("hold")
        if hold is not None:
            return sets_of(value, HoldKeys.model_construct(hold=hold, sets=None))
        return sets_of(value, None if reps is None else RepsKeys.model_construct(reps=reps))

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


class RestKeys(KnownKeys):
    """A rest between two entries: from the end of the one to the start of the other."""

    rest: RestMs


def _entry(value: Any) -> Any:
    return {"drill": value} if isinstance(value, str) else value


def _kind_of_entry(value: Any) -> str:
    if isinstance(value, RestKeys) or (isinstance(value, dict) and set(value) == {"rest"}):
        return "(rest)"
    written = (
        isinstance(value, dict) and "drill" not in value and not {"name", "dose"}.isdisjoint(value)
    )
    return "(inline)" if written or isinstance(value, DrillKeys) else "(by-id)"


Override = Annotated[
    Annotated[EntryKeys, Tag("(by-id)")]
    | Annotated[DrillKeys, Tag("(inline)")]
    | Annotated[RestKeys, Tag("(rest)")],
    Discriminator(_kind_of_entry),
    BeforeValidator(_entry),
]


def _language(tag: str) -> str:
    if tag and not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", tag):
        raise wrong(what=words.NO_LANGUAGE, expected=words.A_LANGUAGE, found=tag)
    return tag.lower()


class BlockKeys(KnownKeys):
    """Drills of a routine that are done in turn, several times."""

    name: line(60) = ""
    rounds: Rounds = 1
    rest: RestMs = 0
    drills: Annotated[list[Override], Field(min_length=1, max_length=20)]

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
    name: line(60)
    summary: line(160) = ""
    occasions: Annotated[list[choice(Occasion)], Field(max_length=6)] = Field([], alias="for")
    rounds: Rounds = 1
    rest: RestMs = 0
    get_ready: GetReadyMs | None = None
    wait_for_me: SWITCH = False
    voice: line(200) = ""
    language: Annotated[line(20), AfterValidator(_language)] = ""
    source: line(300) = ""
    drills: Annotated[list[Part], Field(min_length=1, max_length=100)]

    @field_validator("occasions")
    @classmethod
    def _once(cls, values: list[str] | None) -> list[str] | None:
        return each_once(values)
