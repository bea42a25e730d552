"""Home with the routines that come with the program."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mobility_timer import files
from mobility_timer.library.library import Library
from mobility_timer.library.reading.opening import open_library
from mobility_timer.routine.model import Routine
from mobility_timer.ui.home import page as home_page
from mobility_timer.ui.home.page import HomePage
from mobility_timer.ui.shell.context import Context
from tests.ui.conftest import NotedPages, Show

BUNDLED = open_library(files.routines(), None)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A minute for each drill, so that nothing has to be laid out."""

    def measure_quickly(routine: Routine) -> int:
        return 60_000 * len(routine.drills) * routine.rounds

    monkeypatch.setattr(home_page, "exact_length_ms", measure_quickly)


@pytest.fixture
def home(context: Context, pages: NotedPages, show: Show) -> Callable[..., HomePage]:
    def home(library: Library = BUNDLED) -> HomePage:
        return show(HomePage(context._replace(library=library), pages))

    return home
