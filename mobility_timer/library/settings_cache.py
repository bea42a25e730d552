"""What the settings file said when it was last read, kept so that it need not be parsed again."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any

from mobility_timer import __version__, files
from mobility_timer.settings import Settings

_LARGEST_BYTES = 1_000_000
_USUAL = Settings()


def read_settings() -> tuple[Settings, tuple[str, ...]]:
    """The settings, and what is to be said about their file: nothing, if all is well."""
    if not os.path.lexists(files.config_file()):
        return Settings(), ()
    cache = files.cache("settings") / "read.json"
    state = _state(files.config_file())
    if state is not None and (kept := _kept(cache, state)) is not None:
        return kept, ()
    from mobility_timer.library.settings_file import load_settings

    settings, troubles = load_settings()
    if state is not None and not troubles:
        _keep(cache, state, settings)
    return settings, troubles


def _state(path: Path) -> list[Any] | None:
    """Changes with the file, with the program, and with what reads it while that is written."""
    try:
        at = path.stat()
        text = files.read_limited(path, _LARGEST_BYTES).decode()
    except (OSError, UnicodeDecodeError):
        return None
    here = Path(__file__).parent
    readers = (here / "settings_file.py", here.parent / "settings.py")
    written = [reader.stat().st_mtime_ns for reader in readers if reader.exists()]
    return [__version__, written, at.st_mtime_ns, text]


def _kept(cache: Path, state: list[Any]) -> Settings | None:
    try:
        kept = json.loads(files.read_limited(cache, _LARGEST_BYTES))
        if kept["state"] != state:
            return None
        return Settings(**{name: _value(name, it) for name, it in kept["values"].items()})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _value(name: str, plain: Any) -> Any:
    usual = getattr(_USUAL, name)
    if isinstance(usual, StrEnum):
        return type(usual)(plain)
    return MappingProxyType(plain) if isinstance(plain, dict) else plain


def _keep(cache: Path, state: list[Any], settings: Settings) -> None:
    values = {name: getattr(settings, name) for name in Settings.__dataclass_fields__}
    plain = {name: dict(it) if name == "reminders" else it for name, it in values.items()}
    with suppress(OSError):  # without it the next start is slower, no more
        files.write_atomic(cache, json.dumps({"state": state, "values": plain}))
