import os
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool

import pytest
from sample_routines import CIRCLES

from mobility_timer import files
from mobility_timer.drawing.stills import thumbnail
from mobility_timer.drawing.stills.thumbnails import Thumbnails, make
from mobility_timer.routine import Side

BUNDLED = files.assets() / "motions" / "hip-cars.yaml"


class Workbench:
    """Takes jobs, and does them when it is told to."""

    def __init__(self):
        self.jobs = []

    def submit(self, job, *arguments):
        future = Future()
        self.jobs.append((future, job, arguments))
        return future

    def work(self):
        for future, job, arguments in self.jobs:
            try:
                future.set_result(job(*arguments))
            except Exception as error:
                future.set_exception(error)
        self.jobs.clear()


@pytest.fixture
def workbench():
    return Workbench()


def ask(thumbnails, then, width=120):
    return thumbnails.picture(CIRCLES, width, 90, 1.0, "light", then)


def test_a_picture_comes_later_and_stays(qtbot, workbench, tmp_path):
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


def test_a_drill_without_a_motion_has_no_picture(workbench, tmp_path):
    thumbnails = Thumbnails(lambda _: None, tmp_path, workbench)
    assert ask(thumbnails, lambda: None) is None
    assert workbench.jobs == []


def test_a_motion_that_cannot_be_drawn_is_left_out(qtbot, workbench, tmp_path, caplog):
    thumbnails = Thumbnails(lambda _: tmp_path / "none.yaml", tmp_path, workbench)
    caplog.set_level("INFO", logger="mobility_timer.drawing.stills.thumbnails")
    assert ask(thumbnails, lambda: None) is None
    workbench.work()
    qtbot.waitUntil(lambda: "no thumbnail" in caplog.text)
    assert ask(thumbnails, lambda: None) is None


def test_a_picture_that_was_lost_with_its_process_is_made_again(qtbot, workbench, tmp_path):
    thumbnails = Thumbnails(lambda _: BUNDLED, tmp_path, workbench)
    came = []
    ask(thumbnails, lambda: came.append("there"))
    workbench.jobs.pop()[0].set_exception(BrokenProcessPool())
    qtbot.waitUntil(lambda: len(workbench.jobs) == 1)
    assert came == []
    workbench.work()
    qtbot.waitUntil(lambda: came == ["there"])


def test_a_picture_of_an_edited_motion_is_made_again(qtbot, workbench, tmp_path):
    motion = tmp_path / "hip-cars.yaml"
    motion.write_bytes(BUNDLED.read_bytes())
    thumbnails = Thumbnails(lambda _: motion, tmp_path, workbench)
    ask(thumbnails, lambda: None)
    workbench.work()
    qtbot.waitUntil(lambda: ask(thumbnails, lambda: None) is not None)
    os.utime(motion, ns=(1, 1))
    assert ask(thumbnails, lambda: None) is None
    assert len(workbench.jobs) == 1


def test_a_picture_is_kept_on_disk_and_a_damaged_one_is_made_again(tmp_path, monkeypatch):
    first = make(BUNDLED, Side.LEFT, (60, 40), 1.0, "light", tmp_path)
    (kept,) = (tmp_path / "thumbnails").iterdir()
    with monkeypatch.context() as patch:
        patch.delattr(thumbnail, "render")
        assert make(BUNDLED, Side.LEFT, (60, 40), 1.0, "light", tmp_path) == first
    content = kept.read_bytes()
    kept.write_bytes(content[: len(content) // 2][:20])
    assert make(BUNDLED, Side.LEFT, (60, 40), 1.0, "light", tmp_path) == first
    assert kept.read_bytes() == content


def test_thumbnails_on_disk_are_bounded(tmp_path, monkeypatch):
    make(BUNDLED, Side.LEFT, (60, 40), 1.0, "light", tmp_path)
    (old,) = (tmp_path / "thumbnails").iterdir()
    os.utime(old, (1, 1))
    monkeypatch.setattr(thumbnail, "_LIMIT_BYTES", int(1.5 * old.stat().st_size))
    make(BUNDLED, Side.RIGHT, (60, 40), 1.0, "light", tmp_path)
    assert len(list((tmp_path / "thumbnails").iterdir())) == 1
    assert not old.exists()
