"""Routines of ours from what other timers export: Just Another Workout Timer, Feeel, OpenHIIT.

Their formats know timed exercises only: each becomes a drill that is held, written out in the
routine. What does not fit is left out and named.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mobility_timer import files
from mobility_timer.library import rendered
from mobility_timer.routine import (
    LONGEST_HOLD_S,
    LONGEST_NAME_CHARACTERS,
    LONGEST_REST_S,
    MOST_ENTRIES,
    MOST_IN_BLOCK,
    MOST_ROUNDS,
    SHORTEST_HOLD_S,
)
from mobility_timer.settings import LONGEST_GET_READY_S, SHORTEST_GET_READY_S
from mobility_timer.sharing.package import NotTaken, texts_with
from mobility_timer.words import sharing as words

_LARGEST_BYTES = 1024 * 1024
_ZIP, _IN_A_ZIP = ".zip", (".feeel", ".json")
_RESTS = re.compile(r"\W*(rest|pause|break|recover\w*|erholung|repos)\W*", re.IGNORECASE)


class NotKnown(NotTaken):
    """A file that none of the known programs wrote."""


@dataclass(frozen=True)
class ForeignRoutine:
    """A routine as another program wrote it: the text of ours, and what does not fit it."""

    name: str
    text: str
    left_out: tuple[str, ...] = ()


def foreign_routines(path: Path) -> tuple[ForeignRoutine, ...]:
    """The routines in another program's export, or in a zip of several. Raises NotTaken."""
    if path.suffix.lower() == _ZIP:
        exports = texts_with(path, _IN_A_ZIP, _LARGEST_BYTES)
    else:
        exports = {path.name: _text(path)}
    if not exports:
        raise NotKnown(words.refused(path.name, words.NO_EXPORT))
    return tuple(one for name, text in exports.items() for one in _routines(name, text))


def _text(path: Path) -> bytes:
    try:
        return files.read_limited(path, _LARGEST_BYTES)
    except OSError as error:
        raise NotKnown(words.cannot_be_opened(path, error.strerror or "")) from None


def _routines(name: str, text: bytes) -> tuple[ForeignRoutine, ...]:
    try:
        said = json.loads(text)
        found = tuple(one for draft in _drafts(said) if (one := _made(draft)))
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        found = ()
    if not found:
        raise NotKnown(words.refused(name, words.NO_EXPORT))
    return found


@dataclass
class _Draft:
    """A routine on its way: its parts as keys, and what was left out."""

    name: str
    parts: list[dict[str, Any]] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    keys: dict[str, Any] = field(default_factory=dict)

    def timed(self, name: str, seconds: int) -> dict[str, Any] | None:
        """A drill that is held so long, or a rest; None for what cannot be one."""
        name = " ".join(str(name).split())[:LONGEST_NAME_CHARACTERS] or words.EXERCISE
        if _RESTS.fullmatch(name):
            return {"rest": min(seconds, LONGEST_REST_S)} if seconds > 0 else None
        if not SHORTEST_HOLD_S <= seconds <= LONGEST_HOLD_S:
            self.left_out.append(words.does_not_fit(name, seconds))
            return None
        return {"name": name, "position": "standing", "dose": {"hold": seconds}}

    def block(self, entries: list[dict[str, Any]], rounds: int, name: str, rest: int = 0) -> None:
        """Entries that are done so many times, with a rest between; those that they begin or end
        with come between the rounds too, and before and after all of them."""
        before, inside, after = _without_end_rests(entries)
        self.rest(before)
        if not inside:
            self.rest(after)
            return
        if rounds > MOST_ROUNDS:
            self.left_out.append(words.fewer_rounds(name or self.name, rounds, MOST_ROUNDS))
        if rounds < 2 or len(inside) > MOST_IN_BLOCK:
            if rounds > 1:
                self.left_out.append(words.done_once(name or self.name))
            self.parts += inside
        else:
            keys: dict[str, Any] = {"name": name[:LONGEST_NAME_CHARACTERS]} if name else {}
            keys["rounds"] = min(rounds, MOST_ROUNDS)
            if between := before + after + rest:
                keys["rest"] = min(between, LONGEST_REST_S)
            self.parts.append({**keys, "drills": inside})
        self.rest(after)

    def rest(self, seconds: int) -> None:
        """So long a rest after what there is; nothing needs one at the beginning."""
        if seconds and self.parts:
            if _is_rest(self.parts[-1]):
                seconds += self.parts.pop()["rest"]
            self.parts.append({"rest": min(seconds, LONGEST_REST_S)})


def _drafts(said: Any) -> Iterator[_Draft]:
    if isinstance(said, list):
        for one in said:
            yield from _drafts(one)
    elif "workouts" in said:
        for one in said["workouts"]:
            yield _just_another(one)
    elif "sets" in said:
        yield _just_another(said)
    elif "fullWorkout" in said:
        yield _feeel(said["fullWorkout"])
    elif "timeSettings" in said:
        yield _open_hiit(said)
    else:
        raise KeyError("format")


def _just_another(said: Mapping[str, Any]) -> _Draft:
    draft = _Draft(str(said["title"]))
    for one in said["sets"]:
        entries = (draft.timed(e["name"], int(e["duration"])) for e in one["exercises"])
        name = str(one.get("name") or "")
        draft.block([e for e in entries if e], int(one["repetitions"]), name)
    return draft


def _feeel(said: Mapping[str, Any]) -> _Draft:
    """Its exercises have numbers only: their names are in the program itself."""
    workout = said["workout"]
    draft = _Draft(str(workout["title"]))
    every = sorted(said["workoutExercises"], key=lambda one: int(one.get("orderPosition", 0)))
    usual, pause = int(workout["exerciseDuration"]), int(workout["breakDuration"])
    for place, one in enumerate(every):
        rest = one.get("breakDuration")
        rest = pause if rest is None else int(rest)
        if place and rest > 0:
            draft.rest(rest)
        lasts = one.get("exerciseDuration")
        entry = draft.timed(words.exercise(one["exercise"]), usual if lasts is None else int(lasts))
        draft.parts += [entry] if entry else []
    draft.left_out.append(words.NAMES_NOT_IN_IT)
    draft.keys |= _ready(workout.get("countdownDuration"))
    return draft


def _open_hiit(said: Mapping[str, Any]) -> _Draft:
    draft, times = _Draft(str(said["name"])), said["timeSettings"]
    times = json.loads(times) if isinstance(times, str) else times
    names = [str(one) for one in said.get("activities") or ()]
    work, rest = int(times["workTime"]), int(times["restTime"])
    entries: list[dict[str, Any]] = []
    for place in range(int(said.get("activeIntervals") or len(names) or 1)):
        name = names[place] if place < len(names) else words.exercise(place + 1)
        entry = draft.timed(name, work)
        entries += [{"rest": min(rest, LONGEST_REST_S)}] if entries and rest else []
        entries += [entry] if entry else []
    for key, name in (("warmupTime", words.WARM_UP),):
        if seconds := int(times.get(key) or 0):
            entry = draft.timed(name, seconds)
            draft.parts += [entry] if entry else []
            draft.rest(rest)
    pause = int(times.get("breakTime") or rest)
    draft.block(entries, int(said.get("restarts") or 0) + 1, "", pause)
    if seconds := int(times.get("cooldownTime") or 0):
        entry = draft.timed(words.COOL_DOWN, seconds)
        draft.parts += [entry] if entry else []
    draft.keys |= _ready(times.get("getReadyTime"))
    return draft


def _ready(seconds: Any) -> dict[str, Any]:
    within = min(max(int(seconds or 0), SHORTEST_GET_READY_S), LONGEST_GET_READY_S)
    return {"get_ready": within} if within > SHORTEST_GET_READY_S else {}


def _made(draft: _Draft) -> ForeignRoutine | None:
    _, parts, _ = _without_end_rests(draft.parts)
    if len(parts) > MOST_ENTRIES:
        draft.left_out.append(words.the_first(MOST_ENTRIES, len(parts)))
        parts = parts[:MOST_ENTRIES]
    if all(map(_is_rest, parts)):
        return None
    name = " ".join(draft.name.split())[:LONGEST_NAME_CHARACTERS] or words.EXERCISE
    text = rendered({"name": name, **draft.keys, "drills": parts})
    return ForeignRoutine(name, text, tuple(dict.fromkeys(draft.left_out)))


def _without_end_rests(
    entries: list[dict[str, Any]],
) -> tuple[int, list[dict[str, Any]], int]:
    """The seconds of rest that entries begin with, the entries between, those they end with."""
    drills = [at for at, entry in enumerate(entries) if not _is_rest(entry)]
    first, end = (drills[0], drills[-1] + 1) if drills else (len(entries), len(entries))
    before, after = (sum(e["rest"] for e in rests) for rests in (entries[:first], entries[end:]))
    return before, entries[first:end], after


def _is_rest(entry: Mapping[str, Any]) -> bool:
    return set(entry) == {"rest"}


def is_foreign(path: Path) -> bool:
    """Whether another program may have written it, by its name."""
    ending = path.suffix.lower()
    return ending in files.FOREIGN_ENDINGS and (ending == _ZIP or not zipfile.is_zipfile(path))
