"""A second start hands over and ends, whatever the first one is doing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QLockFile, QThread
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from mobility_timer.app.desktop import one_window
from mobility_timer.app.desktop.one_window import (
    ANSWERS_WITHIN_MS,
    LOOK_AGAIN_MS,
    OneWindow,
    claim,
    hand_over,
    server_name,
)
from mobility_timer.app.wanted import Wanted
from mobility_timer.words.pages.window import does_not_answer, leads_a_routine
from tests.running_program import Program

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def only(tmp_path: Path) -> Iterator[OneWindow]:
    only = claim(tmp_path, Wanted())
    assert only is not None
    only.listen()
    yield only
    only.close()


HAND_OVER = """
import sys
from PySide6.QtCore import QCoreApplication
from mobility_timer.app.desktop.one_window import Wanted, hand_over
application = QCoreApplication([])
sys.exit(not hand_over(sys.argv[1], Wanted(sys.argv[2], start=True), 0))
"""


def second_start(folder: Path, written: str) -> subprocess.Popen[bytes]:
    """A start in another process, which ends with 0 where it was heard."""
    return subprocess.Popen([sys.executable, "-c", HAND_OVER, server_name(folder), written])


def test_what_a_second_start_wants_is_handed_over(
    only: OneWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(only.asked, timeout=20_000) as heard:
        second = second_start(tmp_path, "five-minutes")
    assert heard.args == [Wanted("five-minutes", start=True)]
    assert second.wait(20) == 0


def test_a_second_start_says_when_what_it_wants_will_be_offered(
    only: OneWindow, tmp_path: Path, qtbot: QtBot, capfd: pytest.CaptureFixture[str]
) -> None:
    only.leads = lambda: True
    for written in ("five-minutes", ""):
        with qtbot.waitSignal(only.asked, timeout=20_000):
            second = second_start(tmp_path, written)
        assert second.wait(20) == 0
    assert capfd.readouterr().err == f"{leads_a_routine('five-minutes')}\n"


def test_a_second_start_waits_for_a_window_that_is_only_opening(
    tmp_path: Path, qtbot: QtBot
) -> None:
    opening = claim(tmp_path, Wanted())
    assert opening is not None
    second = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "print(flush=True)" + HAND_OVER,
            server_name(tmp_path),
            "five-minutes",
        ],
        stdout=subprocess.PIPE,
    )
    assert second.stdout is not None
    second.stdout.readline()
    with second, qtbot.waitSignal(opening.asked, timeout=20_000) as heard:
        opening.listen()
    assert heard.args == [Wanted("five-minutes", start=True)]
    assert second.returncode == 0
    opening.close()


def test_the_token_that_lets_the_window_come_to_the_front_is_handed_over(
    only: OneWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "token-7")
    with qtbot.waitSignal(only.asked, timeout=20_000):
        second = second_start(tmp_path, "")
        monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "token-6")
    assert second.wait(20) == 0
    assert os.environ["XDG_ACTIVATION_TOKEN"] == "token-7"


@pytest.mark.parametrize(
    "sent", [b"no json\n", b"[]\n", json.dumps({"written": "x"}).encode() + b"\n", b"x" * 20_000]
)
def test_what_is_not_understood_is_dropped(
    only: OneWindow, tmp_path: Path, qtbot: QtBot, sent: bytes
) -> None:
    heard: list[Any] = []
    only.asked.connect(heard.append)
    socket = QLocalSocket()
    socket.connectToServer(server_name(tmp_path))
    assert socket.waitForConnected(1000)
    with qtbot.waitSignal(socket.disconnected):
        socket.write(sent)
    assert heard == []


def test_what_was_asked_by_a_start_that_waits_no_longer_is_not_done(
    only: OneWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    """It has opened a window of its own by then, and two would lead at once."""
    heard: list[Any] = []
    only.asked.connect(heard.append)
    gives_up = QLocalSocket()
    gives_up.connectToServer(server_name(tmp_path))
    assert gives_up.waitForConnected(1000)
    gives_up.write(b'{"written": "after-a-run", "start": true, "token": ""}\n')
    gives_up.flush()
    gives_up.disconnectFromServer()
    with qtbot.waitSignal(only.asked, timeout=20_000):
        second = second_start(tmp_path, "five-minutes")
    assert second.wait(20) == 0
    assert heard == [Wanted("five-minutes", start=True)]


def test_after_the_window_has_closed_another_one_opens(tmp_path: Path) -> None:
    claim(tmp_path, Wanted()).close()
    again = claim(tmp_path, Wanted())
    assert again is not None
    again.close()


@pytest.mark.usefixtures("only")
def test_other_files_have_a_window_of_their_own(tmp_path: Path) -> None:
    other = claim(tmp_path / "other", Wanted())
    assert other is not None
    other.close()


def test_a_window_that_does_not_answer_keeps_none_from_opening(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock = QLockFile(str(tmp_path / "window.lock"))
    assert lock.tryLock(0)
    mine = claim(tmp_path, Wanted())
    assert mine is not None
    mine.close()
    lock.unlock()
    assert capsys.readouterr().err == f"{does_not_answer(os.getpid())}\n"


@pytest.mark.parametrize("connects", [True, False])
def test_a_process_that_is_stopped_is_waited_for_three_seconds(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], connects: bool
) -> None:
    """Whatever it leaves unanswered: the system may connect for it, or have one wait."""
    now_ms = [0]

    def passes(ms: int) -> bool:
        now_ms[0] += ms
        return False

    class Socket(QLocalSocket):
        def waitForConnected(self, msecs: int = 0) -> bool:
            return connects or passes(msecs)

        def waitForReadyRead(self, msecs: int = 0) -> bool:
            return passes(msecs)

        def write(self, data: Any, /, *_: Any) -> int:
            return len(data)

        def state(self) -> QLocalSocket.LocalSocketState:
            return QLocalSocket.LocalSocketState.ConnectedState

    monkeypatch.setattr("PySide6.QtNetwork.QLocalSocket", Socket)
    monkeypatch.setattr(one_window, "monotonic", lambda: now_ms[0] / 1000)
    monkeypatch.setattr(QThread, "msleep", passes)
    assert not hand_over("nobody", Wanted(), 7)
    assert now_ms[0] <= ANSWERS_WITHIN_MS + LOOK_AGAIN_MS
    assert capsys.readouterr().err == f"{does_not_answer(7)}\n"


@pytest.mark.skipif(os.name != "posix", reason="ends the program with a signal")
def test_a_second_start_of_the_real_program_opens_its_routine_in_the_first(tmp_path: Path) -> None:
    first = Program(tmp_path, "open")
    first.wait_for("window open")
    second = Program(tmp_path, "play", "five-minutes", "--speed", "100")
    printed, _ = second.process.communicate(timeout=60)
    assert second.process.returncode == 0
    assert printed in ("", f"{does_not_answer(first.process.pid)}\n")  # a busy computer
    first.wait_for("session: five-minutes")
    assert first.end() in ("", "This plugin does not support raise()\n")  # off screen
    assert first.process.returncode == 0


def test_where_its_folder_cannot_be_made_a_window_opens_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    mine = claim(tmp_path / "file" / "folder", Wanted())
    assert mine is not None
    mine.close()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with a name")
def test_a_pipe_in_place_of_the_lock_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "window.lock")
    code = (
        "import sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication\n"
        "from mobility_timer.app.desktop.one_window import Wanted, claim\n"
        "application = QCoreApplication([])\n"
        "claim(Path(sys.argv[1]), Wanted()).close()"
    )
    done = subprocess.run([sys.executable, "-c", code, tmp_path], timeout=60, check=False)
    assert done.returncode == 0
    assert (tmp_path / "window.lock.broken").is_fifo()
