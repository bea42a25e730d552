"""What a file said before, with what differs, and the way back to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from mobility_timer import editing
from mobility_timer.editing import Version
from mobility_timer.ui.editor.own.frame import Cards, FramedPage
from mobility_timer.ui.editor.own.own_file import OwnFile
from mobility_timer.ui.shell.context import Context
from mobility_timer.ui.shell.pages import Pages
from mobility_timer.ui.shell.theme import Text
from mobility_timer.ui.widgets.controls.buttons import PillButton, Weight
from mobility_timer.ui.widgets.label import Label
from mobility_timer.words import versions_page as words


class VersionsPage(FramedPage):
    """The newest first, each with what differs from the file as it is now, or was when it was
    deleted. `restored` is told once one has been brought back."""

    title = words.TITLE

    def __init__(
        self, context: Context, pages: Pages, path: Path, restored: Callable[[], object]
    ) -> None:
        super().__init__(pages, spacing_px=8)
        self._file = OwnFile(context, pages, path)
        self._restored = restored
        self.buttons: list[PillButton] = []
        self._now = editing.text_on_disk(path)
        versions = context.user_files().versions.of(path)
        self._beside = versions[0].text if self._now is None and versions else self._now or ""
        cards = Cards((22, 14, 14, 16), spacing_px=6)
        for version in versions:
            if version.text != self._now:
                cards.add(self._card(version))
        if not self.buttons:
            cards.column.addWidget(Label(words.NONE, muted=True))
        cards.column.addStretch(1)
        self._whole.addWidget(Label(path.name, muted=True))
        self._whole.addWidget(cards, 1)

    def _card(self, version: Version) -> QVBoxLayout:
        column = QVBoxLayout()
        head = QHBoxLayout()
        when = datetime.fromtimestamp(version.kept_s)
        head.addWidget(Label(words.kept(when), Text.STRONG))
        head.addStretch(1)
        button = PillButton(words.BRING_BACK, weight=Weight.QUIET, icon="undo")
        button.clicked.connect(lambda: self._bring_back(version))
        self.buttons.append(button)
        head.addWidget(button)
        column.addLayout(head)
        lines = editing.differences(self._beside, version.text)
        shown = Label(words.differing(lines) or words.AS_DELETED, Text.SMALL, wraps=True)
        column.addWidget(shown)
        return column

    def _bring_back(self, version: Version) -> None:
        if self._file.write(version.text, self._now):
            self._pages.tell(words.BROUGHT_BACK)
            self._restored()

    def opened(self) -> None:
        (self.buttons[0] if self.buttons else self.leave).setFocus(Qt.FocusReason.OtherFocusReason)
