"""A screen that is named and does not answer is told, instead of a process that Qt ends."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from unittest.mock import Mock

import pytest

from mobility_timer import system_libraries
from mobility_timer.app.desktop.screen import silent_screens


@pytest.mark.skipif(sys.platform != "linux", reason="X11 and Wayland")
@pytest.mark.parametrize(
    "named", [{"DISPLAY": ":4711"}, {"WAYLAND_DISPLAY": "no-such-socket", "XDG_RUNTIME_DIR": "/"}]
)
def test_a_screen_that_does_not_answer_ends_in_one_plain_line(named: dict[str, str]) -> None:
    own = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    if system_libraries.for_window(own | named):
        pytest.skip("libraries are missing here, and that is told first")
    done = subprocess.run(
        [sys.executable, "-m", "mobility_timer"],
        env=own | named,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    (name, value), *_ = named.items()
    assert done.returncode == 2
    assert f"{name}={value}" in done.stderr
    assert "reinstalling" not in done.stderr


def test_a_platform_without_a_screen_is_not_asked() -> None:
    with silent_screens({"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":4711"}) as silent:
        assert silent == ()


@pytest.mark.parametrize(
    ("variable", "leave"),
    [("DISPLAY", "xcb_disconnect"), ("WAYLAND_DISPLAY", "wl_display_disconnect")],
)
def test_a_screen_that_answers_stays_connected_until_qt_is(
    monkeypatch: pytest.MonkeyPatch, variable: str, leave: str
) -> None:
    """An X server that its last client leaves starts anew, and Qt would wait for that."""
    library = Mock()
    library.xcb_connection_has_error.return_value = 0
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: library)
    left = getattr(library, leave)
    with silent_screens({variable: ":4711"}) as silent:
        assert silent == ()
        assert left.call_count == 0
    assert left.call_count == 1
