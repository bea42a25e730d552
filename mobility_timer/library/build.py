"""From what a file says, checked already, to drills and routines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from mobility_timer.library.amounts import dose_of, with_sets
from mobility_timer.library.faults import Fault, FileFaults
from mobility_timer.library.overrides import Keys, Override, differing, order_of, with_gaps
from mobility_timer.routine import (
    Block,
    Breath,
    Drill,
    Occasion,
    Origin,
    Phase,
    Position,
    Routine,
    Sides,
    Variant,
    too_long,
)
from mobility_timer.settings import SHORTEST_GET_READY_S
from mobility_timer.words import drill_faults as words


@dataclass(frozen=True)
class Parsed:
    """What a file says: its kind, its keys as plain values, and where a routine's entries stand.

    `places` maps a path such as `drills.2.reps` to its line and column. Where there are faults,
    the keys are those of a routine's entries that can be looked at nevertheless: all of a sound
    one, the id of another, nothing of the rest.
    """

    kind: str
    keys: Keys
    places: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()


def id_of(file: str) -> str:
    """The id of the drill or the routine in a file: the file's name without its ending."""
    return PurePath(file).stem


def drill_of(parsed: Parsed, file: str, origin: Origin) -> Drill:
    """The drill in a parsed file. Raises FileFaults."""
    if parsed.faults:
        raise FileFaults(parsed.faults)
    return _drill(parsed.keys, id_of(file), origin)


def _drill(keys: Keys, id: str, origin: Origin) -> Drill:
    name = keys["name"]
    drill = Drill(
        id=id,
        name=name,
        short=keys["short"] or _shortened(name, 14),
        spoken=keys["spoken"] or _within_a_sentence(name),
        position=Position(keys["position"]),
        dose=dose_of(keys["dose"]),
        targets=tuple(keys["targets"]),
        muscles=tuple(keys["muscles"]),
        needs=tuple(keys["needs"]),
        sides=Sides(keys["sides"]),
        side_means=keys["side_means"] or "",
        side_says=keys["side_says"] or "",
        variants=tuple(_variant(variant) for variant in keys["variants"]),
        tempo=tuple(_phase(name, phase) for name, phase in (keys["tempo"] or {}).items()),
        stance=keys["stance"],
        setup=tuple(keys["setup"]),
        feel=keys["feel"],
        watch=keys["watch"],
        cues=tuple(keys["cues"]),
        coaching=tuple(keys["coaching"]),
        grows=keys["grows"],
        motion=keys["motion"],
        rounds=_sets_of_dose(keys["dose"]) or keys["rounds"],
        rest_ms=keys["rest"],
        source=keys["source"],
        origin=origin,
    )
    drill = with_sets(drill, keys["sets"] or keys["dose"].get("sets"))
    if keys["switch"]:
        drill = replace(drill, switch=keys["switch"])
    if keys["order"]:
        drill = replace(drill, order=order_of(keys["order"]))
    return with_gaps(drill, keys["gaps"])


def routine_of(
    parsed: Parsed,
    file: str,
    origin: Origin,
    drills: Mapping[str, Drill],
    broken: Mapping[str, str] | None = None,
) -> Routine:
    """The routine in a parsed file, its drills looked up by id.

    `broken` names the files of drills that cannot be used. Raises FileFaults.
    """
    keys = parsed.keys
    found: list[Drill] = []
    faults = list(parsed.faults)
    for path, entry, block in _entries(keys["drills"]):
        look = Override(file, parsed.places, path, entry)
        if "name" in entry:
            drill = _drill(entry, _inline_id(entry["name"]), origin)
        elif set(entry) == {"rest"}:
            if found and (block is None or found[-1].block == block):
                found[-1] = replace(found[-1], rest_after_ms=entry["rest"])
            else:
                faults.append(look.rests_first())
            continue
        elif "drill" not in entry:
            continue
        elif (known := drills.get(entry["drill"])) is None:
            faults.append(look.missing(drills, broken or {}))
            continue
        elif "reps" not in entry:
            continue
        else:
            wrong = list(look.faults_with(known))
            faults += wrong
            drill = known if wrong else differing(entry, known)
        found.append(replace(drill, block=block))
    if faults:
        raise FileFaults(faults)
    routine = Routine(
        id=id_of(file),
        name=keys["name"],
        drills=tuple(found),
        summary=keys["summary"],
        occasions=tuple(map(Occasion, keys["occasions"])),
        rounds=keys["rounds"],
        rest_ms=keys["rest"],
        wait_for_me=keys["wait_for_me"],
        get_ready_ms=keys["get_ready"] or 1000 * SHORTEST_GET_READY_S,
        voice=keys["voice"],
        language=keys["language"],
        source=keys["source"],
        origin=origin,
    )
    if long := too_long(routine):
        place = parsed.places.get("drills", (1, 1))
        raise FileFaults([Fault(file, *place, words.TOO_LONG, *long)])
    return routine


def _entries(parts: Iterable[Keys]) -> Iterator[tuple[str, Keys, Block | None]]:
    """The entries of a routine with their paths, those of a block one after the other."""
    for index, part in enumerate(parts):
        path = f"drills.{index}"
        if "drills" not in part:
            yield path, part, None
            continue
        block = Block(index + 1, part["rounds"], part["rest"], part["name"])
        for place, entry in enumerate(part["drills"]):
            yield f"{path}.drills.{place}", entry, block


def _sets_of_dose(keys: Keys) -> int:
    amounts = keys.get("reps") or keys.get("hold")
    return len(amounts) if isinstance(amounts, list) else 0


def _phase(name: str, keys: Keys) -> Phase:
    breath = Breath(keys["breath"]) if keys["breath"] else None
    return Phase(name, keys["seconds"], breath, keys["cue"])


def _variant(keys: Keys) -> Variant:
    return Variant(keys["id"], keys["name"], keys["says"], tuple(keys["phases"]))


def _within_a_sentence(name: str) -> str:
    """The name with a small first letter, where its first word is an ordinary one."""
    first, *others = (word.split("-")[0] for word in name.split())
    titled = any(word[:1].isupper() and word[1:].islower() for word in others)
    ordinary = len(first) > 1 and first[1:].islower() and not titled
    return name[0].lower() + name[1:] if ordinary else name


def _inline_id(name: str) -> str:
    return re.sub(r"[\W_]+", "-", name.lower()).strip("-") or "drill"


def _shortened(name: str, longest: int) -> str:
    if len(name) <= longest:
        return name
    cut = name[: longest + 1].rpartition(" ")[0]
    return cut or f"{name[: longest - 1]}…"
