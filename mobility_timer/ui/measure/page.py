"""Measuring oneself, step by step, and what came of it so far."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mobility_timer.personal import MeasureKind, by_day, further_side
from mobility_timer.routine import Drill, Side
from mobility_timer.ui.measure.chart import MeasureChart
from mobility_timer.ui.measure.field import MeasureField
from mobility_timer.ui.measure.slots import TrialSlots
from mobility_timer.ui.measure.telling import of_day, typed
from mobility_timer.ui.measure.trials import Trials
from mobility_timer.ui.measure.turn import Turn
from mobility_timer.ui.pictures import Pictures, paint_picture
from mobility_timer.ui.shell.context import Context
from mobility_timer.ui.shell.pages import Page, Pages
from mobility_timer.ui.shell.theme import Text, font
from mobility_timer.ui.widgets.controls.buttons import PillButton, Weight
from mobility_timer.ui.widgets.controls.choice import Choice
from mobility_timer.ui.widgets.label import Label
from mobility_timer.ui.widgets.paint import smooth
from mobility_timer.ui.widgets.scroll import WIDTH_PX as BAR
from mobility_timer.ui.widgets.scroll import Scroll
from mobility_timer.ui.widgets.stacked import stack_where_narrow
from mobility_timer.ui.widgets.top_line import TopLine
from mobility_timer.words import buttons
from mobility_timer.words import measure as words

_SHOWN_BY = {
    MeasureKind.KNEE_TO_WALL: "knee-to-wall",
    MeasureKind.KNEE_TO_WALL_ANGLE: "knee-to-wall",
}
_LOGGED_DAYS = 12
_PICTURE_PX = (300, 250)
_STEP_CHARACTERS = 26  # a line of a step is never shorter
_WAYS = (
    ((MeasureKind.KNEE_TO_WALL, False), words.KNEE_TO_WALL_CM),
    ((MeasureKind.KNEE_TO_WALL, True), words.KNEE_TO_WALL_INCHES),
    ((MeasureKind.KNEE_TO_WALL_ANGLE, False), words.KNEE_TO_WALL_ANGLE),
    ((MeasureKind.HIP_ROTATION, False), words.HIP_ROTATION),
)


class DrillPicture(QWidget):
    """The figure in the position of the measure, with the side that is measured in its colour."""

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__()
        self._drills = context.library.drills
        self.pictures = Pictures(context.thumbnails, page, self.update)
        self._drill: Drill | None = None
        self._scale = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_side(self, kind: MeasureKind, side: Side) -> None:
        drill = self._drills.get(_SHOWN_BY.get(kind, ""))
        if drill is not None:
            name = f"{drill.id}-{side.value}"
            drill = replace(drill, id=name, order=(side, side.other))
        self._drill = drill
        self.setVisible(drill is not None)
        self.update()

    def rescale(self, scale: float) -> None:
        self._scale = scale
        self.setFixedSize(QSize(*_PICTURE_PX) * scale)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._drill is None:
            return
        with smooth(self) as painter:
            rect = QRectF(self.rect())
            image: QImage | None = self.pictures.of(self._drill, rect.width(), rect.height())
            paint_picture(self, painter, image, rect, rect, 24 * self._scale, "")


class MeasurePage(Page):
    """At the left how it is done, at the right the trials; below, what came of it so far."""

    title = words.TITLE

    def __init__(self, context: Context, pages: Pages) -> None:
        super().__init__()
        self._context = context
        self._pages = pages
        self._kind = MeasureKind.KNEE_TO_WALL
        self.trials = Trials()
        self.leave = PillButton(buttons.BACK, weight=Weight.BARE, icon="back")
        self.way = Choice(words.WITH, _WAYS)
        self.heading = Label("", Text.TITLE)
        self.picture = DrillPicture(context, self)
        self.steps = Label("", wraps=True)
        self.about = Label("", Text.SMALL, muted=True, wraps=True)
        self.turn = Turn()
        self.field = MeasureField()
        self.unit = Label("", Text.SUBHEADING, muted=True)
        self.next = PillButton(words.NEXT, buttons.ENTER)
        self.slots = TrialSlots()
        self.told = Label("", Text.SMALL, muted=True, wraps=True)
        self.again = PillButton(words.AGAIN, weight=Weight.QUIET)
        self.chart = MeasureChart()
        self.sides = Label("", Text.SMALL, wraps=True)
        self.log_name = Label(words.LOG, Text.SMALL_STRONG)
        self.log = Label("", Text.SMALL, muted=True, wraps=True)
        self.forget = PillButton(words.FORGET_LAST, weight=Weight.QUIET)
        self.band = Label(words.BAND, Text.SMALL, muted=True, wraps=True)
        self._build()
        self._connect()
        measures = context.history.measures()
        usual = measures[-1].kind if measures else MeasureKind.KNEE_TO_WALL
        begun = (kind for kind in (usual, *MeasureKind) if context.history.measure_begun(kind))
        self.show_way(next(begun, usual))

    @property
    def inches(self) -> bool:
        return self._context.settings.value.inches and not self._kind.is_angle

    def _build(self) -> None:
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._top = TopLine(self.leave, self.way)
        self._column.addLayout(self._top)
        self._column.addWidget(self.heading)
        how = QVBoxLayout()
        how.addWidget(self.steps)
        how.addWidget(Label(words.ONLY_WITHOUT_PAIN, Text.SMALL, muted=True, wraps=True))
        how.addStretch(1)
        doing = QVBoxLayout()
        self._entry = QHBoxLayout()
        for widget in (self.field, self.unit, self.next, self.again):
            self._entry.addWidget(widget)
        self._entry.addStretch(1)
        doing.addWidget(self.turn)
        doing.addLayout(self._entry)
        doing.addWidget(self.slots)
        doing.addWidget(self.told)
        doing.addStretch(1)
        self._how, self._doing = how, doing
        self._three = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._three.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        self._three.addLayout(how, 1)
        self._three.addLayout(doing)
        self._column.addLayout(self._three)
        for shown in (self.chart, self.sides, self.band, self.about, self.log_name, self.log):
            self._column.addWidget(shown)
        self._column.addWidget(self.forget, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scroll(content, self))

    def _connect(self) -> None:
        self.leave.clicked.connect(self._pages.back)
        self.way.picked.connect(self._pick_way)
        self.next.clicked.connect(self._next)
        self.again.clicked.connect(self._start_over)
        self.forget.clicked.connect(self._forget_last)
        self.field.returnPressed.connect(self._next)

    def opened(self) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def closing(self) -> None:
        self.picture.pictures.stop()

    def show_way(self, kind: MeasureKind) -> None:
        """Measure this kind, in the unit that was chosen last."""
        inches = self._context.settings.value.inches and kind is MeasureKind.KNEE_TO_WALL
        self.way.show_value((kind, inches))
        self._take_way(self.way.value)

    def _pick_way(self, way: tuple[MeasureKind, bool]) -> None:
        kind, inches = way
        if kind is MeasureKind.KNEE_TO_WALL:
            self._context.settings.change(inches=inches)
        self._take_way(way)

    def _take_way(self, way: object) -> None:
        assert isinstance(way, tuple)
        self._kind = way[0]
        self.heading.setText(words.NAMES[self._kind.value])
        self.steps.setText(words.numbered(words.STEPS[self._kind.value]))
        self.about.setText(words.ABOUT[self._kind.value])
        self.trials = Trials(self._context.history.measure_begun(self._kind))
        self.told.setText(words.WHERE_YOU_WERE if self.trials.values else "")
        self._show()
        self._show_days()

    def _take(self, trials: Trials) -> None:
        """Go on with these, which are there again when the page is left and opened today."""
        self.trials = trials
        self._context.history.note_measure_begun(self._kind, trials.values)

    def _start_over(self) -> None:
        self._take(Trials())
        self.told.setText("")
        self._show()

    def _next(self) -> None:
        """Take what was typed as the next trial; keep all of them at the end."""
        if self.trials.complete:
            self._keep()
            return
        value = typed(self.field.text(), self._kind, inches=self.inches)
        if value is None:
            self.told.setText(words.not_a_number(self._said(self._kind.most)))
            self.field.selectAll()
            return
        self._take(self.trials.with_value(value))
        self.told.setText("")
        self._show()

    def _keep(self) -> None:
        left, right = (self.trials.of(side) for side in Side)
        self._context.history.add_measure(self._kind, left, right)
        self._start_over()
        self._show_days()
        lacks = self._context.history.lacks_some
        self.told.setText(words.NOT_RECORDED if lacks else words.KEPT)

    def _forget_last(self) -> None:
        self._context.history.take_measure_back(self._kind)
        self.told.setText(words.FORGOTTEN)
        self._show_days()

    def _show(self) -> None:
        trials = self.trials
        self.turn.show_trials(trials)
        self.field.clear()
        unit = words.unit(is_angle=self._kind.is_angle, inches=self.inches)
        self.unit.setText(unit)
        self.field.setAccessibleName(f"{self.turn.accessibleName()}, {unit}")
        for widget in (self.field, self.unit):
            widget.setVisible(not trials.complete)
        self.next.setText(words.SAVE if trials.complete else words.NEXT)
        self.next.setAccessibleName(self.next.text())
        self.next.updateGeometry()
        self.again.setVisible(bool(trials.values))
        self.slots.show_trials(trials, self._said)
        self.picture.show_side(self._kind, trials.side)
        if trials.complete:
            self.next.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif self.isVisible():
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_days(self) -> None:
        history = self._context.history
        days = by_day(history.measures(), self._kind)
        self.chart.show_days(days, self._kind, inches=self.inches)
        left, right = ([day.best(side) for day in days] for side in Side)
        side = further_side(left, right, self._kind.noise)
        self.sides.setText(words.side_further(side.value) if side else "")
        self.sides.setVisible(side is not None)
        newest_first = reversed(days[-_LOGGED_DAYS:])
        self.log.setText("\n".join(of_day(day, inches=self.inches) for day in newest_first))
        for shown in (self.band, self.log_name, self.log):
            shown.setVisible(bool(days))
        self.forget.setVisible(bool(days) and days[-1].day.isoformat() == history.today)

    def _said(self, value: float) -> str:
        return words.amount(value, is_angle=self._kind.is_angle, inches=self.inches)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace and self.trials.values and not self.field.text():
            self._take(self.trials.without_last())
            self._show()
        else:
            event.ignore()

    def rescaled(self, scale: float) -> None:
        margin = round(48 * scale)
        self._top.rescale(scale)
        self._column.setContentsMargins(margin, round(20 * scale), margin, margin)
        self._column.setSpacing(round(14 * scale))
        self._three.setSpacing(round(36 * scale))
        self._how.setSpacing(round(14 * scale))
        self._doing.setSpacing(round(12 * scale))
        self._entry.setSpacing(round(14 * scale))
        letter = QFontMetricsF(font(Text.BODY, scale)).averageCharWidth()
        self.steps.setMinimumWidth(round(_STEP_CHARACTERS * letter))
        stack_where_narrow(self._three, self.width() - 2 * margin - BAR)
