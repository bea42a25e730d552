"""All the rules, by what they say."""

from __future__ import annotations

from typing import Final

from mobility_timer.library.prescription.grammar.instructions import WAYS_OF_RESTING
from mobility_timer.library.prescription.grammar.items import Item
from mobility_timer.library.prescription.grammar.movements import ENDS
from mobility_timer.library.prescription.grammar.patterns import (
    Match,
    Rule,
    Rules,
    Saying,
    is_,
    rule,
)
from mobility_timer.library.prescription.grammar.rules.often import how_often
from mobility_timer.library.prescription.grammar.sides import rules_of_sides, rules_of_ways
from mobility_timer.words import prescription as words

_LEAST_REST_WITHOUT_UNIT_S: Final = 10
_ON_OFF_STEP_S: Final = 5
_SHORTEST_WORK_S: Final = 15
_LONGEST_PAUSE_S: Final = 5
_SHORTEST_REST_CALLED_PAUSE_S: Final = 30
_OVER: Final = frozenset({"over", "in", "taking"})
_WAYS_IN: Final = {"lift_s": words.up_from_to, "lower_s": words.down_from_to}


def _rests() -> Rules:
    amount = "(?P<rest>time|number (?!rest|x|sets|reps))"
    yield rule(f"(with|for)? article? rest mark? (for|of)? article? {amount} rest? between?", _rest)
    yield rule("(with|for)? article? (?P<rest>time) of? rest between?", _rest)
    rest = "(?P<rest>time)"
    yield rule(
        f"(with|for)? article? rest mark? (for|of)? article? {rest} between_drills", _then_rest
    )
    yield rule(f"(with|for)? article? {rest} of? (rest|pause)? between_drills", _then_rest)
    yield rule("rest between_drills mark? (for|of)? (?P<rest>time)", _then_rest)
    yield rule("slash (?P<rest>time) of? rest between?", _rest)
    yield rule("slash rest (?P<rest>time) between?", _rest)
    yield rule("(with|for)? article? (?P<rest>time) pause between", _rest)
    yield rule("pause mark? for? (?P<rest>time) between", _rest)
    yield rule("(with|for)? article? pause mark? (of|for)? (?P<time>time)", _paused)
    yield rule("(with|for)? article? (?P<time>time) pause", _paused)
    yield rule("(?P<rest>time) off", _rest_after_amount)
    yield rule("(with|for)? article? rest between?", _rest_on_foot)
    yield rule("(with|for)? article? (?P<rest>time) between", _rest)
    interval = "(?P<work>time|number) on (mark|slash|and)* (?P<rest>time|number) (off|rest)"
    yield rule(f"((?P<sets>number) (x|sets of?))? {interval}", _on_off)
    yield rule(f"{interval} (mark|for)* x? (?P<sets>number) (x|times|sets)?", _on_off)
    yield rule(f"{interval} (mark|for)* x (?P<sets>number)", _on_off)
    on_and_off = "(?P<work>time) slash (?P<rest>time)"
    yield rule(f"(?P<sets>number) (x|sets (of|mark)?) {on_and_off}", _work_and_rest)
    yield rule(f"{on_and_off} mark? x (?P<sets>number)", _work_and_rest)
    yield rule("tabata", _tabata)
    yield rule("(?P<one>time) slash (?P<other>time) (?!x|off)", _of_each_side_so_long)
    yield rule("(?P<pair>pair) reps? mark? x (?P<sets>number) sets?", _pair)
    yield rule("(?P<sets>number) (x|sets of?) (?P<pair>pair) reps?", _pair)
    yield rule("(?P<pair>pair) reps?", _pair_alone)


def _rest(match: Match) -> Saying | None:
    rest = match.the("rest")
    known = rest.kind == "time" or rest.low >= _LEAST_REST_WITHOUT_UNIT_S
    if not known:
        return None
    of_reps = {"is_between_reps": True} if "rep" in match.all[-1].text else {}
    how = next((item.text for item in match.all if item.kind == "rest" and " " in item.text), "")
    return {"rest_s": rest.range} | ({"notes": (how,)} if how in WAYS_OF_RESTING else {}) | of_reps


def _then_rest(match: Match) -> Saying:
    return {"then_rest_s": match.the("rest").range}


def _paused(match: Match) -> Saying | None:
    """A pause in each rep where it is short, a rest where it is long; between them it is asked."""
    time = match.the("time")
    if time.high <= _LONGEST_PAUSE_S:
        return {"held_s": time.range, "is_after_amount": True, "is_a_pause": True}
    if time.low >= _SHORTEST_REST_CALLED_PAUSE_S:
        return {"rest_s": time.range, "is_after_amount": True}
    return None


def _rest_on_foot(match: Match) -> Saying | None:
    """How a rest is spent, of no given time, for the person to read."""
    known = any(item.text in WAYS_OF_RESTING for item in match.all)
    return {"verbatim": True, "is_after_amount": True} if known else None


def _rest_after_amount(match: Match) -> Saying:
    return {"rest_s": match.the("rest").range, "is_after_amount": True}


def _on_off(match: Match) -> Saying | None:
    work, rest, sets = match.the("work"), match.the("rest"), match.item("sets")
    if not (work.kind == rest.kind == "time") or not (rest.is_one and (not sets or sets.is_one)):
        return None
    return {"time_s": work.range, "rest_s": rest.range} | ({"sets": sets.low} if sets else {})


def _work_and_rest(match: Match) -> Saying | None:
    """`8 x 20s/10s`; of two equal times it may be so much of each side."""
    work, rest = match.the("work"), match.the("rest")
    return None if work.range == rest.range else _on_off(match)


def _of_each_side_so_long(match: Match) -> Saying | None:
    """`1 min/1 min`, where it is not said how often: so long of each side."""
    one, other = match.the("one"), match.the("other")
    return {"time_s": one.range, "each_side": True} if one.range == other.range else None


def _tabata(_match: Match) -> Saying:
    return {"is_tabata": True, "verbatim": True}


def _pair(match: Match) -> Saying | None:
    """Seconds of work and of rest, as in 20/10 x 8; no other two numbers."""
    work, rest = match.the("pair").numbers
    sets = match.the("sets")
    known = work >= _SHORTEST_WORK_S and not (work % _ON_OFF_STEP_S or rest % _ON_OFF_STEP_S)
    if not sets.is_one:
        return None
    if work == rest:
        return {"unclear": words.sides_or_rest(work)} if known else _of_each_side_in(work, sets)
    if not known:
        return None
    return {"time_s": (work, work), "rest_s": (rest, rest), "sets": sets.low}


def _pair_alone(match: Match) -> Saying:
    """As many left as right, as in 8/8; of two that differ it is asked what they are."""
    first, second = match.the("pair").numbers
    if first != second:
        return {"unclear": words.span_or_sides(first, second)}
    could_rest = first >= _SHORTEST_WORK_S and not first % _ON_OFF_STEP_S
    return {"unclear": words.sides_or_rest(first)} if could_rest else _of_each_side_in(first)


def _of_each_side_in(reps: int, sets: Item | None = None) -> Saying:
    said = {"reps": (reps, reps), "each_side": True, "is_loose": True}
    return said | ({"sets": sets.low} if sets else {})


def _ways() -> Rules:
    lead = "(?:with|for)? article?"
    for way, field in (("up", "lift_s"), ("down", "lower_s")):
        yield rule(f"{lead} (?P<taken>time|part_time) manner? {way}", _taken(field))
        yield rule(f"{lead} manner? {way} manner? for? (?P<taken>time|part_time)", _taken(field))
        yield rule(f"manner {way} mark (?P<taken>time|part_time)", _taken_in_brackets(field))
        yield rule(f"{way} manner? mark for? (?P<taken>time|part_time)", _taken_in_brackets(field))
    yield rule("for (?P<taken>time|part_time)", _taken_over)


def _holds() -> Rules:
    lead = "(?:with|for)? article?"
    of_each = "(each (?!limb))?"
    there = "(mark*(end|each_rep))*"
    held = "(?P<held>time|part_time)"
    yield rule(
        f"{lead} hold mark? (for|of)? article? {held} each (?!article|limb|way)",
        _held_each,
    )
    yield rule(
        f"{lead} hold {of_each} mark? (for|of)? article? {held} {of_each} {there}",
        _held,
    )
    yield rule(f"{lead} squeeze for? {held} {there} (?!on)", _held_after_amount)
    yield rule(f"{lead} (hold|pause|squeeze) (end|each_rep)+ (for)? {held}", _held)
    yield rule(f"{lead} (end|each_rep)+ (hold|pause) mark? (for|of)? {held}", _held)
    yield rule(
        f"{lead} {held} (manner|coaching)? (hold|squeeze|pause (end|each_rep)) {there}",
        _held,
    )
    yield rule(f"{lead} {held} (end|each_rep)+ (hold|pause|squeeze)", _held)
    yield rule(f"{lead} pause (for)? {held} (end|each_rep)+", _held)
    yield rule(f"{lead} {held} (end|each_rep)+", _held_after_amount)
    beside = "(?!x|reps|sets|times|breaths|steps|slash|each|day|week)"
    yield rule(f"{lead} hold (for|of)? (?P<held>number) {beside} {there}", _held_after_amount)
    yield rule(
        f"{lead} hold each article? (for|of) (?P<held>number) {beside} {there}", _held_after_amount
    )
    yield rule("end each_rep*", _where_held)
    yield rule(f"{lead} (hold|pause|squeeze) end each_rep?", _held_somewhere)
    yield rule("hold mark? for? (?P<breaths>number) breaths", _held_breaths)
    yield rule("(with|aim)? article? tempo mark? (?P<tempo>series|number)", _tempo)
    yield rule("aim (?P<tempo>series|number)", _tempo)
    yield rule("(with|aim)? article? (?P<tempo>series|number) tempo", _tempo)
    yield rule("(?P<tempo>series)", _tempo_alone)


def _held(match: Match) -> Saying | None:
    """So long, and at which end of a rep; none at two."""
    ends = {ENDS[tuple(item.text.split())] for item in match.all if item.kind == "end"}
    if len(ends) > 1:
        return None
    held = match.the("held")
    time = (held.seconds, held.seconds) if held.part_s else held.range
    return {"held_s": time} | ({"hold_at": ends.pop()} if ends else {})


def _held_each(match: Match) -> Saying | None:
    """Each rep, where reps are said, else perhaps each side."""
    said = _held(match)
    return None if said is None else {**said, "is_held_each": True}


def _held_after_amount(match: Match) -> Saying | None:
    said = _held(match)
    return None if said is None else {**said, "is_after_amount": True}


def _where_held(match: Match) -> Saying:
    """At which end one holds, after how long."""
    return {"hold_at": ENDS[tuple(match.all[0].text.split())], "is_after_amount": True}


def _held_somewhere(_match: Match) -> Saying:
    """A hold of no given time, for the person to read."""
    return {"verbatim": True, "is_after_amount": True}


def _held_breaths(match: Match) -> Saying:
    return {"reps": match.the("breaths").range, "breaths": True}


def _taken(field: str) -> Rule:
    def says(match: Match) -> Saying | None:
        taken = match.the("taken")
        if taken.is_one:
            return {field: taken.seconds}
        return {field: taken.low, "notes": (_WAYS_IN[field](taken.range),)}

    return says


def _taken_over(match: Match) -> Saying | None:
    """So long for the way that is told before it: lower your heels over 3 s."""
    taken, over = match.the("taken"), match.all[0].text
    return {"way_s": taken.seconds} if over in _OVER and taken.is_one else None


def _taken_in_brackets(field: str) -> Rule:
    says = _taken(field)
    return lambda match: says(match) if any(item.text == "(" for item in match.all) else None


def _tempo(match: Match) -> Saying | None:
    tempo = match.the("tempo")
    parts = tempo.numbers or tuple(map(int, str(tempo.low)))
    if tempo.kind == "number" and (len(parts) != 4 or not tempo.is_one):
        return None
    return {"tempo": "-".join(map(str, parts))} if 3 <= len(parts) <= 4 else None


def _tempo_alone(match: Match) -> Saying | None:
    """Numbers of which one is 0 are no reps."""
    numbers = match.the("tempo").numbers
    return _tempo(match) if 0 in numbers[1:] and max(numbers) < 10 else None


def _labelled() -> Rules:
    """The word before its number: `reps: 10, sets: 3`."""
    amount = "(mark|of)? (?P<amount>number|series)"
    yield rule(f"sets {amount}", _sets_first)
    yield rule("sets of (?P<amount>number|series|time)", _sets_of)
    yield rule(f"reps {amount} (?P<unit>steps|breaths)?", _reps_first)
    yield rule("pyramid mark? (?P<amount>series)", _reps_first)
    yield rule("pyramid", is_(is_pyramid=True))
    yield rule("sets x reps mark? (?P<sets>number) x (?P<amount>number)", _sets_by_reps)
    yield rule("again x? (?P<amount>number|fold) (x|times|reps)?", _again)
    yield rule("mark? sets x reps mark?", is_())
    yield rule("position (mark|and)* lead", is_(verbatim=True))
    yield rule("(?P<amount>number) each_rep", _each_time)
    yield rule("x (?=each|sided|both|often|alternating)", is_())


def _sets_first(match: Match) -> Saying | None:
    amount = match.the("amount")
    if amount.kind == "series":
        return None
    most = {} if amount.is_one else {"most_sets": amount.high}
    return {"sets": amount.low, **most}


def _sets_of(match: Match) -> Saying | None:
    amount = match.the("amount")
    if amount.kind == "series":
        return {"pyramid": amount.numbers}
    return {"reps": amount.range} if amount.kind == "number" else {"time_s": amount.range}


def _reps_first(match: Match) -> Saying:
    amount = match.the("amount")
    unit = match.item("unit") if "unit" in match.found.re.groupindex else None
    said = {"pyramid": amount.numbers} if amount.kind == "series" else {"reps": amount.range}
    return said | ({unit.kind: True} if unit else {})


def _each_time(match: Match) -> Saying | None:
    """So many, each time that it is done."""
    amount = match.the("amount")
    return {"reps": amount.range} if match.all[-1].text in ("each time", "every time") else None


def _sets_by_reps(match: Match) -> Saying | None:
    sets, amount = match.the("sets"), match.the("amount")
    return {"sets": sets.low, "reps": amount.range} if sets.is_one else None


def _again(match: Match) -> Saying:
    return {"times": match.the("amount").range, "is_again": True}


def _open_ends() -> Rules:
    sets = "((?P<sets>number) (x|sets x?|sets? of) )?"
    yield rule(f"{sets} most (for)? (?P<within>time)", _as_many_as_you_can)
    yield rule(f"{sets} (?P<within>time) (x|of)? most", _as_many_as_you_can)


def _as_many_as_you_can(match: Match) -> Saying | None:
    within, sets = match.the("within"), match.item("sets")
    if not within.is_one or (sets and not sets.is_one):
        return None
    return {"until_you_stop": True, "within_s": within.low} | ({"sets": sets.low} if sets else {})


def _note(_match: Match) -> Saying:
    return {"verbatim": True}


_GROUPS = (how_often, _rests, _ways, _holds, _labelled, _open_ends, rules_of_sides, rules_of_ways)
RULES: Final = tuple(found for group in _GROUPS for found in group())
BINDING: Final = tuple(
    found for group in (how_often, _rests, _ways, rules_of_ways) for found in group()
)
"""Those that take a number from a row of amounts: how often, a rest, the time up or down, ways."""
