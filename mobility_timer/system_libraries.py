"""The shared libraries of a Linux system that are loaded and no wheel brings, and their packages.

It imports neither Qt nor this package. The program asks it before Qt is loaded, since Qt ends the
process where a library is missing; dev.py loads it by its path, before there is an environment.
"""

from __future__ import annotations

import ctypes
import os
import platform
import shutil
import sys
from collections.abc import Iterable, Mapping
from typing import NamedTuple

# The columns: name of the library, then its package in Debian and Ubuntu, openSUSE, Fedora, Arch.
# A quotation mark means: as in the column before.
_PICTURES = """
libEGL.so.1              libegl1              libglvnd            libglvnd-egl         libglvnd
libGL.so.1               libgl1               libglvnd            libglvnd-glx         libglvnd
libX11.so.6              libx11-6             libX11-6            libX11               libx11
libxkbcommon.so.0        libxkbcommon0        "                   libxkbcommon         "
libdbus-1.so.3           libdbus-1-3          "                   dbus-libs            dbus
libfontconfig.so.1       libfontconfig1       "                   fontconfig           "
libfreetype.so.6         libfreetype6         "                   freetype             freetype2
libglib-2.0.so.0         libglib2.0-0t64      libglib-2_0-0       glib2                "
libgthread-2.0.so.0      libglib2.0-0t64      libgthread-2_0-0    glib2                "
"""
_NETWORK = """
libgssapi_krb5.so.2      libgssapi-krb5-2     krb5                krb5-libs            krb5
libbrotlidec.so.1        libbrotli1           libbrotlidec1       libbrotli            brotli
libbrotlicommon.so.1     libbrotli1           libbrotlicommon1    libbrotli            brotli
"""
_SOUND = """
libpulse.so.0            libpulse0            "                   pulseaudio-libs      libpulse
"""
_X11 = """
libxcb-cursor.so.0       libxcb-cursor0       "                   xcb-util-cursor      "
libxcb-icccm.so.4        libxcb-icccm4        "                   xcb-util-wm          "
libxcb-image.so.0        libxcb-image0        "                   xcb-util-image       "
libxcb-keysyms.so.1      libxcb-keysyms1      "                   xcb-util-keysyms     "
libxcb-render-util.so.0  libxcb-render-util0  "                   xcb-util-renderutil  "
libxcb-util.so.1         libxcb-util1         "                   xcb-util             "
libxcb.so.1              libxcb1              "                   libxcb               "
libxcb-randr.so.0        libxcb-randr0        "                   libxcb               "
libxcb-render.so.0       libxcb-render0       "                   libxcb               "
libxcb-shape.so.0        libxcb-shape0        "                   libxcb               "
libxcb-shm.so.0          libxcb-shm0          "                   libxcb               "
libxcb-sync.so.1         libxcb-sync1         "                   libxcb               "
libxcb-xfixes.so.0       libxcb-xfixes0       "                   libxcb               "
libxcb-xkb.so.1          libxcb-xkb1          "                   libxcb               "
libxkbcommon-x11.so.0    libxkbcommon-x11-0   "                   libxkbcommon-x11     "
libX11-xcb.so.1          libx11-xcb1          libX11-xcb1         libX11-xcb           libx11
"""
_WAYLAND = """
libwayland-client.so.0   libwayland-client0   "                   libwayland-client    wayland
libwayland-cursor.so.0   libwayland-cursor0   "                   libwayland-cursor    wayland
"""

INSTALL = {
    "debian": "apt-get install -y --no-install-recommends",
    "suse": "zypper install -y",
    "fedora": "dnf install -y",
    "arch": "pacman -S --needed",
}
KIN = {"ubuntu": "debian", "opensuse": "suse", "rhel": "fedora", "centos": "fedora"}
BEFORE_64_BIT_TIME = frozenset({"bookworm", "bullseye", "focal", "jammy"})
ADMINISTRATORS = frozenset({"admin", "root", "sudo", "wheel"})
NAMED_LIBRARIES = 3  # so many libraries by name, the rest as a number
WITHOUT_SCREEN = frozenset({"offscreen", "minimal", "vnc", "linuxfb", "eglfs"})


class SharedLibrary(NamedTuple):
    """A library by its soname, and the package that holds it in each family of systems."""

    soname: str
    debian: str
    suse: str
    fedora: str
    arch: str


def _table(text: str) -> tuple[SharedLibrary, ...]:
    libraries = []
    for line in text.split("\n")[1:-1]:
        cells = line.split()
        for column, cell in enumerate(cells):
            if cell == '"':
                cells[column] = cells[column - 1]
        libraries.append(SharedLibrary(*cells))
    return tuple(libraries)


PICTURES = _table(_PICTURES)
"""What Qt needs to draw, with a screen or without."""
WINDOW = (*PICTURES, *_table(_NETWORK))
"""What Qt needs for a window on whatever screen: it speaks to a second start of the program."""
SOUND = _table(_SOUND)
"""What it takes to be heard by way of the sound server."""
X11 = (*WINDOW, *_table(_X11))
"""What Qt needs for a window on X11."""
WAYLAND = (*WINDOW, *_table(_WAYLAND))
"""What Qt needs for a window on Wayland."""


def missing(libraries: Iterable[SharedLibrary]) -> tuple[SharedLibrary, ...]:
    """Those of `libraries` that this system cannot load; none on other systems than Linux."""
    if sys.platform != "linux":
        return ()
    return tuple(library for library in libraries if not loads(library.soname))


def loads(soname: str) -> bool:
    """Whether the system's loader finds the library."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def for_window(environment: Mapping[str, str]) -> tuple[SharedLibrary, ...]:
    """What is missing for a window on the screen that `environment` names; none without one.

    On Wayland Qt falls back to X11 where it can, so either will do.
    """
    platforms = environment.get("QT_QPA_PLATFORM", "").split(";")
    chosen = {name.partition(":")[0].partition("-")[0] for name in platforms if name}
    ways = []
    if chosen & WITHOUT_SCREEN:
        ways.append(WINDOW)
    if environment.get("WAYLAND_DISPLAY") and (not chosen or "wayland" in chosen):
        ways.append(WAYLAND)
    if environment.get("DISPLAY") and (not chosen or "xcb" in chosen):
        ways.append(X11)
    least: tuple[SharedLibrary, ...] | None = None
    for way in ways:
        lacking = missing(way)
        if not lacking:
            return ()
        if least is None or len(lacking) < len(least):
            least = lacking
    return least or ()


def advice(lacking: Iterable[SharedLibrary], purpose: str) -> str:
    """One line: what `purpose` lacks and the command that installs it on this system.

    >>> advice(X11[-1:], "The window")
    'The window needs libX11-xcb.so.1, which is missing. Install it: ...'
    """
    lacking = tuple(lacking)
    names = ", ".join(library.soname for library in lacking[:NAMED_LIBRARIES])
    more = f" and {len(lacking) - NAMED_LIBRARIES} more" if len(lacking) > NAMED_LIBRARIES else ""
    are, them = ("are", "them") if len(lacking) > 1 else ("is", "it")
    return f"{purpose} needs {names}{more}, which {are} missing. {_how_to_install(lacking, them)}"


def install_command(lacking: Iterable[SharedLibrary]) -> str | None:
    """The command that installs the packages on this system, or None if the system is unknown."""
    release = _os_release()
    family = _family(release)
    if family is None:
        return None
    codename = release.get("UBUNTU_CODENAME") or release.get("VERSION_CODENAME", "")
    names: list[str] = [getattr(library, family) for library in lacking]
    if codename in BEFORE_64_BIT_TIME:
        names = [name.removesuffix("t64") for name in names]
    return f"{INSTALL[family]} {' '.join(dict.fromkeys(names))}"


def _how_to_install(lacking: Iterable[SharedLibrary], them: str) -> str:
    command = install_command(lacking)
    if command is None:
        return f"Install the package of this system that holds {them}."
    if os.geteuid() == 0:
        return f"Install {them}: {command}"
    if may_sudo():
        return f"Install {them}: sudo {command}"
    return f"Ask an administrator to run: {command}"


def may_sudo() -> bool:
    """Whether this user is one of those that systems let call sudo."""
    if not shutil.which("sudo"):
        return False
    import grp

    groups = set()
    for number in os.getgroups():
        try:
            groups.add(grp.getgrgid(number).gr_name)
        except KeyError:
            continue
    return bool(groups & ADMINISTRATORS)


def _family(release: Mapping[str, str]) -> str | None:
    for name in (release.get("ID", ""), *release.get("ID_LIKE", "").split()):
        family = KIN.get(name, KIN.get(name.partition("-")[0], name))
        if family in INSTALL:
            return family
    return None


def _os_release() -> Mapping[str, str]:
    try:
        return platform.freedesktop_os_release()
    except OSError:
        return {}
