"""What is made after the page was sized has its size too, and nothing is cut."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication

from mobility_timer.ui.editor.own import opening
from mobility_timer.ui.editor.steps.row import StepRow


def test_a_row_made_later_is_as_large_as_the_others(page: Any) -> None:
    page.resize(1024, 640)
    page.change(lambda model: model.duplicated(page.list.rows[0].number))
    made = page.list.rows[1]
    assert page.scale == 0.8
    assert made.more.size() == page.list.rows[0].more.size()
    assert made.details.play.sizeHint() == page.list.rows[0].details.play.sizeHint()
    page.asking.ask("Really?", ("Yes", lambda: None))
    assert page.asking.answers[0].scale == page.scale


@pytest.mark.parametrize("size", [(1024, 640), (1280, 800), (1440, 900), (1330, 640)])
def test_no_column_of_the_catalogue_is_cut(page: Any, size: Any) -> None:
    page.resize(*size)
    page.open_catalogue()
    QApplication.processEvents()
    catalogue = page.catalogue
    assert catalogue.scroller.widget().width() <= catalogue.scroller.viewport().width()


@pytest.mark.parametrize("size", [(1024, 640), (1280, 800), (1440, 900)])
def test_an_opened_row_is_no_wider_than_the_list(page: Any, size: Any) -> None:
    page.resize(*size)
    page.change(lambda model: model.added(model.drills["hip-cars"], None))
    page.change(lambda model: model.grouped(page.list.rows[1].number))
    for row in page.list.rows:
        if isinstance(row, StepRow):
            row.open(True)
    QApplication.processEvents()
    assert page.scroller.widget().minimumSizeHint().width() <= page.scroller.viewport().width()


@pytest.mark.parametrize("size", [(1024, 640), (1440, 900)])
def test_what_a_routine_is_for_has_the_whole_line(page: Any, size: Any) -> None:
    page.resize(*size)
    QApplication.processEvents()
    assert page.summary.width() >= page.list.width()


@pytest.mark.parametrize("size", [(1024, 640), (1280, 800), (1440, 900)])
def test_a_notice_covers_no_part_of_the_panel(window: Any, editor_context: Any, size: Any) -> None:
    routine = editor_context.library.routines["ankles-and-hips"]
    window.resize(*size)
    window.show_editor(opening.copy_session(editor_context, routine))
    QApplication.processEvents()
    window.say("The file could not be saved: No space left on device. What you wrote is kept.")
    panel = window.page.panel
    assert not window.notice.geometry().intersects(
        QRect(panel.mapTo(window, QPoint()), panel.size())
    )


def test_with_very_large_text_the_search_stands_above_the_chips(page: Any) -> None:
    page.resize(675, 352)  # 1366x768 at 200 %
    page.open_catalogue()
    QApplication.processEvents()
    catalogue = page.catalogue
    assert catalogue.everything.geometry().top() >= catalogue.search.geometry().bottom()
    assert catalogue.yours.geometry().right() <= catalogue.width()
    page.resize(1280, 800)
    QApplication.processEvents()
    assert catalogue.everything.geometry().left() >= catalogue.search.geometry().right()


def test_what_is_wider_than_the_page_can_be_scrolled_to(page: Any) -> None:
    page.resize(675, 352)
    page.list.rows[0].open(True)
    QApplication.processEvents()
    bar = page.scroller.horizontalScrollBar()
    assert page.scroller.widget().width() <= page.scroller.viewport().width() + bar.maximum()
    assert bar.isVisible() == (bar.maximum() > 0)
    page.resize(1280, 800)
    QApplication.processEvents()
    assert not bar.isVisible()
