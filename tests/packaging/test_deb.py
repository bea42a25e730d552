"""The Debian package: what is in it, where it lies, and what it asks for."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.described_machine import CHECKOUT

pytestmark = pytest.mark.skipif(not shutil.which("dpkg-deb"), reason="dpkg-deb is missing")


@pytest.fixture
def deb(monkeypatch: pytest.MonkeyPatch) -> Any:
    spec = importlib.util.spec_from_file_location("deb", CHECKOUT / "packaging/deb.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    monkeypatch.setattr(script, "PACKS", ("-Znone",))
    return script


@pytest.fixture
def package(deb: Any, tmp_path: Path) -> Path:
    bundle = tmp_path / "dist/mobility-timer"
    (bundle / "_internal").mkdir(parents=True)
    (bundle / "mobility-timer").write_text("#!/bin/sh\n")
    (bundle / "mobility-timer").chmod(0o755)
    (bundle / "_internal/libone.so.1").write_bytes(b"x" * 4096)
    (bundle / "_internal/libone.so").symlink_to("libone.so.1")
    made: Path = deb.make(bundle)
    return made


def told(package: Path, *asked: str) -> str:
    done = subprocess.run(["dpkg-deb", *asked, package], capture_output=True, text=True, check=True)
    return done.stdout


def test_the_program_its_command_and_what_the_desktop_looks_for(package: Path) -> None:
    assert package.name.startswith("mobility-timer_")
    assert package.name.endswith(".deb")
    listed = told(package, "-c")
    assert "./usr/bin/mobility-timer -> /opt/mobility-timer/mobility-timer\n" in listed
    assert "./opt/mobility-timer/_internal/libone.so -> libone.so.1\n" in listed
    for place in (
        "applications/io.github.mobility_timer.MobilityTimer.desktop",
        "doc/mobility-timer/copyright",
        "icons/hicolor/48x48/apps/io.github.mobility_timer.MobilityTimer.png",
        "man/man1/mobility-timer.1",
        "mime/packages/io.github.mobility_timer.MobilityTimer.xml",
        "zsh/vendor-completions/_mobility-timer",
    ):
        assert f" ./usr/share/{place}\n" in listed
    for line in listed.splitlines():
        assert line.split()[1] == "root/root"
        assert line[1:10] in ("rwxr-xr-x", "rw-r--r--", "rwxrwxrwx"), line


def test_what_it_asks_for(package: Path) -> None:
    needs = told(package, "-f").split("Depends: ")[1].splitlines()[0]
    assert "libc6 (>= 2.34)" in needs
    assert "libxcb-cursor0" in needs
    assert "libglib2.0-0t64 | libglib2.0-0" in needs
    assert "Recommends: libpulse0\n" in told(package, "-f")
    assert "Installed-Size: " in told(package, "-f")


def test_without_the_tool_there_is_no_package(
    deb: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deb.shutil, "which", lambda _name: None)
    assert deb.make(tmp_path) is None
