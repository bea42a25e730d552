"""The rows of a text: lines, entries of lists, rows of tables under their heads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_BULLET = re.compile(
    r"^\s*(?:[-*\u2022\u25cf\u25aa\u25e6\u2023\u2043\u00b7\u2013\u2014>+\u2713\u2714\u2610]+\s*(?=\D)"
    r"|[-*\u2022\u00b7\u2013>]\s+|\[[ x]?\]|\(?\d{1,2}[a-z]?[.)](?!\d)|\(?(?!x)[a-z]\d?[.)](?=\s)"
    r"|(?-i:[A-F]\d)[.:)]?(?=\s)|#\d+|(?:exercise|ex|drill|no)\.? ?#?\d{1,2} ?[.:)-])\s*",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\b(?:exercise|drill|movement) ?(?:name)? ?: *", re.IGNORECASE)
_RULE = re.compile(r"^[\s|:+=_-]*$")
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
    for line in text.splitlines():
        if not line.strip():
            yield "", ""
            continue
        if _RULE.fullmatch(line) and "-" in line:
            continue
        cells = _cells(line)
        if forms := _forms(cells):
            heads = forms
        elif heads and len(cells) == len(heads):
            yield line.strip(), _under(heads, cells)
        else:
            yield line.strip(), _LABEL.sub("", _BULLET.sub("", _bare(line), count=1))


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
