"""Schema and reader agree on what people type, and what a message proposes can be read.

Texts are put together at random of the parts that doses and times are written with, sound and not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Any

import jsonschema
import pytest
import yaml

from mobility_timer.library.reading.reader import parse
from mobility_timer.library.schema.time_patterns import between, times_within
from mobility_timer.library.schema.times import time_ms
from tests.library.schema.test_json_schema import CHECKS

NUMBERS = (
    *("0", "1", "4", "5", "9", "10", "12", "30", "60", "100", "101", "1000", "1800", "1801"),
    *("007", "1,5", "1.5", "10.0", "0:30", "1:30", "01:30", "30:00", "30:01", "1:5"),
)
SPANS = ("-", " - ", "\u2013", " to ", "\u2014")
UNITS = (
    *("", "", " s", "s", " sec", "min", " minutes", "'", '"', "''", " reps", "x", " times"),
    *(" steps", " m", "m", " metres", " h"),
)
SETS = ("", "", "", "3x", "3 x ", "3\u00d7", "3 \u00d7 ", "2*", "2 sets of ", "0x", "11x", "10x")
EACH = ("", "", "", " each", " each side", ", per leg", " a side", "/side")
OPEN = ("max", "MAX", "amrap", "as many as you can", "until you stop", "as long as you can", "most")
TWO_UNITS = ("1m30s", "1 min 30 s", "2'30\"", "2'30", "1m 5s", "40 min 1 s", "1m30", "5m05")
IN = ("", " in ", " reps in ")
OF_TWO_VALUES = ("lower end first",)
"""What follows from two values together, which no schema can tell."""


def text_of(lots: Random) -> str:
    kind = lots.random()
    if kind < 0.15:
        within = lots.choice(IN)
        time = lots.choice(NUMBERS) + lots.choice(UNITS) if within else ""
        return lots.choice(SETS) + lots.choice(OPEN) + within + time
    if kind < 0.22:
        return lots.choice(SETS) + lots.choice(TWO_UNITS) + lots.choice(EACH)
    more = lots.choice(SPANS) + lots.choice(NUMBERS) if kind < 0.5 else ""
    return f"{lots.choice(SETS)}{lots.choice(NUMBERS)}{more}{lots.choice(UNITS)}{lots.choice(EACH)}"


DRILL = {"name": "A", "position": "standing", "sides": "each", "side_means": "the leg"}


def places(text: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every place where such a text may stand: the kind of file, and its keys."""
    reps = {**DRILL, "tempo": {"lift": 1}, "dose": {"reps": 30}}
    for key in ("reps", "hold", "steps", "distance"):
        yield "drill", {**reps, "dose": {key: text}}
        yield "routine", _routine(**{key: text})
    yield "drill", {**reps, "dose": text}
    yield "drill", {**reps, "dose": {"reps": 10, "range": text}}
    yield "drill", {**DRILL, "dose": {"hold": 30, "range": text}}
    yield "drill", {**DRILL, "dose": {"reps": "max", "in": text}}
    yield "drill", {**reps, "rest": text}
    yield "drill", {**reps, "rounds": text}
    yield "drill", {**reps, "tempo": {"lift": text}}
    yield "drill", {**reps, "gaps": {"setup": text}}
    yield "routine", _routine(dose=text)
    yield "routine", {"name": "R", "get_ready": text, "drills": ["a"]}
    yield "routine", {"name": "R", "per_week": text, "drills": ["a"]}


def _routine(**keys: Any) -> dict[str, Any]:
    return {"name": "R", "drills": [{"drill": "a", "sides": "each", **keys}]}


def faults_of(kind: str, keys: dict[str, Any]) -> Any:
    text = yaml.safe_dump(keys, sort_keys=False, allow_unicode=True)
    return parse(text, "f.yaml", kind).faults


def check_that_they_agree(count: int, seed: int) -> None:
    lots = Random(seed)
    unlike = []
    for text in (text_of(lots) for _ in range(count)):
        for kind, keys in places(text):
            faults = [str(fault) for fault in faults_of(kind, keys)]
            check: jsonschema.Draft7Validator = CHECKS[kind]
            is_sound = check.is_valid(keys)
            if faults and any(words in faults[0] for words in OF_TWO_VALUES):
                continue
            if is_sound is bool(faults):
                unlike.append((text, keys, faults))
    assert unlike == []


def test_schema_and_reader_agree_on_what_people_type() -> None:
    check_that_they_agree(60, seed=7)


@pytest.mark.slow
def test_they_agree_on_a_thousand_texts() -> None:
    check_that_they_agree(1_000, seed=8)


@pytest.mark.parametrize(
    "text", ["3\u00d710", "10\u201312", "1,5", "3 x 30''", "1m30s", "2'", "30-1:30"]
)
def test_they_agree_on_what_was_told(text: str) -> None:
    for kind, keys in places(text):
        assert CHECKS[kind].is_valid(keys) is not bool(faults_of(kind, keys)), keys


@pytest.mark.parametrize(
    ("low", "high", "whole"),
    [(0.2, 300, False), (0, 600, False), (4, 60, False), (5, 1800, True)],
)
def test_the_pattern_of_a_time_has_its_bounds(low: float, high: int, whole: bool) -> None:
    forms = [re.compile(f"(?:{form})") for form in times_within(low, high, whole=whole)]
    ends = ("", ".0", ".2", ".25", ",05", " s", "s", "''", " min", "'", ",5 min", ":00", ":30")
    for number in (*range(12), 29, 30, 31, 59, 60, 61, 299, 300, 301, 600, 601, 1800, 1801):
        for text in (
            f"{number}{end}" for end in (*ends, "m30s", "m30", "m05", "m5", "'05", " min 5 s")
        ):
            ms = time_ms(text)
            fits = ms is not None and low * 1000 <= ms <= high * 1000
            assert any(form.fullmatch(text) for form in forms) is (
                fits and not (whole and ms is not None and ms % 1000)
            ), text


@pytest.mark.parametrize(("low", "high"), [(0, 9), (1, 100), (5, 1000), (0, 0), (7, 59), (10, 30)])
def test_the_pattern_of_a_number_has_its_bounds(low: int, high: int) -> None:
    form = re.compile(between(low, high))
    assert [n for n in range(1_200) if form.fullmatch(str(n))] == list(range(low, high + 1))


PROPOSED_FOR = (
    *("[20-60]", "1m75s", "2''", "1,500", "1:5", "0:90", "1:75", "1.5m", "1 h", "20-60", "20 - 6"),
    *("x10", "10/side", "\u00bd", "soon", "ten", "-5", "+5", "05", "5.0", "3 sets", "1e3", "30 km"),
    *("to fatigue", "[20, 60, 80]", "[10]", "{left: 8}", "{left: 8, right: 9, up: 3}", "yes", "~"),
    *(
        "6/4/2",
        "8/8",
        "10 ea",
        "10 e/s",
        "10 each way",
        "8 left 12 right",
        "5m 3",
        "3x",
        "3 x 10 ea",
    ),
)


def test_what_a_message_proposes_can_be_read() -> None:
    refused = []
    for text in PROPOSED_FOR:
        value = yaml.safe_load(text) if text[0] in "[{" else text
        for kind, keys in places(value):
            for fault in faults_of(kind, keys):
                for form in _proposals(fault.try_):
                    other = _with_proposal(keys, value, form)
                    if other and faults_of(kind, other):
                        refused.append((keys, fault.message, form))
    assert refused == []


def _proposals(said: str) -> list[str]:
    """The forms that a message proposes: one, or several in a row."""
    if not said or said[0] in "[{" or re.match(r"\w+: ", said):
        return [said] if said else []
    alone, _, _ = said.partition(" and beside ")
    return re.split(r"(?:, | or )(?![^\[{]*[\]}])", alone)


def _with_proposal(keys: Any, value: Any, form: str) -> Any:
    """The keys with what is proposed in place of the value; None where it is a key of its own."""
    if re.match(r"\w+: ", form):
        return None
    proposed = yaml.safe_load(form) if form[0] in "[{" else form

    def changed(part: Any) -> Any:
        if part == value:
            return proposed
        if isinstance(part, dict):
            return {key: changed(one) for key, one in part.items()}
        if isinstance(part, list):
            return [changed(one) for one in part]
        return part

    return changed(keys)
