"""A session on a small routine with the bundled drills."""

from __future__ import annotations

from pathlib import Path

import pytest

from mobility_timer import files
from mobility_timer.editing.session import EditSession, opened
from mobility_timer.library.library import Library
from mobility_timer.library.reading.opening import open_library

ROUTINE = """\
# From the clinic
name: Mine
for: [rest day]
drills:
  - calf-stretch  # easy
  - drill: hip-cars
    reps: 6
  - rest: 20
  - rounds: 2
    rest: 30
    drills:
      - hip-switches
      - drill: open-books
        reps: 8
"""


@pytest.fixture(scope="session")
def bundled() -> Library:
    return open_library(files.routines(), None)


@pytest.fixture
def session(bundled: Library, tmp_path: Path) -> EditSession:
    path = tmp_path / "routines" / "mine.yaml"
    return opened(bundled.read_text, Path(path), ROUTINE)
