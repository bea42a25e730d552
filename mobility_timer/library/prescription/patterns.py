"""The parts that the patterns of the rules are made of: numbers, times, sides, sets."""

from __future__ import annotations

# fmt: off
NUMBERS = {
    "once": 1, "twice": 2, "thrice": 3, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
    "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15,
    "twenty": 20, "thirty": 30, "forty-five": 45, "forty": 40, "sixty": 60, "ninety": 90,
}
# fmt: on
NUMBER = r"(?:\d+|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + r")(?![./]?\d)"
RANGE = rf"(?P<low>{NUMBER})(?: ?(?:-|\u2013|to|or) ?(?P<high>{NUMBER}))?"
SECONDS = r"(?:s|secs?|seconds?|\")(?![a-z])\.?"
MINUTES = r"(?:mins?|minutes?|'|m(?= ?hold))(?![a-z])\.?"
UNIT = rf"-?(?P<unit>{SECONDS}|{MINUTES})"
TIME = rf"{RANGE} ?{UNIT}"
REPS = r"(?:reps?|repetitions?|times)\b\.?"
SIDE = r"(?:sides?|legs?|arms?|foot|feet|hips?|knees?|ankles?|shoulders?|hands?)\b"
_LEFT, _RIGHT, _AND = "(?:l|left)", r"(?:r|right)\b", "(?: ?[&+/] ?| and )"
EACH = (
    rf"(?:on |for )?(?:(?:each|per|ea\.?|every|a) ?{SIDE}|/ ?{SIDE}|both sides\b|each\b|ea\b\.?"
    rf"|e/s\b|/s\b|{_LEFT}{_AND}{_RIGHT}|(?:r|right){_AND}{_LEFT}\b)"
)
EACH_WAY = r"(?:in )?(?:each|per|both|every|/) ?(?:direction|way)s?\b"
ENDS = (
    r"(?=$|[\s,;:()\u2013-]|\.(?=\s|$)"
    rf"|/ ?(?:{SIDE}|s\b|d|wk?|week|way)|ea\b|e/s)(?! ?[x*] ?\d)"
)
TIMES = r"\s?[x*]\s?"
SETS = rf"(?P<sets>{NUMBER})(?:{TIMES}| ?sets? (?:of|x) ?| ?sets?,? ?| rounds? of )"
SETS_TIMES = rf"(?:(?P<sets>{NUMBER}){TIMES})?"
EVERY = r" ?(?:a|per|each|every|/|p/|x/) ?"
