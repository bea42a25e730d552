from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication

from mobility_timer import files
from mobility_timer.library.reading.opening import open_library
from mobility_timer.routine.model import Side
from mobility_timer.timeline.compiler import compile_routine
from mobility_timer.ui.player import parts as player_parts
from mobility_timer.ui.player.layout import (
    CUE_LEAST_SHARE,
    NEXT_LEAST_SHARE,
    NUMBER_LEAST_SHARE,
    SIDE_LEAST_SHARE,
    lay_out,
)
from mobility_timer.ui.player.view_model import cues_of, dose
from mobility_timer.ui.widgets import fonts
from mobility_timer.words import player
from tests.sample_routines import MIXED

SIZES = [
    (1024, 640),
    (1280, 800),
    (1440, 900),
    (1920, 1080),
    (1024, 768),
    (2560, 1600),
    (3440, 1440),
]
sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
densities = pytest.mark.parametrize("dense", [False, True], ids=["roomy", "dense"])


def height(font: QFont, text: str) -> float:
    return QFontMetricsF(font).tightBoundingRect(text).height()


@sizes
@densities
def test_large_type_has_its_visual_angle(size: tuple[int, int], dense: bool) -> None:
    places = lay_out(*size, dense=dense)
    for digits in (1, 2, 3):
        number = places.number_face(digits).font
        assert height(number, "7") >= NUMBER_LEAST_SHARE * size[1]
    assert height(places.side_face.font, "L") >= SIDE_LEAST_SHARE * size[1]
    assert height(places.word_face.font, "S") >= CUE_LEAST_SHARE * size[1]
    assert height(player_parts.cue_font(places), "K") >= CUE_LEAST_SHARE * size[1]
    assert height(player_parts.next_font(places), "N") >= NEXT_LEAST_SHARE * size[1]


@sizes
@densities
def test_nothing_overlaps_or_leaves_the_window(size: tuple[int, int], dense: bool) -> None:
    places = lay_out(*size, dense=dense)
    window = QRectF(0, 0, *size)
    rects = [places.header, places.figure_view, places.count, places.beats, places.prompt]
    rects += [places.lines, places.bar, places.controls]
    for number, rect in enumerate(rects):
        assert window.contains(rect)
        for other in rects[number + 1 :]:
            assert not rect.adjusted(1, 1, -1, -1).intersects(other)


@pytest.mark.parametrize("size", [(800, 1280), (1080, 1920), (892, 1148)])
def test_in_portrait_the_figure_takes_the_height_above_the_words(size: tuple[int, int]) -> None:
    places = lay_out(*size, dense=False)
    assert places.figure_view.width() > 0.9 * size[0]
    assert places.figure_view.height() > 0.3 * size[1]
    assert places.figure_view.bottom() <= places.count.top()
    test_nothing_overlaps_or_leaves_the_window(size, True)


@pytest.mark.parametrize("size", [(675, 352), *SIZES])
def test_a_caption_of_two_lines_keeps_its_descenders(size: tuple[int, int]) -> None:
    places = lay_out(*size, dense=False)
    metrics = QFontMetricsF(fonts.font(0.88 * 19 * places.scale, QFont.Weight.Normal))
    assert places.caption.height() >= 2 * metrics.height()
    assert places.bar.bottom() <= places.caption.top()
    assert places.caption.bottom() <= size[1]


@pytest.mark.parametrize("size", [(800, 800), (800, 520), (600, 1000)])
def test_a_narrow_window_stays_in_order(size: tuple[int, int]) -> None:
    test_nothing_overlaps_or_leaves_the_window(size, True)
    places = lay_out(*size, dense=False)
    assert places.number < 268 * size[1] / 800 or size == (800, 520)


@sizes
def test_the_figure_keeps_a_third_of_the_width(size: tuple[int, int]) -> None:
    assert lay_out(*size, dense=False).figure_view.width() > size[0] / 3


def routines() -> Any:
    return open_library(files.routines(), None).routines.values()


@pytest.mark.parametrize("size", [(1024, 640), (1280, 800), (1920, 1080)])
def test_every_bundled_cue_fits_its_lines(size: tuple[int, int]) -> None:
    roomy, dense = (lay_out(*size, dense=dense) for dense in (False, True))
    metrics = QFontMetricsF(player_parts.cue_font(roomy))
    assert metrics.horizontalAdvance(player.READY_WHEN) <= roomy.lines.width()
    for drill in {drill for routine in routines() for drill in routine.drills}:
        places = dense if player_parts.needs_room(drill, roomy) else roomy
        most = 2 if places is dense else 1
        for cue in cues_of(drill):
            lines = player_parts.broken(cue, metrics, places.lines.width())
            assert len(lines) <= most
            assert all(metrics.horizontalAdvance(line) <= places.lines.width() for line in lines)


@pytest.mark.parametrize("size", [(1024, 640), (1280, 800), (1920, 1080)])
def test_every_bundled_next_is_shown_in_full(size: tuple[int, int]) -> None:
    places = lay_out(*size, dense=False)
    bold = QFontMetricsF(player_parts.next_font(places))
    label = QFontMetricsF(fonts.font(places.next, QFont.Weight.Normal)).horizontalAdvance("Next")
    room = places.lines.width() - label - 16 * places.scale
    for routine in (*routines(), MIXED):
        timeline = compile_routine(routine)
        for work in timeline.sets:
            told = timeline.moment_at(work.start).next
            assert "…" not in player_parts.shortened(told, bold, room), told
            amount = dose(timeline.drill_of(work), work.variant, work.amount)
            width = places.lines.width()
            assert "…" not in player_parts.shortened(amount, bold, width), amount


@sizes
def test_the_longest_words_fit_beside_the_side(size: tuple[int, int]) -> None:
    places = lay_out(*size, dense=False)
    side = QFontMetricsF(fonts.font(places.side, QFont.Weight.Bold, display=True))
    word = QFontMetricsF(fonts.font(places.word, QFont.Weight.DemiBold, display=True))
    pill = max(side.horizontalAdvance(player.SIDES[each.value]) for each in Side)
    pill += 58 * places.scale + 22 * places.scale
    phases = {p.name.capitalize() for r in routines() for d in r.drills for p in d.tempo}
    for text in phases | {"Get ready", "Switch", "Paused", "Your turn", "Hold"}:
        assert pill + word.horizontalAdvance(text) + 30 * places.scale <= places.prompt.width()


def test_a_cue_without_spaces_breaks_at_characters_and_what_is_cut_says_so(
    qapp: QApplication,
) -> None:
    metrics = QFontMetricsF(qapp.font())
    width = metrics.horizontalAdvance("x" * 20)
    two = player_parts.broken("x" * 38, metrics, width)
    assert two == ("x" * 19, "x" * 19)
    far = player_parts.broken("x" * 90, metrics, width)
    assert all(line.endswith("…") for line in far)
    assert all(metrics.horizontalAdvance(line) <= width for line in far)
