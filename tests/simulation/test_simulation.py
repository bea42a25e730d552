"""The whole program on one seed: whatever happens to it, what must hold holds."""

import time

import pytest

from tests.simulation.simulation import run

pytestmark = [
    pytest.mark.usefixtures("qapp"),
    pytest.mark.qt_log_ignore(
        "propagateSizeHints", "does not support raise", "does not support grabbing"
    ),
]
SECONDS_OF_WEEKS = 3600
DEEDS = 200


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_short_run_of_everything(seed):
    assert run(seed, deeds=40) > 0


@pytest.mark.slow
def test_an_hour_of_weeks():
    begun, seed = time.monotonic(), 1000
    while time.monotonic() - begun < SECONDS_OF_WEEKS:
        run(seed, DEEDS)
        seed += 1
