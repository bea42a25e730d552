"""Lists of lines and of phases to type into, each with one empty line at its end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mobility_timer.library import time_ms
from mobility_timer.routine import QUICKEST_PHASE_MS, SLOWEST_PHASE_MS, Breath
from mobility_timer.ui.editor.steps.typed import typed_ms
from mobility_timer.ui.shell.theme import Text
from mobility_timer.ui.widgets.controls.choice import Choice
from mobility_timer.ui.widgets.controls.field import TextField
from mobility_timer.ui.widgets.controls.stepper import Stepper
from mobility_timer.words import drill_page as words

_PHASE_STEP_MS = 500
_MOST_PHASES_KEPT = 8
_BREATHS = ((None, words.NO_BREATH), *((b.value, words.BREATHS[b.value]) for b in Breath))


class LineList(QWidget):
    """`changed` gives all lines that are not empty. `called` names the one of a number, from 1."""

    changed = Signal(list)

    def __init__(
        self,
        what: str,
        called: Callable[[int], str],
        most: int,
        longest: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.fields = [TextField(what, Text.SMALL, longest=longest) for _ in range(most)]
        for number, field in enumerate(self.fields, 1):
            field.setAccessibleName(called(number))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for field in self.fields:
            self._column.addWidget(field)
            field.settled.connect(lambda _: self._tell())

    def show_lines(self, lines: Sequence[str]) -> None:
        for place, field in enumerate(self.fields):
            field.show_text(lines[place] if place < len(lines) else "")
            field.setVisible(place <= len(lines))

    def rescale(self, scale: float) -> None:
        self._column.setSpacing(round(4 * scale))

    def _tell(self) -> None:
        lines = (" ".join(field.text().split()) for field in self.fields)
        self.changed.emit([line for line in lines if line])


class PhaseList(QWidget):
    """`changed` gives name, seconds and breath of each phase that has a name."""

    changed = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = [_Phase(number) for number in range(1, _MOST_PHASES_KEPT + 1)]
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for row in self.rows:
            self._column.addWidget(row)
            row.changed.connect(self._tell)

    def show_phases(self, tempo: Mapping[str, Any] | str) -> None:
        phases = list(tempo.items()) if isinstance(tempo, Mapping) else []
        for place, row in enumerate(self.rows):
            row.show_phase(*(phases[place] if place < len(phases) else ("", "1")))
            row.setVisible(place <= len(phases))

    def rescale(self, scale: float) -> None:
        self._column.setSpacing(round(4 * scale))

    def _tell(self) -> None:
        told = (row.value for row in self.rows)
        self.changed.emit([phase for phase in told if phase[0]])


class _Phase(QWidget):
    changed = Signal()

    def __init__(self, number: int) -> None:
        super().__init__()
        self._ms = 1_000
        self.name = TextField(words.PHASE, Text.SMALL, longest=12)
        self.name.setAccessibleName(words.phase(number))
        self.seconds = Stepper(words.phase_seconds(number), filled=False, types=True)
        self.breath = Choice(words.breath(number), _BREATHS)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.name, self.seconds, self.breath):
            row.addWidget(widget)
        row.addStretch(1)
        self.name.settled.connect(lambda _: self.changed.emit())
        self.seconds.stepped.connect(lambda by: self._set(self._ms + by * _PHASE_STEP_MS))
        self.seconds.typed.connect(lambda text: self._set(typed_ms(text) or self._ms))
        self.breath.picked.connect(lambda _: self.changed.emit())

    @property
    def value(self) -> tuple[str, str, str]:
        name = "".join(self.name.text().split())
        return name, f"{self._ms / 1000:g}", str(self.breath.value or "")

    def show_phase(self, name: str, said: Any) -> None:
        seconds = said.get("seconds", "1") if isinstance(said, Mapping) else said
        breath = said.get("breath") if isinstance(said, Mapping) else None
        self._ms = time_ms(str(seconds)) or 1_000
        self.name.show_text(name)
        self.seconds.show_value(f"{self._ms / 1000:g} s")
        self.breath.show_value(breath)
        for widget in (self.seconds, self.breath):
            widget.setVisible(bool(name))

    def _set(self, ms: int) -> None:
        self._ms = min(max(QUICKEST_PHASE_MS, ms), SLOWEST_PHASE_MS)
        self.changed.emit()

    def rescale(self, scale: float) -> None:
        self.name.setFixedWidth(round(150 * scale))
        self.seconds.setFixedWidth(round(140 * scale))
