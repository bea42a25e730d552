from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mobility_timer import files
from mobility_timer.library.settings_file import load_settings
from mobility_timer.settings import Settings, Theme
from mobility_timer.ui.shell.settings_store import SettingsStore


@pytest.fixture(autouse=True)
def path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    path = tmp_path / "settings.yaml"
    monkeypatch.setattr(files, "config_file", lambda: path)
    return path


def test_a_change_is_there_at_once_and_later_on_disk() -> None:
    store = SettingsStore(Settings())
    store.change(theme=Theme.DARK)
    assert store.value.theme is Theme.DARK
    store.close()
    assert load_settings() == (store.value, ())


def test_what_does_not_change_is_not_written(path: Path) -> None:
    store = SettingsStore(Settings())
    store.change(theme=Settings().theme)
    store.close()
    assert not path.exists()


def test_only_what_was_changed_is_written(path: Path) -> None:
    path.write_text("volume: 20\ntheme: sepia\n")
    store = SettingsStore(replace(Settings(), volume=20))
    path.write_text("volume: 30\ntheme: sepia\n")
    store.change(muted=True)
    store.close()
    text = path.read_text()
    assert "volume: 30\ntheme: sepia\n" in text
    assert "muted: true" in text


@pytest.mark.usefixtures("expected_log")
def test_a_disk_that_refuses_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Path | str) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(files, "write_atomic", refuse)
    store = SettingsStore(Settings())
    store.change(muted=True)
    store.close()
    assert store.value.muted
    assert store.trouble == f"The settings could not be saved: disk full ({files.config_file()})."


@pytest.mark.usefixtures("expected_log")
def test_of_a_folder_that_is_none_the_folder_is_told(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.touch()
    monkeypatch.setattr(files, "config_file", lambda: path / "settings.yaml")
    store = SettingsStore(Settings())
    store.change(muted=True)
    store.close()
    assert store.trouble == f"The settings could not be saved: {path} is not a folder."


@pytest.mark.usefixtures("expected_log")
def test_what_could_not_be_written_is_told_at_once_and_tried_again_at_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = []
    store = SettingsStore(Settings())
    store.on_trouble = lambda: told.append(store.trouble)
    with monkeypatch.context() as full:
        full.setattr(files, "write_atomic", refuse)
        store.change(muted=True)
        store.change(volume=12)
        store._writer.submit(lambda: None).result()
    why = f"No space left on device ({files.config_file()})"
    assert told == [f"The settings could not be saved: {why}."]
    store.close()
    assert told[1:] == [""]
    assert load_settings()[0] == replace(Settings(), muted=True, volume=12)


def refuse(*_: Path | str) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.usefixtures("expected_log")
def test_a_file_that_came_to_be_unreadable_is_set_aside_and_told(path: Path) -> None:
    store = SettingsStore(Settings())
    path.write_text("theme: [\n")
    store.change(muted=True)
    store.close()
    assert "settings.yaml.broken, and your present settings are written" in store.trouble
    assert path.with_name("settings.yaml.broken").read_text() == "theme: [\n"
    assert load_settings()[0].muted
