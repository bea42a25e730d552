"""Dialogs for files begin in the user's own folders."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QStandardPaths

from mobility_timer.ui.widgets.controls import file_dialog

_Location = QStandardPaths.StandardLocation


def _places(monkeypatch: pytest.MonkeyPatch, **places: Any) -> None:
    known = {getattr(_Location, f"{name}Location"): str(path) for name, path in places.items()}
    monkeypatch.setattr(QStandardPaths, "writableLocation", staticmethod(known.__getitem__))


def test_a_file_is_offered_in_the_documents(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _places(monkeypatch, Documents=tmp_path, Pictures=tmp_path / "no", Home=tmp_path / "home")
    assert file_dialog.in_documents("x.mobility") == str(tmp_path / "x.mobility")
    assert file_dialog.in_documents() == str(tmp_path)
    assert file_dialog.in_pictures() == str(tmp_path / "home")


def test_without_such_a_folder_home_is_offered(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _places(monkeypatch, Documents="", Pictures="", Home=tmp_path)
    assert file_dialog.in_documents("x.json") == str(tmp_path / "x.json")
