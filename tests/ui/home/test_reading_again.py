"""What is edited while Home is open is seen there after it was read again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from mobility_timer import files
from mobility_timer.library.reading.opening import open_library
from mobility_timer.routine.model import Drill
from mobility_timer.settings import CoachFigure
from mobility_timer.ui.home import reader as home_reader
from mobility_timer.ui.home.page import HomePage
from mobility_timer.ui.shell.context import Context
from tests.ui.conftest import NotedPages, Show
from tests.ui.home.conftest import BUNDLED
from tests.ui.home.test_page import BROKEN, MANY, names

LONG_MS = 60_000  # a busy machine reads all motions within it

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


class NotedThumbnails:
    """Has a picture of every drill at once, and notes whose were asked for."""

    coach = CoachFigure.MAYA

    def __init__(self) -> None:
        self.asked: list[str] = []

    def picture(self, drill: Drill, *_given: object) -> QImage:
        self.asked.append(drill.id)
        return QImage(8, 8, QImage.Format.Format_RGB32)


def test_f5_reads_again(
    home: Callable[..., HomePage],
    pages: NotedPages,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = home(replace(BUNDLED, broken=(BROKEN,)))
    monkeypatch.setattr(home_reader, "installed", lambda: BUNDLED)
    qtbot.keyClick(page, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: ("use_library", BUNDLED) in pages.asked)


def test_what_was_left_out_at_first_is_read_after_the_first_look(
    home: Callable[..., HomePage], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = {**BUNDLED.routines, **MANY}
    monkeypatch.setattr(home_reader, "installed", lambda: replace(BUNDLED, routines=more))
    page = home(replace(BUNDLED, is_whole=False))
    qtbot.waitUntil(lambda: len(names(page)) == len(more), timeout=LONG_MS)


def test_pictures_are_asked_for_anew_after_reading_again(
    context: Context,
    pages: NotedPages,
    show: Show,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    thumbnails = NotedThumbnails()
    page = show(HomePage(context._replace(library=BUNDLED, thumbnails=thumbnails), pages))
    page.grab()
    qtbot.waitUntil(lambda: not page._pictures._queue)
    assert thumbnails.asked
    thumbnails.asked.clear()
    monkeypatch.setattr(home_reader, "installed", lambda: open_library(files.routines(), None))
    page._reader.read()
    qtbot.waitUntil(lambda: any(name == "use_library" for name, *_ in pages.asked), timeout=LONG_MS)
    page.grab()
    qtbot.waitUntil(lambda: bool(thumbnails.asked))


def test_reading_again_shows_the_mended_file(
    home: Callable[..., HomePage], pages: NotedPages, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = home(replace(BUNDLED, broken=(BROKEN,)))
    monkeypatch.setattr(home_reader, "installed", lambda: BUNDLED)
    page._open_entry(page.list.entries[0])
    qtbot.mouseClick(page.broken.again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.broken is None)
    assert "mine.yaml" not in names(page)
    assert ("use_library", BUNDLED) in pages.asked


def test_a_file_that_comes_into_the_folder_is_noticed(
    home: Callable[..., HomePage], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = home(replace(BUNDLED, user=tmp_path))
    more = {**BUNDLED.routines, **MANY}
    monkeypatch.setattr(home_reader, "installed", lambda: replace(BUNDLED, routines=more))
    tmp_path.joinpath("new.yaml").write_text("name: New")
    qtbot.waitUntil(lambda: len(names(page)) == len(more))


def test_a_drill_that_lost_its_motion_becomes_a_card_soon_after_the_start(
    home: Callable[..., HomePage],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    drill_without_its_motion(tmp_path)
    library = open_library(files.routines(), tmp_path)
    monkeypatch.setattr(home_reader, "installed", lambda: library)
    page = home(library)
    assert "mine.yaml" not in names(page)
    qtbot.waitUntil(lambda: names(page)[0] == "mine.yaml", timeout=LONG_MS)
    assert page.list.entries[0].facts == "Figure may not fit · 1 problem"
    page._open_entry(page.list.entries[0])
    assert "try hip-cars" in page.broken.text.toPlainText()
    assert "The drill works" in page.broken._told.text()


def test_an_edited_motion_is_seen_after_reading_again(
    home: Callable[..., HomePage],
    pages: NotedPages,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(files, "user_motions", lambda: tmp_path)
    motion = tmp_path / "hip-cars.yaml"
    bundled = files.assets() / "motions" / "hip-cars.yaml"
    motion.write_text(bundled.read_text(encoding="utf-8"), encoding="utf-8")
    library = open_library(files.routines(), None)
    page = home(library)
    drill = library.drills["hip-cars"]
    before = library.motion_of(drill)
    text = motion.read_text(encoding="utf-8").replace("seconds: ", "seconds: 1")
    motion.write_text(text, encoding="utf-8")
    monkeypatch.setattr(home_reader, "installed", lambda: open_library(files.routines(), None))
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: any(name == "use_library" for name, *_ in pages.asked), timeout=LONG_MS)
    [read] = [given[0] for name, *given in pages.asked if name == "use_library"]
    assert read.motion_of(drill).seconds == before.seconds + 10


def drill_without_its_motion(tmp_path: Path) -> Path:
    folder = tmp_path / "drills"
    folder.mkdir(exist_ok=True)
    text = (files.routines() / "drills" / "hip-cars.yaml").read_text(encoding="utf-8")
    path = folder / "mine.yaml"
    path.write_text(text.replace("motion: hip-cars", "motion: hop-cars"), encoding="utf-8")
    return path
