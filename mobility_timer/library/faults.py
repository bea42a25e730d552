"""What is wrong with a file, said so that a person can mend it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from mobility_timer.routine import LARGEST_FILE_BYTES
from mobility_timer.words import file_faults as words


class Fault(NamedTuple):
    """One thing wrong at a line and column, both counted from 1. Empty parts are not shown."""

    file: str
    line: int
    column: int
    what: str
    expected: str = ""
    found: str = ""
    try_: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"

    @property
    def place(self) -> str:
        """The file, the line and the column."""
        return f"{words.on_one_line(self.file)}:{self.line}:{self.column}"

    @property
    def message(self) -> str:
        """The fault without its place, on one line."""
        return words.message(self.what, self.expected, self.found, " ".join(self.try_.split()))


MOST_FAULTS = 100
LINE_BREAK = "\r\n|[\n\r\x85\u2028\u2029]"
"""The pattern of one, compiled when a file is read."""
_RENAMED = {"turns": "variants", "turn": "variant"}


class FileFaults(Exception):
    """A file that cannot be used, with what is wrong in it in the order of its lines.

    Of more than a hundred faults the first are told, and how many more there are.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        every = sorted(set(faults))
        told = every[:MOST_FAULTS]
        if len(every) > MOST_FAULTS:
            more = words.and_more(len(every) - MOST_FAULTS)
            told.append(told[-1]._replace(what=more, expected="", found="", try_=""))
        self.faults: tuple[Fault, ...] = tuple(told)
        super().__init__("\n".join(map(str, self.faults)))


def place_at(text: str, index: int) -> tuple[int, int]:
    """The line and the column of a character, with the line breaks that YAML knows."""
    before = text[:index]
    starts = [found.end() for found in re.finditer(LINE_BREAK, before)]
    return len(starts) + 1, index - (starts[-1] if starts else 0) + 1


def too_large(file: str) -> Fault:
    most = words.at_most_kib(LARGEST_FILE_BYTES // 1024)
    return Fault(file, 1, 1, words.TOO_LARGE, most)


def renamed(key: str, known: Iterable[str]) -> str:
    """What a key is called now, where it had another name and is known by the new one."""
    now = _RENAMED.get(key, "")
    return now if now in known else ""


def now_called(file: str, line: int, column: int, key: str, now: str) -> Fault:
    return Fault(file, line, column, words.has_another_name(quoted(key)), try_=now)


def quoted(text: str) -> str:
    """The text in quotes on one line, cut when it is long."""
    text = " ".join(text.split())
    return f'"{text if len(text) <= 40 else text[:39] + "…"}"'


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that was probably meant, or nothing. Letters changed about come first."""
    return _nearest(word, tuple(known))


@lru_cache(maxsize=4096)
def _nearest(word: str, known: tuple[str, ...]) -> str:
    import difflib

    by_form = {_form(name): name for name in known}
    near = difflib.get_close_matches(_form(word), by_form, n=3, cutoff=0.6)
    near.sort(key=lambda name: sorted(name) != sorted(_form(word)))
    return by_form[near[0]] if near else ""


def _form(word: str) -> str:
    return word.lower().replace("_", " ").replace("-", " ")
