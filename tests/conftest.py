"""Rules for every test: no screen, no home of the user's, nothing said that nobody expected."""

import logging
import os
import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["WAKEPY_FAKE_SUCCESS"] = "1"

settings.register_profile(
    "repeatable", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("repeatable")

_HOME = pytest.StashKey[tempfile.TemporaryDirectory[str]]()


def pytest_configure(config: pytest.Config) -> None:
    """Give the whole run a home of its own, before any module asks where home is."""
    home = tempfile.TemporaryDirectory(prefix="mobility-timer-tests-", ignore_cleanup_errors=True)
    config.stash[_HOME] = home
    for variable in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        os.environ[variable] = home.name
    for kind in ("DATA", "CONFIG", "CACHE", "STATE", "RUNTIME"):
        folder = Path(home.name, kind.lower())
        folder.mkdir(mode=0o700)
        os.environ["XDG_RUNTIME_DIR" if kind == "RUNTIME" else f"XDG_{kind}_HOME"] = str(folder)


def pytest_unconfigure(config: pytest.Config) -> None:
    config.stash[_HOME].cleanup()


@pytest.fixture
def expected_log(caplog: pytest.LogCaptureFixture) -> Iterator[list[logging.LogRecord]]:
    """What the test logs at warning or above; asking for it allows it, and it must come."""
    yield caplog.records
    assert caplog.get_records("call"), "the test expected something in the log"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    with _warnings_logged() as records:
        result = yield
    if records and "expected_log" not in getattr(item, "fixturenames", ()):
        said = "\n".join(f"{r.name} {r.levelname}: {r.getMessage()}" for r in records)
        pytest.fail(f"logged, and no test asked for it (fixture expected_log):\n{said}")
    return result


@contextmanager
def _warnings_logged() -> Iterator[list[logging.LogRecord]]:
    records: list[logging.LogRecord] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = records.append  # type: ignore[method-assign]
    logging.getLogger().addHandler(handler)
    try:
        yield records
    finally:
        logging.getLogger().removeHandler(handler)
