"""The person writes: a routine of theirs is edited, saved or left, and no word of it is lost."""

from __future__ import annotations

from pathlib import Path
from random import Random

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from mobility_timer import files
from mobility_timer.ui.editor.own.own_routines import OwnRoutines
from mobility_timer.ui.editor.page import EditorPage
from mobility_timer.ui.shell.pages import Page
from tests.simulation.expected import must
from tests.simulation.program import World

DRAFT_MS = 700
MOST_WORDS = 6
ENDINGS = (".yaml", ".json", ".txt")


class Writer:
    """Types a new description into the editor, and knows which ones must be on the disk."""

    def __init__(self, world: World, random: Random) -> None:
        self._world = world
        self._random = random
        self._written = 0
        self._kept: list[str] = []

    def write(self) -> str:
        """One description, typed; then it stands, is saved, or the page is left."""
        window = self._world.window
        assert window is not None
        if window.in_session:
            return "is in a session"
        page = window.page if isinstance(window.page, EditorPage) else self._opened()
        if page is None:
            return "no editor"
        token = self._type(page)
        then = self._random.choice(("stand", "save", "leave"))
        if then == "leave":
            window.back()
        elif then == "save":
            page.save()
        self._world.settle()
        self._world.pass_time(DRAFT_MS)
        self._keep(token)
        return f"{token}, {then}"

    def gone(self, path: Path) -> None:
        """A file is taken away or written over from outside: what only it held is gone with it."""
        if path.is_file() and not path.is_symlink():
            text = path.read_text(errors="replace")
            self._kept = [token for token in self._kept if token not in text]

    def pressed(self, focus: QWidget | None, key: Qt.Key) -> None:
        """A key that gives up what was written: the answer to leave it, or the way back."""
        window = self._world.window
        page = window.page if window is not None else None
        if not isinstance(page, EditorPage) or key not in (Qt.Key.Key_Return, Qt.Key.Key_Space):
            return
        if focus is page.undo or focus in page.asking.answers[1:]:
            self._give_up(page)

    @staticmethod
    def undoing(page: Page) -> list[QWidget]:
        """The controls of the page that give up what was written."""
        if not isinstance(page, EditorPage):
            return []
        return [page.undo, *page.asking.findChildren(QWidget)]

    def check(self) -> None:
        """Raises Violation."""
        texts = self._on_disk() if self._kept else ()
        for token in self._kept:
            must(any(token in text for text in texts), f"lost: {token}")

    def _opened(self) -> EditorPage | None:
        window = self._world.window
        assert window is not None
        context = window._context
        window.show_home()
        own = OwnRoutines(context, window)
        mine = sorted(id for id in context.library.routines if id.startswith("mine-"))
        if mine and self._random.random() < 0.7:
            own.edit(context.library.routines[self._random.choice(mine)])
        else:
            own.begin()
        self._world.settle()
        return window.page if isinstance(window.page, EditorPage) else None

    def _type(self, page: EditorPage) -> str:
        self._give_up(page)
        self._written += 1
        token = f"Written {self._written}."
        page.window().activateWindow()
        page.summary.setFocus()
        page.summary.selectAll()
        QTest.keyClicks(page.summary, token)
        QTest.keyClick(page.summary, Qt.Key.Key_Return)
        self._world.settle()
        must(token in page.model.session.written(), f"typed, and not taken: {token}")
        return token

    def _give_up(self, page: EditorPage) -> None:
        """What only the open page holds is thrown away or typed over."""
        session = page.model.session
        unsaved = session.written() if session.is_changed else ""
        self._kept = [t for t in self._kept if t not in unsaved or t in (session.on_disk or "")]

    def _keep(self, token: str) -> None:
        """From now on it must be there; what the disk refused is told, and may be lost."""
        if self._world.disk.refuses is None:
            self._kept = [*self._kept, token][-MOST_WORDS:]

    def _on_disk(self) -> tuple[str, ...]:
        folder = files.user_routines().parent
        found = (path for path in folder.rglob("*") if path.suffix in ENDINGS)
        return tuple(p.read_text(errors="replace") for p in found if p.is_file())
