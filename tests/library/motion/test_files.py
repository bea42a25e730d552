import os
from pathlib import Path

import pytest

from mobility_timer import files
from mobility_timer.library.faults import FileFaults
from mobility_timer.library.motion.files import Motions, read_motion_file
from mobility_timer.library.reading.opening import open_library

BUNDLED = files.assets() / "motions" / "hip-cars.yaml"


def test_a_motion_is_read_once() -> None:
    motions = Motions()
    motion = motions.read(BUNDLED)
    assert motion.id == "hip-cars"
    assert motions.find(BUNDLED) is motion


def test_reading_again_gives_the_same_motion_until_the_file_is_another(tmp_path: Path) -> None:
    path = tmp_path / "hip-cars.yaml"
    text = BUNDLED.read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    first = Motions().read(path)
    assert Motions().read(path) is first
    path.write_text(text.replace("side: right", "side: left", 1), encoding="utf-8")
    again = Motions().read(path)
    assert again is not first
    assert again.side is not first.side


def test_a_broken_motion_is_told_with_its_place_and_logged_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text("id: broken\nkamera: {}\n", encoding="utf-8")
    motions = Motions()
    with caplog.at_level("INFO"):
        assert motions.find(path) is None
        assert motions.find(path) is None
    assert len(caplog.records) == 1
    with pytest.raises(FileFaults, match=f"{path}:2:1: "):
        motions.read(path)


@pytest.mark.parametrize("content", [None, b"\xff", b"#" * 300_000])
def test_a_file_that_cannot_be_read_is_a_fault(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "motion.yaml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(FileFaults, match=r"motion\.yaml:1:1: "):
        read_motion_file(path)


def test_a_drill_without_a_file_has_no_motion() -> None:
    assert Motions().find(None) is None


def test_the_library_gives_the_motion_of_a_drill() -> None:
    library = open_library(files.routines(), None)
    motion = library.motion_of(library.drills["hip-cars"])
    assert motion is not None
    assert motion.id == "hip-cars"
    assert library.motion_of(library.drills["cold-water"]) is None


def test_a_motion_beside_the_drills_is_no_broken_drill(tmp_path: Path) -> None:
    folder = tmp_path / "drills"
    folder.mkdir()
    os.link(BUNDLED, folder / "hip-cars.yaml")
    assert open_library(tmp_path / "none", tmp_path).broken == ()
