import errno
import os
from pathlib import Path

import pytest

from mobility_timer.files import disk_cache
from mobility_timer.files.disk_cache import DiskCache

LIMIT_BYTES = 10_000


@pytest.fixture
def cache(tmp_path: Path) -> DiskCache:
    return DiskCache(tmp_path / "cache", ".bin", LIMIT_BYTES)


def folder(cache: DiskCache) -> Path:
    assert cache.folder is not None
    return cache.folder


def place(cache: DiskCache, key: str) -> Path:
    path = cache.path(key)
    assert path is not None
    return path


def refused(data: bytes) -> bytes:
    raise ValueError(f"{len(data)} bytes of nonsense")


def test_what_is_written_is_read(cache: DiskCache) -> None:
    assert cache.read("one", bytes) is None
    cache.write("one", b"1")
    cache.write("two/../..", b"2")
    assert (cache.read("one", bytes), cache.read("two/../..", bytes)) == (b"1", b"2")
    assert {path.suffix for path in folder(cache).iterdir()} == {".bin"}
    assert len(list(folder(cache).iterdir())) == 2


def test_a_damaged_file_is_removed(cache: DiskCache) -> None:
    cache.write("one", b"1")
    assert cache.read("one", refused) is None
    assert not place(cache, "one").exists()


def test_a_file_that_is_too_large_is_not_read_and_removed(
    cache: DiskCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk_cache, "LARGEST_FILE_BYTES", 100)
    cache.write("one", bytes(101))
    assert cache.read("one", bytes) is None
    assert not place(cache, "one").exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with a name")
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(cache: DiskCache) -> None:
    folder(cache).mkdir()
    os.mkfifo(place(cache, "one"))
    assert cache.read("one", bytes) is None
    cache.write("one", b"1")
    assert cache.read("one", bytes) == b"1"


def test_all_files_together_are_bounded_and_the_used_ones_stay(cache: DiskCache) -> None:
    for number in range(10):
        cache.write(str(number), bytes(1000))
        os.utime(place(cache, str(number)), (1000 + number, 1000 + number))
    assert cache.read("0", bytes) is not None
    cache.write("new", bytes(1000))
    there = [key for key in (*map(str, range(10)), "new") if place(cache, key).exists()]
    assert there == ["0", *"3456789", "new"]


def test_folders_inside_are_left_alone(cache: DiskCache) -> None:
    (folder(cache) / "other").mkdir(parents=True)
    for number in range(20):
        cache.write(str(number), bytes(1000))
    assert (folder(cache) / "other").is_dir()


def test_left_overs_of_a_killed_writer_are_swept(cache: DiskCache) -> None:
    folder(cache).mkdir()
    left = folder(cache) / ".abc.bin.01234567.new"
    left.write_bytes(b"half")
    os.utime(left, (1, 1))
    cache.write("one", b"1")
    assert not left.exists()


def test_a_full_disk_is_an_empty_cache(cache: DiskCache, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(disk_cache, "write_atomic", full)
    cache.write("one", b"1")
    assert cache.read("one", bytes) is None


def test_without_a_folder_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for cache in (DiskCache(None, ".bin", 10), DiskCache(tmp_path / "file", ".bin", 10)):
        cache.write("one", b"1")
        assert cache.read("one", bytes) is None
        cache.remove("one")
        cache.sweep()
