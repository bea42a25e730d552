from concurrent.futures import Future
from dataclasses import replace

import pytest

from mobility_timer import files
from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.library.motion.reader import read_motion
from mobility_timer.routine.model import Side


class AtOnce:
    """An executor that does each job when it is asked to, on the thread that asks."""

    def submit(self, job, *arguments):
        future = Future()
        future.set_result(job(*arguments))
        return future


@pytest.fixture
def at_once():
    return AtOnce()


def motion_named(name):
    path = files.assets() / "motions" / f"{name}.yaml"
    return read_motion(path.read_text(encoding="utf-8"), path.name)


@pytest.fixture(scope="session")
def circles():
    return motion_named("hip-cars")


@pytest.fixture(scope="session")
def matrix():
    return motion_named("ankle-matrix")


@pytest.fixture(scope="session")
def calf():
    return motion_named("calf-stretch")


@pytest.fixture(scope="session")
def hold(calf):
    """A hold that shares its positions with the calf stretch."""
    return replace(calf, hold=True)


@pytest.fixture(scope="session")
def spec(circles):
    return SceneSpec(circles, Side.RIGHT, "forward", 1.0, 96, 96, 1.0, "light", 0.6)
