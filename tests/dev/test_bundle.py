"""How the bundle is made, tried and packed, with commands that only say they ran."""

from __future__ import annotations

import gzip
import importlib.util
import re
import sys
import tarfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.described_machine import CHECKOUT, Machine

WORDS = b"a word and another word and one more word"
COLLECTED = {
    "mobility-timer": b"",
    "_internal/libpython3.so": b"",
    "_internal/numpy.libs/moved.so": b"",
    "_internal/wasmtime/x/w.so": b"",
    "_internal/hibari/assets/words.json.gz": gzip.compress(WORDS),
}
WORKFLOW = CHECKOUT / ".github/workflows/bundles.yml"


class Bundling:
    """The script that makes the bundle, the commands that it called, and the codes they gave."""

    def __init__(self, script: Any, folder: Path) -> None:
        self.script, self.folder = script, folder
        self.called: list[str] = []
        self.codes: dict[str, int] = {}
        self.voice = "the built-in voice"

    def call(self, command: Sequence[str], environment: Mapping[str, str] | None = None) -> int:
        line = " ".join(command)
        self.called.append(line)
        assert "self-test" not in line or "PYTHONPATH" not in environment
        if "PyInstaller" in line:
            for name, content in COLLECTED.items():
                (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
                (self.folder / name).write_bytes(content)
        return next((code for word, code in self.codes.items() if word in line), 0)

    def call_and_read(
        self, command: Sequence[str], environment: Mapping[str, str]
    ) -> tuple[int, str]:
        return self.call(command, environment), f"voice ok, said by {self.voice}\n"

    def ran(self, words: str) -> list[str]:
        return [line for line in self.called if words in line]


@pytest.fixture
def bundling(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bundling:
    monkeypatch.syspath_prepend(str(CHECKOUT / "packaging"))
    spec = importlib.util.spec_from_file_location("bundle", CHECKOUT / "packaging/bundle.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    made = Bundling(script, tmp_path / "dist/mobility-timer")
    monkeypatch.setattr(script, "BUNDLE", made.folder)
    monkeypatch.setattr(script, "call", made.call)
    monkeypatch.setattr(script, "call_and_read", made.call_and_read)
    monkeypatch.setattr(script.shutil, "which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(script.deb, "make", lambda _bundle: None)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("PYTHONPATH", "somewhere")
    return made


def test_a_bundle_whose_own_voice_does_not_speak_is_not_packed(
    bundling: Bundling, capsys: pytest.CaptureFixture[str]
) -> None:
    bundling.voice = "this computer's voice"
    assert bundling.script.main() == 1
    assert not list(bundling.folder.parent.glob("*.tar.xz"))
    assert "does not speak" in capsys.readouterr().err


def test_the_bundle_is_made_tried_and_packed(
    bundling: Bundling, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bundling.script.main() == 0
    assert bundling.called[0].endswith("mobility-timer.spec")
    assert bundling.called[-1].endswith("mobility-timer self-test")
    (stripped,) = bundling.ran("strip --strip-unneeded")
    assert [Path(name).name for name in stripped.split()[2:]] == ["libpython3.so", "w.so"]
    words = tmp_path / "dist/mobility-timer/_internal/hibari/assets/words.json.gz"
    assert gzip.decompress(words.read_bytes()) == WORDS
    assert WORDS in words.read_bytes()
    packed = tmp_path / "dist/mobility-timer-linux.tar.xz"
    assert f"{packed}: 0.0 MB" in capsys.readouterr().out
    with tarfile.open(packed) as held:
        assert "mobility-timer/mobility-timer" in held.getnames()


def test_a_bundle_that_finds_itself_broken_is_not_packed(bundling: Bundling) -> None:
    bundling.codes["self-test"] = 1
    assert bundling.script.main() == 1
    assert not list(bundling.folder.parent.glob("*.xz"))


def test_what_pyinstaller_cannot_make_is_told(
    bundling: Bundling, capsys: pytest.CaptureFixture[str]
) -> None:
    bundling.codes["PyInstaller"] = 1
    assert bundling.script.main() == 1
    assert "PyInstaller made no bundle" in capsys.readouterr().err
    assert bundling.ran("self-test") == []


def test_a_macos_application_is_packed_by_its_own_tool(
    bundling: Bundling, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert bundling.script.pack().endswith("mobility-timer-darwin.zip")
    assert "Mobility Timer.app" in bundling.ran("ditto")[0]


def test_dev_sets_up_what_the_bundle_takes_and_returns_its_code(dev: Any, current: Machine) -> None:
    dev.STAMP.write_text(dev.stamp("bundle"))
    current.answers["packaging/bundle.py"] = (3, "")
    assert dev.main(["bundle"]) == 3
    assert dev.main(["bundle", "--fast"]) == 1


def test_every_system_has_a_bundle_made_by_the_same_command() -> None:
    text = WORKFLOW.read_text(encoding="utf-8")
    for system in ("ubuntu", "windows", "macos"):
        assert re.search(rf"os: \[.*{system}-", text)
    assert "python dev.py bundle" in text


def test_the_lowest_bounds_are_what_is_tested_too() -> None:
    text = (WORKFLOW.parent / "tests.yml").read_text(encoding="utf-8")
    assert "run: .ci/run" in text
    assert '--resolution lowest-direct ".[test,voice]"' in text


def test_a_windows_program_tells_its_name_and_version() -> None:
    recipe = (CHECKOUT / "packaging/mobility-timer.spec").read_text(encoding="utf-8")
    assert '"FileDescription": TITLE' in recipe
    assert '"ProductVersion": VERSION' in recipe
    assert "version=version" in recipe
