"""The editor: a routine of one's own, put together from the catalogue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from mobility_timer.editing import EditSession, KeptDraft, Refused
from mobility_timer.library import Library
from mobility_timer.personal import SessionStart
from mobility_timer.routine import Drill, Origin
from mobility_timer.ui.editor.adding import Adding
from mobility_timer.ui.editor.asking import AskBar
from mobility_timer.ui.editor.catalogue import Catalogue
from mobility_timer.ui.editor.file_keeper import FileKeeper
from mobility_timer.ui.editor.keys import bind_keys
from mobility_timer.ui.editor.panel import EditorPanel
from mobility_timer.ui.editor.refusals import Refusals
from mobility_timer.ui.editor.steps.list import StepList
from mobility_timer.ui.editor.steps.row import Draggable, StepRow
from mobility_timer.ui.editor.view_model import EditorModel, StepView
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

_EDGE_PX = 40


class EditorPage(Page):
    """Every change is shown at once and can be undone; the file changes when it is saved."""

    title = words.TITLE
    edits = True

    def __init__(
        self,
        context: Context,
        pages: Pages,
        session: EditSession,
        draft: KeptDraft | None = None,
    ) -> None:
        """`draft` is the one that the session was taken up from."""
        super().__init__()
        self._context = context
        self._pages = pages
        self._refusals = Refusals(pages.say, pages.take_back)
        self.model = EditorModel(session, context.library.drills)
        self._pictures = Pictures(context.thumbnails, self, self._pictures_came)
        self.adding = Adding(self, self._pictures.of_drill, lambda: self.model, self.change)
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
        self.panel = self.beside_notices = EditorPanel()
        self.file = FileKeeper(
            context.user_files(),
            self.asking,
            lambda: self.model.session,
            self._new_path,
            self,
            draft,
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
        self.scroller = Scroll(self._content, sideways=True)
        self._top = TopLine(self.leave, self.undo, self.redo)
        self._left = QVBoxLayout()
        self._left.addLayout(self._top)
        self._ask_line = QHBoxLayout()
        self._ask_line.addWidget(self.asking)
        self._left.addLayout(self._ask_line)
        self._hangs = [TopLine(field) for field in (self.name, self.summary)]
        for line in self._hangs:
            line.fill()
            self._left.addLayout(line)
        self._left.addWidget(self.scroller, 1)
        self._whole = QHBoxLayout(self)
        self._whole.addLayout(self._left, 1)
        self._whole.addWidget(self.panel)

    def _connect(self) -> None:
        panel = self.panel
        self.leave.clicked.connect(self.asking.unless_asked(self._pages.back))
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
        self.list.dragged.connect(self._follow)
        self.list.resized.connect(lambda row: QTimer.singleShot(0, row, lambda: self._sight(row)))
        bind_keys(self, self.undo, self.redo, panel.save)
        panel.changed.connect(self.change)
        panel.save.clicked.connect(self.save)
        self.adding.own.connect(self._write_drill)
        self.adding.edited.connect(self._edit_drill)
        self.adding.closed.connect(self._go_back_to)
        self.file.replaced.connect(self._replace)
        self.file.said.connect(self._pages.say)
        self.file.confirmed.connect(self._pages.tell)
        self.file.over.connect(self._pages.take_back)
        self.file.offered.connect(self._pages.say)

    def _connect_row(self, row: StepRow) -> None:
        row.details.play.clicked.connect(lambda: self._play_from(row.number))
        row.details.drill.clicked.connect(lambda: self._edit_shown(row))
        for asks in (row.details.draw_also.clicked, row.details.lot.more):
            asks.connect(lambda: self.open_catalogue(beside=row.shown_number))

    @property
    def catalogue(self) -> Catalogue | None:
        """The drills to add, while they are shown."""
        return self.adding.catalogue

    def change(self, change: Callable[[EditorModel], EditorModel]) -> None:
        """Make a change, or say why it cannot be."""
        before = self.model
        self._refusals.clear()
        try:
            self.model = change(self.model)
        except Refused as refused:
            self._refusals.say(str(refused))
        if self.model.session != before.session:
            self.file.note_change()
        self._show()

    def save(self) -> bool:
        """Save it with all that was typed; whether it could be."""
        self.settle_typed()
        return self.file.save()

    def opened(self) -> None:
        self.file.look()
        if self.catalogue is not None:
            self.adding.take_focus()
        elif not self.model.rows:
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.list.rows[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def closing(self) -> None:
        self._refusals.clear()
        self._pictures.stop()
        self.file.stop()

    def close_open(self) -> bool:
        if self.catalogue is not None:
            self.adding.close()
            return True
        return self.asking.close_open()

    def back(self) -> bool:
        if self.model.session.is_changed:
            self._ask_to_save()
            return True
        self.file.forget_draft()
        if self.file.was_saved and self.model.routine is not None:
            self._show_saved()
            return True
        return False

    def open_catalogue(self, *, beside: int | None = None) -> None:
        """Add drills after the row with the focus, or to the lot that a step is drawn from."""
        row = next((row for row in self.list.rows if row.hasFocus()), None)
        self.adding.open(None if row is None else row.number, beside, self.scale or 1.0)

    def _paste(self) -> None:
        from mobility_timer.ui.editor.own.paste_page import PastePage

        self._pages.back()
        self._pages.show_own_page(PastePage(self._context, self._pages))

    def _write_drill(self) -> None:
        """A drill of one's own, which is then added."""
        from mobility_timer.ui.editor.drill.opening import write_drill

        def saved(drill: Drill, library: Library) -> None:
            self._use_library(library)
            self.adding.add(drill, as_written=True)
            self.adding.close()

        write_drill(self._context, self._pages, saved)

    def _edit_shown(self, row: StepRow) -> None:
        self._edit_drill(self.model.drill_of(row.shown_number))

    def _edit_drill(self, drill: Drill) -> None:
        from mobility_timer.ui.editor.drill.opening import edit_drill

        def saved(_drill: Drill, library: Library) -> None:
            self._use_library(library)

        edit_drill(self._context, self._pages, drill, saved, self.model.drill_ids)

    def _use_library(self, library: Library) -> None:
        """Read the routine with the drills as they are now, where the page is still there."""
        if not isValid(self):
            return
        self._context = self._context._replace(library=library)
        session = self.model.session.reading(library.read_text)
        self.model = EditorModel(session, library.drills)
        self._pictures.forget()
        self._show()

    def _add_rest(self) -> None:
        rows = self.list.rows
        focused = next((row.number for row in rows if row.hasFocus()), None)
        self.change(lambda model: model.with_rest_entry(focused))

    def _go_back_to(self, number: int) -> None:
        """The catalogue was closed: take the focus where the last drill was added."""
        row = self.list.row(number)
        (row or self.add).setFocus(Qt.FocusReason.OtherFocusReason)
        if row is not None:
            QTimer.singleShot(0, row, lambda: self._sight(row))

    def _replace(self, session: EditSession) -> None:
        """Show another session, and let what opens from now on know its routine."""
        self.model = replace(self.model, session=session)
        routine = session.read(session.on_disk or "", session.path)
        library = self._context.library.with_routine(routine, session.path)
        self._context = self._context._replace(library=library)
        self._pages.use_library(library)
        self._show()

    def _new_path(self) -> Path:
        taken = frozenset(self._context.library.routines)
        return self._context.user_files().new_path(self.model.draft.name, taken=taken)

    def _show_saved(self) -> None:
        session = self.model.session
        routine = session.read(session.on_disk or "", session.path)
        self._pages.show_saved(routine)

    def _ask_to_save(self) -> None:
        leave = (words.LEAVE, self._leave_unsaved)
        if self.model.session.is_sound:
            self.asking.ask_to_leave(words.ASK_TO_SAVE, leave, (words.SAVE, self._save_and_leave))
        else:
            self.asking.ask_to_leave(words.NOT_WITHOUT_DRILLS, leave)

    def _save_and_leave(self) -> None:
        if self.save():
            self._show_saved()

    def _leave_unsaved(self) -> None:
        self.file.forget_draft()
        session = self.model.session
        self.model = replace(self.model, session=replace(session, saved=session.draft))
        self._pages.back()

    def _play_from(self, number: int) -> None:
        if self.model.routine is not None:
            self.file.keep_draft()
            self._refusals.clear()
            start = SessionStart(position=self.model.starts_ms(number))
            self._pages.play(self.model.routine, start)

    def _show(self) -> None:
        model, panel = self.model, self.panel
        self.call(model.draft.name)
        self.name.show_text(model.draft.name)
        self.summary.show_text(str(model.draft.keys.get("summary", "")))
        focus = QApplication.focusWidget()
        in_list = focus is not None and self.list.isAncestorOf(focus)
        self.list.show_model(model)
        self.list.setVisible(bool(model.rows))
        if in_list and not model.rows:
            self.add.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.nothing.setVisible(not model.rows)
        self.add_rest.setVisible(bool(model.rows))
        self.paste.setVisible(not model.rows)
        self.undo.setEnabled(bool(model.session.done))
        self.redo.setEnabled(bool(model.session.undone))
        panel.show_model(model)

    def _can_edit(self, view: StepView) -> bool:
        return view.own is not None and view.own.origin is Origin.USER

    def _pictures_came(self) -> None:
        for row in self.list.rows:
            row.update()
        self.adding.repaint()

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

    def _follow(self, at: QPoint) -> None:
        """Scroll along where a row is dragged to an edge."""
        y = self._content.mapFromGlobal(at).y()
        self.scroller.ensureVisible(0, y, 0, round(_EDGE_PX * self.scale))

    def _sight(self, row: Draggable) -> None:
        self._column.activate()
        top = row.mapTo(self._content, QPoint(0, 0)).y()
        self.scroller.ensureVisible(0, top + row.height(), 0, 0)
        self.scroller.ensureVisible(0, top, 0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.adding.fit()

    def rescaled(self, scale: float) -> None:
        margin, edge = round(48 * scale), round(14 * scale)
        self._whole.setContentsMargins(margin, round(20 * scale), margin - edge, round(34 * scale))
        self._whole.setSpacing(round(26 * scale))
        self._top.rescale(scale)
        self._top.setContentsMargins(0, 0, edge, 0)
        self._ask_line.setContentsMargins(0, 0, edge, 0)
        for line in self._hangs:
            line.hang(round(8 * scale))
        self._left.setSpacing(round(4 * scale))
        self._column.setSpacing(round(4 * scale))
        below_notices = round(30 * scale)
        self._column.setContentsMargins(0, round(4 * scale), edge - BAR, below_notices)
        self.nothing.setContentsMargins(0, edge // 2, 0, edge // 2)
        self._add_line.setSpacing(round(8 * scale))
