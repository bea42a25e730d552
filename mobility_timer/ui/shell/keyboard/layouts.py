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
_SLASH_PLACES: Final = range(53, 54)
_INSTEAD_OF_SLASH: Final = (".", "!")  # in its place on Russian, Hebrew and French keyboards
_INSTEAD_OF_QUESTION: Final = ","
_BRACKET_PLACES: Final = range(26, 28)
_LATIN_ENDS: Final = "\u024f"

_PLACES: Final = {
    first + at: Qt.Key(ord(name)) for first, names in _ROWS for at, name in enumerate(names)
} | {
    **dict.fromkeys(_FULL_STOP_PLACES, Qt.Key.Key_Period),
    **dict.fromkeys(_SLASH_PLACES, Qt.Key.Key_Slash),
    **dict(zip(_BRACKET_PLACES, (Qt.Key.Key_BracketLeft, Qt.Key.Key_BracketRight), strict=True)),
}
_DIGITS: Final = range(2, 11)


def command_key(event: QKeyEvent) -> int:
    """The key as a command: a Latin letter or a digit as it is typed; for another alphabet, and
    where digits need Shift or the full stop or the slash is elsewhere, what stands in that place
    of an English keyboard."""
    key, text = event.key(), event.text()
    shifted = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
    if shifted and text == _INSTEAD_OF_QUESTION and _place(event) in _SLASH_PLACES:
        return Qt.Key.Key_Question
    if (text.isascii() and text.isalnum()) or event.modifiers() or not text.isprintable():
        return key
    place = _place(event) if text else None
    if place is None or (place in _BRACKET_PLACES and text <= _LATIN_ENDS):
        return key
    slash = text in _INSTEAD_OF_SLASH and place in _SLASH_PLACES
    if slash or place in (*_DIGITS, *_FULL_STOP_PLACES) or text.isalpha():
        return _PLACES.get(place, key)
    return key


def control_key(event: QKeyEvent) -> str:
    """The letter of a shortcut with Ctrl or Ctrl and Shift ("Ctrl+Z") by its place, where the
    keyboard has no Latin letters at all; else empty, for Qt finds those itself."""
    modifiers = event.modifiers()
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    foreign = ord(_LATIN_ENDS) < event.key() < Qt.Key.Key_Escape
    if not foreign or modifiers not in (control, control | shift):
        return ""
    key = _PLACES.get(_place(event) or 0)
    name = chr(key) if key is not None else ""
    return f"Ctrl+{'Shift+' * bool(modifiers & shift)}{name}" if name.isalpha() else ""


def _place(event: QKeyEvent) -> int | None:
    """Where the key stands, in codes of the kernel's input events; None where that is not told."""
    before = _BEFORE_CODES.get(QGuiApplication.platformName())
    return None if before is None else event.nativeScanCode() - before
