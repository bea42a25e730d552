"""A screen that is named and does not answer is told, instead of a process that Qt ends."""

from __future__ import annotations

import os
import subprocess
import sys

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
    assert silent_screens({"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":4711"}) == ()
