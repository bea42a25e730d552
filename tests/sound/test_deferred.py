from __future__ import annotations

from typing import Any

from mobility_timer.sound.deferred import DeferredCoach
from tests.silent_coach import SilentCoach


def deferred() -> tuple[Any, list[SilentCoach]]:
    opened: list[SilentCoach] = []

    def open_() -> Any:
        opened.append(SilentCoach())
        return opened[-1]

    return DeferredCoach(open_), opened


def test_it_is_opened_when_something_is_asked_of_it_and_once() -> None:
    coach, opened = deferred()
    assert opened == []
    assert coach.notice is None
    coach.set_muted(True)
    assert len(opened) == 1


def test_what_was_never_opened_is_not_opened_to_be_closed() -> None:
    coach, opened = deferred()
    coach.close()
    assert opened == []
