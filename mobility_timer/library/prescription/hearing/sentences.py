"""Sentences of instruction: those that stand behind a name, and clauses that change no dose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final

from mobility_timer.library.prescription.grammar.instructions import (
    IN_AN_INSTRUCTION,
    INSTRUCTING,
)
from mobility_timer.library.prescription.grammar.items import Item
from mobility_timer.library.prescription.grammar.kinds import is_counted, is_held, is_tensed
from mobility_timer.library.prescription.grammar.lexicon import GLUE, IN_A_NAME
from mobility_timer.library.prescription.grammar.movements import is_one_sided, usual_position
from mobility_timer.library.prescription.grammar.patterns import Saying
from mobility_timer.library.prescription.hearing.strays import NO_PLURALS, PARTS

IN_A_CLAUSE: Final = IN_A_NAME | {"pause", "both", "each_rep", "rest"}
"""The kinds that a clause of an instruction may hold."""
_FORBIDDING: Final = frozenset({"don't", "dont", "do"})
_OPPOSITE: Final = frozenset({"other", "opposite"})
_PARTS_OF_THE_BODY: Final = frozenset({"toe", "toes", "heel", "knee", "hips", "palm", "thumb"})
_HOW_IT_IS_HELD: Final = frozenset(
    {"coaching", "up", "down", "manner", "position", "end", "article", "on"}
)
_ENDS_OF_A_NAME: Final = frozenset(".:-")
_BEHIND_A_VERB: Final = frozenset(
    {"article", "limb", "coaching", "position", "up", "down", "on", "off", "with", "manner"}
    | {"one_limb", "two_limbs", "both", "and", "end", "left", "right"}
)
_WAYS: Final = frozenset(
    {"to", "into", "onto", "towards", "through", "against", "from", "other"}
) | {
    *("side-on", "sideways", "in", "between", "around", "round", "under", "over", "yourself"),
    *("it", "them", "as"),
}
_HOLDING: Final = frozenset({"hold", "holding", "rest", "resting", "breathe", "feel", "keep"})
_LEADING: Final = frozenset({"take", "draw", "make", "go", "aim", "place", "put", "loop"})
_PRESSING: Final = frozenset({"press", "push", "squash", "squeeze", "tighten", "pressing"})
_KEEPING: Final = frozenset({"keep", "keeping", "with", "from", "leaning", "facing"})
_THINGS: Final = frozenset(
    {"band", "bands", "wall", "chair", "towel", "ball", "roller", "stairs", "step", "bench"}
    | {"table", "mat", "strap", "work", "exercise", "exercises", "drill", "drills"}
)
"""What is at hand, or any exercise: before a colon no name of a drill."""
_FEWEST_WORDS: Final = 2
_MOST_WORDS: Final = 30
"""So far a clause is looked at, so that a long line takes no longer by the word."""
MOVING_BOTH: Final = frozenset(
    {"let", "bend", "lift", "lower", "keep", "bring", "straighten", "drop", "raise", "draw", "hug"}
    | {"pull", "keeping", "bending", "lifting", "around", "round", "above", "below"}
    | {"under", "behind"}
)
"""Before both legs they move them at once, or say where, and nothing of sides."""
_GOING: Final = frozenset({"lower", "lowering", "lift", "lifting", "raise", "raising"}) | {
    "rise",
    "rising",
}
_GOING_ON: Final = frozenset({"article", "on", "with", "manner"})
_MANY: Final = frozenset({"heels", "hips", "legs", "knees", "arms", "feet"})
_BEFORE_GOING: Final = frozenset({"", "mark", "and", "manner"})
_STILL: Final = frozenset({"hold", "pause", "squeeze", "number", "time", "sets", "reps", "rest"})


def name_and_sentences(run: Sequence[Item]) -> tuple[list[Item], list[list[Item]]]:
    """The name, and the sentences behind its first full stop, colon or dash that instruct: Clam:
    lie on your side. Lift the top knee. All is the name where none does."""
    run = list(run)
    for place in range(1, len(run) - 1):
        head, tail = run[:place], run[place + 1 :]
        if _ends_a_name(run, place) and _leads_to_a_dose(tail) and _tells_as_much(head, head):
            return head, []
        if _ends_a_name(run, place) and _begins_to_instruct(tail) and _tells_as_much(head, run):
            sentences = [*_sentences(tail)]
            return head, [said for said in sentences if not _leads_to_a_dose(said)]
    return run, []


def instructs(clause: Sequence[Item]) -> bool:
    """Whether it is an instruction, which changes no dose: no number, no side of its own."""
    clause = clause[1:] if clause[1:] and clause[0].kind == "manner" else clause
    if not clause:
        return False
    first, *others = clause
    verb, *more = first.text.split()
    if _is_a_drill(clause):
        return False
    known = verb in INSTRUCTING or (verb in _FORBIDDING and bool(more))
    return known and all(
        item.kind in IN_A_CLAUSE or item.text in IN_AN_INSTRUCTION for item in others
    )


def _is_a_drill(clause: Sequence[Item]) -> bool:
    """Whether it is rather a name: step ups, walk outs."""
    first, *others = clause
    if first.kind == "word" and " " in first.text:
        return not others or first.text.endswith("s")
    last = others[0] if len(others) == 1 else None
    many = last and last.text.endswith("s") and not last.text.endswith("ss")
    return bool(last and many and last.kind == "word" and last.text not in NO_PLURALS)


def way_before(items: Sequence[Item], at: int) -> str:
    """The part of a rep that is told in the clause before a place, as its field: lower your heels;
    empty where none is, or more than one thing."""
    clause = _clause_before(items, at)
    ways = [place for place, item in enumerate(clause) if item.kind in ("up", "down")]
    if len(ways) != 1 or any(item.kind in _STILL for item in clause):
        return ""
    (place,) = ways
    way, before = clause[place], clause[place - 1].kind if place else ""
    after = clause[place + 1] if clause[place + 1 :] else None
    goes_on = after and (after.kind in _GOING_ON or after.text in _MANY | _WAYS)
    if way.text not in _GOING or before not in _BEFORE_GOING or not goes_on:
        return ""
    return "lift_s" if way.kind == "up" else "lower_s"


def _clause_before(items: Sequence[Item], at: int) -> Sequence[Item]:
    start = at
    while (
        at - start < _MOST_WORDS
        and start
        and not (items[start - 1].kind == "mark" and items[start - 1].text not in "()")
    ):
        start -= 1
    return items[start:at]


def held_down(items: Sequence[Item], at: int, end: int) -> Saying:
    """The hold that the time down from one place to another is, where one presses down for it; else
    nothing."""
    pressed = any(item.text in _PRESSING for item in _clause_before(items, at))
    times = [item for item in items[at:end] if item.kind == "time"]
    if not pressed or items[at].text != "down" or len(times) != 1:
        return {}
    return {"held_s": times[0].range}


def is_of_two_sides(items: Sequence[Item], at: int) -> bool:
    """Whether both sides stand in the instruction around a place: cross the left foot over the
    right knee."""
    before = _clause_before(items, at)
    follows = items[at : at + _MOST_WORDS]
    after = takewhile(lambda item: item.kind != "mark", follows)
    kinds = {item.kind for item in (*before, *after)}
    begins = bool(before) and before[0].text.split()[0] in INSTRUCTING
    return begins and {"left", "right"} <= kinds


def is_of_the_other(clause: Sequence[Item]) -> bool:
    """Whether it says how the other limb is held: other toes down, opposite knee bent."""
    if not clause[2:] or clause[0].text not in _OPPOSITE:
        return False
    _, limb, *how = clause
    names_a_part = limb.kind == "limb" or limb.text in _PARTS_OF_THE_BODY
    return (
        names_a_part
        and limb.text not in ("side", "sides")
        and all(item.kind in _HOW_IT_IS_HELD for item in how)
        and any(item.kind in _HOW_IT_IS_HELD - {"article", "on"} for item in how)
    )


def _ends_a_name(run: Sequence[Item], place: int) -> bool:
    before, mark, after = run[place - 1 : place + 2]
    is_apart = after.start > mark.end and (mark.text != "-" or before.end < mark.start)
    return mark.kind == "mark" and mark.text in _ENDS_OF_A_NAME and is_apart


def _leads_to_a_dose(tail: Sequence[Item]) -> bool:
    """Whether it is no more than a verb before its dose: walks. Take 10 steps."""
    return len(tail) == 1 and (tail[0].text in _LEADING or tail[0].kind == "squeeze")


def _begins_to_instruct(tail: Sequence[Item]) -> bool:
    """Whether it begins with what to do or how to be, and no other name: walk on your toes, but
    not walk outs."""
    tail = tail[1:] if tail[0].kind in ("manner", "and") else tail
    if not tail:
        return False
    first, *others = tail
    if first.kind == "position":
        return bool(others) or len(first.text.split()) > _FEWEST_WORDS
    if first.kind == "coaching" and " " in first.text and first.text.split()[0] in _HOLDING:
        return True
    if not others:
        return False
    follows = others[0]
    if first.text in ("feet", "hold"):
        return follows.kind in ("coaching", "limb", "article")
    if first.text in _KEEPING:
        return follows.kind in ("article", "limb", "position", "coaching")
    goes_on = follows.kind in _BEHIND_A_VERB or follows.text in _WAYS
    return first.text in INSTRUCTING and goes_on


def _tells_as_much(head: Sequence[Item], run: Sequence[Item]) -> bool:
    """Whether the name alone is of a drill, and what is usual for all of the run is for it."""
    name, whole = (" ".join(item.text for item in part) for part in (head, run))
    usual = usual_position(name, lies=False)
    if is_one_sided(name) != is_one_sided(whole):
        return False
    if usual or is_counted(name) or is_held(name) or is_tensed(name):
        return True
    names = [item.text for item in head if item.kind in ("word", "steps")]
    known = any(text not in PARTS for text in names) and head[-1].text not in _THINGS
    long = len(name.split()) >= _FEWEST_WORDS
    return known and long and not usual_position(whole, lies=False)


def _sentences(tail: Sequence[Item]) -> Iterator[list[Item]]:
    sentence: list[Item] = []
    for item in (*tail, None):
        if item is None or item.text in _ENDS_OF_A_NAME:
            while sentence and sentence[-1].kind in GLUE | {"mark"}:
                sentence.pop()
            if sentence:
                yield sentence
            sentence = []
        else:
            sentence.append(item)
