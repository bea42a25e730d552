"""Nothing in the user's folders is passed over in silence: it is read or told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mobility_timer import files
from mobility_timer.library.folders import routine_folders
from mobility_timer.library.reading.opening import open_library

ROUTINE = "name: Mine\ndrills: [calf-raises]\n"
DRILL = "name: Own\nposition: standing\ndose: {reps: 9}\ntempo: {up: 1}\n"


def library_of(user: Any) -> Any:
    return open_library(files.routines(), user)


def write(path: Any, text: Any = ROUTINE) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("name", ["mine.yaml", "mine.yml", "mine.YAML", "mine.Yml"])
def test_any_ending_of_yaml_is_read(tmp_path: Path, name: Any) -> None:
    write(tmp_path / name)
    assert library_of(tmp_path).routines["mine"].name == "Mine"


@pytest.mark.parametrize("name", ["mine.yaml.txt", "mine.YML.TXT"])
def test_a_hidden_ending_is_told(tmp_path: Path, name: Any) -> None:
    write(tmp_path / name)
    (broken,) = library_of(tmp_path).broken
    assert broken.path.name == name
    assert str(broken.faults[0]).endswith(f"ends in .txt: try renaming it to {name[:-4]}")


def test_folders_inside_are_read_with_their_drills(tmp_path: Path) -> None:
    write(tmp_path / "knee" / "phase one" / "mine.yaml", ROUTINE.replace("calf-raises", "own"))
    write(tmp_path / "knee" / "drills" / "own.yaml", DRILL)
    library = library_of(tmp_path)
    assert library.broken == ()
    assert library.routines["mine"].drills[0].name == "Own"
    assert library.paths["routine mine"] == tmp_path / "knee" / "phase one" / "mine.yaml"


def test_the_same_name_in_two_folders_is_told(tmp_path: Path) -> None:
    write(tmp_path / "mine.yaml")
    write(tmp_path / "knee" / "mine.yaml")
    library = library_of(tmp_path)
    (broken,) = library.broken
    assert broken.path == tmp_path / "knee" / "mine.yaml"
    assert "the same id as mine.yaml" in str(broken.faults[0])
    assert library.paths["routine mine"] == tmp_path / "mine.yaml"


def test_hidden_folders_and_links_to_itself_are_left_out(tmp_path: Path) -> None:
    write(tmp_path / ".git" / "mine.yaml")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert routine_folders(tmp_path) == [tmp_path]


def test_folders_are_read_to_a_depth(tmp_path: Path) -> None:
    write(tmp_path / "a" / "b" / "c" / "d" / "e" / "mine.yaml")
    assert len(routine_folders(tmp_path)) == 5
