from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mobility_timer.playback.update import Update
from mobility_timer.routine.model import Side
from mobility_timer.timeline.model import Segment
from mobility_timer.ui.player.layout import lay_out
from mobility_timer.ui.player.progress.beats import BeatsPart
from mobility_timer.ui.player.view_model import Beats, beats_of
from tests.ui.conftest import PlayedPage
from tests.ui.player.progress.conftest import Painted

FILLS = Beats(6, 0.2, (Side.LEFT, Side.RIGHT), per_ms=1 / 1_000)
HOLDS = Beats(1, 0.0, per_ms=1 / 9_000)
EMPTIES = Beats(1, 0.9, empties=True, per_ms=-1 / 9_000)
VALUES = (FILLS, HOLDS, EMPTIES)


@pytest.fixture
def beats(qtbot: QtBot) -> Iterator[BeatsPart]:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(420, 40)
    part = BeatsPart(page)
    part.set_places(lay_out(1280, 800, dense=False), QRectF(10, 10, 401, 12))
    with qtbot.waitExposed(page):
        page.show()
    yield part
    page.hide()


def on_screen(part: BeatsPart) -> QImage:
    QApplication.processEvents()
    shown = part.screen().grabWindow(part.window().winId()).copy(part.geometry())
    return shown.toImage().convertToFormat(QImage.Format.Format_RGB32)


@pytest.mark.parametrize("value", VALUES)
def test_what_was_painted_piece_by_piece_looks_as_if_painted_whole(
    beats: BeatsPart, value: Beats
) -> None:
    beats.show_value(value)
    on_screen(beats)
    for ms in range(0, 5_000, 40):
        beats.show_later(ms)
        QApplication.processEvents()
    piece_by_piece = on_screen(beats)
    beats.update()
    assert piece_by_piece == on_screen(beats)
    assert beats.shown.done == pytest.approx(value.done + 4_960 * value.per_ms)


@pytest.mark.parametrize("value", VALUES)
def test_only_what_fills_is_painted(beats: BeatsPart, value: Beats) -> None:
    beats.show_value(value)
    QApplication.processEvents()
    painted = Painted(beats)
    for ms in range(0, 5_000, 40):
        beats.show_later(ms)
        QApplication.processEvents()
    assert len(painted.rects) > 100
    assert max(rect.width() for rect in painted.rects) <= 20


def test_what_fills_less_than_a_pixel_is_not_painted(beats: BeatsPart) -> None:
    beats.show_value(HOLDS)
    QApplication.processEvents()
    painted = Painted(beats)
    for ms in range(900):
        beats.show_later(ms)
        QApplication.processEvents()
    assert len(painted.rects) == 40


def test_a_new_size_or_another_value_is_painted_whole(beats: BeatsPart) -> None:
    beats.show_value(FILLS)
    QApplication.processEvents()
    painted = Painted(beats)
    changes: tuple[Callable[[], object], ...] = (
        lambda: beats.show_value(HOLDS),
        lambda: beats.resize(300, 12),
    )
    for change in changes:
        change()
        QApplication.processEvents()
        assert painted.rects[-1] == beats.rect()
    seen = on_screen(beats)
    assert seen == beats.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def test_without_movement_marks_fill_one_by_one(beats: BeatsPart) -> None:
    beats.set_stepwise(True)
    beats.show_value(FILLS)
    seen = set()
    for ms in range(0, 5_000, 40):
        beats.show_later(ms)
        seen.add(beats.shown.done)
    assert seen == {0.0, 1.0, 2.0, 3.0, 4.0, 5.0}


def test_the_row_is_found_once_for_a_segment_and_goes_on_by_itself(
    session: PlayedPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[Segment] = []

    def noted(update: Update) -> Beats:
        found.append(update.moment.segment)
        return beats_of(update)

    monkeypatch.setattr("mobility_timer.ui.player.page.beats_of", noted)
    session.go(session.player.timeline.sets[0].start - 2_000)
    found.clear()
    segments = set()
    for _ in range(150):
        session.run(90)
        update = session.player.look()
        segments.add(update.moment.segment)
        assert session.page.beats.shown.done == pytest.approx(beats_of(update).done)
    assert len(found) == len(segments) - 1 > 1
