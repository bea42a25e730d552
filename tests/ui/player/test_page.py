from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from mobility_timer.playback.player import Player
from mobility_timer.playback.transport import State
from mobility_timer.routine.model import Side
from mobility_timer.settings import ReducedMotion
from mobility_timer.timeline.score_text import minutes_seconds
from mobility_timer.ui.player.controls import FADES_MS, STAYS_MS
from mobility_timer.ui.player.page import PlayerPage
from mobility_timer.ui.player.view_model import Mood
from mobility_timer.ui.shell.keyboard.keys import PLAYER_KEYS
from tests.sample_routines import CIRCLES, MIXED, SWITCHES, HandClock, Recorder
from tests.silent_coach import SilentCoach
from tests.ui.conftest import MemoryStore, NotedPages, PlayedPage
from tests.ui.hands import click


def press(
    qtbot: QtBot,
    session: PlayedPage,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    qtbot.keyClick(session.page, key, modifier)


def move_pointer(page: PlayerPage, x: int = 300) -> None:
    place = QPointF(x, 300)
    none = Qt.MouseButton.NoButton
    page.mouseMoveEvent(
        QMouseEvent(
            QMouseEvent.Type.MouseMove, place, place, none, none, Qt.KeyboardModifier.NoModifier
        )
    )


@pytest.mark.qt_log_ignore("keyToAscii")
@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_MediaTogglePlayPause, Qt.Key.Key_B])
def test_one_key_pauses_and_goes_on(qtbot: QtBot, session: PlayedPage, key: Qt.Key) -> None:
    press(qtbot, session, key)
    assert session.player.transport.state is State.PAUSED
    press(qtbot, session, key)
    assert session.player.transport.state is State.PLAYING


@pytest.mark.parametrize(
    ("forward", "back"),
    [(Qt.Key.Key_Right, Qt.Key.Key_Left), (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)],
)
def test_sets_by_arrows_and_by_a_remote(
    qtbot: QtBot, session: PlayedPage, forward: Qt.Key, back: Qt.Key
) -> None:
    sets = session.player.timeline.sets
    session.go(sets[0].start + 500)
    press(qtbot, session, forward)
    assert session.player.look().moment.at == sets[1].opens
    press(qtbot, session, back)
    assert session.player.look().moment.set is sets[0]


def test_drills_with_shift(qtbot: QtBot, session: PlayedPage) -> None:
    shift = Qt.KeyboardModifier.ShiftModifier
    session.go(session.player.timeline.sets[0].opens)
    press(qtbot, session, Qt.Key.Key_Right, shift)
    assert session.player.look().moment.drill is SWITCHES
    press(qtbot, session, Qt.Key.Key_Left, shift)
    assert session.player.look().moment.drill is CIRCLES


def test_a_digit_jumps_to_a_drill_that_is_there(qtbot: QtBot, session: PlayedPage) -> None:
    press(qtbot, session, Qt.Key.Key_2)
    assert session.player.look().moment.drill is SWITCHES
    press(qtbot, session, Qt.Key.Key_9)
    assert session.player.look().moment.drill is SWITCHES


def test_ten_seconds_on_and_back(qtbot: QtBot, session: PlayedPage) -> None:
    session.go(session.player.timeline.sets[0].start + 500)
    before = session.player.look().moment.at
    press(qtbot, session, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    after = session.player.look().moment.at
    assert before < after <= before + 10_000
    press(qtbot, session, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert session.player.look().moment.at < after


def test_reps_up_and_down(qtbot: QtBot, session: PlayedPage) -> None:
    session.go(session.player.timeline.sets[0].start + 500)
    press(qtbot, session, Qt.Key.Key_Up)
    assert session.page.count.value.of == "of 6"
    press(qtbot, session, Qt.Key.Key_Down)
    press(qtbot, session, Qt.Key.Key_Down)
    assert session.page.count.value.of == "of 4"


def test_a_side_can_be_left_out(qtbot: QtBot, session: PlayedPage) -> None:
    session.go(session.player.timeline.sets[0].start + 500)
    press(qtbot, session, Qt.Key.Key_S)
    assert session.player.look().moment.side is Side.RIGHT


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_waiting_is_switched_and_shown(qtbot: QtBot, session: PlayedPage, key: Qt.Key) -> None:
    press(qtbot, session, Qt.Key.Key_W)
    assert session.player.waits
    assert session.page.controls.wait.isChecked()
    session.run(session.player.timeline.gates[0])
    assert session.page.prompt.value.mood is Mood.WAITING
    press(qtbot, session, key)
    assert session.player.transport.state is State.PLAYING


def test_the_voice_alone_is_switched_off_and_on_by_one_key(
    qtbot: QtBot, session: PlayedPage, store: MemoryStore, coach: SilentCoach
) -> None:
    press(qtbot, session, Qt.Key.Key_V)
    assert not store.value.speak
    assert not store.value.muted
    assert coach.chosen == store.value
    press(qtbot, session, Qt.Key.Key_V)
    assert store.value.speak
    assert coach.chosen == store.value


def test_mute_is_kept_told_and_shown(
    qtbot: QtBot, session: PlayedPage, store: MemoryStore, coach: SilentCoach
) -> None:
    press(qtbot, session, Qt.Key.Key_M)
    assert store.value.muted
    assert coach.muted
    assert session.page.controls.sound.accessibleName() == "Sound on"
    recorder = Recorder()
    session.player.follow(recorder)
    recorder.updates.clear()
    press(qtbot, session, Qt.Key.Key_M)
    assert not coach.muted
    assert recorder.updates, "what comes is to be heard at once, not from the next look on"


def test_full_screen_is_asked_of_the_window(
    qtbot: QtBot, session: PlayedPage, pages: NotedPages
) -> None:
    press(qtbot, session, Qt.Key.Key_F)
    assert ("toggle_full_screen",) in pages.asked


def test_all_keys_are_shown_and_any_key_closes_them(qtbot: QtBot, session: PlayedPage) -> None:
    qtbot.keyClick(session.page, "?")
    qtbot.keyClick(session.page.overlay, Qt.Key.Key_Shift)  # which comes before a ?
    assert session.page.overlay.isVisible()
    qtbot.keyClick(session.page.overlay, Qt.Key.Key_Space)
    assert not session.page.overlay.isVisible()
    assert session.player.transport.state is State.PLAYING


def test_keys_work_whatever_has_the_focus(qtbot: QtBot, session: PlayedPage) -> None:
    for button in session.page.findChildren(QAbstractButton):
        button.setFocus()
        before = session.player.transport.state
        qtbot.keyClick(button, Qt.Key.Key_B)
        assert session.player.transport.state is not before


def test_a_click_on_the_figure_pauses_and_goes_on(qtbot: QtBot, session: PlayedPage) -> None:
    figure = session.page.figure_view.geometry().center()
    qtbot.mouseClick(session.page, Qt.MouseButton.LeftButton, pos=figure)
    assert session.player.transport.state is State.PAUSED
    qtbot.mouseClick(session.page, Qt.MouseButton.LeftButton, pos=figure)
    assert session.player.transport.state is State.PLAYING


def test_a_click_elsewhere_or_with_another_button_does_nothing(
    qtbot: QtBot, session: PlayedPage
) -> None:
    figure = session.page.figure_view.geometry()
    qtbot.mouseClick(session.page, Qt.MouseButton.RightButton, pos=figure.center())
    beside = QPoint(figure.right() + 40, figure.center().y())
    qtbot.mouseClick(session.page, Qt.MouseButton.LeftButton, pos=beside)
    assert session.player.transport.state is State.PLAYING


def test_every_command_has_a_key_and_every_key_a_line(session: PlayedPage) -> None:
    commands = session.page._commands()
    assert set(commands) == {key.command for key in PLAYER_KEYS}
    told = session.page.overlay.accessibleDescription()
    assert all(key.does in told for key in PLAYER_KEYS)


def test_no_key_has_two_meanings() -> None:
    names = [name for key in PLAYER_KEYS for name in key.keys]
    assert len(names) == len(set(names))


def test_the_buttons_do_what_they_say(qtbot: QtBot, session: PlayedPage) -> None:
    controls, player = session.page.controls, session.player
    sets = player.timeline.sets
    session.go(sets[0].start + 500)
    click(qtbot, controls.next)
    assert player.look().moment.at == sets[1].opens
    click(qtbot, controls.previous)
    assert player.look().moment.set is sets[0]
    session.go(sets[0].start + 500)
    click(qtbot, controls.more)
    assert session.page.count.value.of == "of 6"
    click(qtbot, controls.fewer)
    assert session.page.count.value.of == "of 5"
    click(qtbot, controls.play)
    assert player.transport.state is State.PAUSED
    assert controls.play.accessibleName() == "Play"
    click(qtbot, controls.keys)
    assert session.page.overlay.isVisible()


def test_a_click_on_the_bar_goes_to_that_drill(qtbot: QtBot, session: PlayedPage) -> None:
    third = session.page.bar._buttons[2]
    click(qtbot, third)
    assert session.player.look().moment.drill is MIXED.drills[2]


def test_the_last_line_said_stays_as_the_caption(session: PlayedPage) -> None:
    cue = next(cue for cue in session.player.timeline.cues if cue.line and cue.at > 3_000)
    session.go(cue.at - 100)
    session.run(200)
    assert session.page.caption.value == cue.line
    session.run(300)
    assert session.page.caption.value == cue.line


def test_less_motion_moves_nothing_but_the_figure(
    store: MemoryStore, open_page: Callable[..., tuple[Player, PlayerPage]], clock: HandClock
) -> None:
    store.change(reduced_motion=ReducedMotion.ON)
    player, page = open_page(MIXED)
    player.play()
    player.seek(player.timeline.sets[0].start)
    seen = set()
    for _ in range(40):
        clock.move(100)
        player.tick()
        seen.add(page.beats.shown.done)
    assert seen == {0.0, 1.0}
    page.controls.fade.leave_later()
    page.controls.fade.group.setCurrentTime(STAYS_MS + 1)
    assert page.controls.fade.away


def test_controls_go_when_nobody_is_there_and_come_with_the_pointer(session: PlayedPage) -> None:
    controls = session.page.controls
    move_pointer(session.page)
    assert controls.fade.pending
    controls.fade.group.setCurrentTime(STAYS_MS - 1)
    assert not controls.fade.away
    controls.fade.group.setCurrentTime(STAYS_MS + FADES_MS)
    assert controls.fade.away
    assert session.page.cursor().shape() is Qt.CursorShape.BlankCursor
    move_pointer(session.page, 301)
    assert controls.fade.away
    move_pointer(session.page, 310)
    assert not controls.fade.away
    assert session.page.cursor().shape() is Qt.CursorShape.ArrowCursor


def test_the_fade_is_seen(session: PlayedPage) -> None:
    controls = session.page.controls
    QApplication.processEvents()
    before = controls.grab().toImage()
    controls.fade.group.setCurrentTime(STAYS_MS + FADES_MS // 2)
    QApplication.processEvents()
    half = controls.grab().toImage()
    controls.fade.group.setCurrentTime(STAYS_MS + FADES_MS)
    QApplication.processEvents()
    gone = controls.grab().toImage()
    ground = gone.pixelColor(0, 0)
    dark = [min(p.lightness() for p in _pixels(image)) for image in (before, half, gone)]
    assert dark[0] < dark[1] < dark[2] == ground.lightness()


def _pixels(image: QImage) -> list[QColor]:
    return [image.pixelColor(x, image.height() // 2) for x in range(image.width())]


def test_controls_stay_while_paused(session: PlayedPage) -> None:
    session.player.pause()
    move_pointer(session.page)
    assert not session.page.controls.fade.pending
    assert not session.page.controls.fade.away


def test_what_is_missing_is_told_once(
    session: PlayedPage, coach: SilentCoach, pages: NotedPages
) -> None:
    coach.notice = "No sound device found."
    session.run(100)
    session.run(100)
    assert pages.asked.count(("tell", "No sound device found.")) == 1


def test_leaving_before_anything_was_done_just_leaves(session: PlayedPage) -> None:
    assert session.page.back() is False


def test_breaking_off_shows_what_was_done_and_a_way_back(
    session: PlayedPage, pages: NotedPages
) -> None:
    session.go(session.player.timeline.sets[0].start)
    session.run(9_000)
    assert session.page.back() is True
    name, routine, done, go_on = pages.asked[-1]
    assert (name, routine.id, done.reps) == ("show_end", MIXED.id, 2)
    assert not done.finished
    assert session.player.transport.state is State.PAUSED
    go_on()
    assert session.player.transport.state is State.PLAYING


def test_the_end_comes_by_itself(session: PlayedPage, pages: NotedPages) -> None:
    session.go(session.player.timeline.length - 2_000)
    session.run(3_000)
    name, _routine, done, go_on = pages.asked[-1]
    assert (name, done.finished, go_on) == ("show_end", True, None)


def test_a_double_click_is_full_screen(
    qtbot: QtBot, session: PlayedPage, pages: NotedPages
) -> None:
    place = QPoint(200, 300)
    qtbot.mouseClick(session.page, Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(session.page, Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseRelease(session.page, Qt.MouseButton.LeftButton, pos=place)
    assert pages.asked.count(("toggle_full_screen",)) == 1
    assert session.player.transport.state is State.PLAYING


def test_only_what_changed_is_painted_again(session: PlayedPage) -> None:
    session.go(session.player.timeline.sets[0].start + 500)
    QApplication.processEvents()
    painted = []
    for name in ("count", "prompt", "lines", "header"):
        part = getattr(session.page, name)
        part.draw = lambda *_given, name=name: painted.append(name)
    filled = session.page.beats.shown.done
    session.run(60)
    QApplication.processEvents()
    assert painted == []
    assert session.page.beats.shown.done > filled


def test_the_time_that_is_left_goes_on_with_the_pictures(session: PlayedPage) -> None:
    session.go(session.player.timeline.sets[0].start + 500)
    page, length = session.page, session.player.timeline.length
    told = page._update
    for at in range(told.at, told.at + 3_000, 84):
        page.show_frame(at)
        assert page.header.value.left == minutes_seconds(length - at)
    assert page._update is told


def test_what_is_missing_is_no_longer_told_once_the_page_is_left(
    session: PlayedPage, coach: SilentCoach, pages: NotedPages
) -> None:
    coach.notice = "No sound device found."
    session.run(100)
    session.page.closing()
    assert pages.asked[-1] == ("take_back", "No sound device found.")


def test_a_jump_takes_the_last_line_away(session: PlayedPage) -> None:
    said = [cue.at for cue in session.player.timeline.cues]
    session.run(said[0] + 100)
    assert session.page.caption.value
    quiet = next(a + 2_000 for a, b in pairwise(said) if b - a > 4_000)
    session.go(quiet)
    assert session.page.caption.value == ""


def test_a_screen_reader_is_told_drill_side_and_dose(session: PlayedPage) -> None:
    session.go(session.player.timeline.sets[0].start)
    assert session.page.accessibleDescription() == (
        "Standing hip circles, left, 5 reps, forward circle"
    )
