"""What an X server shows of the window where that has grown and is not painted yet."""

from __future__ import annotations

import ctypes
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from mobility_timer.ui import MainWindow

_BACK_PIXEL = ctypes.c_uint32(2)  # XCB_CW_BACK_PIXEL


def keep_ground(application: QApplication, main_window: MainWindow) -> None:
    """Have it show the ground of the theme.

    Qt gives its windows no background there and has no way to: what lies behind is seen until the
    window is painted, with some window managers white.
    """
    found = getattr(application.nativeInterface(), "connection", None)
    if application.platformName() == "xcb" and found is not None:
        with suppress(OSError):
            _show_ground(main_window, ctypes.c_void_p(found()), ctypes.CDLL("libxcb.so.1"))


def _show_ground(main_window: MainWindow, server: ctypes.c_void_p, xcb: ctypes.CDLL) -> None:
    def show() -> None:
        ground = main_window.palette().window().color().rgb()
        window = ctypes.c_uint32(main_window.winId())
        xcb.xcb_change_window_attributes(
            server, window, _BACK_PIXEL, ctypes.byref(ctypes.c_uint32(ground))
        )
        xcb.xcb_flush(server)

    main_window.look_applied.connect(show)
    show()
