"""One window for one person's files: a second start hands over what it was asked and ends."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import sys
from dataclasses import asdict
from pathlib import Path

import shiboken6
from PySide6.QtCore import QLockFile, QObject, Qt, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QWidget

from mobility_timer.app.wanted import Wanted

logger = logging.getLogger(__name__)

ANSWERS_WITHIN_MS = 3000
LONGEST_MESSAGE_BYTES = 10_000
ACTIVATION = "XDG_ACTIVATION_TOKEN"  # by which a desktop lets another program come to the front


class OneWindow(QObject):
    """Holds the lock while the window is open, and says what later starts were asked for."""

    asked = Signal(Wanted)

    def __init__(self, lock: QLockFile, name: str) -> None:
        super().__init__()
        self._lock = lock
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(name)
        if not self._server.listen(name):
            logger.info("later starts are not heard: %s", self._server.errorString())
        self._server.newConnection.connect(self._greet)

    def close(self) -> None:
        self._server.close()
        shiboken6.delete(self._server)  # while the application is still there
        self._lock.unlock()

    def _greet(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
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
        try:
            message = json.loads(bytes(socket.readLine().data()))
            wanted = Wanted(str(message["written"]), bool(message["start"]))
            token = str(message["token"])
        except (ValueError, KeyError, TypeError):
            socket.abort()
            return
        socket.write(b"heard\n")
        socket.flush()
        if token:
            os.environ[ACTIVATION] = token
        self.asked.emit(wanted)


def claim(folder: Path, wanted: Wanted) -> OneWindow | None:
    """Become the one window of `folder`, or None when another one has taken over `wanted`.

    There must be an application.
    Where the folder cannot be written to or the other window does not answer, a window opens all
    the same.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = QLockFile(str(folder / "window.lock"))
    lock.setStaleLockTime(0)
    name = server_name(folder)
    taken = not lock.tryLock(0) and lock.error() is QLockFile.LockError.LockFailedError
    if taken and hand_over(name, wanted):
        return None
    return OneWindow(lock, name if not taken else f"{name}-{os.getpid()}")


def hand_over(name: str, wanted: Wanted) -> bool:
    """Whether the window that is open has heard what was asked."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(ANSWERS_WITHIN_MS):
        return False
    message = {**asdict(wanted), "token": os.environ.get(ACTIVATION, "")}
    socket.write(json.dumps(message).encode() + b"\n")
    socket.flush()
    heard = socket.bytesAvailable() > 0 or socket.waitForReadyRead(ANSWERS_WITHIN_MS)
    socket.disconnectFromServer()
    return heard


def server_name(folder: Path) -> str:
    """A name of its own for each folder; on Linux and macOS a socket that only its owner opens."""
    digest = hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
    name = f"mobility-timer-{digest}"
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    return str(Path(runtime) / name) if runtime and sys.platform == "linux" else name


def bring_to_front(window: QWidget) -> None:
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
