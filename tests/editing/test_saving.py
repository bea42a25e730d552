"""Files are the old or the new one, whole; nobody's change is written over unasked."""

from __future__ import annotations

import errno
import multiprocessing
import os
import random
import re
import signal
import time
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from mobility_timer import files
from mobility_timer.editing import saving
from mobility_timer.editing.kept_drafts import KeptDrafts
from mobility_timer.editing.saving import ChangedElsewhere, NotSaved, UserFiles, text_on_disk
from mobility_timer.editing.session import EditSession, begun_from
from mobility_timer.editing.versions import MOST_KEPT, Versions, differences


@pytest.fixture
def user(tmp_path: Path) -> UserFiles:
    folder = tmp_path / "routines"
    return UserFiles(
        folder,
        Versions(tmp_path / "versions", folder),
        tmp_path / "lock",
        KeptDrafts(tmp_path / "drafts"),
    )


@pytest.fixture
def saved(user: UserFiles, session: EditSession) -> EditSession:
    user.write(session.path, session.text, None)
    return session


def renamed(session: EditSession, name: str) -> EditSession:
    return session.changed(session.draft.with_key("name", name))


def test_a_new_routine_gets_a_file_named_after_it(user: UserFiles) -> None:
    assert user.new_path("My hips, mostly!").name == "my-hips-mostly.yaml"
    assert user.new_path("ルーチン").name == "ルーチン.yaml"
    assert user.new_path("…").name == "routine.yaml"
    taken = frozenset({"rest-day"})
    assert user.new_path("Rest day", taken=taken).name == "rest-day-2.yaml"
    user.folder.mkdir()
    (user.folder / "rest-day-2.yml").touch()
    assert user.new_path("Rest day", taken=taken).name == "rest-day-3.yaml"


def test_what_is_saved_is_what_the_file_says(user: UserFiles, saved: EditSession) -> None:
    new = user.save(renamed(saved, "Other"))
    assert saved.path.read_text() == saved.text.replace("Mine", "Other")
    assert not new.is_changed
    assert not new.is_new


def test_a_change_made_elsewhere_is_not_written_over_unasked(
    user: UserFiles, saved: EditSession
) -> None:
    saved.path.write_text("name: Theirs\n")
    with pytest.raises(ChangedElsewhere) as changed:
        user.save(renamed(saved, "Other"))
    assert changed.value.text == "name: Theirs\n"
    assert saved.path.read_text() == "name: Theirs\n"
    user.save(renamed(saved, "Other"), over=True)
    assert "name: Other" in saved.path.read_text()
    assert [v.text for v in user.versions.of(saved.path)][1] == "name: Theirs\n"


def test_a_file_that_is_gone_or_came_meanwhile_is_told(user: UserFiles, saved: EditSession) -> None:
    saved.path.unlink()
    with pytest.raises(ChangedElsewhere):
        user.save(renamed(saved, "Other"))
    new = begun_from(saved.read, saved.path, saved.text, "New")
    saved.path.write_text("name: Theirs\n")
    with pytest.raises(ChangedElsewhere):
        user.save(new)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "The disk is full."),
        (errno.EROFS, "You can't write to"),
        (errno.EACCES, "You can't write to"),
        (errno.EIO, "could not be written"),
    ],
)
def test_what_keeps_it_from_being_written_is_told_and_nothing_is_lost(
    user: UserFiles, saved: EditSession, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    def fails(path: Path, _content: str) -> None:
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr(files, "write_atomic", fails)
    with pytest.raises(NotSaved, match=said):
        user.save(renamed(saved, "Other"))
    assert saved.path.read_text() == saved.text


def test_a_file_in_place_of_the_folder_is_told_by_its_name(
    user: UserFiles, session: EditSession, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    told = f"It can't be saved: {tmp_path / 'file'} is not a folder."
    with pytest.raises(NotSaved, match=re.escape(told)):
        user.save(session.at(tmp_path / "file" / "routines" / "mine.yaml"))


def test_two_programs_take_turns(
    user: UserFiles, saved: EditSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "_LOCK_S", 0.05)
    with FileLock(user.lock), pytest.raises(NotSaved, match="Another program"):
        user.save(renamed(saved, "Other"))
    user.save(renamed(saved, "Other"))


def test_the_last_twenty_versions_are_kept(user: UserFiles, saved: EditSession) -> None:
    session = saved
    for number in range(MOST_KEPT + 5):
        session = user.save(renamed(session, f"Number {number}"))
    kept = user.versions.of(saved.path)
    assert len(kept) == MOST_KEPT
    assert f"Number {MOST_KEPT + 4}" in kept[0].text
    assert "Number 5" in kept[-1].text


def test_what_differs_is_told_line_by_line() -> None:
    assert differences("a\nb\nc\n", "a\nB\nc\n") == ("- b", "+ B")
    assert differences("a\nb\n", "a\nb\n") == ()
    assert differences("", "a\n\n") == ("+ a", "+ ")
    listed = ("- -- one", "- ++ two", "+ --- one", "- last")
    assert differences("-- one\n++ two\nb\nlast\n", "--- one\nb\n") == listed


def test_what_is_deleted_can_be_brought_back(user: UserFiles, saved: EditSession) -> None:
    text = user.delete(saved.path)
    assert not saved.path.exists()
    assert [gone.path for gone in user.versions.deleted()] == [saved.path]
    assert user.versions.deleted()[0].text == text
    assert user.versions.has_deleted()
    user.write(saved.path, text, None)
    assert saved.path.read_text() == saved.text
    assert user.versions.deleted() == ()
    assert not user.versions.has_deleted()


def test_of_what_is_deleted_only_the_newest_version_is_read(
    user: UserFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, text = user.folder / "mine.yaml", None
    for number in range(5):
        user.write(path, f"name: {number}\n", text)
        text = f"name: {number}\n"
    user.delete(path)
    read: list[str] = []
    real = files.read_limited
    monkeypatch.setattr(
        files, "read_limited", lambda path, limit: read.append(path.name) or real(path, limit)
    )
    assert user.versions.deleted()[0].text == text
    assert len([name for name in read if name != "path.txt"]) == 1
    assert [version.text for version in user.versions.of(path, most=2)] == [
        "name: 4\n",
        "name: 3\n",
    ]


def test_a_deleted_drill_and_what_older_programs_kept_are_known(user: UserFiles) -> None:
    drill = user.folder / "drills" / "mine.yaml"
    user.write(drill, "name: Mine\n", None)
    user.delete(drill)
    assert [gone.path for gone in user.versions.deleted()] == [drill]
    for where in user.versions._folder.glob("*/path.txt"):
        where.unlink()
    assert [gone.path for gone in user.versions.deleted()] == [drill]


def test_what_a_killed_program_left_goes_unless_one_is_saving(
    user: UserFiles, saved: EditSession
) -> None:
    half = [
        folder / ".mine.yaml.0123abcd.new"
        for folder in (user.folder, next(iter(user.versions.folders())))
    ]
    for path in half:
        path.write_text("half a fi")
    with FileLock(user.lock):
        user.sweep()
    assert all(path.exists() for path in half)
    user.sweep()
    assert not any(path.exists() for path in half)
    assert saved.path.read_text() == saved.text


def _save_forever(folder: Any, path: Any, texts: Any) -> None:
    user = UserFiles(
        folder / "routines",
        Versions(folder / "v", folder / "routines"),
        folder / "l",
        KeptDrafts(folder / "d"),
    )
    while True:
        for text in texts:
            user.write(path, text, None, over=True)


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="kill -9")
def test_killed_while_saving_the_file_is_the_old_or_the_new_one(tmp_path: Path) -> None:
    """At 200 moments drawn at random."""
    texts = [f"name: {letter}\n" + f"# {letter * 60}\n" * 2_000 for letter in "ab"]
    path = tmp_path / "routines" / "mine.yaml"
    chance = random.Random(10)
    start = multiprocessing.get_context("fork")
    for _ in range(200):
        process = start.Process(target=_save_forever, args=(tmp_path, path, texts))
        process.start()
        while not path.exists():
            time.sleep(0.001)
        time.sleep(chance.uniform(0, 0.03))
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        assert text_on_disk(path) in texts
        UserFiles(
            tmp_path / "routines",
            Versions(tmp_path / "v", tmp_path / "routines"),
            tmp_path / "l",
            KeptDrafts(tmp_path / "d"),
        ).sweep()
        assert list(tmp_path.rglob("*.new")) == []
