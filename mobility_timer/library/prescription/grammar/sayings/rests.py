"""A rest on foot, or one as long as the work."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mobility_timer.library.prescription.grammar.patterns import Saying
from mobility_timer.library.prescription.grammar.sayings.forms import Found, Say


def rests_on_foot() -> Iterator[tuple[str, Say]]:
    """A rest that is walked or jogged, where it is told by what follows."""
    time = r"(?P<number>\d+) ?(?P<unit>s|secs?|seconds?|m|mins?|minutes?)"
    foot = r"(?:(?:easy|slow|gentle|brisk) )?(?:jog|walk|jogging|walking|walk[/ ]jog)"
    rest = r"(?: back)? (?:rest|recovery|recoveries|in between|between)|(?: back)(?: to start)?"
    yield (
        rf"(?:with |w/ ?|then )?(?:an? )?{time}\.? (?:of )?"
        rf"(?P<how>{foot}(?:{rest}))(?: each| reps| sets| efforts)*\b",
        _walked,
    )
    yield (
        rf"(?:with |w/ ?)(?:an? )?{time}\.? (?:of )?(?P<how>{foot})\b(?=\s*(?:$|[,;.)]))",
        _walked_after,
    )


def _walked_after(found: Found) -> Saying | None:
    """A walk with sets of a distance or a time is the rest between them."""
    sets = r"\d ?x ?\d+ ?(?:m|metres?|meters?|s|secs?|seconds?|mins?|minutes?)\b"
    before = found.string[: found.start()]
    return _walked(found) if re.search(sets, before, re.IGNORECASE) else None


def _walked(found: Found) -> Saying:
    seconds = int(found["number"]) * (60 if found["unit"].startswith("m") else 1)
    return {"rest_s": (seconds, seconds), "notes": (found["how"],)}


def rest_as_work() -> Iterator[tuple[str, Say]]:
    """A rest that lasts as long as the work before it."""
    lead = r"(?:with |at )?(?:an? )?"
    work = r"work ?(?:[:/]|to|and) ?rest(?: ratio)?"
    one = r"1 ?(?::|to) ?1"
    yield rf"{lead}\(?{one} (?:{work}|rest(?:[- ]to[- ]work)?(?: ratio)?)\)?(?!\w)", _as_long
    yield rf"{lead}\(?{work}:? ?(?:of |is |= ?)?{one}\)?(?!\w)", _as_long
    yield rf"{lead}rest:? (?:of |is )?{one}(?: ratio)?(?!\w)", _as_long
    alike = r"(?:equal to|(?:the )?same as|as long as|for as long as)"
    held = r"(?:the |each |your )?(?:work|hold|holds|work time|hold time|effort)"
    yield rf"{lead}(?:equal rest|rest(?:ing)?(?: time)? (?:is )?{alike} {held})\b", _as_long


def _as_long(_found: Found) -> Saying:
    return {"rests_as_long": True}
