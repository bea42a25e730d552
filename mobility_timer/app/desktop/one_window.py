"""One window for one person's files: a second start hands over what it was asked and ends."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, Qt, QThread, Signal

from mobility_timer import files
from mobility_timer.app.wanted import Wanted
from mobility_timer.words import window as words

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket
    from PySide6.QtWidgets import QWidget

    from mobility_timer.ui import MainWindow

logger = logging.getLogger(__name__)

ANSWERS_WITHIN_MS = 3000
TOLD_AFTER_MS = 1000
LOOK_AGAIN_MS = 50
LONGEST_MESSAGE_BYTES = 10_000
_LEADS = b"leads\n"
ACTIVATION = "XDG_ACTIVATION_TOKEN"  # by which a desktop lets another program come to the front


class OneWindow(QObject):
    """Holds the lock while the window is open, and says what later starts were asked for, once it
    listens; until then they wait. `leads` tells whether a routine is open, which goes on."""

    asked = Signal(Wanted)

    def __init__(self, lock: QLockFile, folder: Path, suffix: str = "") -> None:
        super().__init__()
        self._lock = lock
        self._folder, self._suffix = folder, suffix
        self._server: QLocalServer | None = None
        self.leads: Callable[[], bool] = lambda: False

    def listen(self) -> None:
        """Hear later starts from now on."""
        from PySide6.QtNetwork import QLocalServer

        name = server_name(self._folder) + self._suffix
        self._server = server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(name)
        if not server.listen(name):
            logger.info("later starts are not heard: %s", server.errorString())
        server.newConnection.connect(lambda: self._greet(server))

    def close(self) -> None:
        import shiboken6

        if self._server is not None:
            self._server.close()
            shiboken6.delete(self._server)  # while the application is still there
        self._lock.unlock()

    def _greet(self, server: QLocalServer) -> None:
        while (socket := server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(lambda socket=socket: self._hear(socket))
            if socket.bytesAvailable():
                self._hear(socket)

    def _hear(self, socket: QLocalSocket) -> None:
        if socket.bytesAvailable() > LONGEST_MESSAGE_BYTES:
            socket.abort()
            return
        if not socket.canReadLine():
            return
        import json

        try:
            message = json.loads(bytes(socket.readLine().data()))
            wanted = Wanted(str(message["written"]), bool(message["start"]))
            token = str(message["token"])
        except (ValueError, KeyError, TypeError):
            socket.abort()
            return
        socket.readyRead.disconnect()
        socket.readyRead.connect(lambda: self._take_over(socket, wanted, token))
        socket.write(_LEADS if self.leads() else b"heard\n")
        socket.flush()

    def _take_over(self, socket: QLocalSocket, wanted: Wanted, token: str) -> None:
        """Only what the other start leaves to this window: one that has waited for too long does it
        itself, and must not have it done twice."""
        if not socket.canReadLine():
            return
        socket.readyRead.disconnect()
        if token:
            os.environ[ACTIVATION] = token
        self.asked.emit(wanted)


def claim(folder: Path, wanted: Wanted) -> OneWindow | None:
    """Become the one window of `folder`, or None when another one has taken over `wanted`.

    There must be an application.
    Where the folder cannot be written to or the other window does not answer, a window opens all
    the same.
    """
    path = folder / "window.lock"
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        if path.exists() and not path.is_file():
            files.set_aside(path)  # Qt would wait for a pipe without end
    lock = QLockFile(str(path))
    lock.setStaleLockTime(0)
    taken = not lock.tryLock(0) and lock.error() is QLockFile.LockError.LockFailedError
    if taken and hand_over(server_name(folder), wanted, lock.getLockInfo()[0]):
        return None
    return OneWindow(lock, folder, f"-{os.getpid()}" if taken else "")


class _Waiting:
    """Waits for another process, three seconds for each step; after the first second it is said
    in the terminal for which."""

    def __init__(self, process: int) -> None:
        self._process = process
        self._told = False

    def for_step(self, is_done: Callable[[int], bool]) -> bool:
        """Whether it is done in time. `is_done` looks, and may wait as many ms as it is given."""
        began = monotonic()
        while (waited_ms := round(1000 * (monotonic() - began))) < ANSWERS_WITHIN_MS:
            if waited_ms >= TOLD_AFTER_MS and not self._told:
                self._told = True
                print(words.does_not_answer(self._process), file=sys.stderr)
            until_ms = ANSWERS_WITHIN_MS if self._told else TOLD_AFTER_MS
            if is_done(until_ms - waited_ms):
                return True
            QThread.msleep(LOOK_AGAIN_MS)
        return False


def hand_over(name: str, wanted: Wanted, process: int) -> bool:
    """Whether the window that is open, of that process, has heard what was asked; one that is only
    opening is waited for."""
    import json

    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    waiting = _Waiting(process)

    def connected(within_ms: int) -> bool:
        socket.connectToServer(name)
        return socket.waitForConnected(within_ms)

    def answered(within_ms: int) -> bool:
        is_over = socket.state() is not QLocalSocket.LocalSocketState.ConnectedState
        return is_over or socket.bytesAvailable() > 0 or socket.waitForReadyRead(within_ms)

    if not waiting.for_step(connected):
        return False
    message = {**wanted._asdict(), "token": os.environ.get(ACTIVATION, "")}
    socket.write(json.dumps(message).encode() + b"\n")
    socket.flush()
    heard = waiting.for_step(answered) and socket.bytesAvailable() > 0
    if heard:
        if wanted.written and socket.readAll().data() == _LEADS:
            print(words.leads_a_routine(wanted.name), file=sys.stderr)
        socket.write(b"yours\n")
        socket.waitForBytesWritten(ANSWERS_WITHIN_MS)
    socket.disconnectFromServer()
    return heard


def server_name(folder: Path) -> str:
    """A name of its own for each folder; on Linux and macOS a socket that only its owner opens."""
    import hashlib

    digest = hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
    name = f"mobility-timer-{digest}"
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    return str(Path(runtime) / name) if runtime and sys.platform == "linux" else name


def bring_to_front(window: QWidget) -> None:
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def open_window(main_window: MainWindow) -> None:
    """Bring the window to the front; one that was only in the tray is up to date again."""
    was_hidden = not main_window.isVisible()
    bring_to_front(main_window)
    if was_hidden:
        main_window.page.opened()
