"""What a file said before, with what differs, and the way back to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from mobility_timer import editing, files
from mobility_timer.editing import Version
from mobility_timer.library import LARGEST_PICTURE_BYTES
from mobility_timer.ui.editor.own.frame import Cards, FramedPage
from mobility_timer.ui.editor.own.own_file import OwnFile
from mobility_timer.ui.shell.context import Context
from mobility_timer.ui.shell.pages import Pages
from mobility_timer.ui.shell.theme import Text
from mobility_timer.ui.widgets.accessible import tell_apart
from mobility_timer.ui.widgets.controls.buttons import PillButton, Weight
from mobility_timer.ui.widgets.label import Label
from mobility_timer.words import versions_page as words

_PICTURE_PX = (160, 120)
_KEEPS = Qt.AspectRatioMode.KeepAspectRatio
_SMOOTH = Qt.TransformationMode.SmoothTransformation


class VersionsPage(FramedPage):
    """The newest first, each with what differs from the file as it is now, or was when it was
    deleted; below them those of the pictures and motions that go with it. `restored` is told once
    one has been brought back."""

    title = words.TITLE

    def __init__(
        self,
        context: Context,
        pages: Pages,
        path: Path,
        restored: Callable[[], object],
        beside: Sequence[Path] = (),
    ) -> None:
        super().__init__(pages, spacing_px=8)
        self._context = context
        self._restored = restored
        self.buttons: list[PillButton] = []
        self.cards = cards = Cards((22, 14, 14, 16), spacing_px=6)
        for one in (path, *beside):
            now = _held(one)
            versions = context.user_files().versions.of(one)
            last = versions[0].data if now is None and versions else now or b""
            for version in versions:
                if version.data != now:
                    cards.add(self._card(version, last, now, goes_with=one != path))
        tell_apart(self.buttons)
        if not self.buttons:
            cards.column.addWidget(Label(words.NONE, muted=True))
        cards.column.addStretch(1)
        about = words.legend(path.name) if self.buttons else path.name
        self._whole.addWidget(Label(about, muted=True, wraps=True))
        self._whole.addWidget(cards, 1)

    def _card(
        self, version: Version, last: bytes, now: bytes | None, *, goes_with: bool
    ) -> QVBoxLayout:
        column = QVBoxLayout()
        head = QHBoxLayout()
        when = words.kept(datetime.fromtimestamp(version.kept_s))
        said = words.of_file(version.path.name, when) if goes_with else when
        head.addWidget(Label(said, Text.STRONG))
        head.addStretch(1)
        button = PillButton(words.BRING_BACK, weight=Weight.QUIET, icon="undo")
        button.setAccessibleName(words.bring_back(said))
        button.clicked.connect(lambda: self._bring_back(version, now))
        self.buttons.append(button)
        head.addWidget(button)
        column.addLayout(head)
        if version.is_text:
            lines = editing.differences(last.decode(errors="replace"), version.text)
            shown = Label(words.differing(lines) or words.AS_DELETED, Text.SMALL, wraps=True)
        else:
            shown = Label()
            picture = QImage.fromData(version.data)
            shown.setPixmap(QPixmap.fromImage(picture.scaled(*_PICTURE_PX, _KEEPS, _SMOOTH)))
        column.addWidget(shown)
        return column

    def _bring_back(self, version: Version, now: bytes | None) -> None:
        file = OwnFile(self._context, self._pages, version.path)
        said = None if now is None else now.decode(errors="replace")
        if file.bring_back(version, said):
            self._pages.tell(words.BROUGHT_BACK)
            self._restored()

    def opened(self) -> None:
        (self.buttons[0] if self.buttons else self.leave).setFocus(Qt.FocusReason.OtherFocusReason)


def _held(path: Path) -> bytes | None:
    """What a file holds now; None where there is none, or none that can be read."""
    try:
        return files.read_limited(path, LARGEST_PICTURE_BYTES)
    except OSError:
        return None
