"""What a drill file and a routine file may say, as pydantic models.

Imported late: building the models takes longer than opening a library that was read before.
"""

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
    ValidationInfo,
    field_validator,
)

from mobility_timer.library.faults import nearest
from mobility_timer.library.tree.scalars import (
    SWITCH,
    choice,
    line,
    milliseconds,
    template,
    whole,
    whole_seconds,
    word,
    wrong,
)
from mobility_timer.routine import (
    LONGEST_HOLD_S,
    MOST_REPS,
    MOST_ROUNDS,
    QUICKEST_PHASE_MS,
    SHORTEST_HOLD_S,
    SLOWEST_PHASE_MS,
    Breath,
    Occasion,
    Position,
    Side,
    Sides,
)

TARGETS = ("ankles", "hips", "calves", "upper back", "feet", "thighs", "whole body")

Cue = line(24)
Amount = whole(1, MOST_REPS)
Hold = whole_seconds(SHORTEST_HOLD_S, LONGEST_HOLD_S)
PhaseMs = milliseconds(QUICKEST_PHASE_MS / 1000, SLOWEST_PHASE_MS / 1000)
GapMs = milliseconds(0, 5 * 60)
RestMs = milliseconds(0, 10 * 60)
Rounds = whole(1, MOST_ROUNDS)
DrillId = line(60)
VariantId = word("[a-z0-9]+(-[a-z0-9]+)*", "small letters, digits and hyphens", "forward")
PhaseName = word(r"[^\W\d_]{1,12}", "one word of at most 12 letters", "lift")
MotionName = word(r"[^\W_][\w .-]{0,60}", "the name of a motion, without a folder", "calf-stretch")
SideName = choice(Side)
Order = Annotated[list[SideName], Field(min_length=1, max_length=2)]


class _Keys(BaseModel):
    model_config = ConfigDict(extra="forbid", validate_default=False)


class RepsKeys(_Keys):
    reps: Amount
    range: Annotated[list[Amount], Field(min_length=2, max_length=2)] | None = None

    @field_validator("range")
    @classmethod
    def _ordered(cls, ends: list[int] | None) -> list[int] | None:
        return _in_order(ends)


class HoldKeys(_Keys):
    hold: Hold
    range: Annotated[list[Hold], Field(min_length=2, max_length=2)] | None = None

    @field_validator("range")
    @classmethod
    def _ordered(cls, ends: list[int] | None) -> list[int] | None:
        return _in_order(ends)


def _in_order(ends: list[int] | None) -> list[int] | None:
    if ends and ends[0] > ends[1]:
        raise wrong("the lower end first", found=f"{ends[0]}, {ends[1]}", try_=f"{ends[::-1]}")
    return ends


def _kind_of_dose(value: Any) -> str:
    written = isinstance(value, dict) and "hold" in value and "reps" not in value
    return "(hold)" if written or isinstance(value, HoldKeys) else "(reps)"


Dose = Annotated[
    Annotated[RepsKeys, Tag("(reps)")] | Annotated[HoldKeys, Tag("(hold)")],
    Discriminator(_kind_of_dose),
]


class PhaseKeys(_Keys):
    seconds: PhaseMs
    breath: choice(Breath) | None = None
    cue: Cue = ""


def _phase(value: Any) -> Any:
    return {"seconds": value} if isinstance(value, str) else value


class VariantKeys(_Keys):
    id: VariantId
    name: Cue
    says: line(60)
    phases: list[PhaseName] = []


class GapsKeys(_Keys):
    setup: GapMs | None = None
    side: GapMs | None = None
    variant: GapMs | None = None


class DrillKeys(_Keys):
    """A drill: a file of its own, or written out in a routine.

    The order of the keys is the order of the checks: each may look at those above it.
    """

    name: line(60)
    short: line(14) | None = None
    spoken: line(60) | None = None
    targets: Annotated[list[choice(TARGETS)], Field(max_length=7)] = []
    muscles: Annotated[list[line(40)], Field(max_length=8)] = []
    position: choice(Position)
    needs: Annotated[list[line(30)], Field(max_length=8)] = []
    sides: choice(Sides) = Sides.BOTH.value
    order: Order | None = None
    side_means: line(60) | None = Field(default=None, validate_default=True)
    side_says: template(80) | None = None
    switch: template(24) | None = None
    dose: Dose
    tempo: (
        Annotated[
            dict[PhaseName, Annotated[PhaseKeys, BeforeValidator(_phase)]],
            Field(min_length=1, max_length=8),
        ]
        | None
    ) = Field(default=None, validate_default=True)
    variants: Annotated[list[VariantKeys], Field(max_length=8)] = []
    gaps: GapsKeys = GapsKeys()
    stance: line(120) = ""
    setup: Annotated[list[line(60)], Field(max_length=5)] = []
    feel: line(120) = ""
    watch: line(120) = ""
    cues: Annotated[list[Cue], Field(max_length=8)] = []
    coaching: Annotated[list[line(80)], Field(max_length=8)] = []
    grows: SWITCH = False
    motion: MotionName | None = None
    rounds: Rounds = 1
    rest: RestMs = 0
    source: line(300) = ""

    @field_validator("targets", "muscles", "needs", "setup", "cues", "coaching", "order")
    @classmethod
    def _once(cls, values: list[str] | None) -> list[str] | None:
        for index, value in enumerate(values or ()):
            if values and value in values[:index]:
                raise wrong("each entry once", found=f'"{value}" twice', at=(index,))
        return values

    @field_validator("order", "side_says", "switch")
    @classmethod
    def _has_sides(cls, value: Any, info: ValidationInfo) -> Any:
        if value is not None and info.data.get("sides") == Sides.BOTH.value:
            raise wrong("sides: each or sides: alternate beside it", found="sides: both")
        if info.field_name == "order" and value and len(value) == 1:
            _not_alternating(info)
        return value

    @field_validator("side_means")
    @classmethod
    def _says_which_limb(cls, value: str | None, info: ValidationInfo) -> str | None:
        both = info.data.get("sides", Sides.BOTH.value) == Sides.BOTH.value
        if value is None and not both:
            raise wrong(
                what='"side_means" is missing',
                expected="which limb the announced side is",
                found="",
                try_="side_means: the leg that moves",
            )
        if value is not None and both and "sides" in info.data:
            raise wrong("sides: each or sides: alternate beside it", found="sides: both")
        return value

    @field_validator("dose")
    @classmethod
    def _even(cls, dose: RepsKeys | HoldKeys, info: ValidationInfo) -> RepsKeys | HoldKeys:
        if info.data.get("sides") != Sides.ALTERNATE.value:
            return dose
        if isinstance(dose, HoldKeys):
            raise wrong("reps, as the sides alternate", found="hold", at=("hold",))
        if dose.reps % 2:
            raise wrong(**_odd(dose.reps), at=("reps",))
        for index, end in enumerate(dose.range or ()):
            if end % 2:
                raise wrong(**_odd(end), at=("range", index))
        return dose

    @field_validator("tempo")
    @classmethod
    def _times_the_reps(cls, tempo: Any, info: ValidationInfo) -> Any:
        dose = info.data.get("dose")
        if tempo is None and isinstance(dose, RepsKeys):
            raise wrong(
                what='"tempo" is missing',
                expected="the phases of one rep, in seconds",
                found="",
                try_="tempo: {lift: 1, lower: 1}",
            )
        return tempo

    @field_validator("variants")
    @classmethod
    def _distinct(cls, variants: list[VariantKeys], info: ValidationInfo) -> list[VariantKeys]:
        tempo = info.data.get("tempo")
        seen: set[str] = set()
        for index, variant in enumerate(variants):
            if variant.id in seen:
                raise wrong(
                    "an id of its own for each variant",
                    found=f'"{variant.id}" twice',
                    at=(index, "id"),
                )
            seen.add(variant.id)
            if variant.phases and sorted(variant.phases) != sorted(tempo or ()):
                raise wrong(
                    "the phases of the tempo, each once",
                    found=", ".join(variant.phases),
                    try_=f"[{', '.join(tempo or ())}]",
                    at=(index, "phases"),
                )
        return variants


def _not_alternating(info: ValidationInfo) -> None:
    if info.data.get("sides") == Sides.ALTERNATE.value:
        raise wrong("left and right, as the sides alternate", try_="[left, right]")


def _odd(reps: int) -> dict[str, str]:
    return {
        "expected": "an even number, as left and right take turns",
        "found": str(reps),
        "try_": str(reps + 1),
    }


class EntryKeys(_Keys):
    """A drill of a routine by its id, and what differs from the drill's own file."""

    drill: DrillId
    reps: Amount | None = None
    hold: Hold | None = None
    tempo: dict[PhaseName, PhaseMs] = {}
    rounds: Rounds | None = None
    rest: RestMs | None = None
    sides: choice(Sides) | None = None
    order: Order | None = None
    variants: Annotated[list[VariantId], Field(min_length=1, max_length=8)] | None = None
    gaps: GapsKeys = GapsKeys()

    @field_validator("hold")
    @classmethod
    def _either(cls, hold: int | None, info: ValidationInfo) -> int | None:
        if hold is not None and info.data.get("reps") is not None:
            raise wrong(what="both reps and hold", expected="one of the two", found="")
        return hold

    @field_validator("order", "variants")
    @classmethod
    def _once(cls, values: list[str] | None) -> list[str] | None:
        return DrillKeys._once(values)


def _entry(value: Any) -> Any:
    return {"drill": value} if isinstance(value, str) else value


def _kind_of_entry(value: Any) -> str:
    written = (
        isinstance(value, dict) and "drill" not in value and not {"name", "dose"}.isdisjoint(value)
    )
    return "(inline)" if written or isinstance(value, DrillKeys) else "(by id)"


Override = Annotated[
    Annotated[EntryKeys, Tag("(by id)")] | Annotated[DrillKeys, Tag("(inline)")],
    Discriminator(_kind_of_entry),
    BeforeValidator(_entry),
]


class RoutineKeys(_Keys):
    name: line(60)
    summary: line(160) = ""
    occasions: Annotated[list[choice(Occasion)], Field(max_length=6)] = Field([], alias="for")
    rounds: Rounds = 1
    rest: RestMs = 0
    wait_for_me: SWITCH = False
    source: line(300) = ""
    drills: Annotated[list[Override], Field(min_length=1, max_length=100)]

    @field_validator("occasions")
    @classmethod
    def _once(cls, values: list[str] | None) -> list[str] | None:
        return DrillKeys._once(values)


MODELS: dict[str, type[_Keys]] = {"drill": DrillKeys, "routine": RoutineKeys}

_INSIDE: dict[str, type[_Keys]] = {
    "(reps)": RepsKeys,
    "(hold)": HoldKeys,
    "(by id)": EntryKeys,
    "(inline)": DrillKeys,
    "tempo": PhaseKeys,
    "variants": VariantKeys,
    "gaps": GapsKeys,
}


def keys_at(kind: str, path: tuple[str | int, ...]) -> list[str]:
    """The keys that may stand at a path of pydantic's."""
    model = MODELS[kind]
    for step in path:
        model = _INSIDE.get(step, model) if isinstance(step, str) else model
    return [field.alias or name for name, field in model.model_fields.items()]


_KEYS_LOOKED_AT = 50


def kind_of(keys: list[str]) -> str:
    """Whether a file with these keys is meant as a drill or as a routine."""

    def hits(kind: str) -> int:
        other = "routine" if kind == "drill" else "drill"
        own = set(keys_at(kind, ())) - set(keys_at(other, ()))
        return sum(bool(nearest(key, own)) for key in keys[:_KEYS_LOOKED_AT])

    return "routine" if "drills" in keys or hits("routine") > hits("drill") else "drill"
