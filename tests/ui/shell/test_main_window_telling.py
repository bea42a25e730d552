"""What the window says, where it stands, and what it leaves when it goes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QFontMetricsF, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mobility_timer import files, sharing
from mobility_timer.personal.adjustments_store import AdjustmentsStore
from mobility_timer.personal.history.history import History
from mobility_timer.playback.player import Player
from mobility_timer.playback.result import Tally
from mobility_timer.routine.adjustments import Adjustments
from mobility_timer.sharing.contents import Contents
from mobility_timer.sharing.incoming import Incoming
from mobility_timer.sharing.package import Package
from mobility_timer.sound import VoiceInfo
from mobility_timer.ui.home.page import HomePage
from mobility_timer.ui.player.page import PlayerPage
from mobility_timer.ui.shell.context import Context
from mobility_timer.ui.shell.main_window import MainWindow
from mobility_timer.words import window as window_words
from tests.sample_routines import MIXED
from tests.ui.conftest import MemoryStore
from tests.ui.shell.conftest import shown

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def refuse(*_: Path | str) -> None:
    raise OSError(28, "No space left on device")


def test_a_page_that_cannot_be_made_leaves_the_one_before(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    players = []

    def broken(
        _page: PlayerPage, _context: Context, _pages: MainWindow, player: Player, _tally: Tally
    ) -> None:
        players.append(player)
        raise ZeroDivisionError

    monkeypatch.setattr(PlayerPage, "__init__", broken)
    with pytest.raises(ZeroDivisionError):
        window.play(MIXED)
    assert isinstance(window.page, HomePage)
    assert window._player is None
    assert list(players[0]._followers) == []


def test_changes_that_cannot_be_kept_are_said_once_and_do_not_stop_the_start(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(files, "write_atomic", refuse)
    window.show_preview(MIXED)
    shown(window).rows[0].dose.more.click()
    shown(window).panel.start.click()
    assert isinstance(window.page, PlayerPage)
    assert window._player.timeline.routine.drills[0].dose.amount == 6
    assert window.notice.text().startswith(
        "Your changes could not be saved: No space left on device ("
    )
    assert window.notice.isVisible()
    qtbot.mouseClick(window.notice, Qt.MouseButton.LeftButton)
    window.show_home()
    window.show_preview(MIXED)
    assert shown(window).model.routine.drills[0].dose.amount == 6
    assert not window.notice.isVisible()


@pytest.mark.parametrize("size", [(800, 520), (1280, 800)])
def test_several_faults_are_told_at_once_each_whole(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    window.resize(*size)
    faults = [
        f"/home/anna/.config/mobility-timer/settings.yaml:{line}:9: {key}: {wrong}"
        for line, (key, wrong) in enumerate(
            {
                "theme": '"green" is not known here: expected system, light or dark',
                "volume": 'not a number: expected a whole number from 0 to 100, found "loud"',
                "muted": "not true or false",
                "count": '"loud" is not known here: expected spoken, ticked or silent',
            }.items()
        )
    ]
    window.notice.say_faults(faults)
    notice = window.notice
    cut: list[str] = []

    class Metrics(QFontMetricsF):
        def elidedText(self, text: str, *_: Any) -> str:
            cut.append(text)
            return text

    monkeypatch.setattr("mobility_timer.ui.shell.notice.QFontMetricsF", Metrics)
    notice.grab()
    assert not cut
    assert notice.text().count("settings.yaml") == len(faults)
    assert window.rect().contains(notice.geometry())


def test_more_faults_than_can_be_read_at_once_follow_when_the_first_are_pressed_away(
    window: MainWindow,
) -> None:
    window.resize(800, 520)
    faults = [f"/home/anna/.config/mobility-timer/settings.yaml:{n}:1: wrong" for n in range(10)]
    notice, seen = window.notice, []
    notice.say_faults(faults)
    while notice.isVisible():
        assert window.rect().contains(notice.geometry())
        seen += notice.text().split("\n")
        notice.click()
    assert seen == faults


def test_of_several_lines_the_one_that_is_too_long_is_cut_and_no_other(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.resize(800, 520)
    shown: list[str] = []
    own = QPainter.drawText
    monkeypatch.setattr(
        QPainter, "drawText", lambda self, *it: shown.append(it[-1]) or own(self, *it)
    )
    window.notice.say_faults(["first", "word " * 200, "last"])
    window.notice.grab()
    lines = shown[0].split("\n")
    assert (lines[0], lines[-1]) == ("first", "last")
    assert lines[1].endswith("…")


def test_settings_that_cannot_be_kept_are_said(window: MainWindow, store: MemoryStore) -> None:
    window.show_settings()
    store.trouble = "The settings could not be saved: disk full"
    window.troubled.emit()
    assert window.notice.text() == store.trouble
    store.trouble = ""
    window.troubled.emit()
    assert not window.notice.isVisible()
    store.trouble = "The settings could not be saved: disk full"
    window.back()
    assert window.notice.text() == store.trouble


def test_the_voice_gets_ready_for_the_routine_as_this_person_does_it(
    window: MainWindow, adjustments: AdjustmentsStore
) -> None:
    ready = []
    coach: Any = window._context.coach
    coach.render_ahead = lambda timeline, **_: ready.append(timeline.routine)
    adjustments.keep(MIXED.id, Adjustments().with_left_out("books"))
    window.show_preview(MIXED)
    assert [drill.id for drill in ready[0].drills] == ["circles", "switches", "quad"]


def test_voices_that_read_the_routine_that_was_opened_come_first_in_the_settings(
    window: MainWindow,
) -> None:
    coach: Any = window._context.coach
    coach.voices = VoiceInfo("gmw/en", "British", "en"), VoiceInfo("gmw/de", "German", "de")
    window.show_preview(replace(MIXED, language="de"))
    window.back()
    window.show_settings()
    shown(window).sounds.look()
    names = [action.text() for action in shown(window).sounds.voice.menu().actions()]
    assert names[-2:] == ["German (de)", "British (en)"]


@pytest.mark.parametrize(
    ("room", "size"),
    [
        (QRect(0, 0, 1920, 1080), (1280, 800)),
        (QRect(0, 32, 1366, 736), (1280, None)),
        (QRect(64, 0, 736, 480), (None, None)),
    ],
)
def test_the_first_window_and_its_title_bar_fit_the_free_screen(
    window: MainWindow, room: QRect, size: tuple[int | None, int | None]
) -> None:
    place = window._first_place(room)
    assert room.contains(place)
    assert place.top() - room.top() >= 20
    assert room.contains(QRect(place.topLeft(), window.minimumSize()))
    width, height = size
    assert width in (None, place.width())
    assert height in (None, place.height())


def test_a_window_that_was_larger_comes_back_within_the_screen_of_today(
    window: MainWindow,
) -> None:
    for room in (QRect(0, 0, 683, 384), QRect(100, 32, 1024, 600)):
        window.setMinimumSize(1, 1)
        window.setGeometry(0, 0, 1600, 1040)
        window._keep_within(room)
        assert room.contains(window.geometry())
        assert room.contains(QRect(room.topLeft(), window.minimumSize()))
    small = window.geometry().adjusted(20, 10, -20, -10)
    window.setGeometry(small)
    window._keep_within(room)
    assert window.geometry() == small
    window.setWindowState(Qt.WindowState.WindowMaximized)
    window._keep_within(QRect(0, 0, 683, 384))
    assert window.geometry() == small  # the desktop lays a maximized one out


def test_the_second_window_of_a_small_screen_is_as_the_first(
    context: Context, store: MemoryStore, qtbot: QtBot
) -> None:
    first, second = MainWindow(context), MainWindow(context)
    for window in (first, second):
        qtbot.addWidget(window)
        window.open()
        assert window.minimumSize().boundedTo(window.size()) == window.minimumSize()
        window.close()
    assert store.value.window_geometry
    assert second.minimumSize() == first.minimumSize()
    assert second.size() == first.size()


def test_a_notice_is_announced_once(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[Any] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", said.append)
    for line in ("No sound device found.", "No sound device found.", ""):
        window.say(line)
    assert [event.message() for event in said] == ["No sound device found."]


def test_a_long_notice_takes_more_lines_and_a_very_long_one_three(window: MainWindow) -> None:
    window.resize(1280, 800)
    heights = []
    for words in (3, 25, 42, 90):
        window.say("word " * words)
        heights.append(window.notice.height())
        assert window.notice.width() <= 700
        assert not window.notice.grab().isNull()
    one, two, three, more = heights
    assert one < two < three == more


def test_closed_into_the_tray_it_ends_the_session_and_comes_back_at_home(
    window: MainWindow, history: History
) -> None:
    window.stays = lambda: True
    window.play(MIXED)
    window.close()
    assert window.isHidden()
    assert not window.in_session
    assert history.unfinished({}, {}) is None
    window.show()
    assert window.page.title == "Home"
    window.stays = lambda: False
    window.close()
    assert window._stack.count() == 0


def test_whoever_listens_is_told_of_new_settings(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.settings_applied):
        window.apply_settings()


def test_what_needs_no_answer_goes_by_itself(window: MainWindow) -> None:
    window.say("No sound device found.")
    window.tell("Saved.")
    assert window.notice.text() == "Saved."
    window.tell("No sound device found.")
    assert window.notice.focusPolicy() is Qt.FocusPolicy.NoFocus  # what goes never has the focus
    window.notice._passes.timeout.emit()
    assert window.notice.text() == "No sound device found."
    assert window.notice.focusPolicy() is Qt.FocusPolicy.TabFocus


def test_what_was_read_does_not_follow_to_the_next_page(window: MainWindow) -> None:
    window.say("A draft was left.", lambda: None)
    window.notice._reads.timeout.emit()
    window.say("No sound device found.")
    window.show_settings()
    assert window.notice.text() == "No sound device found."  # it stood there too short
    window.notice._reads.timeout.emit()
    window.back()
    assert window.notice.text() == "A draft was left."


def test_a_file_that_is_not_taken_is_told(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "x.mobility").write_bytes(b"MZ")
    window.show_file(tmp_path / "x.mobility")
    qtbot.waitUntil(lambda: "x.mobility was not taken" in window.notice.accessibleName())
    assert isinstance(window.page, HomePage)


def test_the_window_answers_while_a_file_is_looked_into(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot
) -> None:
    go_on, told = Event(), window_words.looking_into("x.mobility")

    def slow(*_: Any) -> str:
        assert go_on.wait(20)
        return "x.mobility was not taken."

    monkeypatch.setattr(sharing, "looked_into", slow)
    window.show_file(tmp_path / "x.mobility")
    assert window.notice.text() == told
    window.show_settings()
    QApplication.processEvents()
    assert not isinstance(window.page, HomePage)
    go_on.set()
    qtbot.waitUntil(lambda: window.notice.text() == "x.mobility was not taken.")


def test_a_session_that_began_meanwhile_goes_on(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot
) -> None:
    go_on = Event()

    def slow(*_: Any) -> Incoming:
        assert go_on.wait(20)
        return Incoming(Contents(Package({}), (), (), (), ()))

    monkeypatch.setattr(sharing, "looked_into", slow)
    window.show_file(tmp_path / "x.mobility")
    window.play(MIXED)
    go_on.set()
    qtbot.waitUntil(lambda: window.notice.text() == window_words.offered_later("x.mobility"))
    assert window.in_session


def test_what_passes_by_itself_covers_no_offer(window: MainWindow) -> None:
    pressed: list[str] = []
    window.say("A draft was left.", lambda: pressed.append("draft"))
    window.tell("Saved.")
    assert window.notice.text() == "Saved. A draft was left."
    window.notice.click()
    assert pressed == ["draft"]
    assert window.notice.isHidden()
    window.say("A fault.")
    window.tell("Copied.")
    assert window.notice.text() == "Copied."
    window.notice.click()
    assert window.notice.text() == "A fault."


def test_an_offer_waits_while_a_routine_plays(window: MainWindow) -> None:
    window.say("A draft was left.", lambda: None)
    window.play(MIXED)
    assert "A draft was left." not in window.notice.text()
    window.say("A fault.")
    assert window.notice.text() == "A fault."
    window.notice.click()
    assert window.notice.isHidden()
    window.back()
    assert window.notice.text() == "A draft was left."


def test_without_a_notice_none_comes_when_the_sheet_of_keys_closes(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.play(MIXED)
    page = window.page
    assert isinstance(page, PlayerPage)
    qtbot.keyClick(page, Qt.Key.Key_Question)
    qtbot.keyClick(page.overlay, Qt.Key.Key_Space)
    assert not page.overlay.isVisible()
    assert not window.notice.isVisible()


def test_notices_wait_while_the_sheet_of_keys_is_open(window: MainWindow, qtbot: QtBot) -> None:
    window.play(MIXED)
    page = window.page
    assert isinstance(page, PlayerPage)
    window.tell("This was only now.")
    qtbot.keyClick(page, Qt.Key.Key_Question)
    assert page.overlay.isVisible()
    assert not window.notice.isVisible()
    window.say("This came meanwhile.")
    assert not window.notice.isVisible()
    qtbot.keyClick(page.overlay, Qt.Key.Key_Space)
    assert window.notice.isVisible()
    assert window.notice.text() == "This came meanwhile."
    qtbot.keyClick(page, Qt.Key.Key_Question)
    window.show_home()
    assert window.notice.isVisible()
