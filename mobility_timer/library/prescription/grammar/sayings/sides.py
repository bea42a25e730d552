"""Which side works or comes first, said in other ways than by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mobility_timer.library.prescription.grammar.patterns import Saying
from mobility_timer.library.prescription.grammar.sayings.forms import Found, Say


def orders() -> Iterator[tuple[str, Say]]:
    """Which side comes first."""
    left, right, limb = r"l(?:eft|t)?\b", r"r(?:ight|t)?\b", r"(?: (?:side|leg|foot|arm|knee|hip))?"
    the = r"(?:on )?(?:the |your )?"
    then = r"(?: first)?(?: ?, ?| )then "
    yield rf"{the}{left}{limb}{then}{the}{right}{limb}", _left_first
    yield rf"{the}{right}{limb}{then}{the}{left}{limb}", _right_first
    start = r"(?:start(?:ing)? (?:with|on) (?:the |your )?|(?:the |your )?)"
    yield rf"\(?{start}left{limb} first\b\)?", _left_first
    yield rf"\(?{start}right{limb} first\b\)?", _right_first
    yield rf"starting (?:with|on) (?:the |your )?left{limb}\b", _left_first
    yield rf"starting (?:with|on) (?:the |your )?right{limb}\b", _right_first
    which = (
        r"(?:sore|bad|affected|injured|painful|worse|weak(?:er)?|stiff(?:er)?|tight(?:er)?|good"
        r"|strong(?:er)?|unaffected|uninjured|operated|dominant|non-dominant|better|problem)"
    )
    side = r"(?: (?:side|leg|foot|arm|knee|hip|ankle))"
    yield rf"\(?{start}{which}{side} (?:first|last)\b\)?", _one_then_the_other
    yield rf"starting (?:with|on) (?:the |your )?{which}{side}\b", _one_then_the_other
    known = (
        rf"{which.replace('good|', '').replace('better|', '')}(?: (?:side|leg|foot|arm"
        rf"|knee|hip|ankle|calf|heel))"
    )
    yield rf"on (?:the |your |my ){known}(?= (?:for )?(?:x ?)?\d)", _on_the_one
    yield (
        rf"\(?(?:only )?(?:on |for )?(?:the |your |my )?{known}(?: only)?\b"
        r"(?: please\b| for now\b)?\)?(?=\s*(?:$|[,;.)]))(?<! first)",
        _on_one,
    )
    begin = r"(?:start|begin) (?:with|on) (?:the |your )?"
    ends = r"\b(?=\s*(?:$|[,;.)]))"
    yield rf"{begin}left{limb}{ends}", _left_first
    yield rf"{begin}right{limb}{ends}", _right_first
    yield rf"{begin}{which}{side}{ends}", _one_then_the_other


def sides() -> Iterator[tuple[str, Say]]:
    """The side that works, said in other ways than by itself."""
    lead = r"(?:lead(?:ing)?|start(?:ing)? each rep) (?:with )?(?:the |your )?"
    limb = r"(?: (?:leg|foot|arm|hand))?"
    yield rf"{lead}l(?:eft)?\b{limb}", lambda _: {"side": "left", "verbatim": True}
    yield rf"{lead}r(?:ight)?\b{limb}", lambda _: {"side": "right", "verbatim": True}
    joint = r"(?:knee|heel|quad|calf|hip|ankle|achilles|hamstring|glute|groin|shin|shoulder|toe)"
    one = rf"(?:on |for )?(?:the |your |my )?{{}} {joint}(?: only\b|(?=\s*(?:$|[,;.)])))"
    yield one.format("l(?:eft|t)?"), lambda _: {"side": "left", "is_after_amount": True}
    yield one.format("r(?:ight|t)?"), lambda _: {"side": "right", "is_after_amount": True}
    each = r"(?:each|ea|every|either)"
    yield rf"(?:lead(?:ing)? (?:with )?)?{each}{limb} (?:leading|first)\b", _each
    yield rf"lead(?:ing)? (?:with )?{each}{limb}\b", _each
    again = r"(?:and |then |and then )?(?:repeat(?:ed)?|swap|switch|change|do)"
    other = r"(?:on |with |for |to )?(?:the )?(?:other|opposite)(?: (?:side|leg|foot|arm|knee))"
    yield rf"{again} {other}\b", _each
    yield rf"{again} (?:sides|legs|feet|arms)\b", _each
    yield rf"{again} (?:on |for |with )?(?:both|each) (?:sides?|legs?|feet|foot|arms?)\b", _each
    yield (
        r"\(?(?-i:B)\)?(?=\s*(?:$|[,;.(]|x ?\d|\d ?x|[bqt]id\b|qd\b|daily\b))",
        lambda _: {"both": True, "is_after_amount": True},
    )


def _each(_found: Found) -> Saying:
    return {"each_side": True}


def _left_first(_found: Found) -> Saying:
    return {"each_side": True, "starts": "left"}


def _right_first(_found: Found) -> Saying:
    return {"each_side": True, "starts": "right"}


def _one_then_the_other(_found: Found) -> Saying:
    """Which of the sides that is, only the person knows."""
    return {"each_side": True, "verbatim": True}


def _on_the_one(_found: Found) -> Saying:
    return {"on_one_side": True, "verbatim": True}


def _on_one(found: Found) -> Saying | None:
    """One side, of which only the person knows which."""
    before = found.string[: found.start()].rstrip()
    is_apart = not before or before[-1] in ",;:.(-)" or found[0][0] == "("
    is_said = re.search(r"\d|\b(?:fatigue|failure|max|amrap)\b", before, re.IGNORECASE)
    return {"on_one_side": True, "verbatim": True} if is_apart or is_said else None
