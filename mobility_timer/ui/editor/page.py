"""The editor: a routine of one's own, put together from the catalogue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mobility_timer.editing import EditSession, Refused
from mobility_timer.library import Library, leading_number, time_ms
from mobility_timer.personal import SessionStart
from mobility_timer.routine import Drill, Origin
from mobility_timer.timeline import minutes_seconds
from mobility_timer.ui import describe
from mobility_timer.ui.editor.asking import AskBar
from mobility_timer.ui.editor.catalogue import Catalogue
from mobility_timer.ui.editor.file_keeper import FileKeeper
from mobility_timer.ui.editor.panel import EditorPanel
from mobility_timer.ui.editor.steps.details import typed_ms
from mobility_timer.ui.editor.steps.list import StepList
from mobility_timer.ui.editor.steps.row import Draggable, StepRow
from mobility_timer.ui.editor.view_model import REST_STEP_MS, EditorModel, StepView
from mobility_timer.ui.pictures import Pictures
from mobility_timer.ui.shell.context import Context
from mobility_timer.ui.shell.pages import Page, Pages
from mobility_timer.ui.shell.theme import Text
from mobility_timer.ui.widgets.controls.buttons import IconButton, PillButton, Weight
from mobility_timer.ui.widgets.controls.field import TextField
from mobility_timer.ui.widgets.label import Label
from mobility_timer.ui.widgets.scroll import WIDTH_PX as BAR
from mobility_timer.ui.widgets.scroll import Scroll
from mobility_timer.ui.widgets.top_line import TopLine
from mobility_timer.words import buttons
from mobility_timer.words import editor as words


class EditorPage(Page):
    """Every change is shown at once and can be undone; the file changes when it is saved."""

    title = words.TITLE

    def __init__(self, context: Context, pages: Pages, session: EditSession) -> None:
        super().__init__()
        self._context = context
        self._pages = pages
        self.model = EditorModel(session, context.library.drills)
        self._added_after: int | None = None
        self._drawn_beside: int | None = None
        self.catalogue: Catalogue | None = None
        self._pictures = Pictures(context.thumbnails, self, self._pictures_came)
        self.leave = PillButton(buttons.BACK, weight=Weight.BARE, icon="back")
        self.undo = IconButton("undo", words.UNDO)
        self.redo = IconButton("redo", words.REDO)
        self.name = TextField(words.NAME, Text.TITLE, bare=True)
        self.summary = TextField(words.SUMMARY, bare=True, longest=160)
        self.asking = AskBar()
        self.list = StepList(self._pictures.of_drill, self._can_edit)
        self.nothing = Label(words.NOTHING_YET, muted=True)
        self.paste = PillButton(words.PASTE, weight=Weight.QUIET)
        self.add = PillButton(words.ADD_DRILL, weight=Weight.QUIET, icon="plus")
        self.add_rest = PillButton(words.ADD_REST, weight=Weight.BARE)
        self.panel = EditorPanel()
        self.file = FileKeeper(
            context.user_files(),
            self.asking,
            lambda: self.model.session,
            lambda: frozenset(self._context.library.routines),
            self,
        )
        self._build()
        self._connect()
        self._show()

    def _build(self) -> None:
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._column.addWidget(self.nothing)
        self._column.addWidget(self.list)
        self._add_line = QHBoxLayout()
        for button in (self.add, self.add_rest, self.paste):
            self._add_line.addWidget(button)
        self._add_line.addStretch(1)
        self._column.addLayout(self._add_line)
        self._column.addStretch(1)
        self.scroller = Scroll(self._content)
        self._top = TopLine(self.leave, self.undo, self.redo)
        self._left = QVBoxLayout()
        self._left.addLayout(self._top)
        self._left.addWidget(self.asking)
        self._hangs = [TopLine(field) for field in (self.name, self.summary)]
        for line in self._hangs:
            line.setStretch(1, 1)
            self._left.addLayout(line)
        self._left.addWidget(self.scroller, 1)
        self._whole = QHBoxLayout(self)
        self._whole.addLayout(self._left, 1)
        self._whole.addWidget(self.panel)

    def _connect(self) -> None:
        panel = self.panel
        self.leave.clicked.connect(self._pages.back)
        self.undo.clicked.connect(lambda: self.change(EditorModel.undone))
        self.redo.clicked.connect(lambda: self.change(EditorModel.redone))
        self.name.settled.connect(lambda text: self.change(lambda m: m.with_text("name", text)))
        self.summary.settled.connect(
            lambda text: self.change(lambda m: m.with_text("summary", text))
        )
        self.add.clicked.connect(lambda: self.open_catalogue())
        self.add_rest.clicked.connect(self._add_rest)
        self.paste.clicked.connect(self._paste)
        self.list.changed.connect(self.change)
        self.list.made.connect(self._connect_row)
        self.list.resized.connect(lambda row: QTimer.singleShot(0, row, lambda: self._sight(row)))
        for occasion, chip in panel.occasions.items():
            chip.clicked.connect(
                lambda on, it=occasion.value: self.change(lambda m: m.with_occasion(it, on))
            )
        self._connect_numbers()
        self._connect_keys()
        panel.wait.clicked.connect(lambda on: self.change(lambda m: m.with_waiting(on)))
        panel.save.clicked.connect(lambda: self.file.save())
        self.file.replaced.connect(self._replace)
        self.file.said.connect(self._pages.say)
        self.file.confirmed.connect(self._pages.tell)

    def _connect_keys(self) -> None:
        for keys, do in (
            ("Ctrl+Z", self.undo.click),
            ("Ctrl+Shift+Z", self.redo.click),
            ("Ctrl+Y", self.redo.click),
            ("Ctrl+S", self.panel.save.click),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)

    def _connect_numbers(self) -> None:
        panel = self.panel

        def rounds(number: int) -> None:
            self.change(lambda m: m.with_rounds(number))

        def rest(ms: int) -> None:
            self.change(lambda m: m.with_rest_between(ms))

        panel.rounds.stepped.connect(lambda by: rounds(self._rounds + by))
        panel.rounds.typed.connect(lambda text: rounds(int(text)) if text.isdigit() else None)
        panel.rest.stepped.connect(lambda by: rest(self._rest_ms + by * REST_STEP_MS))
        panel.rest.typed.connect(lambda text: rest(typed_ms(text) or 0))
        panel.ready.stepped.connect(lambda by: self.change(lambda m: m.get_ready_stepped(by)))
        panel.ready.typed.connect(
            lambda text: self.change(lambda m: m.with_get_ready(typed_ms(text) or 0))
        )

    def _connect_row(self, row: StepRow) -> None:
        row.details.play.clicked.connect(lambda: self._play_from(row.number))
        row.details.drill.clicked.connect(lambda: self._edit_drill(row.shown_number))
        for asks in (row.details.draw_also.clicked, row.details.lot.more):
            asks.connect(lambda: self.open_catalogue(drawn_beside=row.shown_number))

    @property
    def _rounds(self) -> int:
        return leading_number(str(self.model.draft.keys.get("rounds", "1")))

    @property
    def _rest_ms(self) -> int:
        return time_ms(str(self.model.draft.keys.get("rest", "0"))) or 0

    def change(self, change: Callable[[EditorModel], EditorModel]) -> None:
        """Make a change, or say why it cannot be."""
        before = self.model
        try:
            self.model = change(self.model)
        except Refused as refused:
            self._pages.say(str(refused))
        if self.model.session != before.session:
            self.file.note_change()
        self._show()

    def opened(self) -> None:
        if self.catalogue is not None:
            self.catalogue.search.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.model.rows:
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.list.rows[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def closing(self) -> None:
        self._pictures.stop()
        self.file.stop()

    def back(self) -> bool:
        if self.catalogue is not None:
            self._close_catalogue()
            return True
        if self.asking.isVisible():
            self.asking.hide()
            return True
        if self.model.session.is_changed and self.model.routine is not None:
            self._ask_to_save()
            return True
        self.file.forget_draft()
        if self.file.was_saved and self.model.routine is not None:
            QTimer.singleShot(0, self, self._show_saved)
            return True
        return False

    def open_catalogue(self, *, drawn_beside: int | None = None) -> None:
        """Add drills after the row with the focus, or to the lot that a step is drawn from."""
        row = next((row for row in self.list.rows if row.hasFocus()), None)
        self._drawn_beside = drawn_beside
        self._added_after = row.number if row is not None else None
        self._added = 0
        drills = self.model.drills.values()
        self.catalogue = Catalogue(drills, self._pictures.of_drill, self)
        self.catalogue.added.connect(self._add)
        self.catalogue.own.connect(self._write_drill)
        self.catalogue.closed.connect(self._close_catalogue)
        self.catalogue.setGeometry(self.rect())
        self.rescale_now()
        self.catalogue.show()
        self.catalogue.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, drill: Drill, *, as_written: bool = False) -> None:
        after, beside = self._added_after, self._drawn_beside
        before = self.model
        if beside is not None:
            self.change(lambda model: model.drawn_also(beside, drill, as_written=as_written))
        else:
            self.change(lambda model: model.added(drill, after, as_written=as_written))
        if self.model is not before and self.catalogue is not None:
            self._added += 1
            if beside is None:
                self._added_after = self.model.draft.next_number - 1
            self.catalogue.show_count(self._added)

    def _paste(self) -> None:
        from mobility_timer.ui.editor.own.paste_page import PastePage

        self._pages.back()
        self._pages.show_own_page(PastePage(self._context, self._pages))

    def _write_drill(self) -> None:
        """A drill of one's own, which is then added."""
        from mobility_timer.ui.editor.drill.opening import write_drill

        def saved(drill: Drill, library: Library) -> None:
            self._use_library(library)
            self._add(drill, as_written=True)
            self._close_catalogue()

        write_drill(self._context, self._pages, saved)

    def _edit_drill(self, number: int) -> None:
        from mobility_timer.ui.editor.drill.opening import edit_drill

        drill = self.model.drill_of(number)
        edit_drill(self._context, self._pages, drill, lambda _, new: self._use_library(new))

    def _use_library(self, library: Library) -> None:
        """Read the routine with the drills as they are now."""
        self._context = replace(self._context, library=library)
        session = self.model.session.reading(library.read_text)
        self.model = EditorModel(session, library.drills)
        self._pictures.forget()
        self._show()

    def _add_rest(self) -> None:
        rows = self.list.rows
        focused = next((row.number for row in rows if row.hasFocus()), None)
        self.change(lambda model: model.with_rest_entry(focused))

    def _close_catalogue(self) -> None:
        if self.catalogue is not None:
            self.catalogue.deleteLater()
            self.catalogue = None
            lot = self.model.draft.lot_of(-1 if self._drawn_beside is None else self._drawn_beside)
            after = self._added_after if lot is None else lot.number
            row = self.list.row(-1 if after is None else after)
            (row or self.add).setFocus(Qt.FocusReason.OtherFocusReason)
            if row is not None:
                QTimer.singleShot(0, row, lambda: self._sight(row))

    def _replace(self, session: EditSession) -> None:
        """Show another session, and let what opens from now on know its routine."""
        self.model = replace(self.model, session=session)
        routine = session.read(session.on_disk or "", session.path)
        library = self._context.library.with_routine(routine, session.path)
        self._context = replace(self._context, library=library)
        self._pages.use_library(library)
        self._show()

    def _show_saved(self) -> None:
        session = self.model.session
        routine = session.read(session.on_disk or "", session.path)
        self._pages.show_saved(routine)

    def _ask_to_save(self) -> None:
        self.asking.ask(
            words.ASK_TO_SAVE,
            (words.SAVE, self._save_and_leave),
            (words.LEAVE, self._leave_unsaved),
            (words.GO_ON, lambda: None),
        )
        self.rescale_now()

    def _save_and_leave(self) -> None:
        if self.file.save():
            self._show_saved()

    def _leave_unsaved(self) -> None:
        self.file.forget_draft()
        session = self.model.session
        self.model = replace(self.model, session=replace(session, saved=session.draft))
        self._pages.back()

    def _play_from(self, number: int) -> None:
        if self.model.routine is not None:
            self.file.keep_draft()
            start = SessionStart(position=self.model.starts_ms(number))
            self._pages.play(self.model.routine, start)

    def _show(self) -> None:
        model, panel, routine = self.model, self.panel, self.model.routine
        self.title = model.draft.name
        self.name.show_text(model.draft.name)
        self.summary.show_text(str(model.draft.keys.get("summary", "")))
        self.list.show_model(model)
        self.list.setVisible(bool(model.rows))
        self.nothing.setVisible(not model.rows)
        self.add_rest.setVisible(bool(model.rows))
        self.paste.setVisible(not model.rows)
        self.undo.setEnabled(bool(model.session.done))
        self.redo.setEnabled(bool(model.session.undone))
        length = model.timeline.length if model.timeline else 0
        panel.length.setText(minutes_seconds(length))
        panel.facts.setText(describe.summary(routine) if routine else "")
        for occasion, chip in panel.occasions.items():
            chip.setChecked(occasion.value in model.draft.keys.get("for", ()))
        panel.rounds.show_value(str(self._rounds))
        panel.rounds.set_ends(can_fall=self._rounds > 1, can_rise=True)
        panel.rest.show_value(words.seconds(self._rest_ms))
        panel.rest.set_ends(can_fall=self._rest_ms > 0, can_rise=True)
        panel.ready.show_value(words.seconds(model.get_ready_ms))
        panel.wait.setChecked(bool(routine and routine.wait_for_me))
        panel.save.setEnabled(routine is not None and model.session.is_changed)
        panel.show_notes(remark.text for remark in model.remarks)

    def _can_edit(self, view: StepView) -> bool:
        return view.own is not None and view.own.origin is Origin.USER

    def _pictures_came(self) -> None:
        for row in self.list.rows:
            row.update()
        if self.catalogue is not None:
            for card in self.catalogue.cards:
                card.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._go(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Insert or event.text() == "a":
            self.open_catalogue()
        else:
            event.ignore()

    def _go(self, step: int) -> None:
        """Move the focus to the next row up or down."""
        rows = self.list.rows
        here = [place for place, row in enumerate(rows) if row.hasFocus()]
        place = here[0] + step if here else 0
        if 0 <= place < len(rows):
            rows[place].setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._sight(rows[place])

    def _sight(self, row: Draggable) -> None:
        self._column.activate()
        top = row.mapTo(self._content, QPoint(0, 0)).y()
        self.scroller.ensureVisible(0, top + row.height(), 0, 0)
        self.scroller.ensureVisible(0, top, 0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.catalogue is not None:
            self.catalogue.setGeometry(self.rect())

    def rescaled(self, scale: float) -> None:
        margin, edge = round(48 * scale), round(14 * scale)
        self._whole.setContentsMargins(margin, round(20 * scale), margin - edge, round(34 * scale))
        self._whole.setSpacing(round(26 * scale))
        self._top.rescale(scale)
        self._top.setContentsMargins(0, 0, edge, 0)
        for line in self._hangs:
            line.hang(round(8 * scale))
        self._left.setSpacing(round(4 * scale))
        self._column.setSpacing(round(12 * scale))
        self._column.setContentsMargins(0, round(12 * scale), edge - BAR, 0)
        self._add_line.setSpacing(round(8 * scale))
