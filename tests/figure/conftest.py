"""The bundled motions, read once."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from mobility_timer.figure.motion.model import Motion
from mobility_timer.library.motion.reader import read_motion

MOTIONS = Path(__file__).parents[2] / "assets" / "motions"


@lru_cache
def motion(name: str) -> Motion:
    path = MOTIONS / f"{name}.yaml"
    return read_motion(path.read_text(encoding="utf-8"), path.name)


@pytest.fixture
def calf() -> Motion:
    return motion("calf-stretch")


@pytest.fixture
def switches() -> Motion:
    return motion("hip-switches")


@pytest.fixture
def circles() -> Motion:
    return motion("hip-cars")


@pytest.fixture
def matrix() -> Motion:
    return motion("ankle-matrix")


@pytest.fixture
def books() -> Motion:
    return motion("open-books")


@pytest.fixture
def update() -> Motion:
    return motion("quad-stretch")
