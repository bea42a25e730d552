"""Whether the screen that the environment names answers: Qt ends the process where it does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager


@contextmanager
def silent_screens(environment: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """The variables that name a screen, where none of those that Qt may use can be connected to.

    None where one answers, and where it cannot be asked. What answered stays connected to the end,
    for Qt to connect meanwhile: an X server starts anew when its last client leaves, and has
    everyone wait for that.
    """
    chosen = environment.get("QT_QPA_PLATFORM", "")
    asked = {}
    if environment.get("WAYLAND_DISPLAY") and (not chosen or "wayland" in chosen):
        asked["WAYLAND_DISPLAY"] = _wayland_answers
    if environment.get("DISPLAY") and (not chosen or "xcb" in chosen):
        asked["DISPLAY"] = _x11_answers
    with ExitStack() as connected:
        if any(answers(connected) for answers in asked.values()):
            yield ()
        else:
            yield tuple(f"{name}={environment[name]}" for name in asked)


def _x11_answers(connected: ExitStack) -> bool:
    import ctypes

    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    connected.callback(xcb.xcb_disconnect, connection)
    answered: bool = xcb.xcb_connection_has_error(connection) == 0
    return answered


def _wayland_answers(connected: ExitStack) -> bool:
    import ctypes

    try:
        wayland = ctypes.CDLL("libwayland-client.so.0")
    except OSError:
        return True
    wayland.wl_display_connect.restype = ctypes.c_void_p
    wayland.wl_display_connect.argtypes = [ctypes.c_char_p]
    wayland.wl_display_disconnect.argtypes = [ctypes.c_void_p]
    display = wayland.wl_display_connect(None)
    if display:
        connected.callback(wayland.wl_display_disconnect, display)
    return bool(display)
