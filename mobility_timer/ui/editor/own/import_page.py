"""What a file holds that was opened, dropped or handed over, before any of it is added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from mobility_timer import sharing
from mobility_timer.editing import NotSaved
from mobility_timer.library import Library, installed
from mobility_timer.routine import Routine, check_routine
from mobility_timer.sharing import Contents
from mobility_timer.timeline import length_ms, minutes_seconds
from mobility_timer.ui import describe
from mobility_timer.ui.editor.own.frame import Cards, FramedPage
from mobility_timer.ui.shell.context import Context
from mobility_timer.ui.shell.latest import Latest
from mobility_timer.ui.shell.pages import Pages
from mobility_timer.ui.shell.theme import Text
from mobility_timer.ui.widgets.controls.buttons import PillButton
from mobility_timer.ui.widgets.controls.choice import Choice
from mobility_timer.ui.widgets.label import Label
from mobility_timer.words import buttons
from mobility_timer.words import sharing_page as words


class ImportPage(FramedPage):
    """Add takes it, unless something in it cannot be used; nothing is written before."""

    title = words.TITLE

    def __init__(
        self, context: Context, pages: Pages, contents: Contents, left_out: Sequence[str] = ()
    ) -> None:
        super().__init__(pages, spacing_px=10)
        self._context = context
        self._contents = contents
        self.add = PillButton(words.ADD, buttons.ENTER)
        self.add.setEnabled(not contents.faults and bool(contents.routines))
        self.taken = Choice(words.WHAT_IS_HERE, words.EITHER)
        cards = Cards((22, 16, 22, 16), spacing_px=4)
        for routine in contents.routines:
            cards.add(_card(routine))
        for text in self._more(left_out):
            cards.column.addWidget(Label(text, wraps=True))
        either = QHBoxLayout()
        either.addWidget(self.taken)
        either.addStretch(1)
        cards.column.addLayout(either)
        self.taken.setVisible(bool(contents.taken))
        cards.column.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        self._whole.addWidget(cards, 1)
        self._whole.addLayout(foot)
        self._reading = Latest(self)
        self._reading.done.connect(self._show_added)
        self.add.clicked.connect(self._add)

    def _more(self, left_out: Sequence[str]) -> list[str]:
        contents = self._contents
        said = [words.also_holds(contents.drills, contents.motions, contents.pictures)]
        said += [words.cannot_be_added(contents.faults)] if contents.faults else []
        said += [words.does_not_fit(left_out)] if left_out else []
        said += [words.lacks(contents.lacks)] if contents.lacks else []
        said += [words.are_here(contents.taken)] if contents.taken else []
        return [line for line in said if line]

    def opened(self) -> None:
        (self.add if self.add.isEnabled() else self.leave).setFocus(Qt.FocusReason.OtherFocusReason)

    def closing(self) -> None:
        self._reading.forget()

    def _add(self) -> None:
        user, contents = self._context.user_files(), self._contents
        over = self.taken.value == words.REPLACE
        motions = self._context.library.motions

        def add() -> tuple[Library, Sequence[Path]] | str:
            try:
                copies = sharing.copies_of(contents, user) if over else ()
                written = sharing.add(contents, user, replace_taken=over)
                for copy in copies:
                    user.delete(copy)
            except (NotSaved, OSError) as error:
                return str(error)
            return replace(installed(), motions=motions), written

        self.add.setEnabled(False)
        self._reading.ask(add)

    def _show_added(self, read: tuple[Library, Sequence[Path]] | str) -> None:
        if isinstance(read, str):
            self.add.setEnabled(True)
            self._pages.say(read)
            return
        library, written = read
        self._pages.use_library(library)
        names = [routine.name for routine in self._contents.routines]
        self._pages.tell(words.added(names))
        first = library.routines.get(written[0].stem) if written else None
        if first is not None:
            self._pages.show_saved(first)
        else:
            self._pages.show_home()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.add.click()
        else:
            event.ignore()


def _card(routine: Routine) -> QVBoxLayout:
    column = QVBoxLayout()
    column.addWidget(Label(routine.name, Text.SUBHEADING))
    length = minutes_seconds(length_ms(routine))
    column.addWidget(Label(f"{length} · {describe.facts(routine)}", muted=True))
    names = ", ".join(dict.fromkeys(drill.name for drill in routine.every_drill))
    column.addWidget(Label(names, Text.SMALL, muted=True, wraps=True))
    for remark in check_routine(routine):
        column.addWidget(Label(remark.text, Text.SMALL, wraps=True))
    return column
