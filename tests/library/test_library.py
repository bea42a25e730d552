from __future__ import annotations

import json
from pathlib import Path

import pytest

from mobility_timer import files
from mobility_timer.library.faults import FileFaults
from mobility_timer.library.reading.opening import installed, open_library
from mobility_timer.library.schema.routine import _by_id
from mobility_timer.routine.model import Drill, Origin, Routine
from tests.sample_drills import TEXTS

ROUTINE = "name: {name}\ndrills: [circles, still]\n"


@pytest.fixture
def bundled(tmp_path: Path) -> Path:
    folder = tmp_path / "bundled"
    (folder / "drills").mkdir(parents=True)
    for id, text in TEXTS.items():
        (folder / "drills" / f"{id}.yaml").write_text(text)
    (folder / "morning.yaml").write_text(ROUTINE.format(name="Morning"))
    return folder


@pytest.fixture
def user(tmp_path: Path) -> Path:
    folder = tmp_path / "user"
    (folder / "drills").mkdir(parents=True)
    return folder


def test_the_bundled_library_has_routines_and_drills(bundled: Path) -> None:
    library = open_library(bundled, None)
    assert sorted(library.drills) == sorted(TEXTS)
    assert [routine.name for routine in library.routines.values()] == ["Morning"]
    assert library.broken == ()
    assert library.routines["morning"].origin is Origin.BUNDLED


def test_of_many_new_routines_some_are_left_for_later(
    bundled: Path, user: Path, tmp_path: Path
) -> None:
    for number in range(6):
        (user / f"own-{number}.yaml").write_text(ROUTINE.format(name=f"Own {number}"))
    cache = tmp_path / "read.json"
    first = open_library(bundled, user, cache, new_at_most=3)
    assert sorted(first.routines) == ["morning", "own-0", "own-1"]
    assert not first.is_whole
    assert first.broken == ()
    second = open_library(bundled, user, cache, new_at_most=3)
    assert (len(second.routines), second.is_whole) == (6, False)
    assert open_library(bundled, user, cache).is_whole
    known = open_library(bundled, user, cache, new_at_most=0)
    assert (len(known.routines), known.is_whole) == (7, True)


def test_folders_that_are_not_there_are_empty(tmp_path: Path) -> None:
    library = open_library(tmp_path / "a", tmp_path / "b")
    assert (library.drills, library.routines, library.broken) == ({}, {}, ())


def test_the_users_files_are_added_and_win(bundled: Path, user: Path) -> None:
    (user / "morning.yaml").write_text(ROUTINE.format(name="My morning"))
    (user / "evening.yml").write_text("name: Evening\ndrills: [mine, still]\n")
    (user / "drills" / "mine.yaml").write_text(TEXTS["still"].replace("Standing", "My"))
    (user / "drills" / "still.yaml").write_text(TEXTS["still"].replace("0:30", "0:40"))
    library = open_library(bundled, user)
    assert library.broken == ()
    assert library.routines["morning"].name == "My morning"
    assert library.routines["morning"].origin is Origin.USER
    assert [drill.dose.amount for drill in library.routines["evening"].drills] == [30, 40]
    assert library.drills["still"].origin is Origin.USER


def test_a_broken_file_is_told_and_the_rest_works(bundled: Path, user: Path) -> None:
    (user / "bad.yaml").write_text("name: Bad\ndrils: []\n")
    (user / "good.yaml").write_text(ROUTINE.format(name="Good"))
    library = open_library(bundled, user)
    (broken,) = library.broken
    assert (broken.path, broken.name) == (user / "bad.yaml", "bad.yaml")
    assert str(broken.faults[0]).startswith(f"{user / 'bad.yaml'}:2:1: unknown key")
    assert set(library.routines) == {"morning", "good"}


def test_a_broken_drill_breaks_the_users_routines_that_use_it(bundled: Path, user: Path) -> None:
    (user / "drills" / "mine.yaml").write_text("name: Mine\n")
    (user / "uses-it.yaml").write_text("name: Uses it\ndrills:\n  - still\n  - mine\n")
    library = open_library(bundled, user)
    assert [broken.path.name for broken in library.broken] == ["mine.yaml", "uses-it.yaml"]
    (fault,) = library.broken[1].faults
    assert (fault.line, fault.column) == (4, 5)
    assert fault.what == f'the drill "mine" has faults in {user / "drills" / "mine.yaml"}'


def test_a_broken_drill_of_the_user_leaves_the_bundled_one(bundled: Path, user: Path) -> None:
    (user / "drills" / "still.yaml").write_text("name: Still\n")
    library = open_library(bundled, user)
    assert library.drills["still"].origin is Origin.BUNDLED
    assert "morning" in library.routines


def test_a_bundled_routine_keeps_its_drill_where_the_users_does_not_fit(
    bundled: Path, user: Path
) -> None:
    (bundled / "long.yaml").write_text("name: Long\ndrills: [{drill: still, hold: 50}]\n")
    counted = "name: Still\nposition: standing\ndose: {reps: 5}\ntempo: {lift: 1}\n"
    (user / "drills" / "still.yaml").write_text(counted)
    library = open_library(bundled, user)
    assert [broken.name for broken in library.broken] == ["Long"]
    assert library.routines["long"].drills[0].dose.amount == 50
    assert library.routines["morning"].drills[1].dose.amount == 5


def test_two_endings_of_one_name_are_told(bundled: Path, user: Path) -> None:
    (user / "a.yaml").write_text(ROUTINE.format(name="First"))
    (user / "a.yml").write_text(ROUTINE.format(name="Second"))
    library = open_library(bundled, user)
    assert library.routines["a"].name == "First"
    assert "the same id as a.yaml" in str(library.broken[0].faults[0])


def test_hidden_files_and_other_endings_are_passed_over(bundled: Path, user: Path) -> None:
    (user / ".a.yaml").write_text("nonsense")
    (user / "c.txt").write_text("nonsense")
    assert open_library(bundled, user).broken == ()


def test_what_is_no_text_is_told_with_its_place(bundled: Path, user: Path) -> None:
    (user / "a.yaml").write_bytes(b"name: caf\xc3\xa9\nsummary: caf\xe9\n")
    fault = open_library(bundled, user).broken[0].faults[0]
    assert (fault.line, fault.column, fault.what) == (2, 13, "not text in UTF-8")


def test_a_file_that_is_too_large_is_not_read(bundled: Path, user: Path) -> None:
    with (user / "a.yaml").open("wb") as file:
        file.truncate(10**9)
    assert open_library(bundled, user).broken[0].faults[0].what == "the file is too large"


@pytest.mark.parametrize("wanted", ["morning", "Morning", "  mORNING "])
def test_a_routine_is_found_by_id_or_name(bundled: Path, wanted: str) -> None:
    assert open_library(bundled, None).find(wanted).id == "morning"


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("mornin", 'no routine "mornin", did you mean morning?'),
        ("zzz", 'no routine "zzz", see all with: mobility-timer list'),
    ],
)
def test_a_routine_that_is_not_there_is_told(bundled: Path, wanted: str, said: str) -> None:
    with pytest.raises(LookupError) as raised:
        open_library(bundled, None).find(wanted)
    assert raised.value.args == (said,)


def test_a_broken_routine_is_found_with_its_faults(bundled: Path, user: Path) -> None:
    (user / "bad.yaml").write_text("name: Bad\n")
    with pytest.raises(LookupError, match='"drills" is missing'):
        open_library(bundled, user).find("bad")


def test_a_routine_file_anywhere_uses_the_drills_of_the_library_and_those_beside_it(
    bundled: Path, tmp_path: Path
) -> None:
    (tmp_path / "drills").mkdir()
    (tmp_path / "drills" / "own.yaml").write_text(TEXTS["still"])
    path = tmp_path / "a.yaml"
    path.write_text("name: A\ndrills: [own, circles]\n")
    assert [d.id for d in open_library(bundled, None).read_file(path).drills] == ["own", "circles"]


def test_the_content_of_a_file_tells_what_it_is(bundled: Path, tmp_path: Path) -> None:
    library = open_library(bundled, None)
    assert isinstance(library.check_file(bundled / "morning.yaml"), Routine)
    assert isinstance(library.check_file(bundled / "drills" / "still.yaml"), Drill)
    (tmp_path / "a.yaml").write_text("- a list\n")
    with pytest.raises(FileFaults, match="expected keys with values"):
        library.check_file(tmp_path / "a.yaml")
    with pytest.raises(FileNotFoundError):
        library.check_file(tmp_path / "none.yaml")


def test_a_motion_is_the_users_before_the_bundled_one(bundled: Path, user: Path) -> None:
    (user / "drills" / "mine.yaml").write_text(TEXTS["circles"])
    library = open_library(bundled, user)
    mine = library.drills["mine"]
    assert library.motion_file(mine) == files.assets() / "motions" / "hip-cars.yaml"
    (user / "drills" / "hip-cars.yaml").write_text("")
    assert library.motion_file(mine) == user / "drills" / "hip-cars.yaml"
    assert library.motion_file(library.drills["circles"]) == (
        files.assets() / "motions" / "hip-cars.yaml"
    )
    assert library.motion_file(library.drills["still"]) is None


def test_what_was_read_is_not_read_again(
    bundled: Path, user: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (user / "bad.yaml").write_text("name: Bad\n")
    (user / "empty.yaml").write_text("")
    (user / "moves.yaml").write_text("poses: {}\nphases: []\n")
    (user / "torn.yaml").write_text("name: [\n")
    cache = tmp_path / "cache" / "read.json"
    first = open_library(bundled, user, cache)
    monkeypatch.setattr("mobility_timer.library.reading.reader.parse", None)
    again = open_library(bundled, user, cache)
    assert again == first
    (user / "bad.yaml").write_text("name: Worse\n")
    with pytest.raises(TypeError):
        open_library(bundled, user, cache)


def test_a_file_that_is_checked_again_is_not_read_again(
    bundled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "read.json"
    open_library(bundled, None, cache)
    library = open_library(bundled, None, cache)
    misplaced = bundled / "misplaced.yaml"
    misplaced.write_text(TEXTS["still"])
    open_library(bundled, None, cache)
    assert isinstance(library.check_file(misplaced), Drill)
    monkeypatch.setattr("mobility_timer.library.reading.reader.parse", None)
    assert library.check_file(bundled / "morning.yaml") == library.read_file(
        bundled / "morning.yaml"
    )


@pytest.mark.parametrize("spoil", [b"", b"nonsense", b"{}" * 40])
def test_a_spoilt_cache_is_thrown_away(bundled: Path, tmp_path: Path, spoil: bytes) -> None:
    cache = tmp_path / "read.json"
    first = open_library(bundled, None, cache)
    kept = cache.read_bytes()
    cache.write_bytes(spoil)
    assert open_library(bundled, None, cache) == first
    assert cache.read_bytes() == kept


def test_a_cache_that_lost_a_bit_is_thrown_away(bundled: Path, tmp_path: Path) -> None:
    cache = tmp_path / "read.json"
    first = open_library(bundled, None, cache)
    kept = cache.read_bytes()
    cache.write_bytes(kept.replace(b"Morning", b"Mourning"))
    assert open_library(bundled, None, cache) == first


def test_the_cache_of_another_version_is_thrown_away(
    bundled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "read.json"
    open_library(bundled, None, cache)
    kept = cache.read_bytes()
    monkeypatch.setattr("mobility_timer.files.made_by.__version__", "0.0.0")
    open_library(bundled, None, cache)
    assert cache.read_bytes() != kept


def test_the_cache_forgets_files_that_are_gone(bundled: Path, user: Path, tmp_path: Path) -> None:
    cache = tmp_path / "read.json"
    (user / "a.yaml").write_text(ROUTINE.format(name="Gone tomorrow"))
    open_library(bundled, user, cache)
    (user / "a.yaml").unlink()
    open_library(bundled, user, cache)
    assert b"Gone tomorrow" not in cache.read_bytes()


def test_a_library_opens_without_a_place_for_the_cache(bundled: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert open_library(bundled, None, tmp_path / "file" / "read.json").routines


def test_the_installed_library_is_whole() -> None:
    library = installed()
    assert library.broken == ()
    assert "ankles-and-hips" in library.routines
    assert json.loads((files.cache("routines") / "read.json").read_bytes()[32:])


def test_routines_that_say_nothing_of_a_drill_share_it(bundled: Path, user: Path) -> None:
    for number in range(3):
        (user / f"own-{number}.yaml").write_text(ROUTINE.format(name=f"Own {number}"))
    (user / "other.yaml").write_text("name: Other\ndrills: [{drill: still, hold: 50}]\n")
    library = open_library(bundled, user)
    for number in range(3):
        assert library.routines[f"own-{number}"].drills[1] is library.drills["still"]
    assert library.routines["other"].drills[0].dose.amount == 50
    assert library.drills["still"].dose.amount == 30


def test_an_entry_that_is_an_id_alone_is_validated_once(bundled: Path, user: Path) -> None:
    for number in range(20):
        (user / f"own-{number}.yaml").write_text(ROUTINE.format(name=f"Own {number}"))
    _by_id.cache_clear()
    open_library(bundled, user)
    assert _by_id.cache_info().misses == 2
