"""Drills and motions that do not agree, and what is said in the file of each."""

from pathlib import Path

import pytest

from mobility_timer import files
from mobility_timer.library.faults import FileFaults
from mobility_timer.library.library import Library
from mobility_timer.library.reading.opening import open_library

CASES = sorted(Path(__file__).with_name("cases").glob("*.case"))
STEP_UP = (Path(__file__).with_name("cases") / "agrees.case").read_text(encoding="utf-8")


def parts(text: str) -> tuple[str, str, str, str]:
    drill, rest = text.split("==== motion\n")
    motion, rest = rest.split("==== in the drill\n")
    in_drill, in_motion = rest.split("==== in the motion\n")
    return drill, motion, in_drill, in_motion


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folders of a user's own drills and motions, and no bundled ones."""
    for folder in ("own/drills", "motions", "bundled/drills", "assets/motions"):
        (tmp_path / folder).mkdir(parents=True)
    monkeypatch.setattr(files, "user_motions", lambda: tmp_path / "motions")
    monkeypatch.setattr(files, "assets", lambda: tmp_path / "assets")
    return tmp_path


def opened(place: Path) -> Library:
    return open_library(place / "bundled", place / "own").with_agreement()


def said(library: Library, folder: Path) -> str:
    faults = [fault for broken in library.broken for fault in broken.faults]
    return "".join(f"{fault}\n".replace(f"{folder}/", "") for fault in faults)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_what_does_not_agree_is_told_where_it_can_be_mended(path: Path, place: Path) -> None:
    drill, motion, in_drill, in_motion = parts(path.read_text(encoding="utf-8"))
    (place / "motions" / "step-up.yaml").write_text(motion)
    mine = place / "own/drills/step-up.yaml"
    mine.write_text(drill)
    assert said(opened(place), mine.parent) == in_drill
    mine.rename(place / "bundled/drills/step-up.yaml")
    assert said(opened(place), place / "motions") == in_motion
    assert all(broken.still_used for broken in opened(place).broken)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_checking_either_file_says_the_same(path: Path, place: Path) -> None:
    drill, motion, in_drill, in_motion = parts(path.read_text(encoding="utf-8"))
    theirs, elsewhere = place / "motions" / "step-up.yaml", place / "elsewhere.yaml"
    theirs.write_text(motion)
    elsewhere.write_text(drill)
    (place / "bundled/drills/step-up.yaml").write_text(drill)
    library = open_library(place / "bundled", place / "own")
    for file, expected in ((elsewhere, in_drill), (theirs, in_motion)):
        try:
            library.check_file(file)
            found = ""
        except FileFaults as faults:
            found = f"{faults}\n".replace(f"{file.parent}/", "")
        assert found == expected.replace("step-up.yaml", file.name)


def test_a_motion_that_is_not_there_is_told_with_the_one_that_was_meant(place: Path) -> None:
    drill, motion, *_ = parts(STEP_UP)
    (place / "own/drills/mine.yaml").write_text(drill.replace("step-up\n", "step-ups\n"))
    assert "try leaving the line out" in said(opened(place), place)
    (place / "motions" / "step-up.yaml").write_text(motion)
    line = drill.splitlines().index("motion: step-up") + 1
    assert said(opened(place), place / "own/drills") == (
        f'mine.yaml:{line}:1: no motion "step-ups": expected the name of a motion\'s file '
        "without .yaml, try step-up\n"
    )


def test_a_drill_that_is_written_out_in_a_routine_is_compared_too(place: Path) -> None:
    drill, motion, *_ = parts(STEP_UP)
    (place / "motions" / "step-up.yaml").write_text(motion)
    indented = "".join(f"    {line}\n" for line in drill.replace("lift:", "rise:").splitlines())
    (place / "own/mine.yaml").write_text(f"name: Mine\ndrills:\n  -\n{indented}")
    assert said(opened(place), place / "own") == (
        'mine.yaml:11:7: the motion step-up has no phase "rise": expected lift or lower, try lift\n'
    )


@pytest.mark.parametrize("now", ["gone", "a folder", "name: ["])
def test_a_routine_that_changed_since_it_was_read_is_left_to_its_next_reading(
    place: Path, now: str
) -> None:
    mine = place / "own/steps.yaml"
    drill, motion, *_ = parts(STEP_UP)
    (place / "motions" / "step-up.yaml").write_text(motion)
    indented = "".join(f"    {line}\n" for line in drill.splitlines())
    mine.write_text(f"name: Steps\ndrills:\n  -\n{indented}")
    library = open_library(place / "bundled", place / "own")
    assert "steps" in library.routines
    mine.unlink()
    if now == "a folder":
        mine.mkdir()
    elif now != "gone":
        mine.write_text(now)
    assert library.with_agreement().broken == ()


@pytest.mark.parametrize(
    ("id", "motion_in"),
    [
        ("mine", "elsewhere/drills/raise.yaml"),
        ("mine", "motions/raise.yaml"),
        ("raise", "motions/raise.yaml"),
    ],
)
def test_a_routine_anywhere_finds_the_motions_of_the_drills_beside_it(
    place: Path, id: str, motion_in: str
) -> None:
    drill, motion, *_ = parts(STEP_UP)
    (place / "elsewhere/drills").mkdir(parents=True)
    (place / motion_in).write_text(motion)
    own = drill.replace("motion: step-up\n", "motion: raise\n")
    (place / f"elsewhere/drills/{id}.yaml").write_text(own)
    routine = place / "elsewhere/day.yaml"
    routine.write_text(f"name: Day\ndrills: [{id}]\n")
    open_library(place / "bundled", place / "own").check_file(routine)


def test_a_motion_that_cannot_be_read_is_told_once_for_all_its_drills(place: Path) -> None:
    drill, motion, *_ = parts(STEP_UP)
    (place / "motions" / "step-up.yaml").write_text(motion.replace("phases", "phrases"))
    for id in ("one", "two"):
        (place / f"own/drills/{id}.yaml").write_text(drill)
    [broken] = opened(place).broken
    assert broken.path == place / "motions" / "step-up.yaml"
    assert '"phrases" is not a key: try phases' in said(opened(place), place)


def test_the_bundled_drills_agree_with_their_motions() -> None:
    assert open_library(files.routines(), None).with_agreement().broken == ()


@pytest.mark.usefixtures("place")
def test_a_bundled_drill_that_has_lost_its_motion_is_told() -> None:
    library = open_library(files.routines(), None)
    kept = sorted(library.drills)
    broken = library.with_agreement().broken
    assert len(broken) == sum(library.drills[id].motion is not None for id in kept)
    assert all(one.bundled for one in broken)
