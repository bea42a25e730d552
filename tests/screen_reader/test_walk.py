"""The real program as a screen reader and a keyboard find it, on a desktop of its own.

`python3 dev.py test -m slow tests/screen_reader -s` prints the transcript.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from mobility_timer import sharing
from mobility_timer.library import installed
from tests.screen_reader.desk import Desk, desk, missing
from tests.screen_reader.walk import Step, Walk, stub_of_desktop, walking

LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(missing), reason=f"not installed: {', '.join(missing)}"),
    pytest.mark.skipif(not any(map(os.path.exists, LAUNCHERS)), reason="at-spi2-core is missing"),
]
CARD = "Rest day: "
BY_READER = "With a screen reader, lines are said by: the screen reader"
PLAY: tuple[Step, ...] = ((CARD, ("Return",)),)
ADDING: tuple[Step, ...] = (("New routine", ("space",)), ("Add a drill", ("space",)))
ADDED: tuple[Step, ...] = (*ADDING, ("Add Ankle circles", ("space",)), ("Done", ("space",)))
SAVED: tuple[Step, ...] = (
    *ADDED,
    ("", ("ctrl+s",)),
    ("Rounds: more", ("space", "ctrl+s", "Escape")),
)
PAGES: dict[str, tuple[Step, ...]] = {
    "home": (),
    "preview": ((CARD, ("p",)),),
    "player": (*PLAY, ("", ("space",))),
    "keys": (*PLAY, ("", ("space", "question"))),
    "settings": (("Settings", ("space",)),),
    "progress": (("Progress", ("space",)),),
    "measure": (("Progress", ("space",)), ("Measure", ("space",))),
    "self-check": (("Self-check", ("space",)),),
    "editor": (("New routine", ("space",)),),
    "catalogue": ADDING,
    "prescription": (("New routine", ("space",)), ("Paste a prescription", ("space",))),
    "drill of one's own": (*ADDING, ("New drill of your own", ("space",))),
    "a drill's details": (*ADDED, ("How it is done: Ankle circles", ("space",))),
    "what is saved": SAVED,
    "earlier versions": (*SAVED, ("More", ("space", "Up", "Up", "Return"))),
    "deleted": (
        *SAVED,
        ("More", ("space", "Up", "Return")),
        ("Yours", ("space",)),
        ("Deleted", ("space",)),
    ),
}


@pytest.fixture
def a_desk(tmp_path: Path) -> Iterator[Desk]:
    stub_of_desktop(tmp_path / "bin")
    with desk(tmp_path / "home", PATH=f"{tmp_path / 'bin'}:{os.environ['PATH']}") as made:
        yield made


@pytest.fixture
def walk(a_desk: Desk) -> Iterator[Walk]:
    with walking(a_desk) as made:
        yield made


@pytest.mark.parametrize("title", PAGES)
def test_every_control_is_named_apart_and_answers_to_the_keyboard(walk: Walk, title: str) -> None:
    walk.press_everything(title, PAGES[title])
    assert walk.met.wrong == []
    assert walk.met.silent == []


def test_the_page_at_the_end_too(walk: Walk) -> None:
    walk.press_everything("Done", (), ("play", "desk-break", "--speed", "60"))
    assert walk.met.wrong == []
    assert walk.met.silent == []


def test_the_page_of_a_file_from_elsewhere_too(walk: Walk, tmp_path: Path) -> None:
    library, file = installed(), tmp_path / "break.mobility"
    package = sharing.pack_routine(library, library.paths["routine desk-break"])
    file.write_bytes(sharing.packed(package))
    walk.press_everything("What is in it", (), ("open", str(file)))
    assert walk.met.wrong == []
    assert walk.met.silent == []


def test_a_minute_of_play_is_announced_and_where_i_am_is_told(walk: Walk) -> None:
    walk.start()
    walk.go([("Settings", ("space",)), ("With a screen reader", ("space",))])
    walk.desk.press("Down", "Down", "Return")
    assert walk.page() == "Settings"
    assert walk.controls_named("With a screen reader") == [BY_READER]
    walk.desk.press("Escape")
    walk.go(PLAY)
    said = walk.reader.announced(60)
    for at, line in said:
        walk.note(f"{at:5.1f} s  {line}")
    walk.desk.press("i")
    answers = [event.text for event in walk.reader.told(2) if event.kind == "Announcement"]
    (where,) = [line for line in answers if line.startswith("Straight-leg ankle matrix, ")]
    walk.note(f"I        {where}")
    assert len(said) > 8
    assert len({line for _, line in said}) > 6
    assert " left. Next" in where
