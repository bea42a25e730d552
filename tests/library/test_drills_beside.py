"""The drills beside a routine are read once, and again when a file there is another."""

from __future__ import annotations

from pathlib import Path

import pytest

from mobility_timer.library import drill_files
from mobility_timer.library.drill_files import DrillsBeside
from mobility_timer.library.reading.parse_cache import ParseCache

DRILL = "name: Mine\nposition: standing\ndose: {hold: 30}\n"


def test_they_are_read_again_only_once_a_file_is_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, cache, beside = tmp_path / "drills", ParseCache(), DrillsBeside()
    reads: list[Path] = []
    read = drill_files.read_drills
    monkeypatch.setattr(
        drill_files, "read_drills", lambda it, *given: (reads.append(it), read(it, *given))[1]
    )

    def ids() -> list[str]:
        return sorted(beside.read(folder, cache)[0])

    assert ids() == ids() == []
    assert len(reads) == 1
    folder.mkdir()
    (folder / "mine.yaml").write_text(DRILL)
    assert ids() == ids() == ["mine"]
    assert len(reads) == 2
    (folder / "mine.yaml").write_text(DRILL.replace("30", "300"))
    assert beside.read(folder, cache)[0]["mine"].dose.amount == 300
    (folder / "mine.yaml").write_text("name: Mine\n")
    drills, broken = beside.read(folder, cache)
    assert (list(drills), [one.name for one in broken]) == ([], ["mine.yaml"])
    (folder / "mine.yaml").unlink()
    assert ids() == []
