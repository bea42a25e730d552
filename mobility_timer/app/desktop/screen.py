"""Whether the screen that the environment names answers: Qt ends the process where it does not."""

from __future__ import annotations

from collections.abc import Mapping


def silent_screens(environment: Mapping[str, str]) -> tuple[str, ...]:
    """The variables that name a screen, where none of those that Qt may use can be connected to.

    None where one answers, and where it cannot be asked.
    """
    chosen = environment.get("QT_QPA_PLATFORM", "")
    asked = {}
    if environment.get("WAYLAND_DISPLAY") and (not chosen or "wayland" in chosen):
        asked["WAYLAND_DISPLAY"] = _wayland_answers
    if environment.get("DISPLAY") and (not chosen or "xcb" in chosen):
        asked["DISPLAY"] = _x11_answers
    if any(answers() for answers in asked.values()):
        return ()
    return tuple(f"{name}={environment[name]}" for name in asked)


def _x11_answers() -> bool:
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
    answered: bool = xcb.xcb_connection_has_error(connection) == 0
    xcb.xcb_disconnect(connection)
    return answered


def _wayland_answers() -> bool:
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
        wayland.wl_display_disconnect(display)
    return bool(display)
