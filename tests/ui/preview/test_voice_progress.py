from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from mobility_timer.timeline.compiler import compile_routine
from mobility_timer.ui.preview.voice_progress import VoiceProgress
from tests.sample_routines import MIXED
from tests.silent_coach import SilentCoach


@pytest.fixture
def progress(coach: SilentCoach, qtbot: QtBot) -> Iterator[VoiceProgress]:
    made = VoiceProgress(coach)
    qtbot.addWidget(made)
    yield made
    made.stop()


def test_it_counts_the_lines_until_all_are_there_and_then_looks_no_more(
    progress: VoiceProgress, coach: SilentCoach
) -> None:
    coach.prepared = (0, 47)
    progress.prepare(compile_routine(MIXED))
    assert coach.rendered_ahead == ["mixed"]
    assert progress.text() == "Preparing the voice: 0 of 47 lines"
    coach.prepared = (12, 47)
    progress.look()
    assert progress.text() == "Preparing the voice: 12 of 47 lines"
    coach.prepared = (47, 47)
    progress.look()
    assert (progress.text(), progress._looks.isActive()) == ("", False)


def test_changes_are_prepared_once_nothing_changes_any_more(
    progress: VoiceProgress, coach: SilentCoach, qtbot: QtBot
) -> None:
    for name in "one", "two", "three":
        progress.prepare(compile_routine(replace(MIXED, id=name)))
    assert coach.rendered_ahead == ["one"]
    qtbot.waitUntil(lambda: coach.rendered_ahead == ["one", "three"])


def test_a_voice_that_prepares_nothing_is_not_looked_at_for_ever(
    progress: VoiceProgress, coach: SilentCoach
) -> None:
    coach.prepared = (3, 47)
    progress.prepare(compile_routine(MIXED))
    for _ in range(60):
        progress.look()
    assert (progress.text(), progress._looks.isActive()) == ("", False)


def test_with_nothing_to_say_nothing_is_shown(progress: VoiceProgress) -> None:
    progress.prepare(compile_routine(MIXED))
    assert (progress.text(), progress._looks.isActive()) == ("", False)
