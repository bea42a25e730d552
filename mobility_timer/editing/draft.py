"""A routine as a draft: what its file says, entry by entry, as texts.

A draft keeps whatever the file says, also keys that no command knows, and each entry knows where
it stood in the text, so that it takes its comments along when it moves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self, TypeAlias

from mobility_timer.library import Moved, read_plain
from mobility_timer.words import editing as words

Keys: TypeAlias = Mapping[str, Any]
Origin: TypeAlias = tuple[str | int, ...]

ROUTINE_KEYS = (
    *("name", "summary", "for", "per_week", "per_day", "notes", "pain", "rounds", "rest"),
    *("get_ready", "wait_for_me", "voice", "language", "tones", "single_beep"),
    "source",
)
ENTRY_KEYS = (
    *("drill", "reps", "hold", "steps", "distance", "in", "range", "sets", "tempo", "rounds"),
    *("rest", "sides", "order", "variants", "gaps", "notes", "pain"),
)
BLOCK_KEYS = ("name", "rounds", "rest")


@dataclass(frozen=True)
class DraftStep:
    """An entry of a routine: a drill by its id, a drill written out, a rest, or a lot of drills of
    which one is drawn.

    `number` tells it from the others of its draft. `bare` where its file may name the drill alone.
    The drills of a lot are steps with numbers of their own; a lot has no keys.
    """

    number: int
    keys: Keys
    origin: Origin | None = None
    bare: bool = True
    lot: tuple[DraftStep, ...] = ()

    @property
    def drill(self) -> str | None:
        """The id of the drill, where it is not written out."""
        id = self.keys.get("drill")
        return None if id is None else str(id)

    @property
    def is_rest(self) -> bool:
        return set(self.keys) == {"rest"}

    def with_key(self, key: str, value: Any) -> DraftStep:
        """The same with another value of a key; without the key for None."""
        return replace(self, keys=with_key(self.keys, key, value, ENTRY_KEYS))


@dataclass(frozen=True)
class DraftBlock:
    """Steps that are done in turn several times; `keys` are its own: name, rounds, rest."""

    number: int
    keys: Keys
    steps: tuple[DraftStep, ...]
    origin: Origin | None = None


Part: TypeAlias = DraftStep | DraftBlock


@dataclass(frozen=True)
class RoutineDraft:
    """A routine being written. `keys` are its own, without its parts."""

    keys: Keys = field(default_factory=lambda: {"name": words.MY_ROUTINE})
    parts: tuple[Part, ...] = ()
    next_number: int = 0

    @property
    def name(self) -> str:
        return str(self.keys.get("name", ""))

    def steps(self) -> Iterator[DraftStep]:
        """All steps in order, those of blocks too."""
        for part in self.parts:
            yield from part.steps if isinstance(part, DraftBlock) else (part,)

    def drill_steps(self) -> tuple[DraftStep, ...]:
        """The steps that are no rests: one for each drill of the routine, in its order."""
        return tuple(step for step in self.steps() if not step.is_rest)

    def step(self, number: int) -> DraftStep:
        """The step of this number, one of a lot too."""
        every = (one for step in self.steps() for one in (step, *step.lot))
        return next(step for step in every if step.number == number)

    def lot_of(self, number: int) -> DraftStep | None:
        """The lot that a step is drawn from, or the lot of this number itself."""
        for step in self.steps():
            if step.lot and any(one.number == number for one in (step, *step.lot)):
                return step
        return None

    def block_of(self, number: int) -> DraftBlock | None:
        """The block that a step stands in, or the block of this number itself."""
        for part in self.parts:
            if isinstance(part, DraftBlock) and (
                part.number == number or any(step.number == number for step in part.steps)
            ):
                return part
        return None

    def with_key(self, key: str, value: Any) -> Self:
        """The same with another value of one of the routine's own keys; without it for None."""
        return replace(self, keys=with_key(self.keys, key, value, ROUTINE_KEYS))

    def with_step(self, step: DraftStep) -> Self:
        """The same with this step in the place of the one with its number."""
        return self.with_each(
            lambda one: (
                replace(one, lot=tuple(step if it.number == step.number else it for it in one.lot))
                if one.number != step.number
                else step
            )
        )

    def with_each(self, change: Callable[[DraftStep], DraftStep]) -> Self:
        """The same with another step in the place of each, those of blocks too."""

        def changed(steps: Sequence[DraftStep]) -> tuple[DraftStep, ...]:
            return tuple(map(change, steps))

        parts = tuple(
            replace(part, steps=changed(part.steps))
            if isinstance(part, DraftBlock)
            else changed((part,))[0]
            for part in self.parts
        )
        return replace(self, parts=parts)

    def wanted(self) -> dict[str, Any]:
        """What the file is to say, with where its entries stood."""
        drills = [_said(part) for part in self.parts]
        return {**self.keys, "drills": drills} if drills else dict(self.keys)


def draft_of(text: str) -> RoutineDraft:
    """The draft of a routine from the text of its file, which must be one, or have no drills."""
    plain = read_plain(text)
    numbers = iter(range(10_000))
    parts: list[Part] = []
    for place, entry in enumerate(plain.get("drills") or ()):
        origin: Origin = ("drills", place)
        if isinstance(entry, Mapping) and "drills" in entry:
            inside = enumerate(entry["drills"])
            steps = tuple(_step(numbers, e, (*origin, "drills", at)) for at, e in inside)
            keys = {key: value for key, value in entry.items() if key != "drills"}
            parts.append(DraftBlock(next(numbers), keys, steps, origin))
        else:
            parts.append(_step(numbers, entry, origin))
    keys = {key: value for key, value in plain.items() if key != "drills"}
    return RoutineDraft(keys, tuple(parts), next(numbers))


def with_key(keys: Keys, key: str, value: Any, order: Sequence[str]) -> dict[str, Any]:
    """Keys with another value of one; a new one comes where `order` has it, None takes it away."""
    if value is None:
        return {name: old for name, old in keys.items() if name != key}
    if key in keys:
        return {name: value if name == key else old for name, old in keys.items()}
    ranks = {name: rank for rank, name in enumerate(order)}
    later = [name for name in keys if ranks.get(name, -1) > ranks.get(key, len(order))]
    made: dict[str, Any] = {}
    for name, old in keys.items():
        if later and name == later[0]:
            made[key] = value
        made[name] = old
    return made if key in made else {**made, key: value}


def _step(numbers: Iterator[int], entry: Any, origin: Origin) -> DraftStep:
    number = next(numbers)
    if isinstance(entry, Mapping) and "one_of" in entry:
        inside = enumerate(entry["one_of"])
        lot = tuple(_step(numbers, one, (*origin, "one_of", at)) for at, one in inside)
        return DraftStep(number, {}, origin, bare=False, lot=lot)
    if isinstance(entry, Mapping):
        return DraftStep(number, dict(entry), origin, bare=False)
    return DraftStep(number, {"drill": entry}, origin)


def _said(part: Part) -> Any:
    value: Any = part.keys
    if isinstance(part, DraftBlock):
        value = {**part.keys, "drills": [_said(step) for step in part.steps]}
    elif part.lot:
        value = {"one_of": [_said(step) for step in part.lot]}
    elif part.bare and set(part.keys) == {"drill"}:
        value = part.drill
    return value if part.origin is None else Moved(part.origin, value)
