"""A routine goes out with all that it needs, and comes in without harm to what is there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mobility_timer import files
from mobility_timer.editing.kept_drafts import KeptDrafts
from mobility_timer.editing.saving import UserFiles
from mobility_timer.editing.versions import Versions
from mobility_timer.library.reading.opening import open_library
from mobility_timer.sharing.as_text import as_text
from mobility_timer.sharing.contents import add, look, pack_routine
from mobility_timer.sharing.incoming import read_incoming
from mobility_timer.sharing.package import NotTaken, Package, packed

OWN = """\
name: Knee drive
position: standing
sides: each
side_means: the knee that rises
dose: {reps: 8}
tempo: {lift: 1, lower: 1}
pictures: [knee-1.png]
"""
ROUTINE = "# mine\nname: Mine\ndrills:\n  - calf-stretch  # easy\n  - knee-drive\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


@pytest.fixture
def user(tmp_path: Path) -> Any:
    return user_in(tmp_path / "one")


def user_in(folder: Any) -> Any:
    routines = folder / "routines"
    return UserFiles(
        routines,
        Versions(folder / "versions", routines),
        folder / "lock",
        KeptDrafts(folder / "drafts"),
    )


@pytest.fixture
def library(user: Any) -> Any:
    (user.folder / "drills" / "pictures").mkdir(parents=True)
    (user.folder / "mine.yaml").write_text(ROUTINE)
    (user.folder / "drills" / "knee-drive.yaml").write_text(OWN)
    (user.folder / "drills" / "pictures" / "knee-1.png").write_bytes(PNG)
    return open_library(files.routines(), user.folder)


@pytest.fixture
def package(library: Any) -> Any:
    return pack_routine(library, library.routines["mine"])


@pytest.fixture
def elsewhere(tmp_path: Path) -> Any:
    """Another computer, with its library."""
    other = user_in(tmp_path / "other")
    return other, open_library(files.routines(), other.folder)


def test_it_takes_its_own_drills_and_pictures_along_but_nothing_bundled(package: Any) -> None:
    assert set(package.files) == {
        "routines/mine.yaml",
        "drills/knee-drive.yaml",
        "pictures/knee-1.png",
    }


def test_a_bundled_one_is_one_file(library: Any) -> None:
    assert list(pack_routine(library, library.routines["rest-day"]).files) == [
        "routines/rest-day.yaml"
    ]


def test_what_it_holds_is_shown_before_anything_is_written(package: Any, elsewhere: Any) -> None:
    other, library = elsewhere
    contents = look(package, library, other)
    assert [routine.name for routine in contents.routines] == ["Mine"]
    assert [drill.name for drill in contents.routines[0].drills][1] == "Knee drive"
    assert contents.drills == ("Knee drive",)
    assert (contents.faults, contents.taken) == ((), ())
    assert not other.folder.exists()


def test_added_it_is_as_it_was(package: Any, elsewhere: Any) -> None:
    other, library = elsewhere
    written = add(look(package, library, other), other)
    assert [path.name for path in written] == ["mine.yaml"]
    assert written[0].read_text() == ROUTINE
    again = open_library(files.routines(), other.folder)
    assert again.routines["mine"].drills[1].name == "Knee drive"
    assert again.picture_files(again.drills["knee-drive"])[0].read_bytes() == PNG


def test_the_same_once_more_changes_nothing(package: Any, user: Any, library: Any) -> None:
    contents = look(package, library, user)
    assert contents.taken == ()
    add(contents, user)
    assert sorted(path.name for path in user.folder.glob("*.yaml")) == ["mine.yaml"]


def test_nothing_is_written_over_unasked_and_the_new_ones_mean_each_other(
    package: Any, elsewhere: Any
) -> None:
    other, library = elsewhere
    (other.folder / "drills").mkdir(parents=True)
    (other.folder / "mine.yaml").write_text("name: Theirs\ndrills:\n  - hip-cars\n")
    (other.folder / "drills" / "knee-drive.yaml").write_text(OWN.replace("8", "5"))
    contents = look(package, library, other)
    assert contents.taken == ("routines/mine.yaml", "drills/knee-drive.yaml")
    written = add(contents, other)
    assert [path.name for path in written] == ["mine-2.yaml"]
    assert written[0].read_text() == ROUTINE.replace("knee-drive", "knee-drive-2")
    assert "Theirs" in (other.folder / "mine.yaml").read_text()
    assert "reps: 5" in (other.folder / "drills" / "knee-drive.yaml").read_text()


def test_what_is_replaced_on_wish_can_be_brought_back(package: Any, elsewhere: Any) -> None:
    other, library = elsewhere
    theirs = "name: Theirs\ndrills:\n  - hip-cars\n"
    other.write(other.folder / "mine.yaml", theirs, None)
    add(look(package, library, other), other, replace_taken=True)
    assert (other.folder / "mine.yaml").read_text() == ROUTINE
    assert other.versions.of(other.folder / "mine.yaml")[1].text == theirs


def test_faults_in_it_are_told_with_their_files(elsewhere: Any) -> None:
    other, library = elsewhere
    package = Package({"routines/mine.yaml": b"name: Mine\ndrills:\n  - no-such-drill\n"})
    contents = look(package, library, other)
    assert contents.routines == ()
    assert 'mine.yaml: no drill "no-such-drill"' in contents.faults[0]


def test_a_file_from_elsewhere_is_looked_into(package: Any, elsewhere: Any, tmp_path: Path) -> None:
    other, library = elsewhere
    path = tmp_path / "mine.mobility"
    path.write_bytes(packed(package))
    assert read_incoming(path, library, other).contents.drills == ("Knee drive",)
    plain = tmp_path / "plain.yaml"
    plain.write_text("name: Plain\ndrills:\n  - hip-cars\n")
    assert read_incoming(plain, library, other).contents.routines[0].name == "Plain"
    with pytest.raises(NotTaken, match="was not taken"):
        read_incoming(tmp_path / "x.json", library, other) if (
            (tmp_path / "x.json").write_text("{}")
        ) else None


def test_as_text_it_reads_like_a_message(library: Any) -> None:
    text = as_text(library.routines["mine"], "2:40")
    assert text.splitlines() == [
        "Mine (2:40)",
        "",
        "1. Dynamic calf stretch: 10 reps each side",
        "2. Knee drive: 8 reps each side",
        "",
        "You need: wall.",
    ]
