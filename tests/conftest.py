"""Rules for every test: no screen, no home of the user's, nothing said that nobody expected.

What fixtures need of the program is imported late: the run's folder comes first.
"""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests.run_folder import RunFolder
from tests.silent_coach import SilentCoach

if TYPE_CHECKING:
    from mobility_timer.personal.history.history import History
    from tests.sample_routines import HandClock
    from tests.silent_coach import SilentCoach

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["WAKEPY_FAKE_SUCCESS"] = "1"

settings.register_profile(
    "repeatable", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("repeatable")

_RUN = pytest.StashKey[RunFolder]()
MUCH_OBJECTS = 20_000


def pytest_configure(config: pytest.Config) -> None:
    """Give the whole run a folder of its own, before any module asks where home is."""
    config.stash[_RUN] = RunFolder()
    config.stash[_RUN].enter()


def pytest_unconfigure(config: pytest.Config) -> None:
    config.stash[_RUN].remove()


@pytest.fixture
def clock() -> HandClock:
    from tests.sample_routines import HandClock

    return HandClock()


@pytest.fixture
def coach() -> SilentCoach:
    from tests.silent_coach import SilentCoach

    return SilentCoach()


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    from mobility_timer.personal.history.history import History

    made = History(tmp_path / "sessions.db")
    yield made
    made.close()


@pytest.fixture
def expected_log(caplog: pytest.LogCaptureFixture) -> Iterator[list[logging.LogRecord]]:
    """What the test logs at warning or above; asking for it allows it, and it must come."""
    yield caplog.records
    assert caplog.get_records("call"), "the test expected something in the log"


def pytest_runtest_setup() -> None:
    """Garbage is searched for here only, as the program does it on the window's thread: a widget
    that another thread ends is told by Qt, in whichever test comes to it."""
    gc.disable()
    if gc.get_count()[0] > MUCH_OBJECTS:
        gc.collect()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    with _warnings_logged() as records:
        result = yield
    if records and "expected_log" not in getattr(item, "fixturenames", ()):
        said = "\n".join(f"{r.name} {r.levelname}: {r.getMessage()}" for r in records)
        pytest.fail(f"logged, and no test asked for it (fixture expected_log):\n{said}")
    return result


class _Kept(logging.Handler):
    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextmanager
def _warnings_logged() -> Iterator[list[logging.LogRecord]]:
    handler = _Kept(logging.WARNING)
    records = handler.records
    logging.getLogger().addHandler(handler)
    try:
        yield records
    finally:
        logging.getLogger().removeHandler(handler)
