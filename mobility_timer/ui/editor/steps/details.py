"""The lower part of an opened step: sets, rests, sides, tempo, ways, and what else can be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from mobility_timer import editing
from mobility_timer.routine import MOST_ROUNDS, Drill, Side, Sides
from mobility_timer.ui.editor.steps.choosing import LotList, WayList
from mobility_timer.ui.editor.steps.typed import Change, to_ms, to_number
from mobility_timer.ui.editor.view_model import REST_STEP_MS, StepView
from mobility_timer.ui.shell.theme import Text
from mobility_timer.ui.widgets.controls.buttons import PillButton, Weight
from mobility_timer.ui.widgets.controls.choice import Choice
from mobility_timer.ui.widgets.controls.field import TextField
from mobility_timer.ui.widgets.controls.stepper import Stepper
from mobility_timer.ui.widgets.label import Label
from mobility_timer.ui.widgets.scaled import rescale_whole
from mobility_timer.words import editor as words

_PACES = tuple((pace, words.PACES[pace]) for pace in (*editing.PACES, None))
_MOST_PHASES_COLUMNS = 3
_TALL = (words.LOT, words.VARIANTS)


class StepDetails(QWidget):
    """`changed` gives what is to become of the model."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sets = Stepper(words.SETS, filled=False, types=True)
        self.each_set = TextField(words.EACH_SET, Text.SMALL, longest=60)
        self.rest = Stepper(words.REST, filled=False, types=True)
        self.sides = Choice(words.SIDES, [(None, "")])
        self.left = Stepper(words.LEFT, filled=False, types=True)
        self.right = Stepper(words.RIGHT, filled=False, types=True)
        self.pace = Choice(words.TEMPO, _PACES)
        self.phases: dict[str, Stepper] = {}
        self.ways = WayList()
        self.lot = LotList()
        self.draw_also = PillButton(words.DRAW_ALSO, weight=Weight.BARE, icon="plus")
        self.play = PillButton(words.PLAY_FROM_HERE, weight=Weight.QUIET, icon="play")
        self.twice = PillButton(words.DUPLICATE, weight=Weight.QUIET, icon="copy")
        self.group = PillButton(words.INTO_BLOCK, weight=Weight.QUIET, icon="block")
        self.drill = PillButton(words.EDIT_DRILL, weight=Weight.QUIET, icon="edit")
        self.remove = PillButton(words.REMOVE, weight=Weight.QUIET, icon="remove")
        self._number = 0
        self._drill: Drill | None = None
        self._scale = 1.0
        self._build()
        self._connect()

    def _build(self) -> None:
        self._grid = QGridLayout()
        self._lines: dict[str, tuple[Label, QHBoxLayout]] = {}
        self._line(words.LOT, self.lot)
        sets = self._line(words.SETS, self.sets, Label(words.REST, Text.SMALL, muted=True))
        sets.insertWidget(2, self.rest)
        self._line(words.EACH_SET, self.each_set)
        sides = self._line(words.SIDES, self.sides)
        self._side_labels = [Label(name, Text.SMALL, muted=True)
                             for name in (words.LEFT, words.RIGHT)]  # fmt: skip
        for label, stepper in zip(self._side_labels, (self.left, self.right), strict=True):
            sides.insertWidget(sides.count() - 1, label)
            sides.insertWidget(sides.count() - 1, stepper)
        self._line(words.TEMPO, self.pace)
        self._phase_grid = QGridLayout()
        self._line(words.PHASES).insertLayout(0, self._phase_grid)
        self._line(words.VARIANTS, self.ways)
        self._grid.setColumnStretch(1, 1)
        self._buttons = QHBoxLayout()
        for button in (self.play, self.twice, self.group, self.remove):
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        self.group.setToolTip(words.WITH_THE_ONE_ABOVE)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._grid)
        self._column.addLayout(self._buttons)
        self._below = QHBoxLayout()
        self._below.addWidget(self.draw_also)
        self._below.addWidget(self.drill)
        self._below.addStretch(1)
        self._column.addLayout(self._below)

    def _line(self, name: str, *widgets: QWidget) -> QHBoxLayout:
        head = Label(name, Text.SMALL, muted=True)
        row = QHBoxLayout()
        for widget in widgets:
            row.addWidget(widget)
        row.addStretch(1)
        place = len(self._lines)
        tall = Qt.AlignmentFlag.AlignTop if name in _TALL else Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(head, place, 0, tall)
        self._grid.addLayout(row, place, 1)
        self._lines[name] = (head, row)
        return row

    def _connect(self) -> None:
        self.sets.stepped.connect(lambda by: self._set_sets(self._sets + by))
        self.sets.typed.connect(lambda text: to_number(text, self._set_sets, self._ask))
        self.each_set.settled.connect(self._set_each)
        self.rest.stepped.connect(lambda by: self._set_rest(self._rest_ms + by * REST_STEP_MS))
        self.rest.typed.connect(lambda text: to_ms(text, self._set_rest, self._ask))
        self.sides.picked.connect(self._set_sides)
        self.pace.picked.connect(self._set_pace)
        self.ways.chosen.connect(self._set_variants)
        for side, stepper in ((Side.LEFT, self.left), (Side.RIGHT, self.right)):
            self._connect_side(side, stepper)

    def _connect_side(self, side: Side, stepper: Stepper) -> None:
        def set_amount(amount: int) -> None:
            number = self._number
            self._ask(lambda model: model.with_side_amount(number, side, amount))

        def step(by: int) -> None:
            if self._drill is not None:
                now = self._drill.amount_of(0, side)
                set_amount(now + by * self._drill.dose_step)

        stepper.stepped.connect(step)
        stepper.typed.connect(lambda text: to_number(text, set_amount, self._ask))

    def show_step(
        self, view: StepView, lot: Sequence[StepView], *, can_group: bool, can_edit: bool
    ) -> None:
        """`lot` are the drills of which this one is drawn, where it is."""
        drill = view.drill
        assert drill is not None
        self._show_line(words.LOT, bool(lot))
        if lot:
            self.lot.show_lot(lot, view.step.number)
        self.draw_also.setVisible(not lot)
        self._number, self._drill = view.step.number, drill
        self._show_sets(drill)
        self._show_sides(drill)
        self._show_tempo(drill, view.own)
        self._show_variants(drill, view.own)
        self.group.setVisible(can_group)
        self.drill.setVisible(can_edit)

    def call(self, step: str) -> None:
        """Name every control after the step, for a screen reader."""
        steppers = ((words.SETS, self.sets), (words.REST, self.rest), (words.LEFT, self.left),
                    (words.RIGHT, self.right))  # fmt: skip
        phases = tuple((words.phase(name), stepper) for name, stepper in self.phases.items())
        for what, control in (*steppers, *phases):
            control.call(words.of(what, step))
        for what, choice in ((words.SIDES, self.sides), (words.TEMPO, self.pace)):
            choice.call(words.of(what, step))
        self.each_set.setAccessibleName(words.of(words.EACH_SET, step))
        for button in (self.play, self.twice, self.group, self.remove, self.draw_also, self.drill):
            button.setAccessibleName(words.of(button.text(), step))
        self.ways.call(step)
        self.lot.call(step)

    def _show_sets(self, drill: Drill) -> None:
        self._sets, self._rest_ms = drill.rounds, drill.rest_ms
        self.sets.show_value(str(drill.rounds))
        self.sets.set_ends(can_fall=drill.rounds > 1, can_rise=drill.rounds < MOST_ROUNDS)
        self.rest.show_value(words.seconds(drill.rest_ms))
        self.rest.set_ends(can_fall=drill.rest_ms > 0, can_rise=True)
        amounts = ", ".join(str(drill.amount_of(at, None)) for at in range(drill.rounds))
        self.each_set.show_text(amounts)
        by_side = drill.dose.right_offsets is not None
        closed = not drill.dose.is_open
        self._show_line(words.EACH_SET, drill.rounds > 1 and not by_side and closed)

    def _show_sides(self, drill: Drill) -> None:
        sided = drill.sides is not Sides.BOTH
        self._show_line(words.SIDES, sided)
        if not sided:
            return
        options = [
            ((shape, order), name)
            for (shape, order), name in words.SIDE_ORDERS.items()
            if shape in (drill.sides.value, Sides.EACH.value) or not drill.is_hold
        ]
        self.sides.set_options(options)
        self.sides.show_value((drill.sides.value, tuple(side.value for side in drill.order)))
        both = drill.sides is Sides.EACH and len(drill.order) == 2 and not drill.dose.is_open
        for side, stepper in ((Side.LEFT, self.left), (Side.RIGHT, self.right)):
            stepper.setVisible(both)
            stepper.show_value(str(drill.amount_of(0, side)))
        for label in self._side_labels:
            label.setVisible(both)

    def _show_tempo(self, drill: Drill, own: Drill | None) -> None:
        moves = bool(drill.tempo)
        self._show_line(words.PHASES, moves)
        self._show_line(words.TEMPO, moves and own is not None)
        if moves and own is not None:
            self.pace.show_value(editing.pace_of(drill, own))
        names = [phase.name for phase in drill.tempo]
        if names != list(self.phases):
            self._make_phases(names)
        for phase in drill.tempo:
            self.phases[phase.name].show_value(words.seconds(phase.ms), phase.name)

    def _make_phases(self, names: list[str]) -> None:
        for stepper in self.phases.values():
            stepper.deleteLater()
        self.phases = {}
        for place, name in enumerate(names):
            stepper = Stepper(words.phase(name), filled=False, types=True)
            self._connect_phase(name, stepper)
            self.phases[name] = stepper
            self._phase_grid.addWidget(stepper, *divmod(place, _MOST_PHASES_COLUMNS))
        rescale_whole(self, self._scale)

    def _connect_phase(self, name: str, stepper: Stepper) -> None:
        def set_ms(ms: int) -> None:
            number = self._number
            self._ask(lambda model: model.with_phase(number, name, ms))

        stepper.stepped.connect(lambda by: self._step_phase(name, by))
        stepper.typed.connect(lambda text: to_ms(text, set_ms, self._ask))

    def _step_phase(self, name: str, by: int) -> None:
        number = self._number
        self._ask(lambda model: model.phase_stepped(number, name, by))

    def _show_variants(self, drill: Drill, own: Drill | None) -> None:
        every = own.variants if own is not None else ()
        self._show_line(words.VARIANTS, len(every) > 1)
        self.ways.show_ways(every, drill.variants if every else ())

    def _show_line(self, name: str, shown: bool) -> None:
        head, row = self._lines[name]
        head.setVisible(shown)
        for place in range(row.count()):
            item = row.itemAt(place)
            if item and item.layout() is self._phase_grid:
                for stepper in self.phases.values():
                    stepper.setVisible(shown)
            elif item and (widget := item.widget()):
                widget.setVisible(shown)

    def _set_sets(self, sets: int) -> None:
        number = self._number
        self._ask(lambda model: model.with_sets(number, sets))

    def _set_each(self, text: str) -> None:
        number = self._number
        if text.strip():
            self._ask(lambda model: model.with_typed(number, text))

    def _set_rest(self, ms: int) -> None:
        number = self._number
        self._ask(lambda model: model.with_rest(number, ms))

    def _set_sides(self, chosen: object) -> None:
        if isinstance(chosen, tuple):
            shape, order = chosen
            number, sides = self._number, [Side(name) for name in order]
            self._ask(lambda model: model.with_sides(number, Sides(shape), sides))

    def _set_pace(self, pace: object) -> None:
        number = self._number
        if isinstance(pace, str):
            self._ask(lambda model: model.with_pace(number, pace))

    def _set_variants(self, ids: list[str]) -> None:
        number = self._number
        self._ask(lambda model: model.with_variants(number, ids))

    def _ask(self, change: Change) -> None:
        self.changed.emit(change)

    def _widest_head(self, scale: float) -> int:
        """Also of the lines that are hidden: what comes up later moves nothing sideways."""
        heads = [head for head, _ in self._lines.values()]
        for head in heads:
            head.rescale(scale)
        return max(head.sizeHint().width() for head in heads)

    def rescale(self, scale: float) -> None:
        self._scale = scale
        self._column.setContentsMargins(0, round(4 * scale), 0, round(18 * scale))
        self._column.setSpacing(round(14 * scale))
        self._grid.setHorizontalSpacing(round(14 * scale))
        self._grid.setVerticalSpacing(round(7 * scale))
        self._grid.setColumnMinimumWidth(0, self._widest_head(scale))
        for _, row in self._lines.values():
            row.setSpacing(round(12 * scale))
        for stepper in (self.sets, self.rest):
            stepper.setFixedWidth(round(140 * scale))
        for stepper in (self.left, self.right):
            stepper.setFixedWidth(round(122 * scale))
        for stepper in self.phases.values():
            stepper.setFixedWidth(round(160 * scale))
        self.each_set.setFixedWidth(round(200 * scale))
        for line in (self._buttons, self._below):
            line.setSpacing(round(5 * scale))
