"""What a system lacks, and the one line that mends it, on systems that are only described."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import PySide6
import pytest

from mobility_timer import system_libraries as needs

ALL = (*needs.SOUND, *needs.X11, *needs.WAYLAND)
CURSOR = next(library for library in needs.X11 if library.soname == "libxcb-cursor.so.0")
GLIB = next(library for library in needs.PICTURES if library.soname == "libglib-2.0.so.0")


@pytest.fixture
def absent(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The sonames that this system lacks; a test adds to it."""
    sonames: set[Any] = set()
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(needs, "loads", lambda soname: soname not in sonames)
    return sonames


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Describe this system as os-release does, and its user."""

    def describe(release: Any, user: Any = 1000, sudo: Any = True, groups: Any = ("sudo",)) -> None:
        monkeypatch.setattr(platform, "freedesktop_os_release", lambda: release)
        monkeypatch.setattr(os, "geteuid", lambda: user, raising=False)
        monkeypatch.setattr(needs, "may_sudo", lambda: sudo and "sudo" in groups)

    return describe


def test_every_library_has_a_package_in_every_family() -> None:
    assert all(len(library) == 5 and all(library) for library in ALL)
    assert '"' not in {cell for library in ALL for cell in library}
    assert set(needs.INSTALL) == set(needs.SharedLibrary._fields) - {"soname"}


@pytest.mark.skipif(sys.platform != "linux", reason="shared libraries of Linux")
def test_what_this_system_has_is_found_and_what_no_system_has_is_not() -> None:
    none = needs.SharedLibrary("libnone.so.0", "libnone0", "libnone0", "libnone", "none")
    libc = needs.SharedLibrary("libc.so.6", "libc6", "glibc", "glibc", "glibc")
    assert needs.missing([libc, none]) == (none,)


@pytest.mark.skipif(not shutil.which("readelf"), reason="reads the libraries of Qt with readelf")
@pytest.mark.parametrize(
    ("files", "table"),
    [
        (["lib/libQt6Widgets.so.6", "lib/libQt6Svg.so.6", "lib/libQt6DBus.so.6"], needs.PICTURES),
        (["lib/libQt6Gui.so.6", "plugins/platforms/libqoffscreen.so"], needs.PICTURES),
        (["lib/libQt6Network.so.6"], needs.WINDOW),
        (["lib/libQt6XcbQpa.so.6", "plugins/platforms/libqxcb.so"], needs.X11),
        (["lib/libQt6WaylandClient.so.6", "plugins/platforms/libqwayland.so"], needs.WAYLAND),
    ],
)
def test_the_table_holds_all_that_qt_names(files: Any, table: Any) -> None:
    qt = Path(PySide6.__file__).parent / "Qt"
    brought = {path.name for path in (qt / "lib").iterdir()}
    everywhere = {"libc", "libm", "libdl", "librt", "libpthread", "libgcc_s", "libresolv"}
    everywhere |= {"libstdc++", "ld-linux-x86-64", "libz", "libzstd"}  # of Python's own and apt's
    said = subprocess.run(
        ["readelf", "-d", *(qt / file for file in files)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    named = set(re.findall(r"NEEDED.*\[(.+)\]", said)) - brought
    wanted = {soname for soname in named if soname.partition(".so")[0] not in everywhere}
    assert wanted - {library.soname for library in table} == set()


@pytest.mark.parametrize(
    ("release", "command"),
    [
        ({"ID": "debian", "VERSION_CODENAME": "bookworm"}, "apt-get install libglib2.0-0"),
        ({"ID": "debian", "VERSION_CODENAME": "trixie"}, "apt-get install libglib2.0-0t64"),
        ({"ID": "ubuntu", "VERSION_CODENAME": "jammy"}, "apt-get install libglib2.0-0"),
        ({"ID": "ubuntu", "VERSION_CODENAME": "noble"}, "apt-get install libglib2.0-0t64"),
        (
            {
                "ID": "linuxmint",
                "ID_LIKE": "ubuntu debian",
                "VERSION_CODENAME": "wilma",
                "UBUNTU_CODENAME": "noble",
            },
            "apt-get install libglib2.0-0t64",
        ),
        ({"ID": "fedora"}, "dnf install glib2"),
        ({"ID": "rocky", "ID_LIKE": "rhel centos fedora"}, "dnf install glib2"),
        ({"ID": "arch"}, "pacman -S --needed glib2"),
        ({"ID": "manjaro", "ID_LIKE": "arch"}, "pacman -S --needed glib2"),
        (
            {"ID": "opensuse-tumbleweed", "ID_LIKE": "opensuse suse"},
            "zypper install libglib-2_0-0",
        ),
    ],
)
def test_each_system_is_told_its_own_package(system: Any, release: Any, command: Any) -> None:
    system(release)
    told = needs.install_command([GLIB])
    assert re.sub(r" -y( --no-install-recommends)?", "", told) == command


def test_a_package_of_two_libraries_is_named_once(system: Any) -> None:
    system({"ID": "arch"})
    assert needs.install_command(needs.X11).count("libxcb ") == 1


def test_an_unknown_system_is_told_the_library(system: Any) -> None:
    system({"ID": "plan9"})
    told = needs.advice([CURSOR], "The window")
    assert told.startswith("The window needs libxcb-cursor.so.0, which is missing. ")
    assert told.endswith("Install the package of this system that holds it.")


@pytest.mark.parametrize(
    ("user", "sudo", "groups", "told"),
    [
        (0, False, (), "Install it: apt-get "),
        (1000, True, ("sudo",), "Install it: sudo apt-get "),
        (1000, True, (), "Ask an administrator to run: apt-get "),
        (1000, False, ("sudo",), "Ask an administrator to run: apt-get "),
    ],
)
def test_who_may_not_install_is_told_whom_to_ask(
    system: Any, user: Any, sudo: Any, groups: Any, told: Any
) -> None:
    system({"ID": "debian"}, user, sudo, groups)
    line = needs.advice([CURSOR], "The window")
    assert told in line
    assert line.endswith(" libxcb-cursor0")
    assert "\n" not in line


def test_many_libraries_still_make_one_line_with_every_package(system: Any) -> None:
    system({"ID": "debian"})
    line = needs.advice(needs.WAYLAND, "The window")
    assert "libEGL.so.1, libGL.so.1, libX11.so.6 and 11 more, which are missing." in line
    assert line.endswith(" libwayland-client0 libwayland-cursor0")


@pytest.mark.parametrize(
    ("environment", "missing"),
    [
        ({}, set()),
        ({"DISPLAY": ":0"}, {"libxcb-cursor.so.0"}),
        ({"WAYLAND_DISPLAY": "wayland-0"}, {"libwayland-cursor.so.0", "libwayland-client.so.0"}),
        ({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, {"libxcb-cursor.so.0"}),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, set()),
        (
            {"DISPLAY": ":0", "WAYLAND_DISPLAY": "w", "QT_QPA_PLATFORM": "wayland-egl;wayland"},
            {"libwayland-cursor.so.0", "libwayland-client.so.0"},
        ),
    ],
)
def test_only_what_this_screen_needs_is_missed(absent: Any, environment: Any, missing: Any) -> None:
    absent |= {"libxcb-cursor.so.0", "libwayland-cursor.so.0", "libwayland-client.so.0"}
    assert {library.soname for library in needs.for_window(environment)} == missing


def test_a_window_opens_on_either_of_two_screens(absent: Any) -> None:
    absent.add("libwayland-cursor.so.0")
    assert needs.for_window({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}) == ()


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_systems_lack_nothing(
    absent: Any, monkeypatch: pytest.MonkeyPatch, platform: Any
) -> None:
    absent |= {library.soname for library in ALL}
    monkeypatch.setattr(sys, "platform", platform)
    assert needs.missing(ALL) == ()
