"""How a drill is done: set-up, feel, watch, its tempo and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from mobility_timer.routine import MOST_ROUNDS, Drill, Side, Sides
from mobility_timer.ui.shell.theme import Text
from mobility_timer.ui.widgets.controls.buttons import PillButton, Weight
from mobility_timer.ui.widgets.controls.choice import Choice
from mobility_timer.ui.widgets.controls.stepper import Stepper
from mobility_timer.ui.widgets.label import Label
from mobility_timer.words import preview

_SIDES = ((Side.LEFT, preview.LEFT_FIRST), (Side.RIGHT, preview.RIGHT_FIRST))


class Details(QWidget):
    """The lower part of an opened row."""

    slowed = Signal(int)
    repeated = Signal(int)
    first_side = Signal(Side)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setup = Label("", Text.SMALL, wraps=True)
        self.means = Label("", Text.SMALL, wraps=True)
        self.feel = Label("", Text.SMALL, wraps=True)
        self.watch = Label("", Text.SMALL, wraps=True)
        self.pain = Label("", Text.SMALL, wraps=True)
        self.notes = Label("", Text.SMALL, wraps=True)
        self.tempo = Stepper(preview.SECONDS_A_REP, filled=False)
        self.phases = Label("", Text.TINY, muted=True, wraps=True)
        self.sets = Stepper(preview.SETS, filled=False)
        self.side = Choice(preview.WHICH_SIDE_FIRST, _SIDES)
        self.swap = PillButton(preview.SWAP, weight=Weight.QUIET, icon="swap")
        self.leave = PillButton(preview.LEAVE_OUT, weight=Weight.QUIET, icon="remove")
        self.restore = PillButton(preview.AS_WRITTEN, weight=Weight.QUIET, icon="undo")
        self._heads: list[Label] = []
        self._grid = QGridLayout()
        heads = (
            preview.SET_UP,
            preview.SIDE,
            preview.FEEL,
            preview.WATCH,
            preview.PAIN,
            preview.NOTES,
        )
        self._told = (self.setup, self.means, self.feel, self.watch, self.pain, self.notes)
        for place, (head, body) in enumerate(zip(heads, self._told, strict=True)):
            self._heads.append(Label(head, Text.SMALL, muted=True))
            self._grid.addWidget(self._heads[-1], place, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(body, place, 1)
        self._grid.setColumnStretch(1, 1)
        self._tempo_label = Label(preview.TEMPO, Text.SMALL, muted=True)
        self._sets_label = Label(preview.SETS, Text.SMALL, muted=True)
        self._tempo = QHBoxLayout()
        self._tempo.addWidget(self.tempo)
        self._tempo.addWidget(self.phases, 1)
        self._grid.addWidget(self._tempo_label, len(heads), 0, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addLayout(self._tempo, len(heads), 1)
        self._sets = QHBoxLayout()
        self._sets.addWidget(self.sets)
        self._sets.addWidget(self.side)
        self._sets.addStretch(1)
        self._grid.addWidget(self._sets_label, len(heads) + 1, 0, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addLayout(self._sets, len(heads) + 1, 1)
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self.swap)
        self._buttons.addWidget(self.leave)
        self._buttons.addWidget(self.restore)
        self._buttons.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._grid)
        self._column.addLayout(self._buttons)
        self.tempo.stepped.connect(self.slowed)
        self.sets.stepped.connect(self.repeated)
        self.side.picked.connect(self.first_side)

    def show_drill(self, drill: Drill, called: str, *, out: bool, can_swap: bool) -> None:
        """`called` is what the row is called for a screen reader."""
        steps = enumerate(drill.setup, start=1)
        self.setup.setText("\n".join(f"{at}. {line}" for at, line in steps))
        self.means.setText(drill.side_means.capitalize())
        self.feel.setText(drill.feel)
        self.watch.setText("\n".join(filter(None, (drill.watch, drill.warning))))
        self.pain.setText(drill.pain)
        self.notes.setText("\n".join(drill.notes))
        for head, body in zip(self._heads, self._told, strict=True):
            head.setVisible(bool(body.text()))
            body.setVisible(bool(body.text()))
        moves = bool(drill.tempo) and not drill.is_hold
        for widget in (self._tempo_label, self.tempo, self.phases):
            widget.setVisible(moves)
        self.tempo.show_value(preview.rep_length(drill.rep_ms / 1000))
        phases = ", ".join(f"{phase.name} {phase.ms / 1000:.2g}" for phase in drill.tempo)
        self.phases.setText(phases)
        self.side.setVisible(drill.sides is not Sides.BOTH and len(drill.order) == 2)
        self.side.show_value(drill.order[0])
        self.sets.show_value(str(drill.rounds))
        self.sets.set_ends(can_fall=drill.rounds > 1, can_rise=drill.rounds < MOST_ROUNDS)
        self.tempo.call(preview.of(preview.SECONDS_A_REP, called))
        self.sets.call(preview.of(preview.SETS, called))
        self.side.call(preview.of(preview.WHICH_SIDE_FIRST, called))
        self.leave.setVisible(not out)
        self.leave.setAccessibleName(preview.leave_out(called))
        self.swap.setAccessibleName(preview.swap(called))
        self.swap.setVisible(can_swap)

    def rescale(self, scale: float) -> None:
        self._column.setContentsMargins(0, round(4 * scale), 0, round(18 * scale))
        self._column.setSpacing(round(14 * scale))
        self._grid.setHorizontalSpacing(round(14 * scale))
        self._grid.setVerticalSpacing(round(7 * scale))
        self._grid.setColumnMinimumWidth(0, round(60 * scale))
        for line in (self._tempo, self._sets):
            line.setSpacing(round(14 * scale))
        for stepper in (self.tempo, self.sets):
            stepper.setFixedWidth(round(136 * scale))
        self._buttons.setSpacing(round(10 * scale))
