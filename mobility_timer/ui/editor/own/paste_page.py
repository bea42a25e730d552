"""A prescription as it was handed out, typed or pasted, on its way to a draft in the editor."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from mobility_timer import editing
from mobility_timer.editing import EditSession, KeptDraft, UnsavedDraft
from mobility_timer.library import Draft, DraftLine, FileFaults, draft_prescription
from mobility_timer.ui.editor.asking import AskBar
from mobility_timer.ui.editor.own.frame import FramedPage
from mobility_timer.ui.editor.own.told_lines import Told, ToldLines
from mobility_timer.ui.shell.context import Context
from mobility_timer.ui.shell.pages import Pages
from mobility_timer.ui.shell.theme import Text, font, tokens
from mobility_timer.ui.widgets.controls.buttons import PillButton
from mobility_timer.ui.widgets.scroll import Scroll
from mobility_timer.words import paste_page as words

PRESCRIPTION = "prescription.txt"
"""What a draft of one is called, which is no file of the user's."""

_LOOK = "QPlainTextEdit {{ background: {ground}; color: {ink}; border-radius: 14px; }}"
_SETTLED_MS = 200
_MOST_CHARACTERS = 20_000


class PastePage(FramedPage):
    """Shows line by line what is understood; the draft takes what is."""

    title = words.TITLE
    _is_open = False

    def __init__(
        self, context: Context, pages: Pages, kept: KeptDraft | None = None, text: str = ""
    ) -> None:
        """`kept` is the draft that the text was taken up from."""
        super().__init__(pages, spacing_px=12)
        self._context = context
        self._kept = kept or context.user_files().drafts.begin()
        self._is_left = False
        self.draft: Draft | None = None
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText(words.EXAMPLE)
        self.text.setAccessibleName(words.TITLE)
        self.text.setTabChangesFocus(True)
        self.text.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.asking = AskBar()
        self._leads_back = self.asking.unless_asked(pages.back)
        self._whole.addWidget(self.asking)
        self.make = PillButton(words.MAKE, words.MAKE_KEY)
        self.told = ToldLines(words.EXPLAINED)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLED_MS)
        self._settled.timeout.connect(self._read_and_keep)
        self._sides = QHBoxLayout()
        self._sides.addWidget(self.text, 1)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.told)
        column.addStretch(1)
        self._sides.addWidget(Scroll(holder), 1)
        foot = QHBoxLayout()
        foot.addWidget(self.make)
        foot.addStretch(1)
        self._whole.addLayout(self._sides, 1)
        self._whole.addLayout(foot)
        self.make.clicked.connect(self._make)
        self.text.textChanged.connect(self._settled.start)
        self.text.textChanged.connect(self.asking.note_edit)
        self.make.setEnabled(False)
        self.text.setPlainText(text)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._is_open:
            self._colour()

    def _colour(self) -> None:
        colours = tokens(self)
        look = _LOOK.format(ground=colours.surface, ink=colours.ink)
        if self.text.styleSheet() != look:
            self.text.setStyleSheet(look)

    def opened(self) -> None:
        self._is_open = True
        self._colour()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def closing(self) -> None:
        if self._settled.isActive():
            self._settled.stop()
            self._keep()
        self._kept.let_go()

    def close_open(self) -> bool:
        return self.asking.close_open()

    def back(self) -> bool:
        """Ask before what was typed is left."""
        if self._is_left or not self.text.toPlainText().strip():
            self._forget()
            return False
        self.read()
        make = [(words.MAKE, self._make)] if self.make.isEnabled() else []
        self.asking.ask_to_leave(words.ASK_TO_LEAVE, (words.LEAVE, self._leave), *make)
        return True

    def _leave(self) -> None:
        self._forget()
        self._pages.back()

    def _forget(self) -> None:
        """Nothing of it is to be taken up."""
        self._settled.stop()
        self._kept.forget()
        self._is_left = True

    def _keep(self) -> None:
        """Keep what was typed, so that no crash loses it."""
        text = self.text.toPlainText()
        if not text.strip():
            self._kept.forget()
            return
        try:
            self._kept.keep(UnsavedDraft(Path(PRESCRIPTION), text, None, words.IN_A_DRAFT))
        except OSError as error:
            self._pages.say(str(error))

    def _read_and_keep(self) -> None:
        self.read()
        self._keep()

    def read(self) -> None:
        """Say what of the text is understood."""
        text = self.text.toPlainText()[:_MOST_CHARACTERS]
        self.draft = draft_prescription(text, words.NAME, self._context.library.drills)
        self.told.show_lines([*map(_told, self.draft.lines)])
        self.make.setEnabled(bool(self.draft.lines) and self.draft.has_entries)

    def _make(self) -> None:
        self.read()
        if self.draft is None or not self.draft.has_entries:
            return
        try:
            session = self._session(self.draft)
        except FileFaults as faults:
            self._pages.say(faults.faults[0].message)
            return
        self._forget()
        self._pages.back()
        self._pages.show_editor(session)
        if refused := self.draft.refused:
            self._pages.say(words.left_out(len(refused)))

    def _session(self, draft: Draft) -> EditSession:
        library = self._context.library
        path = self._context.user_files().new_path(words.NAME, taken=frozenset(library.routines))
        return editing.begun_from(library.read_text, path, draft.text)

    def rescaled(self, scale: float) -> None:
        super().rescaled(scale)
        self._sides.setSpacing(round(26 * scale))
        self.text.setFont(font(Text.BODY, scale))
        self.text.document().setDocumentMargin(round(14 * scale))


def _told(line: DraftLine) -> Told:
    """What became of a line: its drill, or why it gives none."""
    said, is_own = line.said, line.drill is None
    shown = " ".join(said.text.split())
    if line.refused:
        return Told(words.LEFT_OUT, shown, refused=line.refused)
    name = said.name if line.drill is None else line.drill.name
    drill = words.becomes(name, is_own=is_own, apart=line.apart)
    return Told(words.TAKEN, shown, drill, line.dose, line.guess, line.kept)
