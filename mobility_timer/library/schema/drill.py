"""What a drill may say, in a file of its own or written out in a routine."""

# mypy: disable-error-code="valid-type"

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator

from mobility_timer.library.schema.scalars import SWITCH, choice, line, template, word, wrong
from mobility_timer.library.schema.values import (
    Cue,
    Dose,
    GapsKeys,
    HoldKeys,
    KnownKeys,
    Order,
    PhaseKeys,
    PhaseName,
    RepsKeys,
    RestMs,
    Rounds,
    VariantKeys,
    each_once,
    phase_keys,
)
from mobility_timer.routine import Position, Sides

TARGETS = ("ankles", "hips", "calves", "upper back", "feet", "thighs", "whole body")
MotionName = word(r"[^\W_][\w .-]{0,60}", "the name of a motion, without a folder", "calf-stretch")


class DrillKeys(KnownKeys):
    """A drill: a file of its own, or written out in a routine.

    The order of the keys is the order of the checks: each may look at those above it.
    """

    name: line(60)
    short: line(14) | None = None
    spoken: line(60) | None = None
    targets: Annotated[list[choice(TARGETS)], Field(max_length=7)] = Field([])
    muscles: Annotated[list[line(40)], Field(max_length=8)] = Field([])
    position: choice(Position)
    needs: Annotated[list[line(30)], Field(max_length=8)] = Field([])
    sides: choice(Sides) = Sides.BOTH.value
    order: Order | None = None
    side_means: line(60) | None = Field(default=None, validate_default=True)
    side_says: template(80) | None = None
    switch: template(24) | None = None
    dose: Dose
    tempo: (
        Annotated[
            dict[PhaseName, Annotated[PhaseKeys, BeforeValidator(phase_keys)]],
            Field(min_length=1, max_length=8),
        ]
        | None
    ) = Field(default=None, validate_default=True)
    variants: Annotated[list[VariantKeys], Field(max_length=8)] = Field([])
    gaps: GapsKeys = GapsKeys()
    stance: line(120) = ""
    setup: Annotated[list[line(60)], Field(max_length=5)] = Field([])
    feel: line(120) = ""
    watch: line(120) = ""
    cues: Annotated[list[Cue], Field(max_length=8)] = Field([])
    coaching: Annotated[list[line(80)], Field(max_length=8)] = Field([])
    grows: SWITCH = False
    motion: MotionName | None = None
    rounds: Rounds = 1
    rest: RestMs = 0
    source: line(300) = ""

    @field_validator("targets", "muscles", "needs", "setup", "cues", "coaching", "order")
    @classmethod
    def _once(cls, values: list[str] | None) -> list[str] | None:
        return each_once(values)

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
