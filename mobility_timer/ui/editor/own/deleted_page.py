"""What the user deleted, routines and drills with their pictures, to be brought back."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from mobility_timer.editing import Version
from mobility_timer.library import read_plain
from mobility_timer.routine import Routine
from mobility_timer.ui.editor.own.frame import Cards, FramedPage
from mobility_timer.ui.editor.own.own_file import OwnFile
from mobility_timer.ui.editor.own.versions_page import VersionsPage
from mobility_timer.ui.shell.context import Context
from mobility_timer.ui.shell.pages import Pages
from mobility_timer.ui.shell.theme import Text
from mobility_timer.ui.widgets.accessible import tell_apart
from mobility_timer.ui.widgets.controls.buttons import PillButton, Weight
from mobility_timer.ui.widgets.label import Label
from mobility_timer.words import editor
from mobility_timer.words import versions_page as words


class DeletedPage(FramedPage):
    """The last deleted first. One comes back as it was last, or as an earlier version said."""

    title = words.DELETED

    def __init__(self, context: Context, pages: Pages) -> None:
        super().__init__(pages, spacing_px=8)
        self._context = context
        self._user = context.user_files()
        self.back_buttons: list[PillButton] = []
        self.version_buttons: list[PillButton] = []
        cards = Cards((22, 14, 14, 14), spacing_px=8)
        for version in self._user.versions.deleted():
            cards.add(self._card(version))
        tell_apart(self.back_buttons)
        tell_apart(self.version_buttons)
        if not self.back_buttons:
            cards.column.addWidget(Label(words.NONE_DELETED, muted=True))
        cards.column.addStretch(1)
        self._whole.addWidget(cards, 1)

    def _card(self, version: Version) -> QHBoxLayout:
        row = QHBoxLayout()
        name, kind = _name(version), self._file(version).kind
        when = words.kept(datetime.fromtimestamp(version.kept_s))
        about = QVBoxLayout()
        about.addWidget(Label(name, Text.STRONG, wraps=True))
        about.addWidget(Label(words.what_was_deleted(when, kind), Text.SMALL, muted=True))
        row.addLayout(about, 1)
        versions = PillButton(words.TITLE, weight=Weight.BARE)
        versions.setAccessibleName(words.versions_of(name))
        versions.setVisible(len(self._user.versions.of(version.path, most=2)) > 1)
        versions.clicked.connect(lambda: self._show_versions(version))
        back = PillButton(words.BRING_BACK, weight=Weight.QUIET, icon="undo")
        back.setAccessibleName(words.bring_back(name))
        back.clicked.connect(lambda: self._bring_back(version))
        for button in (versions, back):
            row.addWidget(button)
        self.version_buttons.append(versions)
        self.back_buttons.append(back)
        return row

    def _bring_back(self, version: Version) -> None:
        if self._file(version).bring_back(version, None):
            self._came_back(version)

    def _show_versions(self, version: Version) -> None:
        def restored() -> None:
            self._pages.back()
            self._came_back(version)

        page = VersionsPage(self._context, self._pages, version.path, restored)
        self._pages.show_own_page(page)

    def _came_back(self, version: Version) -> None:
        """Show the routine that is there again; a drill is in the catalogue."""
        self._pages.take_back(editor.deleted(_name(version)))
        self._pages.tell(words.is_back(_name(version)))
        file = self._file(version)
        now = file.read_again() if file.kind in ("drill", "routine") else None
        if now is None:
            self._pages.back()
            return
        library, found = now
        self._pages.use_library(library)
        if isinstance(found, Routine):
            self._pages.show_saved(found)
        else:
            self._pages.back()

    def _file(self, version: Version) -> OwnFile:
        return OwnFile(self._context, self._pages, version.path)

    def opened(self) -> None:
        (self.back_buttons or [self.leave])[0].setFocus(Qt.FocusReason.OtherFocusReason)


def _name(version: Version) -> str:
    """What it was called, else the name of its file."""
    said = read_plain(version.text) if version.is_text else None
    name = said.get("name") if isinstance(said, dict) else None
    return str(name or (version.path.stem if version.is_text else version.path.name))
