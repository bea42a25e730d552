"""Which kind of file has which keys, and which kind a file is meant to be."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from mobility_timer.library.faults import nearest
from mobility_timer.library.motion.keys import OPTIONAL, REQUIRED
from mobility_timer.library.schema.drill import DrillKeys
from mobility_timer.library.schema.routine import (
    BlockKeys,
    EntryKeys,
    OneOfKeys,
    RestKeys,
    RoutineKeys,
)
from mobility_timer.library.schema.values import (
    DistanceKeys,
    GapsKeys,
    HoldKeys,
    KnownKeys,
    PhaseKeys,
    RepsKeys,
    StepsKeys,
    VariantKeys,
)

_KEYS_LOOKED_AT: Final = 50

MODELS: dict[str, type[KnownKeys]] = {"drill": DrillKeys, "routine": RoutineKeys}

_INSIDE: dict[str, type[KnownKeys]] = {
    "(reps)": RepsKeys,
    "(hold)": HoldKeys,
    "(by-id)": EntryKeys,
    "(inline)": DrillKeys,
    "(block)": BlockKeys,
    "(rest)": RestKeys,
    "(one-of)": OneOfKeys,
    "(steps)": StepsKeys,
    "(distance)": DistanceKeys,
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


def is_motion(keys: Collection[str]) -> bool:
    """Whether a file with these keys is a motion beyond doubt."""
    return {"camera", "keys"} <= set(keys)


def kind_of(keys: list[str]) -> str:
    """Whether a file with these keys is meant as a drill, a routine or a motion."""
    known = {
        "drill": set(keys_at("drill", ())),
        "routine": set(keys_at("routine", ())),
        "motion": {*REQUIRED, *OPTIONAL},
    }

    def hits(kind: str) -> int:
        others = set().union(*(known[other] for other in known if other != kind))
        own = known[kind] - others
        return sum(bool(nearest(key, own)) for key in keys[:_KEYS_LOOKED_AT])

    return "routine" if "drills" in keys else max(known, key=hits)
