from __future__ import annotations

import pytest

from mobility_timer import files
from mobility_timer.library.reading.opening import open_library
from mobility_timer.ui.home import page as home_page
from mobility_timer.ui.home.content import content_of
from mobility_timer.ui.home.page import HomePage
from mobility_timer.ui.shell.context import Context
from tests.ui.conftest import NotedPages, Show

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def test_what_home_shows_is_worked_out_once_before_the_first_look(
    context: Context, pages: NotedPages, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    monkeypatch.setattr(
        home_page, "content_of", lambda *given: made.append(content_of(*given)) or made[-1]
    )
    library = open_library(files.routines(), None)
    page = show(HomePage(context._replace(library=library), pages))
    assert len(made) == 1
    page.opened()
    assert len(made) == 2
    assert made[0] == made[1]
