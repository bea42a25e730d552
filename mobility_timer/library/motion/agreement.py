"""Whether a drill and its motion agree, and what to write where they do not.

A motion's phases, variants, sides and hold are the drill's; and what it shows (a wall, a mat) is
what the drill needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mobility_timer.figure import Ball, Band, Chair, Mat, Motion, Roller, Step, Wall
from mobility_timer.library.faults import Fault, FileFaults, nearest, quoted
from mobility_timer.library.folders import text_of
from mobility_timer.library.tree.document import read_document
from mobility_timer.routine import Drill, Sides
from mobility_timer.words import motion_faults as words
from mobility_timer.words import one_of

_THINGS: Final = {
    "wall": Wall, "chair": Chair, "mat": Mat, "band": Band, "step": Step, "roller": Roller,
    "ball": Ball,
}  # fmt: skip


@dataclass(frozen=True)
class Place:
    """A file in which faults are told; its keys lie under `prefix`."""

    path: Path
    prefix: str = ""

    def fault(
        self, key: str, what: str, expected: str = "", found: str = "", try_: str = ""
    ) -> Fault:
        """A fault at a key such as `tempo.lift`, or at the nearest one above it that is there.

        Where there is none it stands at the line that names the motion.
        """
        places = _places(self.path)
        steps = key.split(".")
        above = [".".join(steps[:end]) for end in range(len(steps), 0, -1)]
        keys = (self.prefix + name for name in (*above, "motion", "id"))
        where = next((places[name] for name in keys if name in places), (1, 1))
        return Fault(str(self.path), *where, what, expected, found, try_)


def _places(path: Path) -> dict[str, tuple[int, int]]:
    """The line and column of each key or entry, as the file now is."""
    try:
        root, _ = read_document(text_of(path), str(path))
    except (OSError, FileFaults):
        return {}
    nodes = root.walk() if root else ()
    return {
        key: (node.key_line or node.line, node.key_column or node.column) for key, node in nodes
    }


def in_drill(drill: Drill, motion: Motion, place: Place) -> Iterator[Fault]:
    """What to change in the drill."""
    other = words.the_motion(motion.id)
    sides = _sides_of(motion)
    if drill.sides is not sides:
        expected = words.as_in(sides.value, other)
        try_ = f"sides: {sides.value}"
        yield place.fault("sides", "sides", expected, drill.sides.value, try_)
    if _is_held(drill) and not motion.hold:
        expected = words.so_it_moves(other)
        yield place.fault("dose", words.A_HOLD, expected, try_=f"tempo: {_tempo_of(motion)}")
    elif motion.hold and not _is_held(drill):
        expected = words.so_it_is_held(other)
        yield place.fault("dose", "dose", expected, try_="dose: {hold: 30}")
    else:
        phases = {phase.name: f"tempo.{phase.name}" for phase in drill.tempo}
        names = _Names(place, other, "phase", "tempo", "{}: 1")
        yield from names.faults(phases, _phases_of(motion))
    variants = {variant.id: f"variants.{i}.id" for i, variant in enumerate(drill.variants)}
    names = _Names(place, other, "variant", "variants", "id: {}")
    yield from names.faults(variants, tuple(motion.variants))
    listed = {thing for need in drill.needs for thing in _things(need)}
    if unlisted := sorted(_shown(motion) - listed):
        what = words.shows(other, unlisted)
        try_ = f"needs: [{', '.join((*drill.needs, *unlisted))}]"
        yield place.fault("needs", what, words.AMONG_NEEDS, try_=try_)
    for index, need in enumerate(drill.needs):
        things = _things(need)
        if things and not things & _props(motion):
            what = words.shows_no(other, one_of(sorted(things)))
            yield place.fault(f"needs.{index}", what, words.WHAT_IT_SHOWS, try_=words.LEAVE_OUT)


def in_motion(drill: Drill, motion: Motion, place: Place) -> Iterator[Fault]:
    """What to change in the motion."""
    other = words.the_drill(drill.id)
    if drill.sides is not _sides_of(motion):
        expected, try_ = words.SIDES[drill.sides.value], _SIDES[drill.sides]
        key = "alternate" if Sides.ALTERNATE in (drill.sides, _sides_of(motion)) else "side"
        found = _sides_of(motion).value
        yield place.fault(key, "sides", words.as_in(expected, other), found, try_)
    if motion.hold is not _is_held(drill):
        expected = words.held_as(other) if _is_held(drill) else words.moving_as(other)
        try_ = "hold: true" if _is_held(drill) else "hold: false"
        yield place.fault("hold", "hold", expected, try_=try_)
    else:
        phases = {name: f"phases.{name}" for name in _phases_of(motion)}
        names = _Names(place, other, "phase", "phases", "{}: [0, 0.5]")
        yield from names.faults(phases, tuple(phase.name for phase in drill.tempo))
    variants = {name: f"variants.{name}" for name in motion.variants}
    names = _Names(place, other, "variant", "variants", "{}: {{base: …}}")
    yield from names.faults(variants, tuple(variant.id for variant in drill.variants))
    needed = [_things(need) for need in drill.needs]
    for thing in _shown(motion) - {thing for things in needed for thing in things}:
        index = [isinstance(prop, _THINGS[thing]) for prop in motion.props].index(True)
        what = words.needs_no(other, thing)
        yield place.fault(f"props.{index}", what, words.WHAT_IT_NEEDS, try_=words.LEAVE_OUT)
    for things in needed:
        if things and not things & _props(motion):
            thing = one_of(sorted(things))
            try_ = f"{{kind: {sorted(things)[0]}, …}}"
            yield place.fault("props", words.needs_a(other, thing), words.AMONG_PROPS, try_=try_)


_SIDES: Final = {
    Sides.EACH: "side: right",
    Sides.ALTERNATE: "alternate: true",
    Sides.BOTH: "side: none",
}


@dataclass(frozen=True)
class _Names:
    """Compares the names in one file, by their keys, with those of the other."""

    place: Place
    other: str
    kind: str
    key: str
    example: str

    def faults(self, mine: Mapping[str, str], theirs: Sequence[str]) -> Iterator[Fault]:
        missing = [name for name in theirs if name not in mine]
        unknown = [name for name in mine if name not in theirs]
        for place, name in enumerate(unknown):
            what = words.has_no(self.other, self.kind, quoted(name))
            expected = one_of(theirs) or words.none_of(self.kind)
            meant = nearest(name, missing) or "".join(missing[place : place + 1])
            yield self.place.fault(mine[name], what, expected, try_=meant or words.LEAVE_OUT)
        for name in () if unknown else missing:
            what = words.is_missing(self.kind, quoted(name), self.other)
            yield self.place.fault(self.key, what, try_=self.example.format(name))


def _sides_of(motion: Motion) -> Sides:
    if motion.alternate:
        return Sides.ALTERNATE
    return Sides.BOTH if motion.side is None else Sides.EACH


def _is_held(drill: Drill) -> bool:
    return drill.is_hold and not drill.tempo


def _phases_of(motion: Motion) -> tuple[str, ...]:
    """The phases that a tempo must time; `hold` is the way into a hold and takes no time of it."""
    every = [motion.phases, *(variant.phases for variant in motion.variants.values())]
    return tuple(dict.fromkeys(name for phases in every for name in phases if name != "hold"))


def _tempo_of(motion: Motion) -> str:
    return f"{{{', '.join(f'{name}: 1' for name in _phases_of(motion))}}}"


def _props(motion: Motion) -> set[str]:
    return {
        thing
        for thing, kind in _THINGS.items()
        if any(isinstance(prop, kind) for prop in motion.props)
    }


def _shown(motion: Motion) -> set[str]:
    """The things that the runner needs; a step that nobody stands on may be a post or a rail."""
    stepped_on = any(contact.on == "step" for contact in motion.contacts)
    return _props(motion) - (set() if stepped_on else {"step"})


def _things(need: str) -> set[str]:
    return set(re.findall(r"[a-z]+", need.lower())) & _THINGS.keys()
