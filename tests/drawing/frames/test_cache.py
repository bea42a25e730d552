import json
import zlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility_timer.drawing.frames.cache import BadSequence, FrameCache, StoredSequence
from mobility_timer.drawing.frames.packed import PackedFrame

FRAMES = {
    0: PackedFrame(((1, 2, 3, 2),), bytes(range(24)), (0.5, 0.25, 1.0)),
    4: PackedFrame(((0, 0, 1, 1), (5, 5, 2, 1)), bytes(range(12)), None),
    9: PackedFrame((), b"", None),
}


def deflated(frames):
    return {i: replace(frame, deflated=zlib.compress(frame.data)) for i, frame in frames.items()}


def test_what_is_saved_is_loaded(tmp_path):
    cache = FrameCache(tmp_path / "frames")
    cache.save("abc", deflated(FRAMES))
    stored = cache.load("abc")
    assert {index: stored.frame(index) for index in stored} == FRAMES
    assert [path.suffix for path in (tmp_path / "frames").iterdir()] == [".frames"]


def test_nothing_there_is_nothing(tmp_path):
    assert FrameCache(tmp_path).load("abc") is None


def test_without_a_folder_it_goes_on(tmp_path):
    cache = FrameCache(None)
    cache.save("abc", deflated(FRAMES))
    assert cache.load("abc") is None
    (tmp_path / "file").write_text("in the way")
    blocked = FrameCache(tmp_path / "file")
    blocked.save("abc", deflated(FRAMES))
    assert blocked.load("abc") is None


@given(at=st.integers(0, 400), value=st.integers(0, 255), cut=st.integers(0, 400))
def test_a_damaged_sequence_is_refused_in_an_expected_way(tmp_path_factory, at, value, cut):
    folder = tmp_path_factory.mktemp("frames")
    cache = FrameCache(folder)
    cache.save("abc", deflated(FRAMES))
    (path,) = folder.iterdir()
    data = bytearray(path.read_bytes())
    data[at % len(data)] = value
    path.write_bytes(bytes(data[: max(1, len(data) - cut)]))
    stored = cache.load("abc")
    if stored is None:
        assert not path.exists()
        return
    for index in stored:
        try:
            frame = stored.frame(index)
        except BadSequence:
            continue
        assert all(type(number) is int for tile in frame.tiles for number in tile)
        assert len(frame.data) == sum(4 * w * h for _, _, w, h in frame.tiles)


def test_a_file_that_is_no_frame_sequence_is_removed(tmp_path):
    cache = FrameCache(tmp_path)
    cache.save("abc", deflated(FRAMES))
    (path,) = tmp_path.iterdir()
    path.write_bytes(b"something else")
    assert cache.load("abc") is None
    assert not path.exists()
    with pytest.raises(BadSequence, match="not a frame sequence"):
        StoredSequence(b"something else")


@pytest.mark.parametrize(
    "row",
    [
        [0, "all", [[0, 0, 1, 1]], None],
        [0, 12, [[0, 0, 1.0, 1]], None],
        [0, 12, [[0, 0, 1]], None],
        [0, 12, 7, None],
        [0, 12, [[0, 0, 1, 1]], 7],
        [0, 12, [[0, 0, 1, 1]], ["here"]],
        [[], 12, [[0, 0, 1, 1]], None],
    ],
)
def test_a_sequence_whose_table_says_nonsense_is_bad(row):
    table, pixels = json.dumps([row]).encode(), zlib.compress(bytes(4))
    assert len(pixels) == 12
    with pytest.raises(BadSequence):
        StoredSequence(b"MTFRAME1" + len(table).to_bytes(4, "little") + table + pixels).frame(0)
