"""How often each part of the player is painted: counts of paint events by a clock that is moved."""

from collections import Counter
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtWidgets import QApplication

from mobility_timer import files
from mobility_timer.library.motion.reader import read_motion
from mobility_timer.ui.shell.nulls import NullFrames
from mobility_timer.ui.shell.ticker import Ticker
from tests.sample_routines import MIXED

PARTS = ("figure_view", "count", "beats", "prompt", "lines", "header", "bar", "caption", "controls")
SECONDS = 4


class Paints(QObject):
    """Counts paint events and their pixels by the name of the part."""

    def __init__(self, page):
        super().__init__()
        self._names = {id(getattr(page, name)): name for name in PARTS} | {id(page): "page"}
        self.counts, self.pixels = Counter(), Counter()
        parts = {name: getattr(page, name) for name in PARTS} | {"page": page}
        self.areas = {name: part.width() * part.height() for name, part in parts.items()}
        for name in PARTS:
            getattr(page, name).installEventFilter(self)
        page.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            name = self._names[id(watched)]
            self.counts[name] += 1
            self.pixels[name] += sum(part.width() * part.height() for part in event.region())
        return False


class Frames(NullFrames):
    """All pictures are there at once; one is a rectangle, and the next one beside it differs."""

    def change(self, _spec, before, after):
        return QRect() if round(100 * before) == round(100 * after) else QRect(50, 40, 90, 200)

    def paint(self, painter, rect, _spec, _phase, *, paused=False, arc=True):  # noqa: ARG002
        painter.fillRect(rect, Qt.GlobalColor.darkGreen)
        return True


@pytest.fixture
def played(open_page, context, clock, qtbot):
    """The paints of some seconds of a drill at work."""
    path = files.assets() / "motions" / "hip-cars.yaml"
    motion = read_motion(path.read_text(encoding="utf-8"), path.name)
    shown = replace(context, frames=Frames(), motion_of=lambda _drill: motion)
    player, page = open_page(MIXED, shown)
    page.resize(640, 400)
    page.show()
    qtbot.waitExposed(page)
    player.play()
    player.seek(player.timeline.sets[0].start + 2_000)
    QApplication.processEvents()
    (ticker,) = (each for each in player._followers if isinstance(each, Ticker))
    paints = Paints(page)
    spent = 0
    while spent < 1000 * SECONDS:
        spent += ticker.wait_ms
        clock.move(ticker.wait_ms)
        player.tick()
        QApplication.processEvents()
    return paints


def a_second(paints, name):
    return paints.counts[name] / SECONDS


def test_paints_a_second_by_part(played):
    """The figure is painted at its own rate, and of it what changes; nothing else with it."""
    assert 12 <= a_second(played, "figure_view") <= 27
    whole = played.areas["figure_view"] * played.counts["figure_view"]
    assert played.pixels["figure_view"] < 0.75 * whole
    for name in ("count", "prompt", "lines", "header", "bar"):
        assert a_second(played, name) <= 3, name
    for name in ("caption", "controls"):
        assert a_second(played, name) <= 1, name
    assert played.pixels["page"] < 2.5 * played.areas["page"] * SECONDS


def test_a_hidden_window_paints_nothing(open_page, clock, qtbot):
    player, page = open_page(MIXED)
    page.show()
    qtbot.waitExposed(page)
    player.play()
    paints = Paints(page)
    QApplication.processEvents()
    assert paints.counts
    page.hide()
    QApplication.processEvents()
    paints.counts.clear()
    for _ in range(50):
        clock.move(40)
        player.tick()
        QApplication.processEvents()
    assert paints.counts.total() == 0
