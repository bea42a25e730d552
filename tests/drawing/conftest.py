from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import replace
from typing import Any

import pytest

from mobility_timer import files
from mobility_timer.drawing.scene.spec import SceneSpec
from mobility_timer.figure.motion.model import Motion
from mobility_timer.library.motion.reader import read_motion
from mobility_timer.routine.model import Side


class AtOnce(Executor):
    """An executor that does each job when it is asked to, on the thread that asks."""

    def submit(self, job: Callable[..., Any], /, *arguments: Any, **_: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(job(*arguments))
        return future


@pytest.fixture
def at_once() -> AtOnce:
    return AtOnce()


def motion_named(name: str) -> Motion:
    path = files.assets() / "motions" / f"{name}.yaml"
    return read_motion(path.read_text(encoding="utf-8"), path.name)


@pytest.fixture(scope="session")
def circles() -> Motion:
    return motion_named("hip-cars")


@pytest.fixture(scope="session")
def matrix() -> Motion:
    return motion_named("ankle-matrix")


@pytest.fixture(scope="session")
def calf() -> Motion:
    return motion_named("calf-stretch")


@pytest.fixture(scope="session")
def hold(calf: Motion) -> Motion:
    """A hold that shares its positions with the calf stretch."""
    return replace(calf, hold=True)


@pytest.fixture(scope="session")
def spec(circles: Motion) -> SceneSpec:
    return SceneSpec(circles, Side.RIGHT, "forward", 1.0, 96, 96, 1.0, "light", 0.6)
