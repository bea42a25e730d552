"""The name by which desktops know the program: that of its desktop entry and its icons."""

from __future__ import annotations

from typing import Final

DESKTOP_ID: Final = "io.github.mobility_timer.MobilityTimer"

WINDOW_CLASS = "mobility-timer"
"""The name by which X11 desktops find the entry of a window: its `StartupWMClass`."""
