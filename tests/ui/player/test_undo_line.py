"""The line that says what was changed while playing, and the key that takes it back."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QFontMetricsF, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mobility_timer.personal.history.history import History
from mobility_timer.playback.change import TAKE_BACK_MS
from mobility_timer.routine.model import Side
from mobility_timer.ui.player.layout import NEXT_LEAST_SHARE, lay_out
from mobility_timer.ui.player.parts import LinesPart, next_font
from mobility_timer.ui.player.view_model import Lines
from mobility_timer.words import player as words
from tests.ui.conftest import PlayedPage

SETTLED_MS = 8_500


@pytest.fixture
def playing(session: PlayedPage) -> PlayedPage:
    session.go(session.player.timeline.sets[0].start)
    session.run(TAKE_BACK_MS + 500)
    assert session.page.undo_line.isHidden()
    return session


@pytest.mark.parametrize(
    ("key", "modifier", "line"),
    [
        (Qt.Key.Key_S, None, "Left side skipped"),
        (Qt.Key.Key_Up, None, "6 (was 5)"),
        (Qt.Key.Key_Down, None, "4 (was 5)"),
        (Qt.Key.Key_BracketLeft, None, "4.6 s a rep"),
        (Qt.Key.Key_BracketRight, None, "3.4 s a rep"),
        (Qt.Key.Key_Right, None, "Skipped ahead"),
        (Qt.Key.Key_Left, None, "Jumped back"),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier, "Skipped ahead"),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier, "Jumped back"),
        (Qt.Key.Key_3, None, "Skipped ahead"),
        (Qt.Key.Key_H, None, "Noted: it hurts"),
    ],
)
def test_what_can_be_taken_back_is_said_and_u_takes_it_back(
    qtbot: QtBot, playing: PlayedPage, key: Qt.Key, modifier: Qt.KeyboardModifier | None, line: str
) -> None:
    page, player = playing.page, playing.player
    before, routine = player.look().moment, player.timeline.routine
    qtbot.keyClick(page, key, modifier or Qt.KeyboardModifier.NoModifier)
    assert (page.undo_line.line, page.undo_line.key) == (line, "U")
    assert page.undo_line.isVisible()
    assert page.undo_line.accessibleName() == f"{line}. Press U to undo."
    qtbot.keyClick(page, Qt.Key.Key_U)
    assert page.undo_line.isHidden()
    after = player.look().moment
    assert (after.set.index, after.rep) == (before.set.index, before.rep)
    assert player.timeline.routine == routine


@pytest.mark.parametrize(
    ("key", "shown", "lines"),
    [
        (Qt.Key.Key_W, "W", ("Waits for you", "Goes on by itself")),
        (Qt.Key.Key_M, "M", ("Sound off", "Sound on")),
        (Qt.Key.Key_V, "V", ("Voice off, tones on", "Voice on")),
    ],
)
def test_switches_are_taken_back_by_their_own_key(
    qtbot: QtBot, playing: PlayedPage, key: Qt.Key, shown: str, lines: tuple[str, str]
) -> None:
    for line in lines:
        qtbot.keyClick(playing.page, key)
        assert (playing.page.undo_line.line, playing.page.undo_line.key) == (line, shown)
    qtbot.mouseClick(playing.page.undo_line, Qt.MouseButton.LeftButton)
    assert playing.page.undo_line.line == lines[0]


def test_a_click_takes_it_back(qtbot: QtBot, playing: PlayedPage) -> None:
    qtbot.keyClick(playing.page, Qt.Key.Key_S)
    qtbot.mouseClick(playing.page.undo_line, Qt.MouseButton.LeftButton)
    assert playing.player.look().moment.side is Side.LEFT
    assert playing.page.undo_line.isHidden()


def test_what_is_as_it_was_is_not_said(qtbot: QtBot, playing: PlayedPage) -> None:
    qtbot.keyClick(playing.page, Qt.Key.Key_Up)
    qtbot.keyClick(playing.page, Qt.Key.Key_Down)
    assert playing.page.undo_line.isHidden()


def test_the_line_goes_after_a_few_seconds_while_playing(qtbot: QtBot, playing: PlayedPage) -> None:
    qtbot.keyClick(playing.page, Qt.Key.Key_Up)
    playing.run(TAKE_BACK_MS - 1_000)
    assert playing.page.undo_line.isVisible()
    playing.run(1_500)
    assert playing.page.undo_line.isHidden()
    qtbot.keyClick(playing.page, Qt.Key.Key_U)
    assert playing.player.look().moment.drill.dose.amount == 6


def test_the_line_goes_while_paused_too_and_nothing_wakes_then(
    qtbot: QtBot, playing: PlayedPage
) -> None:
    qtbot.keyClick(playing.page, Qt.Key.Key_Space)
    qtbot.keyClick(playing.page, Qt.Key.Key_Up)
    line = playing.page.undo_line
    assert line.isVisible()
    assert line.timer.isActive()
    playing.clock.move(TAKE_BACK_MS + 60)
    line.timer.timeout.emit()
    assert line.isHidden()
    assert not line.timer.isActive()


def test_hurt_is_written_down_and_taken_back(
    qtbot: QtBot, playing: PlayedPage, history: History
) -> None:
    def why() -> list[tuple[int, str]]:
        return history.store.read_patiently(
            lambda c: c.execute("SELECT done, why FROM sets").fetchall(), []
        )

    qtbot.keyClick(playing.page, Qt.Key.Key_H)
    assert why() == [(2, "hurts")]
    assert playing.player.look().moment.set.index == 1
    qtbot.keyClick(playing.page, Qt.Key.Key_U)
    assert why() == [(2, "")]
    assert playing.player.look().moment.set.index == 0


def test_hurt_after_a_skip_is_of_the_set_that_was_left(
    qtbot: QtBot, playing: PlayedPage, history: History
) -> None:
    qtbot.keyClick(playing.page, Qt.Key.Key_Right)
    at = playing.player.look().at
    qtbot.keyClick(playing.page, Qt.Key.Key_H)
    assert playing.player.look().at == at
    rows: list[Any] = history.store.read_patiently(
        lambda c: c.execute("SELECT done, why FROM sets").fetchall(), []
    )
    assert rows == [(2, "hurts")]


def test_before_anything_was_played_nothing_can_hurt(qtbot: QtBot, session: PlayedPage) -> None:
    qtbot.keyClick(session.page, Qt.Key.Key_H)
    assert session.page.undo_line.isHidden()
    assert session.player.look().moment.set.index == 0


@pytest.mark.parametrize(("width", "height"), [(1024, 640), (1440, 900), (800, 520), (1600, 700)])
def test_it_is_read_from_three_metres_and_every_line_fits(width: int, height: int) -> None:
    for dense in (False, True):
        places = lay_out(width, height, dense=dense)
        capitals = QFontMetricsF(next_font(places)).capHeight()
        least = NEXT_LEAST_SHARE * min(height, width * 800 / 1040)
        assert capitals >= least - 0.5
        assert places.lines.bottom() + 2 >= places.undo.bottom()
        lines = [words.HURTS, words.HURTS_NOT_NOTED, words.SKIPPED_ON, words.WAITS_NO_MORE]
        lines.append(words.dose_now(100, 99))
        room = places.undo.width() - 3.2 * places.next - 88 * places.scale
        widest = max(QFontMetricsF(next_font(places)).horizontalAdvance(line) for line in lines)
        assert widest * 0.8 <= room


@pytest.mark.parametrize(
    "cue",
    ["Left hand on the wall, right leg", "Left hand on the wall, right foot in your right hand"],
)
@pytest.mark.parametrize(("width", "height"), [(1024, 640), (1440, 900)])
def test_the_cue_stands_above_what_is_taken_back(
    qtbot: QtBot, width: int, height: int, cue: str
) -> None:
    places = lay_out(width, height, dense=False)
    page = QWidget()
    qtbot.addWidget(page)
    part = LinesPart(page)
    part.set_places(places, places.lines)
    part.show_value(Lines(cue, "", ""))
    free = round(places.undo.top() - places.lines.top())
    foot = QRect(0, free, part.width(), part.height() - free)

    def is_empty() -> bool:
        image = part.grab(foot).toImage()
        ground = image.pixel(0, 0)
        return all(
            image.pixel(x, y) == ground for y in range(image.height()) for x in range(image.width())
        )

    assert not is_empty()
    part.set_covered(True)
    assert is_empty()
    part.set_covered(False)
    assert not is_empty()


def test_while_it_stands_the_cue_makes_room(qtbot: QtBot, playing: PlayedPage) -> None:
    told: list[bool] = []
    playing.page.undo_line.covers.connect(told.append)
    qtbot.keyClick(playing.page, Qt.Key.Key_Right)
    qtbot.keyClick(playing.page, Qt.Key.Key_U)
    assert told[0]
    assert not told[-1]


def test_ctrl_z_is_found_by_its_place_on_a_keyboard_without_latin_letters(
    playing: PlayedPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", staticmethod(lambda: "xcb"))
    before = playing.player.timeline
    playing.player.more()
    assert playing.player.timeline != before
    russian_z, place, control = 0x42F, 44, Qt.KeyboardModifier.ControlModifier
    event = QKeyEvent(QEvent.Type.KeyPress, russian_z, control, place + 8, 0, 0, "")
    QApplication.sendEvent(playing.page, event)
    assert playing.player.timeline == before
