from __future__ import annotations

import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from logging import LogRecord
from pathlib import Path
from typing import Any

import pytest

from mobility_timer import files, log_file


@pytest.fixture
def started() -> Iterator[None]:
    before = (sys.excepthook, threading.excepthook)
    logger = logging.getLogger("mobility_timer")
    handlers, level = list(logger.handlers), logger.level
    log_file.start_log()
    yield
    sys.excepthook, threading.excepthook = before
    for handler in set(logger.handlers) - set(handlers):
        logger.removeHandler(handler)
        handler.close()
    logger.setLevel(level)


def raised() -> ValueError:
    try:
        raise ValueError("boom")
    except ValueError as error:
        return error


@pytest.mark.usefixtures("started", "expected_log")
def test_what_nobody_caught_is_logged_and_told_in_one_line() -> None:
    told: list[Any] = []
    log_file.tell_of_errors(told.append)
    error = raised()
    sys.excepthook(type(error), error, error.__traceback__)
    (line,) = told
    assert "ValueError" in line
    assert str(files.log_file()) in line
    written = files.log_file().read_text(encoding="utf-8")
    assert "boom" in written
    assert "Traceback" in written


@pytest.mark.usefixtures("started", "expected_log")
def test_a_fault_that_comes_again_and_again_is_told_once() -> None:
    told: list[Any] = []
    log_file.tell_of_errors(told.append)
    for _ in range(3):
        log_file.report(raised())
    assert len(told) == 1


@pytest.mark.usefixtures("started", "expected_log")
def test_a_fault_in_a_thread_is_logged_and_told() -> None:
    told: list[Any] = []
    log_file.tell_of_errors(told.append)
    error = raised()
    given = threading.ExceptHookArgs((ValueError, error, error.__traceback__, None))
    threading.excepthook(given)
    assert "ValueError" in told[0]
    assert "boom" in files.log_file().read_text(encoding="utf-8")


def test_without_a_log_file_it_says_so_and_goes_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    folder = tmp_path / "file" / "folder"
    monkeypatch.setattr(files, "log_file", lambda: folder / "log")
    assert log_file.start_log() == f"No log file: {tmp_path / 'file'} is not a folder."


@pytest.mark.usefixtures("started")
def test_what_a_full_disk_does_not_take_is_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: LogRecord) -> None:
        raise OSError(28, "No space left on device")

    handlers = logging.getLogger("mobility_timer").handlers
    (handler,) = (h for h in handlers if getattr(h, "stream", None))
    monkeypatch.setattr(handler, "format", refuse)
    logging.getLogger("mobility_timer").info("something")
    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("started", "expected_log")
def test_a_full_log_is_kept_beside_and_a_new_one_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_file, "MOST_BYTES", 100)
    logger = logging.getLogger("mobility_timer")
    for word in ("first", "second", "third"):
        logger.info("%s %s", word, "x" * 200)
    older = files.log_file().with_name(files.log_file().name + ".1")
    assert "third" in files.log_file().read_text(encoding="utf-8")
    assert "second" in older.read_text(encoding="utf-8")
    assert "first" not in older.read_text(encoding="utf-8")


def test_without_a_log_file_nothing_is_printed() -> None:
    code = (
        "import logging, pathlib, sys; from mobility_timer import files, log_file\n"
        "files.log_file = lambda: pathlib.Path(sys.prefix)\n"
        "log_file.start_log()\n"
        "logging.getLogger('mobility_timer.x').warning('again')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == ""
