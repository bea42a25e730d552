"""What the coach says. A function that returns several phrasings gives the longest first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from mobility_timer.words.language.numbers import counted_in_words, in_words

SWITCH_SIDES = "Switch sides"
SWITCH_LIMBS = {"leg": "Switch legs", "foot": "Switch feet", "arm": "Switch arms"}
STOP_IF_IT_HURTS = "Stop if anything hurts."
HALFWAY = "Halfway."
LAST_TWO = "Last two."
KEY_WHEN_READY = "Press a key when you are ready."
NOTHING_DONE = "Nothing this time."
BREATHE = {"out": "Breathe out.", "in": "Breathe in.", "hold": "Hold your breath."}
BREATH = {"out": "Out.", "in": "In.", "hold": "Hold."}
"""The breath in one word, for the reps in which it is known what is meant."""
SIDES = {"left": "left", "right": "right"}
WORKING_SIDE = "{side} side"
FIRST_SIDE = "{side} first"
"""What is said of a side where the drill has no words of its own."""
COUNTED = {"reps": "rep", "steps": "step", "metres": "metre"}
"""What a counted dose counts."""
TURNS = "turn"
"""How a switch begins for which one turns round."""

_GOES_TO = {
    "standing": "standing",
    "kneeling": "kneeling, on the floor",
    "sitting": "sitting, on the floor",
    "seated": "sitting",
    "lying": "lying on your back",
    "prone": "lying face down",
    "side-lying": "lying on your side",
}


NAMES = frozenset(
    {"Achilles", "Alfredson", "Alexander", "Brugger", "Bulgarian", "Copenhagen", "Cossack"}
    | {"Epley", "Feldenkrais", "Hawaiian", "Hindu", "Janda", "Japanese", "Jefferson", "Kegel"}
    | {"Mulligan", "Nordic", "Olympic", "Pallof", "Pendlay", "Peterson", "Petersen", "Pilates"}
    | {"Poliquin", "Romanian", "Russian", "Samson", "Sorensen", "Spanish", "Swedish", "Swiss"}
    | {"Tabata", "Thai", "Thomas", "Turkish", "Zercher", "Zottman"}
)
"""Names of people and places that drills begin with, which keep their capital in a sentence."""


_COMPANY = frozenset({"partner", "friend", "helper"})
_AS_WRITTEN = frozenset({"a", "an", "no", "some", "the", "your", "room", "space", "bare", "two"})
"""Words that begin a need which is no single thing to bring: "room for ten steps"."""


_UNCOUNTED = frozenset({"water", "tape", "chalk", "music"})


def welcome(
    routine: str, minutes: int, needs: Sequence[str], later: Sequence[str], rule: str
) -> tuple[str, ...]:
    """What begins, what must be at hand for the first drill and `later`, and the one rule."""
    name = f"{routine}."
    long = f"{name} {_start(counted_in_words(minutes, 'minute'))}."
    bring = f"{long} {_you_need(needs, later)}".rstrip()
    return different(f"{bring} {rule}".rstrip(), f"{long} {rule}".rstrip(), long, name)


def _you_need(needs: Sequence[str], later: Sequence[str]) -> str:
    parts = [_listed(needs), f"{_listed(later)} later" if later else ""]
    said = ", and ".join(filter(None, parts))
    return f"You will need {said}." if said else ""


def _listed(needs: Sequence[str]) -> str:
    things = list(map(_with_article, needs))
    return " and ".join(filter(None, (", ".join(things[:-1]), *things[-1:])))


def _with_article(need: str) -> str:
    """A need as it is asked for: "a wall", but "two tubs", "shoes", "room for ten steps"."""
    first = need.partition(" ")[0].lower()
    many = need.endswith("s") and not need.endswith("ss")
    if need not in _COMPANY and (first in _AS_WRITTEN or first in _UNCOUNTED or many):
        return need
    return f"an {need}" if need[0].lower() in "aeio" else f"a {need}"


def drill(name: str, *, first: bool, goes_to: str, brings: Sequence[str]) -> tuple[str, ...]:
    """The drill that comes; `goes_to` is the new position, empty where it stays the same."""
    said = f"{'First' if first else 'Next'}: {name}"
    where = f", {_GOES_TO[goes_to]}" if goes_to else ""
    bring = _at_hand(brings)
    return different(f"{said}{where}.{bring}", f"{said}{where}.", f"{said}.")


def turned(switch: str, full: str) -> str:
    """The set-up of a drill for which one has to turn round first."""
    return f"{switch}. {full}"


def _at_hand(needs: Sequence[str]) -> str:
    """The things to bring, and what else is needed as it is written."""
    things = [need for need in needs if _is_brought(need)]
    others = [f"a {need}" if need in _COMPANY else need for need in needs if need not in things]
    bring = f" Bring the {' and the '.join(things)}." if things else ""
    return bring + (f" You need {', '.join(others)}." if others else "")


def _is_brought(need: str) -> bool:
    first, *more = need.split()
    return need not in _COMPANY and first.lower() not in _AS_WRITTEN and len(more) < 2


def switch(what: str, where: str, side: str, dose: str = "") -> tuple[str, ...]:
    """The change of side: `where` tells it in full, `side` in one word, `dose` where it differs."""
    many = f" {sentence(dose)}" if dose else ""
    return different(f"{what}. {where}{many}", f"{what}. {_start(side)}.{many}", f"{what}.{many}")


def switch_of(side_means: str) -> str:
    """How a change of side is said where the drill has no words of its own: by its limb."""
    limbs = (SWITCH_LIMBS[word] for word in side_means.lower().split() if word in SWITCH_LIMBS)
    return next(limbs, SWITCH_SIDES)


def variant(says: str, *, known: bool) -> tuple[str, ...]:
    """A variant that begins; what follows a colon explains it, and is said once."""
    full, short = sentence(says), sentence(says.partition(":")[0])
    return (short,) if known else different(full, short)


def set_begins(number: int, of: int, dose: str, where: str) -> tuple[str, ...]:
    """A repeated set, its dose where it is another one, and its side and variant."""
    said = f"Set {in_words(number)} of {in_words(of)}"
    many = f", {dose}" if dose else ""
    full = f"{said}{many}. {where}".rstrip()
    return different(full, f"{said}{many}.", f"{said}.")


_PHASES = {"pause": "hold", "lift": "lift up", "backward": "behind", "return": "come back"}
"""Phases that are said in other words than they are shown: "lift" alone is heard as "left", a
pause would be the program's, and nobody says "return" to a runner.
"""


@lru_cache(maxsize=1024)
def phase(name: str, *, cue: str, breath: str, side: str) -> tuple[str, ...]:
    """A phase that begins, longest first: the side and its name, with the cue or the breath."""
    name = _PHASES.get(name, name)
    said = sentence(", ".join(filter(None, (side, name))))
    short = sentence(side or name)
    return different(
        f"{said} {sentence(cue)}" if cue else "",
        f"{said} {BREATHE[breath]}" if breath else "",
        said,
        short,
    )


@lru_cache(maxsize=1024)
def count(number: int) -> str:
    return sentence(in_words(number))


def until_you_stop(*, held: bool) -> tuple[str, ...]:
    """How long an open set lasts, and how it is ended."""
    said = "Hold as long as you can" if held else "As many as you can"
    return (f"{said}. Press a key when you stop.", f"{said}.")


def as_many_in(seconds: int) -> tuple[str, ...]:
    return (f"As many as you can in {counted_in_words(seconds, 'second')}.", "As many as you can.")


def distance(metres: int) -> tuple[str, ...]:
    way = _start(counted_in_words(metres, "metre"))
    return (f"{way}. Press a key when you get there.", f"{way}.")


@lru_cache(maxsize=1024)
def counted_breath(said: str, breath: str) -> str:
    """A number and the breath that begins with it: "Two, out."."""
    return f"{said.removesuffix('.')}, {BREATH[breath].lower()}"


def time_left(seconds: int) -> str:
    return f"{_time(seconds)} left."


def rest(seconds: int) -> tuple[str, ...]:
    return (f"Rest. {_time(seconds)}.", "Rest.")


def round_begins(number: int, of: int) -> str:
    return f"Round {in_words(number)}{', the last one' if number == of else ''}."


def finish(minutes: int, drills: int, whole: int) -> tuple[str, ...]:
    """What was done: so many of the drills as a whole; no minutes where nothing was done at all."""
    if not minutes:
        return (NOTHING_DONE,)
    took = counted_in_words(minutes, "minute")
    if not whole:
        return (f"Done. {_start(took)}.", "Done.")
    did = counted_in_words(drills, "drill")
    if whole < drills:
        did = f"{in_words(whole)} of {did}"
    return (f"Done. {_start(did)}, {took}.", f"Done. {_start(did)}.", "Done.")


def sentence(text: str) -> str:
    """With a capital letter and a full stop; nothing stays nothing."""
    if not text:
        return ""
    text = _start(text)
    return text if text.endswith((".", "?")) else f"{text}."


@lru_cache(maxsize=4096)
def different(*texts: str) -> tuple[str, ...]:
    """The texts without those that are empty or stand there already."""
    return tuple(dict.fromkeys(text for text in texts if text))


def _start(text: str) -> str:
    return text[:1].upper() + text[1:]


def _time(seconds: int) -> str:
    if seconds % 60 == 0:
        return _start(counted_in_words(seconds // 60, "minute"))
    return _start(counted_in_words(seconds, "second"))
