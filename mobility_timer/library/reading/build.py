"""From what a file says, checked already, to drills and routines."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from mobility_timer.frozen import changed
from mobility_timer.library.amounts import (
    UNTIL_YOU_STOP,
    dose_of,
    key_of,
    pace_of,
    sets_of_amounts,
    with_amounts,
)
from mobility_timer.library.faults import Fault, FileFaults
from mobility_timer.library.reading.overrides import Keys, Override, differing, gaps_of, order_of
from mobility_timer.routine import (
    Block,
    Breath,
    Counts,
    Drill,
    Occasion,
    Origin,
    Phase,
    Position,
    Routine,
    Side,
    Sides,
    Variant,
    distinct_needs,
    too_long,
)
from mobility_timer.settings import SHORTEST_GET_READY_S, ToneSet
from mobility_timer.words import drill_faults as words
from mobility_timer.words import spoken

_BOTH_SIDES = [side.value for side in Side]


class Parsed(NamedTuple):
    """What a file says: its kind, its keys as plain values, and where a routine's entries stand.

    `places` maps a path such as `drills.2.reps` to its line and column. Where there are faults,
    the keys are those of a routine's entries that can be looked at nevertheless: all of a sound
    one, the id of another, nothing of the rest.
    """

    kind: str
    keys: Keys
    places: Mapping[str, tuple[int, int]]
    faults: tuple[Fault, ...]


def id_of(file: str) -> str:
    """The id of the drill or the routine in a file: the file's name without its ending."""
    return os.path.splitext(os.path.basename(file))[0]


def drill_of(parsed: Parsed, file: str, origin: Origin) -> Drill:
    """The drill in a parsed file. Raises FileFaults."""
    if parsed.faults:
        raise FileFaults(parsed.faults)
    return _drill(parsed.keys, id_of(file), origin)


def _drill(keys: Keys, id: str, origin: Origin) -> Drill:
    name, dose = keys["name"], dose_of(keys["dose"])
    sets = keys["sets"] or keys["dose"].get("sets")
    rounds = sets if isinstance(sets, int) else _sets_of_dose(keys["dose"]) or keys["rounds"]
    side_means = keys["side_means"] or ""
    tempo = tuple(_phase(name, phase) for name, phase in (keys["tempo"] or {}).items())
    if not tempo and dose.counts is Counts.METRES:
        tempo = pace_of(dose, keys["dose"]["within"])
    if isinstance(sets, list):
        dose, rounds = with_amounts(dose, sets), len(sets)
    return Drill(
        id=id,
        name=name,
        short=keys["short"] or _shortened(name, 14),
        spoken=keys["spoken"] or _within_a_sentence(name),
        position=Position(keys["position"]),
        dose=dose,
        targets=tuple(keys["targets"]),
        muscles=tuple(keys["muscles"]),
        needs=distinct_needs(keys["needs"]),
        sides=Sides(keys["sides"]),
        order=order_of(keys["order"] or _BOTH_SIDES),
        side_means=side_means,
        side_says=keys["side_says"] or "",
        switch=keys["switch"] or spoken.switch_of(side_means),
        variants=tuple(_variant(variant) for variant in keys["variants"]),
        tempo=tempo,
        stance=keys["stance"],
        setup=tuple(keys["setup"]),
        feel=keys["feel"],
        watch=keys["watch"],
        cues=tuple(keys["cues"]),
        notes=tuple(keys["notes"]),
        pain=keys["pain"],
        coaching=tuple(keys["coaching"]),
        grows=keys["grows"],
        motion=keys["motion"],
        pictures=tuple(keys["pictures"]),
        warning=keys["warning"],
        waits=keys["wait"],
        rounds=rounds,
        rest_ms=keys["rest"],
        source=keys["source"],
        origin=origin,
        **gaps_of(keys["gaps"]),
    )


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
    reader = _Entries(parsed, file, origin, drills, broken or {})
    found: list[Drill] = []
    faults = list(parsed.faults)
    begun: set[Block | None] = set()
    for path, entry, block in _entries(keys["drills"]):
        if set(entry) != {"rest"}:
            begun |= {block, None}
            if drill := reader.drill(path, entry, block):
                found.append(drill)
        elif block not in begun:
            faults.append(reader.override(path, entry).rests_first())
        elif found and (block is None or found[-1].block == block):
            rest_ms = entry["rest"] + (found[-1].rest_after_ms or 0)
            found[-1] = changed(found[-1], rest_after_ms=rest_ms)
    faults += reader.faults
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
        notes=tuple(keys["notes"]),
        pain=keys["pain"],
        per_week=tuple(keys["per_week"] or (0, 0)),
        per_day=tuple(keys["per_day"] or (0, 0)),
        tones=keys["tones"] and ToneSet(keys["tones"]),
        single_beep=keys["single_beep"],
        source=keys["source"],
        origin=origin,
    )
    if long := too_long(routine):
        place = parsed.places.get("drills", (1, 1))
        raise FileFaults([Fault(file, *place, words.TOO_LONG, *long)])
    return routine


def placed_drills(parsed: Parsed, routine: Routine) -> Iterator[tuple[str, Keys, Drill]]:
    """The drills of a routine, those that are drawn from too, each with the path and the keys of
    its entry in the parsed file; what was changed in the file since may be left out."""
    entries = (
        (path, entry)
        for path, entry, _ in _entries(parsed.keys["drills"])
        if set(entry) != {"rest"}
    )
    for (path, entry), drill in zip(entries, routine.drills, strict=False):
        if "one_of" not in entry:
            yield path, entry, drill
            continue
        drawn = zip(entry["one_of"], drill.drawn_from, strict=False)
        yield from ((f"{path}.one_of.{at}", one, other) for at, (one, other) in enumerate(drawn))


class _Entries:
    """Makes the drills of a routine's entries, and gathers what is wrong with them."""

    def __init__(
        self,
        parsed: Parsed,
        file: str,
        origin: Origin,
        drills: Mapping[str, Drill],
        broken: Mapping[str, str],
    ) -> None:
        self._places, self._file, self._origin = parsed.places, file, origin
        self._drills, self._broken = drills, broken
        self.faults: list[Fault] = []

    def override(self, path: str, entry: Keys) -> Override:
        return Override(self._file, self._places, path, entry)

    def drill(self, path: str, entry: Keys, block: Block | None = None) -> Drill | None:
        """The drill of an entry in its block; None where it cannot be made."""
        if "one_of" in entry:
            return _in_block(self._drawn(path, entry["one_of"]), block)
        if "name" in entry:
            return _in_block(_drill(entry, _inline_id(entry["name"]), self._origin), block)
        if "drill" not in entry:
            return None
        look = self.override(path, entry)
        known = self._drills.get(entry["drill"])
        if known is None:
            self.faults.append(look.missing(self._drills, self._broken))
            return None
        if "reps" not in entry:
            return None
        wrong = list(look.faults_with(known))
        self.faults += wrong
        return _in_block(known, block) if wrong else differing(entry, known, block)

    def _drawn(self, path: str, entries: Iterable[Keys]) -> Drill | None:
        found = [self.drill(f"{path}.one_of.{at}", entry) for at, entry in enumerate(entries)]
        drills = tuple(drill for drill in found if drill is not None)
        return changed(drills[0], drawn_from=drills) if drills else None


def _in_block(drill: Drill | None, block: Block | None) -> Drill | None:
    return changed(drill, block=block) if drill and block else drill


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
    amounts = keys[key_of(keys)]
    return 0 if amounts == UNTIL_YOU_STOP else sets_of_amounts(amounts)


def _phase(name: str, keys: Keys) -> Phase:
    breath = Breath(keys["breath"]) if keys["breath"] else None
    return Phase(name, keys["seconds"], breath, keys["cue"])


def _variant(keys: Keys) -> Variant:
    return Variant(keys["id"], keys["name"], keys["says"], tuple(keys["phases"]))


def _within_a_sentence(name: str) -> str:
    """The name with a small first letter, where its first word is an ordinary one."""
    first, *others = (word.split("-")[0] for word in name.split())
    titled = any(word[:1].isupper() and word[1:].islower() for word in others)
    is_a_name = re.split("['\u2019]", first)[0] in spoken.NAMES
    ordinary = len(first) > 1 and first[1:].islower() and not titled and not is_a_name
    return name[0].lower() + name[1:] if ordinary else name


def _inline_id(name: str) -> str:
    return re.sub(r"[\W_]+", "-", name.lower()).strip("-") or "drill"


def _shortened(name: str, longest: int) -> str:
    if len(name) <= longest:
        return name
    cut = name[: longest + 1].rpartition(" ")[0]
    return cut or f"{name[: longest - 1]}…"
