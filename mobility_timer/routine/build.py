"""From what a file says, checked already, to drills and routines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Any, TypeAlias

from mobility_timer.routine.faults import Fault, RoutineFaults, nearest, one_of, quoted
from mobility_timer.routine.model import (
    Breath,
    Dose,
    Drill,
    Occasion,
    Origin,
    Phase,
    Position,
    Routine,
    Side,
    Sides,
    Turn,
    Unit,
)

Keys: TypeAlias = Mapping[str, Any]

LARGEST = 256 * 1024
LONGEST_MS = 4 * 60 * 60 * 1000
MOST_REPS = 10_000


@dataclass(frozen=True)
class Draft:
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


def drill_of(draft: Draft, file: str, origin: Origin) -> Drill:
    """The drill that a draft describes. Raises RoutineFaults."""
    if draft.faults:
        raise RoutineFaults(draft.faults)
    return _drill(draft.keys, id_of(file), origin)


def _drill(keys: Keys, id: str, origin: Origin) -> Drill:
    name = keys["name"]
    drill = Drill(
        id=id,
        name=name,
        short=keys["short"] or _shortened(name, 14),
        spoken=keys["spoken"] or name.lower(),
        position=Position(keys["position"]),
        dose=_dose(keys["dose"]),
        targets=tuple(keys["targets"]),
        muscles=tuple(keys["muscles"]),
        needs=tuple(keys["needs"]),
        sides=Sides(keys["sides"]),
        side_means=keys["side_means"] or "",
        side_says=keys["side_says"] or "",
        turns=tuple(_turn(turn) for turn in keys["turns"]),
        tempo=tuple(_phase(name, phase) for name, phase in (keys["tempo"] or {}).items()),
        stance=keys["stance"],
        setup=tuple(keys["setup"]),
        feel=keys["feel"],
        watch=keys["watch"],
        cues=tuple(keys["cues"]),
        coaching=tuple(keys["coaching"]),
        grows=keys["grows"],
        motion=keys["motion"],
        rounds=keys["rounds"],
        rest_ms=keys["rest"],
        source=keys["source"],
        origin=origin,
    )
    if keys["switch"]:
        drill = replace(drill, switch=keys["switch"])
    if keys["order"]:
        drill = replace(drill, order=_order(keys["order"]))
    return _with_gaps(drill, keys["gaps"])


def routine_of(
    draft: Draft,
    file: str,
    origin: Origin,
    drills: Mapping[str, Drill],
    broken: Mapping[str, str] | None = None,
) -> Routine:
    """The routine that a draft describes, its drills looked up by id.

    `broken` names the files of drills that cannot be used. Raises RoutineFaults.
    """
    keys = draft.keys
    found: list[Drill] = []
    faults = list(draft.faults)
    for index, entry in enumerate(keys["drills"]):
        look = _Entry(file, draft.places, f"drills.{index}", entry)
        if "name" in entry:
            found.append(_drill(entry, _inline_id(entry["name"]), origin))
        elif "drill" not in entry:
            continue
        elif (drill := drills.get(entry["drill"])) is None:
            faults.append(look.missing(drills, broken or {}))
        elif "reps" in entry:
            faults += look.faults_with(drill)
            found.append(drill)
    if faults:
        raise RoutineFaults(faults)
    entries = zip(keys["drills"], found, strict=True)
    routine = Routine(
        id=id_of(file),
        name=keys["name"],
        drills=tuple(_differing(e, drill) if "drill" in e else drill for e, drill in entries),
        summary=keys["summary"],
        occasions=tuple(map(Occasion, keys["occasions"])),
        rounds=keys["rounds"],
        rest_ms=keys["rest"],
        wait_for_me=keys["wait_for_me"],
        source=keys["source"],
        origin=origin,
    )
    if long := too_long(routine):
        place = draft.places.get("drills", (1, 1))
        raise RoutineFaults([Fault(file, *place, "the routine is too long", *long)])
    return routine


def with_amount(drill: Drill, amount: int) -> Drill:
    return replace(drill, dose=replace(drill.dose, amount=amount))


def too_long(routine: Routine) -> tuple[str, str] | None:
    """The most a routine may last and how long this one is, where it is longer."""
    ms = sum(map(_about_ms, routine.drills)) * routine.rounds
    ms += (routine.rounds - 1) * routine.rest_ms
    reps = sum(d.dose.amount * d.sets_per_round * d.rounds for d in routine.drills if not d.is_hold)
    if ms > LONGEST_MS:
        return "at most 4 hours", f"{ms / 3_600_000:.1f} hours"
    if reps * routine.rounds > MOST_REPS:
        return f"at most {MOST_REPS} reps", f"{reps * routine.rounds} reps"
    return None


def _about_ms(drill: Drill) -> int:
    """The time for one round of the routine, each set with a gap."""
    work = drill.dose.amount * (1000 if drill.is_hold else drill.rep_ms)
    gap = max(drill.side_gap_ms, drill.turn_gap_ms)
    a_round = drill.sets_per_round * (work + gap) + drill.rest_ms
    return drill.setup_gap_ms + a_round * drill.rounds


@dataclass(frozen=True)
class _Entry:
    """One drill of a routine, named by its id, and what its file says to differ."""

    file: str
    places: Mapping[str, tuple[int, int]]
    path: str
    keys: Keys

    def missing(self, drills: Mapping[str, Drill], broken: Mapping[str, str]) -> Fault:
        id = self.keys["drill"]
        if id in broken:
            return self._fault("drill", f"the drill {quoted(id)} has faults in {broken[id]}")
        by_name = {drill.name.lower(): drill.id for drill in drills.values()}
        near = (
            by_name.get(id.lower()) or nearest(id, drills) or by_name.get(nearest(id, by_name), "")
        )
        where = "a drill's id: the name of its file without .yaml"
        return self._fault("drill", f"no drill {quoted(id)}", where, try_=near)

    def faults_with(self, drill: Drill) -> Iterator[Fault]:
        yield from self._dose_faults(drill)
        yield from self._side_faults(drill)
        phases = [phase.name for phase in drill.tempo]
        for name in self.keys["tempo"]:
            if name not in phases:
                expected = one_of(phases) or "no tempo, as the drill has none"
                near = nearest(name, phases)
                yield self._fault(f"tempo.{name}", "tempo", expected, quoted(name), near)
        turns = [turn.id for turn in drill.turns]
        for index, id in enumerate(self.keys["turns"] or ()):
            if id not in turns:
                expected = one_of(turns) or "none, as the drill has no turns"
                yield self._fault(
                    f"turns.{index}", "turns", expected, quoted(id), nearest(id, turns)
                )

    def _dose_faults(self, drill: Drill) -> Iterator[Fault]:
        reps, hold = self.keys["reps"], self.keys["hold"]
        sides = Sides(self.keys["sides"] or drill.sides)
        if reps is not None and drill.is_hold:
            yield self._fault("reps", "reps", "hold, as the drill is a hold", try_="hold: 30")
        elif hold is not None and not drill.is_hold:
            yield self._fault("hold", "hold", "reps, as the drill is counted", try_="reps: 10")
        elif sides is Sides.ALTERNATE and drill.is_hold:
            yield self._fault("sides", "sides", "each or both, as the drill is a hold")
        elif sides is Sides.ALTERNATE and (reps or drill.dose.amount) % 2:
            amount = reps or drill.dose.amount
            expected = "an even number, as left and right take turns"
            key = "reps" if reps else "sides"
            yield self._fault(key, "reps", expected, quoted(str(amount)), f"reps: {amount + 1}")

    def _side_faults(self, drill: Drill) -> Iterator[Fault]:
        sides, order = self.keys["sides"], self.keys["order"]
        now = Sides(sides or drill.sides)
        if sides and now is not Sides.BOTH and drill.sides is Sides.BOTH:
            yield self._fault(
                "sides", "sides", "both, as the drill does not say which limb a side is"
            )
        if order and now is Sides.BOTH:
            yield self._fault("order", "order", "a drill that has sides")
        if order and now is Sides.ALTERNATE and len(order) == 1:
            yield self._fault(
                "order", "order", "left and right, as the sides alternate", try_="[left, right]"
            )

    def _fault(
        self, key: str, what: str, expected: str = "", found: str = "", try_: str = ""
    ) -> Fault:
        place = self.places.get(f"{self.path}.{key}") or self.places.get(self.path, (1, 1))
        return Fault(self.file, *place, what, expected, found, try_)


def _differing(entry: Keys, drill: Drill) -> Drill:
    """The drill with what its entry in the routine says otherwise."""
    amount = entry["reps"] or entry["hold"]
    if amount:
        drill = with_amount(drill, amount)
    if entry["tempo"]:
        tempo = (replace(p, ms=entry["tempo"].get(p.name, p.ms)) for p in drill.tempo)
        drill = replace(drill, tempo=tuple(tempo))
    if entry["sides"]:
        drill = replace(drill, sides=Sides(entry["sides"]))
    if entry["order"]:
        drill = replace(drill, order=_order(entry["order"]))
    if entry["turns"]:
        by_id = {turn.id: turn for turn in drill.turns}
        drill = replace(drill, turns=tuple(by_id[id] for id in entry["turns"]))
    if entry["rounds"]:
        drill = replace(drill, rounds=entry["rounds"])
    if entry["rest"] is not None:
        drill = replace(drill, rest_ms=entry["rest"])
    return _with_gaps(drill, entry["gaps"])


def _with_gaps(drill: Drill, gaps: Keys) -> Drill:
    if gaps["setup"] is not None:
        drill = replace(drill, setup_gap_ms=gaps["setup"])
    if gaps["side"] is not None:
        drill = replace(drill, side_gap_ms=gaps["side"])
    if gaps["turn"] is not None:
        drill = replace(drill, turn_gap_ms=gaps["turn"])
    return drill


def _dose(keys: Keys) -> Dose:
    unit = Unit.REPS if "reps" in keys else Unit.SECONDS
    amount = keys["reps" if unit is Unit.REPS else "hold"]
    low, high = keys["range"] or (amount, amount)
    return Dose(unit, amount, low, high)


def _phase(name: str, keys: Keys) -> Phase:
    breath = Breath(keys["breath"]) if keys["breath"] else None
    return Phase(name, keys["seconds"], breath, keys["cue"])


def _turn(keys: Keys) -> Turn:
    return Turn(keys["id"], keys["name"], keys["says"], tuple(keys["phases"]))


def _order(names: list[str]) -> tuple[Side, ...]:
    return tuple(map(Side, names))


def _inline_id(name: str) -> str:
    return re.sub(r"[\W_]+", "-", name.lower()).strip("-") or "drill"


def _shortened(name: str, longest: int) -> str:
    if len(name) <= longest:
        return name
    cut = name[: longest + 1].rpartition(" ")[0]
    return cut or f"{name[: longest - 1]}…"
