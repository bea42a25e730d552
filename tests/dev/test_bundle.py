"""How dev.py makes, tries and packs the bundle, with commands that only say they ran."""

import re
import sys
import tarfile
from pathlib import Path
from typing import Any

import pytest

from tests.described_machine import CHECKOUT, Machine

WORKFLOW = CHECKOUT / ".github/workflows/bundles.yml"


@pytest.fixture
def made(dev: Any, current: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A machine on which PyInstaller leaves a bundle behind."""
    folder = tmp_path / "dist/mobility-timer"
    dev.STAMP.write_text(dev.stamp("bundle"))
    called = dev.call

    def call(command: list[str], **options: Any) -> Any:
        if "PyInstaller" in command:
            (folder / "_internal").mkdir(parents=True)
            (folder / "mobility-timer").touch()
            (folder / "_internal/libpython3.so").touch()
        return called(command, **options)

    monkeypatch.setattr(dev, "call", call)
    current.programs.add("strip")
    return current


def test_the_bundle_is_made_tried_and_packed(
    dev: Any, made: Machine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dev.main(["bundle"]) == 0
    order = [line.split()[-1] for line in made.called]
    assert order[-1] == "self-test"
    assert order[-3].endswith("mobility-timer.spec")
    assert made.ran("strip --strip-unneeded")[0].endswith("libpython3.so")
    packed = tmp_path / "dist/mobility-timer-linux.tar.xz"
    assert f"{packed}: 0.0 MB" in capsys.readouterr().out
    with tarfile.open(packed) as held:
        assert "mobility-timer/mobility-timer" in held.getnames()


def test_a_bundle_that_finds_itself_broken_fails(dev: Any, made: Machine) -> None:
    made.answers["self-test"] = (1, "")
    assert dev.main(["bundle"]) == 1


def test_what_pyinstaller_cannot_make_is_told(
    dev: Any, made: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    made.answers["PyInstaller"] = (1, "")
    assert dev.main(["bundle"]) == 1
    assert "PyInstaller made no bundle" in capsys.readouterr().err
    assert made.ran("self-test") == []


def test_a_macos_application_is_packed_by_its_own_tool(
    dev: Any, made: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert dev.pack().endswith("mobility-timer-darwin.zip")
    assert "Mobility Timer.app" in made.ran("ditto")[0]


def test_every_system_has_a_bundle_made_by_the_same_command() -> None:
    text = WORKFLOW.read_text(encoding="utf-8")
    for system in ("ubuntu", "windows", "macos"):
        assert re.search(rf"os: \[.*{system}-", text)
    assert "python dev.py bundle" in text
