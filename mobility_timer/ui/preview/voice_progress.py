"""How far the voice is with what the routine says."""

from __future__ import annotations

from PySide6.QtCore import QTimer

from mobility_timer.timeline import Timeline
from mobility_timer.ui.shell.context import CoachControls
from mobility_timer.ui.shell.theme import Text
from mobility_timer.ui.widgets.label import Label
from mobility_timer.words import preview as words

_SETTLES_MS = 300
_LOOK_EVERY_MS = 250
_PATIENCE_LOOKS = 40


class VoiceProgress(Label):
    """Has the lines of a routine prepared and shows how many are; empty when all are.

    It looks no more when all are there, or none has come for ten seconds.
    """

    def __init__(self, coach: CoachControls) -> None:
        super().__init__("", Text.SMALL, muted=True)
        self._coach = coach
        self._asked: Timeline | None = None
        self._prepared = (0, 0)
        self._looks_left = 0
        self._settles = self._timer(_SETTLES_MS, self._prepare)
        self._settles.setSingleShot(True)
        self._looks = self._timer(_LOOK_EVERY_MS, self.look)

    def prepare(self, timeline: Timeline) -> None:
        """Have these lines prepared: the first time at once, then when nothing changes any more."""
        first, self._asked = self._asked is None, timeline
        if first:
            self._prepare()
        else:
            self._settles.start()

    def stop(self) -> None:
        self._settles.stop()
        self._looks.stop()

    def look(self) -> None:
        """Show how far it is."""
        before, self._prepared = self._prepared, self._coach.prepared
        ready, all_lines = self._prepared
        self._looks_left = _PATIENCE_LOOKS if self._prepared != before else self._looks_left - 1
        waits = ready < all_lines and self._looks_left > 0
        self.setText(words.voice_prepared(ready, all_lines) if waits else "")
        if not waits:
            self._looks.stop()

    def _prepare(self) -> None:
        if self._asked is not None:
            self._coach.render_ahead(self._asked)
            self._looks_left = _PATIENCE_LOOKS
            self._looks.start()
            self.look()

    def _timer(self, every_ms: int, does: object) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(every_ms)
        timer.timeout.connect(does)
        return timer
