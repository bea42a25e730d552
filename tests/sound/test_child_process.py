import queue
import sys

import pytest

from mobility_timer.sound.child_process import ChildProcess, own_command

ECHO = "import sys\nfor line in sys.stdin: print(line, end='', flush=True)"
DEAF = "import time, signal\nprint('{}', flush=True)\nsignal.pause()"
WITHIN = 20


def child(code):
    heard = queue.Queue()
    return ChildProcess("child", [sys.executable, "-c", code], heard.put), heard


def test_what_is_sent_is_answered_in_order_and_closing_ends_it():
    echo, heard = child(ECHO)
    for number in range(100):
        echo.send({"number": number, "text": "é"})
    assert [heard.get(timeout=WITHIN)["number"] for _ in range(100)] == list(range(100))
    assert echo.running
    echo.close()
    assert echo.wait(WITHIN)
    assert not echo.running


def test_a_child_that_does_not_end_is_killed():
    deaf, heard = child(DEAF)
    heard.get(timeout=WITHIN)
    deaf.close()
    assert deaf.wait(WITHIN)


def test_kill_works_before_it_has_started():
    echo, _ = child(ECHO)
    echo.kill()
    assert echo.wait(WITHIN)


def test_sending_never_waits_for_a_child_that_does_not_read():
    deaf, heard = child(DEAF)
    heard.get(timeout=WITHIN)
    for _ in range(500):
        deaf.send({"much": "x" * 10_000})
    deaf.kill()
    assert deaf.wait(WITHIN)


def test_lines_that_are_no_json_are_passed_over():
    chatty, heard = child("print('hello'); print('[1]'); print('{\"a\": 1}')")
    assert heard.get(timeout=WITHIN) == {"a": 1}
    assert chatty.wait(WITHIN)
    assert heard.empty()


@pytest.mark.usefixtures("expected_log")
def test_a_program_that_is_not_there_is_an_ended_child(caplog):
    missing = ChildProcess("missing", ["/nowhere/at/all"], lambda _: None)
    assert missing.wait(WITHIN)
    assert not missing.running
    assert "does not start" in caplog.text


def test_a_frozen_program_starts_its_parts_by_a_flag(monkeypatch):
    assert own_command("some.module", "--flag") == [sys.executable, "-m", "some.module"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert own_command("some.module", "--flag") == [sys.executable, "--flag"]
