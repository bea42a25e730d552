from __future__ import annotations

import io
from pathlib import Path
from typing import Literal

import pytest
from PySide6.QtGui import QImage

from mobility_timer.app.commands.options import times
from mobility_timer.app.commands.stills import NoPicture, View, picture, sheet
from mobility_timer.library.library import Library
from mobility_timer.library.reading.opening import installed
from mobility_timer.settings import CoachFigure
from tests.sample_pictures import png

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture(scope="module")
def library() -> Library:
    return installed()


@pytest.mark.parametrize("page", ["player", "preview", "home"])
def test_a_picture_of_a_page_is_written(
    page: Literal["player", "preview", "home"], library: Library, tmp_path: Path
) -> None:
    output = tmp_path / "page.png"
    view = View(page, (25_000,), (1024, 640), "dark")
    assert picture(library, library.find("ankles-and-hips"), view, output) == 0
    image = QImage(str(output))
    assert (image.width(), image.height()) == (1024, 640)
    assert image.pixelColor(2, 2).name() == "#12181d"


def test_a_picture_may_be_of_another_coach(library: Library, tmp_path: Path) -> None:
    shown = []
    for coach in CoachFigure:
        output = tmp_path / f"{coach}.png"
        view = View("figure", (25_000,), (640, 400), "light", coach)
        assert picture(library, library.find("ankles-and-hips"), view, output) == 0
        shown.append(output.read_bytes())
    assert len(set(shown)) == 3


@pytest.mark.parametrize("page", ["player", "preview"])
def test_a_drill_is_shown_by_its_own_pictures(
    page: Literal["player", "preview"], library: Library, tmp_path: Path
) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        "name: Mine\ndrills:\n  - name: Own\n    position: standing\n"
        "    dose: {hold: 30}\n    pictures: [own.png]\n"
    )
    shown = []
    for data in (None, png(40, 40)):
        if data is not None:
            (tmp_path / "pictures").mkdir()
            (tmp_path / "pictures" / "own.png").write_bytes(data)
        output = tmp_path / "page.png"
        view = View(page, (25_000,), (1024, 640), "dark")
        assert picture(library, library.read_file(path), view, output, path) == 0
        shown.append(QImage(str(output)))
    grey = [_grey(image) for image in shown]
    assert grey[0] == 0
    assert grey[1] > 100


def _grey(image: QImage) -> int:
    """How many of its pixels, each sixth in both directions, are as grey as the sample is."""
    places = ((x, y) for x in range(0, image.width(), 6) for y in range(0, image.height(), 6))
    return sum(image.pixelColor(x, y).name() == "#808080" for x, y in places)


def test_several_times_make_a_strip_of_the_figure_in_motion(
    library: Library, tmp_path: Path
) -> None:
    output = tmp_path / "strip.png"
    view = View("figure", (20_000, 20_400, 20_800), (640, 400), "light")
    assert picture(library, library.find("ankles-and-hips"), view, output) == 0
    image = QImage(str(output))
    third = image.width() // 3
    stills = [image.copy(third * i, 40, third, image.height() - 40) for i in range(3)]
    assert stills[0] != stills[1] != stills[2]


def test_a_sheet_prints_the_checks(library: Library, tmp_path: Path) -> None:
    out = io.StringIO()
    assert sheet(library, "calf-stretch", tmp_path / "sheet.png", out) == 0
    assert "loop closes" in out.getvalue()
    assert (tmp_path / "sheet.png").stat().st_size > 50_000


def test_a_drill_without_a_motion_is_told(library: Library, tmp_path: Path) -> None:
    with pytest.raises(NoPicture, match="no motion"):
        sheet(library, "warm-water", tmp_path / "x.png", io.StringIO())


def test_a_broken_motion_file_is_told_with_its_place(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text("id: broken\nkamera: {}\n", encoding="utf-8")
    with pytest.raises(NoPicture, match=r"broken\.yaml:2:1: "):
        sheet(library, str(path), tmp_path / "x.png", io.StringIO())


def test_a_folder_that_is_none_is_told(library: Library, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NoPicture, match="file"):
        sheet(library, "calf-stretch", tmp_path / "file" / "x.png", io.StringIO())


@pytest.mark.parametrize(
    ("text", "first_ms", "last_ms"),
    [
        ("1:35", 95_000, 95_000),
        ("1:35.4..1:40", 95_400, 100_000),
        ("75:00", 4_500_000, 4_500_000),
        ("1:15:00..1:15:01.5", 4_500_000, 4_501_500),
    ],
)
def test_a_time_is_read_as_it_is_shown(text: str, first_ms: int, last_ms: int) -> None:
    assert times(text) == (first_ms, last_ms)
