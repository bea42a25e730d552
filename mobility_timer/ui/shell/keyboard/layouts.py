"""Commands by letter and digit on any keyboard: Russian, Greek, Hebrew, AZERTY, Dvorak."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

START_KEYS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Period)
"""What starts what has the focus; presenter remotes send the full stop."""

_BEFORE_CODES: Final = {"xcb": 8, "wayland": 8, "windows": 0}
"""What each platform adds to the codes of the kernel's input events. macOS tells no such codes."""

_ROWS: Final = ((2, "123456789"), (16, "QWERTYUIOP"), (30, "ASDFGHJKL"), (44, "ZXCVBNM"))
"""Where each row of an English keyboard begins, in codes of the kernel's input events."""
_FULL_STOP_PLACES: Final = range(52, 53)
"""Presenter remotes press this place for a full stop, whatever the keyboard's layout has there."""

_PLACES: Final = {
    first + at: Qt.Key(ord(name)) for first, names in _ROWS for at, name in enumerate(names)
} | dict.fromkeys(_FULL_STOP_PLACES, Qt.Key.Key_Period)
_DIGITS: Final = range(2, 11)


def command_key(event: QKeyEvent) -> int:
    """The key as a command: a Latin letter or a digit as it is typed; for another alphabet, and
    where digits need Shift or the full stop is elsewhere, what stands in that place of an English
    keyboard."""
    key, text = event.key(), event.text()
    if (text.isascii() and text.isalnum()) or event.modifiers() or not text.isprintable():
        return key
    before = _BEFORE_CODES.get(QGuiApplication.platformName())
    if before is None or not text:
        return key
    place = event.nativeScanCode() - before
    if place in (*_DIGITS, *_FULL_STOP_PLACES) or text.isalpha():
        return _PLACES.get(place, key)
    return key
