"""What a file holds is shown before any of it is added."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from mobility_timer.sharing.incoming import read_incoming
from mobility_timer.sharing.package import Package, packed
from mobility_timer.ui.editor.import_page import ImportPage
from mobility_timer.ui.editor.own_routines import OwnRoutines
from mobility_timer.ui.shell.file_drops import FileDrops
from mobility_timer.ui.widgets.label import Label

GOOD = "name: Theirs\nfor: [before a run]\ndrills:\n  - open-books\n"


@pytest.fixture
def opened(editor_context, pages, qtbot, tmp_path, user):
    def opened(text=GOOD):
        path = tmp_path / "theirs.mobility"
        path.write_bytes(packed(Package({"routines/theirs.yaml": text.encode()})))
        incoming = read_incoming(path, editor_context.library, user)
        page = ImportPage(editor_context, pages, incoming.contents, incoming.left_out)
        qtbot.addWidget(page)
        return page

    return opened


def shown(page):
    return "\n".join(label.text() for label in page.findChildren(Label))


def test_it_shows_the_routine_its_drills_and_its_remarks(opened, user):
    page = opened()
    text = shown(page)
    assert "Theirs" in text
    assert "Side-lying open books" in text
    assert "This one is done on the floor" in text
    assert not user.folder.exists()


def test_added_it_is_told(opened, user, pages, qtbot):
    page = opened()
    qtbot.mouseClick(page.add, Qt.MouseButton.LeftButton)
    assert (user.folder / "theirs.yaml").read_text() == GOOD
    assert ("say", "Theirs is yours now.") in pages.asked


def test_with_faults_it_cannot_be_added(opened):
    page = opened("name: Theirs\ndrills:\n  - no-such-drill\n")
    assert not page.add.isEnabled()
    assert 'no drill "no-such-drill"' in shown(page)


def test_what_is_here_already_is_kept_or_replaced_as_one_says(opened, user, qtbot):
    user.write(user.folder / "theirs.yaml", "name: Mine\ndrills:\n  - hip-cars\n", None)
    page = opened()
    assert "Already here, with other contents: theirs.yaml." in shown(page)
    qtbot.mouseClick(page.add, Qt.MouseButton.LeftButton)
    assert sorted(path.name for path in user.folder.glob("*.yaml")) == [
        "theirs-2.yaml",
        "theirs.yaml",
    ]


def test_a_file_is_dropped_on_the_window(qtbot, tmp_path):
    window, taken = QWidget(), []
    qtbot.addWidget(window)
    drops = FileDrops(window, taken.append)
    for name, expected in (("a.mobility", 1), ("a.exe", 1)):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(tmp_path / name))])
        event = QDropEvent(
            QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        assert drops.eventFilter(window, event)
        assert len(taken) == expected
    assert taken == [tmp_path / "a.mobility"]


def test_a_routine_is_saved_as_a_file_and_copied_as_text(editor_context, pages, tmp_path, qtbot):
    own = OwnRoutines(editor_context, pages)
    routine = editor_context.library.routines["rest-day"]
    owner = QWidget()
    qtbot.addWidget(owner)
    own.save_as_file(owner, routine, tmp_path / "out.mobility")
    assert (tmp_path / "out.mobility").read_bytes().startswith(b"PK")
    own.copy_as_text(routine)
    assert pages.asked[-1] == ("say", "Copied.")
