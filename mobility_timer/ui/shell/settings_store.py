"""The settings while the window is open: changed at once, written off the UI thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mobility_timer import files
from mobility_timer.words import kept

if TYPE_CHECKING:
    from mobility_timer.settings import Settings

log = logging.getLogger(__name__)


class SettingsStore:
    """Holds the present settings; `trouble` is a line on why they could not be kept.

    `on_trouble` is called, in any thread, when there is another one or none any more.
    """

    def __init__(self, value: Settings) -> None:
        self._value = self._saved = value
        self._writer = ThreadPoolExecutor(1, "settings")
        self._set_aside = ""
        self.trouble = ""
        self.on_trouble: Callable[[], object] = lambda: None

    @property
    def value(self) -> Settings:
        return self._value

    def change(self, **changes: Any) -> None:
        changed = replace(self._value, **changes)
        if changed != self._value:
            self._value = changed
            self._writer.submit(self._write, changed)

    def close(self) -> None:
        """Wait until all is written; what could not be is tried once more."""
        if self._value != self._saved:
            self._writer.submit(self._write, self._value)
        self._writer.shutdown(wait=True)

    def _write(self, value: Settings) -> None:
        if value is not self._value or value is self._saved:
            return
        from mobility_timer.library import read_settings, save_settings

        try:
            save_settings(value, self._saved, say=self._note_set_aside)
            read_settings()  # which remembers them for the next start
        except OSError as error:
            why = files.why_not_kept(files.config_file(), error)
            self._note(self._set_aside, kept.settings_not_kept(why))
        else:
            self._saved = value
            self._note(self._set_aside)

    def _note_set_aside(self, line: str) -> None:
        self._set_aside = line

    def _note(self, *lines: str) -> None:
        trouble = " ".join(filter(None, lines))
        if trouble != self.trouble:
            self.trouble = trouble
            if trouble:
                log.error("%s", trouble)
            self.on_trouble()
