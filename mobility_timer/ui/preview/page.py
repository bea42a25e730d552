"""Preview: what a routine asks for, made to fit before it is started."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mobility_timer.personal import SessionStart
from mobility_timer.routine import (
    MOST_ROUNDS,
    UNCHANGED,
    Adjusted,
    Fitted,
    Occasion,
    Origin,
    Routine,
    fit,
)
from mobility_timer.timeline import Timeline, compile_routine, length_ms, minutes_seconds
from mobility_timer.ui import describe
from mobility_timer.ui.home.lengths import Lengths
from mobility_timer.ui.pictures import Pictures
from mobility_timer.ui.preview.differences import Difference
from mobility_timer.ui.preview.kept_changes import KeptChanges, stepped_back
from mobility_timer.ui.preview.notes import to_heed, to_know
from mobility_timer.ui.preview.panel import PreviewPanel
from mobility_timer.ui.preview.row import DrillRow, RowView
from mobility_timer.ui.preview.view_model import PlanRow, PreviewModel
from mobility_timer.ui.preview.voice_progress import VoiceProgress
from mobility_timer.ui.shell.context import Context
from mobility_timer.ui.shell.latest import Latest
from mobility_timer.ui.shell.pages import Page, Pages
from mobility_timer.ui.shell.theme import Text
from mobility_timer.ui.widgets.controls.buttons import IconButton, PillButton, Weight
from mobility_timer.ui.widgets.controls.menu import pop_up
from mobility_timer.ui.widgets.label import Label
from mobility_timer.ui.widgets.scroll import WIDTH_PX as BAR
from mobility_timer.ui.widgets.scroll import Scroll
from mobility_timer.ui.widgets.top_line import TopLine
from mobility_timer.words import buttons, preview, told_apart

if TYPE_CHECKING:
    from mobility_timer.ui.editor.own.own_routines import OwnRoutines


class PreviewPage(Page):
    """Every change is shown at once, remembered for the routine, and can be taken back."""

    title = preview.TITLE

    def __init__(
        self,
        context: Context,
        pages: Pages,
        routine: Routine,
        occasion: Occasion | None = None,
    ) -> None:
        super().__init__()
        self._occasion = occasion
        self._context = context
        self._pages = pages
        self._kept = KeptChanges(context.adjustments, self)
        self.model = self._kept.open(context, routine)
        routine = self.model.original
        self._hurting = context.adjustments.hurting(routine)
        self._pictures = Pictures(context.thumbnails, self, self._pictures_came)
        self._lengths = Lengths(length_ms, self)
        self._lengths.came.connect(self._show_notes)
        self._fitting = Latest(self)
        self._fitting.done.connect(self._show_fitted)
        self.title = routine.name
        self.leave = PillButton(buttons.ROUTINES, weight=Weight.BARE, icon="back")
        self.undo = PillButton(preview.BACK_TO_THE_ORIGINAL, weight=Weight.BARE, icon="undo")
        self.mine = PillButton("", weight=Weight.BARE, icon="edit")
        self.more = IconButton("more", preview.MORE)
        self.rows = tuple(DrillRow(self._pictures.of_drill) for _ in self.model.rows)
        self.voice = VoiceProgress(context.coach)
        self.panel = self.beside_notices = PreviewPanel(self.voice)
        self._build()
        self._connect()
        self._show()

    def _build(self) -> None:
        original = self.model.original
        self._list = QWidget()
        self._drills = QVBoxLayout(self._list)
        for row in self.rows:
            self._drills.addWidget(row)
        self._drills.addStretch(1)
        self.scroller = Scroll(self._list)
        self._top = TopLine(self.leave, self.undo, self.mine, self.more)
        self._left = QVBoxLayout()
        self._left.addLayout(self._top)
        self._left.addWidget(Label(original.name, Text.TITLE, wraps=True))
        about = preview.about(original.summary, describe.occasions(original))
        heed = "\n".join(to_heed(original, self._hurting))
        self._about = Label(about, muted=True, wraps=True)
        self.heed = Label(heed, Text.SMALL_STRONG, wraps=True)
        self.heed.setVisible(bool(heed))
        self._left.addWidget(self._about)
        self._left.addWidget(self.heed)
        self._left.addWidget(self.scroller, 1)
        self._whole = QHBoxLayout(self)
        self._whole.addLayout(self._left, 1)
        self._whole.addWidget(self.panel)

    def _connect(self) -> None:
        panel = self.panel
        self.leave.clicked.connect(self._pages.back)
        self.undo.clicked.connect(self._as_original)
        self.mine.clicked.connect(self._make_mine)
        self.more.clicked.connect(self._open_menu)
        panel.start.clicked.connect(self._start)
        panel.minutes.valueChanged.connect(self._fit)
        panel.standing.clicked.connect(self._stand)
        panel.keep.clicked.connect(lambda: self._change(self.model.keeping()))
        panel.take_mine.clicked.connect(lambda: self._settle(take_mine=True))
        panel.take_file.clicked.connect(lambda: self._settle(take_mine=False))
        panel.today.undone.connect(self._undo)
        panel.kept.undone.connect(self._undo)
        panel.wait.clicked.connect(lambda on: self._change(self.model.waiting(on)))
        panel.rounds.stepped.connect(lambda by: self._change(self.model.with_rounds(by)))
        panel.count.picked.connect(self._count)
        for row, planned in zip(self.rows, self.model.rows, strict=True):
            self._connect_row(row, planned.key)

    def _connect_row(self, row: DrillRow, key: str) -> None:
        row.dosed.connect(lambda by: self._change(self.model.dosed(key, by)))
        row.slowed.connect(lambda by: self._change(self.model.slowed(key, by)))
        row.repeated.connect(lambda by: self._change(self.model.repeated(key, by)))
        row.first_side.connect(lambda side: self._change(self.model.starting(key, side)))
        row.left_out.connect(lambda out: self._change(self.model.left_out(key, out)))
        row.swapped.connect(lambda drill: self._change(self.model.swapped(key, drill)))
        row.restored.connect(lambda: self._change(self.model.as_written(key)))
        row.resized.connect(lambda: QTimer.singleShot(0, row, lambda: self._keep_in_sight(row)))

    def opened(self) -> None:
        self.panel.count.show_value(self._context.settings.value.count)
        self.panel.start.setFocus(Qt.FocusReason.OtherFocusReason)

    def closing(self) -> None:
        self.voice.stop()
        self._lengths.stop()
        self._pictures.stop()
        self._fitting.forget()
        self._fitting.wait()
        self._kept.keep(self.model)

    def _change(self, model: PreviewModel) -> None:
        self._fitting.forget()
        self._take(model)

    def _take(self, model: PreviewModel) -> None:
        self.model = model
        self._kept.keep_soon(model)
        self._show()

    def _stand(self, standing: bool) -> None:
        minutes = self.model.minutes
        self._change(self.model.standing(standing))
        if minutes is not None:
            self._fit(minutes)

    def _as_original(self) -> None:
        self._change(self.model.as_original())
        self.panel.start.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self, minutes: int) -> None:
        routine = self.model.to_fit.routine
        self.panel.show_minutes(minutes, 0)
        if routine.drills:
            self._fitting.ask(lambda: (minutes, fit(routine, minutes, length_ms)))

    def _show_fitted(self, result: tuple[int, Fitted]) -> None:
        self._take(self.model.fitted(*result))

    def _show(self) -> None:
        model = self.model
        panel = self.panel
        drills = model.routine.drills
        timeline = compile_routine(model.routine) if drills else None
        self._spent = _times(model.adjusted, timeline)
        total = timeline.length if timeline else 0
        called = told_apart([planned.drill.name for planned in model.rows])
        for row, planned, name in zip(self.rows, model.rows, called, strict=True):
            row.show_view(self._view(planned, name))
        panel.length.setText(minutes_seconds(total))
        panel.facts.setText(describe.summary(model.routine))
        panel.show_minutes(model.minutes, total)
        panel.standing.setChecked(model.changes.standing_only)
        panel.wait.setChecked(model.waits)
        panel.rounds.show_value(str(model.routine.rounds))
        panel.rounds.set_ends(
            can_fall=model.routine.rounds > 1, can_rise=model.routine.rounds < MOST_ROUNDS
        )
        panel.start.setEnabled(bool(drills))
        self.undo.setVisible(not model.is_original)
        self.mine.show_text(self._what_mine_does())
        if timeline:
            self.voice.prepare(timeline)
        self._show_notes()

    def _view(self, planned: PlanRow, called: str) -> RowView:
        spent = None if planned.out else self._spent[planned.key]
        others = () if planned.out else self.model.others(planned.key)
        changed = bool(self.model.changes.of(planned.key) != UNCHANGED)
        return RowView(planned.drill, called, planned.out, spent, others, changed)

    def _show_notes(self) -> None:
        model = self.model
        self.panel.show_notes(model.told, to_know(model, self._lengths.of))
        self.panel.show_kept(model.today_only(), model.by_hand(), stepped_back(model))

    def _what_mine_does(self) -> str:
        if not self.model.is_original:
            return preview.SAVE_AS_MINE
        is_own = self.model.original.origin is Origin.USER
        return preview.EDIT if is_own else preview.MAKE_IT_MINE

    def _make_mine(self) -> None:
        """Edit the routine where it is the user's own and as written, else a copy of it."""
        own, model = self._own_routines(), self.model
        if model.is_original:
            own.edit(model.original)
        elif model.routine.drills:
            own.copy(model.original, model.adjusted)

    def _open_menu(self) -> None:
        pop_up(self._own_routines().menu(self, self.model.original, self.scale), self.more)

    def _own_routines(self) -> OwnRoutines:
        from mobility_timer.ui.editor.own.own_routines import OwnRoutines

        return OwnRoutines(self._context, self._pages)

    def _settle(self, *, take_mine: bool) -> None:
        self._change(self._kept.settle(self.model, take_mine=take_mine))

    def _undo(self, one: Difference) -> None:
        """Take one change back; what was made to fit a time is made to fit it again."""
        minutes = None if one.field == "minutes" else self.model.minutes
        self._change(self.model.undone(one))
        if minutes is not None:
            self._fit(minutes)
        if self.focusWidget() is None:
            self.panel.start.setFocus(Qt.FocusReason.OtherFocusReason)

    def _count(self, count: object) -> None:
        self._context.settings.change(count=count)
        self._pages.apply_settings()

    def _start(self) -> None:
        self._kept.keep(self.model)
        self._pages.play(self.model.routine, SessionStart(self._occasion))

    def _pictures_came(self) -> None:
        for row in self.rows:
            row.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.panel.start.click()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._go(1 if key == Qt.Key.Key_Down else -1)
        else:
            event.ignore()

    def _go(self, step: int) -> None:
        """Move the focus to the next row up or down."""
        here = [place for place, row in enumerate(self.rows) if row.hasFocus()]
        place = here[0] + step if here else 0
        if 0 <= place < len(self.rows):
            self.rows[place].setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._keep_in_sight(self.rows[place])

    def _keep_in_sight(self, row: DrillRow) -> None:
        self._drills.activate()
        top = row.mapTo(self._list, QPoint(0, 0)).y()
        self.scroller.ensureVisible(0, top + row.height(), 0, 0)
        self.scroller.ensureVisible(0, top, 0, 0)

    def rescaled(self, scale: float) -> None:
        margin = round(48 * scale)
        edge = round(14 * scale)
        self._whole.setContentsMargins(margin, round(20 * scale), margin - edge, round(34 * scale))
        self._whole.setSpacing(round(26 * scale))
        self._top.rescale(scale)
        self._top.setContentsMargins(0, 0, edge, 0)
        self._left.setSpacing(round(6 * scale))
        last, first = (self.heed, self._about) if self.heed.text() else (self._about, self.heed)
        last.setContentsMargins(0, 0, 0, round(18 * scale))
        first.setContentsMargins(0, 0, 0, 0)
        self._drills.setSpacing(round(12 * scale))
        self._drills.setContentsMargins(0, 0, edge - BAR, 0)


def _times(adjusted: Adjusted, timeline: Timeline | None) -> Counter[str]:
    """The time of each drill by its key, with the gaps before it."""
    spent: Counter[str] = Counter()
    for span in timeline.spans if timeline else ():
        spent[adjusted.keys[span.drill]] += span.end - span.start
    return spent
