"""The examples of the documentation are read, and its tables are complete."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

import pytest

from mobility_timer import files
from mobility_timer.library.faults import FileFaults
from mobility_timer.library.reading.opening import open_library
from mobility_timer.library.reading.reader import read_drill, read_routine
from mobility_timer.library.schema.drill import TARGETS
from mobility_timer.library.schema.kinds import MODELS
from mobility_timer.library.schema.routine import EntryKeys
from mobility_timer.library.schema.values import GapsKeys, KnownKeys, PhaseKeys, VariantKeys
from mobility_timer.routine.model import Drill, Occasion, Origin, Position
from mobility_timer.routine.remarks import check_routine
from mobility_timer.timeline.compiler import compile_routine

ROOT = files.routines().parent
GUIDE = (ROOT / "docs" / "routines.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(yaml|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXAMPLES = {
    Path(text.splitlines()[0].removeprefix("# ")): text
    for kind, text in BLOCK.findall(GUIDE)
    if kind == "yaml"
}
SAID = [text for kind, text in BLOCK.findall(GUIDE) if kind == "text"]
WRONG = Path("mistakes.yaml")


@pytest.fixture(scope="module")
def drills() -> dict[str, Drill]:
    own = {
        path.stem: read_drill(text, str(path), Origin.USER)
        for path, text in EXAMPLES.items()
        if path.parent.name == "drills"
    }
    return {**open_library(files.routines(), None).drills, **own}


def routine_paths() -> list[Path]:
    return [path for path in EXAMPLES if path.parent.name != "drills" and path != WRONG]


@pytest.mark.parametrize("path", routine_paths(), ids=str)
def test_an_example_can_be_played_and_needs_no_remark(path: Path, drills: dict[str, Drill]) -> None:
    routine = read_routine(EXAMPLES[path], str(path), Origin.USER, drills)
    assert compile_routine(routine).length > 60_000
    assert check_routine(routine) == ()


def test_the_example_of_the_readme_can_be_played(drills: dict[str, Drill]) -> None:
    (text,) = (text for kind, text in BLOCK.findall(README) if kind == "yaml" and "drills:" in text)
    routine = read_routine(text, "readme.yaml", Origin.USER, drills)
    assert compile_routine(routine).length > 60_000


def test_the_mistakes_are_told_as_the_guide_says(drills: dict[str, Drill]) -> None:
    with pytest.raises(FileFaults) as raised:
        read_routine(EXAMPLES[WRONG], WRONG.name, Origin.USER, drills)
    assert [f"{raised.value}\n"] == SAID


def test_every_key_and_every_choice_is_in_the_guide() -> None:
    models: list[type[KnownKeys]] = [*MODELS.values(), EntryKeys, GapsKeys, PhaseKeys, VariantKeys]
    fields = chain.from_iterable(model.model_fields.items() for model in models)
    words = {field.alias or name for name, field in fields}
    words |= {*TARGETS, *(o.value for o in Occasion), *(p.value for p in Position)}
    assert {word for word in words if f"`{word}`" not in GUIDE} == set()


def test_every_key_of_a_table_is_a_key() -> None:
    models: list[type[KnownKeys]] = [*MODELS.values(), EntryKeys]
    fields = chain.from_iterable(model.model_fields.items() for model in models)
    keys = {field.alias or name for name, field in fields}
    rows = re.findall(r"^\| (`[a-z_`, ]+`) \|", GUIDE, re.MULTILINE)
    told = set(chain.from_iterable(re.findall(r"`([a-z_]+)`", row) for row in rows))
    assert told == keys
