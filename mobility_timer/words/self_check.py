"""The self-check page around its questions."""

from __future__ import annotations

from mobility_timer.words.numbers import counted

TITLE = "Self-check"
ASKS = "Ankles or hips?"
HINT = "Eight signs, yes or no, under a minute."
YES = "Yes"
NO = "No"
ANSWERS = {None: "not answered", True: "yes", False: "no"}
SHOW_THE_DRILLS = "Show the drills"
MEASURE = "Knee-to-wall measure"


def answer(word: str, question: str) -> str:
    return f"{word}: {question}"


def row_keys(hint: str) -> str:
    return f"{hint} Y for yes, N for no"


def to_go(questions: int) -> str:
    return f"{counted(questions, 'question')} to go. Y is yes, N is no."
