"""Has the voice ready for what may be started from Home."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from mobility_timer.ui.shell.latest import Latest

if TYPE_CHECKING:
    from mobility_timer.routine import Routine
    from mobility_timer.timeline import Timeline
    from mobility_timer.ui.shell.context import CoachControls

MOST_ROUTINES = 24


class VoiceAhead(QObject):
    """All that the first routine says is spoken to files, and what the other ones say first.

    Compiled on a thread. A routine that starts at once then begins with its first line.
    """

    def __init__(self, coach: CoachControls, parent: QObject) -> None:
        super().__init__(parent)
        self._coach = coach
        self._compiled = Latest(self)
        self._compiled.done.connect(self._render)

    def prepare(self, routines: Sequence[Routine]) -> None:
        """The most likely one first; one that stands there twice counts once."""
        from mobility_timer.timeline import compile_routine

        wanted = tuple(dict.fromkeys(routines))[:MOST_ROUTINES]
        self._compiled.ask(lambda: tuple(map(compile_routine, wanted)))

    def stop(self) -> None:
        self._compiled.forget()

    def _render(self, timelines: Sequence[Timeline]) -> None:
        if timelines:
            self._coach.render_ahead(timelines[0], openings=timelines[1:])
