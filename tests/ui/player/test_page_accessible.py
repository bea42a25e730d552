"""The player page as the keyboard alone and a screen reader find it."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from mobility_timer.playback.transport import State
from mobility_timer.settings import LinesBy, ReducedMotion
from mobility_timer.ui.player.controls import FADES_MS, STAYS_MS
from mobility_timer.ui.player.keys_overlay import KeysOverlay
from mobility_timer.ui.widgets.accessible import tell_roles
from mobility_timer.ui.widgets.controls.buttons import FlatButton
from tests.silent_coach import SilentCoach
from tests.ui.conftest import MemoryStore, PlayedPage


def test_space_presses_what_has_the_focus(
    qtbot: QtBot, session: PlayedPage, store: MemoryStore
) -> None:
    session.page.controls.sound.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(session.page.controls.sound, Qt.Key.Key_Space)
    assert store.value.muted
    assert session.player.transport.state is State.PLAYING


def test_after_a_click_space_pauses_as_before(
    qtbot: QtBot, session: PlayedPage, store: MemoryStore
) -> None:
    qtbot.mouseClick(session.page.controls.sound, Qt.MouseButton.LeftButton)
    qtbot.keyClick(session.page, Qt.Key.Key_Space)
    assert store.value.muted
    assert session.player.transport.state is State.PAUSED


def test_a_choice_of_less_motion_is_followed_while_it_plays(
    session: PlayedPage, store: MemoryStore
) -> None:
    session.go(session.player.timeline.sets[0].start)
    seen: dict[ReducedMotion, set[float]] = {}
    for choice in (ReducedMotion.OFF, ReducedMotion.ON):
        store.change(reduced_motion=choice)
        seen[choice] = set()
        for _ in range(10):
            session.run(130)
            seen[choice].add(session.page.beats.shown.done)
    assert len(seen[ReducedMotion.OFF]) > 4
    assert seen[ReducedMotion.ON] <= {0.0, 1.0}


def test_every_button_has_a_name_for_the_screen_reader(session: PlayedPage) -> None:
    buttons = session.page.findChildren(QAbstractButton)
    assert len(buttons) >= 12
    for button in buttons:
        reader = QAccessible.queryAccessibleInterface(button)
        assert reader.text(QAccessible.Text.Name).strip()


def test_the_sheet_of_keys_has_a_role_and_a_name_of_its_own(session: PlayedPage) -> None:
    tell_roles()
    sheet = session.page.findChild(KeysOverlay)
    face = QAccessible.queryAccessibleInterface(sheet)
    assert face.role() == QAccessible.Role.Dialog
    names = [part.accessibleName() for part in session.page.findChildren(FlatButton)]
    assert face.text(QAccessible.Text.Name) not in names
    assert "pause" in face.text(QAccessible.Text.Description).lower()


def test_a_nameless_button_would_be_found(qtbot: QtBot) -> None:
    button = QAbstractButtonWithoutName()
    qtbot.addWidget(button)
    reader = QAccessible.queryAccessibleInterface(button)
    assert not reader.text(QAccessible.Text.Name).strip()


class QAbstractButtonWithoutName(QAbstractButton):
    def paintEvent(self, _event: Any) -> None:
        """Nothing to see."""


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What a screen reader that runs is told to say."""
    said: list[Any] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", said.append)
    return said


def minute(session: PlayedPage) -> None:
    session.player.seek(0)
    for _ in range(600):
        session.clock.move(100)
        session.player.tick()


def test_what_is_said_is_announced_politely_and_the_clock_is_not(
    session: PlayedPage, announced: list[Any], store: MemoryStore
) -> None:
    store.change(lines_by=LinesBy.READER)
    timeline = session.player.timeline
    lines = [cue.line for cue in timeline.cues_between(0, 60_001) if cue.line]
    minute(session)
    assert 0 < len(announced) <= len(lines)
    said = [event.message() for event in announced]
    assert said == [line for line in lines if line in said]
    assert all(event.politeness().name == "Polite" for event in announced)


@pytest.mark.parametrize(
    ("changes", "by_reader"),
    [
        ({}, False),
        ({"muted": True}, True),
        ({"speak": False}, True),
        ({"lines_by": LinesBy.VOICE, "speak": False}, False),
    ],
)
def test_voice_and_screen_reader_never_both_say_the_lines(
    session: PlayedPage,
    announced: list[Any],
    store: MemoryStore,
    changes: dict[str, LinesBy | bool],
    by_reader: bool,
) -> None:
    store.change(**changes)
    minute(session)
    assert bool(announced) is by_reader


@pytest.mark.parametrize("lines_by", [LinesBy.AUTO, LinesBy.VOICE])
def test_the_reader_says_the_lines_where_no_voice_can_be_heard(
    session: PlayedPage,
    announced: list[Any],
    store: MemoryStore,
    coach: SilentCoach,
    lines_by: LinesBy,
) -> None:
    store.change(lines_by=lines_by)
    coach.speaks = False
    minute(session)
    assert bool(announced) is (lines_by is LinesBy.AUTO)


def test_where_am_i_is_one_key_away(
    qtbot: QtBot, session: PlayedPage, announced: list[Any]
) -> None:
    session.go(session.player.timeline.sets[0].start + 500)
    announced.clear()
    qtbot.keyClick(session.page, Qt.Key.Key_I)
    [event] = announced
    left = session.page.header.value.left
    told = f"Standing hip circles, left, 1 of 5. {left} left. Next drill: hip switches."
    assert event.message().lower() == told.lower()
    assert session.page.caption.value == event.message()
    session.player.pause()
    qtbot.keyClick(session.page, Qt.Key.Key_I)
    assert "1 of 5, paused." in announced[-1].message()


def test_the_answer_stands_while_the_coach_goes_on(qtbot: QtBot, session: PlayedPage) -> None:
    session.go(session.player.timeline.sets[0].start + 500)
    qtbot.keyClick(session.page, Qt.Key.Key_I)
    answer = session.page.caption.value
    session.run(3_000)
    assert session.page.caption.value == answer
    session.page._answer_stands.stop()
    session.run(6_000)
    assert session.page.caption.value != answer


@pytest.mark.usefixtures("announced")
def test_a_screen_reader_finds_what_is_painted(session: PlayedPage) -> None:
    tell_roles()
    session.go(session.player.timeline.sets[0].start + 500)
    page = session.page
    found = [
        (face.role(), face.text(QAccessible.Text.Name))
        for face in (
            QAccessible.queryAccessibleInterface(part)
            for part in (page.count, page.prompt, page.lines)
        )
    ]
    assert {role for role, _name in found} == {QAccessible.Role.StaticText}
    assert found[0][1] == "Standing hip circles, 1 of 5"
    assert found[1][1].startswith("Left, ")


def test_the_set_is_described_for_the_screen_reader(session: PlayedPage) -> None:
    session.go(session.player.timeline.sets[0].start + 500)
    told = session.page.accessibleDescription()
    assert told == "Standing hip circles, left, 5 reps, forward circle"


def test_focus_by_keyboard_brings_the_controls_back(session: PlayedPage) -> None:
    session.page.controls.fade.group.setCurrentTime(STAYS_MS + FADES_MS)
    session.page.controls.next.setFocus(Qt.FocusReason.TabFocusReason)
    assert not session.page.controls.fade.away


def test_what_has_the_focus_never_fades(session: PlayedPage) -> None:
    fade = session.page.controls.fade
    session.page.controls.next.setFocus(Qt.FocusReason.TabFocusReason)
    assert not fade.pending
    session.page.setFocus()
    assert fade.pending
