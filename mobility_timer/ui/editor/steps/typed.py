"""Numbers and times as people type them into a field; what has no one meaning is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from mobility_timer.editing import Refused
from mobility_timer.library import time_ms
from mobility_timer.ui.editor.view_model import EditorModel
from mobility_timer.words import editor as words

Change: TypeAlias = Callable[[EditorModel], EditorModel]
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)?")


def typed_number(text: str) -> int | None:
    """The one whole number in a text."""
    found = _NUMBER.findall(text)
    return int(found[0]) if len(found) == 1 and found[0].isdecimal() else None


def typed_ms(text: str) -> int | None:
    """A time as a file may write it, or the one number in the text as seconds; in ms."""
    ms = time_ms(text.strip())
    found = _NUMBER.findall(text)
    if ms is not None or len(found) != 1:
        return ms
    return round(1000 * float(found[0].replace(",", ".")))


def to_number(text: str, then: Callable[[int], None], ask: Callable[[Change], None]) -> None:
    """`then` gets the whole number in a text; without one `ask` gets the refusal."""
    number = typed_number(text)
    if number is None:
        ask(_refusing(words.not_a_number(text)))
    else:
        then(number)


def to_ms(text: str, then: Callable[[int], None], ask: Callable[[Change], None]) -> None:
    """`then` gets the time in a text in ms; without one `ask` gets the refusal."""
    ms = typed_ms(text)
    if ms is None:
        ask(_refusing(words.not_a_time(text)))
    else:
        then(ms)


def _refusing(why: str) -> Change:
    def change(_model: EditorModel) -> EditorModel:
        raise Refused(why)

    return change
