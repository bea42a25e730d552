"""Doses and tempos as people type them: `3x10 each side`, `10-12`, `20 steps`, `3-1-1-0`."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from pydantic import ValidationInfo
from pydantic_core import PydanticCustomError

from mobility_timer.library.amounts import DOSE_KEYS, UNTIL_YOU_STOP
from mobility_timer.library.schema.proposals import instead_of
from mobility_timer.library.schema.times import MINUTES, SECONDS, time_ms
from mobility_timer.library.schema.wrong import place_of, together, wrong
from mobility_timer.routine import FEWEST_METRES, MOST_METRES, Sides
from mobility_timer.words import file_faults
from mobility_timer.words import value_faults as words

_TIME = r"[0-9]+(?:[.,][0-9]{1,2})?|[0-9]{1,3}:[0-9]{2}"
_SETS = r"(?:(?P<sets>[0-9]+) ?(?:x|\u00d7|\*|sets? of) ?)?"
_EACH = r"(?:,? (?P<each>each(?: side| leg| arm)?|per (?:side|leg|arm)|a side))?"
_TYPED = re.compile(
    rf"{_SETS}(?P<low>{_TIME})(?: ?(?:-|\u2013|to) ?(?P<high>{_TIME}))?"
    rf"(?: ?(?P<seconds>{SECONDS}|{MINUTES})| ?(?P<steps>steps?)"
    rf"| ?(?P<metres>m|metres?|meters?)| ?(?P<reps>reps?|times))?"
    rf"{_EACH}",
    re.IGNORECASE,
)
_TIMED = re.compile(rf"{_SETS}(?P<time>.+?){_EACH}", re.IGNORECASE)
_OPEN = re.compile(
    rf"{_SETS}(?:(?:max|amrap|as many(?: reps)? as (?:you can|possible)|until you stop)"
    rf"(?:(?: reps)? in (?P<time>.+))?"
    rf"|(?P<held>(?:hold )?as long as (?:you can|possible)))",
    re.IGNORECASE,
)
_SAYS_MORE = re.compile(
    r"each|per |side|set|\d ?[x\u00d7*\u2013-] ?\d| to |as |until|amrap|[x\u00d7*] ?max|max ",
    re.IGNORECASE,
)
_TEMPO = re.compile(r"\d+(?:\.\d)?(?:[-/]\d+(?:\.\d)?){2,3}")
_OF_EACH = re.compile(r"(?P<dose>.+?),? (?:each|every|per|both|either) .*", re.IGNORECASE)
_LONGEST_HINT_CHARACTERS = 6
_PARTS = ("lower", "pause", "lift", "rest")


_SOME_AMOUNT = {"reps": "10", "hold": "30", "steps": "10", "distance": "20"}


def typed_dose(value: Any, read: Callable[[Any], Any], info: ValidationInfo) -> Any:
    """The keys of a dose that is written in one text, or whose reps or hold say more."""
    return with_typed(value, info.data.get("sides"), read)


def with_typed(value: Any, sides: str | None, read: Callable[[Any], Any]) -> Any:
    """What `read` makes of keys once what is typed in them is taken apart; what is wrong with the
    other keys is told along with a fault in that."""
    try:
        said = typed_keys(value, sides)
    except PydanticCustomError as error:
        at = place_of(error)
        if not at or not isinstance(value, dict):
            raise
        rest = {**value, at[0]: _SOME_AMOUNT.get(str(at[0]), "")}
        raise together(error, lambda: read(rest)) from None
    return read(said)


def typed_keys(value: Any, sides: str | None) -> Any:
    """The same; `sides` is None where what is written does not say how the sides take turns."""
    if isinstance(value, str):
        return _keys(value, "", sides)
    if not isinstance(value, dict):
        return value
    key = next((k for k in DOSE_KEYS if isinstance(value.get(k), str)), None)
    if key is None or not _SAYS_MORE.search(value[key]):
        return value
    said = _keys(value[key], key, sides)
    if twice := sorted((said.keys() & value.keys()) - {key}):
        what, expected = words.twice(twice[0]), words.once_in(key)
        raise wrong(what=what, expected=expected, found="", at=(key,))
    return {**value, **said}


def retyped(text: str, amount: str | None, sets: str | None) -> str | None:
    """A typed dose with another amount (None for the one that it has) and another number of sets,
    in the form that it has; None where that form does not say it."""
    text = " ".join(text.split())
    typed = _TYPED.fullmatch(text)
    if typed is None or typed["high"]:
        return None
    amount, rest = amount or typed["low"], text[typed.end("low") :]
    if typed["sets"] is None:
        return f"{sets}x{amount}{rest}" if sets else f"{amount}{rest}"
    between = text[typed.end("sets") : typed.start("low")]
    return f"{sets}{between}{amount}{rest}" if sets else f"{amount}{rest}"


def typed_tempo(value: Any) -> Any:
    """Lowering, pause, lifting and rest of a tempo such as 3-1-1-0; what takes no time is left."""
    if not isinstance(value, str):
        return value
    if not _TEMPO.fullmatch(value.strip()):
        raise wrong(words.PHASES, try_="tempo: {lower: 3, pause: 1, lift: 1}")
    seconds = re.split("[-/]", value.strip())
    return {name: s for name, s in zip(_PARTS, seconds, strict=False) if float(s)}


def _keys(text: str, key: str, sides: str | None) -> dict[str, Any]:
    at = (key,) if key else ()
    text = " ".join(text.split())
    if typed := _OPEN.fullmatch(text):
        keys = _open_keys(typed, key)
    elif typed := _TYPED.fullmatch(text):
        keys = _counted_keys(typed, key, sides)
    elif typed := _TIMED.fullmatch(text):
        keys = _held_keys(typed, key, sides)
    else:
        raise wrong(words.A_DOSE, try_=_hint(text, key, sides), at=at)
    if key and key not in keys:
        raise wrong(words.without(f"{next(iter(keys))}: {text}", key), at=at)
    return keys


def _hint(text: str, key: str, sides: str | None) -> str:
    """What to write instead of a dose that cannot be read; of a drill at hand the number alone."""
    if sides is not None and (said := instead_of(" ".join(text.split()), key)):
        return said
    without = _OF_EACH.fullmatch(text)
    if (
        without
        and _TYPED.fullmatch(without["dose"])
        and len(without["dose"]) <= _LONGEST_HINT_CHARACTERS
    ):
        with suppress(PydanticCustomError):
            _keys(without["dose"], key, sides)
            return without["dose"]
    return instead_of(text, key) or ("" if key else words.DOSES)


def _open_keys(typed: re.Match[str], key: str) -> dict[str, Any]:
    name = "hold" if typed["held"] else key or "reps"
    keys: dict[str, Any] = {name: UNTIL_YOU_STOP}
    if typed["time"]:
        keys["in"] = typed["time"]
    return _with_sets(keys, typed)


def _counted_keys(typed: re.Match[str], key: str, sides: str | None) -> dict[str, Any]:
    is_hold = key == "hold" or typed["seconds"] is not None or ":" in typed["low"]
    if typed["reps"] and (is_hold or key == "distance"):
        at = (key,) if key else ()
        raise wrong(words.without(f"reps: {typed['low']}", key or "hold"), at=at)
    if typed["metres"] and key == "steps":
        raise wrong(words.without(f"distance: {typed['low']}", key), at=(key,))
    name = "hold" if is_hold else "reps"
    if typed["steps"] or key == "steps":
        name = "steps"
    elif typed["metres"] or key == "distance":
        name = "distance"
    if typed["high"] and (typed["metres"] or key == "distance"):
        at = (key,) if key else ()
        raise wrong(
            file_faults.whole_number(FEWEST_METRES, MOST_METRES), try_=f"{typed['low']} m", at=at
        )
    if typed["high"] and (time_ms(typed["low"]) or 0) > (time_ms(typed["high"]) or 0):
        turned = f"{typed['high']}-{typed['low']}"
        turned = f"{typed.string[: typed.start('low')]}{turned}{typed.string[typed.end('high') :]}"
        raise wrong(words.LOWER_FIRST, try_=turned, at=(key,) if key else ())
    unit = typed["seconds"] or ""
    ends = [f"{end}{unit}" for end in (typed["low"], typed["high"]) if end]
    if typed["each"]:
        ends = [_of_each_side(end, is_hold, sides, (key,) if key else ()) for end in ends]
    keys: dict[str, Any] = {name: ends[0]}
    if len(ends) == 2:
        keys["range"] = ends
    return _with_sets(keys, typed)


def _held_keys(typed: re.Match[str], key: str, sides: str | None) -> dict[str, Any]:
    """A time in two units, such as 1m30s."""
    at = (key,) if key else ()
    if time_ms(typed["time"]) is None:
        raise wrong(words.A_DOSE, try_=_hint(typed.string, key, sides), at=at)
    held = typed["time"]
    if typed["each"]:
        held = _of_each_side(held, True, sides, at)
    return _with_sets({"hold": held}, typed)


def _with_sets(keys: dict[str, Any], typed: re.Match[str]) -> dict[str, Any]:
    return {**keys, "sets": typed["sets"]} if typed["sets"] else keys


def _of_each_side(amount: str, is_hold: bool, sides: str | None, at: tuple[str, ...]) -> str:
    if sides == Sides.EACH.value:
        return amount
    if sides == Sides.ALTERNATE.value and not is_hold:
        return str(int(amount) * 2) if amount.isdigit() else amount
    expected = words.NUMBER_ALONE if sides is None else words.SIDES_BESIDE_IT
    raise wrong(expected, try_=amount, at=at)
