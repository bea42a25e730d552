"""The whole program on one seed: whatever happens to it, what must hold holds."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import Any

import pytest

from tests.simulation.faults import FAULTS
from tests.simulation.simulation import run

pytestmark = [
    pytest.mark.usefixtures("qapp"),
    pytest.mark.qt_log_ignore(
        "propagateSizeHints", "does not support raise", "does not support grabbing"
    ),
]
SECONDS_OF_WEEKS = 3600
DEEDS = 200


@pytest.mark.parametrize("seed", [1, 2])
def test_a_short_run_of_everything(seed: int) -> None:
    assert run(seed, deeds=30) > 0


@pytest.mark.slow
@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found(name: Any) -> None:
    command = [sys.executable, "-m", "tests.simulation.faults", "--one", name]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_an_hour_of_weeks() -> None:
    begun, seed = time.monotonic(), 1000
    while time.monotonic() - begun < SECONDS_OF_WEEKS:
        run(seed, DEEDS)
        seed += 1
