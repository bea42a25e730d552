"""What a prescription says beside its doses, as the preview shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from mobility_timer.routine.dose import Ends
from mobility_timer.routine.model import Routine
from mobility_timer.ui.preview.page import PreviewPage
from mobility_timer.ui.shell.context import Context
from tests.sample_routines import MIXED
from tests.ui.conftest import NotedPages, Show

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def preview(context: Context, pages: NotedPages, show: Show) -> Callable[[Routine], PreviewPage]:
    return lambda routine: show(PreviewPage(context, pages, routine))


def test_what_was_prescribed_is_shown_to_be_read(preview: Any) -> None:
    first = replace(MIXED.drills[0], notes=("Barefoot.", "Slowly."), pain="Stop above 5 of 10")
    lot = replace(MIXED.drills[1], drawn_from=MIXED.drills[1:3])
    routine = replace(
        MIXED,
        drills=(first, lot),
        per_week=(3, 4),
        per_day=(1, 1),
        pain="Stop above 3 of 10",
        notes=("Two days apart.",),
    )
    page = preview(routine)
    said = page.panel.notes.text()
    assert "Once a day, three to four times a week." in said
    assert page.heed.text() == "Stop above 3 of 10"
    assert "Two days apart." in said
    assert f"Another day it may be {MIXED.drills[2].name}." in said
    details = page.rows[0].details
    assert details.notes.text() == "Barefoot.\nSlowly."
    assert details.pain.text() == "Stop above 5 of 10"


def test_a_dose_without_a_fixed_end_is_shown_as_max(preview: Any) -> None:
    dose = replace(MIXED.drills[0].dose, ends=Ends.YOU, amount=10)
    page = preview(replace(MIXED, drills=(replace(MIXED.drills[0], dose=dose),)))
    stepper = page.rows[0].dose
    assert (stepper._number.text(), stepper._caption.text()) == ("max", "to 10")
    assert "until you stop, up to 10 reps" in page.rows[0].accessibleName()
