from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractButton, QApplication, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from mobility_timer import files
from mobility_timer.settings import (
    CoachFigure,
    Count,
    Music,
    MusicWay,
    OpenSilence,
    PhaseCues,
    ReducedMotion,
    Theme,
    ToneSet,
)
from mobility_timer.sound import VoiceInfo
from mobility_timer.timeline.compiler import length_ms
from mobility_timer.ui.settings.page import SettingsPage
from mobility_timer.ui.shell.context import Context
from mobility_timer.ui.widgets.label import Elided
from mobility_timer.words import settings_page as words
from tests.sample_routines import MIXED
from tests.silent_coach import SilentCoach
from tests.ui.conftest import MemoryStore, NotedPages, Show
from tests.ui.hands import click

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def settings_page(context: Context, pages: NotedPages, show: Show) -> Callable[..., SettingsPage]:
    return lambda **changes: show(SettingsPage(context._replace(**changes), pages))


def test_the_keyboard_sets_the_theme_at_once(
    settings_page: Callable[..., Any], store: MemoryStore, pages: NotedPages, qtbot: QtBot
) -> None:
    settings_page()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert store.value.theme is Theme.DARK
    assert pages.asked == [("apply_settings",)]


def test_the_arrows_lead_through_the_settings(
    settings_page: Callable[..., Any], store: MemoryStore, qtbot: QtBot
) -> None:
    page = settings_page()
    page.motion.setFocus()
    qtbot.keyClick(page.motion, Qt.Key.Key_Right)
    assert store.value.reduced_motion is ReducedMotion.ON


def test_every_control_changes_its_setting(
    settings_page: Callable[..., Any], store: MemoryStore, qtbot: QtBot
) -> None:
    page = settings_page()
    click(qtbot, page.sounds.sound)
    click(qtbot, page.wait)
    click(qtbot, page.sounds.volume.less)
    page.sounds.count.menu().actions()[2].trigger()
    page.sounds.phases.menu().actions()[2].trigger()
    kept = store.value
    assert (kept.muted, kept.wait_for_me, kept.volume) == (True, True, 90)
    assert (kept.count, kept.phases) == (Count.SILENT, PhaseCues.WORDS)


def test_the_coach_is_chosen(settings_page: Callable[..., Any], store: MemoryStore) -> None:
    page = settings_page()
    assert [action.text() for action in page.figure.menu().actions()] == ["Maya", "Jonas", "Imani"]
    page.figure.menu().actions()[2].trigger()
    assert store.value.coach is CoachFigure.IMANI


def test_the_goal_is_set_and_said(
    settings_page: Callable[..., Any], store: MemoryStore, qtbot: QtBot
) -> None:
    page = settings_page()
    assert page.habits.goal._number.text() == "three or four"
    click(qtbot, page.habits.goal.more)
    assert store.value.weekly_goal == 4
    assert page.habits.goal._number.text() == "four"
    for _ in range(6):
        click(qtbot, page.habits.goal.less)
    assert store.value.weekly_goal == 1
    assert not page.habits.goal.less.isEnabled()


def test_days_and_times_are_chosen(
    settings_page: Callable[..., Any], store: MemoryStore, qtbot: QtBot
) -> None:
    habits = settings_page().habits
    assert not habits.time.isEnabled()
    click(qtbot, habits.days.chips["monday"])
    click(qtbot, habits.time.more)
    click(qtbot, habits.days.chips["thursday"])
    click(qtbot, habits.time.less)
    click(qtbot, habits.time.less)
    assert store.value.reminders == {"monday": "07:45", "thursday": "07:15"}
    assert habits.time_name.text() == "Thursday at"
    click(qtbot, habits.days.chips["monday"])
    assert habits.time_name.text() == "Monday at"
    click(qtbot, habits.days.chips["monday"])
    assert store.value.reminders == {"thursday": "07:15"}
    assert habits.days.chips["thursday"].accessibleName() == "Thursday, 07:15"


def test_reminders_are_off_until_they_are_chosen(
    settings_page: Callable[..., Any],
    store: MemoryStore,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    assert (store.value.reminders, store.value.desk_reminder, store.value.tray) == (
        {},
        False,
        False,
    )
    habits = settings_page().habits
    click(qtbot, habits.desk)
    click(qtbot, habits.tray)
    assert (store.value.desk_reminder, store.value.tray) == (True, True)


def test_without_a_tray_there_is_nothing_to_stay_in(
    settings_page: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: False)
    assert not settings_page().habits.tray.isEnabled()


def test_times_are_saved_for_ones_own_calendar(
    settings_page: Callable[..., Any], store: MemoryStore, tmp_path: Path
) -> None:
    store.change(reminders={"monday": "07:30", "friday": "18:00"})
    page = settings_page()
    assert page.habits.calendar.isEnabled()
    page.save_calendar(tmp_path / "mine.ics")
    events: list[Any] = icalendar.Calendar.from_ical((tmp_path / "mine.ics").read_bytes()).walk(
        "VEVENT"
    )
    assert [event["rrule"]["BYDAY"] for event in events] == [["MO"], ["FR"]]
    length = timedelta(milliseconds=length_ms(MIXED))
    assert timedelta(0) <= events[0].decoded("duration") - length < timedelta(minutes=1)


def test_a_calendar_that_cannot_be_saved_is_said(
    settings_page: Callable[..., Any], pages: NotedPages, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    settings_page().save_calendar(tmp_path / "file" / "mine.ics")
    assert pages.asked[-1][0] == "say"


def test_the_volume_ends_at_both_ends(
    settings_page: Callable[..., Any], store: MemoryStore, qtbot: QtBot
) -> None:
    store.change(volume=95)
    page = settings_page()
    click(qtbot, page.sounds.volume.more)
    assert store.value.volume == 100
    assert not page.sounds.volume.more.isEnabled()


GERMAN = VoiceInfo("gmw/de", "German", "de")
BRITISH = VoiceInfo("gmw/en", "English (Great Britain)", "en-gb")


def test_voice_off_and_tones_on_is_one_click(
    settings_page: Callable[..., Any], store: MemoryStore, qtbot: QtBot
) -> None:
    page = settings_page()
    click(qtbot, page.sounds.speaks)
    assert (store.value.speak, store.value.muted) == (False, False)
    assert not page.sounds.listen.isEnabled()
    assert page.sounds.tones.isEnabled()


def test_the_tones_are_chosen_listened_to_and_may_be_ones_own(
    settings_page: Callable[..., Any], store: MemoryStore, coach: SilentCoach, qtbot: QtBot
) -> None:
    page = settings_page()
    page.sounds.tone_set.menu().actions()[2].trigger()
    page.sounds.beeps.menu().actions()[1].trigger()
    assert (store.value.tones, store.value.single_beep) == (ToneSet.LOW, True)
    click(qtbot, page.sounds.listen_to_tones)
    assert coach.told[-1] == "listen_to_tones"
    coach.device_notice = "No sound device found."
    page.sounds.look()
    assert page.sounds.tones_heard.text() == "No sound device found."
    assert page.sounds.heard.text() == words.HOW_IT_SOUNDS
    click(qtbot, page.sounds.listen)
    page.sounds.look()
    assert page.sounds.heard.text() == "No sound device found."
    page.sounds.tone_set.menu().actions()[3].trigger()
    assert "go.wav" in page.sounds.tones_heard.text()


def test_music_and_the_speaker_between_lines_are_chosen(
    settings_page: Callable[..., Any], store: MemoryStore
) -> None:
    page = settings_page()
    assert page.sounds.music.value == (Music.NEVER, MusicWay.LOWER)
    page.sounds.music.menu().actions()[2].trigger()
    page.sounds.silence.menu().actions()[1].trigger()
    chosen = (store.value.music, store.value.music_way, store.value.open_silence)
    assert chosen == (Music.LINES, MusicWay.PAUSE, OpenSilence.ON)


def test_voice_and_tones_have_volumes_of_their_own_and_the_voice_a_speed(
    settings_page: Callable[..., Any], store: MemoryStore, qtbot: QtBot
) -> None:
    page = settings_page()
    click(qtbot, page.sounds.tones.less)
    click(qtbot, page.sounds.tones.less)
    for _ in range(5):
        click(qtbot, page.sounds.speed.more)
    kept = store.value
    assert (kept.volume, kept.tone_volume, kept.voice_speed) == (100, 80, 130)
    assert not page.sounds.speed.more.isEnabled()


def test_the_voices_of_the_system_come_a_moment_later(
    settings_page: Callable[..., Any], coach: SilentCoach, store: MemoryStore
) -> None:
    page = settings_page()
    assert "find_voices" in coach.told
    coach.voices = (GERMAN, BRITISH)
    page.sounds.look()
    menu = page.sounds.voice.menu()
    names = [action.text() for action in menu.actions()]
    assert names[-2:] == ["English (Great Britain)", "Other languages"]
    others = menu.actions()[-1].menu()
    assert [action.text() for action in others.actions()] == ["German (de)"]
    others.actions()[-1].trigger()
    assert store.value.voice == "gmw/de"
    assert page.sounds.voice.value == "gmw/de"


def test_all_of_a_hundred_voices_are_on_the_screen_or_scrolled_to(
    settings_page: Callable[..., Any], coach: SilentCoach
) -> None:
    page = settings_page()
    coach.voices = tuple(VoiceInfo(f"v/{n}", f"Voice {n}", "de") for n in range(140))
    page.sounds.look()
    menu = page.sounds.voice.menu()
    further = menu.actions()[-1].menu()
    columns = {further.actionGeometry(action).left() for action in further.actions()}
    assert len(columns) == 1


def test_listen_waits_until_the_voice_is_ready(
    settings_page: Callable[..., Any], coach: SilentCoach, qtbot: QtBot
) -> None:
    page = settings_page()
    coach.ready_to_listen = False
    click(qtbot, page.sounds.listen)
    assert page.sounds.listen.text() == "Preparing"
    page.sounds.look()
    assert page.sounds.listen.text() == "Preparing"
    coach.ready_to_listen = True
    page.sounds.look()
    assert page.sounds.listen.text() == "Listen"
    told = len(coach.told)
    page.sounds.look()
    assert len(coach.told) == told


def test_a_voice_that_never_gets_ready_is_not_waited_for_for_ever(
    settings_page: Callable[..., Any], coach: SilentCoach, qtbot: QtBot
) -> None:
    page = settings_page()
    coach.ready_to_listen = False
    click(qtbot, page.sounds.listen)
    for _ in range(100):
        page.sounds.look()
    assert page.sounds.listen.text() == "Listen"
    assert page.sounds.heard.text() == "This voice can't be heard. Try another."


def test_another_voice_is_not_taken_for_the_one_that_was_waited_for(
    settings_page: Callable[..., Any], coach: SilentCoach, qtbot: QtBot
) -> None:
    page = settings_page()
    coach.ready_to_listen = False
    click(qtbot, page.sounds.listen)
    click(qtbot, page.sounds.speed.more)
    assert page.sounds.listen.text() == "Listen"
    asked = coach.told.count("listen")
    page.sounds.look()
    assert coach.told.count("listen") == asked


def test_what_speaks_instead_is_said_beside_listen(
    settings_page: Callable[..., Any], coach: SilentCoach, qtbot: QtBot
) -> None:
    page = settings_page()
    coach.voice_notice = "The voice gmw/de is no longer there; gmw/en speaks instead."
    click(qtbot, page.sounds.listen)
    assert page.sounds.heard.text() == coach.voice_notice


def test_the_time_to_get_ready_goes_by_five_seconds_and_ends_at_both_ends(
    settings_page: Callable[..., Any], store: MemoryStore, qtbot: QtBot
) -> None:
    page = settings_page()
    assert not page.ready.less.isEnabled()
    seen = []
    for button in [page.ready.more] * 3 + [page.ready.less] * 3:
        click(qtbot, button)
        seen.append(store.value.get_ready_s)
    assert seen == [5, 10, 15, 10, 5, 4]
    store.change(get_ready_s=58)
    click(qtbot, page.ready.more)
    assert store.value.get_ready_s == 60
    assert not page.ready.more.isEnabled()
    store.change(get_ready_s=58)
    click(qtbot, page.ready.less)
    assert store.value.get_ready_s == 55


def test_a_long_path_is_cut_in_its_middle(
    settings_page: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "user_routines", lambda: Path("/home") / ("very-" * 30) / "routines")
    page = settings_page()
    path = page.folder.parent().findChild(Elided)
    assert path.text().endswith("routines")
    assert "…" in path.text()
    assert path.toolTip() == str(files.user_routines())


def test_the_folder_of_ones_own_routines_is_made_and_opened(
    settings_page: Callable[..., Any], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Any] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    click(qtbot, settings_page().folder)
    assert files.user_routines().is_dir()
    assert opened[0].toLocalFile() == str(files.user_routines())


def test_no_button_is_nameless(settings_page: Callable[..., Any]) -> None:
    buttons = settings_page().findChildren(QAbstractButton)
    assert all(button.accessibleName() for button in buttons)


def test_up_and_down_go_from_setting_to_setting(
    settings_page: Callable[..., SettingsPage], qtbot: QtBot
) -> None:
    page = settings_page()
    page.sounds.sound.setFocus()
    qtbot.keyClick(page.sounds.sound, Qt.Key.Key_Down)
    assert page.sounds.speaks.hasFocus()
    qtbot.keyClick(page.sounds.speaks, Qt.Key.Key_Up)
    assert page.sounds.sound.hasFocus()


def test_a_folder_that_cannot_be_made_is_said(
    settings_page: Callable[..., SettingsPage],
    pages: NotedPages,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(files, "user_routines", lambda: tmp_path / "file" / "routines")
    opened: list[object] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    click(qtbot, settings_page().folder)
    name, said = pages.asked[-1]
    assert name == "say"
    assert said.startswith(f"{tmp_path / 'file' / 'routines'}: ")
    assert opened == []
