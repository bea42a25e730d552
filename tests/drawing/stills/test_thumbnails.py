from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from mobility_timer import files
from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.drawing.stills import thumbnails as thumbnails_module
from mobility_timer.drawing.stills.thumbnails import Request, Thumbnails
from mobility_timer.routine import Side
from mobility_timer.settings import CoachFigure
from tests.sample_routines import CIRCLES

BUNDLED = files.assets() / "motions" / "hip-cars.yaml"


class Workbench(Executor):
    """Takes jobs, and does them when it is told to."""

    def __init__(self) -> None:
        self.jobs: list[Any] = []

    def submit(self, job: Callable[..., Any], /, *arguments: Any, **_: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.jobs.append((future, job, arguments))
        return future

    def work(self) -> None:
        for future, job, arguments in self.jobs:
            try:
                future.set_result(job(*arguments))
            except Exception as error:
                future.set_exception(error)
        self.jobs.clear()


@pytest.fixture
def workbench() -> Workbench:
    return Workbench()


def ask(
    thumbnails: Thumbnails, then: Callable[..., Any] | None, width: int = 120, ratio: float = 1.0
) -> QImage | None:
    return thumbnails.picture(CIRCLES, width, 90, ratio, "light", then)


def test_a_picture_comes_later_and_stays(
    qtbot: QtBot, workbench: Workbench, tmp_path: Path
) -> None:
    thumbnails = Thumbnails(lambda _: BUNDLED, tmp_path, workbench)
    came = []
    assert ask(thumbnails, lambda: came.append(1)) is None
    assert ask(thumbnails, lambda: came.append(2)) is None
    assert len(workbench.jobs) == 1
    workbench.work()
    qtbot.waitUntil(lambda: came == [1, 2])
    image = ask(thumbnails, lambda: None)
    assert (image.width(), image.height()) == (120, 90)
    assert len({image.pixel(x, y) for x in range(0, 120, 5) for y in range(0, 90, 5)}) > 10


def test_a_drill_without_a_motion_has_no_picture(workbench: Workbench, tmp_path: Path) -> None:
    thumbnails = Thumbnails(lambda _: None, tmp_path, workbench)
    assert ask(thumbnails, lambda: None) is None
    assert workbench.jobs == []


def test_a_motion_that_cannot_be_drawn_is_left_out(
    qtbot: QtBot, workbench: Workbench, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    thumbnails = Thumbnails(lambda _: tmp_path / "none.yaml", tmp_path, workbench)
    caplog.set_level("INFO", logger="mobility_timer.drawing.stills.thumbnails")
    assert ask(thumbnails, lambda: None) is None
    workbench.work()
    qtbot.waitUntil(lambda: "no thumbnail" in caplog.text)
    assert ask(thumbnails, lambda: None) is None


def test_another_coach_is_another_picture_in_memory_and_on_disk(
    qtbot: QtBot, workbench: Workbench, tmp_path: Path
) -> None:
    chosen = [CoachFigure.MAYA]
    thumbnails = Thumbnails(lambda _: BUNDLED, tmp_path, workbench, coach_of=lambda: chosen[0])
    maya = waited_for(thumbnails, workbench, qtbot)
    chosen[0] = CoachFigure.IMANI
    imani = waited_for(thumbnails, workbench, qtbot)
    assert imani != maya
    chosen[0] = CoachFigure.MAYA
    assert ask(thumbnails, None) == maya
    assert len(list(tmp_path.iterdir())) == 2


def waited_for(
    thumbnails: Thumbnails, workbench: Workbench, qtbot: QtBot, **options: Any
) -> QImage:
    came = []
    assert ask(thumbnails, lambda: came.append(1), **options) is None
    workbench.work()
    qtbot.waitUntil(lambda: came == [1])
    return ask(thumbnails, lambda: None, **options)


def test_a_picture_is_kept_on_disk_and_a_damaged_one_is_drawn_again(
    qtbot: QtBot, workbench: Workbench, tmp_path: Path
) -> None:
    first = waited_for(Thumbnails(lambda _: BUNDLED, tmp_path, workbench), workbench, qtbot)
    (kept,) = tmp_path.iterdir()
    content = kept.read_bytes()
    assert ask(Thumbnails(lambda _: BUNDLED, tmp_path, workbench), None) == first
    assert workbench.jobs == []
    kept.write_bytes(content[:20])
    again = waited_for(Thumbnails(lambda _: BUNDLED, tmp_path, workbench), workbench, qtbot)
    assert again == first
    assert kept.read_bytes() == content


@pytest.mark.parametrize("change", ["content", "look", "version"])
def test_what_changes_a_picture_makes_another(
    qtbot: QtBot, workbench: Workbench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    own = tmp_path / "own.yaml"
    own.write_bytes(BUNDLED.read_bytes())
    cache = tmp_path / "cache"
    waited_for(Thumbnails(lambda _: own, cache, workbench), workbench, qtbot)
    match change:
        case "content":
            own.write_bytes(BUNDLED.read_bytes() + b"# other words\n")
        case "look":
            monkeypatch.setattr(thumbnails_module, "LOOK", thumbnails_module.LOOK + 1)
        case "version":
            monkeypatch.setattr(thumbnails_module, "__version__", "99")
    assert ask(Thumbnails(lambda _: own, cache, workbench), None) is None
    assert len(workbench.jobs) == 1


def test_a_motion_that_was_edited_is_drawn_again(
    qtbot: QtBot, workbench: Workbench, tmp_path: Path
) -> None:
    own = tmp_path / "own.yaml"
    own.write_bytes(BUNDLED.read_bytes())
    thumbnails = Thumbnails(lambda _: own, None, workbench)
    waited_for(thumbnails, workbench, qtbot)
    os.utime(own, ns=(1, 1))
    assert ask(thumbnails, lambda: None) is None
    assert len(workbench.jobs) == 1


def test_pictures_of_a_finer_screen_are_kept_too(
    qtbot: QtBot, workbench: Workbench, tmp_path: Path
) -> None:
    waited_for(Thumbnails(lambda _: BUNDLED, tmp_path, workbench), workbench, qtbot, ratio=2.0)
    image = ask(Thumbnails(lambda _: BUNDLED, tmp_path, workbench), None, ratio=2.0)
    assert (image.width(), image.height(), image.devicePixelRatio()) == (240, 180, 2.0)


def test_thumbnails_on_disk_are_bounded(
    qtbot: QtBot, workbench: Workbench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited_for(Thumbnails(lambda _: BUNDLED, tmp_path, workbench), workbench, qtbot)
    (old,) = tmp_path.iterdir()
    os.utime(old, (1, 1))
    monkeypatch.setattr(thumbnails_module, "LIMIT_BYTES", int(1.5 * old.stat().st_size))
    other = Thumbnails(lambda _: BUNDLED, tmp_path, workbench)
    waited_for(other, workbench, qtbot, width=124)
    assert len(list(tmp_path.iterdir())) == 1
    assert not old.exists()


def test_without_a_disk_it_goes_on(qtbot: QtBot, workbench: Workbench) -> None:
    thumbnails = Thumbnails(lambda _: BUNDLED, None, workbench)
    assert waited_for(thumbnails, workbench, qtbot) is not None


@pytest.mark.parametrize("size", [(33, 50), (64, 61), (63, 61), (1, 1)])
@pytest.mark.parametrize("dpr", [1.0, 1.25, 1.5, 2.0])
def test_what_is_kept_has_the_size_that_is_drawn(
    size: tuple[int, int], dpr: float, spec: SceneSpec
) -> None:
    drawn = replace(spec, width=size[0], height=size[1], dpr=dpr).pixels
    asked = Request(BUNDLED, 0, Side.LEFT, size, dpr, "light", CoachFigure.MAYA)
    assert asked.pixels == drawn
