"""What a file holds is shown before any of it is added."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import PySide6
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mobility_timer.sharing.incoming import read_incoming
from mobility_timer.sharing.package import Package, packed
from mobility_timer.ui.editor.own.import_page import ImportPage
from mobility_timer.ui.editor.own.own_routines import OwnRoutines
from mobility_timer.ui.shell.file_drops import TakesFiles
from mobility_timer.ui.widgets.label import Label
from mobility_timer.words.pages.window import NOTHING_CAME
from tests.ui.conftest import NotedPages

ENTERED_AT: Any = QPointF(5, 5) if PySide6.__version_info__ >= (6, 12) else QPoint(5, 5)
"""Qt 6.12 warns of whole pixels for a drag that comes in, and before it there was nothing else."""
GOOD = "name: Theirs\nfor: [before a run]\ndrills:\n  - open-books\n"


@pytest.fixture
def opened(editor_context: Any, pages: NotedPages, qtbot: QtBot, tmp_path: Path, user: Any) -> Any:
    def opened(text: Any = GOOD) -> Any:
        path = tmp_path / "theirs.mobility"
        path.write_bytes(packed(Package({"routines/theirs.yaml": text.encode()})))
        incoming = read_incoming(path, editor_context.library, user)
        page = ImportPage(editor_context, pages, incoming.contents, incoming.left_out)
        qtbot.addWidget(page)
        return page

    return opened


def shown(page: Any) -> Any:
    return "\n".join(label.text() for label in page.findChildren(Label))


def test_it_shows_the_routine_its_drills_and_its_remarks(opened: Any, user: Any) -> None:
    page = opened()
    text = shown(page)
    assert "Theirs" in text
    assert "Side-lying open books" in text
    assert "This one is done on the floor" in text
    assert not user.folder.exists()


def test_added_it_is_told(opened: Any, user: Any, pages: NotedPages, qtbot: QtBot) -> None:
    page = opened()
    qtbot.mouseClick(page.add, Qt.MouseButton.LeftButton)
    assert not page.add.isEnabled()
    page._reading.wait()
    assert (user.folder / "theirs.yaml").read_text() == GOOD
    qtbot.waitUntil(
        lambda: {"show_home", "show_saved"} & {name for name, *_ in pages.asked} != set()
    )
    assert pages.asked[0][0] == "use_library"
    assert ("tell", "Theirs is yours now.") in pages.asked


def test_left_before_the_library_is_read_nothing_is_shown(
    opened: Any, pages: NotedPages, qtbot: QtBot
) -> None:
    page = opened()
    qtbot.mouseClick(page.add, Qt.MouseButton.LeftButton)
    page.closing()
    page._reading.wait()
    QApplication.processEvents()
    assert pages.asked == []


def test_with_faults_it_cannot_be_added(opened: Any) -> None:
    page = opened("name: Theirs\ndrills:\n  - no-such-drill\nrounds: 99\n")
    assert not page.add.isEnabled()
    (line,) = [line for line in shown(page).splitlines() if "no-such-drill" in line]
    assert line.startswith("It can't be added: ")
    assert line.endswith("(and 1 more)")


def test_what_is_here_already_is_kept_or_replaced_as_one_says(
    opened: Any, user: Any, qtbot: QtBot
) -> None:
    user.write(user.folder / "theirs.yaml", "name: Mine\ndrills:\n  - hip-cars\n", None)
    page = opened()
    assert "Already here, with other contents: theirs.yaml." in shown(page)
    qtbot.mouseClick(page.add, Qt.MouseButton.LeftButton)
    page._reading.wait()
    assert sorted(path.name for path in user.folder.glob("*.yaml")) == [
        "theirs-2.yaml",
        "theirs.yaml",
    ]


class Taking(TakesFiles):
    def __init__(self) -> None:
        super().__init__()
        self.taken: list[Path] = []
        self.told: list[str] = []

    def show_file(self, path: Path) -> None:
        self.taken.append(path)

    def say(self, line: str) -> None:
        self.told.append(line)


def test_a_file_is_dropped_on_the_window(qtbot: QtBot, tmp_path: Path) -> None:
    window = Taking()
    qtbot.addWidget(window)
    for name, accepted in (("a.mobility", True), ("a.exe", False)):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(tmp_path / name))])
        how = (
            Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        for event in (QDragEnterEvent(ENTERED_AT, *how), QDropEvent(QPointF(5, 5), *how)):
            event.ignore()
            QApplication.sendEvent(window, event)
            assert event.isAccepted() is accepted
    assert window.taken == [tmp_path / "a.mobility"]
    assert window.told == []


def test_a_drop_of_which_nothing_comes_is_told(qtbot: QtBot) -> None:
    window = Taking()
    qtbot.addWidget(window)
    data, nothing, copied = QMimeData(), QMimeData(), Qt.DropAction.CopyAction
    data.setUrls([QUrl.fromLocalFile("/a.mobility")])
    buttons = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(ENTERED_AT, copied, data, *buttons))
    QApplication.sendEvent(window, QDropEvent(QPointF(5, 5), copied, nothing, *buttons))
    assert window.taken == []
    assert window.told == [NOTHING_CAME]


@pytest.mark.parametrize("offered", [Qt.DropAction.CopyAction, Qt.DropAction(0)])
def test_a_dropped_file_is_copied_though_it_was_to_be_moved(
    qtbot: QtBot, tmp_path: Path, offered: Qt.DropAction
) -> None:
    window = Taking()
    qtbot.addWidget(window)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.mobility"))])
    buttons = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier
    actions = offered | Qt.DropAction.MoveAction
    for event in (
        QDragEnterEvent(ENTERED_AT, actions, data, *buttons),
        QDropEvent(QPointF(5, 5), actions, data, *buttons),
    ):
        assert event.proposedAction() is Qt.DropAction.MoveAction
        event.ignore()
        QApplication.sendEvent(window, event)
        assert event.isAccepted() is bool(offered)
        assert not offered or event.dropAction() is Qt.DropAction.CopyAction
    assert window.taken == [tmp_path / "a.mobility"] * bool(offered)


def test_a_routine_is_saved_as_a_file_and_copied_as_text(
    editor_context: Any, pages: NotedPages, tmp_path: Path, qtbot: QtBot
) -> None:
    own = OwnRoutines(editor_context, pages)
    routine = editor_context.library.routines["rest-day"]
    owner = QWidget()
    qtbot.addWidget(owner)
    own.save_as_file(owner, routine, tmp_path / "out.mobility")
    saved = str(tmp_path / "out.mobility")
    qtbot.waitUntil(lambda: pages.asked[-1:] == [("tell", f"Saved as {saved}.")])
    assert (tmp_path / "out.mobility").read_bytes().startswith(b"PK")
    own.copy_as_text(routine)
    assert pages.asked[-1] == ("tell", "Copied.")
