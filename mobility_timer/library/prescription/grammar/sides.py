"""The rules for sides and ways: each of them, one of them, or so much of one and of the other."""

from __future__ import annotations

from typing import Final

from mobility_timer.library.prescription.grammar.instructions import IN_TWO_WAYS, THERE_AND_BACK
from mobility_timer.library.prescription.grammar.items import Item
from mobility_timer.library.prescription.grammar.patterns import Match, Rules, Saying, is_, rule

_MOST_WAYS: Final = 6


def rules_of_sides() -> Rules:
    at = "(on|for)?"
    yield rule(f"{at} each article? limb", is_(each_side=True))
    yield rule("slash limb", is_(each_side=True, is_after_amount=True))
    yield rule(f"{at} article limb", is_(each_side=True, is_after_amount=True))
    yield rule(f"{at} sided", is_(each_side=True, turns=True))
    yield rule(f"{at} sided limb", is_(each_side=True, turns=True, is_an_end=True))
    yield rule(f"{at} each", is_(each_side=True, is_after_amount=True, is_vague=True))
    yield rule(f"{at} both article? limb", _both)
    yield rule(f"{at} bilateral limb", is_(both=True, is_an_end=True))
    yield rule(f"{at} bilateral", is_(both=True))
    yield rule(f"{at} (each|both|slash|article) way", is_(each_way=True))
    yield rule("way", _both_ways)
    there, back = (
        f"(?P<{way}>number|time|distance) (x|reps|steps)? (coaching|word)" for way in "ab"
    )
    yield rule(f"((?P<sets>number) x)? {there} (mark|slash|and)* {back}", _there_and_back)
    how = "mark?with?((limb|coaching){1,2})mark?"
    often = "(?P<{0}sets>number) (x|sets of?)"
    first, second = (
        f"({often.format(way)})? (?P<{way}>number|time) (reps|hold)? {how}" for way in "ab"
    )
    yield rule(f"{first} (mark|slash|and)* {second}", _so_much_of_each_variant)
    first, second = (
        f"{how} x? ({often.format(way)})? (?P<{way}>number|time) (reps|hold)?"
        f" (x (?P<{way}times>number))?"
        for way in "ab"
    )
    yield rule(f"{first} (mark|slash|and)* {second}", _so_much_of_each_variant)
    way = "(limb|coaching)?"
    yield rule(
        f"mark? with? article? {way} coaching {way} (mark|slash|and)+"
        f" with? article? {way} coaching {way} mark?",
        _variants,
    )
    yield rule("mark? alternating", is_(alternates=True))
    yield rule("mark? alternating mark", _alternating)
    yield rule("mark? total reps? mark?", _total)
    yield rule("mark? total reps?", _total)
    yield rule(f"{at} one_limb", is_(one_limb=True, is_after_amount=True, verbatim=True))
    yield rule(f"{at} two_limbs", is_(together=True, is_after_amount=True))
    of_each = (
        "(?P<of_each>number) (x|reps|steps)? (on|for)? ((each|slash) article? limb"
        "|article limb|sided limb?)"
    )
    yield rule("mark (?P<of_each>number) (x|reps|steps)? each way mark?", _of_each_way)
    yield rule(f"mark ({of_each}|(?P<glued>number) each) mark?", _of_each_side)
    for side in ("left", "right"):
        yield rule(f"{at} article? {side} limb? only", is_(side=side))
        yield rule(f"only {at} article? {side} limb?", is_(side=side))
        yield rule(f"{at} article? {side} limb?", is_(side=side, is_an_end=True))
        yield rule(f"{side}", is_(side=side, is_an_end=True))
    amount = (
        "x? ((?P<{0}sets>number) (x|sets of?))? (?P<{0}>number|time|distance) (reps|x|hold"
        "|(?P<{0}steps>steps))?"
        " (on|word)? article?"
    )
    between = "limb?(mark|slash|and)*"
    for one, other in (("left", "right"), ("right", "left")):
        first, second = amount.format(one), amount.format(other)
        yield rule(f"{first} mark? {one} {between} {second} mark? {other} limb?", _by_side)
        yield rule(f"{one} limb? mark? {first} {between} {other} limb? mark? {second}", _by_side)
        sets = "(?P<{0}sets>number) sets on? article?".format
        yield rule(f"{sets(one)} {one} {between} {sets(other)} {other} limb?", _sets_by_side)


def _both_ways(match: Match) -> Saying | None:
    return {"each_way": True} if len(match.all[0].text.split()) > 1 else None


def _there_and_back(match: Match) -> Saying | None:
    """As much forwards as backwards."""
    first, second, sets = match.the("a"), match.the("b"), match.item("sets")
    words_said = [item.text for item in match.all if item.kind in ("coaching", "word")]
    alike = (first.kind, first.range) == (second.kind, second.range)
    if not alike or tuple(words_said) not in THERE_AND_BACK or (sets and not sets.is_one):
        return None
    if first.kind == "distance" and not first.is_one:
        return None
    field = {"number": "reps", "time": "time_s"}.get(first.kind)
    said: Saying = {field: first.range} if field else {"metres": first.low}
    steps = any(item.kind == "steps" for item in match.all)
    return {
        **said,
        "each_way": True,
        **({"steps": True} if steps else {}),
        **({"sets": sets.low} if sets else {}),
    }


def rules_of_ways() -> Rules:
    yield rule("x? (?P<ways>number) way", _so_many_ways)


def _alternating(match: Match) -> Saying | None:
    """What follows in brackets is for `_of_each_side`."""
    return None if match.all[-1].text in ("(", "=") else {"alternates": True}


def _so_many_ways(match: Match) -> Saying | None:
    """5 reps x 3 directions."""
    number = match.the("ways")
    if not number.is_one or not 2 <= number.low <= _MOST_WAYS:
        return None
    return {"each_way": True} if number.low == 2 else {"variants_by_number": number.low}


def _total(match: Match) -> Saying | None:
    """Of both sides together; what follows in brackets is for `_of_each_side`."""
    opens = match.all[-1].text in ("(", "=")
    return None if opens else {"is_total": True, "is_after_amount": True}


def _variants(match: Match) -> Saying | None:
    """Two ways of doing it, one after the other: leg straight and leg bent."""
    said = [item.text for item in match.all if item.kind in ("coaching", "limb")]
    how = [text for text in said if any(text in ways for ways in IN_TWO_WAYS)]
    limbs = [text for text in said if text not in how]
    if len(how) != 2 or frozenset(how) not in IN_TWO_WAYS or len(set(limbs)) > 1:
        return None
    limb = limbs[0] if limbs else ""
    return {"variants": tuple(f"{one} {limb}".strip().capitalize() for one in how)}


def _so_much_of_each_variant(match: Match) -> Saying | None:
    """As much with the knee straight as with the knee bent."""
    first, second, ways = match.the("a"), match.the("b"), _variants(match)
    known = [match.item(f"{way}sets") or _item(match, f"{way}times") for way in "ab"]
    sets = [item.range if item else (1, 1) for item in known]
    alike = (first.kind, first.range, sets[0]) == (second.kind, second.range, sets[1])
    if ways is None or not alike or sets[0][0] != sets[0][1]:
        return None
    said = {"reps": first.range} if first.kind == "number" else {"time_s": first.range}
    in_sets = {"sets": sets[0][0]} if known[0] else {}
    return {**said, **ways, **in_sets, "is_of_each_variant": True}


def _item(match: Match, group: str) -> Item | None:
    return match.item(group) if group in match.found.re.groupindex else None


def _of_each_side(match: Match) -> Saying | None:
    """What of the reps is for each side, after their number."""
    if match.all[0].text not in ("(", "="):
        return None
    number = match.item("of_each") or match.the("glued")
    return {"of_each_side": number.low, "is_after_amount": True} if number.is_one else None


def _of_each_way(match: Match) -> Saying | None:
    number = match.the("of_each")
    if match.all[0].text not in ("(", "=") or not number.is_one:
        return None
    return {"of_each_way": number.low, "is_after_amount": True}


def _both(match: Match) -> Saying:
    sides = match.all[-1].text in ("side", "sides")
    return {"each_side": True} if sides else {"both": True}


def _sets_by_side(match: Match) -> Saying | None:
    """So many sets of one side and so many of the other."""
    left, right = match.the("leftsets"), match.the("rightsets")
    if not (left.is_one and right.is_one):
        return None
    return {"sets_by_side": _in_order(match, left.low, right.low)}


def _in_order(match: Match, left: int, right: int) -> tuple[tuple[str, int], ...]:
    """Both sides with their sets, as they are said."""
    by_side = (("left", left), ("right", right))
    kinds = [item.kind for item in match.all]
    return by_side if kinds.index("left") < kinds.index("right") else by_side[::-1]


def _sets_and_dose_by_side(match: Match) -> Saying | None:
    """So many sets of one side and so many of the other, each with its reps or seconds."""
    left, right = match.the("left"), match.the("right")
    sets = [match.item("leftsets"), match.item("rightsets")]
    if left.kind == "distance" or any(item.kind == "steps" for item in match.all):
        return None
    if any(item and not item.is_one for item in sets):
        return None
    field = "hold_by_side_s" if left.kind == "time" else "by_side"
    numbers = [item.low if item else 1 for item in sets]
    return {
        "sets_by_side": _in_order(match, numbers[0], numbers[1]),
        field: (left.low, right.low),
    }


def _by_side(match: Match) -> Saying | None:
    """So much of one side and of the other; of steps and metres as much of both."""
    left, right = match.the("left"), match.the("right")
    sets = [match.item("leftsets"), match.item("rightsets")]
    counts = {item.low for item in sets if item}
    if left.kind != right.kind or not (left.is_one and right.is_one):
        return None
    once_for_both = sets[1] is None and left.range == right.range and "steps" in match.kinds
    if len(counts) > 1 or (counts and None in sets and not once_for_both):
        return _sets_and_dose_by_side(match)
    if any(item.kind == "word" and item.text != "to" for item in match.all):
        return None
    more = {"sets": counts.pop()} if counts else {}
    in_steps = match.item("leftsteps") or match.item("rightsteps")
    if in_steps or left.kind == "distance":
        alike = {"reps": left.range, "steps": True} if in_steps else {"metres": left.low}
        return {**alike, "each_side": True, **more} if left.low == right.low else None
    field = "hold_by_side_s" if left.kind == "time" else "by_side"
    return {field: (left.low, right.low), **more}
