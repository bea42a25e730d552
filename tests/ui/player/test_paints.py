"""How often each part of the player is painted: counts of paint events by a clock that is moved."""

from __future__ import annotations

from collections import Counter as Counts
from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mobility_timer import files
from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.drawing.scene.transition import Transition
from mobility_timer.library.motion.reader import read_motion
from mobility_timer.playback.player import Player
from mobility_timer.routine.model import Side
from mobility_timer.ui.player.page import PlayerPage
from mobility_timer.ui.player.view_model import Counter, Header, Mood, Prompt
from mobility_timer.ui.shell.context import Context
from mobility_timer.ui.shell.nulls import NullFrames
from mobility_timer.ui.shell.ticker import Ticker
from tests.sample_routines import MIXED, HandClock
from tests.ui.player.progress.conftest import Painted

PARTS = ("figure_view", "count", "beats", "prompt", "lines", "header", "bar", "caption", "controls")
SECONDS = 4


class Paints(QObject):
    """Counts paint events and their pixels by the name of the part."""

    def __init__(self, page: PlayerPage) -> None:
        super().__init__()
        self._names = {id(getattr(page, name)): name for name in PARTS} | {id(page): "page"}
        self.counts: Counts[Any] = Counts()
        self.pixels: Counts[Any] = Counts()
        parts = {name: getattr(page, name) for name in PARTS} | {"page": page}
        self.areas = {name: part.width() * part.height() for name, part in parts.items()}
        for name in PARTS:
            getattr(page, name).installEventFilter(self)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            name = self._names[id(watched)]
            self.counts[name] += 1
            self.pixels[name] += sum(
                part.width() * part.height() for part in cast(Any, event.region())
            )
        return False


class Frames(NullFrames):
    """All pictures are there at once; one is a rectangle, and the next one beside it differs."""

    def change(self, _spec: SceneSpec | Transition, before: float, after: float) -> QRect:
        return QRect() if round(100 * before) == round(100 * after) else QRect(50, 40, 90, 200)

    def paint(
        self,
        painter: QPainter,
        rect: QRect,
        _spec: SceneSpec | Transition,
        _phase: float,
        *,
        paused: bool = False,  # noqa: ARG002
        arc: bool = True,  # noqa: ARG002
    ) -> bool:
        painter.fillRect(rect, Qt.GlobalColor.darkGreen)
        return True


@pytest.fixture
def played(
    open_page: Callable[..., tuple[Player, PlayerPage]],
    context: Context,
    clock: HandClock,
    qtbot: QtBot,
) -> Paints:
    """The paints of some seconds of a drill at work."""
    path = files.assets() / "motions" / "hip-cars.yaml"
    motion = read_motion(path.read_text(encoding="utf-8"), path.name)
    shown = context._replace(frames=Frames(), motion_of=lambda _drill: motion)
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
        ticker._timer.timeout.emit()
        QApplication.processEvents()
    return paints


def a_second(paints: Paints, name: str) -> float:
    return paints.counts[name] / SECONDS


def test_paints_a_second_by_part(played: Paints) -> None:
    """The figure is painted at its own rate, and of it what changes; nothing else with it."""
    assert 12 <= a_second(played, "figure_view") <= 27
    whole = played.areas["figure_view"] * played.counts["figure_view"]
    assert played.pixels["figure_view"] < 0.75 * whole
    for name in ("count", "prompt", "lines", "header", "bar"):
        assert a_second(played, name) <= 3, name
    for name in ("caption", "controls"):
        assert a_second(played, name) <= 1, name
    assert played.pixels["page"] < 2.5 * played.areas["page"] * SECONDS


def test_out_of_sight_it_looks_only_when_something_is_due(
    open_page: Callable[..., tuple[Player, PlayerPage]], clock: HandClock, qtbot: QtBot
) -> None:
    player, page = open_page(MIXED)
    page.show()
    qtbot.waitExposed(page)
    ticker = Ticker(player)
    player.follow(ticker)
    player.play()
    player.seek(player.timeline.sets[0].start + 2_000)
    QApplication.processEvents()

    def looks() -> int:
        count = spent = 0
        while spent < 1000 * SECONDS:
            spent += ticker.wait_ms
            clock.move(ticker.wait_ms)
            ticker._timer.timeout.emit()
            QApplication.processEvents()
            count += 1
        return count

    assert looks() >= 11 * SECONDS
    page.hide()
    clock.move(ticker.wait_ms)
    player.tick()
    assert looks() <= 4 * SECONDS
    was = page._update
    page.show()
    qtbot.waitUntil(lambda: page._update is not was)
    assert looks() >= 11 * SECONDS


def test_a_hidden_window_paints_nothing(
    open_page: Callable[..., tuple[Player, PlayerPage]], clock: HandClock, qtbot: QtBot
) -> None:
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


HEADER = Header("Ankles and hips", "Drill 2 of 7", "11:59", "12:30", 750_000)
COUNT = Counter("Half-kneeling rocks", "12", "of 20 seconds", 2, quiet=False)
PROMPT = Prompt(Side.LEFT, "Forward", Mood.WORK)
CHANGES = [
    ("header", HEADER, replace(HEADER, left="11:48")),
    ("count", COUNT, replace(COUNT, number="8", of="of 20 seconds")),
    ("count", COUNT, replace(COUNT, number="119", quiet=True)),
    ("prompt", PROMPT, replace(PROMPT, word="Back")),
    ("prompt", PROMPT, replace(PROMPT, word="Rest", mood=Mood.REST)),
]
OTHERS = [
    ("header", HEADER, replace(HEADER, place="Drill 3 of 7")),
    ("header", HEADER, replace(HEADER, left="9:59")),
    ("count", COUNT, replace(COUNT, heading="Hip circles")),
    ("prompt", PROMPT, replace(PROMPT, side=Side.RIGHT)),
    ("prompt", PROMPT, replace(PROMPT, side=None)),
]


@pytest.fixture(params=[(675, 352), (1024, 640), (1440, 900)])
def still_page(
    request: pytest.FixtureRequest,
    open_page: Callable[..., tuple[Player, PlayerPage]],
    qtbot: QtBot,
) -> PlayerPage:
    """A page where nothing plays."""
    player, page = open_page(MIXED)
    page.resize(*request.param)
    with qtbot.waitExposed(page):
        page.show()
    player.tell_again()
    return page


def on_screen(part: QWidget) -> QImage:
    QApplication.processEvents()
    seen = part.screen().grabWindow(part.window().winId())
    return seen.copy(part.geometry()).toImage().convertToFormat(QImage.Format.Format_RGB32)


@pytest.mark.parametrize(("name", "before", "after"), CHANGES + OTHERS)
def test_a_text_that_changed_looks_as_if_all_was_painted(
    still_page: PlayerPage, name: str, before: Any, after: Any
) -> None:
    part = getattr(still_page, name)
    part.show_value(before)
    on_screen(part)
    part.show_value(after)
    changed = on_screen(part)
    part.update()
    assert changed == on_screen(part)


@pytest.mark.parametrize(("name", "before", "after"), CHANGES)
def test_of_a_text_that_changed_only_what_differs_is_painted(
    still_page: PlayerPage, name: str, before: Any, after: Any
) -> None:
    part = getattr(still_page, name)
    part.show_value(before)
    QApplication.processEvents()
    painted = Painted(part)
    part.show_value(after)
    QApplication.processEvents()
    (rect,) = painted.rects
    assert rect.width() * rect.height() < 0.9 * part.width() * part.height()


def test_all_times_of_as_many_digits_are_equally_wide(still_page: PlayerPage) -> None:
    header, places = still_page.header, still_page.header.places
    assert places is not None
    times = [f"{digit}{digit}:{digit}{digit}" for digit in range(10)]
    ends = {header._measured(replace(HEADER, left=left), places) for left in times}
    assert len(ends) == 1


def test_a_caption_paints_no_control_beside_it(still_page: PlayerPage) -> None:
    drawn: list[QWidget] = []
    controls = still_page.controls
    still_page.caption.show_value("Left.")
    QApplication.processEvents()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mobility_timer.ui.player.controls.smooth", drawn.append)
        still_page.caption.show_value("Right.")
        QApplication.processEvents()
    assert not drawn
    assert controls.isVisible()
