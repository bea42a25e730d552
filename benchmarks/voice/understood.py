"""Speech understood by the recogniser, and how many of its words are wrong."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from mobility_timer.words.language.numbers import in_words

SCRIPT = Path(__file__).with_name("recogniser.py")
_SAME = {
    "ok": "okay",
    "metre": "meter",
    "metres": "meters",
    "to": "two",
    "too": "two",
    "for": "four",
    "heal": "heel",
}
"""Words that sound alike: no ear tells them apart."""


def understood(python: str, files: Iterable[Path]) -> Iterator[str]:
    """What is said in each file. `python` is the one of the recogniser's environment."""
    command = [python, "-P", str(SCRIPT)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for file in files:
            print(file, file=process.stdin, flush=True)
            yield process.stdout.readline().strip()
        process.stdin.close()


def plain_words(text: str) -> list[str]:
    """The words of a text as they sound: without capitals and marks, numbers in words."""
    spelt = re.sub(r"\d+", lambda found: f" {in_words(int(found[0]))} ", text.lower())
    spelt = spelt.replace("°", " degrees ")
    words = re.findall(r"[a-z']+", spelt.replace("-", " "))
    return [_SAME.get(word, word) for word in words]


def in_order(said: Sequence[str], heard: str) -> list[int]:
    """How many words of each line are missing or another in what was heard of all, in order."""
    words = [(place, word) for place, line in enumerate(said) for word in plain_words(line)]
    match = SequenceMatcher(None, [word for _, word in words], plain_words(heard), autojunk=False)
    wrong = [len(plain_words(line)) for line in said]
    for begin, _, size in match.get_matching_blocks():
        for place, _ in words[begin : begin + size]:
            wrong[place] -= 1
    return wrong


def wrong_words(said: str, heard: str) -> int:
    """How many words have to be put in, left out or changed to get from one to the other."""
    return _distance(plain_words(said), plain_words(heard))


def _distance(left: Sequence[str], right: Sequence[str]) -> int:
    row = list(range(len(right) + 1))
    for place, word in enumerate(left, start=1):
        before, row[0] = row[0], place
        for at, other in enumerate(right, start=1):
            change = before + (word != other)
            before, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, change)
    return row[-1]
