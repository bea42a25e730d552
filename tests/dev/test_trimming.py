"""What dev.py removes of Qt, which the program must not need."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import PySide6
import pytest

MODULES = ("Core", "DBus", "Gui", "Network", "Svg", "Test", "Widgets")
PLUGINS = (
    "iconengines",
    "imageformats",
    "platforms",
    "platformthemes",
    "wayland-decoration-client",
    "wayland-graphics-integration-client",
    "wayland-shell-integration",
    "xcbglintegrations",
)
NAMED = re.compile(rb"libQt6\w+\.so\.6")


def write(package: Path, *names: str) -> None:
    for name in names:
        path = package / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(bytes(1_000_000))


def test_what_is_not_used_goes_once_and_the_rest_stays(
    dev: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    package = dev.ENVIRONMENT / "lib/python3.11/site-packages/PySide6"
    kept = ("QtCore.abi3.so", "Qt/lib/libQt6Core.so.6", "Qt/plugins/platforms/libqxcb.so")
    write(package, *kept, "Qt/qml/QtQuick/a.qml", "Qt/lib/libQt6QuickShapes.so.6", "designer")
    for said in ("Removed 3 MB of Qt that the program does not use.\n", ""):
        dev.trim_qt(package)
        assert capsys.readouterr().out == said
        assert all((package / name).exists() for name in kept)
        assert len([path for path in package.rglob("*") if path.is_file()]) == 3


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is removed")
def test_nothing_that_the_program_loads_is_removed(dev: Any) -> None:
    """Followed by the names of libraries in all that may be loaded, from one to the next."""
    package = Path(PySide6.__file__).parent
    reached = {package / f"Qt{module}.abi3.so" for module in MODULES}
    reached |= {path for name in PLUGINS for path in (package / "Qt/plugins" / name).glob("*.so")}
    of_others = re.compile("virtualkeyboard|pdf|eglfs")  # what these plugins are for is not used
    left = [path for path in reached if not of_others.search(path.name)]
    while left:
        path = left.pop()
        needed = {package / "Qt/lib" / name.decode() for name in NAMED.findall(path.read_bytes())}
        left += needed - reached
        reached |= needed
    assert package / "Qt/lib/libQt6Widgets.so.6" in reached
    gone = [name for name in reached if dev.UNUSED_QT.fullmatch(str(name.relative_to(package)))]
    assert gone == []
