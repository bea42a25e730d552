"""Each edit has a draft of its own, which outlives the program until it is saved or dropped."""

from __future__ import annotations

import sys
from pathlib import Path
from subprocess import PIPE, Popen

import pytest

from mobility_timer import files
from mobility_timer.editing.kept_drafts import KeptDrafts, UnsavedDraft

ONE = UnsavedDraft(Path("one.yaml"), "name: One\n", None, "One")
OTHER = UnsavedDraft(Path("drills/other.yaml"), "name: Other\n", "name: Old\n", "Other")


@pytest.fixture
def drafts(tmp_path: Path) -> KeptDrafts:
    return KeptDrafts(tmp_path / "drafts")


def left(drafts: KeptDrafts) -> list[UnsavedDraft]:
    return [draft for _, draft in drafts.left()]


def test_two_edits_have_a_draft_each(drafts: KeptDrafts) -> None:
    first, second = drafts.begin(), drafts.begin()
    first.keep(ONE)
    second.keep(OTHER)
    second.forget()
    first.let_go()
    assert left(drafts) == [ONE]


def test_one_that_is_being_written_is_not_offered(drafts: KeptDrafts) -> None:
    kept = drafts.begin()
    kept.keep(ONE)
    assert left(drafts) == []
    kept.let_go()
    assert left(drafts) == [ONE]


def test_one_that_was_taken_up_goes_on_in_its_place(drafts: KeptDrafts) -> None:
    kept = drafts.begin()
    kept.keep(ONE)
    kept.let_go()
    ((again, _),) = drafts.left()
    assert again.hold()
    assert left(drafts) == []
    again.keep(OTHER)
    again.let_go()
    assert left(drafts) == [OTHER]


def test_nothing_stays_of_what_was_saved(drafts: KeptDrafts) -> None:
    kept = drafts.begin()
    kept.keep(ONE)
    kept.forget()
    assert list(drafts.folder.iterdir()) == []


def test_one_that_cannot_be_read_is_none(drafts: KeptDrafts) -> None:
    files.write_atomic(drafts.folder / "broken.json", "{")
    files.write_atomic(drafts.folder / "list.json", "[]")
    assert left(drafts) == []


def test_what_a_killed_writer_left_half_written_goes(drafts: KeptDrafts) -> None:
    kept = drafts.begin()
    kept.keep(ONE)
    half = drafts.folder / f".{kept.id}.json.0123abcd.new"
    half.write_text("{")
    drafts.left()
    assert half.exists()
    kept.let_go()
    assert left(drafts) == [ONE]
    assert not half.exists()


KEEPS_AND_WAITS = """
import sys
from pathlib import Path
from mobility_timer.editing.kept_drafts import KeptDrafts, UnsavedDraft
kept = KeptDrafts(Path(sys.argv[1])).begin()
kept.keep(UnsavedDraft(Path("one.yaml"), "name: One\\n", None, "One"))
print("kept", flush=True)
sys.stdin.read()
"""


def test_after_kill_9_it_is_offered_and_until_then_it_is_not(drafts: KeptDrafts) -> None:
    command = [sys.executable, "-c", KEEPS_AND_WAITS, str(drafts.folder)]
    with Popen(command, stdin=PIPE, stdout=PIPE, text=True) as writer:
        assert writer.stdout
        assert writer.stdout.readline() == "kept\n"
        before = left(drafts)
        writer.kill()
    assert before == []
    assert left(drafts) == [ONE]
