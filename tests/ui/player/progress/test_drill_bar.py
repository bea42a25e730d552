from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mobility_timer.routine.model import Drill
from mobility_timer.timeline.compiler import compile_routine
from mobility_timer.ui.player.progress.drill_bar import DrillBar
from tests.sample_routines import BOOKS, CIRCLES, MIXED, SWITCHES
from tests.ui.player.progress.conftest import Painted

LONG = replace(SWITCHES, short="A name that is far too long")
SHORT = replace(SWITCHES, dose=replace(SWITCHES.dose, amount=4), short="Hip switches")


@pytest.fixture
def bar_of(qtbot: QtBot) -> Callable[..., DrillBar]:
    page = QWidget()
    qtbot.addWidget(page)

    def make(*drills: Drill, width: int = 800) -> DrillBar:
        bar = DrillBar(page)
        timeline = compile_routine(replace(MIXED, drills=drills))
        bar.show_at(timeline, 0)
        bar.set_place(QRectF(0, 0, width, 48), 1.0)
        return bar

    return make


@pytest.mark.parametrize("width", [300, 500, 640, 800, 1200])
@pytest.mark.parametrize("middle", [SHORT, LONG])
def test_no_name_touches_the_next_one(
    bar_of: Callable[..., DrillBar], middle: Drill, width: int
) -> None:
    bar = bar_of(CIRCLES, middle, BOOKS, width=width)
    written = [box for text, box in bar.labels() if text]
    assert len(written) > 1
    for one, other in pairwise(written):
        assert one.right() + 5 <= other.left()
    assert written[-1].right() <= width + 1


def test_a_name_a_little_too_long_is_written_whole_and_the_next_gives_way(
    bar_of: Callable[..., DrillBar],
) -> None:
    bar = bar_of(CIRCLES, SHORT, BOOKS, width=540)
    (_, _), (name, _), (_, after) = bar.labels()
    assert name == "Hip switches"
    assert after.left() > bar._buttons[2].place.left()


def test_a_name_far_too_long_is_cut(bar_of: Callable[..., DrillBar]) -> None:
    text, _ = bar_of(CIRCLES, LONG, BOOKS).labels()[1]
    assert text.startswith("A name")
    assert text.endswith("…")


def test_two_names_that_begin_alike_are_told_apart_when_they_are_cut(
    bar_of: Callable[..., DrillBar],
) -> None:
    alike = [
        replace(SWITCHES, short=f"Half-kneeling {what}")
        for what in ("rocks", "hip stretch", "rest")
    ]
    cut = [text for text, _box in bar_of(*alike, width=300).labels()]
    assert len(set(cut)) == 3
    assert cut[1:] == ["…hip stretch", "…rest"]
    whole = [text for text, _box in bar_of(*alike, width=1200).labels()]
    assert whole == [drill.short for drill in alike]


def test_of_forty_names_only_the_present_one_is_written(bar_of: Callable[..., DrillBar]) -> None:
    many = [CIRCLES, SHORT, BOOKS, SWITCHES] * 10
    bar = bar_of(*many)
    timeline = bar._timeline
    assert timeline is not None
    for here in (0, 20, 39):
        bar.show_at(timeline, timeline.spans[here].start)
        written = [(text, box) for text, box in bar.labels() if text]
        (text, box) = written[0]
        assert [text] == [bar._buttons[here].short] == [name for name, _box in written]
        assert box.left() >= 0
        assert box.right() <= 801


def test_the_present_name_is_whole_where_but_a_word_of_it_fits(
    bar_of: Callable[..., DrillBar],
) -> None:
    names = ("Kneeling lunge", "Rest", "Walk", "Rest")
    drills = [replace(SWITCHES, short=name) for name in names]
    bar = bar_of(*drills, width=210)
    labels = [text for text, _box in bar.labels()]
    assert labels == ["Kneeling lunge", "", "Walk", "Rest"]
    timeline = bar._timeline
    assert timeline is not None
    bar.show_at(timeline, timeline.spans[2].start)
    cut, *others = [text for text, _box in bar.labels()]
    assert cut.startswith("Kneel")
    assert cut.endswith("…")
    assert others == ["Rest", "Walk", "Rest"]


def test_no_name_is_cut_to_a_few_letters(bar_of: Callable[..., DrillBar]) -> None:
    for count in range(3, 30):
        for text, _box in bar_of(*([CIRCLES, SHORT, BOOKS] * count)[:count]).labels():
            assert not text.endswith("…") or len(text.strip("…")) >= 3


def test_a_drill_that_goes_on_paints_no_name(bar_of: Callable[..., DrillBar], qtbot: QtBot) -> None:
    """Only the pixels that are filled anew, each once."""
    bar = bar_of(CIRCLES, SHORT, BOOKS)
    timeline = bar._timeline
    assert timeline is not None
    bar.window().resize(800, 60)
    with qtbot.waitExposed(bar.window()):
        bar.window().show()
    QApplication.processEvents()
    names = min(box.top() for _text, box in bar.labels())
    painted = Painted(bar), Painted(bar._buttons[0])
    span, width = timeline.spans[0], bar._buttons[0].place.width()
    for at in range(span.start, span.end, 100):
        bar.show_frame(at)
        QApplication.processEvents()
    for each in painted:
        assert 0.9 * width < len(each.rects) <= width + 1
        assert max(rect.bottom() for rect in each.rects) < names
        assert max(rect.width() for rect in each.rects) <= 4
