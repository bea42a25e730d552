"""The rows of a text: lines, entries of lists, rows of tables under their heads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mobility_timer.library.prescription.grammar.items import items_of
from mobility_timer.library.prescription.grammar.kinds import is_counted, is_held
from mobility_timer.library.prescription.grammar.movements import usual_position
from mobility_timer.library.prescription.hearing.wording import plainly_worded

_BULLET = re.compile(
    r"^\s*(?:[-*\u2022\u25cf\u25aa\u25e6\u2023\u2043\u00b7\u2013\u2014>+\u2713\u2714\u2610]+\s*(?=\D)"
    r"|[-*\u2022\u00b7\u2013>]\s+|\d\ufe0f?\u20e3(?=\D)"
    r"|[\u2600-\u26d3\u26d5-\u2714\u2b50-\U0001f6aa\U0001f6ac-\U0001faff\ufe0f\u200d]+(?=\D)"
    r"|\[[ x]?\]|\(?\d{1,2}[a-z]?[.)](?!\d)|\(?(?!x)[a-z]\d?[.)](?=\s)"
    r"|(?-i:[A-F]\d)[.:)]?(?=\s)|#\d+|(?:exercise|ex|drill|no)\.? ?#?\d{1,2} ?[.:)-])\s*",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:\b(?:(?:exercise|drill|movement) ?)?name"
    r"|(?:^(?:your |the )?|(?<=[|,;.\s]{2}))(?:exercise|drill|movement)) ?: *",
    re.IGNORECASE,
)
_WHO = (
    r"(?:my |the |your )?(?:physio(?:therapist)?|pt|dr|doc(?:tor)?|coach|therapist|osteo|chiro"
    r"|trainer)"
)
_WHOM = (
    r"(?:[ ,]+(?-i:(?:Mr|Mrs|Ms|Miss|Dr)\.? )?(?:there|all|everyone|team|folks|both|again"
    r"|(?-i:[A-Z][^\W\d_]+)))?"
)
_GREETING = re.compile(
    rf"^\s*(?:(?:hi|hiya|hey|hello|dear){_WHOM} ?[!,.:\u2013\u2014-]+ ?"
    rf"|(?:good )?(?:morning|afternoon|evening){_WHOM} ?[!,.]+ ?(?=[^\s\d]))+(?=\S)"
    r"|^\s*(?:(?:hi|hiya|hey|hello|ok(?:ay)?|also|ps|btw|please|pls)\b[!,.: ]+)+(?=\S)",
    re.IGNORECASE,
)
"""A name is one where a mark stands after it."""
_CHATTER = re.compile(
    r"^\s*(?:(?:hi|hiya|hey|hello|ok(?:ay)?|morning|also|and|then|next|so|ps|btw)\b[!,.: ]+)*"
    rf"(?:(?:{_WHO}|he|she|they|i|you|we)(?:['\u2019](?:s|ve|m|re|d|ll))?,? "
    r"(?:(?:has|have|had|am|is|are|was|were|will|would|can|could|may|should|just|now|also|only"
    r"|always) )*"
    r"(?:sa(?:ys?|id)|told me|tells me|wants? me|wants? you|wants?|gave me|given me|gives me"
    r"|prescribed(?: me)?|recommend(?:s|ed)|suggest(?:s|ed)|advised|asked me|told|asked|given"
    r"|need|have|should|must|got|do|doing|start|begin|try|add|continue|like you"
    r"|like)(?: to(?: be)?)?:?"
    r"|(?:can|could|would|will) you (?:please )?(?:also |just )?(?:add|do|try|continue|carry on"
    r"|keep (?:going|doing|on|up)|start|begin)(?: to| with| by)?"
    r"|(?:just )?(?:please )?(?:remember|try|continue|carry on|keep (?:going with|doing|on|up)"
    r"|add(?: in)?|start|start off|begin|finish|go on"
    r"|make sure|don['\u2019]?t forget)(?: to| with| by)?|just)"
    r"(?: (?:do|doing|perform|performing|start|starting|try|trying|work on|add|continue)\b)?"
    r"(?: (?:with|the|your|my|some|this|these|this one|these ones)(?: exercises?)?:?)*\s+(?=\S)",
    re.IGNORECASE,
)
"""How a message leads to what is to be done."""
_NEXT = re.compile(
    r"^\s*(?:(?:and |then )*(?:after (?:that|this)|afterwards|finally|lastly|to finish(?: off)?"
    r"|next|then)[,:]? (?:(?:please )?(?:do|perform|try) (?:the |some |your )?)?"
    r"|finish (?:off |up )?(?:with|by doing) (?:the |some |your )?)(?=[a-z])(?!rest\b|repeat\b)",
    re.IGNORECASE,
)
"""How a sentence goes on to the next drill."""
_BY_WHOM = re.compile(rf"^\s*{_WHO}(?:['\u2019]s)?(?: notes?| says| said)?: *", re.IGNORECASE)
_GREETED = re.compile(
    r"\s*(?i:hi|hiya|hey|hello|dear) (?!(?:Mrs?|Ms|Miss|Dr)\b)(?P<who>[A-Z][^\W\d_]+)"
    r" (?P<name>[^\W\d_][^\d]*)"
)
# fmt: off
_OF_DRILLS = frozenset({
    "bulgarian", "romanian", "cossack", "pallof", "jefferson", "spanish", "nordic", "russian",
    "swiss", "turkish", "goblet", "reverse", "lateral", "copenhagen", "sissy", "zercher", "curtsy",
    "banded", "weighted", "eccentric", "isometric", "soleus", "gastroc", "tibialis", "tib",
    "bodyweight", "dynamic", "static", "walking", "jumping", "crab", "monster", "donkey", "frog",
    "peroneal", "psoas", "piriformis", "thoracic", "lumbar", "cervical", "plantar", "mini",
})
# fmt: on
"""Words before the name of a drill that name no person."""
_QUOTES = '"\u201c\u201d'
_THANKS = re.compile(
    r"(?:[,.!]?\s+(?:please|pls|plz|thanks|thank you|thx|cheers)\b|[!?]+)+[\s.!?]*$", re.IGNORECASE
)
_IN_BRACKETS = re.compile(r"(?<=[\w:;,] )(\d+ ?[x\u00d7]) ?\((\d+[^(),;+&]*)\)", re.IGNORECASE)
"""A set in brackets, of one drill: 3 x (8 each side)."""
_INLINE = re.compile(r"(?:^|(?<=\s))([1-9])[.)]\s+(?=[^\W\d])")
_RULE = re.compile(r"(?:\s*[|:+=_-]){3,}\s*")
"""A line of a table, or below a title; a mark or two may be a slip, and give a line."""
_HEADS = {
    "": r"exercises?|drills?|names?|movements?|activity|what|stretch(?:es)?|#|no\.?",
    "sets: {}": r"(?:no\.? of |number of )?(?:sets?|rounds?)",
    "reps: {}": r"(?:no\.? of |number of )?(?:reps?|repetitions?)",
    "hold {} s": r"(?:hold|time|duration)s? ?(?:time)? ?[(\[/]? ?(?:s|secs?|seconds?)[)\]]?\.?",
    "rest {} s": r"rest ?(?:time)? ?[(\[/]? ?(?:s|secs?|seconds?)[)\]]?\.?",
    "hold {}": r"holds?(?: time)?|duration|time",
    "rest {}": r"rests?(?: time)?",
    "tempo {}": r"tempo",
    "{}": (
        r"side|leg|sides|frequency|how often|notes?|comments?|dose|dosage|prescription|weight|load"
        r"|sets ?(?:x|/|\u00d7|and|&) ?reps|per day|per week|equipment|instructions?|details?|each"
    ),
}
_EMPTY = frozenset({"", "-", "\u2013", "\u2014", "n/a", "na", "none", "/"})


def rows_of(text: str) -> Iterator[tuple[str, str]]:
    """Each line that holds anything: as it is shown, and as it is to be read; both are empty for
    a line between paragraphs."""
    heads: list[str] = []
    for line in _apart(text):
        if not line.strip():
            yield "", ""
            continue
        if _RULE.fullmatch(line):
            continue
        cells = _cells(line)
        if forms := _forms(cells):
            heads = forms
        elif heads and len(cells) == len(heads):
            yield line.strip(), _under(heads, cells) or line.strip()
        else:
            said = _plainly(_LABEL.sub("", _BULLET.sub("", _bare(line), count=1)))
            yield line.strip(), said or line.strip()


def _apart(text: str) -> Iterator[str]:
    """The lines of a text; a list that is written in one of them is taken apart: 1. ... 2. ..."""
    for line in text.splitlines():
        parts = _INLINE.split(line)
        numbers = [int(found[1]) for found in _INLINE.finditer(line)]
        if len(numbers) > 1 and numbers == [*range(1, len(numbers) + 1)]:
            heading, *entries = parts[::2]
            yield f"{heading} {entries[0]}".strip()
            yield from entries[1:]
        else:
            yield line


def _plainly(said: str) -> str:
    """A row without what only leads to it."""
    said = _BY_WHOM.sub("", said, count=1)
    if said[1:] and said[0] in _QUOTES and said[-1] in _QUOTES:
        said = said[1:-1]
    said = _without_whom(said)
    for chatter in (_GREETING, _NEXT, _CHATTER, _GREETING, _THANKS):
        said = chatter.sub("", said, count=1)
    return plainly_worded(_IN_BRACKETS.sub(r"\1 \2", said))


def _without_whom(said: str) -> str:
    """A row without the name of the person that is greeted with no mark after it."""
    if not (found := _GREETED.match(said)) or found["who"].lower() in _OF_DRILLS:
        return said
    who, name = items_of(found["who"])[0], found["name"]
    is_known = is_counted(who.text) or is_held(who.text) or usual_position(who.text, lies=False)
    names = is_counted(name) or is_held(name) or usual_position(name, lies=False)
    return said[found.start("name") :] if who.kind == "word" and names and not is_known else said


def _bare(line: str) -> str:
    """A row without the lines of its table at both ends."""
    return line.strip().strip("|").strip()


def _cells(line: str) -> list[str]:
    separator = "\\|" if "|" in line else "\t+" if "\t" in line.strip() else "[,;]"
    return [cell.strip() for cell in re.split(separator, _bare(line))]


def _forms(cells: Sequence[str]) -> list[str]:
    """How the cells under these heads are read; empty where they are no heads."""
    forms = [
        next(
            (form for form, head in _HEADS.items() if re.fullmatch(head, cell, re.IGNORECASE)), None
        )
        for cell in cells
    ]
    known = [form for form in forms if form is not None]
    return known if len(known) == len(cells) > 1 and any(known) else []


def _under(heads: Sequence[str], cells: Sequence[str]) -> str:
    said = [
        form.format(cell) if form and re.match(r"\d", cell) else cell
        for form, cell in zip(heads, cells, strict=True)
        if cell.lower() not in _EMPTY
    ]
    return " | ".join(said)
