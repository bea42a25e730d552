"""What a drill may say, in a file of its own or written out in a routine."""

# mypy: disable-error-code="valid-type"

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from mobility_timer.library.amounts import UNTIL_YOU_STOP, every_amount
from mobility_timer.library.schema.scalars import SWITCH, choice, line, template, word
from mobility_timer.library.schema.typed import typed_tempo
from mobility_timer.library.schema.values import (
    Cue,
    Dose,
    DoseKeys,
    GapsKeys,
    HoldKeys,
    KnownKeys,
    Notes,
    Order,
    PhaseKeys,
    PhaseName,
    RepsKeys,
    RestMs,
    Rounds,
    StepsKeys,
    VariantKeys,
    each_once,
    phase_keys,
    sets_of,
)
from mobility_timer.library.schema.wrong import refuse, wrong
from mobility_timer.routine import LONGEST_NAME_CHARACTERS, Position, Sides
from mobility_timer.words import drill_faults as words
from mobility_timer.words import file_faults, value_faults

TARGETS = ("ankles", "hips", "calves", "upper back", "feet", "thighs", "whole body")
_POSITIONS_MEANT = {
    "seated": "sitting",
    "chair": "sitting",
    "long sitting": "sitting",
    "supine": "lying",
    "on back": "lying",
    "on your back": "lying",
    "face up": "lying",
    "face down": "prone",
    "on front": "prone",
    "on your front": "prone",
    "on your stomach": "prone",
    "back": "lying",
    "on the back": "lying",
    "on the floor": "lying",
    "floor": "lying",
    "lying on back": "lying",
    "lying on your back": "lying",
    "front": "prone",
    "stomach": "prone",
    "on stomach": "prone",
    "on the stomach": "prone",
    "lying face down": "prone",
    "lying on your front": "prone",
    "side": "side-lying",
    "on the side": "side-lying",
    "lying on side": "side-lying",
    "lying on your side": "side-lying",
    "on all fours": "kneeling",
    "hands and knees": "kneeling",
    "on hands and knees": "kneeling",
    "tall kneeling": "kneeling",
    "stand": "standing",
    "stood": "standing",
    "sit": "sitting",
    "on a chair": "sitting",
    "on side": "side-lying",
    "on your side": "side-lying",
    "all fours": "kneeling",
    "half kneeling": "kneeling",
    "quadruped": "kneeling",
}
PictureName = word(r"[^\W_][\w .()+-]{0,80}\.(png|gif|webp)", words.A_PICTURE, "knee-drive-1.png")
MotionName = word(r"[^\W_][\w .-]{0,60}", words.A_MOTION, "calf-stretch")


class DrillKeys(KnownKeys):
    """A drill: a file of its own, or written out in a routine.

    The order of the keys is the order of the checks: each may look at those above it.
    """

    name: line(LONGEST_NAME_CHARACTERS)
    short: line(14) | None = None
    spoken: line(60) | None = None
    targets: Annotated[list[choice(TARGETS)], Field(max_length=7)] = Field([])
    muscles: Annotated[list[line(40)], Field(max_length=8)] = Field([])
    position: choice(Position, _POSITIONS_MEANT)
    needs: Annotated[list[line(30)], Field(max_length=8)] = Field([])
    sides: choice(Sides, words.SIDES_MEANT) = Sides.BOTH.value
    order: Order | None = None
    side_means: line(60) | None = Field(default=None, validate_default=True)
    side_says: template(80) | None = None
    switch: template(24) | None = None
    dose: Dose
    sets: Any = None
    tempo: (
        Annotated[
            dict[PhaseName, Annotated[PhaseKeys, BeforeValidator(phase_keys)]],
            Field(min_length=1, max_length=8),
            BeforeValidator(typed_tempo),
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
    notes: Notes = Field([])
    pain: line(80) = ""
    grows: SWITCH = False
    motion: MotionName | None = None
    pictures: Annotated[list[PictureName], Field(max_length=8)] = Field([])
    warning: line(160) = ""
    wait: SWITCH = False
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
            raise wrong(words.SIDES_BESIDE_IT, found="sides: both")
        if info.field_name == "order" and value and len(value) == 1:
            _not_alternating(info)
        return value

    @field_validator("side_means")
    @classmethod
    def _says_which_limb(cls, value: str | None, info: ValidationInfo) -> str | None:
        both = info.data.get("sides", Sides.BOTH.value) == Sides.BOTH.value
        if value is None and not both:
            raise wrong(
                what=file_faults.is_missing('"side_means"'),
                expected=words.WHICH_LIMB,
                found="",
                try_=words.A_LIMB,
            )
        if value is not None and both and "sides" in info.data:
            raise wrong(words.SIDES_BESIDE_IT, found="sides: both")
        return value

    @field_validator("dose")
    @classmethod
    def _shared_by_sides(cls, dose: DoseKeys, info: ValidationInfo) -> DoseKeys:
        sides = info.data.get("sides")
        if isinstance(dose.amounts, dict) and sides in (Sides.BOTH.value, Sides.ALTERNATE.value):
            raise wrong(words.EACH_BESIDE_IT, found=f"sides: {sides}", at=(dose.key,))
        if sides == Sides.ALTERNATE.value and isinstance(dose, RepsKeys | StepsKeys):
            _all_even(dose.amounts, dose.key)
            _all_even(dose.range, "range")
        if sides == Sides.ALTERNATE.value and isinstance(dose, HoldKeys) and _is_open(dose):
            raise wrong(words.SECONDS_IN_TURN, try_="hold: 60", at=("hold",))
        return dose

    @field_validator("sets", mode="before")
    @classmethod
    def _of_the_dose(cls, value: Any, info: ValidationInfo) -> Any:
        dose = info.data.get("dose")
        sets = sets_of(value, dose)
        alternates = info.data.get("sides") == Sides.ALTERNATE.value
        if alternates and isinstance(dose, RepsKeys | StepsKeys) and isinstance(sets, list):
            _all_even(sets)
        return sets

    @field_validator("rounds")
    @classmethod
    def _either_name(cls, rounds: int, info: ValidationInfo) -> int:
        if info.data.get("sets") is not None:
            raise wrong(what=value_faults.BOTH_COUNTS, expected=value_faults.ONE_OF_TWO, found="")
        return rounds

    @field_validator("tempo")
    @classmethod
    def _times_the_reps(cls, tempo: Any, info: ValidationInfo) -> Any:
        dose = info.data.get("dose")
        alternates = info.data.get("sides") == Sides.ALTERNATE.value
        if tempo is None and _is_timed_by_its_tempo(dose):
            raise wrong(
                what=file_faults.is_missing('"tempo"'),
                expected=words.PHASES_IN_SECONDS,
                found="",
                try_="tempo: {lift: 1, lower: 1}",
            )
        if tempo is None and isinstance(dose, HoldKeys) and alternates:
            raise wrong(
                what=file_faults.is_missing('"tempo"'),
                expected=words.HOW_LONG_A_SIDE,
                found="",
                try_="tempo: {hold: 10}",
            )
        if isinstance(dose, HoldKeys) and alternates:
            held_in_turn(every_amount(dose.hold), sum(phase.seconds for phase in tempo.values()))
        return tempo

    @field_validator("variants")
    @classmethod
    def _distinct(cls, variants: list[VariantKeys], info: ValidationInfo) -> list[VariantKeys]:
        refuse(_indistinct(variants, info.data.get("tempo") or ()))
        return variants


def _indistinct(
    variants: Sequence[VariantKeys], tempo: Iterable[str]
) -> Iterator[PydanticCustomError]:
    """What is wrong with the ids and the phases of variants, given the phases of the tempo."""
    phases = list(tempo)
    ids = [variant.id for variant in variants]
    for index, variant in enumerate(variants):
        if variant.id in ids[:index]:
            found = value_faults.twice(f'"{variant.id}"')
            yield wrong(words.OWN_ID, found=found, at=(index, "id"))
        if variant.phases and sorted(variant.phases) != sorted(phases):
            yield wrong(
                words.PHASES_ONCE,
                found=", ".join(variant.phases),
                try_=f"[{', '.join(phases)}]",
                at=(index, "phases"),
                unless=("tempo",),
            )


def _not_alternating(info: ValidationInfo) -> None:
    if info.data.get("sides") == Sides.ALTERNATE.value:
        raise wrong(words.BOTH_SIDES, try_="[left, right]")


def held_in_turn(holds: Sequence[int], turn_ms: int) -> None:
    """Raise where a hold is not so many turns of both sides. `turn_ms` is one turn of one side."""
    for hold in holds:
        if turn_ms % 500 or hold * 1000 % (2 * turn_ms):
            whole = 2 * turn_ms * max(1, round(hold * 500 / turn_ms))
            hint = "" if whole % 1000 else f"hold: {whole // 1000}"
            raise wrong(
                words.turns_that_fill(hold),
                found=words.a_side(turn_ms / 1000),
                try_=hint,
            )


def _is_open(dose: DoseKeys) -> bool:
    return bool(dose.amounts == UNTIL_YOU_STOP)


def _is_timed_by_its_tempo(dose: Any) -> bool:
    """Whether the time of a set follows from its reps alone."""
    return isinstance(dose, StepsKeys) or (isinstance(dose, RepsKeys) and dose.within is None)


def _all_even(amounts: Any, *at: str) -> None:
    if amounts == UNTIL_YOU_STOP or not amounts:
        return
    is_list = isinstance(amounts, list)
    refuse(
        wrong(
            words.AN_EVEN_NUMBER,
            found=str(amount),
            try_=str(amount + 1),
            at=(*at, index) if is_list else at,
        )
        for index, amount in enumerate(every_amount(amounts))
        if amount % 2
    )
