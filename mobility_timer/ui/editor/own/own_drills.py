"""What can be done with a drill of one's own as a whole: its earlier versions, and deleting it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QMenu, QWidget

from mobility_timer.library import Library
from mobility_timer.routine import Drill
from mobility_timer.ui.editor.own.own_file import OwnFile, beside
from mobility_timer.ui.editor.own.versions_page import VersionsPage
from mobility_timer.ui.shell.context import Context
from mobility_timer.ui.shell.pages import Pages
from mobility_timer.ui.widgets.controls.menu import menu_of
from mobility_timer.words import editor as words


class OwnDrill:
    """A drill in a file of the user's. `changed` is told the library once that file is another."""

    def __init__(
        self,
        context: Context,
        pages: Pages,
        path: Path,
        drill: Drill,
        in_use: frozenset[str],
        leave: Callable[[], object],
        changed: Callable[[Library], object],
    ) -> None:
        """`in_use` are ids of drills that a routine has which is being edited; `leave` closes the
        page of the drill."""
        self._context = context
        self._pages = pages
        self._file = OwnFile(context, pages, path)
        self._drill = drill
        self._in_use = in_use
        self._leave = leave
        self._changed = changed

    def menu(self, owner: QWidget, scale: float) -> QMenu:
        does = (self.show_versions, self.delete)
        names = (words.VERSIONS, words.DELETE_DRILL)
        return menu_of(owner, names, lambda at: does[at](), scale=scale)

    def show_versions(self) -> None:
        """What its file said before, to be brought back."""

        def restored() -> None:
            self._pages.back()
            if now := self._file.read_again():
                self._use(now[0])

        also = beside(self._context.library, [self._drill], self._file.path)
        page = VersionsPage(self._context, self._pages, self._file.path, restored, also)
        self._pages.show_own_page(page)

    def delete(self) -> None:
        """Delete its file, unless a routine has the drill; a press on what is said brings it
        back."""
        library = self._context.library
        if users := self._users(library):
            self._pages.say(words.still_in_use(self._drill.name, users))
            return
        others = {id: one for id, one in library.drills.items() if id != self._drill.id}

        def gone() -> None:
            self._leave()
            self._use(replace(library, drills=others))

        self._file.delete(words.deleted(self._drill.name), gone, lambda: self._use(library))

    def _use(self, library: Library) -> None:
        self._pages.use_library(library)
        self._changed(library)

    def _users(self, library: Library) -> list[str]:
        """The routines that have the drill, and the one that is being edited."""
        id = self._drill.id
        found = [
            routine.name
            for routine in library.routines.values()
            if any(id in (one.id, *(it.id for it in one.drawn_from)) for one in routine.drills)
        ]
        return found or ([words.TITLE] if id in self._in_use else [])
