from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractButton, QApplication

from mobility_timer import files
from mobility_timer.settings import Count, ReducedMotion, Theme
from mobility_timer.ui.settings_page import SettingsPage
from mobility_timer.ui.widgets.label import Elided

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def settings_page(context, pages, qtbot):
    def show(**changes):
        page = SettingsPage(replace(context, **changes), pages)
        qtbot.addWidget(page)
        page.resize(1280, 800)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.opened()
        return page

    return show


def click(qtbot, widget):
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_the_keyboard_sets_the_theme_at_once(settings_page, store, pages, qtbot):
    settings_page()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert store.value.theme is Theme.DARK
    assert pages.asked == [("apply_settings",)]


def test_the_arrows_lead_through_the_settings(settings_page, store, qtbot):
    page = settings_page()
    page.motion.setFocus()
    qtbot.keyClick(page.motion, Qt.Key.Key_Right)
    assert store.value.reduced_motion is ReducedMotion.ON


def test_every_control_changes_its_setting(settings_page, store, qtbot):
    page = settings_page()
    click(qtbot, page.sound)
    click(qtbot, page.wait)
    click(qtbot, page.volume.less)
    page.count.menu().actions()[2].trigger()
    kept = store.value
    assert (kept.muted, kept.wait_for_me, kept.volume, kept.count) == (
        True,
        True,
        70,
        Count.SILENT,
    )


def test_the_volume_ends_at_both_ends(settings_page, store, qtbot):
    store.change(volume=95)
    page = settings_page()
    click(qtbot, page.volume.more)
    assert store.value.volume == 100
    assert not page.volume.more.isEnabled()


def test_the_time_to_get_ready_goes_by_five_seconds_and_ends_at_both_ends(
    settings_page, store, qtbot
):
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


def test_a_long_path_is_cut_in_its_middle(settings_page, monkeypatch):
    monkeypatch.setattr(files, "user_routines", lambda: Path("/home") / ("very-" * 30) / "routines")
    page = settings_page()
    path = page.folder.parent().findChild(Elided)
    assert path.text().endswith("routines")
    assert "…" in path.text()
    assert path.toolTip() == str(files.user_routines())


def test_the_folder_of_ones_own_routines_is_made_and_opened(settings_page, qtbot, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    click(qtbot, settings_page().folder)
    assert files.user_routines().is_dir()
    assert opened[0].toLocalFile() == str(files.user_routines())


def test_no_button_is_nameless(settings_page):
    buttons = settings_page().findChildren(QAbstractButton)
    assert all(button.accessibleName() for button in buttons)
