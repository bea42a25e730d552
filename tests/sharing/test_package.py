"""What is in a `.mobility` file comes out as it was; anything else is refused in one line."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility_timer.sharing.package import (
    LARGEST_PACKAGE_BYTES,
    MOST_ENTRIES,
    NotAPackage,
    Package,
    packed,
    unpacked,
)
from tests.sample_pictures import huge_png, png

ROUTINE = b"name: Mine\ndrills:\n  - calf-stretch\n"
PNG = png(4, 3)
GOOD = {"routines/mine.yaml": ROUTINE, "drills/own.yaml": b"name: x\n", "pictures/a.png": PNG}


@pytest.fixture
def made(tmp_path: Path) -> Any:
    def made(entries: Any, **how: Any) -> Any:
        path = tmp_path / "x.mobility"
        with zipfile.ZipFile(path, "w", how.pop("method", zipfile.ZIP_DEFLATED)) as archive:
            for name, data in entries:
                archive.writestr(name, data)
        return path

    return made


def refused(path: Any, why: Any) -> None:
    with pytest.raises(NotAPackage) as told:
        unpacked(path)
    line = str(told.value)
    assert why in line
    assert "\n" not in line


def test_what_was_packed_comes_out_and_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    path = tmp_path / "x.mobility"
    path.write_bytes(packed(Package(GOOD)))
    assert unpacked(path) == Package(GOOD)
    assert packed(unpacked(path)) == path.read_bytes()


@pytest.mark.parametrize(
    "name",
    [
        "../mine.yaml",
        "routines/../../mine.yaml",
        "/etc/routines/mine.yaml",
        "routines/sub/mine.yaml",
        "routines\\mine.yaml",
        "C:/routines/mine.yaml",
        "routines/.hidden.yaml",
        "routines/mine.py",
        "drills/run.sh",
        "pictures/a.exe",
        "pictures/a.svg",
        "routines/mine.yaml ",
        "other/mine.yaml",
        "mine.yaml",
        "routines/a\nb.yaml",
    ],
)
def test_names_that_lead_elsewhere_or_mean_something_else_are_refused(made: Any, name: Any) -> None:
    refused(made([("routines/mine.yaml", ROUTINE), (name, ROUTINE)]), "does not belong in it")


def test_a_link_is_refused(made: Any) -> None:
    info = zipfile.ZipInfo("drills/own.yaml")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    refused(made([("routines/mine.yaml", ROUTINE), (info, "/etc/passwd")]), "is a link")


def test_a_bomb_is_refused_before_it_is_unpacked(made: Any) -> None:
    refused(made([("routines/mine.yaml", b"0" * 50_000_000)]), "is too large")


def test_a_bomb_that_lies_of_its_size_is_refused(made: Any) -> None:
    path = made([("routines/mine.yaml", b"# " + b"0" * 2_000_000)])
    data = bytearray(path.read_bytes())
    for sign, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        data[data.index(sign) + offset : data.index(sign) + offset + 4] = struct.pack("<I", 100)
    path.write_bytes(data)
    with pytest.raises(NotAPackage):
        unpacked(path)


def test_many_texts_that_are_small_alone_are_too_large_together(made: Any) -> None:
    text = ROUTINE + b"#" * 100_000
    entries = [(f"routines/r{number}.yaml", text) for number in range(3)]
    refused(made(entries), "too large together")


def test_many_pictures_that_are_small_alone_are_too_large_together(made: Any) -> None:
    pictures = [(f"pictures/{n}.png", PNG + b"0" * 3_900_000) for n in range(8)]
    refused(made([("routines/mine.yaml", ROUTINE), *pictures]), "are too large together")


def test_too_many_files_are_refused(made: Any) -> None:
    many = [(f"drills/d{n}.yaml", b"name: x") for n in range(MOST_ENTRIES)]
    refused(made([("routines/mine.yaml", ROUTINE), *many]), "files are in it")


def test_the_same_name_twice_is_refused_in_any_case(made: Any) -> None:
    entries = [("routines/mine.yaml", ROUTINE), ("routines/MINE.yaml", ROUTINE)]
    refused(made(entries), "is in it twice")


def test_what_is_no_picture_or_no_text_is_refused(made: Any) -> None:
    refused(
        made([("routines/mine.yaml", ROUTINE), ("pictures/a.png", b"MZ")]), "is not a PNG picture"
    )
    broken = [("routines/mine.yaml", ROUTINE), ("pictures/a.png", PNG[:-8])]
    refused(made(broken), "pictures/a.png is broken")
    huge = [("routines/mine.yaml", ROUTINE), ("pictures/a.png", huge_png(60_000, 60_000))]
    refused(made(huge), "60000 x 60000 pixels")
    refused(made([("routines/mine.yaml", b"\xff\xfe")]), "is not text")


def test_without_a_routine_it_is_nothing(made: Any) -> None:
    refused(made([("drills/own.yaml", b"name: x")]), "there is no routine in it")


def test_methods_that_could_be_anything_are_refused(made: Any) -> None:
    refused(made([("routines/mine.yaml", ROUTINE)], method=zipfile.ZIP_LZMA), "cannot be read")


def test_what_is_huge_missing_or_no_zip_is_refused(tmp_path: Path) -> None:
    huge = tmp_path / "huge.mobility"
    with huge.open("wb") as file:
        file.truncate(LARGEST_PACKAGE_BYTES + 1)
    refused(huge, "larger than")
    refused(tmp_path / "none.mobility", "No such file")
    plain = tmp_path / "plain.mobility"
    plain.write_bytes(b"name: x")
    refused(plain, "it is damaged or not a .mobility file")


WHOLE = packed(Package(GOOD))


@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), max_size=12),
       st.integers(0, len(WHOLE)))  # fmt: skip
def test_whatever_is_damaged_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, changes: Any, length: Any
) -> None:
    data = bytearray(WHOLE)
    for place, byte in changes:
        data[place] = byte
    path = tmp_path_factory.mktemp("damaged") / "x.mobility"
    path.write_bytes(bytes(data[: length or len(data)]))
    try:
        found = unpacked(path)
    except NotAPackage:
        return
    assert set(found.files) <= set(GOOD) | {name for name in found.files if "/" in name}
    assert io.BytesIO(packed(found))


def test_sizes_are_checked_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.mobility"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("routines/a.yaml", b"name: A\n")
        for number in range(20):
            archive.writestr(f"drills/d{number}.yaml", b"#" * 60_000)
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_: pytest.fail("was read"))
    with pytest.raises(NotAPackage, match="too large together"):
        unpacked(path)
