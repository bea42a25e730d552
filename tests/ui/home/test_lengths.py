from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from mobility_timer.routine.model import Routine
from mobility_timer.ui.home.lengths import Lengths
from tests.sample_routines import MIXED


def many(count: int) -> list[Routine]:
    return [replace(MIXED, id=str(number)) for number in range(count)]


def test_what_is_asked_comes_later_and_is_then_known(qtbot: QtBot) -> None:
    asked = []

    def length_of(routine: Routine) -> int:
        asked.append(routine.id)
        return 1000

    lengths = Lengths(length_of)
    assert [lengths.of(routine) for routine in many(3)] == [None] * 3
    qtbot.waitUntil(lambda: not lengths.busy)
    assert [lengths.of(routine) for routine in many(3)] == [1000] * 3
    assert asked == ["2", "1", "0"]


def test_it_tells_when_lengths_came(qtbot: QtBot) -> None:
    lengths = Lengths(lambda _: 5)
    with qtbot.waitSignal(lengths.came):
        lengths.of(MIXED)
    assert lengths.now(MIXED) == 5


@pytest.mark.usefixtures("qapp")
def test_stop_forgets_what_was_asked() -> None:
    lengths = Lengths(lambda _: 5)
    lengths.of(MIXED)
    lengths.stop()
    assert not lengths.busy
