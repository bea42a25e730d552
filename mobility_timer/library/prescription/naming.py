"""The name of a line, and its notes: what is left when the dose is taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mobility_timer.library.prescription.grammar.items import Item
from mobility_timer.library.prescription.grammar.kinds import is_counted, is_held
from mobility_timer.library.prescription.grammar.lexicon import (
    GLUE,
    IN_A_NAME,
    IN_A_NOTE,
    TELLING,
)
from mobility_timer.library.prescription.grammar.movements import usual_position
from mobility_timer.library.prescription.hearing.sentences import (
    IN_A_CLAUSE,
    MOVING_BOTH,
    instructs,
    is_of_the_other,
    name_and_sentences,
)
from mobility_timer.library.prescription.hearing.strays import PARTS, is_stray

_EDGES = GLUE | {"mark", "slash"}
_NAMING = frozenset(
    {"word", "coaching", "limb", "hold", "steps", "up", "down", "breaths", "manner"}
    | {"position", "squeeze"}
)
_BETWEEN_THINGS = frozenset({",", "&", "+", "/", "and", "then"})
_NOUNS = frozenset({"stretch", "raise", "lift"})
_PARTS_OF_THE_BODY = frozenset({"heel", "toe", "knee", "hips", "chest", "head"})
_HOW_MUCH = frozenset({"slight", "slightly", "soft", "small", "full", "no"})
_OPPOSITES = (
    *(("straight", "bent"), ("in", "out"), ("open", "closed")),
    *(("extended", "flexed"), ("wide", "narrow"), ("high", "low")),
)
_MUSCLES = frozenset(
    {"quad", "quads", "hamstring", "glute", "glutes", "calf", "calves", "itb", "adductors", "hips"}
)
_TREATING = frozenset(
    {
        "roll",
        "rolling",
        "roller",
        "stretch",
        "stretches",
        "stretching",
        "massage",
        "release",
        "smash",
    }
)
# fmt: off
_CHATTING = frozenset({
    "i", "you", "he", "she", "they", "we", "me", "him", "us", "i'm", "i've", "you're", "it's",
    "said", "says", "told", "wants", "want", "should", "must", "will", "would", "could", "can",
    "please", "thanks", "hi", "hey", "hello", "gave", "got", "was", "were", "is", "are", "am",
    "have", "has", "had", "been", "to", "try", "trying", "ones", "them", "that", "this", "!", "?",
})
# fmt: on
"""Words of a sentence and not of a name; alone, or beside "to" at its beginning."""
_PLACING = frozenset(
    {"from", "on", "off", "onto", "over", "under", "against", "in", "at", "towards", "around"}
)
# fmt: off
_REMARKING = frozenset({
    "as", "with", "if", "when", "once", "while", "until", "till", "before", "after", "to", "for",
    "your", "the", "a", "this", "that", "these", "it", "you", "can", "should", "will", "is", "are",
    "no", "not", "don't", "dont", "never", "avoid", "only", "slow", "slowly", "gentle", "gently",
    "easy", "hard", "light", "heavy", "increase", "add", "progress", "build", "start", "try",
    "make", "ensure", "good", "nice", "full", "quality", "optional", "useful", "important",
    "great", "best", "ideally", "preferably", "usually", "from", "during", "without", "well",
    "because", "so", "then", "ok", "fine", "first", "last", "pain", "painful", "sore", "stop",
})
# fmt: on
"""A clause with one of these is said of the drill, and is no drill of its own."""
_OF_A_DOSE = frozenset(
    {"number", "fold", "time", "part_time", "hours", "distance", "load", "pair", "series", "x"}
    | {"times", "sets", "reps", "steps", "breaths", "hold", "pause", "rest", "between"}
    | {
        "between_drills",
        "each",
        "sided",
        "both",
        "bilateral",
        "left",
        "right",
        "alternating",
        "day",
    }
    | {"week", "hour", "often", "tempo", "again", "most", "longest", "total", "pyramid", "tabata"}
    | {"one_limb", "two_limbs", "way"}
)
_OPEN = frozenset({"unless", "maybe", "if", "or", "and", "not", "than", "until", "when"})
_OF_ANOTHER = frozenset(
    {"other", "opposite", "same", "instead", "alternatively", "or", "superset", "middle", "halfway"}
)
_LONGEST_NOTE_CHARACTERS = 60
_WHERE = frozenset({"under", "above", "below", "around", "round", "vs"})
_AMOUNTS = frozenset(
    {"number", "fold", "time", "part_time", "hours", "distance", "load", "pair", "series"}
    | {"reserved", "sets", "reps", "each"}
)
_CLAUSE_ENDS = frozenset(",;()[]")


@dataclass(frozen=True)
class Naming:
    name: str = ""
    notes: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    strays: tuple[str, ...] = ()
    """Of its notes those that were not understood and can change no dose."""
    things: int = 1
    """How many things it names: more than one, where "and" or a comma stands between them."""
    whole: str = ""
    """The name with the sentences of instruction behind it, which stand in the notes too."""


def name_and_notes(
    text: str, items: Sequence[Item], taken: frozenset[int], *, is_of_each_side: bool = False
) -> Naming:
    """The name is what stands first; after the dose there may be notes of known words. Where it is
    plainly said of each side, a sentence of instruction may tell it of one."""
    runs = [run for run in map(_trimmed, _runs(items, taken)) if run]
    if not runs:
        return Naming()
    clauses = [clause for run in runs[1:] for clause in _clauses(run)]
    first, *more = (
        [runs[0]] if items.index(runs[0][0]) < min(taken, default=0) else _clauses(runs[0])
    )
    first, aside = _without_what_is_left_open(first)
    more = [*_clauses(aside), *more]
    name, sentences = name_and_sentences(first)
    named, *further = [*_clauses(name), *(c for said in sentences for c in _clauses(said))]
    sides = {"left", "right"} if is_of_each_side and sentences else set[str]()
    telling = [
        clause
        for clause in further
        if instructs([item for item in clause if item.kind not in sides]) or is_of_the_other(clause)
    ]
    plain = [*named, *(item for clause in further if clause not in telling for item in clause)]
    unknown = [
        _of(text, [item])
        for item in plain
        if not (item.kind in IN_A_NAME or _is_placed(item, items) or _moves_both(item, items))
        or _is_of_a_sentence(item, plain[0])
    ]
    if not any(item.kind in _NAMING for item in name) or [item.kind for item in name] == ["limb"]:
        unknown.append(_of(text, first))
    named_text = _of(text, first)
    if named_text.count("(") != named_text.count(")") or named_text.count('"') % 2:
        unknown.append(named_text)
    if _is_of_opposites(first):
        unknown.append(_of(text, first))
    notes, strays = [_of(text, said) for said in sentences], []
    for clause in (*more, *clauses):
        if _is_of_another_part(clause, name) or _names_another(clause, items):
            unknown.append(_of(text, clause))
        elif (
            _is_note(clause)
            or _is_a_remark(text, clause)
            or _is_of_a_place(clause)
            or _is_in_brackets(clause, items)
            or (_stands_apart(clause, items) and _is_about_the_body(clause))
        ):
            notes.append(_of(text, clause))
        elif is_stray(clause, _beside(clause, items, taken)):
            strays.append(_of(text, clause))
        else:
            unknown.append(_of(text, clause))
    return Naming(
        _named(_of(text, name)),
        (*notes, *strays),
        tuple(unknown),
        tuple(strays),
        _things(name),
        _named(_of(text, first)),
    )


def _beside(clause: Sequence[Item], items: Sequence[Item], taken: frozenset[int]) -> Item | None:
    """The part of the dose that a clause stands right behind."""
    place = items.index(clause[0]) - 1 if clause else -1
    return items[place] if place in taken else None


def _without_what_is_left_open(run: list[Item]) -> tuple[list[Item], list[Item]]:
    """The run up to a bracket whose end was taken, and what is in it."""
    texts = [item.text for item in run]
    if texts.count("(") == texts.count(")") + 1:
        place = len(texts) - 1 - texts[::-1].index("(")
        if place:
            return _trimmed(run[:place]), run[place + 1 :]
    return run, []


def _is_of_a_sentence(item: Item, first: Item) -> bool:
    """Whether it is no word of a name: "to" where it begins one, "said" anywhere."""
    return item.text in _CHATTING and (item is first or item.text not in ("to", "me", "!", "?"))


def _is_placed(item: Item, items: Sequence[Item]) -> bool:
    """Whether it says where, and no limit of a number: toes tucked under, heel up to bum."""
    after = items[items.index(item) + 1 :][:1]
    is_where = item.text in _WHERE or item.text == "up to"
    return is_where and not (after and after[0].kind in _AMOUNTS)


def _moves_both(item: Item, items: Sequence[Item]) -> bool:
    """Whether it says that both limbs move at once: bend both knees."""
    place = items.index(item)
    return item.kind == "both" and place > 0 and items[place - 1].text in MOVING_BOTH


def _runs(items: Sequence[Item], taken: frozenset[int]) -> Iterator[list[Item]]:
    """What no rule took, as it stands together."""
    run: list[Item] = []
    for place, item in enumerate(items):
        if place in taken:
            yield run
            run = []
        else:
            run.append(item)
    yield run


def _trimmed(run: Sequence[Item]) -> list[Item]:
    """A run without what leads into it and out of it."""
    run = list(run)
    while run and run[0].kind in _EDGES and not _is_of_a_place(run):
        run.pop(0)
    while run and run[-1].kind in _EDGES and not _closes(run):
        run.pop()
    return run


def _closes(run: Sequence[Item]) -> bool:
    """Whether its last mark closes a parenthesis that opened in it."""
    return run[-1].text == ")" and any(item.text == "(" for item in run)


def _clauses(run: Sequence[Item]) -> Iterator[list[Item]]:
    clause: list[Item] = []
    for item in run:
        if item.text in _CLAUSE_ENDS:
            yield _trimmed(clause)
            clause = []
        else:
            clause.append(item)
    if clause:
        yield _trimmed(clause)


def _things(name: Sequence[Item]) -> int:
    clauses, clause = [], list[Item]()
    for item in name:
        if item.text in _BETWEEN_THINGS:
            clauses.append(clause)
            clause = []
        else:
            clause.append(item)
    clauses.append(clause)
    return sum(
        any(item.kind in ("word", "steps") or item.text in _MUSCLES for item in clause)
        and not (place and (instructs(clause) or _places_a_limb(clause)))
        for place, clause in enumerate(clauses)
    )


def _places_a_limb(clause: Sequence[Item]) -> bool:
    """Whether it says where a limb is: rear foot on a chair."""
    is_placed = any(item.text.split()[0] in _PLACING for item in clause[1:])
    return is_placed and "limb" in [item.kind for item in clause[:2]]


def _is_of_opposites(name: Sequence[Item]) -> bool:
    """Whether it names two ways of one drill, as toes in and toes out: the dose may be for each."""
    texts = [item.text for item in name]
    for pair in _OPPOSITES:
        if set(pair) <= set(texts):
            first, second = sorted(map(texts.index, pair))
            if not _BETWEEN_THINGS.isdisjoint(texts[first:second]):
                return True
    return False


def _is_note(clause: Sequence[Item]) -> bool:
    if instructs(clause):
        return True
    known = all(item.kind in IN_A_NOTE for item in clause)
    if _is_both_ways(clause):
        return False
    return not clause or (known and any(item.kind in TELLING for item in clause))


def _stands_apart(clause: Sequence[Item], items: Sequence[Item]) -> bool:
    """Whether a mark stands before it."""
    place = items.index(clause[0]) if clause else 0
    return place > 0 and items[place - 1].kind == "mark"


def _is_of_a_place(clause: Sequence[Item]) -> bool:
    """Whether it says where, or from where."""
    if len(clause) < 2 or clause[0].text not in _PLACING:
        return False
    kinds = [item.kind for item in clause[1:]]
    return (
        all(kind in IN_A_NAME - {"and", "with"} for kind in kinds)
        and clause[-1].end - clause[0].start <= _LONGEST_NOTE_CHARACTERS
    )


def _is_a_remark(text: str, clause: Sequence[Item]) -> bool:
    """Whether it is a remark in words of its own: without a number, a word of a dose or a movement,
    and with a word that tells that it is one."""
    said = _of(text, clause)
    if len(clause) < 2 or len(said) > _LONGEST_NOTE_CHARACTERS or any(map(str.isdigit, said)):
        return False
    texts = [item.text for item in clause]
    words = {word for one in texts for word in one.split()}
    if clause[0].kind == "and" or not _REMARKING & words or _OF_ANOTHER & words:
        return False
    if clause[-1].text in _OPEN or any(item.kind in _OF_A_DOSE for item in clause):
        return False
    return not (is_counted(said) or is_held(said) or usual_position(said, lies=False))


def _is_in_brackets(clause: Sequence[Item], items: Sequence[Item]) -> bool:
    """Whether it is an aside of a few words, in brackets of its own."""
    if not clause or clause[-1].end - clause[0].start > _LONGEST_NOTE_CHARACTERS:
        return False
    first, last = items.index(clause[0]), items.index(clause[-1])
    around = [item.text for item in (*items[first - 1 : first], *items[last + 1 : last + 2])]
    return around == ["(", ")"] and all(
        item.kind in IN_A_NAME - {"and", "with", "on", "off", "one_limb", "two_limbs"}
        for item in clause
    )


def _is_both_ways(clause: Sequence[Item]) -> bool:
    """Whether it asks for the same twice: knee straight and bent."""
    return {"straight", "bent"} <= {item.text for item in clause}


def _is_about_the_body(clause: Sequence[Item]) -> bool:
    """Whether it says of a part of the body, or of a manner, what may be in words of its own."""
    if is_of_the_other(clause):
        return True
    return bool(clause) and (
        clause[-1].end - clause[0].start <= _LONGEST_NOTE_CHARACTERS
        and not _is_both_ways(clause)
        and all(item.kind in IN_A_CLAUSE - {"both", "rest"} for item in clause)
        and any(item.kind in TELLING | {"limb", "end"} for item in clause)
    )


def _names_another(clause: Sequence[Item], items: Sequence[Item]) -> bool:
    """Whether it is the name of another drill, whose dose is not said: calf stretch, side plank."""
    if not clause or instructs(clause) or _is_in_brackets(clause, items):
        return False
    first, *others = clause
    last = clause[-1]
    is_drill = last.kind == "word" and (is_counted(last.text) or is_held(last.text))
    of_a_part = first.kind in ("limb", "word") or first.text in _PARTS_OF_THE_BODY
    is_drill |= bool(others) and of_a_part and last.text in _NOUNS
    plain = all(item.kind in ("word", "limb", "coaching", "up") for item in clause)
    return is_drill and plain and first.text not in _HOW_MUCH


def _is_of_another_part(clause: Sequence[Item], name: Sequence[Item]) -> bool:
    """Whether a part of the body alone stands after what is done to several: foam roll calves 60 s,
    glutes."""
    texts = [item.text for item in clause if item.kind not in GLUE]
    treated = any(word in _TREATING for item in name for word in item.text.split())
    return treated and bool(texts) and all(text in PARTS or text in _MUSCLES for text in texts)


def _of(text: str, items: Sequence[Item]) -> str:
    return text[items[0].start : items[-1].end].strip() if items else ""


def _named(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r" (?=,)", "", text))
