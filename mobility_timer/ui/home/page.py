"""Home: what to do now, in one look, and every routine below."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mobility_timer.ui.home.cards import CardRow
from mobility_timer.ui.home.content import content_of
from mobility_timer.ui.home.deleted import DeletedButton
from mobility_timer.ui.home.entries import Filters, HomeEntry, Proposal
from mobility_timer.ui.home.go_on import GoOnBar
from mobility_timer.ui.home.grid import EntryGrid
from mobility_timer.ui.home.lengths import Lengths, exact_length_ms
from mobility_timer.ui.home.reader import LibraryReader
from mobility_timer.ui.home.top.filters import FilterBar
from mobility_timer.ui.home.top.head import HomeHead
from mobility_timer.ui.home.voice_ahead import VoiceAhead
from mobility_timer.ui.pictures import Pictures
from mobility_timer.ui.shell.first_paint import after_first_paint
from mobility_timer.ui.shell.keyboard.layouts import START_KEYS, command_key
from mobility_timer.ui.shell.latest import Latest
from mobility_timer.ui.shell.pages import Page, Pages
from mobility_timer.ui.widgets.controls.buttons import PillButton, Weight
from mobility_timer.ui.widgets.label import Label
from mobility_timer.ui.widgets.scroll import WIDTH_PX as BAR
from mobility_timer.ui.widgets.scroll import Scroll
from mobility_timer.words import buttons, home, progress

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QKeyEvent, QResizeEvent

    from mobility_timer.library import Library
    from mobility_timer.personal import Unfinished
    from mobility_timer.routine import Occasion, Routine
    from mobility_timer.ui.editor.own.own_routines import OwnRoutines
    from mobility_timer.ui.home.broken_files import BrokenPanel
    from mobility_timer.ui.home.content import HomeContent
    from mobility_timer.ui.shell.context import Context

_MARGIN_PX = 48


class HomePage(Page):
    """Cards, filters and the list; Enter starts what the focus is on, P shows it first."""

    title = buttons.HOME

    def __init__(self, context: Context, pages: Pages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._pages = pages
        self._library = context.library
        self._lengths = Lengths(exact_length_ms, self, waits=True)
        self._lengths.came.connect(self._show_lengths)
        self._reader = LibraryReader(self)
        self._reader.came.connect(self._show_read)
        self._sweeping = Latest(self)
        self._voice_ahead = VoiceAhead(context.coach, self)
        self._pictures = Pictures(context.thumbnails, self, self._pictures_came)
        self.head = HomeHead()
        self.go_on = GoOnBar()
        self.cards = CardRow(self._card_picture)
        self.filters = FilterBar()
        self.list = EntryGrid(self._lengths.of, self._row_picture)
        self.nothing = Label("", muted=True, wraps=True)
        self.show_all = PillButton(home.SHOW_ALL, weight=Weight.QUIET)
        self.begin = PillButton(home.MAKE_FIRST, weight=Weight.QUIET, icon="plus")
        self.deleted = DeletedButton(context.user_files)
        self.broken: BrokenPanel | None = None
        self._build()
        self._connect()
        self._came_from_list = False
        self._opened = False
        self._works_ahead = False
        self._is_closed = False
        self._reader.watch(self._library)
        self._show(content_of(self._library, context))

    def _build(self) -> None:
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._empty = QWidget()
        empty = QVBoxLayout(self._empty)
        empty.setContentsMargins(0, 0, 0, 0)
        empty.addWidget(self.nothing)
        empty.addWidget(self.begin)
        empty.addWidget(self.show_all)
        self._column.addWidget(self.head)
        self._column.addWidget(self.go_on)
        self._column.addWidget(self.cards)
        self._column.addWidget(self.filters)
        self._column.addWidget(self.list)
        self._column.addWidget(self._empty)
        self._column.addWidget(self.deleted, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        self.scroller = Scroll(self._content, self)
        whole = self.above_notices = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.scroller)

    def _connect(self) -> None:
        self.head.self_check.clicked.connect(self._pages.show_self_check)
        self.head.new.clicked.connect(lambda: self._own_routines().begin())
        self.begin.clicked.connect(lambda: self._own_routines().begin())
        self.deleted.clicked.connect(lambda: self._own_routines().show_deleted())
        self.head.week.clicked.connect(self._pages.show_progress)
        self.head.settings.clicked.connect(self._pages.show_settings)
        self.go_on.chosen.connect(lambda left: self._pages.play(left.routine, left.start))
        self.go_on.dismissed.connect(self._dismiss)
        self.go_on.go_on.takes_enter.connect(lambda takes: self.cards.claim_enter(not takes))
        self.cards.started.connect(self._start_card)
        self.cards.opened.connect(self._preview_card)
        self.cards.left_downwards.connect(self.list.enter_from_above)
        self.filters.changed.connect(self._narrow)
        self.filters.search.left_downwards.connect(self.list.enter_from_above)
        self.show_all.clicked.connect(self.filters.clear)
        self.list.started.connect(self._start_entry)
        self.list.opened.connect(self._open_entry)
        self.list.left_upwards.connect(self._leave_list)
        self.list.reached.connect(self._scroll_to)

    def opened(self) -> None:
        if self._opened:
            self.show_library()
            self._offer_drafts()
        history, library = self._context.history, self._library
        self.go_on.show_unfinished(history.unfinished(library.routines, library.drills))
        week = history.this_week()
        self.head.week.show_week(week, history.weekday())
        goal = self._context.settings.value.weekly_goal
        self.head.hint.setText(
            progress.sessions_this_week(week.sessions, goal) if week.sessions else home.HINT
        )
        if not self._opened:
            self._opened = True
            after_first_paint(self, self._work_ahead)
        if self.broken is not None or self.head.took_focus_back():
            return
        if self._came_from_list and self.list.isVisible():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.go_on.isVisible():
            self.go_on.go_on.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.cards.take_focus()

    def _work_ahead(self) -> None:
        """What the first look does without."""
        if self._is_closed:
            return
        self._works_ahead = True
        self._lengths.begin()
        if self._library.is_whole:
            self._reader.compare(self._library)
        else:
            self._reader.read()
        self._sweeping.ask(self._context.user_files().sweep)
        self._offer_drafts()
        self._render_ahead()

    def _offer_drafts(self) -> None:
        """Offer what was left unsaved, by a crash or under a page that closed all others."""
        if self._context.user_files().drafts.has_any():
            self._own_routines().offer_drafts()

    def _own_routines(self) -> OwnRoutines:
        from mobility_timer.ui.editor.own.own_routines import OwnRoutines

        return OwnRoutines(self._context._replace(library=self._library), self._pages)

    def _render_ahead(self) -> None:
        if self._works_ahead:
            content = self._content_shown
            offered = (offer.routine for offer in content.offers)
            self._voice_ahead.prepare((*offered, *content.routines))

    def _dismiss(self, left: Unfinished) -> None:
        self._context.history.dismiss(left.token)
        self.go_on.show_unfinished(None)
        self.cards.take_focus()

    def closing(self) -> None:
        self._is_closed = True
        self._lengths.stop()
        self._pictures.stop()
        self._reader.stop()
        self._sweeping.forget()
        self._voice_ahead.stop()

    def close_open(self) -> bool:
        if self.broken is not None:
            self._close_broken()
        elif self.filters.in_use:
            self.filters.clear()
            self.cards.take_focus()
        else:
            return False
        return True

    def show_library(self) -> None:
        """Show the routines as they now are."""
        content = content_of(self._library, self._context)
        if content != self._content_shown:
            self._show(content)

    def _show(self, content: HomeContent) -> None:
        self._content_shown = content
        self.cards.show_proposals(content.offers)
        self._order_tabs()
        self._render_ahead()
        self._narrow()
        self._show_lengths()

    def _order_tabs(self) -> None:
        """Let Tab go from top to bottom: the cards were made last, and are seen first."""
        stops = (self.go_on.close_it, *self.cards.cards, *self.filters.stops, self.list)
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _narrow(self) -> None:
        wanted = self.filters.filters
        self.list.letters_search = bool(wanted.search)
        self.cards.setVisible(not wanted.search and bool(self.cards.cards))
        kept = tuple(entry for entry in self._content_shown.entries if self._keeps(wanted, entry))
        self.list.show_entries(kept)
        self.list.setVisible(bool(kept))
        self._empty.setVisible(not kept)
        self.nothing.setText(self._why_nothing())
        self.begin.setVisible(wanted.yours and not wanted.search)
        self.deleted.show_beside(yours=wanted.yours)

    def _keeps(self, wanted: Filters, entry: HomeEntry) -> bool:
        if not wanted.keeps(entry):
            return False
        if entry.routine is None or not wanted.minutes:
            return True
        length = self._lengths.of(entry.routine)
        return length is not None and wanted.fits(length)

    def _why_nothing(self) -> str:
        wanted = self.filters.filters
        if wanted.minutes and self._lengths.busy:
            return home.READING
        if wanted.yours and wanted.search == "":
            return home.NONE_OF_YOUR_OWN
        return home.NOTHING_FOUND

    def _show_lengths(self) -> None:
        for card in self.cards.cards:
            card.show_length(self._lengths.of(card.proposal.routine))
        self.list.viewport().update()
        if self.filters.filters.minutes:
            self._narrow()

    def _card_picture(self, routine: Routine, width: int, height: int) -> QImage | None:
        drill = self._content_shown.motifs.get(routine.id)
        return self._pictures.of(drill, width, height) if drill else None

    def _row_picture(self, routine: Routine, width: int, height: int) -> QImage | None:
        drill = self._content_shown.row_motifs.get(routine.id)
        return self._pictures.of(drill, width, height) if drill else None

    def _pictures_came(self) -> None:
        for card in self.cards.cards:
            card.update()
        self.list.viewport().update()

    def _start_card(self, offer: Proposal) -> None:
        self._came_from_list = False
        self._play(offer.routine, offer.occasion)

    def _play(self, routine: Routine, occasion: Occasion | None) -> None:
        from mobility_timer.personal import SessionStart

        self._pages.play(routine, SessionStart(occasion))

    def _preview_card(self, offer: Proposal) -> None:
        self._came_from_list = False
        self._preview(offer.routine, offer.occasion)

    def _start_entry(self, entry: HomeEntry) -> None:
        self._came_from_list = True
        if entry.routine:
            self._play(entry.routine, self._occasion_of(entry.routine))
        else:
            self._open_entry(entry)

    def _open_entry(self, entry: HomeEntry) -> None:
        self._came_from_list = True
        if entry.routine:
            self._preview(entry.routine, self._occasion_of(entry.routine))
        elif entry.broken:
            from mobility_timer.ui.home.broken_files import BrokenPanel

            self.broken = BrokenPanel(entry.broken, self)
            self.broken.setGeometry(self.rect())
            self.broken.closed.connect(self._close_broken)
            self.broken.read_again.connect(self._reader.read)
            self.rescale_now()
            self.broken.show()
            self.broken.again.setFocus()

    def _close_broken(self) -> None:
        if self.broken is not None:
            self.broken.deleteLater()
            self.broken = None
            self.list.setFocus()

    def _occasion_of(self, routine: Routine) -> Occasion | None:
        """What a routine of the list is done for: nothing in particular where it was searched."""
        searched = bool(self.filters.filters.search)
        return None if searched or not routine.occasions else routine.occasions[0]

    def _preview(self, routine: Routine, occasion: Occasion | None) -> None:
        self._pages.show_preview(self._library.routines[routine.id], occasion)

    def _show_read(self, library: Library) -> None:
        if library == self._library and library.motions is self._library.motions:
            return
        if self.broken is not None:
            self._close_broken()
        self._library = library
        self._pictures.forget()
        self._pages.use_library(library)
        self._reader.watch(library)
        self.show_library()

    def _leave_list(self) -> None:
        if self.cards.isVisible():
            self.cards.take_focus(Qt.FocusReason.BacktabFocusReason)
            self.scroller.verticalScrollBar().setValue(0)
        else:
            self.filters.search.setFocus()

    def _scroll_to(self, row: QRect) -> None:
        top = self.list.mapTo(self._content, QPoint(0, 0)).y()
        middle = top + row.center().y()
        self.scroller.ensureVisible(0, middle, 0, row.height() // 2 + round(20 * self.scale))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = command_key(event), event.text()
        searching = bool(self.filters.filters.search)
        plain = not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier
            | Qt.KeyboardModifier.AltModifier
            | Qt.KeyboardModifier.MetaModifier
        )
        if searching and plain and text.isalnum():
            self._search(text)
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9 and plain:
            self.cards.choose(key - Qt.Key.Key_1)
        elif key == Qt.Key.Key_F5:
            self._reader.read()
        elif key == Qt.Key.Key_Slash or (key == Qt.Key.Key_F and not plain):
            self._search("")
        elif key == Qt.Key.Key_P and plain and (card := self.cards.chosen) is not None:
            self._preview_card(card.proposal)
        elif plain and text.isalpha():
            self._search(text)
        elif key in START_KEYS and (card := self.cards.chosen) is not None:
            self._start_card(card.proposal)
        elif key == Qt.Key.Key_Down and not self.list.hasFocus():
            self.list.enter_from_above()
        else:
            event.ignore()

    def _search(self, text: str) -> None:
        field = self.filters.search
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.setText(field.text() + text)
        if not text:
            field.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        before = self.scale
        super().resizeEvent(event)
        if self.scale == before:  # else it has been rescaled
            self._stack_where_narrow()
        if self.broken is not None:
            self.broken.setGeometry(self.rect())
            self.broken.rescale(self.scale)

    def rescaled(self, scale: float) -> None:
        margin = round(_MARGIN_PX * scale)
        self._column.setContentsMargins(margin, round(30 * scale), margin - BAR, margin)
        self._column.setSpacing(round(22 * scale))
        self._stack_where_narrow()

    def _stack_where_narrow(self) -> None:
        """Where two things do not fit beside each other, as with very large text, one goes
        below."""
        room = self.width() - 2 * round(_MARGIN_PX * self.scale)
        self.head.stack_where_narrow(room)
        self.filters.stack_where_narrow(room)
