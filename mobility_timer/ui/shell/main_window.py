"""The window: pages in a stack, the way back, light or dark, full screen, its place remembered."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QCloseEvent,
    QGuiApplication,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QApplication, QStackedWidget, QStyle, QVBoxLayout

from mobility_timer.routine import Occasion, Routine
from mobility_timer.ui.home.page import HomePage
from mobility_timer.ui.shell import theme
from mobility_timer.ui.shell.file_drops import FileLooking, FileOpenings, TakesFiles
from mobility_timer.ui.shell.notice import Notice
from mobility_timer.ui.shell.pages import Page
from mobility_timer.ui.widgets.scaled import made_at
from mobility_timer.words import window as words

if TYPE_CHECKING:
    from mobility_timer.editing import EditSession, KeptDraft
    from mobility_timer.library import Library
    from mobility_timer.personal import SessionStart
    from mobility_timer.playback import Follower, Player, Result, Tally
    from mobility_timer.sharing import Incoming
    from mobility_timer.ui.player.end_page import EndPage
    from mobility_timer.ui.shell.context import Context

log = logging.getLogger(__name__)

USUAL_PX = (1280, 800)
LEAST_PX = (800, 520)


class MainWindow(TakesFiles):
    """Implements `Pages`. Home is always at the bottom of the stack.

    `told` and `troubled` may be emitted in any thread. The line of `told` is said in the window's
    own; at `troubled` it is said what of the user's could not be read or kept.
    """

    told = Signal(str)
    settings_applied = Signal()
    look_applied = Signal()
    accessible_role: Final = QAccessible.Role.Window
    troubled = Signal()

    def __init__(self, context: Context) -> None:
        _apply_theme(context)  # first: widgets that are there take on each font and colour in turn
        super().__init__()
        self._context = context
        self._opened: Routine | None = None
        self._player: Player | None = None
        self._player_page: Page | None = None
        self._tries = False
        self._end_page: EndPage | None = None
        self.stays: Callable[[], bool] = lambda: False
        self._told_troubles = ("", "", "")
        self._later = ""
        self.setWindowTitle(words.PROGRAM)
        self.setMinimumSize(*LEAST_PX)
        self._stack = QStackedWidget(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.notice = Notice(self)
        self.told.connect(self.say)
        self._looking = FileLooking(self, self.notice)
        self._looking.found.connect(self._show_incoming)
        self.troubled.connect(self._say_troubles)
        escape = partial(self.back, by_key=True)
        for keys, command in (("Esc", escape), ("F11", self.toggle_full_screen)):
            QShortcut(QKeySequence(keys), self).activated.connect(command)
        theme.follow_system(self._apply_look)
        FileOpenings(self, self.show_file)
        self._take_place()
        with made_at(theme.scale(self.width(), self.height())):
            self._push(HomePage(context, self))

    @property
    def context(self) -> Context:
        """The parts that the pages share, with the library of now."""
        return self._context

    @property
    def page(self) -> Page:
        """The page that is shown."""
        page = self._stack.currentWidget()
        assert isinstance(page, Page)
        return page

    @property
    def in_session(self) -> bool:
        """Whether a routine is open, playing or paused."""
        return self.page is self._player_page

    def open(self) -> None:
        if self._context.settings.value.full_screen:
            self.showFullScreen()
        else:
            self.show()
        log.info("window open")
        self.page.opened()

    def _take_place(self) -> None:
        """Where it last was, as far as the screen of today has room there."""
        kept = self._context.settings.value
        primary = QGuiApplication.primaryScreen()
        self.setGeometry(self._first_place(primary.availableGeometry()))
        if kept.window_geometry:
            self.restoreGeometry(QByteArray.fromBase64(kept.window_geometry.encode()))
            there = QGuiApplication.screenAt(self.geometry().center()) or primary
            self._keep_within(there.availableGeometry())

    def _first_place(self, room: QRect) -> QRect:
        """In the middle of what the screen has free, with room for a title bar above."""
        inside = self._inside(room)
        usual = QSize(*USUAL_PX)
        if inside.height() > inside.width():
            usual.transpose()
        size = usual.boundedTo(inside.size())
        self.setMinimumSize(QSize(*LEAST_PX).boundedTo(inside.size()))
        place = QRect(QPoint(), size)
        place.moveCenter(inside.center())
        return place

    def _keep_within(self, room: QRect) -> None:
        inside = self._inside(room)
        self.setMinimumSize(QSize(*LEAST_PX).boundedTo(inside.size()))
        filling = self.isMaximized() or self.isFullScreen()
        if not filling and self.size().boundedTo(room.size()) != self.size():
            self.setGeometry(QRect(inside.topLeft(), self.size().boundedTo(inside.size())))

    def _inside(self, room: QRect) -> QRect:
        """What a window's frame and title bar leave of the room."""
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)
        edge = self.style().pixelMetric(QStyle.PixelMetric.PM_MdiSubWindowFrameWidth)
        return room.adjusted(edge, bar + edge, -edge, -edge)

    def show_home(self) -> None:
        while self._stack.count() > 1:
            self._drop()
        self._shown()

    def show_preview(self, routine: Routine, occasion: Occasion | None = None) -> None:
        from mobility_timer.ui.preview.page import PreviewPage

        self._leave_session()
        self._opened = routine
        self._push(PreviewPage(self._context, self, routine, occasion))

    def show_editor(self, session: EditSession, draft: KeptDraft | None = None) -> None:
        from mobility_timer.ui.editor.page import EditorPage

        self._push(EditorPage(self._context, self, session, draft))

    def show_own_page(self, page: Page) -> None:
        self._push(page)

    def show_file(self, path: Path) -> None:
        if self.in_session:
            self.offer_later(path.name, partial(self.show_file, path))
        else:
            self._looking.look(path, self._context)

    def offer_later(self, name: str, show: Callable[[], object]) -> None:
        """Another start asked for it while a routine is open: that goes on, and it is offered once
        that is left."""
        self.say(words.asked_for(name), show)
        self.take_back(self._later)
        self._later = words.offered_later(name)
        self.tell(self._later)

    def _show_incoming(self, path: Path, incoming: Incoming) -> None:
        from mobility_timer.ui.editor.own.import_page import ImportPage

        if self.in_session:
            self.offer_later(path.name, partial(self.show_file, path))
        else:
            self._leave_session()
            self._push(ImportPage(self._context, self, incoming.contents, incoming.left_out))

    def show_saved(self, routine: Routine) -> None:
        while self._stack.count() > 1:
            self._drop()
        self.show_preview(routine)

    def show_self_check(self) -> None:
        from mobility_timer.ui.self_check_page import SelfCheckPage

        self._push(SelfCheckPage(self._context, self))

    def show_progress(self) -> None:
        from mobility_timer.ui.progress.page import ProgressPage

        self._push(ProgressPage(self._context, self))

    def show_measure(self) -> None:
        from mobility_timer.ui.measure.page import MeasurePage

        self._push(MeasurePage(self._context, self))

    def show_settings(self) -> None:
        from mobility_timer.ui.settings.page import SettingsPage

        self._push(SettingsPage(self._context, self, self._opened))

    def play(self, routine: Routine, start: SessionStart | None = None) -> None:
        from mobility_timer.ui.player.page import PlayerPage

        self._leave_session()
        pages: list[PlayerPage] = []

        def view(player: Player, tally: Tally) -> Sequence[Follower]:
            pages.append(PlayerPage(self._context, self, player, tally))
            return pages[0].followers

        self._opened = routine
        self._player = self._context.open_session(routine, view, start)
        self._tries = start is not None and start.is_tried
        self._player.play()
        self._player_page = pages[0]
        log.info("session: %s", routine.id)
        self._push(pages[0])

    def show_end(self, routine: Routine, done: Result, go_on: Callable[[], object] | None) -> None:
        from mobility_timer.ui.player.end_offers import offers_of
        from mobility_timer.ui.player.end_page import EndPage

        if self.page is self._end_page:
            return
        back: Callable[[], object] | None = None
        if go_on is not None:

            def back() -> None:
                self._drop()
                self._shown()
                go_on()

        log.info("end page: %s", routine.id)
        offers = offers_of(self._context, routine, done, back, is_tried=self._tries)
        self._end_page = EndPage(self, routine, done, offers)
        self._push(self._end_page)

    def back(self, *, by_key: bool = False) -> None:
        """Close what the page has open, by key a notice (in no session), else leave the page."""
        self.page.settle_typed()
        to_notice = by_key and not self.in_session
        if self.page.close_open() or (to_notice and self.notice.dismiss()) or self.page.back():
            return
        if self.page is self._end_page:
            self._leave_session()
            self._shown() if self.page.edits else self.show_home()
        elif self._stack.count() > 1:
            self._drop()
            self._shown()
        elif self.isFullScreen():
            self.toggle_full_screen()

    def apply_settings(self) -> None:
        kept, coach = self._context.settings.value, self._context.coach
        self._apply_look()
        coach.set_muted(kept.muted)
        coach.set_volume(kept.volume, kept.tone_volume)
        coach.set_voice(kept)
        coach.set_count(kept.count)
        self.settings_applied.emit()

    def use_library(self, library: Library) -> None:
        self._context = self._context._replace(
            library=library,
            motion_of=library.motion_of,
            motion_trouble=library.motion_trouble,
            pictures_of=library.picture_files,
        )

    def toggle_full_screen(self) -> None:
        full = not self.isFullScreen()
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        self._context.settings.change(full_screen=full)

    def tell(self, line: str) -> None:
        self.notice.tell(line)

    def say(self, line: str, on_press: Callable[[], object] | None = None) -> None:
        self.notice.say(line, on_press)

    def hold(self, line: str) -> None:
        self.notice.hold(line)

    def take_back(self, line: str) -> None:
        self.notice.take_back(line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.notice.rescale(theme.scale(self.width(), self.height()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.WindowStateChange and self._stack.count():
            self.page.window_changed()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.stays():
            self.show_home()
            self.hide()
            event.ignore()
            return
        geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        self._context.settings.change(window_geometry=geometry)
        self._looking.stop()
        while self._stack.count():
            self._drop()
        super().closeEvent(event)

    def _push(self, page: Page) -> None:
        self._stack.addWidget(page)
        page.setAccessibleName(page.title)
        page.titled.connect(self._show_title)
        page.covered.connect(self.notice.set_aside)
        self._shown()

    def _shown(self) -> None:
        self._stack.setCurrentIndex(self._stack.count() - 1)
        self._show_title()
        if not self.in_session:
            self.take_back(self._later)
        page = self.page
        self.notice.stand_over(
            page.under_notices, beside=page.beside_notices, above=page.above_notices
        )
        if self.isVisible():
            self.page.opened()
        self._say_troubles()

    def _show_title(self) -> None:
        of_home = self._stack.count() == 1
        self.setWindowTitle(words.PROGRAM if of_home else words.title(self.page.title))

    def _say_troubles(self) -> None:
        """Say once what of the user's could not be read or kept, for as long as it is so."""
        context = self._context
        kept = (context.settings.trouble, context.adjustments.trouble, context.history.trouble)
        before, self._told_troubles = self._told_troubles, kept
        for line in set(before).difference(kept):
            self.take_back(line)
        self.notice.say_faults([line for line in kept if line not in before])
        if self._stack.count():
            self.page.show_kept()

    def _drop(self) -> None:
        page = self.page
        page.settle_typed()
        self._stack.removeWidget(page)
        page.closing()
        page.deleteLater()
        if page is self._end_page:
            self._end_page = None
        if page is self._player_page and self._player is not None:
            self._player_page = None
            self._player.close()
            self._player = None
        if self._stack.count():
            self._stack.setCurrentIndex(self._stack.count() - 1)

    def _leave_session(self) -> None:
        """Close the player's page and the end page, where they are on top."""
        while self.page in (self._player_page, self._end_page):
            self._drop()

    def _apply_look(self) -> None:
        _apply_theme(self._context)
        self.look_applied.emit()
        choice = self._context.settings.value.reduced_motion
        self._context.frames.set_reduced(theme.less_motion(choice))


def _apply_theme(context: Context) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    chosen = context.settings.value
    theme.apply(app, chosen.theme, chosen.contrast)
