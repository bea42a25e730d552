import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

from mobility_timer.ui.shell.keyboard.layouts import command_key, control_key

PLAIN, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
P_PLACE, ONE_PLACE, M_PLACE, STOP_PLACE, SLASH_PLACE, BRACKET_PLACE = 25, 2, 50, 52, 53, 26


def pressed(key: int, text: str, place: int, modifiers: Qt.KeyboardModifier = PLAIN) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, place + 8, 0, 0, text)


@pytest.fixture(autouse=True)
def on_x11(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", staticmethod(lambda: "xcb"))


@pytest.mark.parametrize("letter", ["з", "π", "פ"])
def test_another_alphabet_by_place(letter: str) -> None:
    key = ord(letter.upper())
    assert command_key(pressed(key, letter, P_PLACE)) == Qt.Key.Key_P


def test_a_latin_letter_as_typed_wherever_it_stands() -> None:
    assert command_key(pressed(Qt.Key.Key_L, "l", P_PLACE)) == Qt.Key.Key_L


def test_digits_without_shift_where_they_need_it() -> None:
    assert command_key(pressed(Qt.Key.Key_Ampersand, "&", ONE_PLACE)) == Qt.Key.Key_1
    assert command_key(pressed(Qt.Key.Key_1, "1", ONE_PLACE, SHIFT)) == Qt.Key.Key_1
    assert command_key(pressed(Qt.Key.Key_Exclam, "!", ONE_PLACE, SHIFT)) == Qt.Key.Key_Exclam


@pytest.mark.parametrize("text", ["ю", "ץ", ":", "."])
def test_the_full_stop_of_a_remote_by_its_place(text: str) -> None:
    assert command_key(pressed(ord(text), text, STOP_PLACE)) == Qt.Key.Key_Period
    assert command_key(pressed(Qt.Key.Key_V, "v", STOP_PLACE)) == Qt.Key.Key_V


@pytest.mark.parametrize("text", [".", "!", "ظ"])
def test_the_slash_by_its_place(text: str) -> None:
    assert command_key(pressed(ord(text), text, SLASH_PLACE)) == Qt.Key.Key_Slash
    assert command_key(pressed(Qt.Key.Key_Minus, "-", SLASH_PLACE)) == Qt.Key.Key_Minus
    assert command_key(pressed(Qt.Key.Key_Z, "z", SLASH_PLACE)) == Qt.Key.Key_Z
    assert command_key(pressed(Qt.Key.Key_Period, ".", SLASH_PLACE - 2)) == Qt.Key.Key_Period


def test_the_question_mark_by_its_place() -> None:
    comma = Qt.Key.Key_Comma
    assert command_key(pressed(comma, ",", SLASH_PLACE, SHIFT)) == Qt.Key.Key_Question
    assert command_key(pressed(comma, ",", STOP_PLACE, SHIFT)) == comma


def test_brackets_by_their_place_where_the_alphabet_has_none() -> None:
    assert command_key(pressed(0x425, chr(0x445), BRACKET_PLACE)) == Qt.Key.Key_BracketLeft
    assert command_key(pressed(0x42A, chr(0x44A), BRACKET_PLACE + 1)) == Qt.Key.Key_BracketRight
    assert command_key(pressed(ord("]"), "]", BRACKET_PLACE)) == Qt.Key.Key_BracketRight


def test_what_is_no_letter_is_itself() -> None:
    assert command_key(pressed(Qt.Key.Key_Comma, ",", M_PLACE)) == Qt.Key.Key_Comma
    assert command_key(pressed(Qt.Key.Key_Down, "", 108)) == Qt.Key.Key_Down
    assert command_key(pressed(0xDC, "ü", 26)) == 0xDC


def test_windows_counts_without_an_offset_and_macos_tells_no_places(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, 0x417, PLAIN, P_PLACE, 0, 0, "з")
    monkeypatch.setattr(QGuiApplication, "platformName", staticmethod(lambda: "windows"))
    assert command_key(event) == Qt.Key.Key_P
    monkeypatch.setattr(QGuiApplication, "platformName", staticmethod(lambda: "cocoa"))
    assert command_key(event) == 0x417


CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize(
    ("key", "place", "modifiers", "means"),
    [
        (0x42F, 44, CONTROL, "Ctrl+Z"),
        (0x42F, 44, CONTROL | SHIFT, "Ctrl+Shift+Z"),
        (0x42B, 31, CONTROL, "Ctrl+S"),
        (0x42F, 44, SHIFT, ""),
        (0x42F, 44, CONTROL | Qt.KeyboardModifier.AltModifier, ""),
        (0x42E, STOP_PLACE, CONTROL, ""),
        (Qt.Key.Key_Y, 44, CONTROL, ""),  # a Latin letter: Qt's own
        (Qt.Key.Key_Escape, 44, CONTROL, ""),
    ],
)
def test_ctrl_and_a_letter_by_place_where_there_are_no_latin_ones(
    key: int, place: int, modifiers: Qt.KeyboardModifier, means: str
) -> None:
    assert control_key(pressed(key, "", place, modifiers)) == means
