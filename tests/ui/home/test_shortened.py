"""The facts of a row on Home stand in the lines that they have, however narrow the window is."""

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from mobility_timer.ui.home.grid import shortened
from mobility_timer.ui.shell.theme import Text, font

FACTS = "3 drills · foam roller, wall, ball, floor"


@pytest.mark.parametrize("width", [60, 90, 110, 126, 140, 170, 400])
@pytest.mark.usefixtures("qapp")
def test_two_lines_are_never_three(width: int) -> None:
    metrics = QFontMetricsF(font(Text.SMALL, 0.7))
    box = QRectF(0, 0, width, 2.4 * metrics.height())
    shown = shortened(FACTS, metrics, box, 2)
    assert metrics.boundingRect(box, Qt.TextFlag.TextWordWrap, shown).height() <= box.height()
    assert shown == FACTS or shown.endswith("…")
