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
from mobility_timer.sharing import incoming
from mobility_timer.sharing.as_text import as_text
from mobility_timer.sharing.contents import add, look
from mobility_timer.sharing.copies import copies_of
from mobility_timer.sharing.incoming import looked_into, read_incoming
from mobility_timer.sharing.package import NotTaken, Package, packed
from mobility_timer.sharing.packing import pack_routine, save_package
from tests.sample_pictures import png

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
PNG = png(4, 3)


@pytest.fixture
def user(tmp_path: Path) -> Any:
    return user_in(tmp_path / "one")


def pack(library: Any, id: str) -> Any:
    return pack_routine(library, library.paths[f"routine {id}"])


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
    return pack(library, "mine")


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
    assert list(pack(library, "rest-day").files) == ["routines/rest-day.yaml"]


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


def test_a_routine_of_ones_own_stays_where_only_its_drill_was_changed(
    package: Any, user: Any, library: Any
) -> None:
    drill = user.folder / "drills" / "knee-drive.yaml"
    drill.write_text(drill.read_text().replace("8", "9"))
    before = (user.folder / "mine.yaml").read_bytes(), drill.read_bytes()
    for _ in range(2):
        add(look(package, library, user), user)
        assert ((user.folder / "mine.yaml").read_bytes(), drill.read_bytes()) == before
        found = sorted(path.name for path in user.folder.rglob("*.yaml"))
        assert found == ["knee-drive-2.yaml", "knee-drive.yaml", "mine-2.yaml", "mine.yaml"]
    assert "knee-drive-2" in (user.folder / "mine-2.yaml").read_text()


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


def test_what_it_lacks_is_told_and_the_rest_is_taken(
    library: Any, user: Any, elsewhere: Any, tmp_path: Path
) -> None:
    (user.folder / "drills" / "pictures" / "knee-1.png").unlink()
    written_out = (
        "  - {rest: 20}\n  - name: Pair\n    rounds: 2\n    drills:\n      - name: Own\n"
        "        position: standing\n        dose: {hold: 10}\n        pictures: [gone.png]\n"
        "      - one_of: [calf-stretch, {name: Other, position: standing, dose: {hold: 10},"
        " motion: gone}]\n"
    )
    (user.folder / "mine.yaml").write_text(ROUTINE + written_out)
    path = tmp_path / "mine.mobility"
    lacking = save_package(library, user.folder / "mine.yaml", path)
    other_user, other = elsewhere
    (other_user.folder / "drills" / "pictures").mkdir(parents=True)
    (other_user.folder / "drills" / "pictures" / "gone.png").write_bytes(PNG)
    contents = read_incoming(path, other, other_user).contents
    assert contents.faults == ()
    assert contents.lacks == (
        "Knee drive: there is no picture knee-1.png",
        "Mine: there is no picture gone.png",
        'Mine: no motion "gone"',
    )
    assert {fault.what for fault in lacking} == {
        "there is no picture knee-1.png",
        "there is no picture gone.png",
        'no motion "gone"',
    }
    assert add(contents, other_user)


def test_a_drill_like_another_s_name_and_two_of_one_name_take_their_pictures_along(
    user: Any, library: Any
) -> None:
    pictures = user.folder / "drills" / "pictures"
    own = "name: {name}, position: standing, dose: {{hold: 10}}, pictures: [{picture}]"
    drills = [("Calf stretch", "a.png"), ("Push", "b.png"), ("Push", "c.png")]
    lines = [f"  - {{{own.format(name=name, picture=file)}}}\n" for name, file in drills]
    (user.folder / "three.yaml").write_text("name: Three\ndrills:\n" + "".join(lines))
    for _, file in drills:
        (pictures / file).write_bytes(PNG)
    packed_up = pack_routine(library, user.folder / "three.yaml")
    assert set(packed_up.in_folder("pictures")) == {"a.png", "b.png", "c.png"}


def test_a_package_that_was_renamed_to_zip_is_one_all_the_same(
    package: Any, elsewhere: Any, tmp_path: Path
) -> None:
    path = tmp_path / "mine.zip"
    path.write_bytes(packed(package))
    contents = read_incoming(path, *elsewhere[::-1]).contents
    assert (contents.faults, contents.package.files) == ((), package.files)


def test_a_routine_file_from_elsewhere_comes_with_what_lies_beside_it(
    elsewhere: Any, tmp_path: Path
) -> None:
    (tmp_path / "drills" / "pictures").mkdir(parents=True)
    (tmp_path / "drills" / "knee-drive.yaml").write_text(OWN)
    (tmp_path / "drills" / "pictures" / "knee-1.png").write_bytes(PNG)
    (tmp_path / "mine.yml").write_text(ROUTINE)
    contents = read_incoming(tmp_path / "mine.yml", *elsewhere[::-1]).contents
    assert (contents.faults, contents.lacks) == ((), ())
    assert set(contents.package.files) == {
        "routines/mine.yaml",
        "drills/knee-drive.yaml",
        "pictures/knee-1.png",
    }


@pytest.mark.parametrize("is_meant", [False, True])
def test_once_it_is_replaced_no_copy_of_an_earlier_import_is_left(
    package: Any, elsewhere: Any, is_meant: bool
) -> None:
    user, library = elsewhere
    changed = {name: data.replace(b"8", b"9") for name, data in package.files.items()}
    newer = Package({**changed, "pictures/knee-1.png": png(5, 3)})
    add(look(package, library, user), user)
    add(look(newer, library, user), user)
    if is_meant:
        (user.folder / "other.yaml").write_text("name: Other\ndrills: [knee-drive-2]\n")
    contents = look(newer, library, user)
    copies = copies_of(contents, user)
    pictures = user.folder / "drills" / "pictures"
    routine, drill = user.folder / "mine-2.yaml", user.folder / "drills" / "knee-drive-2.yaml"
    every = {routine, drill, pictures / "knee-1-2.png"}
    assert set(copies) == ({routine} if is_meant else every)
    add(contents, user, replace_taken=True)
    for copy in copies:
        user.delete(copy)
    assert {version.path for version in user.versions.deleted()} == set(copies)


def test_faults_in_it_are_told_with_their_files(elsewhere: Any) -> None:
    other, library = elsewhere
    package = Package({"routines/mine.yaml": b"name: Mine\ndrills:\n  - no-such-drill\n"})
    contents = look(package, library, other)
    assert contents.routines == ()
    assert contents.faults[0].startswith('routines/mine.yaml:3:5: no drill "no-such-drill"')


def test_each_fault_is_a_line_in_the_order_of_the_files(elsewhere: Any) -> None:
    other, library = elsewhere
    held = {
        "routines/mine.yaml": b"name: Mine\ndrills:\n  - own\n  - nothere\n"
        b"  - {drill: hip-cars, repz: 4}\n",
        "drills/own.yaml": b"name: Own\nposition: standin\ndose: {reps: x}\n",
        "motions/own.yaml": b"name: [",
    }
    contents = look(Package(held), library, other)
    assert [fault.partition(": ")[0] for fault in contents.faults] == [
        "drills/own.yaml:2:11",
        "drills/own.yaml:3:14",
        "motions/own.yaml:1:7",
        "routines/mine.yaml:3:5",
        "routines/mine.yaml:4:5",
        "routines/mine.yaml:5:23",
    ]
    assert not any("\n" in fault or "mobility-" in fault for fault in contents.faults)


def test_a_motion_that_is_called_like_its_drill_is_no_drill(elsewhere: Any) -> None:
    other, library = elsewhere
    motion = (files.assets() / "motions" / "calf-stretch.yaml").read_bytes()
    held = {
        "routines/mine.yaml": b"name: Mine\ndrills:\n  - calf-stretch\n",
        "drills/calf-stretch.yaml": OWN.encode(),
        "motions/calf-stretch.yaml": motion,
    }
    contents = look(Package(held), library, other)
    assert (contents.faults, contents.drills) == ((), ("Knee drive",))


def test_two_pictures_of_one_name_are_both_given_away(user: Any, elsewhere: Any) -> None:
    folders = (user.folder / "drills", user.folder / "clinic" / "drills")
    for number, folder in enumerate(folders, 1):
        (folder / "pictures").mkdir(parents=True)
        text = OWN.replace("knee-1.png", "a.png").replace("Knee drive", f"Drive {number}")
        (folder / f"drive-{number}.yaml").write_text(text)
        (folder / "pictures" / "a.png").write_bytes(png(4, number))
    path = user.folder / "clinic" / "both.yaml"
    path.write_text("name: Both\ndrills:\n  - drive-1\n  - drive-2\n")
    library = open_library(files.routines(), user.folder)
    package = pack_routine(library, path)
    other, theirs = elsewhere
    add(look(package, theirs, other), other)
    again = open_library(files.routines(), other.folder)
    for number in (1, 2):
        (found,) = again.picture_files(again.drills[f"drive-{number}"])
        assert found.read_bytes() == png(4, number)


def test_drills_that_one_is_drawn_from_are_given_away_too(user: Any, library: Any) -> None:
    path = user.folder / "drawn.yaml"
    path.write_text("name: Drawn\ndrills:\n  - one_of: [hip-cars, knee-drive]\n")
    package = pack_routine(library, path)
    assert "drills/knee-drive.yaml" in package.files


def test_a_picture_that_is_replaced_on_wish_can_be_brought_back(
    package: Any, elsewhere: Any
) -> None:
    other, library = elsewhere
    place = other.folder / "drills" / "pictures" / "knee-1.png"
    place.parent.mkdir(parents=True)
    place.write_bytes(png(9, 9))
    add(look(package, library, other), other, replace_taken=True)
    assert place.read_bytes() == PNG
    assert [version.data for version in other.versions.of(place)] == [PNG, png(9, 9)]
    place.unlink()
    assert [gone.path for gone in other.versions.deleted()] == [place]


@pytest.mark.parametrize("replace_taken", [False, True])
def test_a_name_that_windows_keeps_is_not_taken(elsewhere: Any, replace_taken: bool) -> None:
    other, library = elsewhere
    held = {
        "routines/con.yaml": b"name: Con\ndrills:\n  - nul\n",
        "drills/nul.yaml": OWN.replace("knee-1.png", "aux.png").encode(),
        "pictures/aux.png": PNG,
    }
    written = add(look(Package(held), library, other), other, replace_taken=replace_taken)
    assert [path.name for path in written] == ["con-1.yaml"]
    drill = open_library(files.routines(), other.folder).drills["nul-1"]
    assert drill.pictures == ("aux-1.png",)


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


def test_a_fault_of_the_program_is_not_told_as_one_of_the_file(
    elsewhere: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(*_: Any) -> None:
        raise KeyError("drills")

    (tmp_path / "x.mobility").write_bytes(b"MZ")
    other, library = elsewhere
    assert "was not taken" in str(looked_into(tmp_path / "x.mobility", library, other))
    monkeypatch.setattr(incoming, "unpacked", broken)
    with pytest.raises(KeyError):
        looked_into(tmp_path / "x.mobility", library, other)
