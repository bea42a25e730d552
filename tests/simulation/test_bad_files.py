"""Files damaged at random: told in their line, none a traceback, none lost, none long to read."""

from __future__ import annotations

from typing import Any

import pytest

from tests.simulation.bad_files import table

KINDS = {"routine", "motion", "settings", "adjustments", "database"}


def failures(count: int, seed: int) -> dict[str, list[str]]:
    outcomes = table(count, seed)
    assert set(outcomes) == KINDS
    assert all(outcome.tries == count // len(KINDS) for outcome in outcomes.values())
    return {name: outcome.failures for name, outcome in outcomes.items() if outcome.failures}


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("CRITICAL", "mobility_timer")


def test_damaged_files_of_every_kind() -> None:
    assert failures(count=250, seed=1) == {}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 7))
def test_twenty_thousand_damaged_files(seed: Any) -> None:
    assert failures(count=4000, seed=seed) == {}
