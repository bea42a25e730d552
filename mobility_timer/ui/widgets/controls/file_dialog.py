"""Where a dialog for files begins: in the user's own folders, not where the program was started."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths

_Location = QStandardPaths.StandardLocation


def in_documents(name: str = "") -> str:
    """A file of this name in the user's documents, or that folder itself."""
    return _in(_Location.DocumentsLocation, name)


def in_pictures() -> str:
    """The folder of the user's pictures."""
    return _in(_Location.PicturesLocation, "")


def _in(location: QStandardPaths.StandardLocation, name: str) -> str:
    """In a standard folder where there is one, else in the user's home."""
    folder = Path(QStandardPaths.writableLocation(location) or "")
    home = Path(QStandardPaths.writableLocation(_Location.HomeLocation))
    return str((folder if folder.is_absolute() and folder.is_dir() else home) / name)
