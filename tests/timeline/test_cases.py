"""Golden cases: a routine file above the line, its score below. A new case is a new file."""

from __future__ import annotations

from pathlib import Path

import pytest

from mobility_timer import files
from mobility_timer.library.reading.opening import open_library
from mobility_timer.library.reading.reader import read_routine
from mobility_timer.routine.model import Origin
from mobility_timer.timeline.compiler import compile_routine
from mobility_timer.timeline.score_text import score

CASES = sorted((Path(__file__).parent / "cases").glob("*.case"))
LINE = "=" * 60 + "\n"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_score_is_as_written(path: Path) -> None:
    text, expected = path.read_text(encoding="utf-8").split(LINE)
    drills = open_library(files.routines(), None).drills
    routine = read_routine(text, path.name, Origin.BUNDLED, drills)
    assert score(compile_routine(routine)) == expected


def test_there_are_cases() -> None:
    assert len(CASES) >= 6
