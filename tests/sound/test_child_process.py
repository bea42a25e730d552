from __future__ import annotations

import os
import queue
import signal
import sys
from queue import Queue
from typing import Any

import pytest

from benchmarks.freezer import freeze
from mobility_timer.sound.child_process import CLOSES_WITHIN_S, ChildProcess
from tests.running_program import wait_until_gone

ECHO = "import sys\nfor line in sys.stdin: print(line, end='', flush=True)"
UNRESPONSIVE = "import time, signal\nprint('{}', flush=True)\nsignal.pause()"
WITH_A_CHILD = """
import json, subprocess, sys
child = subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()"])
print(json.dumps({"pid": child.pid}), flush=True)
sys.stdin.read()
"""
WITHIN = 20


def child(code: str) -> tuple[ChildProcess, Queue[Any]]:
    messages: queue.Queue[Any] = queue.Queue()
    return ChildProcess("child", [sys.executable, "-c", code], messages.put), messages


def test_what_is_sent_is_answered_in_order_and_closing_ends_it() -> None:
    echo, messages = child(ECHO)
    for number in range(100):
        echo.send({"number": number, "text": "é"})
    assert [messages.get(timeout=WITHIN)["number"] for _ in range(100)] == list(range(100))
    assert echo.running
    echo.close()
    assert echo.wait(WITHIN)
    assert not echo.running


def test_a_child_that_does_not_end_is_killed() -> None:
    unresponsive, messages = child(UNRESPONSIVE)
    messages.get(timeout=WITHIN)
    unresponsive.close()
    assert unresponsive.wait(WITHIN)


def test_kill_works_before_it_has_started() -> None:
    echo, _ = child(ECHO)
    echo.kill()
    assert echo.wait(WITHIN)


def test_sending_never_waits_for_a_child_that_does_not_read() -> None:
    unresponsive, messages = child(UNRESPONSIVE)
    messages.get(timeout=WITHIN)
    for _ in range(500):
        unresponsive.send({"much": "x" * 10_000})
    unresponsive.kill()
    assert unresponsive.wait(WITHIN)


def test_lines_that_are_no_json_are_passed_over() -> None:
    chatty, messages = child("print('hello'); print('[1]'); print('{\"a\": 1}')")
    assert messages.get(timeout=WITHIN) == {"a": 1}
    assert messages.get(timeout=WITHIN) == {}, "it has ended"
    assert not chatty.running


@pytest.mark.usefixtures("expected_log")
def test_a_program_that_is_not_there_is_an_ended_child(caplog: pytest.LogCaptureFixture) -> None:
    missing = ChildProcess("missing", ["/nowhere/at/all"], lambda _: None)
    assert missing.wait(WITHIN)
    assert not missing.running
    assert "does not start" in caplog.text


@pytest.mark.skipif(not hasattr(os, "waitid"), reason="this system does not tell of a stop")
def test_a_child_that_is_stopped_is_woken_each_time() -> None:
    echo, messages = child(ECHO)
    echo.send({})
    messages.get(timeout=WITHIN)
    for number in range(20):
        os.kill(echo._process.pid, signal.SIGSTOP)
        echo.send({"number": number})
        assert messages.get(timeout=WITHIN) == {"number": number}
    echo.close()
    assert echo.wait(WITHIN)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="holds processes as Linux does")
def test_a_hanging_child_and_what_it_started_are_ended_by_closing() -> None:
    parent, messages = child(WITH_A_CHILD)
    grandchild = messages.get(timeout=WITHIN)["pid"]
    if not freeze(parent._process.pid):
        pytest.skip("no process may hold another here")
    os.kill(grandchild, signal.SIGSTOP)
    parent.close()
    assert parent.wait(CLOSES_WITHIN_S + 1)
    wait_until_gone(grandchild)
