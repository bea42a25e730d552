"""Files with faults, and what is said of them; a new case is a new file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mobility_timer.library.faults import FileFaults
from mobility_timer.library.reading.reader import read_drill, read_routine
from mobility_timer.routine.model import Origin
from tests.sample_drills import drills

CASES = sorted(Path(__file__).with_name("cases").glob("*.case"))


def read(text: str, is_drill: bool) -> Any:
    if is_drill:
        return read_drill(text, "my.yaml", Origin.USER)
    return read_routine(text, "my.yaml", Origin.USER, drills())


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_file_is_told_all_that_is_wrong_with_it(path: Path) -> None:
    text, _, expected = path.read_text(encoding="utf-8").partition("==== faults\n")
    with pytest.raises(FileFaults) as raised:
        read(text, path.stem.startswith("drill"))
    assert f"{raised.value}\n" == expected
    assert list(raised.value.faults) == sorted(raised.value.faults)
