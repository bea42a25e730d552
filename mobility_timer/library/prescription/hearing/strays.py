"""Words beside a dose that nothing is known of and that cannot change it.

They are kept as a note and named. Words that may be a misspelt part of a dose, a unit, a side, how
often, or another drill are none of these: with them a line has more than one meaning.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from mobility_timer.library.prescription.grammar.instructions import INSTRUCTING
from mobility_timer.library.prescription.grammar.items import Item
from mobility_timer.library.prescription.grammar.kinds import is_counted, is_held, is_tensed
from mobility_timer.library.prescription.grammar.movements import usual_position

_KINDS: Final = frozenset(
    {"word", "coaching", "manner", "limb", "position", "end", "squeeze", "up", "down", "on", "off"}
    | {"article", "of", "for", "with", "aim", "and", "each_rep", "tempo", "mark", "slash"}
)
_MOST_WORDS: Final = 8
_LONGEST_CHARACTERS: Final = 60
_SHORTEST_CHARACTERS: Final = 3
_FEWEST_OF_TWO_SLIPS_CHARACTERS: Final = 7
# fmt: off
_SHORT: Final = frozenset({
    "to", "is", "it", "in", "by", "go", "be", "so", "we", "us", "my", "up", "a", "on", "of", "at",
    "db", "kb", "tv", "gym", "if", "no", "w", "i",
})
_OF_A_DOSE: Final = (
    "each", "every", "side", "sides", "daily", "twice", "thrice", "both", "reps", "repeat",
    "repetitions", "sets", "secs", "seconds", "mins", "minutes", "hold", "holds", "rest", "pause",
    "left", "right", "weekly", "times", "alternate", "alternating", "bilateral", "unilateral",
    "breaths", "steps", "total", "rounds", "week", "between", "metres", "meters", "nightly",
    "hourly", "morning", "evening", "either", "altogether", "overall", "direction", "double",
    "triple", "half", "once", "only", "until",
)
"""Words of a dose, of which an unknown one may be a slip."""
_CHANGING: Final = frozenset({
    "fewer", "extra", "additional", "minus", "plus", "doubled", "halve", "halved", "skip", "omit",
    "ignore", "scrap", "cancel", "dozen", "thirteen", "fourteen", "sixteen", "seventeen",
    "nineteen", "hundred", "zero", "none", "nil", "fourth",
    "fifth",         "cluster", "clusters", "myo", "amap", "lunchtime", "lunch",
    "noon", "bedtime", "lh", "rh", "lhs", "rhs", "lft", "rgt", "sd", "sds", "biweekly", "semi",
    "tri", "quarterly", "prep", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
    "sunday", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "ipsi",
    "unilat", "contra", "opp", "opposite", "switch", "change", "changing", "switching", "worse",
    "worst", "better", "best", "good", "healthy", "unhealthy", "surgery", "surgically", "hour",
    "hours", "duration", "frequency", "consecutive", "superslow", "maximal", "max", "minimal",
    "reverse", "descend", "ascend", "stretching", "rolling", "icing", "massage", "swim",
    "swimming", "cycling", "jog", "walk", "yoga", "pilates", "replacing", "plyos", "vice", "versa",
    "besides", "also", "followed", "pair", "pairs", "paired", "partial", "partials", "burnout",
    "finisher", "failure", "exhaustion", "rotate", "combo", "combined", "counted", "counting",
    "there", "nonstop", "continuous", "continuously", "split", "divided", "spread",
})
"""Words that may say how much, how often, on which side, or what else is to be done."""
_UNITS: Final = frozenset({
    "lap", "laps", "length", "lengths", "flight", "flights", "beat", "beats", "song", "songs",
    "block", "blocks", "page", "pages", "yard", "yards", "mile", "miles",
})
"""What a number right before them may count."""
_SINGLE: Final = frozenset({
    "leg", "foot", "knee", "ankle", "hip", "arm", "heel", "calf", "shoulder", "hand", "limb",
    "thigh", "hamstring", "quad", "glute", "wrist", "elbow", "achilles", "shin", "one",
})
PARTS: Final = frozenset({
    "quads", "hamstrings", "hamstring", "glutes", "calves", "adductors", "abductors", "itb",
    "lats", "pecs", "piriformis", "soleus", "achilles", "groin", "shins", "peroneals", "flexors",
    "flexor", "quadriceps", "biceps", "triceps", "hips", "ankles", "shoulders",
})
# fmt: on
NO_PLURALS: Final = frozenset(
    {
        "bias",
        "focus",
        "across",
        "towards",
        "always",
        "afterwards",
        "backwards",
        "forwards",
        "bands",
        "dumbbells",
        "weights",
        "shoes",
        "socks",
        "trainers",
        "poles",
        "sticks",
        "mats",
        "pillows",
        "cushions",
        "working",
        "dbs",
        "kbs",
        "abs",
        "pelvis",
        "as",
        "this",
        "plus",
        "vs",
        "is",
        "us",
    }
)
_RESERVED_BESIDE: Final = frozenset(
    {
        "or",
        "as",
        "under",
        "above",
        "below",
        "around",
        "about",
        "before",
        "after",
        "during",
        "while",
        "if",
        "when",
        "whenever",
        "some",
        "any",
        "vs",
        "night",
        "same",
        "except",
        "pain",
        "painful",
        "not",
        "no",
        "don't",
        "dont",
        "never",
    }
)
"""Words that change a dose where they stand beside a number, and here stand beside none."""
_PLACING: Final = frozenset({"above", "below", "around", "round", "under", "over", "between"})
"""After what is worn or held, which may be said in two letters: RB above knees."""
_JOINING: Final = frozenset({"and", "mark", "slash", "article", "of", "for", "with"})


def is_stray(clause: Sequence[Item], before: Item | None) -> bool:
    """Whether a clause of words that are not known can change no dose.

    `before` is what stands before it with no mark between, a part of the dose; None after a mark.
    """
    if not clause or len(clause) > _MOST_WORDS or clause[0].kind in ("and", "slash"):
        return False
    if clause[-1].end - clause[0].start > _LONGEST_CHARACTERS:
        return False
    placed = any(item.text in _PLACING for item in clause[1:2])
    said = [*_words(clause[placed:])]
    plain = all(item.kind in _KINDS or item.text in _RESERVED_BESIDE for item in clause)
    plain = plain and clause[-1].text not in _RESERVED_BESIDE
    return plain and not (
        any(map(_may_be_of_a_dose, said))
        or _may_be_a_unit(clause, before)
        or _may_be_a_side(clause)
        or _may_be_a_drill(clause, is_apart=before is None)
    )


def _words(clause: Sequence[Item]) -> Iterator[tuple[str, bool]]:
    """Each word, and whether it is a known one."""
    for item in clause:
        for word in item.text.split():
            yield word, item.kind not in ("word", "mark", "slash")


def _may_be_of_a_dose(said: tuple[str, bool]) -> bool:
    word, is_known = said
    if word in _CHANGING:
        return True
    if is_known or not word[0].isalpha():
        return not is_known and word not in (".", ",", "'", '"', "(", ")", "/", "-")
    if len(word) < _SHORTEST_CHARACTERS:
        return word not in _SHORT
    return any(_is_a_slip(word, other) for other in _OF_A_DOSE)


def _is_a_slip(word: str, other: str) -> bool:
    """Whether a letter or two of a word are missing, too many, other ones or changed about."""
    slips = 2 if len(other) >= _FEWEST_OF_TWO_SLIPS_CHARACTERS else 1
    if abs(len(word) - len(other)) > slips or word[0] != other[0]:
        return False
    return _slips(word, other) <= slips


def _slips(word: str, other: str) -> int:
    before: list[int] = []
    above: list[int] = [*range(len(other) + 1)]
    for row, letter in enumerate(word, 1):
        line: list[int] = [row]
        for column, wanted in enumerate(other, 1):
            cost = min(above[column] + 1, line[-1] + 1, above[column - 1] + (letter != wanted))
            turned = row > 1 and column > 1 and word[row - 2] == wanted
            if turned and letter == other[column - 2]:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        before, above = above, line
    return above[-1]


def _may_be_a_unit(clause: Sequence[Item], before: Item | None) -> bool:
    """Whether the number, the side or the "each" right before it may be of what it names."""
    if before is not None and before.kind in ("each", "both", "left", "right"):
        return True
    if before is None or before.kind not in ("number", "fold", "x", "pair", "series"):
        return False
    first = clause[0]
    if _UNITS & {item.text for item in clause}:
        return True
    many = first.text.endswith("s") and not first.text.endswith("ss")
    many = many and first.text not in NO_PLURALS
    return first.kind == "word" and (many or (before.is_one and before.low == 1))


def _may_be_a_side(clause: Sequence[Item]) -> bool:
    """Whether it may say which limb works: gammy knee."""
    texts = [item.text for item in clause]
    if {"side", "sides", "ones"} & {*texts}:
        return True
    *how, last = texts
    if last not in _SINGLE or texts[0].split()[0] in INSTRUCTING:
        return False
    return not how or any(item.kind == "word" for item in clause[-2:])


def _may_be_a_drill(clause: Sequence[Item], *, is_apart: bool) -> bool:
    """Whether it may be another drill, whose dose is that of the line or is not said."""
    said = " ".join(item.text for item in clause)
    if is_counted(said) or is_held(said) or is_tensed(said) or usual_position(said, lies=False):
        return True
    if all(item.kind in _JOINING | {"limb"} or item.text in PARTS for item in clause):
        return True
    *_, last = clause
    return (
        is_apart
        and last.kind == "word"
        and last.text.endswith("s")
        and not last.text.endswith("ss")
        and last.text not in NO_PLURALS
        and not any(item.kind in ("article", "of", "for", "with", "on", "up") for item in clause)
    )
