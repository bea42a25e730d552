"""The search on Home finds a routine by all that it and its drills are called."""

from __future__ import annotations

from typing import Any

import pytest

from mobility_timer.library import installed
from mobility_timer.ui.home.entries import HomeEntry

ROUTINE = installed().routines["ankles-and-hips"]


@pytest.mark.parametrize(
    "search", ["ankles-and-hips", "hip-cars", "90/90", "shin box", "open books", "rest day", "mat"]
)
def test_a_routine_is_found_by_names_ids_and_what_drills_are_called(search: Any) -> None:
    assert HomeEntry(ROUTINE).is_found_by(search)


def test_what_is_nowhere_in_it_does_not_find_it() -> None:
    assert not HomeEntry(ROUTINE).is_found_by("swimming")
