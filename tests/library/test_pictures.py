"""Pictures that cannot be shown are known by their structure, in a line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility_timer import files
from mobility_timer.library import pictures
from mobility_timer.library.faults import FileFaults
from mobility_timer.library.library import Library
from mobility_timer.library.pictures import picture_trouble
from mobility_timer.library.reading.opening import open_library
from mobility_timer.words import drill_faults as words
from tests.sample_pictures import gif, huge_png, png, webp

GOOD = {"a.png": png(4, 3), "a.gif": gif(4, 3, 2), "a.webp": webp(4, 3)}
DRILL = "name: Own\nposition: standing\ndose: {hold: 10}\npictures: [a.png]\n"


@pytest.mark.parametrize("name", GOOD)
def test_good_ones_have_no_trouble(name: str) -> None:
    assert picture_trouble(name, GOOD[name]) == ""


@pytest.mark.parametrize("name", GOOD)
def test_one_that_ends_too_early_is_broken_wherever_it_ends(name: str) -> None:
    data = GOOD[name]
    for end in range(len(data)):
        assert picture_trouble(name, data[:end]) in (
            words.BROKEN_PICTURE,
            words.no_picture(name[2:]),
        )


def test_a_changed_byte_of_a_png_is_noticed() -> None:
    data = bytearray(GOOD["a.png"])
    data[45] ^= 1
    assert picture_trouble("a.png", bytes(data)) == words.BROKEN_PICTURE


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.png", huge_png(60_000, 60_000), "60000 x 60000 pixels"),
        ("a.gif", gif(9_000, 9_000, 1), "9000 x 9000 pixels"),
        ("a.gif", gif(5_000, 5_000, 30), "5000 x 5000 pixels, 30 times"),
        ("a.webp", webp(16_384, 16_384), "16384 x 16384 pixels"),
    ],
)
def test_what_would_fill_the_memory_is_too_large(name: str, data: bytes, told: str) -> None:
    assert picture_trouble(name, data) == f"is too large: {told}"


def test_one_kind_under_the_name_of_another_is_told() -> None:
    assert picture_trouble("a.png", GOOD["a.gif"]) == "is not a PNG picture"
    assert picture_trouble("a.webp", GOOD["a.png"]) == "is not a WebP picture"


@given(st.sampled_from(sorted(GOOD)), st.binary(max_size=60))
def test_nothing_in_a_file_breaks_the_check(name: str, tail: bytes) -> None:
    assert isinstance(picture_trouble(name, GOOD[name][:13] + tail), str)


@pytest.fixture
def library() -> Library:
    return open_library(files.routines(), None)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (None, "there is no picture a.png"),
        (b"\x89PNG\r\n\x1a\n", "a.png is broken"),
        (b"GIF89a", "a.png is not a PNG picture"),
        (huge_png(60_000, 60_000), "a.png is too large: 60000 x 60000 pixels"),
        (
            b"\0" * (pictures.LARGEST_PICTURE_BYTES + 1),
            "a.png is too large: a picture can be at most 4 MB",
        ),
    ],
)
def test_check_tells_a_drills_picture_at_its_line(
    library: Library, tmp_path: Path, data: bytes | None, told: str
) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(DRILL)
    if data is not None:
        (tmp_path / "pictures").mkdir()
        (tmp_path / "pictures" / "a.png").write_bytes(data)
    with pytest.raises(FileFaults) as found:
        library.check_file(path)
    (fault,) = found.value.faults
    assert (fault.line, fault.column) == (4, 12)
    assert told in fault.message
    assert "\n" not in str(fault)


def test_check_tells_the_picture_of_a_drill_that_is_written_out(
    library: Library, tmp_path: Path
) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        "name: Mine\ndrills:\n  - name: Own\n    position: standing\n"
        "    dose: {hold: 10}\n    pictures: [a.png]\n"
    )
    with pytest.raises(FileFaults, match=r"6:16: there is no picture a\.png"):
        library.check_file(path)


def test_check_tells_the_picture_of_a_drill_that_is_named_or_in_a_block(
    library: Library, tmp_path: Path
) -> None:
    path = tmp_path / "mine.yaml"
    (tmp_path / "drills").mkdir()
    (tmp_path / "drills" / "own.yaml").write_text(DRILL)
    inside = "{name: In it, position: standing, dose: {hold: 10}, pictures: [b.png]}"
    path.write_text(
        "name: Mine\ndrills:\n  - calf-stretch\n  - rest: 10\n"
        f"  - rounds: 2\n    drills:\n      - drill: own\n      - {inside}\n"
    )
    with pytest.raises(FileFaults) as found:
        library.check_file(path)
    assert {(Path(it.file).name, it.line, it.column, it.what) for it in found.value.faults} == {
        ("own.yaml", 4, 12, "there is no picture a.png"),
        ("mine.yaml", 8, 72, "there is no picture b.png"),
    }


def test_a_drill_with_a_good_picture_has_no_mistakes(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(DRILL)
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "a.png").write_bytes(GOOD["a.png"])
    assert library.check_file(path)


INLINE = """
name: Mine
drills:
  - name: Own
    position: standing
    dose: {hold: 10}
    pictures: [a.png]
"""


@pytest.mark.parametrize("folder", ["routines", "routines/knee", "elsewhere"])
@pytest.mark.parametrize("pictures", ["pictures", "drills/pictures"])
def test_a_drill_that_is_written_out_shows_what_lies_beside_its_routine(
    tmp_path: Path, folder: str, pictures: str
) -> None:
    path, place = tmp_path / folder / "mine.yaml", tmp_path / folder / pictures / "a.png"
    place.parent.mkdir(parents=True)
    place.write_bytes(GOOD["a.png"])
    path.write_text(INLINE)
    library = open_library(files.routines(), tmp_path / "routines")
    read = [library.read_file(path), library.read_text(INLINE, path)]
    if folder != "elsewhere":
        read.append(library.routines["mine"])
    for routine in read:
        (drill,) = routine.drills
        assert library.picture_files(drill) == (place,)
    later = open_library(files.routines(), tmp_path / "routines")
    assert later.picture_files(read[0].drills[0]) == (place,)
