from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetricsF
from pytestqt.qtbot import QtBot

from mobility_timer.ui.widgets.label import Elided, Label, breakable

LONG = "x" * 200


def test_a_very_long_word_breaks_and_others_stay_whole() -> None:
    assert breakable("a usual line") == "a usual line"
    assert breakable(f"see {LONG}").replace("\u200b", "") == f"see {LONG}"


@pytest.mark.parametrize("start", ["/home/anna/", "C:\\Users\\anna\\"])
def test_a_path_breaks_between_its_folders(start: str) -> None:
    mark = start[-1]
    path = start + mark.join([".local", "share", "mobility-timer", "x" * 30])
    parts = breakable(f"see {path}").split("\u200b")
    ends = start.count(mark) + 3 - start.startswith(mark)
    assert all(part.endswith(mark) for part in parts[:ends])
    assert parts[ends:] == ["x"] * 30
    assert "".join(parts) == f"see {path}"


def test_a_text_without_spaces_stays_inside_its_label(qtbot: QtBot) -> None:
    label = Label(LONG, wraps=True)
    qtbot.addWidget(label)
    label.setFixedWidth(200)
    line = QFontMetricsF(label.font()).height()
    assert label.heightForWidth(200) > 3 * line


def test_what_is_cut_says_so_and_tells_the_whole(qtbot: QtBot) -> None:
    label = Elided(lines=2)
    qtbot.addWidget(label)
    label.resize(120, 60)
    label.show_text(LONG)
    assert label.text().endswith("…")
    assert label.toolTip() == LONG
    line = QFontMetricsF(label.font()).height()
    assert 1.5 * line < label.height() < 2.5 * line
    label.show_text("short")
    assert 0.5 * line < label.height() < 1.5 * line
    assert label.toolTip() == ""


def test_short_lines_below_each_other_stay_as_they_are() -> None:
    text = "\n".join(["One.", "Two.", "Three."] * 10)
    assert breakable(text) == text
