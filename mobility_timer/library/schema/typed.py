"""Doses and tempos as people type them: `3x10 each side`, `10-12`, `3-1-1-0`."""

from __future__ import annotations

import re
from typing import Any

from pydantic import ValidationInfo

from mobility_timer.library.schema.scalars import wrong
from mobility_timer.routine import Sides
from mobility_timer.words import value_faults as words

_TIME = r"\d+(?:[.,]\d)?|\d{1,2}:\d\d"
_UNIT = r"s|secs?|seconds?|mins?|minutes?"
_TYPED = re.compile(
    rf"(?:(?P<sets>\d+) ?(?:x|\u00d7|\*|sets? of) ?)?"
    rf"(?P<low>{_TIME})(?: ?(?:-|\u2013|to) ?(?P<high>{_TIME}))?"
    rf"(?: ?(?P<seconds>{_UNIT})| ?(?:reps?|times|x))?"
    rf"(?:,? (?P<each>each(?: side| leg| arm)?|per (?:side|leg|arm)|a side))?",
    re.IGNORECASE,
)
_SAYS_MORE = re.compile(r"each|per |side|set|\d ?[x\u00d7*\u2013-] ?\d| to ", re.IGNORECASE)
_TEMPO = re.compile(r"\d+(?:\.\d)?(?:[-/]\d+(?:\.\d)?){2,3}")
_PARTS = ("lower", "pause", "lift", "rest")


def typed_dose(value: Any, info: ValidationInfo) -> Any:
    """The keys of a dose that is written in one text, or whose reps or hold say more."""
    if isinstance(value, str):
        return _keys(value, "", info)
    if not isinstance(value, dict):
        return value
    key = next((k for k in ("reps", "hold") if isinstance(value.get(k), str)), None)
    if key is None or not _SAYS_MORE.search(value[key]):
        return value
    said = _keys(value[key], key, info)
    if twice := sorted((said.keys() & value.keys()) - {key}):
        raise wrong(what=words.twice(twice[0]), expected=words.once_in(key), found="")
    return {**value, **said}


def typed_tempo(value: Any) -> Any:
    """Lowering, pause, lifting and rest of a tempo such as 3-1-1-0; what takes no time is left."""
    if not isinstance(value, str):
        return value
    if not _TEMPO.fullmatch(value.strip()):
        raise wrong(words.PHASES, try_="tempo: {lower: 3, pause: 1, lift: 1}")
    seconds = re.split("[-/]", value.strip())
    return {name: s for name, s in zip(_PARTS, seconds, strict=False) if float(s)}


def _keys(text: str, key: str, info: ValidationInfo) -> dict[str, Any]:
    typed = _TYPED.fullmatch(" ".join(text.split()))
    at = (key,) if key else ()
    if typed is None:
        hint = words.DOSES if not key else ""
        raise wrong(words.A_DOSE, try_=hint, at=at)
    is_hold = key == "hold" or typed["seconds"] is not None or ":" in typed["low"]
    name = "hold" if is_hold else "reps"
    if key and key != name:
        raise wrong(words.without(f"{name}: {text}", key), at=at)
    unit = f" {typed['seconds']}" if typed["seconds"] else ""
    ends = [f"{end}{unit}" for end in (typed["low"], typed["high"]) if end]
    if typed["each"]:
        ends = [_of_each_side(end, is_hold, info, at) for end in ends]
    keys: dict[str, Any] = {name: ends[0]}
    if len(ends) == 2:
        keys["range"] = ends
    if typed["sets"]:
        keys["sets"] = typed["sets"]
    return keys


def _of_each_side(amount: str, is_hold: bool, info: ValidationInfo, at: tuple[str, ...]) -> str:
    sides = info.data.get("sides")
    if sides == Sides.EACH.value:
        return amount
    if sides == Sides.ALTERNATE.value and not is_hold:
        return str(int(amount) * 2) if amount.isdigit() else amount
    raise wrong(words.SIDES_BESIDE_IT, try_=amount, at=at)
