"""The settings while the window is open: changed at once, written off the UI thread."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

from mobility_timer.library import save_settings
from mobility_timer.settings import Settings
from mobility_timer.words import kept

log = logging.getLogger(__name__)


class SettingsStore:
    """Holds the present settings; `trouble` is a line on why they could not be kept."""

    def __init__(self, value: Settings) -> None:
        self._value = self._saved = value
        self._writer = ThreadPoolExecutor(1, "settings")
        self.trouble = ""

    @property
    def value(self) -> Settings:
        return self._value

    def change(self, **changes: Any) -> None:
        changed = replace(self._value, **changes)
        if changed != self._value:
            self._value = changed
            self._writer.submit(self._write, changed)

    def close(self) -> None:
        """Wait until all is written."""
        self._writer.shutdown(wait=True)

    def _write(self, value: Settings) -> None:
        if value is not self._value:
            return
        try:
            save_settings(value, self._saved)
            self._saved = value
        except OSError as error:
            self.trouble = kept.settings_not_kept(str(error))
            log.error("%s", self.trouble)
