from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from mobility_timer import files
from mobility_timer.library import settings_file
from mobility_timer.library.settings_cache import read_settings
from mobility_timer.settings import Settings, Theme

WRITTEN = "theme: dark\nvolume: 35\nvoice: en-gb\nreminders:\n  monday: 07:30\n"


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Path]:
    """The settings files that were parsed."""
    monkeypatch.setattr(files, "config_file", lambda: tmp_path / "settings.yaml")
    monkeypatch.setattr(files, "cache", lambda name: tmp_path / "cache" / name)
    found: list[Path] = []
    load = settings_file.load_settings

    def noted() -> tuple[Settings, tuple[str, ...]]:
        found.append(files.config_file())
        return load()

    monkeypatch.setattr(settings_file, "load_settings", noted)
    return found


def test_an_unchanged_file_is_parsed_once(parsed: list[Path]) -> None:
    files.config_file().write_text(WRITTEN)
    first, troubles = read_settings()
    assert (first.theme, first.volume, first.voice) == (Theme.DARK, 35, "en-gb")
    assert troubles == ()
    assert read_settings() == (first, ())
    assert isinstance(read_settings()[0].theme, Theme)
    assert len(parsed) == 1


def test_a_changed_file_is_parsed_again(parsed: list[Path]) -> None:
    files.config_file().write_text(WRITTEN)
    read_settings()
    files.config_file().write_text("volume: 36\n")
    assert read_settings()[0] == Settings(volume=36)
    assert len(parsed) == 2


def test_what_is_to_be_said_is_said_at_every_start(parsed: list[Path]) -> None:
    files.config_file().write_text("volume: loud\n")
    assert read_settings() == read_settings()
    assert read_settings()[1]
    assert len(parsed) == 3


def test_without_a_file_all_is_as_usual(parsed: list[Path]) -> None:
    assert read_settings() == (Settings(), ())
    assert parsed == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_text("{"),
        lambda path: path.write_text("[]"),
        lambda path: path.write_bytes(b"\xff"),
        lambda path: path.write_text(path.read_text().replace('"dark"', '"purple"')),
        lambda path: path.write_text(path.read_text().replace('"volume"', '"loudness"')),
        os.remove,
    ],
)
def test_a_damaged_cache_is_not_believed(
    parsed: list[Path], spoil: Callable[[Path], object]
) -> None:
    files.config_file().write_text(WRITTEN)
    first = read_settings()
    spoil(files.cache("settings") / "read.json")
    assert read_settings() == first
    assert len(parsed) == 2
