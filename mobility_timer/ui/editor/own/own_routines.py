"""What can be done with a routine as a whole: edited, copied, deleted, a draft taken up again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from mobility_timer import editing, files
from mobility_timer.editing import EditSession, KeptDraft, NotSaved, UnsavedDraft
from mobility_timer.library import FileFaults, Library
from mobility_timer.routine import Adjusted, Routine
from mobility_timer.timeline import length_ms, minutes_seconds
from mobility_timer.ui.editor.own import opening
from mobility_timer.ui.editor.own.own_file import OwnFile, beside
from mobility_timer.ui.shell.context import Context
from mobility_timer.ui.shell.latest import Latest
from mobility_timer.ui.shell.pages import Pages
from mobility_timer.ui.widgets.controls.file_dialog import in_documents
from mobility_timer.ui.widgets.controls.menu import menu_of
from mobility_timer.words import editor as words
from mobility_timer.words import kept as file_names
from mobility_timer.words import sharing_page


@dataclass(frozen=True)
class _DraftOffer:
    """Takes a draft up. The same draft is the same offer, whoever makes it."""

    kept: KeptDraft
    left: UnsavedDraft
    take_up: Callable[[KeptDraft, UnsavedDraft], object] = field(compare=False)

    def __call__(self) -> None:
        self.take_up(self.kept, self.left)


class OwnRoutines:
    """Opens the editor, or says in the window why it cannot."""

    def __init__(self, context: Context, pages: Pages) -> None:
        self._context = context
        self._pages = pages

    def begin(self) -> None:
        """An empty routine."""
        self._pages.show_editor(opening.new_session(self._context))

    def edit(self, routine: Routine) -> None:
        """The routine itself, or where it came with the program a copy of it."""
        self._open(lambda: opening.edit_session(self._context, routine))

    def copy(self, routine: Routine, adjusted: Adjusted | None = None) -> None:
        """A copy, as it was adjusted."""
        self._open(lambda: opening.copy_session(self._context, routine, adjusted))

    def delete(self, routine: Routine) -> None:
        """Delete the routine's file; a press on what is said brings it back."""
        library, pages = self._context.library, self._pages
        others = {id: one for id, one in library.routines.items() if id != routine.id}

        def gone() -> None:
            pages.use_library(replace(library, routines=others))
            pages.show_home()

        file = self._file(routine)
        file.delete(words.deleted(routine.name), gone, lambda: pages.use_library(library))

    def offer_drafts(self) -> None:
        """Offer what was not saved when the program or its page ended, the last of it first."""
        for kept, left in reversed(self._context.user_files().drafts.left()):
            line = words.draft_left(left.name or left.path.stem)
            self._pages.say(line, _DraftOffer(kept, left, self._take_up))

    def _take_up(self, kept: KeptDraft, left: UnsavedDraft) -> None:
        if not kept.hold():
            return
        if left.path.suffix == ".txt":
            from mobility_timer.ui.editor.own.paste_page import PastePage

            page = PastePage(self._context, self._pages, kept, left.text)
            self._pages.show_own_page(page)
            return
        if OwnFile(self._context, self._pages, left.path).is_drill:
            from mobility_timer.ui.editor.drill.opening import take_up_drill

            take_up_drill(self._context, self._pages, kept, left)
            return
        try:
            session = editing.recovered(self._context.library.read_text, left)
        except FileFaults as faults:
            self._set_aside(kept, left, faults.faults[0].message)
        else:
            self._pages.show_editor(session, kept)

    def _set_aside(self, kept: KeptDraft, left: UnsavedDraft, why: str) -> None:
        """Keep a draft that cannot be opened any more, for a drill of it is gone, as a version."""
        try:
            self._context.user_files().set_aside(left)
        except NotSaved as error:
            kept.let_go()
            self._pages.say(str(error))
            return
        kept.forget()
        name = left.name or left.path.stem
        self._pages.say(words.draft_set_aside(name, why, has_file=left.path.exists()))

    def show_versions(self, routine: Routine) -> None:
        """What the routine's file said before, to be brought back."""
        from mobility_timer.ui.editor.own.versions_page import VersionsPage

        file = self._file(routine)

        def restored() -> None:
            if (read := file.read_again()) is None:
                return
            library, now = read
            self._pages.use_library(library)
            if isinstance(now, Routine):
                self._pages.show_saved(now)

        library = self._context.library
        try:
            written_out, _ = library.drills_of_file(file.path)
        except (FileFaults, OSError):
            written_out = ()
        also = beside(library, written_out, file.path)
        page = VersionsPage(self._context, self._pages, file.path, restored, also)
        self._pages.show_own_page(page)

    def show_deleted(self) -> None:
        """What was deleted, to be brought back."""
        from mobility_timer.ui.editor.own.deleted_page import DeletedPage

        self._pages.show_own_page(DeletedPage(self._context, self._pages))

    def copy_as_text(self, routine: Routine) -> None:
        """Put it on the clipboard, for a message."""
        from mobility_timer.sharing import as_text

        length = minutes_seconds(length_ms(routine))
        QGuiApplication.clipboard().setText(as_text(routine, length))
        self._pages.tell(sharing_page.COPIED)

    def save_as_file(self, owner: QWidget, routine: Routine, path: Path | None = None) -> None:
        """Write it into one file with all that it needs, off the UI thread; where to is asked,
        unless given."""

        if path is None:
            name, _ = QFileDialog.getSaveFileName(
                owner,
                sharing_page.SAVE_AS_FILE,
                in_documents(f"{files.free_of_reserved(routine.id)}{files.PACKAGE_ENDING}"),
                sharing_page.FILES,
            )
            path = Path(name) if name else None
        if path is None:
            return
        if files.is_reserved(path.name):
            self._pages.say(file_names.is_reserved(path.name))
            return
        saving = Latest(owner.window())
        pages, library = self._pages, self._context.library

        def show(result: tuple[str, bool]) -> None:
            line, is_whole = result
            saving.deleteLater()
            (pages.tell if is_whole else pages.say)(line)

        saving.done.connect(show)
        source = library.paths[f"routine {routine.id}"]
        saving.ask(lambda: _saved(library, source, path))

    def menu(self, owner: QWidget, routine: Routine, scale: float) -> QMenu:
        """What else can be done with a routine."""
        entries: list[tuple[str, Callable[[], object]]] = [
            (words.DUPLICATE_ROUTINE, lambda: self.copy(routine)),
            (sharing_page.COPY_AS_TEXT, lambda: self.copy_as_text(routine)),
            (sharing_page.SAVE_AS_FILE, lambda: self.save_as_file(owner, routine)),
        ]
        if opening.is_own(self._context.library, routine):
            entries.append((words.VERSIONS, lambda: self.show_versions(routine)))
            entries.append((words.DELETE_ROUTINE, lambda: self.delete(routine)))
        return menu_of(
            owner, [name for name, _ in entries], lambda at: entries[at][1](), scale=scale
        )

    def _file(self, routine: Routine) -> OwnFile:
        path = self._context.library.paths[f"routine {routine.id}"]
        return OwnFile(self._context, self._pages, path)

    def _open(self, session: Callable[[], EditSession]) -> None:
        try:
            opened = session()
        except FileFaults as faults:
            self._pages.say(str(faults.faults[0]))
        except OSError as error:
            self._pages.say(str(error))
        else:
            self._pages.show_editor(opened)


def _saved(library: Library, source: Path, target: Path) -> tuple[str, bool]:
    """Save the routine of a file in one with all that it needs: what is to be said of it, and
    whether it went well and nothing is missing."""
    from mobility_timer.sharing import save_package

    try:
        lacking = save_package(library, source, target)
    except FileFaults as faults:
        return str(faults.faults[0]), False
    except OSError as error:
        return f"{error.filename or target}: {error.strerror}", False
    if lacking:
        return sharing_page.saved_without(target, [fault.what for fault in lacking]), False
    return sharing_page.saved_as(target), True
