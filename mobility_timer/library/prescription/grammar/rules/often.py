"""How often: a day, a week, every other day."""

from __future__ import annotations

from typing import Final

from mobility_timer.library.prescription.grammar import lexicon
from mobility_timer.library.prescription.grammar.patterns import (
    Match,
    Rule,
    Rules,
    Saying,
    is_,
    rule,
)
from mobility_timer.words import prescription as words

_MOST_TIMES_DAILY: Final = 6


def how_often() -> Rules:
    every = "(each|slash|article)"
    for unit, field in (("day", "per_day"), ("week", "per_week")):
        often = f"(?P<often>number|fold) (x|times|day)? {every}? {unit}"
        yield rule(often, _times_a(field, unit))
        yield rule(f"x (?P<often>number) {every} {unit}", _times_a(field, unit))
    yield rule("(?P<often>number|fold) (x|times|slash|x slash) (?P<unit>often)", _times_of_unit)
    yield rule("(?P<often>fold) (?P<unit>often)", _times_of_unit)
    yield rule("x? (?P<often>number) (?P<unit>often)", _times_per_day)
    yield rule("x (?P<often>number) (?P<unit>often)", _times_weekly)
    yield rule("x (?P<often>number) (?P<unit>often)", _so_often_or_so_many_sets)
    yield rule("mark x (?P<often>number) (?P<unit>often)", _perhaps_times_a_day)
    yield rule("(?P<unit>often)", _often)
    yield rule(f"{every} day", is_(per_day=(1, 1)))
    yield rule(f"{every} week", is_(per_week=(1, 1)))
    yield rule("each (hour|(?P<often>hours))", is_(verbatim=True))
    yield rule("each (?P<often>number) day", is_(verbatim=True))


def _times_a(field: str, unit: str) -> Rule:
    def says(match: Match) -> Saying | None:
        said = [item.kind for item in match.all]
        bare = len(said) == 2 and said[0] == "number"
        return None if bare or said[1:2] == ["day"] == [unit] else {field: match.the("often").range}

    return says


def _times_of_unit(match: Match) -> Saying | None:
    unit = tuple(match.the("unit").text.split())
    return (
        {lexicon.OFTEN[unit][0]: match.the("often").range} if unit in lexicon.PLAIN_OFTEN else None
    )


def _times_per_day(match: Match) -> Saying | None:
    per_day = match.the("unit").text in ("per day", "a day")
    return {"per_day": match.the("often").range} if per_day else None


def _times_weekly(match: Match) -> Saying | None:
    field, often = lexicon.OFTEN[tuple(match.the("unit").text.split())]
    weekly = (field, often) == ("per_week", (1, 1))
    return {"per_week": match.the("often").range} if weekly else None


def _perhaps_times_a_day(match: Match) -> Saying | None:
    """`, x2 daily`: twice a day, or two sets of it."""
    unit, often = tuple(match.the("unit").text.split()), match.the("often")
    is_plain = unit in lexicon.PLAIN_OFTEN and unit[0] not in ("per", "a")
    daily = is_plain and lexicon.OFTEN[unit][0] == "per_day"
    return {"times_daily": often.range} if daily and often.high <= _MOST_TIMES_DAILY else None


def _so_often_or_so_many_sets(match: Match) -> Saying | None:
    """`x 2 daily`: twice a day where its sets are said, else two sets of it."""
    said = _perhaps_times_a_day(match)
    return {**said, "is_of_sets": True} if said else None


def _often(match: Match) -> Saying:
    text = match.the("unit").text
    unit = tuple(text.split())
    field, often = lexicon.OFTEN[unit]
    text = (
        words.EVERY_OTHER_DAY
        if text in ("eod", "e . o . d .", "e . o . d", "q . o . d .", "qod")
        else text
    )
    says_more = often == (3, 4) or (often == (1, 1) and unit not in lexicon.PLAIN_OFTEN)
    notes = {"notes": (text,)} if says_more else {}
    every_day = {"is_daily": True} if (field, often) == ("per_day", (1, 1)) else {}
    return {field: often, **notes, **every_day}
