import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility_timer import files
from mobility_timer.files.writing import _sync_folder


@given(
    old=st.binary(max_size=99), new=st.binary(max_size=99) | st.text(st.characters(codec="utf-8"))
)
def test_what_is_written_is_what_is_read(
    tmp_path_factory: pytest.TempPathFactory, old: bytes, new: bytes | str
) -> None:
    path = tmp_path_factory.mktemp("written") / "file"
    files.write_atomic(path, old)
    files.write_atomic(path, new)
    assert path.read_bytes() == (new.encode() if isinstance(new, str) else new)
    assert list(path.parent.iterdir()) == [path]


def test_a_folder_is_told_where_nothing_can_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert files.why_not_writable(tmp_path / "a/b") == ""
    (tmp_path / "a").touch()
    assert files.why_not_writable(tmp_path / "a/b") == f"{tmp_path / 'a'} is not a folder"
    several = (tmp_path / "b", tmp_path / "a/b", tmp_path / "a")
    assert files.why_nothing_kept(several) == (f"{tmp_path / 'a'} is not a folder",)
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert files.why_not_writable(tmp_path / "c") == f"{tmp_path} cannot be written to"


def test_a_file_in_the_place_of_a_folder_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    with pytest.raises(NotADirectoryError, match="Not a directory"):
        files.write_atomic(tmp_path / "a/b.txt", "text")


def test_missing_folders_are_made(tmp_path: Path) -> None:
    files.write_atomic(tmp_path / "a/b/c.txt", "text")
    assert (tmp_path / "a/b/c.txt").read_text() == "text"


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize("failure", [OSError("no space left"), KeyboardInterrupt()])
def test_a_failure_keeps_the_old_file_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, failure: BaseException
) -> None:
    path = tmp_path / "file"
    path.write_text("old")

    def fail(*_: object) -> None:
        raise failure

    monkeypatch.setattr(*{"fsync": (os, "fsync"), "replace": (Path, "replace")}[step], fail)
    with pytest.raises(type(failure)):
        files.write_atomic(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_content_is_on_disk_before_it_gets_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    done: list[str] = []
    sync, rename = os.fsync, Path.replace

    def note_sync(handle: int) -> None:
        done.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "content")
        sync(handle)

    def note_rename(new: Path, target: Path) -> Path:
        done.append("name")
        assert new.read_text() == "text"
        assert new.parent == target.parent
        return rename(new, target)

    monkeypatch.setattr(os, "fsync", note_sync)
    monkeypatch.setattr(Path, "replace", note_rename)
    files.write_atomic(path, "text")
    assert done == ["content", "name", "folder"]


def test_a_folder_that_cannot_be_synced_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise OSError("a folder cannot be opened here")

    monkeypatch.setattr(os, "open", refuse)
    _sync_folder(tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="modes and links of POSIX")
def test_the_mode_is_kept_and_a_link_is_followed(tmp_path: Path) -> None:
    target, link = tmp_path / "elsewhere" / "file", tmp_path / "link"
    target.parent.mkdir()
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)
    files.write_atomic(link, "new")
    assert link.is_symlink()
    assert target.read_text() == "new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


@pytest.mark.skipif(os.name == "nt", reason="named pipes of POSIX")
def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        files.write_atomic(pipe, "text")
        assert os.read(reader, 99) == b"text"
        assert pipe.is_fifo()
    finally:
        os.close(reader)


@pytest.mark.skipif(os.name == "nt", reason="named pipes of POSIX")
def test_a_pipe_that_nobody_reads_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(OSError, match="No such device"):
        files.write_atomic(pipe, "text")
    assert pipe.is_fifo()


@pytest.mark.skipif(os.name == "nt", reason="named pipes of POSIX")
def test_only_a_file_holds_something(tmp_path: Path) -> None:
    path, pipe = tmp_path / "file", tmp_path / "pipe"
    os.mkfifo(pipe)
    path.write_bytes(b"this")
    assert files.holds(path, b"this")
    others = (path, b"thi"), (path, b"this one"), (pipe, b"this"), (tmp_path / "none", b"")
    assert not any(files.holds(*other) for other in others)


def left_over(folder: Path, of: str, age_s: float) -> Path:
    path = folder / f".{of}.0123abcd.new"
    path.write_bytes(b"half a fi")
    changed = path.stat().st_mtime - age_s
    os.utime(path, (changed, changed))
    return path


def test_what_a_killed_writer_left_behind_goes_with_the_next_write(tmp_path: Path) -> None:
    old = left_over(tmp_path, "a.txt", 120)
    of_another = left_over(tmp_path, "b.txt", 120)
    being_written = tmp_path / ".a.txt.0123abce.new"
    being_written.touch()
    files.write_atomic(tmp_path / "a.txt", "text")
    assert not old.exists()
    assert of_another.exists()
    assert being_written.exists()


def test_all_left_overs_of_a_folder_are_removed(tmp_path: Path) -> None:
    old = [left_over(tmp_path, name, 120) for name in ("a.txt", "b.txt")]
    kept = [tmp_path / name for name in ("a.txt", "note.new", ".b.txt.0123abce.new")]
    for path in kept:
        path.touch()
    files.remove_left_overs(tmp_path)
    assert not any(path.exists() for path in old)
    assert all(path.exists() for path in kept)


def test_where_nobody_writes_all_left_overs_go_at_once(tmp_path: Path) -> None:
    old = left_over(tmp_path, "a.txt", 0)
    files.remove_left_overs(tmp_path, none_is_written=True)
    assert not old.exists()


def test_a_file_is_read_up_to_a_limit(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"12345")
    assert files.read_limited(path, 5) == b"12345"
    with pytest.raises(OSError, match="larger than 4 bytes"):
        files.read_limited(path, 4)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with a name")
def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path):
        with pytest.raises(OSError, match=r"[Nn]ot a file|[Ii]s a directory"):
            files.read_limited(path, 100)
