import pytest

from mobility_timer import settings
from mobility_timer.settings import Settings, Theme
from mobility_timer.ui.shell.settings_store import SettingsStore


def test_a_change_is_there_at_once_and_later_on_disk(monkeypatch):
    written = []
    monkeypatch.setattr(settings, "save", written.append)
    store = SettingsStore(Settings())
    store.change(theme=Theme.DARK)
    assert store.value.theme is Theme.DARK
    store.close()
    assert written == [store.value]


def test_what_does_not_change_is_not_written(monkeypatch):
    written = []
    monkeypatch.setattr(settings, "save", written.append)
    store = SettingsStore(Settings())
    store.change(theme=Settings().theme)
    store.close()
    assert written == []


@pytest.mark.usefixtures("expected_log")
def test_a_disk_that_refuses_is_told(monkeypatch):
    def refuse(_value):
        raise OSError("disk full")

    monkeypatch.setattr(settings, "save", refuse)
    store = SettingsStore(Settings())
    store.change(muted=True)
    store.close()
    assert store.value.muted
    assert "disk full" in store.trouble
