"""Words that are looked up by the name of a value: none may be missing."""

from mobility_timer.routine.dose import Counts
from mobility_timer.routine.model import Breath, Occasion, Position, Side
from mobility_timer.settings import Count
from mobility_timer.timeline.cues import Tone
from mobility_timer.timeline.model import Kind
from mobility_timer.words import player, preview, routines, score, spoken


def test_positions() -> None:
    assert set(player.PLACES) == {"seated", *(position.value for position in Position)}


def test_sides() -> None:
    assert set(player.SIDES) == set(spoken.SIDES) == {side.value for side in Side}


def test_counts() -> None:
    assert set(preview.COUNTS) == {count.value for count in Count}


def test_what_a_dose_counts() -> None:
    every = {counts.value for counts in Counts}
    assert set(player.COUNTED) == set(preview.COUNTED) == set(spoken.COUNTED) == every


def test_breaths() -> None:
    assert set(spoken.BREATHE) == {breath.value for breath in Breath}


def test_occasions() -> None:
    assert set(routines.WHEN) == {occasion.value for occasion in Occasion}


def test_kinds_of_segments() -> None:
    assert set(player.SEGMENTS) == {kind.value for kind in Kind if kind is not Kind.MOVE}


def test_tones() -> None:
    assert set(score.TONES) == {tone.value for tone in Tone}
