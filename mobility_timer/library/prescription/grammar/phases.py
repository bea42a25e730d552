"""What is said of the parts of a rep by their names: relax 10 s, push 5 s; 2 up, 3 down; 4-7-8."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from mobility_timer.library.prescription.grammar.patterns import Saying

Phases = tuple[tuple[str, int], ...]
"""The name of each part of a rep and its seconds."""

BREATH_IN, BREATH_OUT, BREATH_HELD, BREATH_HELD_AGAIN = "inhale", "exhale", "hold", "wait"
BREATHS: Final = {BREATH_IN: "in", BREATH_OUT: "out"}
BREATHS_HELD: Final = frozenset({BREATH_HELD, BREATH_HELD_AGAIN})
_ROUND_OF_A_BREATH: Final = (BREATH_IN, BREATH_HELD, BREATH_OUT, BREATH_HELD_AGAIN)
_BOX_S: Final = 4
_LONGEST_PART_OF_A_BREATH_S: Final = 20
_LONGEST_WAY_S: Final = 10
_BREATHES: Final = re.compile(r"\bbreath(?:s|ing|e)?\b|\bbreathwork\b", re.IGNORECASE)
_BOX: Final = re.compile(r"\b(?:box|square)\b", re.IGNORECASE)
_IN_THE_NAME: Final = re.compile(r"(?<![\d-])\d+(?:-\d+){1,3}(?![\d-])")

_UNIT = r"(?:s|secs?|seconds?)\b"
_BETWEEN = r"(?: ?[,;/&+-] ?(?:(?:and|then) )?| and (?:then )?| then |,? )"
_WORK = (
    r"(?:relax|push|pull|press|contract|tense|squeeze|resist|release|let go|clench|flex|brace"
    r"|reach)"
)
_BREATH = r"(?:breathe? in|breathe? out|inhale|exhale|in|out)"
_ALSO = r"hold|stretch|pause|lift|lower"
_NAMES: Final = {
    "breathe in": BREATH_IN,
    "breath in": BREATH_IN,
    "in": BREATH_IN,
    "inhale": BREATH_IN,
    "breathe out": BREATH_OUT,
    "breath out": BREATH_OUT,
    "out": BREATH_OUT,
    "exhale": BREATH_OUT,
    "let go": "release",
}

_WAYS: Final = {"pause": "hold", "lift": "up", "raise": "up", "rise": "up", "lower": "down"}


def _parts(verbs: str, amount: str) -> re.Pattern[str]:
    """A part of a rep: its name and its time, in either order."""
    ending = r"(?:e?s|ing)?"
    return re.compile(
        rf"(?P<verb>{verbs}){ending}\b:? ?(?:(?:it )?for )?(?P<after>{amount})"
        rf"|(?P<before>{amount}) ?(?:of )?(?P<what>{verbs}){ending}\b",
        re.IGNORECASE,
    )


_WORK_PARTS = _parts(f"{_BREATH}|{_WORK}|{_ALSO}", rf"\d+ ?{_UNIT}")
_PARTS_OF_ONE_UNIT = _parts(_WORK, rf"\d+(?!\d)(?: ?{_UNIT})?(?! ?(?:x|reps?|sets?|times|min)\b)")
_BREATH_PARTS = _parts(f"{_BREATH}|hold|pause", rf"\d+(?: ?{_UNIT})?(?! ?(?:x|reps?|sets?|min)\b)")
_WAY_PARTS = _parts(
    "up|down|lift|raise|rise|lower|hold|pause",
    rf"\d(?![\d:.,/-]\d)(?: ?{_UNIT})?(?! ?(?:x|reps?|sets?|min)\b)",
)


def phases_at(text: str, start: int) -> Iterator[tuple[int, Saying]]:
    """Where a row of named parts ends that begins there, and what it says."""
    for parts, says in (
        (_WORK_PARTS, _of_work),
        (_PARTS_OF_ONE_UNIT, _of_one_unit),
        (_BREATH_PARTS, _of_breath),
        (_WAY_PARTS, _of_ways),
    ):
        row, end = _row(parts, text, start)
        if len(row) > 1 and (said := says(row, text[start:end])) is not None:
            yield end, said


def _row(parts: re.Pattern[str], text: str, start: int) -> tuple[list[tuple[str, int]], int]:
    row, end, at = [], start, start
    while found := parts.match(text, at):
        verb = " ".join((found["verb"] or found["what"]).lower().split())
        amount = re.match(r"\d+", found["after"] or found["before"])
        assert amount
        row.append((_NAMES.get(verb, verb), int(amount[0])))
        end = found.end()
        between = re.compile(_BETWEEN).match(text, end)
        at = between.end() if between else len(text) + 1
    return row, end


def _of_work(row: Sequence[tuple[str, int]], _text: str) -> Saying | None:
    names = [name for name, _ in row]
    works = any(re.fullmatch(_WORK, name) for name in names)
    if len(set(names)) < len(names) or not (works or _is_a_breath(names)):
        return None
    return {"phases": tuple(row)}


def _of_one_unit(row: Sequence[tuple[str, int]], text: str) -> Saying | None:
    """Squeeze for 6 seconds, relax for 4: the unit is said once."""
    return _of_work(row, text) if re.search(rf"\d ?{_UNIT}", text, re.IGNORECASE) else None


def _is_a_breath(names: Sequence[str]) -> bool:
    return {BREATH_IN, BREATH_OUT} <= set(names)


def _of_breath(row: Sequence[tuple[str, int]], _text: str) -> Saying | None:
    """In and out, and where the breath is held between them."""
    names = ["hold" if name == "pause" else name for name, _ in row]
    if names not in (
        [BREATH_IN, BREATH_OUT],
        [BREATH_IN, BREATH_HELD, BREATH_OUT],
        [BREATH_IN, BREATH_HELD, BREATH_OUT, BREATH_HELD],
    ):
        return None
    named = [BREATH_HELD_AGAIN if at == 3 else name for at, name in enumerate(names)]
    return {"phases": tuple(zip(named, (seconds for _, seconds in row), strict=True))}


def _of_ways(row: Sequence[tuple[str, int]], text: str) -> Saying | None:
    """Seconds up and down that are written without their unit; "2 up, 1 down" may be legs."""
    names = [_WAYS.get(name, name) for name, _ in row]
    seconds = [number for _, number in row]
    known = names in (
        ["up", "down"], ["down", "up"], ["up", "hold", "down"], ["down", "hold", "up"],
    )  # fmt: skip
    has_units = len(re.findall(_UNIT, text, re.IGNORECASE)) == len(row)
    if not known or has_units or max(seconds) > _LONGEST_WAY_S or min(seconds) < 1:
        return None
    said = dict(zip(names, seconds, strict=True))
    if (said["up"], said["down"]) == (2, 1) and len(row) == 2:
        return None
    ways = {"lift_s": said["up"], "lower_s": said["down"]}
    if "hold" not in said:
        return ways
    where = "top" if names[0] == "up" else "bottom"
    return {**ways, "held_s": (said["hold"], said["hold"]), "hold_at": where}


def breathes(name: str) -> bool:
    return bool(_BREATHES.search(name))


def is_box(name: str) -> bool:
    return breathes(name) and bool(_BOX.search(name))


def breath_of(numbers: Sequence[int]) -> Phases:
    """In, held, out and held again, as in 4-7-8; empty where that is no breath."""
    if not (2 < len(numbers) <= len(_ROUND_OF_A_BREATH)):
        return ()
    if not all(1 <= number <= _LONGEST_PART_OF_A_BREATH_S for number in numbers):
        return ()
    return tuple(zip(_ROUND_OF_A_BREATH, numbers, strict=False))


def breath_in_the_name(name: str) -> Phases:
    """The parts of a breath that the drill is named by: 4-7-8 breathing, box breathing."""
    if not breathes(name):
        return ()
    if found := _IN_THE_NAME.search(name):
        return breath_of([*map(int, found[0].split("-"))])
    return breath_of([_BOX_S] * 4) if is_box(name) else ()
